package silence

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// gap is one stretch without arrivals in a series.
type gap struct {
	area   *series
	last   int   // index of the arrival before it
	start  int64 // time of that arrival
	end    int64 // of the next arrival; of the end of core hours where open
	open   bool  // no sheet of the area arrived afterwards
	tested float64

	before, after side // pace beside it
	slower        side // the one that it is compared with
	rush          int  // sheets after it, above the pace
	rushEnd       int64
	clumps        dispersion // outside the gap and what follows it
	weights       weights    // of the area's clumps, after what was measured
	pGap, pRush   float64
	p             float64 // of gap and rush together
	adjusted      float64 // p after correction for all gaps looked at
	alone         float64 // the same of the gap without the rush
	among, of     int     // gaps of its series, and series, that it was corrected for
}

// side is the pace in a stretch beside a gap.
type side struct {
	k       int     // arrivals
	seconds float64 // length
}

// rate is arrivals per second, a half added so that none is not never.
func (s side) rate() float64 {
	if s.seconds <= 0 {
		return 0
	}
	return (float64(s.k) + 0.5) / s.seconds
}

// length is how long nothing arrived, in seconds, as measured.
func (g *gap) length() float64 { return seconds(g.end - g.start) }

// expected is how many sheets the slower pace would have brought.
func (g *gap) expected() float64 {
	if g.slower.seconds <= 0 {
		return 0
	}
	return float64(g.slower.k) / g.slower.seconds * g.tested
}

func seconds(us int64) float64 { return float64(us) / 1e6 }

// beside looks at the pace before arrival i (step −1) or after it (step +1):
// at most sideSheets arrivals back, at most sideWindow of time.
func (s *series) beside(i, step int) side {
	t, window := s.arrivals[i].time, sideWindow.Microseconds()
	k := i - s.from(t-window)
	if step > 0 {
		k = s.from(t+window+1) - i - 1
	}
	if k < sideSheets {
		return side{k, sideWindow.Seconds()}
	}
	return side{sideSheets, math.Abs(seconds(s.arrivals[i+step*sideSheets].time - t))}
}

// gaps tests every stretch between two arrivals that begins in core hours. The
// stretch is cut at their end. resolution is how coarse the times are: a
// stretch may be shorter than it looks by as much.
func (s *series) gaps(core span, resolution float64) []gap {
	var all []gap
	for i := s.from(core.start); i+1 < len(s.arrivals) && s.arrivals[i].time < core.end; i++ {
		g := gap{area: s, last: i, start: s.arrivals[i].time, end: s.arrivals[i+1].time}
		g.tested = max(seconds(min(g.end, core.end)-g.start)-resolution, 0)
		all = append(all, g)
	}
	return all
}

// test fills the p-values of a gap. prior is how far series such as this one
// clump; the error rate is shared by all gaps of the series and by all series.
func (g *gap) test(f frame, prior weights, gaps, series int) {
	g.compare()
	g.p, g.adjusted = g.pGap, 1
	if g.pGap > rushAfterP && g.pGap*float64(gaps)*float64(series) >= 1 {
		return // clumps only make it likelier
	}
	g.clumps = g.area.dispersion(f, span{g.start, g.end + rushWindows[len(rushWindows)-1].Microseconds()})
	g.weights = prior.given(g.clumps)
	g.judge(g.pGap, gaps, series)
}

// judge weighs the p-values over the indices. How far a series clumps is the
// same for all of its gaps, so that the correction for their number goes
// inside the sum.
func (g *gap) judge(single float64, gaps, series int) {
	g.among, g.of = gaps, series
	inClumps := func(d float64) float64 { return clumpedGapP(single, d) }
	g.pGap = g.weights.mean(inClumps)
	either := inClumps
	if !g.open { // one of two tests, whether or not there is a rush to look for
		either = func(d float64) float64 { return min(2*inClumps(d), 1) }
	}
	if !g.open && g.pGap <= rushAfterP && g.tested >= rushAfterGap.Seconds() {
		g.findRush()
		g.pRush = g.weights.mean(g.rushP)
		either = func(d float64) float64 {
			p := inClumps(d)
			return min(2*min(p, fisherP(p, g.rushP(d))), 1)
		}
	}
	corrected := func(p func(float64) float64) float64 {
		return min(float64(series)*g.weights.mean(func(d float64) float64 { return min(p(d)*float64(gaps), 1) }), 1)
	}
	g.p, g.adjusted, g.alone = g.weights.mean(either), corrected(either), corrected(inClumps)
}

// compare tests a gap against the slower side, taking arrivals as single.
func (g *gap) compare() {
	s := g.area
	g.before, g.after = s.beside(g.last, -1), s.beside(g.last+1, +1)
	before := gapP(g.before.k, g.before.seconds, g.tested)
	after := gapP(g.after.k, g.after.seconds, g.tested)
	g.slower, g.pGap, g.pRush = g.before, before, 1
	if after > before {
		g.slower, g.pGap = g.after, after
	}
}

