package silence

import "math"

// The tests below compare two Poisson rates by conditioning on the total of
// both counts, which makes them exact and free of the unknown rate.
// Source: J. Przyborowski and H. Wilenski, "Homogeneity of results in testing
// samples from Poisson series", Biometrika 31 (1940), 313–323.

// gapP is the probability that a stretch of length gap holds no arrival when a
// stretch of length beside, of the same rate, holds k: each of the k falls
// outside the gap with probability beside/(beside+gap).
func gapP(k int, beside, gap float64) float64 {
	if k <= 0 || gap <= 0 || beside <= 0 {
		return 1
	}
	return math.Exp(-float64(k) * math.Log1p(gap/beside))
}

// rushP is the probability that of the arrivals in two stretches of the same
// rate, rush of length window and k of length beside, at least rush fall into
// the first: the upper tail of a binomial distribution.
func rushP(rush int, window float64, k int, beside float64) float64 {
	if rush <= 0 {
		return 1
	}
	if beside <= 0 || window <= 0 {
		return 1
	}
	return binomialTail(rush, rush+k, window/(window+beside))
}

// binomialTail is P(X ≥ x) for X binomial with n trials of probability p.
// Terms are summed from the largest down until they no longer matter.
func binomialTail(x, n int, p float64) float64 {
	if x <= 0 {
		return 1
	}
	if float64(x) <= float64(n)*p {
		// The tail holds the mode: sum the other side, which is smaller.
		return min(max(1-binomialSum(x-1, n, p, -1), 0), 1)
	}
	return min(binomialSum(x, n, p, +1), 1)
}

// binomialSum sums binomial probabilities from x on in one direction, which
// leads away from the mode.
func binomialSum(x, n int, p float64, step int) float64 {
	term := math.Exp(logChoose(n, x) + float64(x)*math.Log(p) + float64(n-x)*math.Log1p(-p))
	sum := 0.0
	for i := x; i >= 0 && i <= n; i += step {
		sum += term
		if term < sum*1e-17 {
			break
		}
		if step > 0 {
			term *= float64(n-i) / float64(i+1) * p / (1 - p)
		} else {
			term *= float64(i) / float64(n-i+1) * (1 - p) / p
		}
	}
	return sum
}

// logChoose is the logarithm of a binomial coefficient.
func logChoose(n, k int) float64 {
	a, _ := math.Lgamma(float64(n) + 1)
	b, _ := math.Lgamma(float64(k) + 1)
	c, _ := math.Lgamma(float64(n-k) + 1)
	return a - b - c
}

// fisherP combines two independent p-values: with x their product, the
// probability of a product as small is x(1−ln x), the upper tail of a
// chi-squared distribution with four degrees of freedom at −2 ln x.
// Source: R. A. Fisher, Statistical Methods for Research Workers, 4th ed.
// (1932), section 21.1.
func fisherP(p, q float64) float64 {
	x := p * q
	if x <= 0 {
		return 0
	}
	return min(x*(1-math.Log(x)), 1)
}

// bayesBound is the largest factor by which a p-value can speak against
// chance, −1/(e p ln p) for p < 1/e.
// Source: T. Sellke, M. J. Bayarri and J. O. Berger, "Calibration of p values
// for testing precise null hypotheses", The American Statistician 55 (2001),
// 62–71.
func bayesBound(p float64) float64 {
	p = max(p, 1e-300)
	if p >= 1/math.E {
		return 1
	}
	return -1 / (math.E * p * math.Log(p))
}

// posterior is the probability of a hypothesis after evidence of this factor.
func posterior(prior, factor float64) float64 {
	odds := prior / (1 - prior) * factor
	return odds / (1 + odds)
}
