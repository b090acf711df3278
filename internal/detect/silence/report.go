package silence

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// key makes the key of a message of this detector.
func key(parts ...string) string { return Name + "." + strings.Join(parts, ".") }

// findings are what a night's arrivals show: one finding for each gap that
// chance hardly makes, then one that states what was looked at.
func (n *night) findings(sources []source.Info) []*finding.Finding {
	if len(n.all.arrivals) == 0 {
		return []*finding.Finding{n.noTimes()}
	}
	a := n.assess()
	var all []*finding.Finding
	for i := range a.gaps {
		all = append(all, a.gapFinding(&a.gaps[i], sources))
	}
	return append(all, a.lookedFinding(sources))
}

// subject names the series: the contest, or the contest's area.
func (n *night) subject(area string) string {
	switch {
	case area == "" && n.contest == "":
		return "sheets"
	case area == "":
		return n.contest
	case n.contest == "":
		return area
	}
	return n.contest + "/" + area
}

// newFinding is what all findings of a night share.
func (n *night) newFinding(subject string) *finding.Finding {
	return &finding.Finding{
		Detector: Name, Version: version, Front: finding.Count,
		Subject: subject, Severity: finding.Note,
		Basis: []lang.Message{}, Details: []lang.Message{}, Measures: []finding.Measure{},
		Innocent: []finding.Explanation{}, Techniques: []finding.Technique{}, Evidence: []finding.Evidence{},
		Method: finding.Method{Name: Name, Params: map[string]any{
			"side_window_s": sideWindow.Seconds(), "side_sheets": sideSheets,
			"core_share": coreShare, "core_step_s": quarter.Seconds(), "min_sheets": minSheets,
			"alpha": alpha, "prior": prior,
			"clump_window_s": clumpWindow.Seconds(), "clump_slides": clumpSlides, "clump_reach_s": clumpReach.Seconds(), "clump_most": index(indices - 1),
			"unknown_areas": unknown,
			"rush_after_p":  rushAfterP, "rush_after_gap_s": rushAfterGap.Seconds(),
		}},
	}
}

// noTimes says that nothing could be looked for.
func (n *night) noTimes() *finding.Finding {
	f := n.newFinding(n.subject(""))
	f.Confidence = finding.High
	f.Basis = append(f.Basis, lang.M(key("basis.count")))
	f.Headline = lang.M(key("no-times"), "sheets", n.noTime)
	f.Measures = []finding.Measure{{Name: "sheets_without_time", Value: float64(n.noTime), Unit: "sheets"}}
	f.Limits = []lang.Message{lang.M(key("limit.no-time"), "sheets", n.noTime)}
	return f
}

// gapFinding states one gap.
func (a *assessment) gapFinding(g *gap, sources []source.Info) *finding.Finding {
	f := a.newFinding(a.subject(g.area.area))
	f.Start, f.End = instant(g.start), instant(max(g.end, g.rushEnd))
	f.Severity = finding.Minor
	if g.length() >= seriousGap.Seconds() {
		f.Severity = finding.Serious
	}
	factor := bayesBound(g.adjusted)
	f.Likelihood, f.Prior = new(posterior(prior, factor)), new(prior)
	f.Hypothesis = new(lang.M(key("hypothesis")))
	f.Confidence, f.Basis = a.confidence(g)
	f.Headline = a.headline(g)
	f.Details = a.details(g)
	f.Measures = measures(g)
	f.Features = []finding.Feature{{Name: "p_adjusted", Value: g.adjusted, Weight: math.Log(factor)}}
	f.Innocent = a.innocent(g)
	f.Limits = a.limits()
	f.Evidence = a.evidence(g, sources)
	f.Members = g.members()
	f.Series = a.series(g.area, 5*time.Minute)
	return f
}

func instant(us int64) time.Time { return time.UnixMicro(us).UTC() }

// headline says where nothing arrived and for how long.
func (a *assessment) headline(g *gap) lang.Message {
	form := "headline.area"
	switch {
	case g.open:
		form = "headline.open"
	case g.area.area == "":
		form = "headline.all"
	}
	return lang.M(key(form), "area", g.area.area, "gap", g.length(), "from", instant(g.start), "expected", g.expected())
}

// details give the probabilities in the order in which one follows from the
// other, and the rush.
func (a *assessment) details(g *gap) []lang.Message {
	form := "detail.p.alone"
	switch {
	case g.open:
		form = "detail.p.open"
	case g.pRush < 1:
		form = "detail.p.rush"
	}
	times, corrected := float64(g.among)*float64(g.of), "detail.adjusted"
	if g.adjusted < 0.99*times*g.p {
		corrected = "detail.adjusted.less"
	}
	d := []lang.Message{
		lang.M(key(form), "gap", g.pGap, "p", g.p),
		lang.M(key(corrected), "p", g.p, "gaps", g.among, "series", g.of, "times", times, "adjusted", g.adjusted),
	}
	if g.rush > 0 {
		d = append(d, lang.M(key("detail.rush"), "rush", g.rush,
			"within", seconds(g.rushEnd-g.end), "whole", seconds(g.rushEnd-g.start), "p", g.pRush))
	}
	return d
}

