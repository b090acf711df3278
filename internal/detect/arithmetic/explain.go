package arithmetic

import (
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

// details are further sentences on a kind.
func (c *checked) details(k kind, t tally) []lang.Message {
	d := []lang.Message{}
	switch k {
	case candidateSum, totalSum:
		d = append(d, lang.M(key("detail.net"), "net", t.net, "total", t.total))
	case overListSmall:
		d = append(d, lang.M(key("detail.bound"), "bound", c.bound(), "each", repsPerContender))
	}
	if t.modified > 0 {
		d = append(d, lang.M(key("detail.modified"), "modified", t.modified))
	}
	return d
}

// innocent tests the innocent explanations that a kind can have.
func (c *checked) innocent(k kind, ds []discrepancy, t tally) []finding.Explanation {
	switch k {
	case candidateSum, totalSum:
		return []finding.Explanation{slipExplanation(ds, t), combinationExplanation(ds, t)}
	case overList, overListSmall:
		return []finding.Explanation{
			c.representatives(ds), c.specialStations(), overListSlip(ds, t), overListCombination(ds, t),
		}
	case allZero:
		return []finding.Explanation{{
			Name: "not-installed", Outcome: finding.NotTestable, Text: lang.M(key("innocent.not-installed"), "sheets", t.sheets),
		}}
	case oneOption:
		return []finding.Explanation{c.community(ds)}
	}
	return []finding.Explanation{}
}

// outcome grades how many of n cases an explanation covers.
func outcome(covered, n int) finding.Outcome {
	switch {
	case covered == 0:
		return finding.Unlikely
	case covered == n:
		return finding.Supported
	}
	return finding.Possible
}

// slipExplanation says how many differences one slip explains, beside how
// many it would explain by chance: where that is half of them or more, a full
// fit proves nothing.
func slipExplanation(ds []discrepancy, t tally) finding.Explanation {
	o := outcome(t.slips, len(ds))
	if o == finding.Supported && t.chance >= 0.5 {
		o = finding.Possible
	}
	return finding.Explanation{
		Name: "capture-slip", Outcome: o,
		Text: lang.M(key("innocent.slip"), "n", t.slips, "of", len(ds), "chance", t.chance),
		Measures: []finding.Measure{
			{Name: "slip_explained", Value: float64(t.slips), Unit: "figures"},
			{Name: "slip_by_chance", Value: t.chance, Unit: "share"},
		},
	}
}

// combinationExplanation says how many differences equal the votes under a
// combination of parties.
func combinationExplanation(ds []discrepancy, t tally) finding.Explanation {
	return finding.Explanation{
		Name: "votes-under-combination", Outcome: outcome(t.combinations, len(ds)),
		Text:     lang.M(key("innocent.combination"), "n", t.combinations, "of", len(ds)),
		Measures: []finding.Measure{{Name: "combination_explained", Value: float64(t.combinations), Unit: "figures"}},
	}
}

// representatives says how many excesses the representatives of parties can
// explain.
func (c *checked) representatives(ds []discrepancy) finding.Explanation {
	within := 0
	for _, d := range ds {
		within += one(d.diff() <= c.rule(d.row.layout).bound())
	}
	return finding.Explanation{
		Name: "representatives", Outcome: outcome(within, len(ds)),
		Text:     lang.M(key("innocent.representatives"), "n", within, "of", len(ds), "bound", c.bound(), "each", repsPerContender),
		Measures: []finding.Measure{{Name: "within_bound", Value: float64(within), Unit: "sheets"}},
	}
}

// specialStations says that stations for voters in transit were left out.
func (c *checked) specialStations() finding.Explanation {
	o := finding.Unlikely
	if !c.markSpecial {
		o = finding.NotTestable
	}
	return finding.Explanation{
		Name: "special-stations", Outcome: o,
		Text:     lang.M(key("innocent.special"), "special", c.special, "zero", c.specialZero),
		Measures: []finding.Measure{{Name: "special", Value: float64(c.special), Unit: "sheets"}},
	}
}

// overListSlip says on how many sheets the votes counted stay within the list
// while the stated total does not: there the total is what is wrong.
func overListSlip(ds []discrepancy, t tally) finding.Explanation {
	return finding.Explanation{
		Name: "capture-slip", Outcome: outcome(t.slips, len(ds)),
		Text:     lang.M(key("innocent.over-slip"), "n", t.slips, "of", len(ds)),
		Measures: []finding.Measure{{Name: "total_alone_over", Value: float64(t.slips), Unit: "sheets"}},
	}
}

// overListCombination says on how many sheets enough votes stand under
// combinations to explain the excess, had they been written twice. The data
// cannot say that they were.
func overListCombination(ds []discrepancy, t tally) finding.Explanation {
	o := finding.Possible
	if t.combinations == 0 {
		o = finding.Unlikely
	}
	return finding.Explanation{
		Name: "votes-under-combination", Outcome: o,
		Text:     lang.M(key("innocent.over-combination"), "n", t.combinations, "of", len(ds)),
		Measures: []finding.Measure{{Name: "combination_enough", Value: float64(t.combinations), Unit: "sheets"}},
	}
}

// community compares a sheet on which one option holds all votes with the
// other sheets of its district: where these favour the same option, a
// community that votes as one is the likely explanation.
func (c *checked) community(ds []discrepancy) finding.Explanation {
	type area struct{ state, district string }
	odd := map[*row]bool{}
	for _, d := range ds {
		odd[d.row] = true
	}
	wins := map[area]map[string]int{}
	for i := range c.rows {
		r := &c.rows[i]
		name, votes := c.rule(r.layout).leader(r)
		if odd[r] || votes <= 0 {
			continue
		}
		a := area{r.state, r.district}
		if wins[a] == nil {
			wins[a] = map[string]int{}
		}
		wins[a][name]++
	}
	same, others := 0, 0
	for _, d := range ds {
		w := wins[area{d.row.state, d.row.district}]
		others += one(len(w) > 0)
		same += one(len(w) > 0 && w[d.column] == most(w))
	}
	o := outcome(same, len(ds))
	if o == finding.Supported {
		o = finding.Possible // a district's taste does not prove a station's
	}
	if others == 0 {
		o = finding.NotTestable
	}
	return finding.Explanation{
		Name: "community", Outcome: o,
		Text:     lang.M(key("innocent.community"), "same", same, "of", len(ds)),
		Measures: []finding.Measure{{Name: "same_leader_in_district", Value: float64(same), Unit: "sheets"}},
	}
}

// most is the largest count.
func most(counts map[string]int) int {
	best := 0
	for _, n := range counts {
		best = max(best, n)
	}
	return best
}

// limits says what the sheets of the contest cannot show.
func (c *checked) limits() []lang.Message {
	l := []lang.Message{lang.M(key("limit.consistent")), lang.M(key("limit.sample"))}
	if names := c.unknownSums(); len(names) > 0 {
		l = append(l, lang.M(key("limit.composition"), "columns", strings.Join(names, ", ")))
	}
	if c.bounds > 0 {
		l = append(l, lang.M(key("limit.range"), "sheets", c.bounds))
	}
	if c.noList > 0 {
		l = append(l, lang.M(key("limit.no-list"), "sheets", c.noList))
	}
	if c.openSums+c.openTotals > 0 {
		l = append(l, lang.M(key("limit.missing"), "sums", c.openSums, "totals", c.openTotals))
	}
	if c.resent.undated > 0 {
		l = append(l, lang.M(key("limit.undated"), "sheets", c.resent.undated))
	}
	if n := len(c.rows) - c.totals - c.bounds; n > 0 {
		l = append(l, lang.M(key("limit.no-total"), "sheets", n))
	}
	return l
}

// unknownSums lists the columns of sums whose parts the election does not
// give, in order, up to twenty.
func (c *checked) unknownSums() []string {
	var names []string
	for l, u := range c.rules {
		for _, s := range u.sums {
			if s.state == unknown {
				names = append(names, l.columns[s.column].name)
			}
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	return names[:min(len(names), 20)]
}
