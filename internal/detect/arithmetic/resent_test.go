package arithmetic_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/detect/arithmetic"
	"github.com/unveil-project/unveil/internal/detect/detecttest"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
)

// version is one sheet of source i with the votes of P1 and P3, whose sums
// agree.
func version(i int, station string, time, p1, p3 int64) detect.Obs[sheet.Sheet] {
	o := detect.Obs[sheet.Sheet]{Source: i, Digest: source.Digest{byte(i), byte(p1)}}
	o.Record = sheet.Sheet{Contest: "mayor", Station: station, Registered: 500, Time: time, Figures: []sheet.Figure{
		{Name: "P1", Role: sheet.Option, Votes: p1},
		{Name: "P2", Role: sheet.Option},
		{Name: "P3", Role: sheet.Option, Votes: p3},
		{Name: "null", Role: sheet.Null, Votes: 3},
		{Name: "total", Role: sheet.Total, Votes: max(p1, 0) + max(p3, 0) + 3},
		{Name: "A", Role: sheet.Sum, Votes: p1},
		{Name: "B", Role: sheet.Sum, Votes: p3},
		{Name: "P1_P2", Role: sheet.Option},
	}}
	o.Record.Row = 1
	return o
}

// hour is a time of arrival.
const hour = int64(1_900_000_000_000_000)

func sources(n int) []source.Info {
	var all []source.Info
	for i := range n {
		all = append(all, source.Info{Name: fmt.Sprintf("v%d.csv", i), SHA256: fmt.Sprintf("%064d", i)})
	}
	return all
}

func byHeadline(fs []*finding.Finding) map[string]*finding.Finding {
	by := map[string]*finding.Finding{}
	for _, f := range fs {
		by[f.Headline.Key] = f
	}
	return by
}

// TestMovedVotes: 600 sheets, of which 100 come again with 100 votes moved
// from P3 to P1 so that every sum still agrees, are reported as such.
func TestMovedVotes(t *testing.T) {
	o := &detecttest.Observations{Infos: sources(2)}
	var want []string
	for i := range 600 {
		station := fmt.Sprintf("%06d", i)
		o.List = append(o.List, version(0, station, hour, 100, 200))
		switch {
		case i < 100:
			o.List = append(o.List, version(1, station, hour+1, 200, 100))
			want = append(want, station)
		case i < 150: // as it was
			o.List = append(o.List, version(1, station, hour+1, 100, 200))
		}
	}
	by := byHeadline(detecttest.Run(t, arithmetic.Detector, o, village()))
	f, note := by["arithmetic.resent.headline"], by["arithmetic.checked.agree"]
	if len(by) != 2 || f == nil || note == nil {
		t.Fatalf("findings %v", by)
	}
	if f.Severity != finding.Minor || f.Likelihood != nil || note.Severity != finding.Note {
		t.Errorf("severities %s, %s, likelihood %v", f.Severity, note.Severity, f.Likelihood)
	}
	if d := cmp.Diff(want, f.Members.IDs); d != "" {
		t.Errorf("members: %s", d)
	}
	for name, want := range map[string]float64{
		"resent": 150, "resent_changed": 100, "resent_partial": 0, "resent_undated": 0, "resent_same_total": 100,
		"change_total": 20000, "change:P1": 10000, "change:P3": -10000, "change:A": 10000, "change:B": -10000,
	} {
		if got := detecttest.Measure(t, f, name); got != want {
			t.Errorf("%s = %v, want %v", name, got, want)
		}
	}
	said := slices.ContainsFunc(note.Details, func(m lang.Message) bool {
		return m.Key == "arithmetic.resent.net" && m.Args["columns"] == "A +10,000, B -10,000, P1 +10,000, P3 -10,000"
	})
	if !said || detecttest.Measure(t, note, "resent_changed") != 100 || detecttest.Measure(t, note, "sum:P1") != 70000 {
		t.Errorf("the note says %v", note.Details)
	}
	if len(f.Evidence) != 20 || f.Evidence[0].File != "v0.csv" || f.Evidence[1].File != "v1.csv" {
		t.Errorf("evidence %v", f.Evidence)
	}
	if f.Start.UnixMicro() != hour || f.End.UnixMicro() != hour+1 {
		t.Errorf("from %s to %s", f.Start, f.End)
	}
}

