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
	pGap, pRush   float64
	p             float64 // of gap and rush together
	adjusted      float64 // p after correction for all gaps looked at
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

// test fills the p-values of a gap. families is how many stretches share the
// error rate: all of the series, times the number of series.
func (g *gap) test(families float64) {
	s := g.area
	g.before, g.after = s.beside(g.last, -1), s.beside(g.last+1, +1)
	pBefore := gapP(g.before.k, g.before.seconds, g.tested)
	pAfter := gapP(g.after.k, g.after.seconds, g.tested)
	g.slower, g.pGap = g.before, pBefore
	if pAfter > pBefore {
		g.slower, g.pGap = g.after, pAfter
	}
	g.pRush = 1
	if g.pGap <= rushAfterP && g.tested >= rushAfterGap.Seconds() {
		g.testRush()
	}
	g.p = min(2*min(g.pGap, fisherP(g.pGap, g.pRush)), 1)
	g.adjusted = min(g.p*families, 1)
}

// testRush compares the stretch right after a gap with the faster of the pace
// before the gap and that after the stretch, over each of rushWindows.
func (g *gap) testRush() {
	s := g.area
	least, fastest := 1.0, 0.0
	for _, w := range rushWindows {
		end := g.end + w.Microseconds()
		last := s.from(end)
		rush := last - (g.last + 2) // the arrival that ends the gap is not counted
		p := rushP(rush, w.Seconds(), g.before.k, g.before.seconds)
		if rest := s.rest(last, end); rest.seconds > 0 {
			p = max(p, rushP(rush, w.Seconds(), rest.k, rest.seconds))
		}
		least = min(least, p)
		fastest = max(fastest, float64(rush)/w.Seconds())
	}
	g.pRush = min(least*float64(len(rushWindows)), 1)
	g.findRush(fastest)
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
func (g *gap) findRush(fastest float64) {
	s := g.area
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
func (s *series) openGap(all *series, core span, families float64) (gap, bool) {
	last := len(s.arrivals) - 1
	start := s.arrivals[last].time
	if start < core.start || start >= core.end {
		return gap{}, false
	}
	g := gap{area: s, last: last, start: start, end: core.end, open: true, pRush: 1}
	g.tested = seconds(g.end - g.start)
	hour := start - sideWindow.Microseconds()
	g.before = side{last - s.from(hour), sideWindow.Seconds()}
	g.slower = g.before
	othersBefore := all.from(start) - all.from(hour) - g.before.k
	othersAfter := all.from(core.end) - all.from(start+1)
	g.pGap = 1
	if othersBefore > 0 {
		g.pGap = gapP(g.before.k, float64(othersBefore), float64(othersAfter))
		// The expected number follows the others' pace as well.
		g.slower = side{g.before.k, g.tested * float64(othersBefore) / float64(max(othersAfter, 1))}
	}
	g.p = g.pGap
	g.adjusted = min(g.p*families, 1)
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
