package store

import (
	"crypto/sha256"
	"encoding/binary"

	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/sheet"
)

// Key is the digest of a native id, Content that of what a record says. Both
// are the first 16 bytes of a SHA-256, so that nobody can write a post whose
// digest equals that of another and have it taken for a duplicate.
type (
	Key     [16]byte
	Content [16]byte
)

// Keys knows the native ids of a case and the contents seen under each. It
// takes about 80 bytes of memory for each version of each record with an id.
type Keys struct {
	versions map[Key]int
	seen     map[[16]byte]struct{} // digest of key and content
}

// NewKeys makes an empty set.
func NewKeys() *Keys {
	return &Keys{versions: map[Key]int{}, seen: map[[16]byte]struct{}{}}
}

func both(k Key, c Content) [16]byte {
	var b [32]byte
	copy(b[:16], k[:])
	copy(b[16:], c[:])
	sum := sha256.Sum256(b[:])
	return [16]byte(sum[:16])
}

// Add says whether a content was seen under a key already; if not, it is
// the key's next version from now on.
func (s *Keys) Add(k Key, c Content) (version int, duplicate bool) {
	id := both(k, c)
	if _, ok := s.seen[id]; ok {
		return 0, true
	}
	s.seen[id] = struct{}{}
	version = s.versions[k]
	s.versions[k] = version + 1
	return version, false
}

// remove takes back an Add that was not a duplicate.
func (s *Keys) remove(k Key, c Content) {
	delete(s.seen, both(k, c))
	if s.versions[k]--; s.versions[k] == 0 {
		delete(s.versions, k)
	}
}

// Hasher makes keys and contents. It is not safe for concurrent use.
type Hasher struct {
	buf []byte
}

// NewHasher makes a Hasher.
func NewHasher() *Hasher { return &Hasher{} }

// field appends a string with its length, so that no two lists of fields
// give the same bytes.
func (h *Hasher) field(s string) {
	h.buf = binary.AppendUvarint(h.buf, uint64(len(s)))
	h.buf = append(h.buf, s...)
}

func (h *Hasher) number(n int64) { h.buf = binary.AppendVarint(h.buf, n) }

func (h *Hasher) list(l []string) {
	h.number(int64(len(l)))
	for _, s := range l {
		h.field(s)
	}
}

func (h *Hasher) sum() (out [16]byte) {
	s := sha256.Sum256(h.buf)
	h.buf = h.buf[:0]
	return [16]byte(s[:16])
}

// Post gives the key and the content of a post with a native id. The name
// shown with the account is no content: it changes without the post.
func (h *Hasher) Post(p *post.Post) (Key, Content) {
	h.field("post")
	h.field(p.Platform)
	h.field(p.ID)
	k := Key(h.sum())
	h.number(p.Time)
	for _, s := range []string{p.Account, string(p.Act), p.Text, p.RepostOf, p.ReplyTo} {
		h.field(s)
	}
	for _, l := range [][]string{p.Links, p.Hashtags, p.Mentions, p.Media, p.Objects} {
		h.list(l)
	}
	return k, Content(h.sum())
}

// Sheet gives the key, station and contest, and the content of a sheet.
func (h *Hasher) Sheet(s *sheet.Sheet) (Key, Content) {
	h.field("sheet")
	h.field(s.Contest)
	h.field(s.Station)
	k := Key(h.sum())
	for _, n := range []int64{s.Time, s.Registered, truth(s.Special), truth(s.Modified), int64(len(s.Figures))} {
		h.number(n)
	}
	for _, a := range []string{s.State, s.District, s.Town, s.Section, s.Stratum, s.Origin} {
		h.field(a)
	}
	for _, f := range s.Figures {
		h.field(f.Name)
		h.field(string(f.Role))
		h.number(f.Votes)
	}
	return k, Content(h.sum())
}

func truth(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
