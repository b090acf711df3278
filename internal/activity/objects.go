package activity

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/text"
)

// Kind is a kind of object that accounts have in common.
type Kind int

// The kinds. A piece is three neighbouring words of a normalised text.
const (
	Hashtags Kind = iota
	Links
	Domains
	Pieces
	kinds
)

// String names the kind.
func (k Kind) String() string { return [...]string{"hashtags", "links", "domains", "texts"}[k] }

// Kinds lists the kinds.
func Kinds() []Kind { return []Kind{Hashtags, Links, Domains, Pieces} }

// most is how many uses of objects of one kind are held in memory: beyond it
// only every second, fourth, … object is kept, chosen by its hash.
const most = 3_000_000

// perPost is how many objects of one kind one post adds.
const perPost = 60

// mix finishes a hash so that all its bits depend on all of its input (the
// finaliser of MurmurHash3, Appleby 2011).
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// sets are the different objects of one kind of each account.
type sets struct {
	hash  []uint64 // of each object, ascending
	start []int    // objects of account a are list[start[a]:start[a+1]]
	list  []uint32 // ascending for each account
	level int      // only hashes that end in this many zeros are there
}

// of gives the objects of an account.
func (s *sets) of(a int) []uint32 {
	if s.start == nil {
		return nil
	}
	return s.list[s.start[a]:s.start[a+1]]
}

// use is one account's use of one object.
type use struct {
	hash    uint64
	account uint32
}

// gatherer takes the objects out of posts.
type gatherer struct {
	uses  [kinds][]use
	level [kinds]int
	want  [kinds]bool
	buf   []byte
}

func newGatherer(want []Kind) *gatherer {
	g := &gatherer{}
	for _, k := range want {
		g.want[k] = true
	}
	return g
}

// hash is the hash of an object: mix of the FNV-1a of the kind's name, a
// zero byte, and the object in its normal form (docs/formats/fingerprint.md).
func (g *gatherer) hash(k Kind, object []byte) uint64 {
	g.buf = append(append(append(g.buf[:0], k.String()...), 0), object...)
	return mix(text.Hash64(g.buf))
}

func (g *gatherer) put(k Kind, account uint32, object []byte) {
	if !g.want[k] {
		return
	}
	h := g.hash(k, object)
	if bits.TrailingZeros64(h) < g.level[k] {
		return
	}
	g.uses[k] = append(g.uses[k], use{h, account})
	for len(g.uses[k]) > most {
		g.uses[k] = unique(g.uses[k])
		if len(g.uses[k]) <= most/2 {
			break
		}
		g.level[k]++
		g.uses[k] = slices.DeleteFunc(g.uses[k], func(u use) bool { return bits.TrailingZeros64(u.hash) < g.level[k] })
	}
}

// unique sorts uses and drops those that are there twice.
func unique(us []use) []use {
	slices.SortFunc(us, func(a, b use) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.account, b.account))
	})
	return slices.Compact(us)
}

// add takes the objects out of a post. A repost has those of what it reposts.
func (g *gatherer) add(p *post.Post, account uint32) {
	var b []byte
	for _, h := range p.Hashtags[:min(len(p.Hashtags), perPost)] {
		if b = text.Hashtag(b[:0], h); len(b) > 0 {
			g.put(Hashtags, account, b)
		}
	}
	for _, l := range p.Links[:min(len(p.Links), perPost)] {
		if b = text.Link(b[:0], l); len(b) == 0 {
			continue
		}
		g.put(Links, account, b)
		if d := text.Domain(string(b)); d != "" {
			g.put(Domains, account, []byte(d))
		}
	}
	if !g.want[Pieces] {
		return
	}
	if b = text.Normal(b[:0], p.Text); text.Telling(b) {
		g.pieces(string(b), account)
	}
}

// pieces takes three words after three words out of a normalised text.
func (g *gatherer) pieces(normal string, account uint32) {
	var at [3]int // where the last three words begin
	n := 0
	for begin := 0; begin < len(normal) && n < perPost+2; {
		end := strings.IndexByte(normal[begin:], ' ')
		if end < 0 {
			end = len(normal)
		} else {
			end += begin
		}
		at[0], at[1], at[2] = at[1], at[2], begin
		if n++; n >= 3 {
			g.put(Pieces, account, []byte(normal[at[0]:end]))
		}
		begin = end + 1
	}
}

// sets orders what was gathered by account.
func (g *gatherer) sets(accounts int) (out [kinds]sets) {
	for k := range kinds {
		out[k] = ordered(unique(g.uses[k]), accounts)
		out[k].level = g.level[k]
		g.uses[k] = nil
	}
	return out
}

// ordered turns uses, ordered by object, into the lists of the accounts.
func ordered(us []use, accounts int) sets {
	s := sets{start: make([]int, accounts+1), list: make([]uint32, len(us))}
	for _, u := range us {
		s.start[u.account+1]++
	}
	for a := range accounts {
		s.start[a+1] += s.start[a]
	}
	next := append([]int(nil), s.start...)
	for i, u := range us {
		if i == 0 || u.hash != us[i-1].hash {
			s.hash = append(s.hash, u.hash)
		}
		s.list[next[u.account]] = uint32(len(s.hash) - 1)
		next[u.account]++
	}
	return s
}
