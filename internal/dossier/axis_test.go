package dossier_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/dossier"
	"github.com/unveil-project/unveil/internal/finding"
)

func day(y, d int) time.Time { return time.Date(y, 1, d, 0, 0, 0, 0, time.UTC) }

func TestAxis(t *testing.T) {
	tests := []struct {
		name  string
		in    []dossier.Interval
		parts int
	}{
		{"nothing", nil, 0},
		{"no start", []dossier.Interval{{}}, 0},
		{"an instant", []dossier.Interval{{day(2030, 1), day(2030, 1)}}, 1},
		{"end before start", []dossier.Interval{{day(2030, 5), day(2030, 1)}}, 1},
		{"overlapping", []dossier.Interval{{day(2030, 1), day(2030, 9)}, {day(2030, 5), day(2030, 12)}}, 1},
		{"two years apart", []dossier.Interval{{day(2028, 1), day(2028, 9)}, {day(2030, 5), day(2030, 12)}}, 2},
		{"six years apart each", []dossier.Interval{{day(2000, 1), day(2000, 2)}, {day(2006, 1), day(2006, 2)}, {day(2012, 1), day(2012, 2)}, {day(2018, 1), day(2018, 2)}, {day(2024, 1), day(2024, 2)}, {day(2030, 1), day(2030, 2)}}, 4},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := dossier.NewAxis(tt.in)
			if len(a.Parts) != tt.parts {
				t.Fatalf("%d parts, want %d", len(a.Parts), tt.parts)
			}
			checkAxis(t, a, tt.in)
		})
	}
}

// checkAxis holds that places rise with time, stay within 0 and 1 and fill
// the axis.
func checkAxis(t *testing.T, a dossier.Axis, in []dossier.Interval) {
	t.Helper()
	if len(a.Parts) == 0 {
		return
	}
	first, last := a.Parts[0], a.Parts[len(a.Parts)-1]
	if first.From != 0 || last.To < 0.999 || last.To > 1.001 {
		t.Errorf("the axis runs from %v to %v", first.From, last.To)
	}
	for _, v := range in {
		if x := a.At(v.Start); x < 0 || x > 1 {
			t.Errorf("%v is at %v", v.Start, x)
		}
		if v.End.After(v.Start) && a.At(v.End) <= a.At(v.Start) {
			t.Errorf("%v is not drawn", v)
		}
	}
	if x := a.At(first.Start.Add(-time.Hour)); x != 0 {
		t.Errorf("before the axis: %v", x)
	}
	if x := a.At(last.End.Add(time.Hour)); x != last.To {
		t.Errorf("after the axis: %v", x)
	}
}

func TestOrdered(t *testing.T) {
	p := func(f float64) *float64 { return &f }
	in := []finding.Finding{
		{ID: "note", Severity: finding.Note},
		{ID: "likely", Severity: finding.Serious, Likelihood: p(0.6)},
		{ID: "fact", Severity: finding.Serious},
		{ID: "late", Severity: finding.Serious, Likelihood: p(0.9), Start: day(2030, 2)},
		{ID: "b", Severity: finding.Serious, Likelihood: p(0.9), Start: day(2030, 1)},
		{ID: "a", Severity: finding.Serious, Likelihood: p(0.9), Start: day(2030, 1)},
		{ID: "odd", Severity: "unheard of"},
		{ID: "minor", Severity: finding.Minor},
	}
	var got []string
	for _, f := range dossier.Ordered(in) {
		got = append(got, f.ID)
	}
	if diff := cmp.Diff([]string{"fact", "a", "b", "late", "likely", "minor", "note", "odd"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestCounts(t *testing.T) {
	got := dossier.Counts([]finding.Finding{
		{Front: finding.Count, Severity: finding.Serious},
		{Front: finding.Count, Severity: finding.Note},
		{Front: finding.Social, Severity: finding.Minor},
		{Front: finding.Count, Severity: "odd"},
	})
	want := []dossier.Count{{Front: finding.Social, Minor: 1}, {Front: finding.Traffic}, {Front: finding.Count, Serious: 1, Notes: 2}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if n := got[2].All(); n != 3 {
		t.Errorf("All() = %d, want 3", n)
	}
}
