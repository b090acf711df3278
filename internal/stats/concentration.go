package stats

import "math"

// Entropy is Shannon's entropy of the shares of the counts, in bits; 0 where
// there are none.
func Entropy(counts []float64) float64 {
	total := 0.0
	for _, n := range counts {
		total += n
	}
	if total <= 0 {
		return 0
	}
	h := 0.0
	for _, n := range counts {
		if p := n / total; p > 0 {
			h -= p * math.Log2(p)
		}
	}
	return h
}

// JensenShannon is the divergence of two distributions given as counts over
// the same categories, in bits: 0 where they are the same, 1 where they share
// nothing (Lin 1991). It is NaN where one of them is empty.
func JensenShannon(p, q []float64) float64 {
	sp, sq := sum(p), sum(q)
	if sp <= 0 || sq <= 0 {
		return math.NaN()
	}
	d := 0.0
	for i := range p {
		a, b := p[i]/sp, q[i]/sq
		m := (a + b) / 2
		if a > 0 {
			d += a * math.Log2(a/m) / 2
		}
		if b > 0 {
			d += b * math.Log2(b/m) / 2
		}
	}
	return min(max(d, 0), 1)
}

func sum(xs []float64) float64 {
	total := 0.0
	for _, x := range xs {
		total += x
	}
	return total
}

// LinearCount estimates how many distinct things set the ones of a bitmap of
// size bits, each at a place of its hash (Whang, Vander-Zanden and Taylor
// 1990). A full bitmap gives the largest estimate that it can.
func LinearCount(ones, size int) float64 {
	free := max(size-ones, 1)
	return -float64(size) * math.Log(float64(free)/float64(size))
}

// Logit is ln(p/(1−p)).
func Logit(p float64) float64 { return math.Log(p / (1 - p)) }

// Logistic is the inverse of Logit.
func Logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