// TestOrderOfAdding: which version counts is the same in whatever order files
// were added, with times and without.
func TestOrderOfAdding(t *testing.T) {
	for name, tt := range map[string]struct {
		times   [3]int64
		p1      float64 // of the version that counts
		undated float64
	}{
		"times":         {[3]int64{hour + 2, hour + 1, hour}, 10, 0},
		"no times":      {[3]int64{}, 30, 1},
		"equal times":   {[3]int64{hour, hour, hour}, 30, 1},
		"one is latest": {[3]int64{hour, hour + 1, hour}, 20, 0},
		"one has none":  {[3]int64{hour, 0, 0}, 10, 1},
	} {
		first := ""
		for _, order := range [][3]int{{0, 1, 2}, {2, 1, 0}, {1, 2, 0}, {1, 0, 2}} {
			o := &detecttest.Observations{}
			infos := sources(3)
			for place, i := range order { // the index of a source, and Version, follow the order of adding
				o.Infos = append(o.Infos, infos[i])
				v := version(place, "a", tt.times[i], int64(10*(i+1)), 50)
				v.Version, v.Digest = place, source.Digest{byte(i)}
				o.List = append(o.List, v)
			}
			fs := detecttest.Run(t, arithmetic.Detector, o, village())
			b, err := json.Marshal(fs)
			if err != nil {
				t.Fatal(err)
			}
			if first == "" {
				first = string(b)
			} else if first != string(b) {
				t.Errorf("%s: order %v gives other findings", name, order)
			}
			note := byHeadline(fs)["arithmetic.checked.agree"]
			if note == nil || detecttest.Measure(t, note, "sum:P1") != tt.p1 || detecttest.Measure(t, note, "resent_undated") != tt.undated {
				t.Errorf("%s: order %v: %v", name, order, note)
			}
		}
	}
}

// TestResentForms covers what is a change and what is not, and how it is
// explained.
func TestResentForms(t *testing.T) {
	const unknown = sheet.Unknown
	other := version(1, "a", hour+1, 10, 50)
	other.Record.Figures = slices.Clone(other.Record.Figures)
	slices.Reverse(other.Record.Figures)
	modified := version(1, "a", hour+1, 25, 75)
	modified.Record.Modified = true
	list := version(1, "a", hour+1, 10, 50)
	list.Record.Registered = 499
	partial := version(1, "a", hour+1, unknown, 50)
	partial.Record.Figures[4].Votes = 63
	for name, tt := range map[string]struct {
		again            detect.Obs[sheet.Sheet]
		changed, partial float64
		correction, slip finding.Outcome
	}{
		"same":          {again: version(1, "a", hour+1, 10, 50)},
		"other columns": {again: other},
		"missing":       {again: partial, partial: 1},
		"total alone":   {version(1, "a", hour+1, unknown, 50), 1, 0, finding.NotTestable, finding.Supported},
		"one digit":     {version(1, "a", hour+1, 10, 58), 1, 0, finding.NotTestable, finding.Supported},
		"two figures":   {version(1, "a", hour+1, 20, 40), 1, 0, finding.NotTestable, finding.Unlikely},
		"marked":        {modified, 1, 0, finding.Possible, finding.Unlikely},
		"list":          {list, 1, 0, finding.NotTestable, finding.Unlikely},
	} {
		o := &detecttest.Observations{Infos: sources(2), List: []detect.Obs[sheet.Sheet]{version(0, "a", hour, 10, 50), tt.again}}
		by := byHeadline(detecttest.Run(t, arithmetic.Detector, o, village()))
		f, note := by["arithmetic.resent.headline"], by["arithmetic.checked.agree"]
		if note == nil {
			t.Fatalf("%s: findings %v", name, by)
		}
		counts := [...]float64{detecttest.Measure(t, note, "resent_changed"), detecttest.Measure(t, note, "resent_partial")}
		if counts != [...]float64{tt.changed, tt.partial} {
			t.Errorf("%s: changed and partial %v", name, counts)
		}
		if (f != nil) != (tt.changed > 0) {
			t.Errorf("%s: findings %v", name, by)
			continue
		}
		if f == nil {
			continue
		}
		if got := []finding.Outcome{f.Innocent[0].Outcome, f.Innocent[1].Outcome}; !slices.Equal(got, []finding.Outcome{tt.correction, tt.slip}) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestMissingFigures: a figure that is missing is unknown. What needs it is
// not checked, and counted as such; an empty cell is no vote of zero.
func TestMissingFigures(t *testing.T) {
	gone := version(0, "b", 0, 10, sheet.Unknown)
	gone.Record.Figures = slices.Clone(gone.Record.Figures)
	gone.Record.Figures[4].Votes = 99 // would not agree with a zero
	gone.Record.Figures[6].Votes = 50
	blank := version(0, "c", 0, 0, sheet.Unknown)
	blank.Record.Figures[3].Votes, blank.Record.Figures[4].Votes = 0, sheet.Unknown
	o := &detecttest.Observations{Infos: sources(1), List: []detect.Obs[sheet.Sheet]{version(0, "a", 0, 10, 50), gone, blank}}
	fs := detecttest.Run(t, arithmetic.Detector, o, village())
	if len(fs) != 1 || fs[0].Headline.Key != "arithmetic.checked.agree" {
		t.Fatalf("findings %v", byHeadline(fs))
	}
	for name, want := range map[string]float64{
		"sums_checked": 4, "sums_unchecked": 2, "totals_checked": 1, "totals_unchecked": 2, "sum:P3": 50,
	} {
		if got := detecttest.Measure(t, fs[0], name); got != want {
			t.Errorf("%s = %v, want %v", name, got, want)
		}
	}
	said := slices.ContainsFunc(fs[0].Limits, func(m lang.Message) bool { return m.Key == "arithmetic.limit.missing" })
	if !said || !fs[0].Start.IsZero() || !fs[0].End.IsZero() {
		t.Errorf("limits %v, from %s to %s", fs[0].Limits, fs[0].Start, fs[0].End)
	}
}
