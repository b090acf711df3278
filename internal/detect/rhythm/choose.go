package rhythm

import (
	"cmp"
	"math"
	"slices"

	"github.com/unveil-project/unveil/internal/activity"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

// compared is a measure of a group with its place among ordinary groups.
type compared struct {
	name       string
	value      float64
	percentile float64 // NaN where it cannot be compared
	drawn      int
}

// measuredGroup is a group with its measures.
type measuredGroup struct {
	*group
	measures []compared
	known    int     // measures that could be compared
	above    int     // of these, at or above high
	top      float64 // the highest percentile, 0 where none is known
}

// measure measures a group and the groups drawn for it.
func (d *desk) measure(g *group) measuredGroup {
	own := d.bench.Of(g.members).List()
	drawn := make([][]float64, len(own))
	for _, other := range d.drawing.Groups(g.members, draws, seed) {
		for i, v := range d.bench.Of(other).List() {
			drawn[i] = append(drawn[i], v)
		}
	}
	out := measuredGroup{group: g}
	for i, name := range activity.MeasureNames() {
		share, n := activity.Percentile(own[i], drawn[i])
		out.measures = append(out.measures, compared{name, own[i], share, n})
		if n == 0 {
			continue
		}
		out.known++
		out.top = max(out.top, share)
		if share >= high {
			out.above++
		}
	}
	return out
}

// standsOut is true of a group with a measure so high that among all measures
// compared not even one would be, by chance, in more than 1 − high of groups
// (Bonferroni).
func (g *measuredGroup) standsOut() bool {
	return g.known > 0 && g.top >= 1-(1-high)/float64(g.known)
}

// choose picks the groups that have a note of their own: those that stand out,
// with the most high measures first, and then those that nothing can be said
// of by comparison. Both lists come in the order of the groups.
func choose(all []measuredGroup) (shown, others []measuredGroup) {
	var places []int
	for i := range all {
		if all[i].standsOut() || all[i].known == 0 {
			places = append(places, i)
		}
	}
	slices.SortStableFunc(places, func(x, y int) int {
		return cmp.Or(cmp.Compare(all[y].above, all[x].above), cmp.Compare(len(all[y].members), len(all[x].members)))
	})
	places = places[:min(most, len(places))]
	for i := range all {
		if slices.Contains(places, i) {
			shown = append(shown, all[i])
		} else {
			others = append(others, all[i])
		}
	}
	return shown, others
}

// rest makes the one note on the groups that have none of their own.
func (d *desk) rest(others []measuredGroup) *finding.Finding {
	f := &finding.Finding{
		Subject: "groups", Severity: finding.Note, Confidence: finding.Low, Method: method(),
		Start: others[0].found.Start, End: others[0].found.End,
		Limits: []lang.Message{lang.M("rhythm.limit.chosen"), lang.M("rhythm.limit.export")},
	}
	standing, compared := 0, 0
	for i := range others {
		g := &others[i]
		if g.found.Start.Before(f.Start) {
			f.Start = g.found.Start
		}
		if g.found.End.After(f.End) {
			f.End = g.found.End
		}
		if g.standsOut() {
			standing++
		}
		if g.known > 0 {
			compared++
		}
	}
	f.Headline = lang.M("rhythm.rest", "groups", len(others), "standing", standing)
	f.Details = append(highCounts(others), lang.M("rhythm.rest.list"))
	f.Basis = []lang.Message{lang.M("rhythm.rest.basis", "compared", compared, "groups", len(others))}
	f.Measures = []finding.Measure{
		{Name: "groups", Value: float64(len(others)), Unit: "groups"},
		{Name: "groups_standing_out", Value: float64(standing), Unit: "groups"},
	}
	return f
}

// highCounts says for each measure in how many groups it is high.
func highCounts(groups []measuredGroup) []lang.Message {
	var out []lang.Message
	for i, name := range activity.MeasureNames() {
		known, above := 0, 0
		for _, g := range groups {
			if m := g.measures[i]; m.drawn > 0 {
				known++
				if !math.IsNaN(m.percentile) && m.percentile >= high {
					above++
				}
			}
		}
		if above > 0 {
			out = append(out, lang.M("rhythm.rest."+name, "above", above, "known", known, "share", high))
		}
	}
	return out
}
