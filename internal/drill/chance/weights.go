package chance

import "sort"

// Weights draws indexes in proportion to weights.
type Weights struct{ sums []uint64 }

// NewWeights makes a table of weights; one that is all zero draws index 0.
func NewWeights(w []uint64) Weights {
	sums := make([]uint64, len(w))
	var s uint64
	for i, x := range w {
		s += x
		sums[i] = s
	}
	return Weights{sums}
}

// Zipf gives n weights that fall with the rank: the first weighs n times as
// much as the last.
func Zipf(n int) Weights {
	w := make([]uint64, n)
	for i := range w {
		w[i] = 1 << 32 / uint64(i+1)
	}
	return NewWeights(w)
}

// Len is the number of indexes.
func (w Weights) Len() int { return len(w.sums) }

// Draw gives one index.
func (w Weights) Draw(r *Rand) int {
	total := w.sums[len(w.sums)-1]
	if total == 0 {
		return 0
	}
	x := r.Uint64N(total)
	return sort.Search(len(w.sums), func(i int) bool { return w.sums[i] > x })
}

// Pick gives one of the items.
func Pick[T any](r *Rand, items []T) T { return items[r.IntN(len(items))] }

// Some gives n different indexes below of, in rising order.
func (r *Rand) Some(n, of int) []int {
	picked := make([]int, 0, min(n, of))
	for i := 0; i < of && len(picked) < n; i++ {
		if r.IntN(of-i) < n-len(picked) {
			picked = append(picked, i)
		}
	}
	return picked
}
