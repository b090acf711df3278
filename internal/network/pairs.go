package network

// PairCount says on how many distinct objects two accounts met.
type PairCount struct {
	A, B    uint32 // A < B
	Objects uint32
}

// Pairing is what is asked of Pairs.
type Pairing struct {
	Window int64  // most that two shares lie apart, microseconds
	Follow int    // shares after one that it is compared with; 0: all
	Least  int    // least objects of a pair that is listed
	Keep   []bool // accounts that take part; nil: all
	// Met, where not nil, is called with the time of each pair of shares
	// met, before objects are made distinct.
	Met func(time int64)
}

// Pairs counts for every two accounts the distinct objects that both shared
// within the window of each other. The result is in order of A, then B; total
// is the number of meetings of all pairs, listed or not.
//
// Where meetings are many, a first run counts them in a filter, and only
// pairs that may reach Least are held in the second: memory follows what is
// listed, not the crowd of pairs that met once.
func (s *Shares) Pairs(q Pairing) (pairs []PairCount, total int) {
	m := meetings{s: s, q: q}
	var c pairCounter
	if events := m.count(); events > chunk && q.Least > 1 {
		f := newFilter(events, q.Least)
		m.each(func(key uint64) { f.add(key); total++ })
		m.q.Met = nil
		m.each(func(key uint64) {
			if f.enough(key) {
				c.add(key)
			}
		})
	} else {
		m.each(func(key uint64) { c.add(key); total++ })
	}
	c.flush()
	pairs = c.pairs[:0]
	for _, p := range c.pairs {
		if int(p.Objects) >= q.Least {
			pairs = append(pairs, p)
		}
	}
	return pairs, total
}

// chunk is how many pair keys are held before they are counted: 8 bytes each,
// twice while they are sorted.
const chunk = 2 << 20

// pairCounter adds up pairs of accounts, one key for each object they met on.
type pairCounter struct {
	keys  []uint64
	sort  sorter
	pairs []PairCount
}

func (c *pairCounter) add(key uint64) {
	if c.keys = append(c.keys, key); len(c.keys) == chunk {
		c.flush()
	}
}

// flush adds the keys held to the counts.
func (c *pairCounter) flush() {
	c.sort.keys(c.keys)
	c.pairs = merge(c.pairs, c.keys)
	c.keys = c.keys[:0]
}

// Count sorts keys of two accounts each (the lower number in the upper half)
// and gives how often each occurs.
func Count(keys []uint64) []PairCount {
	var c sorter
	c.keys(keys)
	return merge(nil, keys)
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

// filter counts keys in two bits each, up to three. Keys may share a place, so
// a count may be too large and never too small: what it turns away has too
// few.
type filter struct {
	slots []uint64
	shift uint
	least uint64
}

// filterBits bounds the filter: 2^28 places, 64 MiB.
const filterBits = 28

// newFilter makes room for four times as many places as keys come.
func newFilter(events, least int) *filter {
	bits := uint(10)
	for bits < filterBits && 1<<bits < 4*events {
		bits++
	}
	return &filter{slots: make([]uint64, 1<<bits/32), shift: 64 - bits, least: uint64(min(least, 3))}
}

// place gives the word and the bit of a key's count (multiplicative hashing,
// Knuth, The Art of Computer Programming 3, 6.4).
func (f *filter) place(key uint64) (word uint64, bit uint) {
	const golden = 0x9E3779B97F4A7C15
	key *= golden
	key = (key ^ key>>32) * golden >> f.shift
	return key / 32, uint(key%32) * 2
}

func (f *filter) add(key uint64) {
	word, bit := f.place(key)
	if f.slots[word]>>bit&3 < 3 {
		f.slots[word] += 1 << bit
	}
}

func (f *filter) enough(key uint64) bool {
	word, bit := f.place(key)
	return f.slots[word]>>bit&3 >= f.least
}
