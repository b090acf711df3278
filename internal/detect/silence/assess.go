package silence

import (
	"cmp"
	"slices"
)

// assessment is what testing one night gave.
type assessment struct {
	*night
	resolution float64
	gaps       []gap // reported ones, those of all areas together first
	longest    gap   // of all areas together, in core hours
	hasLongest bool
	tested     int          // areas with enough sheets
	small      int          // areas with too few
	looked     int          // gaps looked at
	measured   []dispersion // of each tested area
	leastArea  float64      // smallest adjusted p of any area
}

// assess tests all series of a night. It is called where sheets have times.
func (n *night) assess() *assessment {
	a := &assessment{night: n, resolution: resolution(n.all.arrivals), leastArea: 1}
	areas := n.testable(a)
	series := len(areas) + 1
	national := n.all.gaps(n.core, a.resolution)
	a.looked = len(national)
	a.longest, a.hasLongest = longest(national, n.core)
	if len(n.all.within(n.core)) < minSheets {
		return a
	}
	for i := range national {
		national[i].test(a.frame(), flat(), len(national), series)
	}
	if a.hasLongest {
		a.longest.test(a.frame(), flat(), len(national), series)
	}
	a.gaps = unlikely(national)
	everywhere := a.gaps
	a.measured = a.measure(areas)
	for i, s := range areas {
		prior := pool(slices.Delete(slices.Clone(a.measured), i, i+1))
		a.assessArea(s, prior, series, everywhere)
	}
	return a
}

// testable lists the areas with enough sheets in core hours. One area alone is
// the whole.
func (n *night) testable(a *assessment) []*series {
	if len(n.areas) < 2 {
		return nil
	}
	var areas []*series
	for i := range n.areas {
		if len(n.areas[i].within(n.core)) < minSheets {
			a.small++
			continue
		}
		areas = append(areas, &n.areas[i])
	}
	a.tested = len(areas)
	return areas
}

func (a *assessment) frame() frame { return frame{a.core, a.resolution} }

// measure gives the dispersion of each area's arrivals over core hours.
func (a *assessment) measure(areas []*series) []dispersion {
	all := make([]dispersion, len(areas))
	for i, s := range areas {
		all[i] = s.dispersion(a.frame(), span{a.core.end, a.core.end})
	}
	return all
}

// assessArea tests one area. A gap that all areas share is not reported again
// for each of them.
func (a *assessment) assessArea(s *series, prior weights, series int, everywhere []gap) {
	gaps := s.gaps(a.core, a.resolution)
	a.looked += len(gaps)
	for i := range gaps {
		gaps[i].test(a.frame(), prior, len(gaps), series)
	}
	if g, ok := s.openGap(&a.all, a.frame(), prior, series); ok {
		a.looked++
		gaps = append(gaps, g)
	}
	for _, g := range gaps {
		a.leastArea = min(a.leastArea, g.adjusted)
	}
	for _, g := range unlikely(gaps) {
		if !slices.ContainsFunc(everywhere, func(o gap) bool { return g.overlaps(&o) }) {
			a.gaps = append(a.gaps, g)
		}
	}
}

// unlikely keeps the gaps that chance hardly makes, the earliest first.
func unlikely(gaps []gap) []gap {
	kept := slices.DeleteFunc(slices.Clone(gaps), func(g gap) bool { return g.adjusted >= alpha })
	slices.SortFunc(kept, func(x, y gap) int { return cmp.Compare(x.start, y.start) })
	return kept
}

// silentAreas counts the other areas that sent nothing during a gap though
// their own pace before it lets expect at least three sheets.
func (a *assessment) silentAreas(g *gap) int {
	silent := 0
	for i := range a.areas {
		s := &a.areas[i]
		if s == g.area || s.area == g.area.area {
			continue
		}
		from, to := s.from(g.start+1), s.from(g.end)
		if to > from || from == 0 {
			continue
		}
		pace := s.beside(from-1, -1)
		if float64(pace.k)/pace.seconds*seconds(g.end-g.start) >= 3 {
			silent++
		}
	}
	return silent
}
