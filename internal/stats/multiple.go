package stats

import (
	"cmp"
	"slices"
)

// BenjaminiHochberg turns p-values into q-values: rejecting every hypothesis
// with q <= a keeps the expected share of false ones among those rejected
// below a (Benjamini and Hochberg 1995), for tests that are independent or
// positively dependent (Benjamini and Yekutieli 2001).
//
// tests is how many hypotheses were tested in all; those not listed in p are
// taken to have p = 1. A smaller number than len(p) is raised to it. The
// q-values come in the order of p.
func BenjaminiHochberg(p []float64, tests float64) []float64 {
	tests = max(tests, float64(len(p)))
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	q := make([]float64, len(p))
	least := 1.0
	for rank := len(order); rank > 0; rank-- {
		i := order[rank-1]
		least = min(least, p[i]*tests/float64(rank))
		q[i] = least
	}
	return q
}
