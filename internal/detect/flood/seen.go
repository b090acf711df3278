package flood

import "github.com/unveil-project/unveil/internal/weblog"

// seen is a set of hashes in a bitmap of fixed size: it can take a new one for
// one seen before, never the other way round, so that it errs against calling
// something new.
type seen struct {
	bits []uint64
	ones int
}

func newSeen(size int) *seen { return &seen{bits: make([]uint64, size/64)} }

func (s *seen) slot(h uint64) (word int, bit uint64) {
	h = weblog.Mix(h, 0x8ebc6af09c88c6e3)
	h %= uint64(len(s.bits) * 64)
	return int(h / 64), 1 << (h % 64)
}

func (s *seen) add(h uint64) {
	w, b := s.slot(h)
	if s.bits[w]&b == 0 {
		s.bits[w] |= b
		s.ones++
	}
}

func (s *seen) has(h uint64) bool {
	w, b := s.slot(h)
	return s.bits[w]&b != 0
}
