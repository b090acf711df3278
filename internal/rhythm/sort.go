package rhythm

import (
	"math/bits"
	"slices"
)

// Starts are sorted by digits of so many bits, fewer than few of them by
// comparison, which is then faster.
const (
	digit = 12
	few   = 1 << digit
)

// sortStarts sorts by the second; in which order starts of one second stand is
// not said. Least digit first (Knuth, The Art of Computer Programming 3,
// 5.2.5), over the digits of the distance from the first second alone: groups
// are measured beside hundreds drawn for them, and most of that is this.
func sortStarts(list []start) {
	if len(list) < few {
		slices.Sort(list)
		return
	}
	first, last := list[0].second(), list[0].second()
	for _, s := range list {
		first, last = min(first, s.second()), max(last, s.second())
	}
	from, to := list, make([]start, len(list))
	for shift := 0; shift < bits.Len64(uint64(last-first)); shift += digit {
		pass(from, to, first, shift)
		from, to = to, from
	}
	if &from[0] != &list[0] {
		copy(list, from)
	}
}

// pass puts starts in the order of one digit, equal ones as they stood.
func pass(from, to []start, first int64, shift int) {
	var at [few + 1]int32
	for _, s := range from {
		at[(s.second()-first)>>shift&(few-1)+1]++
	}
	for d := range few - 1 {
		at[d+1] += at[d]
	}
	for _, s := range from {
		place := &at[(s.second()-first)>>shift&(few-1)]
		to[*place] = s
		*place++
	}
}
