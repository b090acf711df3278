package fuse

import "math"

// Fisher combines p-values of independent tests (Fisher 1932): −2 Σ ln p has
// a chi-squared distribution with 2k degrees of freedom if none of the k
// hypotheses is false. With an even number of degrees its tail is that of a
// Poisson sum. A p that is NaN counts as 1: a test that said nothing. No
// tests give 1.
func Fisher(p []float64) float64 {
	if len(p) == 0 {
		return 1
	}
	half := 0.0 // −Σ ln p
	for _, v := range p {
		if v < 1 {
			half -= math.Log(max(v, math.SmallestNonzeroFloat64))
		}
	}
	// The sum over i < k of e^−half · half^i / i!.
	sum, logTerm := 0.0, -half
	for i := range p {
		if i > 0 {
			logTerm += math.Log(half) - math.Log(float64(i))
		}
		sum += math.Exp(logTerm)
	}
	if half == 0 {
		return 1
	}
	return min(sum, 1)
}

// CountP is the chance that k or more of m independent tests at level alpha
// reject by themselves: the tail of the binomial distribution (Wilkinson
// 1951).
func CountP(k, m int, alpha float64) float64 {
	switch {
	case k <= 0 || alpha >= 1:
		return 1
	case k > m || alpha <= 0:
		return 0
	}
	sum := 0.0
	for i := k; i <= m; i++ {
		sum += math.Exp(choose(m, i) + float64(i)*math.Log(alpha) + float64(m-i)*math.Log1p(-alpha))
	}
	return min(sum, 1)
}

// choose is the logarithm of the binomial coefficient.
func choose(n, k int) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return a - b - c
}