// measures are the numbers of a gap (docs/methods/silence.md).
func measures(g *gap) []finding.Measure {
	return []finding.Measure{
		{Name: "gap_s", Value: g.length(), Unit: "s"},
		{Name: "expected_sheets", Value: round(g.expected()), Unit: "sheets"},
		{Name: "p", Value: g.adjusted, Unit: "probability"},
		{Name: "p_gap", Value: g.pGap, Unit: "probability"},
		{Name: "p_rush", Value: g.pRush, Unit: "probability"},
		{Name: "rush_sheets", Value: float64(g.rush), Unit: "sheets"},
		{Name: "rush_s", Value: rushSeconds(g), Unit: "s"},
		{Name: "rate_before", Value: perHour(g.before), Unit: "1/h"},
		{Name: "rate_after", Value: perHour(g.after), Unit: "1/h"},
	}
}

// round keeps two decimals: more would only claim to be known.
func round(f float64) float64 { return math.Round(f*100) / 100 }

func perHour(s side) float64 {
	if s.seconds <= 0 {
		return 0
	}
	return round(float64(s.k) / s.seconds * 3600)
}

func rushSeconds(g *gap) float64 {
	if g.rush == 0 {
		return 0
	}
	return seconds(g.rushEnd - g.end)
}

// confidence: high where the gap is too long by itself, moderate where it
// takes the rush to say so, low where the times are coarse or the area merely
// stopped.
func (a *assessment) confidence(g *gap) (finding.Confidence, []lang.Message) {
	switch {
	case a.resolution >= 60:
		return finding.Low, []lang.Message{lang.M(key("basis.coarse"), "step", a.resolution)}
	case g.open:
		return finding.Low, []lang.Message{lang.M(key("basis.open"))}
	case g.alone < alpha:
		return finding.High, []lang.Message{lang.M(key("basis.gap"), "k", g.slower.k)}
	}
	return finding.Moderate, []lang.Message{lang.M(key("basis.rush"), "k", g.slower.k)}
}

// members lists the stations that arrive in the rush after a gap.
func (g *gap) members() *finding.Members {
	m := &finding.Members{Unit: "sheets", IDs: []string{}}
	for _, a := range g.rushArrivals() {
		m.IDs = append(m.IDs, a.station)
	}
	slices.Sort(m.IDs)
	m.IDs = slices.Compact(m.IDs)
	return m
}

// rushArrivals are the arrivals of the rush, the one that ends the gap first.
func (g *gap) rushArrivals() []arrival {
	if g.rush == 0 {
		return nil
	}
	return g.area.arrivals[g.last+1 : g.last+1+g.rush]
}

// evidence cites the sheets on both sides of a gap and the first of the rush.
func (a *assessment) evidence(g *gap, sources []source.Info) []finding.Evidence {
	all := []finding.Evidence{}
	cite := func(x arrival, role string) {
		if x.source >= 0 && x.source < len(sources) {
			quote := fmt.Sprintf("%s %s", x.station, instant(x.time).Format(time.RFC3339))
			all = append(all, finding.Cite(sources[x.source], x.where, x.digest, quote, lang.M(key(role))))
		}
	}
	cite(g.area.arrivals[g.last], "role.before")
	if g.open {
		return all
	}
	cite(g.area.arrivals[g.last+1], "role.after")
	rush := g.rushArrivals()
	for _, x := range rush[min(1, len(rush)):min(maxEvidence-1, len(rush))] {
		cite(x, "role.rush")
	}
	return all
}

// series draws the arrivals of an area over core hours, beside what its share
// of all arrivals lets expect.
func (a *assessment) series(s *series, step time.Duration) *finding.Series {
	const most = 600
	from, to := a.core.start, a.core.end
	for (to-from)/step.Microseconds() > most {
		step *= 2
	}
	n := int((to - from + step.Microseconds() - 1) / step.Microseconds())
	out := &finding.Series{Name: "arrivals", Start: instant(from), Step: step.Seconds(), Unit: "sheets", Values: make([]float64, n)}
	share := float64(len(s.within(a.core))) / float64(max(len(a.all.within(a.core)), 1))
	for i := range n {
		w := span{from + int64(i)*step.Microseconds(), from + int64(i+1)*step.Microseconds()}
		out.Values[i] = float64(len(s.within(w)))
		if s.area != "" {
			out.Expected = append(out.Expected, round(share*float64(len(a.all.within(w)))))
		}
	}
	return out
}