// rushP compares the stretch right after a gap with the faster of the pace
// before the gap and that after the stretch, in clumps of an index, over each
// of rushWindows.
func (g *gap) rushP(index float64) float64 {
	s, least := g.area, 1.0
	for _, w := range rushWindows {
		end := g.end + w.Microseconds()
		last := s.from(end)
		rush := last - (g.last + 2) // the arrival that ends the gap is not counted
		p := clumpedRushP(rush, w.Seconds(), g.before, index)
		if rest := s.rest(last, end); rest.seconds > 0 {
			p = max(p, clumpedRushP(rush, w.Seconds(), rest, index))
		}
		least = min(least, p)
	}
	return min(least*float64(len(rushWindows)), 1)
}

// fastest is the highest pace of rushWindows.
func (g *gap) fastest() float64 {
	most := 0.0
	for _, w := range rushWindows {
		rush := g.area.from(g.end+w.Microseconds()) - (g.last + 2)
		most = max(most, float64(rush)/w.Seconds())
	}
	return most
}

// rest is the pace in the hour after a time; no time where the series ends
// before half of it is over.
func (s *series) rest(from int, t int64) side {
	end := min(t+sideWindow.Microseconds(), s.arrivals[len(s.arrivals)-1].time)
	if end-t < sideWindow.Microseconds()/2 {
		return side{}
	}
	return side{s.from(end) - from, seconds(end - t)}
}

// findRush finds where the rush ends: where the number of sheets since the gap
// is farthest above what a pace between the ordinary one and that of the rush
// brings. The logarithmic mean of both rates is where the likelihood ratio of
// the two stops growing.
// Source: E. S. Page, "Continuous inspection schemes", Biometrika 41 (1954),
// 100–115.
func (g *gap) findRush() {
	s, fastest := g.area, g.fastest()
	pace := g.before.rate()
	limit := g.end + sideWindow.Microseconds()
	if rest := s.rest(s.from(limit), limit); rest.seconds > 0 {
		pace = max(pace, rest.rate())
	}
	if fastest <= pace {
		return
	}
	between := (fastest - pace) / math.Log(fastest/pace)
	best := 0.0
	for i := g.last + 1; i < len(s.arrivals) && s.arrivals[i].time <= limit; i++ {
		n := i - g.last
		above := float64(n) - between*seconds(s.arrivals[i].time-g.end)
		if above > best {
			best, g.rush, g.rushEnd = above, n, s.arrivals[i].time
		}
	}
	if g.rush < 2 {
		g.rush, g.rushEnd = 0, 0
	}
}

// openGap tests the stretch from an area's last arrival to the end of core
// hours against the sheets that the other areas went on sending: of k sheets
// of this area in the hour before, each would fall into the stretch with the
// share that the others' sheets have there.
func (s *series) openGap(all *series, f frame, prior weights, series int) (gap, bool) {
	last := len(s.arrivals) - 1
	start := s.arrivals[last].time
	if start < f.core.start || start >= f.core.end {
		return gap{}, false
	}
	g := gap{area: s, last: last, start: start, end: f.core.end, open: true, pRush: 1}
	g.tested = seconds(g.end - g.start)
	hour := start - sideWindow.Microseconds()
	g.before = side{last - s.from(hour), sideWindow.Seconds()}
	g.slower = g.before
	othersBefore := all.from(start) - all.from(hour) - g.before.k
	othersAfter := all.from(f.core.end) - all.from(start+1)
	g.pGap, g.p, g.adjusted = 1, 1, 1
	if othersBefore > 0 {
		g.clumps = s.dispersion(f, span{g.start, g.end})
		g.weights = prior.given(g.clumps)
		g.judge(gapP(g.before.k, float64(othersBefore), float64(othersAfter)), 1, series)
		// The expected number follows the others' pace as well.
		g.slower = side{g.before.k, g.tested * float64(othersBefore) / float64(max(othersAfter, 1))}
	}
	return g, true
}

// overlaps says whether another gap covers at least half of this one.
func (g *gap) overlaps(o *gap) bool {
	common := min(g.end, o.end) - max(g.start, o.start)
	return 2*common >= g.end-g.start
}

// longest gives the longest of gaps that end in core hours.
func longest(gaps []gap, core span) (gap, bool) {
	inside := slices.DeleteFunc(slices.Clone(gaps), func(g gap) bool { return g.end > core.end })
	if len(inside) == 0 {
		return gap{}, false
	}
	return slices.MaxFunc(inside, func(a, b gap) int {
		return cmp.Or(cmp.Compare(a.length(), b.length()), cmp.Compare(b.start, a.start))
	}), true
}

// steps are how coarse the times of an export can be.
var steps = []time.Duration{time.Hour, 30 * time.Minute, 15 * time.Minute, 10 * time.Minute, 5 * time.Minute, time.Minute, 30 * time.Second, 10 * time.Second, time.Second}

// resolution is the coarsest step that at least 99 of 100 times fall on, in
// seconds; 0 where they are finer than a second or too few to tell.
func resolution(all []arrival) float64 {
	if len(all) < minSheets {
		return 0
	}
	for _, step := range steps {
		on := 0
		for _, a := range all {
			on += one(a.time%step.Microseconds() == 0)
		}
		if on*100 >= len(all)*99 {
			return step.Seconds()
		}
	}
	return 0
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
