package coord

import "slices"

// PairCount says on how many distinct objects two accounts met.
type PairCount struct {
	A, B    uint32 // A < B
	Objects uint32
}

// Pairs counts for every two accounts the distinct objects that both shared
// within window microseconds of each other, follow as in EachPair. Accounts
// for which keep is false are passed over (keep nil: none is). The result is
// in order of A, then B. Memory beside it is bounded by the chunk size.
//
// total is the sum of the counts; perDay, where not nil, is called with the
// time of each pair of shares met, before objects are made distinct.
func (s *Shares) Pairs(window int64, follow int, keep []bool, perDay func(time int64)) (pairs []PairCount, total int) {
	c := pairCounter{}
	for o := range len(s.Start) - 1 {
		from := len(c.keys)
		s.pairsOf(o, window, follow, func(i, j int) {
			a, b := s.Account[i], s.Account[j]
			if a == b || keep != nil && !(keep[a] && keep[b]) {
				return
			}
			if perDay != nil {
				perDay(s.Time[j])
			}
			c.keys = append(c.keys, uint64(min(a, b))<<32|uint64(max(a, b)))
			if len(c.keys) == cap(c.keys) && len(c.keys) > from+chunk {
				c.compact(from)
			}
		})
		n := len(c.distinct(c.keys[from:]))
		c.keys = c.keys[:from+n]
		total += n
		if len(c.keys) >= chunk {
			c.flush()
		}
	}
	c.flush()
	return c.pairs, total
}

// chunk is how many pair keys are held before they are counted: 8 bytes each,
// twice while they are sorted.
const chunk = 2 << 20

// pairCounter adds up pairs of accounts, one key for each object they met on.
type pairCounter struct {
	keys, spare []uint64
	pairs       []PairCount
}

// distinct sorts keys in place and keeps each once.
func (c *pairCounter) distinct(keys []uint64) []uint64 {
	if len(keys) < 2 {
		return keys
	}
	c.sort(keys)
	return slices.Compact(keys)
}

// compact makes the keys from a place on distinct, and room for as many again
// where that freed little.
func (c *pairCounter) compact(from int) {
	c.keys = c.keys[:from+len(c.distinct(c.keys[from:]))]
	if len(c.keys) > cap(c.keys)/2 {
		c.keys = slices.Grow(c.keys, len(c.keys))
	}
}

// flush adds the keys held to the counts.
func (c *pairCounter) flush() {
	c.sort(c.keys)
	c.pairs = merge(c.pairs, c.keys)
	c.keys = c.keys[:0]
}

// merge adds sorted keys to sorted counts.
func merge(old []PairCount, keys []uint64) []PairCount {
	if len(keys) == 0 {
		return old
	}
	out := make([]PairCount, 0, len(old)+len(keys)/4)
	for i := 0; i < len(keys) || len(old) > 0; {
		if i == len(keys) || len(old) > 0 && old[0].key() < keys[i] {
			out, old = append(out, old[0]), old[1:]
			continue
		}
		p := PairCount{A: uint32(keys[i] >> 32), B: uint32(keys[i])}
		for key := keys[i]; i < len(keys) && keys[i] == key; i++ {
			p.Objects++
		}
		if len(old) > 0 && old[0].key() == p.key() {
			p.Objects += old[0].Objects
			old = old[1:]
		}
		out = append(out, p)
	}
	return out
}

func (p PairCount) key() uint64 { return uint64(p.A)<<32 | uint64(p.B) }

// sort orders keys: by comparison while they are few, else by a radix sort
// over the bits in which they differ.
func (c *pairCounter) sort(keys []uint64) {
	if len(keys) < 512 {
		slices.Sort(keys)
		return
	}
	if len(c.spare) < len(keys) {
		c.spare = make([]uint64, len(keys))
	}
	var differ uint64
	for _, k := range keys {
		differ |= k ^ keys[0]
	}
	from, to := keys, c.spare[:len(keys)]
	for shift := 0; shift < 64; shift += radixBits {
		if differ>>shift&(1<<radixBits-1) == 0 {
			continue
		}
		radixPass(from, to, shift)
		from, to = to, from
	}
	if &from[0] != &keys[0] {
		copy(keys, from)
	}
}

const radixBits = 8

// radixPass sorts stably by one digit.
func radixPass(from, to []uint64, shift int) {
	var next [1 << radixBits]int
	for _, k := range from {
		next[k>>shift&(1<<radixBits-1)]++
	}
	sum := 0
	for d, n := range next {
		next[d] = sum
		sum += n
	}
	for _, k := range from {
		d := k >> shift & (1<<radixBits - 1)
		to[next[d]] = k
		next[d]++
	}
}
