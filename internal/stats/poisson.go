package stats

import "math"

// PoissonTail is P(X >= k) for a Poisson variable X of mean lambda: how often
// chance alone gives k or more. It is the regularised lower incomplete gamma
// function P(k, lambda) (Abramowitz and Stegun 1964, 26.4.21), summed from
// the term at k away from the mode, so that small tails keep their digits.
//
// A sum of independent events with unequal chances (Poisson-binomial) of the
// same mean has a tail no heavier for k >= lambda+1 (Hoeffding 1956), so this
// p is on the safe side for it. A mean that is not a number gives 1.
func PoissonTail(k int, lambda float64) float64 {
	switch {
	case k <= 0 || math.IsNaN(lambda) || math.IsInf(lambda, 1):
		return 1
	case lambda <= 0:
		return 0
	case float64(k) > lambda:
		return poissonAbove(k, lambda)
	}
	return 1 - poissonBelow(k-1, lambda)
}

// poissonAbove sums the terms k, k+1, … for k above the mean.
func poissonAbove(k int, lambda float64) float64 {
	sum, term := 0.0, 1.0
	for i := k; term > sum*1e-17; i++ {
		sum += term
		term *= lambda / float64(i+1)
	}
	return math.Min(1, sum*math.Exp(logPoisson(k, lambda)))
}

// poissonBelow sums the terms k, k-1, … for k at or below the mean.
func poissonBelow(k int, lambda float64) float64 {
	sum, term := 0.0, 1.0
	for i := k; i >= 0 && term > sum*1e-17; i-- {
		sum += term
		term *= float64(i) / lambda
	}
	return math.Min(1, sum*math.Exp(logPoisson(k, lambda)))
}

// logPoisson is the natural logarithm of P(X = k).
func logPoisson(k int, lambda float64) float64 {
	g, _ := math.Lgamma(float64(k) + 1)
	return float64(k)*math.Log(lambda) - lambda - g
}
