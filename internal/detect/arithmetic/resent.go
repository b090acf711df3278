package arithmetic

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/sheet"
)

// resent is what the sheets of a contest that were sent again amount to.
type resent struct {
	sheets  int         // sent more than once
	partial int         // of these, a figure stands in one version only, and no other differs
	undated int         // of these, no time says which version is the latest
	changed []*movement // with other figures, the largest change first
	net     []change    // by column, the largest first
	total   int64       // absolute changes of all votes

	sameTotal, slips, modified int // of the changed sheets
}

// movement is how one sheet changed from its first version to the one that
// counts.
type movement struct {
	row       *row
	size      int64 // absolute changes of its votes, those of sums and totals left out
	slip      bool  // one slip of the pen makes the difference
	sameTotal bool  // the stated totals are equal
}

// change is by how much the votes of a column changed over all sheets.
type change struct {
	name string
	net  int64
}

// findResent sums up the sheets that were sent more than once.
func findResent(rows []row) resent {
	var t resent
	net := map[string]int64{}
	for i := range rows {
		r := &rows[i]
		v := r.again
		if v == nil {
			continue
		}
		t.sheets++
		t.undated += one(v.undated())
		if !v.changed {
			t.partial += one(v.partial)
			continue
		}
		m := move(r, net)
		t.changed = append(t.changed, m)
		t.total += m.size
		t.sameTotal += one(m.sameTotal)
		t.slips += one(m.slip)
		t.modified += one(r.modified)
	}
	slices.SortStableFunc(t.changed, func(a, b *movement) int {
		return cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(a.row.station, b.row.station))
	})
	for name, n := range net {
		t.net = append(t.net, change{name, n})
	}
	slices.SortFunc(t.net, func(a, b change) int {
		return cmp.Or(cmp.Compare(max(b.net, -b.net), max(a.net, -a.net)), cmp.Compare(a.name, b.name))
	})
	return t
}

// move compares the first version of a sheet with the one that counts, and
// adds its changes to those of the contest. A figure that one of them lacks
// is no change.
func move(r *row, net map[string]int64) *movement {
	m := &movement{row: r}
	var votes, stated []pair // that changed: votes; sums and totals, which follow from them
	for _, p := range pairs(&r.again.first, r) {
		if p.before < 0 || p.after < 0 {
			continue
		}
		if p.role == sheet.Total && p.before == p.after {
			m.sameTotal = true
		}
		if p.before == p.after {
			continue
		}
		net[p.name] += p.after - p.before
		switch p.role {
		case sheet.Sum, sheet.Total:
			stated = append(stated, p)
		default:
			votes = append(votes, p)
			m.size += max(p.after-p.before, p.before-p.after)
		}
	}
	if len(votes) == 0 {
		votes = stated
	}
	m.slip = len(votes) == 1 && oneSlip(votes[0].before, votes[0].after)
	return m
}

// resentFinding states that sheets were sent again with other figures; nil
// where none was.
func (c *checked) resentFinding(p *detect.Pass) *finding.Finding {
	t := &c.resent
	if len(t.changed) == 0 {
		return nil
	}
	f := c.newFinding()
	f.Severity = finding.Minor
	f.Start, f.End = t.interval()
	f.Headline = lang.M(key("resent.headline"), "changed", len(t.changed))
	f.Details = c.resentDetails()
	f.Measures = t.measures()
	f.Innocent = t.innocent()
	f.Members = t.members()
	f.Evidence = t.evidence(p)
	return f
}

