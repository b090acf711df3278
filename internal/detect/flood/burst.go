package flood

import (
	"cmp"
	"math"
	"slices"

	"github.com/unveil-project/unveil/internal/stats"
)

// burst is a stretch of time in which a site got clearly more requests than
// its baseline.
type burst struct {
	site     int
	bins     span
	from, to int64   // seconds since 1970; to is the first second after it
	requests float64 // in the interval
	expected float64 // by the baseline; 0 without one
	z        float64 // robust standard deviations above the baseline
	mode     baselineMode
	history  float64 // days of log before it
	whole    bool    // the log as a whole, for want of anything to compare with
}

func (b *burst) excess() float64  { return b.requests - b.expected }
func (b *burst) seconds() float64 { return float64(b.to - b.from) }

// rounds says how often the baseline is estimated anew, each time without the
// bursts of so many times the one before: at first only what cannot be the
// ordinary rise of a day.
var rounds = []float64{1.75, 1.3}

// scales are the lengths of window, in bins, in which an excess is looked for:
// short ones find sharp floods, long ones find faint ones.
var scales = []int{1, 5, 15, 60}

// scan finds bursts at every scale.
type scan struct {
	t      *timeline
	base   *baseline
	px, pb []float64       // sums of all beginnings
	phi    map[int]float64 // noise of a scale, in units of √expected
}

// settle finds the bursts of one site, in order of time, and the baseline
// that they stand above. What is found is left out of the baseline, and the
// search made again.
func settle(t *timeline) (*baseline, []burst) {
	base := newBaseline(t, nil)
	if base.mode == none {
		return base, nil
	}
	bursts := findBursts(t, base, nil)
	for _, least := range rounds {
		taken := make([]bool, len(t.x))
		for _, b := range bursts {
			if b.requests < least*b.expected {
				continue
			}
			for i := b.bins.lo; i < b.bins.hi; i++ {
				taken[i] = true
			}
		}
		base = newBaseline(t, taken)
		bursts = findBursts(t, base, taken)
	}
	return base, bursts
}

// findBursts gives the bursts above a baseline in order of time. Bins that
// are taken do not count as ordinary scatter.
func findBursts(t *timeline, base *baseline, taken []bool) []burst {
	s := &scan{
		t: t, base: base, phi: map[int]float64{},
		px: stats.Prefix(t.x), pb: stats.Prefix(base.expect),
	}
	s.noise(taken)
	var found []span
	for _, region := range s.regions() {
		found = append(found, s.split(region)...)
	}
	slices.SortFunc(found, func(a, b span) int { return cmp.Compare(a.lo, b.lo) })
	var bursts []burst
	for _, f := range s.join(found) {
		if b := s.burst(f); b.excess() >= minExcess && b.requests >= minRatio*b.expected && b.z >= significance {
			bursts = append(bursts, b)
		}
	}
	return bursts
}

func (s *scan) sum(p []float64, w span) float64 { return p[w.hi] - p[w.lo] }

func (s *scan) excess(w span) float64 { return s.sum(s.px, w) - s.sum(s.pb, w) }

// pearson is the excess in units of √expected, the standard deviation of
// independent requests.
func (s *scan) pearson(w span) float64 {
	return s.excess(w) / math.Sqrt(max(s.sum(s.pb, w), 1))
}

// noise measures at every scale how much wider than independent requests the
// site's ordinary traffic scatters: the larger of the robust scale and of the
// 80th percentile over that of the normal distribution, at least 1. It is of
// the differences between adjacent windows, which a baseline that is a little
// off, or a long burst, do not widen. Windows that are taken, or that hold
// three times what is expected where that is no small number, are no noise:
// pulses of a flood would else hide themselves.
func (s *scan) noise(taken []bool) {
	last := 1.0
	busy := make([]float64, len(s.t.x))
	for i, b := range taken {
		if b {
			busy[i] = 1
		}
	}
	pt := stats.Prefix(busy)
	for _, w := range scales {
		var d []float64
		for _, seen := range s.t.seen {
			before := math.NaN()
			for i := seen.lo; i+w <= seen.hi; i += w {
				v := span{i, i + w}
				if b := s.sum(s.pb, v); s.sum(pt, v) > 0 || b >= pulsed && s.sum(s.px, v) > 3*b {
					before = math.NaN()
					continue
				}
				r := s.pearson(v)
				if !math.IsNaN(before) {
					d = append(d, math.Abs(r-before)/math.Sqrt2)
				}
				before = r
			}
		}
		if len(d) >= 6 {
			last = max(1.4826*stats.Median(d), stats.Quantile(d, 0.8)/1.2816, 1)
		}
		s.phi[w] = last
	}
}

