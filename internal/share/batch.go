package share

import (
	"strings"

	"github.com/unveil-project/unveil/internal/post"
)

// The size of what is handed from the reading goroutine to the numbering one.
const (
	batchPosts = 4096
	batchBytes = 512 << 10
	nameMost   = 100 // bytes of an object's name that are kept
)

// batch is some posts on their way to be numbered.
type batch struct {
	posts  []record
	shares []rawShare
	names  []byte          // accounts and objects, one after the other
	texts  strings.Builder // texts as they were written, whose form is made later
	end    int             // where the last account ends in names, for comparison
	begin  int
}

// record is one post of a batch.
type record struct {
	identity
	time       int64
	account    span
	shares     int32 // shares end here
	sameAuthor bool  // as the record before
}

// identity tells posts apart.
type identity struct {
	hash  uint64
	known bool // the post has an id
	once  bool // a post with this id counts once
}

// rawShare is one object of a post.
type rawShare struct {
	hash uint64 // of Similar, the number of the text
	name span
	kind Kind
	own  bool // the object is the post's own id
	raw  bool // name lies in texts, and hash is not set
}

type span struct{ from, to int32 }

func (b *batch) reset() {
	b.posts, b.shares, b.names = b.posts[:0], b.shares[:0], b.names[:0]
	b.begin, b.end = 0, 0
	b.texts.Reset()
}

// full says whether it is time to hand the batch on.
func (b *batch) full() bool {
	return len(b.posts) >= batchPosts || len(b.names) >= batchBytes || b.texts.Len() >= batchBytes
}

// share appends one object.
func (b *batch) share(k Kind, hash uint64, name []byte) {
	from := len(b.names)
	b.names = append(b.names, cut(name, nameMost)...)
	b.shares = append(b.shares, rawShare{hash: hash, kind: k, name: span{int32(from), int32(len(b.names))}})
}

// raw appends a text whose form is made later.
func (b *batch) raw(s string) {
	if b.texts.Len() == 0 {
		b.texts.Grow(batchBytes + len(s))
	}
	from := b.texts.Len()
	b.texts.WriteString(s)
	b.shares = append(b.shares, rawShare{kind: Text, raw: true, name: span{int32(from), int32(b.texts.Len())}})
}

// add ends a post whose shares were appended from first on.
func (b *batch) add(id identity, p *post.Post, first int) {
	if first == len(b.shares) {
		return
	}
	r := record{identity: id, time: p.Time, shares: int32(len(b.shares))}
	if r.sameAuthor = len(b.posts) > 0 && string(b.names[b.begin:b.end]) == p.Account; !r.sameAuthor {
		b.begin = len(b.names)
		b.names = append(b.names, p.Account...)
		b.end = len(b.names)
		r.account = span{int32(b.begin), int32(b.end)}
	}
	b.posts = append(b.posts, r)
}

// cut shortens a name to at most n bytes, whole characters.
func cut(s []byte, n int) []byte {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}
