package arithmetic_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/detect/arithmetic"
	"github.com/unveil-project/unveil/internal/detect/detecttest"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
)

const realBatch = "sheets/REMESAS0100020000.txt"

// TestRealBatch: on 6,307 sheets every candidate's sum and every total agrees,
// 42 special stations are not over a list that they do not have, six ordinary
// sheets are by at most 15, and one community voted as one.
func TestRealBatch(t *testing.T) {
	fs := detecttest.Run(t, arithmetic.Detector, detecttest.Read(t, detecttest.Shared(t, realBatch), "ine-remesa"), mexico2018())
	by := map[string]*finding.Finding{}
	for _, f := range fs {
		by[f.Headline.Key] = f
	}
	over, one, checked := by["arithmetic.over-small.headline"], by["arithmetic.one-option.headline"], by["arithmetic.checked.agree"]
	if len(fs) != 3 || over == nil || one == nil || checked == nil {
		t.Fatalf("findings %v, want over-small, one-option and checked.agree", by)
	}
	if over.Severity != finding.Minor || one.Severity != finding.Minor || checked.Severity != finding.Note {
		t.Errorf("severities %s, %s, %s", over.Severity, one.Severity, checked.Severity)
	}
	want := []string{"071187E0100", "120110C0400", "122251B0100", "202199B0100", "280908C0200", "303939B0100"}
	if d := cmp.Diff(want, over.Members.IDs); d != "" {
		t.Errorf("over the list: %s", d)
	}
	if d := cmp.Diff([]string{"071187E0100"}, one.Members.IDs); d != "" {
		t.Errorf("one option: %s", d)
	}
	for name, want := range map[string]float64{
		"sheets": 6307, "sheets_wrong": 0, "sums_checked": 3 * 6307, "totals_checked": 6307, "lists_checked": 6265,
		"special": 42, "special_list_zero": 42,
		"sum:TOTAL": 2275143, "sum:AMLO": 1207530, "sum:RAC": 516739, "sum:JAMK": 360034, "sum:JHRC": 127800,
		"sum:CNR": 4061, "sum:NULOS": 58979, "sum:registered": 3620769,
	} {
		if got := detecttest.Measure(t, checked, name); got != want {
			t.Errorf("%s = %v, want %v", name, got, want)
		}
	}
	if got := detecttest.Measure(t, over, "excess_max"); got != 15 {
		t.Errorf("excess_max = %v, want 15", got)
	}
}

// TestRealWithoutElection: nothing is inferred about sums whose parts are not
// known, and none of the sheets contradicts the range that is left.
func TestRealWithoutElection(t *testing.T) {
	fs := detecttest.Run(t, arithmetic.Detector, detecttest.Read(t, detecttest.Shared(t, realBatch), "ine-remesa"), &election.Election{})
	last := fs[len(fs)-1]
	if last.Headline.Key != "arithmetic.checked.range" || detecttest.Measure(t, last, "sums_checked") != 0 || detecttest.Measure(t, last, "totals_bounded") != 6307 {
		t.Errorf("got %s %v", last.Headline.Key, last.Measures[:8])
	}
}

// TestRealAltered changes one figure on each of ten sheets and holds that
// exactly these are members.
func TestRealAltered(t *testing.T) {
	o := detecttest.Read(t, detecttest.Shared(t, realBatch), "ine-remesa")
	want := map[string]bool{}
	for i := 100; i < 1100; i += 100 {
		s := &o.List[i].Record
		s.Figures[7].Votes += 37
		want[s.Station] = true
	}
	got := map[string]bool{}
	for _, f := range detecttest.Run(t, arithmetic.Detector, o, mexico2018()) {
		if f.Severity == finding.Serious {
			for _, id := range f.Members.IDs {
				got[id] = true
			}
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// BenchmarkArithmetic runs the detector over the real batch.
func BenchmarkArithmetic(b *testing.B) {
	o, e := detecttest.Read(b, detecttest.Shared(b, realBatch), "ine-remesa"), mexico2018()
	b.ReportAllocs()
	for b.Loop() {
		if len(detecttest.Run(b, arithmetic.Detector, o, e)) != 3 {
			b.Fatal("findings are not the three of the batch")
		}
	}
	b.ReportMetric(float64(len(o.List)*b.N)/b.Elapsed().Seconds(), "sheets/s")
}
