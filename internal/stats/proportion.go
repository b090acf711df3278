package stats

import "math"

// Z95 is the standard normal quantile of a two-sided interval of 95 %.
const Z95 = 1.959963984540054

// Wilson gives the score interval of a proportion after k successes in n
// independent trials (Wilson 1927): the proportions p for which the observed
// one lies within z standard errors, the error taken at p. Unlike the interval
// around k/n it stays within 0..1 and keeps its coverage for few trials. k is
// taken as within 0..n; with n <= 0 nothing is known: 0..1.
func Wilson(k, n int, z float64) (lo, hi float64) {
	if n <= 0 {
		return 0, 1
	}
	k = min(max(k, 0), n)
	total, z2 := float64(n), z*z
	p := float64(k) / total
	centre := (p + z2/(2*total)) / (1 + z2/total)
	half := z / (1 + z2/total) * math.Sqrt(p*(1-p)/total+z2/(4*total*total))
	lo, hi = max(centre-half, 0), min(centre+half, 1)
	// At the ends the formula is exact, its arithmetic is not.
	if k == 0 {
		lo = 0
	}
	if k == n {
		hi = 1
	}
	return lo, hi
}

// LogOdds compares how often something occurs in two samples: k of n here, bk
// of bn in the background. It gives the logarithm of the ratio of the odds and
// its standard error, so that delta/se is a z-score.
//
// prior is how many trials an informative prior is worth, spread over
// occurring and not occurring as the two samples together have it (Monroe,
// Colaresi and Quinn 2008, equations 15 and 19, for one word against the
// rest). Half a trial is added to every cell besides (Haldane 1956, Anscombe
// 1956), so that a zero leaves the ratio finite. With prior = 0 that is the
// only correction. Trials are taken as independent.
func LogOdds(k, n, bk, bn int, prior float64) (delta, se float64) {
	n, bn = max(n, 0), max(bn, 0)
	k, bk = min(max(k, 0), n), min(max(bk, 0), bn)
	in, out := 0.5, 0.5
	if n+bn > 0 {
		share := float64(k+bk) / float64(n+bn)
		in += max(prior, 0) * share
		out += max(prior, 0) * (1 - share)
	}
	a, b := float64(k)+in, float64(n-k)+out
	c, d := float64(bk)+in, float64(bn-bk)+out
	return math.Log(a/b) - math.Log(c/d), math.Sqrt(1/a + 1/b + 1/c + 1/d)
}
