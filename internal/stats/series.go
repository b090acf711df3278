package stats

import (
	"math"
	"slices"
)

// Median is the middle of the values, or the mean of the two in the middle;
// NaN where there are none. The values are sorted in place.
func Median(xs []float64) float64 {
	slices.Sort(xs)
	n := len(xs)
	switch {
	case n == 0:
		return math.NaN()
	case n%2 == 1:
		return xs[n/2]
	}
	return (xs[n/2-1] + xs[n/2]) / 2
}

// Quantile is the value below which the share q (0..1) of the values lies,
// interpolated linearly between neighbours (Hyndman and Fan 1996, type 7);
// NaN where there are none. The values are sorted in place.
func Quantile(xs []float64, q float64) float64 {
	slices.Sort(xs)
	n := len(xs)
	if n == 0 {
		return math.NaN()
	}
	at := min(max(q, 0), 1) * float64(n-1)
	lo := int(at)
	if lo == n-1 {
		return xs[lo]
	}
	return xs[lo] + (at-float64(lo))*(xs[lo+1]-xs[lo])
}

// RobustScale is 1.4826 times the median absolute deviation from the median:
// the standard deviation where the values are normal, and unmoved by up to
// half of them being anything else (Rousseeuw and Croux 1993). NaN where
// there are none. The values are overwritten.
func RobustScale(xs []float64) float64 {
	m := Median(xs)
	for i, x := range xs {
		xs[i] = math.Abs(x - m)
	}
	return 1.4826 * Median(xs)
}

// Prefix gives sums of all beginnings: Prefix(xs)[j] − Prefix(xs)[i] is the
// sum of xs[i:j].
func Prefix(xs []float64) []float64 {
	sums := make([]float64, len(xs)+1)
	for i, x := range xs {
		sums[i+1] = sums[i] + x
	}
	return sums
}