func (s *scan) z(w span) float64 {
	scale := scales[0]
	for _, c := range scales {
		if c <= w.len() {
			scale = c
		}
	}
	return s.pearson(w) / s.phi[scale]
}

// regions are the bins of all significant windows, joined.
func (s *scan) regions() []span {
	hit := make([]bool, len(s.t.x))
	for _, seen := range s.t.seen {
		for _, w := range scales {
			marked := seen.lo
			for i := seen.lo; i+w <= seen.hi; i++ {
				if s.z(span{i, i + w}) < significance {
					continue
				}
				for j := max(i, marked); j < i+w; j++ {
					hit[j] = true
				}
				marked = i + w
			}
		}
	}
	var out []span
	for i, h := range hit {
		switch n := len(out); {
		case !h:
		case n > 0 && i-out[n-1].hi <= joinGap:
			out[n-1].hi = i + 1
		default:
			out = append(out, span{i, i + 1})
		}
	}
	return out
}

// piece is a part of a region in which no burst was taken out yet, with its
// strongest window.
type piece struct {
	span
	best  span
	bestZ float64
}

// piece finds the strongest window of a part of a region; it is empty where
// none is significant.
func (s *scan) piece(part span) piece {
	p := piece{span: part, bestZ: significance}
	for _, w := range scales {
		for i := part.lo; i+w <= part.hi; i++ {
			if z := s.z(span{i, i + w}); z >= p.bestZ {
				p.best, p.bestZ = span{i, i + w}, z
			}
		}
	}
	return p
}

// split takes bursts out of a region, the strongest first, and looks on
// either side of each for more. The bound is on one region: a bound on all of
// them would let small swells early in the log use it up.
func (s *scan) split(region span) []span {
	var found []span
	pieces := []piece{s.piece(region)}
	for len(found) < maxBursts {
		k := 0
		for i, p := range pieces {
			if p.bestZ > pieces[k].bestZ || pieces[k].best.len() == 0 {
				k = i
			}
		}
		p := pieces[k]
		if p.best.len() == 0 {
			break
		}
		b := s.densest(p.span, edgeShare*s.excess(p.best)/float64(p.best.len()))
		found = append(found, b)
		pieces[k] = s.piece(span{p.lo, b.lo})
		pieces = append(pieces, s.piece(span{b.hi, p.hi}))
	}
	return found
}

// densest is the stretch of a region with the greatest sum of excess less
// edge per bin (Kadane's maximum-sum segment): it begins and ends where the
// excess rises above edge for good.
func (s *scan) densest(region span, edge float64) span {
	best, bestSum := region, 0.0
	lo, sum := region.lo, 0.0
	for i := region.lo; i < region.hi; i++ {
		if sum <= 0 {
			lo, sum = i, 0
		}
		sum += s.t.x[i] - s.base.expect[i] - edge
		if sum > bestSum {
			best, bestSum = span{lo, i + 1}, sum
		}
	}
	return best
}

// join makes neighbours of like level one burst: noise and the tail of a
// burst would else be bursts of their own.
func (s *scan) join(found []span) []span {
	var out []span
	level := func(w span) float64 { return s.excess(w) / float64(w.len()) }
	for _, f := range found {
		if n := len(out); n > 0 && f.lo-out[n-1].hi <= joinGap {
			a, b := level(out[n-1]), level(f)
			if max(a, b) < likeLevel*min(a, b) {
				out[n-1].hi = f.hi
				continue
			}
		}
		out = append(out, f)
	}
	return out
}

func (s *scan) burst(w span) burst {
	return burst{
		bins: w, from: s.t.second(w.lo), to: s.t.end(w.hi),
		requests: s.sum(s.px, w), expected: s.sum(s.pb, w), z: s.z(w),
		mode: s.base.mode, history: float64(s.observedBefore(w.lo)) * float64(s.t.bin) / day,
	}
}

func (s *scan) observedBefore(i int) int {
	n := 0
	for _, seen := range s.t.seen {
		n += max(min(seen.hi, i)-seen.lo, 0)
	}
	return n
}

// wholeLog is the log itself as one burst: for a log so short or so even that
// nothing in it can be compared with anything, yet of a rate worth a look.
func wholeLog(t *timeline, c *count) (burst, bool) {
	from, to := c.span()
	n := float64(c.Total)
	if n < wholeRequests || n/float64(to-from) < wholeRate || to-from > 7200 {
		return burst{}, false
	}
	return burst{
		bins: span{t.seen[0].lo, t.seen[len(t.seen)-1].hi}, from: from, to: to,
		requests: n, mode: none, whole: true,
	}, true
}
