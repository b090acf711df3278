package stats

import "math"

// FalseDiscovery puts q-values in the place of p-values, as
// BenjaminiHochberg does, in time linear in their number: for lists of
// millions. tests is the number of hypotheses tested in all; those not listed
// are taken to have p = 1. Values that are not numbers count as 1.
func FalseDiscovery(p []float64, tests float64) {
	tests = max(tests, float64(len(p)))
	for i, v := range p {
		switch {
		case !(v >= 0 && v <= 1):
			p[i] = 1
		case v == 0:
			p[i] = 0 // of a negative zero the bits are not in order
		}
	}
	var small []uint32
	for i, v := range p {
		if v*tests < float64(len(p)) {
			small = append(small, uint32(i))
		} else {
			p[i] = 1 // no rank makes it less
		}
	}
	least := 1.0
	small = ascending(p, small)
	for rank := len(small); rank > 0; rank-- {
		i := small[rank-1]
		least = min(least, p[i]*tests/float64(rank))
		p[i] = least
	}
}

// ascending puts places of values that are not negative in ascending order of
// the values, equal ones left as they are: a radix sort over the bits of the
// numbers, which order them.
func ascending(v []float64, order []uint32) []uint32 {
	const bits = 11
	spare := make([]uint32, len(order))
	var differ uint64
	for _, i := range order {
		differ |= math.Float64bits(v[i]) ^ math.Float64bits(v[order[0]])
	}
	for shift := 0; shift < 64; shift += bits {
		if differ>>shift&(1<<bits-1) == 0 {
			continue
		}
		var next [1<<bits + 1]int
		for _, i := range order {
			next[math.Float64bits(v[i])>>shift&(1<<bits-1)+1]++
		}
		for d := range 1 << bits {
			next[d+1] += next[d]
		}
		for _, i := range order {
			d := math.Float64bits(v[i]) >> shift & (1<<bits - 1)
			spare[next[d]] = i
			next[d]++
		}
		order, spare = spare, order
	}
	return order
}
