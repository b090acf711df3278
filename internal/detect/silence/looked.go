package silence

import (
	"slices"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// lookedFinding states what was looked at and the longest silence, so that a
// quiet result can be told from one that was not looked for.
func (a *assessment) lookedFinding(sources []source.Info) *finding.Finding {
	f := a.newFinding(a.subject(""))
	f.Start, f.End = instant(a.core.start), instant(a.core.end)
	f.Confidence, f.Basis = finding.High, []lang.Message{lang.M(key("basis.count"))}
	f.Limits = a.limits()
	f.Series = a.series(&a.all, quarter)
	sheets := len(a.all.within(a.core))
	f.Measures = []finding.Measure{
		{Name: "sheets", Value: float64(len(a.all.arrivals)), Unit: "sheets"},
		{Name: "sheets_core", Value: float64(sheets), Unit: "sheets"},
		{Name: "sheets_without_time", Value: float64(a.noTime), Unit: "sheets"},
		{Name: "resent", Value: float64(a.resent), Unit: "sheets"},
		{Name: "core_s", Value: seconds(a.core.end - a.core.start), Unit: "s"},
		{Name: "gaps_tested", Value: float64(a.looked), Unit: "gaps"},
		{Name: "areas_tested", Value: float64(a.tested), Unit: "areas"},
		{Name: "areas_too_small", Value: float64(a.small), Unit: "areas"},
		{Name: "gaps_reported", Value: float64(len(a.gaps)), Unit: "gaps"},
	}
	if sheets < minSheets || !a.hasLongest {
		f.Headline = lang.M(key("too-few"), "sheets", sheets, "min", minSheets)
		return f
	}
	g := &a.longest
	f.Headline = lang.M(key("longest"), "gap", g.length(), "at", instant(g.end), "from", f.Start, "to", f.End)
	f.Details = []lang.Message{
		lang.M(key("longest.detail"), "p", g.adjusted, "looked", a.looked, "areas", a.tested, "found", len(a.gaps)),
	}
	f.Measures = append(f.Measures,
		finding.Measure{Name: "longest_gap_s", Value: g.length(), Unit: "s"},
		finding.Measure{Name: "longest_gap_expected_sheets", Value: round(g.expected()), Unit: "sheets"},
		finding.Measure{Name: "longest_gap_p", Value: g.adjusted, Unit: "probability"},
		finding.Measure{Name: "smallest_p_area", Value: a.leastArea, Unit: "probability"},
		finding.Measure{Name: "dispersion_median", Value: round(a.median()), Unit: "ratio"},
	)
	f.Evidence = a.evidence(g, sources)
	f.Evidence = f.Evidence[:min(len(f.Evidence), 2)]
	return f
}

// innocent tests what else can make a gap.
func (a *assessment) innocent(g *gap) []finding.Explanation {
	return []finding.Explanation{a.outage(g), slowArea(g), a.clumped(g), a.batches(g), a.endOfNight(g)}
}

// outage: a change of shift or a lost connection makes the same picture. How
// many other areas fell silent is what the data can say.
func (a *assessment) outage(g *gap) finding.Explanation {
	silent := 0
	if g.area.area != "" {
		silent = a.silentAreas(g)
	}
	o := finding.Possible
	text := lang.M(key("innocent.outage"), "silent", silent)
	if g.area.area == "" {
		text = lang.M(key("innocent.outage-all"))
	}
	return finding.Explanation{
		Name: "outage", Outcome: o, Text: text,
		Measures: []finding.Measure{{Name: "other_areas_silent", Value: float64(silent), Unit: "areas"}},
	}
}

// slowArea: sheets of remote stations come late and seldom; then the pace is
// low beside the gap as well.
func slowArea(g *gap) finding.Explanation {
	o := finding.Unlikely
	if g.expected() < 3 {
		o = finding.Possible
	}
	return finding.Explanation{
		Name: "slow-area", Outcome: o,
		Text: lang.M(key("innocent.slow"), "before", perHour(g.before), "after", perHour(g.after), "expected", g.expected()),
		Measures: []finding.Measure{
			{Name: "rate_before", Value: perHour(g.before), Unit: "1/h"},
			{Name: "rate_after", Value: perHour(g.after), Unit: "1/h"},
		},
	}
}

// clumped: sheets that share a messenger or a road arrive together, with
// pauses between them. p allows for it; where the area's sheets come two at a
// time or more it stays possible.
func (a *assessment) clumped(g *gap) finding.Explanation {
	o := finding.Unlikely
	if g.weights.mean(func(index float64) float64 { return index }) >= 2 {
		o = finding.Possible
	}
	step, per := a.frame().slides()
	return finding.Explanation{
		Name: "clumps", Outcome: o,
		Text: lang.M(key("innocent.clumps"), "index", round(g.clumps.index), "window", seconds(step*int64(per)), "median", round(a.median())),
		Measures: []finding.Measure{
			{Name: "dispersion", Value: round(g.clumps.index), Unit: "ratio"},
			{Name: "dispersion_median", Value: round(a.median()), Unit: "ratio"},
		},
	}
}

// median is that of the areas' dispersions; of the whole where there are no
// areas.
func (a *assessment) median() float64 {
	if len(a.measured) == 0 {
		return a.all.dispersion(a.frame(), span{a.core.end, a.core.end}).index
	}
	var all []float64
	for _, d := range a.measured {
		all = append(all, d.index)
	}
	slices.Sort(all)
	return (all[(len(all)-1)/2] + all[len(all)/2]) / 2
}

// batches: an export made in batches has round times, and pauses between
// them that are only its clock.
func (a *assessment) batches(g *gap) finding.Explanation {
	o := finding.Unlikely
	switch {
	case 2*a.resolution >= g.length():
		o = finding.Supported
	case a.resolution >= 60:
		o = finding.Possible
	}
	return finding.Explanation{
		Name: "batched-export", Outcome: o,
		Text:     lang.M(key("innocent.batches"), "step", a.resolution, "gap", g.length()),
		Measures: []finding.Measure{{Name: "resolution_s", Value: a.resolution, Unit: "s"}},
	}
}

// endOfNight: an area that is done falls silent. Sheets that it sends
// afterwards speak against this.
func (a *assessment) endOfNight(g *gap) finding.Explanation {
	later := 0
	if !g.open {
		later = len(g.area.arrivals) - g.last - 1
	}
	elsewhere := a.all.from(g.end) - a.all.from(g.start+1)
	o := finding.Unlikely
	if g.open || g.end > a.core.end {
		o = finding.Possible
	}
	text := lang.M(key("innocent.end"), "later", later, "elsewhere", elsewhere)
	if g.area.area == "" {
		text = lang.M(key("innocent.end-all"), "later", later)
	}
	return finding.Explanation{
		Name: "end-of-night", Outcome: o, Text: text,
		Measures: []finding.Measure{
			{Name: "sheets_later", Value: float64(later), Unit: "sheets"},
			{Name: "sheets_elsewhere", Value: float64(elsewhere), Unit: "sheets"},
		},
	}
}

// limits says what the arrivals cannot show.
func (a *assessment) limits() []lang.Message {
	l := []lang.Message{
		lang.M(key("limit.cause")),
		lang.M(key("limit.core"), "from", instant(a.core.start), "to", instant(a.core.end)),
		lang.M(key("limit.never")),
	}
	if a.noTime > 0 {
		l = append(l, lang.M(key("limit.no-time"), "sheets", a.noTime))
	}
	if a.small > 0 {
		l = append(l, lang.M(key("limit.small"), "areas", a.small, "min", minSheets))
	}
	if len(a.areas) < 2 {
		l = append(l, lang.M(key("limit.no-areas")))
	}
	if a.resolution >= 60 {
		l = append(l, lang.M(key("limit.coarse"), "step", a.resolution))
	}
	return l
}
