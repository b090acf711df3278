package share

import (
	"hash/maphash"

	"github.com/unveil-project/unveil/internal/text"
)

// former brings the texts of batches into their form, between the goroutine
// that reads and the one that numbers.
type former struct {
	seed  maphash.Seed
	text  uint64 // seed of the kind Text
	buf   []byte
	taken int64 // texts that tell something
}

// run forms batches until there are no more.
func (f *former) run(read <-chan *batch, formed chan<- *batch) {
	for b := range read {
		f.form(b)
		formed <- b
	}
	close(formed)
}

// form leaves out texts that tell nothing, and posts that have nothing else.
func (f *former) form(b *batch) {
	var account, last span // of the post at hand and of the one kept last
	first, shares, posts := 0, 0, 0
	written := b.texts.String()
	for i := range b.posts {
		r := b.posts[i]
		if !r.sameAuthor {
			account = r.account
		}
		begin := shares
		for j := first; j < int(r.shares); j++ {
			if s := b.shares[j]; !s.raw || f.name(b, &s, written) {
				b.shares[shares] = s
				shares++
			}
		}
		first = int(r.shares)
		if shares == begin {
			continue
		}
		r.shares, r.account, r.sameAuthor = int32(shares), account, posts > 0 && account == last
		b.posts[posts] = r
		last = account
		posts++
	}
	b.posts, b.shares = b.posts[:posts], b.shares[:shares]
}

// name makes a text's form, and says whether it tells something.
func (f *former) name(b *batch, s *rawShare, written string) bool {
	f.buf = text.Normal(f.buf[:0], written[s.name.from:s.name.to])
	if !text.Telling(f.buf) {
		return false
	}
	f.taken++
	from := len(b.names)
	b.names = append(b.names, cut(f.buf, nameMost)...)
	s.raw, s.hash = false, maphash.Bytes(f.seed, f.buf)^f.text
	s.name = span{int32(from), int32(len(b.names))}
	return true
}
