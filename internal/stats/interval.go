package stats

import "math"

// PoissonInterval is the exact two-sided interval of a Poisson mean of which
// count was seen, at a level (0.95), as Garwood 1936 gives it: its ends are
// the means for which count or more, and count or fewer, have the chance
// (1 − level)/2. A count need not be whole. A negative count counts as none.
func PoissonInterval(count, level float64) (lo, hi float64) {
	tail := (1 - level) / 2
	if count > 0 {
		lo = gammaQuantile(count, tail)
	} else {
		count = 0
	}
	return lo, gammaQuantile(count+1, 1-tail)
}

// gammaQuantile is the x with P(a, x) = p, for the regularised lower
// incomplete gamma function, by halving.
func gammaQuantile(a, p float64) float64 {
	lo, hi := 0.0, a+10*math.Sqrt(a)+40
	for range 200 {
		mid := (lo + hi) / 2
		if mid == lo || mid == hi {
			break
		}
		if lowerGamma(a, mid) < p {
			lo = mid
		} else {
			hi = mid
		}
	}
	return (lo + hi) / 2
}

// lowerGamma is the regularised lower incomplete gamma function P(a, x): the
// series for x below a + 1, the continued fraction of the upper one above
// (Abramowitz and Stegun 1964, 6.5.29 and 6.5.31; Lentz 1976).
func lowerGamma(a, x float64) float64 {
	if !(x > 0) {
		return 0
	}
	g, _ := math.Lgamma(a)
	scale := math.Exp(a*math.Log(x) - x - g)
	if x < a+1 {
		sum, term := 1/a, 1/a
		for n := 1.0; term > sum*1e-17; n++ {
			term *= x / (a + n)
			sum += term
		}
		return min(1, sum*scale)
	}
	const tiny = 1e-300
	b := x + 1 - a
	c, d := 1/tiny, 1/b
	f := d
	for n := 1.0; n < 1e6; n++ {
		an := -n * (n - a)
		b += 2
		d = an*d + b
		if math.Abs(d) < tiny {
			d = tiny
		}
		c = b + an/c
		if math.Abs(c) < tiny {
			c = tiny
		}
		d = 1 / d
		f *= d * c
		if math.Abs(d*c-1) < 1e-15 {
			break
		}
	}
	return max(0, 1-f*scale)
}
