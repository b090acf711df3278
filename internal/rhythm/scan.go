package rhythm

import (
	"math"
	"slices"
)

// Cluster is the densest stretch of some length among dates.
type Cluster struct {
	Dates  int   // compared
	Inside int   // within the stretch
	Start  int64 // first of them
	End    int64 // last of them
	Length int64 // of the stretch, microseconds
	P      float64
}

// Densest finds the stretch of a length that holds the most dates, the
// earliest of several, with the p-value of ScanP under dates spread evenly
// over the whole span. Dates come in any order and are sorted in place.
//
// Accounts are not made evenly over years, so this p only says that the dates
// are no even spread; what is unusual for the input is asked of its other
// accounts.
func Densest(dates []int64, length int64) Cluster {
	out := Cluster{Dates: len(dates), Length: length, P: 1}
	if len(dates) == 0 {
		return out
	}
	slices.Sort(dates)
	first := 0
	for last, d := range dates {
		for d-dates[first] > length {
			first++
		}
		if n := last - first + 1; n > out.Inside {
			out.Inside, out.Start, out.End = n, dates[first], d
		}
	}
	span := dates[len(dates)-1] - dates[0]
	if span > 0 {
		out.P = ScanP(len(dates), out.Inside, float64(length)/float64(span))
	}
	return out
}

// ScanP is the probability that of n points spread evenly on a line some
// stretch of the share w of its length holds k or more (the scan statistic of
// Naus 1965), by the approximation of Wallenstein and Neff (1987, Statistics
// in Medicine 6:197):
//
//	P ≈ (k/w − n − 1)·b(k; n, w) + 2·G(k; n, w)
//
// where b is the binomial probability of k and G that of k or more. It is
// exact for k > n/2 and w ≤ 1/2, and close where P is small.
func ScanP(n, k int, w float64) float64 {
	switch {
	case k <= 1 || n == 0 || w >= 1:
		return 1
	case k > n || w <= 0:
		return 0
	}
	tail := 0.0
	for i := k; i <= n; i++ {
		tail += binomial(n, i, w)
	}
	return min(1, max(0, (float64(k)/w-float64(n)-1)*binomial(n, k, w)+2*tail))
}

// binomial is the probability of k among n, each of chance p, 0 < p < 1.
func binomial(n, k int, p float64) float64 {
	a, b := float64(n), float64(k)
	return math.Exp(lgamma(a+1) - lgamma(b+1) - lgamma(a-b+1) + b*math.Log(p) + (a-b)*math.Log1p(-p))
}
