package silence

import "math"

// dispersion is how far arrivals come in clumps, as measured: the variance of
// the counts of ten minutes over their mean, 1 for single arrivals.
type dispersion struct {
	index float64
	df    float64 // degrees of freedom of the estimate, 0 where nothing is known
}

// frame is what all series of a night are measured in.
type frame struct {
	core       span
	resolution float64 // seconds that times are coarse by
}

// slides gives the step of the windows in which clumps are counted, and how
// many steps a window has. Where times are coarser than a step, a window is as
// many of theirs as ten minutes need and slides by its whole length, so that
// round times are no clumps.
func (f frame) slides() (step int64, per int) {
	window := clumpWindow.Microseconds()
	if clock := int64(f.resolution * 1e6); clock*clumpSlides > window {
		return (window + clock - 1) / clock * clock, 1
	}
	return window / clumpSlides, clumpSlides
}

// dispersion measures the clumps of a series in core hours, without one
// stretch. It is the Allan factor: half the mean squared difference of the
// counts of neighbouring windows, over their mean, so that a rate that rises
// and falls through the night adds little.
// Source: S. B. Lowen and M. C. Teich, Fractal-Based Point Processes (2005),
// chapter 3.
func (s *series) dispersion(f frame, without span) dispersion {
	step, per := f.slides()
	e := estimate{slides: per}
	reach := clumpReach.Microseconds()
	e.add(s.counts(without.start, max(f.core.start, without.start-reach), -step))
	e.add(s.counts(without.end, min(f.core.end, without.end+reach), step))
	return e.dispersion()
}

// counts gives the arrivals in each step from a time to a limit; a negative
// step goes back.
func (s *series) counts(from, limit, step int64) []int {
	var n []int
	for t := from; step > 0 && t+step <= limit || step < 0 && t+step >= limit; t += step {
		n = append(n, s.from(max(t, t+step)+1)-s.from(min(t, t+step)+1))
	}
	return n
}

// estimate sums over pairs of neighbouring windows of so many slides.
type estimate struct {
	slides     int
	squares    float64 // of differences
	sum        float64 // of both counts
	sumSquares float64
}

// add adds the pairs of windows of a stretch, given the counts of its slides.
func (e *estimate) add(counts []int) {
	m, a, b := e.slides, 0, 0
	for i, n := range counts {
		b += n
		if i >= m {
			a, b = a+counts[i-m], b-counts[i-m]
		}
		if i >= 2*m {
			a -= counts[i-2*m]
		}
		if i >= 2*m-1 {
			d, both := float64(a-b), float64(a+b)
			e.squares += d * d
			e.sum += both
			e.sumSquares += both * both
		}
	}
}

// dispersion gives the index and its degrees of freedom after Satterthwaite:
// a squared difference scatters with the square of its pair's sum.
func (e *estimate) dispersion() dispersion {
	if e.sum == 0 {
		return dispersion{index: 1}
	}
	return dispersion{index: e.squares / e.sum, df: e.share() * e.sum * e.sum / e.sumSquares}
}

// share is what a pair is worth in degrees of freedom, as it overlaps others:
// 1/Σρ² over the autocorrelations ρ of the differences, which run from 1 by
// −3/2m to −1/2 at a lag of m slides and back to 0 at 2m.
func (e *estimate) share() float64 {
	m := float64(e.slides)
	sum := 1.0
	for lag := 1.0; lag < 2*m; lag++ {
		rho := lag/(2*m) - 1
		if lag <= m {
			rho = 1 - 1.5*lag/m
		}
		sum += 2 * rho * rho
	}
	return 1 / sum
}

// indices are the dispersions that are weighed: steps of √2 from single
// arrivals to sixteen sheets at a time.
const indices = 9

func index(j int) float64 { return math.Pow(2, float64(j)/2) }

// weights say how probable each index is; they add up to 1.
type weights [indices]float64

// flat knows nothing.
func flat() weights {
	var w weights
	for j := range w {
		w[j] = 1. / indices
	}
	return w
}

// given weighs the indices anew by what was measured: df·measured/index is
// chi-squared with df degrees of freedom.
func (w weights) given(d dispersion) weights {
	var logs [indices]float64
	most := math.Inf(-1)
	for j := range w {
		logs[j] = -d.df / 2 * (math.Log(index(j)) + d.index/index(j))
		most = max(most, logs[j])
	}
	var likely weights
	for j := range likely {
		likely[j] = math.Exp(logs[j] - most)
	}
	return w.times(&likely)
}

// times multiplies weights by likelihoods and makes them add up to 1 again.
func (w weights) times(likely *weights) weights {
	sum := 0.0
	for j := range w {
		w[j] *= likely[j]
		sum += w[j]
	}
	for j := range w {
		w[j] /= sum
	}
	return w
}

// pool estimates how the indices of a population of series are distributed
// from what each shows: the nonparametric maximum likelihood by the EM
// algorithm, with half a series more of which nothing is known.
// Source: N. Laird, "Nonparametric maximum likelihood estimation of a mixing
// distribution", JASA 73 (1978), 805–811.
func pool(measured []dispersion) weights {
	likely := make([]weights, len(measured))
	for i, d := range measured {
		likely[i] = flat().given(d)
	}
	w := flat()
	for range poolRounds {
		next := flat()
		for j := range next {
			next[j] *= unknown
		}
		for i := range likely {
			for j, share := range w.times(&likely[i]) {
				next[j] += share
			}
		}
		for j := range next {
			w[j] = next[j] / (float64(len(measured)) + unknown)
		}
	}
	return w
}

// mean is the expectation of a function of the index.
func (w weights) mean(f func(index float64) float64) float64 {
	sum := 0.0
	for j := range w {
		if w[j] > 0 {
			sum += w[j] * f(index(j))
		}
	}
	return sum
}

// clumpedGapP is the p-value of a gap when arrivals come in clumps: k sheets
// are k/index clumps.
func clumpedGapP(p, index float64) float64 { return math.Pow(p, 1/index) }

// clumpedRushP is that of a rush of sheets beside k. A whole clump ends the gap
// and does not count.
func clumpedRushP(rush int, window float64, beside side, index float64) float64 {
	clumps := int(math.Floor((float64(rush)+1)/index - 1))
	return rushP(clumps, window, int(math.Ceil(float64(beside.k)/index)), beside.seconds)
}
