package arithmetic

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

// key makes the key of a message of this detector.
func key(parts ...string) string { return Name + "." + strings.Join(parts, ".") }

// subject names what the findings of a contest are about.
func subject(contest string) string {
	if contest == "" {
		return "sheets"
	}
	return contest
}

// tally is what the discrepancies of one kind amount to.
type tally struct {
	sheets, slips, combinations, modified int
	net, total, largest                   int64
	got                                   int64
	chance                                float64 // mean over the sheets sampled
}

// count sums up discrepancies. A sheet counts once, however many of its
// figures differ; slips and combinations count figures.
func count(ds []discrepancy) tally {
	var t tally
	seen := map[*row]bool{}
	for i, d := range ds {
		size := max(d.diff(), -d.diff())
		t.net += d.diff()
		t.total += size
		t.largest = max(t.largest, size)
		t.got += d.got
		t.slips += one(d.slip)
		t.combinations += one(d.combination)
		if i < chanceSample {
			t.chance += d.chance
		}
		if !seen[d.row] {
			seen[d.row] = true
			t.sheets++
			t.modified += one(d.row.modified)
		}
	}
	t.chance /= float64(max(min(len(ds), chanceSample), 1))
	return t
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// discrepancyFinding states all discrepancies of one kind; nil where there
// are none.
func (c *checked) discrepancyFinding(p *detect.Pass, k kind) *finding.Finding {
	ds := slices.Clone(c.found[k])
	if len(ds) == 0 {
		return nil
	}
	slices.SortStableFunc(ds, func(a, b discrepancy) int {
		return cmp.Or(
			cmp.Compare(max(b.diff(), -b.diff()), max(a.diff(), -a.diff())),
			cmp.Compare(b.got, a.got),
			cmp.Compare(a.row.station, b.row.station))
	})
	t := count(ds)
	f := c.newFinding()
	f.Severity = severity(k, ds, t)
	f.Start, f.End = interval(ds)
	f.Headline = lang.M(key(string(k), "headline"), "sheets", t.sheets, "checked", c.checkedFor(k),
		"total", t.total, "max", t.largest, "bound", c.bound())
	f.Details = c.details(k, t)
	f.Measures = c.measures(k, t)
	if same, others := c.sameSheets(k); same > 0 {
		form := "total.headline-same"
		if same == t.sheets {
			form = "total.headline-all"
		}
		f.Headline = lang.M(key(form), "sheets", t.sheets, "checked", c.checkedFor(k), "same", same, "others", others)
		f.Measures = append(f.Measures, finding.Measure{Name: "also_in_sums", Value: float64(same), Unit: "sheets"})
	}
	f.Innocent = c.innocent(k, ds, t)
	f.Members = members(ds)
	f.Evidence = evidence(p, k, ds)
	return f
}

// sameSheets counts the sheets whose total does not agree that also have a
// candidate's sum that does not, and all sheets that have one: one alteration
// makes both, and nobody should add them up.
func (c *checked) sameSheets(k kind) (same, others int) {
	if k != totalSum {
		return 0, 0
	}
	sums, totals := map[*row]bool{}, map[*row]bool{}
	for _, d := range c.found[candidateSum] {
		sums[d.row] = true
	}
	for _, d := range c.found[totalSum] {
		if sums[d.row] {
			totals[d.row] = true
		}
	}
	return len(totals), len(sums)
}

// newFinding is what all findings of a contest share.
func (c *checked) newFinding() *finding.Finding {
	return &finding.Finding{
		Detector: Name, Version: version, Front: finding.Count,
		Subject: subject(c.contest), Severity: finding.Note, Confidence: finding.High,
		Basis:    []lang.Message{lang.M(key("basis"))},
		Details:  []lang.Message{},
		Measures: []finding.Measure{}, Innocent: []finding.Explanation{},
		Limits: c.limits(), Techniques: []finding.Technique{}, Evidence: []finding.Evidence{},
		Method: finding.Method{Name: Name, Params: map[string]any{
			"representatives_per_contender": repsPerContender,
			"one_option_min_votes":          unanimousMin,
		}},
	}
}

// severity says how much a kind asks for. A sum that differs is serious unless
// one slip of the pen explains every case.
func severity(k kind, ds []discrepancy, t tally) finding.Severity {
	switch k {
	case overList:
		return finding.Serious
	case candidateSum, totalSum:
		if t.slips < len(ds) {
			return finding.Serious
		}
	}
	return finding.Minor
}

// interval spans the arrival times of the sheets; zero where none has one.
func interval(ds []discrepancy) (start, end time.Time) {
	var low, high int64
	for _, d := range ds {
		low, high = span(low, high, d.row.time)
	}
	return at(low), at(high)
}

// span widens an interval by a time; 0 is no time.
func span(low, high, t int64) (int64, int64) {
	if t == 0 {
		return low, high
	}
	if low == 0 || t < low {
		low = t
	}
	if high == 0 || t > high {
		high = t
	}
	return low, high
}

func at(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return time.UnixMicro(us).UTC()
}

// bound is the largest bound of the contest's layouts.
func (c *checked) bound() int64 {
	var b int64
	for _, u := range c.rules {
		b = max(b, u.bound())
	}
	return b
}

// checkedFor is how many sheets, or sums, a kind could be looked for on.
func (c *checked) checkedFor(k kind) int {
	switch k {
	case candidateSum:
		return c.sums
	case totalSum:
		return c.totals + c.bounds
	case overList, overListSmall:
		return c.lists
	}
	return len(c.rows)
}

// measures are the numbers of a kind (docs/methods/arithmetic.md).
func (c *checked) measures(k kind, t tally) []finding.Measure {
	m := []finding.Measure{
		{Name: "sheets", Value: float64(t.sheets), Unit: "sheets"},
		{Name: "checked", Value: float64(c.checkedFor(k)), Unit: unitOf(k)},
	}
	votes := func(name string, n int64) {
		m = append(m, finding.Measure{Name: name, Value: float64(n), Unit: "votes"})
	}
	switch k {
	case candidateSum, totalSum:
		votes("difference_net", t.net)
		votes("difference_total", t.total)
		votes("difference_max", t.largest)
	case overList, overListSmall:
		votes("excess_total", t.total)
		votes("excess_max", t.largest)
		votes("excess_bound", c.bound())
	case oneOption:
		votes("votes", t.got)
	}
	return append(m, finding.Measure{Name: "modified", Value: float64(t.modified), Unit: "sheets"})
}

func unitOf(k kind) string {
	if k == candidateSum {
		return "sums"
	}
	return "sheets"
}

// members lists the stations of the sheets concerned.
func members(ds []discrepancy) *finding.Members {
	ids := make([]string, len(ds))
	for i, d := range ds {
		ids[i] = d.row.station
	}
	slices.Sort(ids)
	return &finding.Members{Unit: "sheets", IDs: slices.Compact(ids)}
}

// evidence quotes the sheets with the largest differences.
func evidence(p *detect.Pass, k kind, ds []discrepancy) []finding.Evidence {
	all := []finding.Evidence{}
	for _, d := range ds[:min(len(ds), maxEvidence)] {
		role := lang.M(key(string(k), "role"), "column", d.column, "got", d.got, "want", d.want, "diff", d.diff())
		all = cite(all, p, d.row, role)
	}
	return all
}

// cite adds a sheet to evidence, where its source is known.
func cite(all []finding.Evidence, p *detect.Pass, r *row, role lang.Message) []finding.Evidence {
	sources := p.Sources()
	if r.source < 0 || r.source >= len(sources) {
		return all
	}
	return append(all, finding.Cite(sources[r.source], r.where, r.digest, quote(r), role))
}

// quote writes a sheet in short: its station, then its figures up to a bound.
func quote(r *row) string {
	const limit = 240
	var b strings.Builder
	b.WriteString(r.station)
	if r.registered >= 0 {
		fmt.Fprintf(&b, " registered=%d", r.registered)
	}
	for i, c := range r.layout.columns {
		if b.Len() > limit {
			b.WriteString(" …")
			break
		}
		if r.votes[i] > 0 {
			fmt.Fprintf(&b, " %s=%d", c.name, r.votes[i])
		}
	}
	return b.String()
}
