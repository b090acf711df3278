package stats

import "math"

// HypergeometricTail is P(X >= x) for the number X of marked ones among draw
// drawn without putting back from total of which marked are marked: how often
// two accounts that used marked and draw of total objects have x or more in
// common, if each took its own at random (statistically validated networks,
// Tumminello et al. 2011). Terms are products of binomial coefficients by the
// logarithm of the gamma function, summed from the largest on, so small tails
// keep their digits.
//
// It takes every object to be as popular as any other; where some are much
// more popular, chance is larger than it says.
//
// Numbers that cannot be (more marked than there are) give NaN.
func HypergeometricTail(total, marked, draw, x int) float64 {
	if total < 0 || marked < 0 || draw < 0 || marked > total || draw > total {
		return math.NaN()
	}
	least, most := max(0, marked+draw-total), min(marked, draw)
	switch {
	case x <= least:
		return 1
	case x > most:
		return 0
	}
	mode := int(float64(marked+1) * float64(draw+1) / (float64(total) + 2))
	if x <= mode {
		return min(1, max(0, 1-hypergeometricSum(total, marked, draw, x-1, -1, least)))
	}
	return min(1, hypergeometricSum(total, marked, draw, x, 1, most))
}

// hypergeometricSum adds the terms from k on, in steps of by, to the last.
func hypergeometricSum(total, marked, draw, k, by, last int) float64 {
	sum, term := 1.0, 1.0
	for at := k; at != last && term > sum*1e-17; at += by {
		term *= hypergeometricRatio(float64(total), float64(marked), float64(draw), float64(at), by)
		sum += term
	}
	return sum * math.Exp(logChoose(marked, k)+logChoose(total-marked, draw-k)-logChoose(total, draw))
}

// hypergeometricRatio is the term after k, or before it, over that of k.
func hypergeometricRatio(total, marked, draw, k float64, by int) float64 {
	if by > 0 {
		return (marked - k) * (draw - k) / ((k + 1) * (total - marked - draw + k + 1))
	}
	return k * (total - marked - draw + k) / ((marked - k + 1) * (draw - k + 1))
}

// logChoose is the natural logarithm of the binomial coefficient.
func logChoose(n, k int) float64 {
	a, _ := math.Lgamma(float64(n) + 1)
	b, _ := math.Lgamma(float64(k) + 1)
	c, _ := math.Lgamma(float64(n-k) + 1)
	return a - b - c
}
