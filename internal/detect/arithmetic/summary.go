package arithmetic

import (
	"slices"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

// checkedFinding states what was checked and the sums of all columns, so that
// a reader can compare them with those published elsewhere.
func (c *checked) checkedFinding() *finding.Finding {
	f := c.newFinding()
	var low, high int64
	for i := range c.rows {
		low, high = span(low, high, c.rows[i].time)
	}
	f.Start, f.End = at(low), at(high)
	wrong := c.sheetsWrong()
	switch {
	case c.sums+c.totals+c.bounds == 0:
		f.Headline = lang.M(key("checked.none"), "sheets", len(c.rows))
	case wrong > 0:
		f.Headline = lang.M(key("checked.some"), "sheets", len(c.rows), "wrong", wrong)
	case c.sums+c.totals == 0:
		f.Headline = lang.M(key("checked.range"), "sheets", len(c.rows))
	default:
		f.Headline = lang.M(key("checked.agree"), "sheets", len(c.rows))
	}
	f.Details = []lang.Message{
		lang.M(key("checked.detail"), "sums", c.sums, "totals", c.totals+c.bounds, "lists", c.lists, "special", c.special),
	}
	f.Details = append(f.Details, c.resentDetails()...)
	f.Measures = slices.Concat([]finding.Measure{
		{Name: "sheets", Value: float64(len(c.rows)), Unit: "sheets"},
		{Name: "sheets_wrong", Value: float64(wrong), Unit: "sheets"},
		{Name: "sums_checked", Value: float64(c.sums), Unit: "sums"},
		{Name: "totals_checked", Value: float64(c.totals), Unit: "sheets"},
		{Name: "totals_bounded", Value: float64(c.bounds), Unit: "sheets"},
		{Name: "sums_unchecked", Value: float64(c.openSums), Unit: "sums"},
		{Name: "totals_unchecked", Value: float64(c.openTotals), Unit: "sheets"},
		{Name: "lists_checked", Value: float64(c.lists), Unit: "sheets"},
		{Name: "special", Value: float64(c.special), Unit: "sheets"},
		{Name: "special_list_zero", Value: float64(c.specialZero), Unit: "sheets"},
	}, c.resent.counts(), c.columnSums())
	return f
}

// sheetsWrong counts the sheets with a sum that does not agree.
func (c *checked) sheetsWrong() int {
	wrong := map[*row]bool{}
	for _, k := range []kind{candidateSum, totalSum} {
		for _, d := range c.found[k] {
			wrong[d.row] = true
		}
	}
	return len(wrong)
}

// columnSums sums each column over all sheets, in the order of the columns in
// the first sheet that has them; unknown figures are left out.
func (c *checked) columnSums() []finding.Measure {
	var order []string
	sums := map[string]int64{}
	var registered int64
	seen := map[*layout]bool{}
	for i := range c.rows {
		r := &c.rows[i]
		registered += max(r.registered, 0)
		if !seen[r.layout] {
			seen[r.layout] = true
			order = newNames(order, sums, r.layout)
		}
		for j, col := range r.layout.columns {
			sums[col.name] += max(r.votes[j], 0)
		}
	}
	m := []finding.Measure{{Name: "sum:registered", Value: float64(registered), Unit: "people"}}
	for _, name := range order[:min(len(order), maxColumns)] {
		m = append(m, finding.Measure{Name: "sum:" + name, Value: float64(sums[name]), Unit: "votes"})
	}
	return m
}

// newNames adds the columns of a layout that were not seen before.
func newNames(order []string, sums map[string]int64, l *layout) []string {
	for _, col := range l.columns {
		if _, ok := sums[col.name]; !ok {
			sums[col.name] = 0
			order = append(order, col.name)
		}
	}
	return order
}
