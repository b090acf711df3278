package dossier_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/dossier"
	"github.com/unveil-project/unveil/internal/finding"
)

func TestKindOf(t *testing.T) {
	half := 0.5
	percentile := []finding.Measure{{Name: "regular_percentile", Unit: "share"}}
	tests := []struct {
		name string
		f    finding.Finding
		want dossier.Kind
	}{
		{"a likelihood", finding.Finding{Detector: "coord", Likelihood: &half}, dossier.Estimate},
		{"a likelihood with percentiles", finding.Finding{Detector: "rhythm", Likelihood: &half, Measures: percentile}, dossier.Estimate},
		{"a count", finding.Finding{Detector: "arithmetic", Measures: []finding.Measure{{Name: "sheets"}}}, dossier.Fact},
		{"a percentile", finding.Finding{Detector: "other", Measures: percentile}, dossier.Comparison},
		{"rhythm", finding.Finding{Detector: "rhythm"}, dossier.Comparison},
		{"known", finding.Finding{Detector: "known"}, dossier.Comparison},
		{"narrative", finding.Finding{Detector: "narrative"}, dossier.Comparison},
	}
	for _, tt := range tests {
		if got := dossier.KindOf(&tt.f); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestAtLeast(t *testing.T) {
	in := []finding.Finding{{ID: "n", Severity: finding.Note}, {ID: "m", Severity: finding.Minor}, {ID: "s", Severity: finding.Serious}}
	for least, want := range map[finding.Severity]string{"": "nms", finding.Note: "nms", finding.Minor: "ms", finding.Serious: "s"} {
		got := ""
		for _, f := range dossier.AtLeast(in, least) {
			got += f.ID
		}
		if got != want {
			t.Errorf("at least %q: %s, want %s", least, got, want)
		}
	}
	if in[0].ID != "n" {
		t.Error("the findings given were changed")
	}
}

// TestNotesByFront holds that notes stand as their tables do, and that the
// others do not.
func TestNotesByFront(t *testing.T) {
	even := 0.5
	in := []finding.Finding{
		{ID: "count", Severity: finding.Note, Front: finding.Count, Detector: "silence", Start: day(2030, 1)},
		{ID: "rhythm", Severity: finding.Note, Front: finding.Social, Detector: "rhythm", Start: day(2030, 2)},
		{ID: "coord", Severity: finding.Note, Front: finding.Social, Detector: "coord", Start: day(2030, 3), Likelihood: &even},
		{ID: "minor count", Severity: finding.Minor, Front: finding.Count, Start: day(2030, 1)},
		{ID: "minor social", Severity: finding.Minor, Front: finding.Social, Start: day(2030, 2)},
	}
	var got []string
	for _, f := range dossier.Ordered(in) {
		got = append(got, f.ID)
	}
	if diff := cmp.Diff([]string{"minor count", "minor social", "coord", "rhythm", "count"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