// resentDetails are the sentences on sheets that were sent again, for the
// finding on them and for the one that states what was checked.
func (c *checked) resentDetails() []lang.Message {
	t := &c.resent
	d := []lang.Message{}
	if t.sheets == 0 {
		return d
	}
	d = append(d, lang.M(key("resent.detail"), "resent", t.sheets, "changed", len(t.changed), "sheets", len(c.rows)))
	if names := t.named(); names != "" {
		d = append(d, lang.M(key("resent.net"), "columns", names))
	}
	if t.sameTotal > 0 {
		d = append(d, lang.M(key("resent.same-total"), "same", t.sameTotal, "of", len(t.changed)))
	}
	if t.partial > 0 {
		d = append(d, lang.M(key("resent.partial"), "partial", t.partial))
	}
	if t.modified > 0 {
		d = append(d, lang.M(key("detail.modified"), "modified", t.modified))
	}
	return d
}

// named writes the net change of each column, the largest first.
func (t *resent) named() string {
	var b strings.Builder
	for i, n := range t.net {
		if n.net == 0 {
			break
		}
		if i == maxNamed {
			b.WriteString(", …")
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(n.name + " ")
		if n.net > 0 {
			b.WriteString("+")
		}
		b.WriteString(lang.Int(n.net))
	}
	return b.String()
}

// measures are the numbers of the finding (docs/methods/arithmetic.md).
func (t *resent) measures() []finding.Measure {
	m := append(t.counts(),
		finding.Measure{Name: "resent_same_total", Value: float64(t.sameTotal), Unit: "sheets"},
		finding.Measure{Name: "modified", Value: float64(t.modified), Unit: "sheets"},
		finding.Measure{Name: "change_total", Value: float64(t.total), Unit: "votes"})
	for _, n := range t.net[:min(len(t.net), maxColumns)] {
		m = append(m, finding.Measure{Name: "change:" + n.name, Value: float64(n.net), Unit: "votes"})
	}
	return m
}

// counts are the measures that the note has as well.
func (t *resent) counts() []finding.Measure {
	return []finding.Measure{
		{Name: "resent", Value: float64(t.sheets), Unit: "sheets"},
		{Name: "resent_changed", Value: float64(len(t.changed)), Unit: "sheets"},
		{Name: "resent_partial", Value: float64(t.partial), Unit: "sheets"},
		{Name: "resent_undated", Value: float64(t.undated), Unit: "sheets"},
	}
}

// innocent tests what else makes a sheet change.
func (t *resent) innocent() []finding.Explanation {
	o := finding.NotTestable
	if t.modified > 0 {
		o = finding.Possible // a mark says that a change is known, not that it is right
	}
	return []finding.Explanation{
		{
			Name: "correction", Outcome: o,
			Text:     lang.M(key("innocent.correction"), "n", t.modified, "of", len(t.changed)),
			Measures: []finding.Measure{{Name: "modified", Value: float64(t.modified), Unit: "sheets"}},
		},
		{
			Name: "double-capture", Outcome: outcome(t.slips, len(t.changed)),
			Text:     lang.M(key("innocent.double-capture"), "n", t.slips, "of", len(t.changed)),
			Measures: []finding.Measure{{Name: "slip_explained", Value: float64(t.slips), Unit: "sheets"}},
		},
	}
}

// members lists the stations whose sheets changed.
func (t *resent) members() *finding.Members {
	ids := make([]string, len(t.changed))
	for i, m := range t.changed {
		ids[i] = m.row.station
	}
	slices.Sort(ids)
	return &finding.Members{Unit: "sheets", IDs: ids}
}

// interval spans the times of both versions of the sheets; zero where none
// has one.
func (t *resent) interval() (start, end time.Time) {
	var low, high int64
	for _, m := range t.changed {
		low, high = span(low, high, m.row.again.first.time)
		low, high = span(low, high, m.row.time)
	}
	return at(low), at(high)
}

// evidence quotes both versions of the sheets that changed most.
func (t *resent) evidence(p *detect.Pass) []finding.Evidence {
	all := []finding.Evidence{}
	for _, m := range t.changed[:min(len(t.changed), maxPairs)] {
		all = cite(all, p, &m.row.again.first, lang.M(key("resent.role-first")))
		all = cite(all, p, m.row, lang.M(key("resent.role-last")))
	}
	return all
}
