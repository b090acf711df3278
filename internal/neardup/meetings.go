package neardup

import (
	"context"
	"runtime"
	"sync"
)

// meetings says, for each band, which texts have the same key: before[b][i] is
// the last place before i of the order whose text has the key of i in band b,
// or None. So the texts of one key are a list, the latest placed first.
type meetings struct{ before [Bands][]uint32 }

// meet computes the keys of all texts, and from them who meets whom.
func (t *Texts) meet(ctx context.Context, order []uint32) (*meetings, error) {
	m := &meetings{}
	for band := range m.before {
		m.before[band] = make([]uint32, len(order))
	}
	f := newFamily()
	share(len(order), func(from, to int) {
		var set []uint32
		for i := from; i < to && ctx.Err() == nil; i++ {
			set = runs(set[:0], t.Text(order[i]))
			for band := range Bands {
				m.before[band][i] = f.band(set, band*Rows)
			}
		}
	})
	share(Bands, func(from, to int) {
		var s sorter
		for band := from; band < to && ctx.Err() == nil; band++ {
			s.link(m.before[band])
		}
	})
	return m, ctx.Err()
}

// texts lists the texts that meet another in some band, in the order of their
// places: only these can be anybody's copy.
func (m *meetings) texts(order []uint32) []uint32 {
	meets := make([]bool, len(order))
	for band := range m.before {
		for i, b := range m.before[band] {
			if b != None {
				meets[i], meets[b] = true, true
			}
		}
	}
	var out []uint32
	for i, d := range order {
		if meets[i] {
			out = append(out, d)
		}
	}
	return out
}

// sorter sorts the keys of a band; bands share its memory.
type sorter struct{ items, spare []uint64 }

// Keys are sorted by digits of so many bits.
const (
	digit  = 11
	digits = 3 // that hold 32 bits
)

// link replaces the key of each place by the last place before it that has the
// same key, or None.
func (s *sorter) link(keys []uint32) {
	s.items, s.spare = s.items[:0], append(s.spare[:0], make([]uint64, len(keys))...)
	for i, k := range keys {
		s.items = append(s.items, uint64(k)<<32|uint64(i))
	}
	for n := range digits {
		s.pass(32 + n*digit)
	}
	last := uint64(0)
	for i, x := range s.items {
		before := None
		if i > 0 && last>>32 == x>>32 {
			before = uint32(last)
		}
		keys[uint32(x)] = before
		last = x
	}
}

// pass sorts by one digit and keeps the order of equal ones, so that places
// with the same key stay in order: least digit first (Knuth, The Art of
// Computer Programming 3, 5.2.5).
func (s *sorter) pass(shift int) {
	const mask = 1<<digit - 1
	var start [1<<digit + 1]int
	for _, x := range s.items {
		start[x>>shift&mask+1]++
	}
	for d := range mask {
		start[d+1] += start[d]
	}
	for _, x := range s.items {
		at := &start[x>>shift&mask]
		s.spare[*at] = x
		*at++
	}
	s.items, s.spare = s.spare, s.items
}

// share splits the numbers below n over all processors.
func share(n int, do func(from, to int)) {
	workers := max(1, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() { do(n*w/workers, n*(w+1)/workers) })
	}
	wg.Wait()
}
