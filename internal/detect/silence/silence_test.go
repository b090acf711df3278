package silence_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/detect/detecttest"
	"github.com/unveil-project/unveil/internal/detect/silence"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
)

var update = flag.Bool("update", false, "write the expected findings anew")

// TestFixtures runs the detector on each table of testdata and compares all
// of its findings, missing and unexpected ones alike.
func TestFixtures(t *testing.T) {
	files, err := filepath.Glob("testdata/*.csv")
	if err != nil || len(files) == 0 {
		t.Fatalf("fixtures: %v %v", files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			got := lines(t, detecttest.Run(t, silence.Detector, detecttest.Read(t, file, "sheet-csv"), &election.Election{}))
			path := strings.TrimSuffix(file, ".csv") + ".want"
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}

// lines writes findings as a reader compares them: the sentences in English,
// then numbers, explanations and members.
func lines(t testing.TB, fs []*finding.Finding) string {
	t.Helper()
	p := lang.Printer{Lang: lang.En, Catalogue: finding.Catalogue}
	var b strings.Builder
	for _, f := range fs {
		fmt.Fprintf(&b, "%s %s %s\n", f.Severity, f.Subject, p.Print(f.Headline))
		if f.Likelihood != nil {
			fmt.Fprintf(&b, "  likelihood %.2f (%s) of %q, prior %.2f\n", *f.Likelihood, f.Term, p.Print(*f.Hypothesis), *f.Prior)
		}
		fmt.Fprintf(&b, "  confidence %s\n", f.Confidence)
		for _, m := range f.Measures {
			fmt.Fprintf(&b, "  %s %.3g %s\n", m.Name, m.Value, m.Unit)
		}
		for _, e := range f.Innocent {
			fmt.Fprintf(&b, "  %s: %s: %s\n", e.Name, e.Outcome, p.Print(e.Text))
		}
		for _, l := range f.Limits {
			fmt.Fprintf(&b, "  limit: %s\n", p.Print(l))
		}
		if f.Members != nil {
			fmt.Fprintf(&b, "  %s: %s\n", f.Members.Unit, strings.Join(f.Members.IDs, " "))
		}
		fmt.Fprintf(&b, "  evidence %d\n", len(f.Evidence))
	}
	if strings.Contains(b.String(), "{") {
		t.Errorf("a message lacks an argument:\n%s", b.String())
	}
	return b.String()
}

// TestLanguages holds that every sentence of every finding has its arguments
// in both languages.
func TestLanguages(t *testing.T) {
	for _, file := range []string{"held", "never", "everywhere", "rounded", "fives", "no-times", "few"} {
		for _, f := range detecttest.Run(t, silence.Detector, detecttest.Read(t, "testdata/"+file+".csv", "sheet-csv"), &election.Election{}) {
			for _, l := range lang.Langs() {
				p := lang.Printer{Lang: l, Catalogue: finding.Catalogue}
				all := slices.Concat([]lang.Message{f.Headline}, f.Details, f.Basis, f.Limits)
				for _, e := range f.Innocent {
					all = append(all, e.Text)
				}
				for _, e := range f.Evidence {
					all = append(all, e.Role)
				}
				for _, m := range all {
					if s := p.Print(m); strings.ContainsAny(s, "{}") || strings.HasPrefix(s, "silence.") {
						t.Errorf("%s in %s: %s", m.Key, l, s)
					}
				}
			}
		}
	}
}

// TestHeldMembers measures the rush against the truth: the sheets of area 02
// that were due from 20:30 to 21:10 and came right after.
func TestHeldMembers(t *testing.T) {
	fs := detecttest.Run(t, silence.Detector, detecttest.Read(t, "testdata/held.csv", "sheet-csv"), &election.Election{})
	var ids []string
	for _, f := range fs {
		if f.Severity == finding.Serious {
			ids = append(ids, f.Members.IDs...)
		}
	}
	if len(ids) < 20 {
		t.Fatalf("%d sheets in the rush, want the 20 or more that were held", len(ids))
	}
	for _, id := range ids {
		if !strings.HasPrefix(id, "02") {
			t.Errorf("member %s is not of area 02", id)
		}
	}
}

// TestResent holds that a later version of a sheet is no new arrival.
func TestResent(t *testing.T) {
	o := detecttest.Read(t, "testdata/calm.csv", "sheet-csv")
	before := detecttest.Run(t, silence.Detector, o, &election.Election{})
	for _, s := range slices.Clone(o.List[:50]) {
		s.Version = 1
		s.Record.Time += 3600e6
		o.List = append(o.List, s)
	}
	o.Sort()
	after := detecttest.Run(t, silence.Detector, o, &election.Election{})
	if got, want := detecttest.Measure(t, after[0], "resent"), 50.0; got != want {
		t.Errorf("resent %v, want %v", got, want)
	}
	if d := cmp.Diff(before[0].Series, after[0].Series); d != "" {
		t.Errorf("arrivals changed: %s", d)
	}
}

// TestOrderOfAdding holds that which of two versions with the same time stands
// for a sheet does not follow the order in which their files were added, and
// that one without a time never does.
func TestOrderOfAdding(t *testing.T) {
	var findings [2]string
	for added := range findings {
		o := detecttest.Read(t, "testdata/held.csv", "sheet-csv")
		other := source.Info{Name: "again.csv", SHA256: strings.Repeat("0", 64)}
		first, second := 0, 1
		o.Infos = append(o.Infos, other)
		if added == 1 {
			slices.Reverse(o.Infos)
			first, second = 1, 0
		}
		n := len(o.List)
		for i := range n {
			o.List[i].Source = first
			again := o.List[i]
			again.Source, again.Version, again.Record.Row = second, 1, 1
			if i%2 == 0 {
				again.Record.Time = 0
			}
			o.List = append(o.List, again)
		}
		if added == 1 {
			slices.Reverse(o.List)
		}
		b, err := json.Marshal(detecttest.Run(t, silence.Detector, o, &election.Election{}))
		if err != nil {
			t.Fatal(err)
		}
		findings[added] = string(b)
	}
	if findings[0] != findings[1] {
		t.Error("findings follow the order of adding")
	}
	if !strings.Contains(findings[0], `"file":"again.csv"`) || !strings.Contains(findings[0], `"file":"held.csv"`) {
		t.Error("evidence does not quote both files")
	}
}

// TestDeterministic holds that two runs are byte-identical.
func TestDeterministic(t *testing.T) {
	o := detecttest.Read(t, "testdata/held.csv", "sheet-csv")
	var runs [2]string
	for i := range runs {
		b, err := json.Marshal(detecttest.Run(t, silence.Detector, o, &election.Election{}))
		if err != nil {
			t.Fatal(err)
		}
		runs[i] = string(b)
	}
	if runs[0] != runs[1] {
		t.Error("two runs differ")
	}
}

// every gives n times a step apart.
func every(step int64, n int) []int64 {
	times := make([]int64, n)
	for i := range times {
		times[i] = int64(i+1) * step
	}
	return times
}

// TestHostile holds that no arrangement of times makes the detector fail.
func TestHostile(t *testing.T) {
	const century = 100 * 365 * 86400e6
	for name, times := range map[string][]int64{
		"none":    nil,
		"one":     {5},
		"same":    slices.Repeat([]int64{1e15}, 500),
		"century": {1, century, 2 * century},
		"before":  {-5e15, -4e15, 5e15},
		"ages":    every(century, 40),
	} {
		t.Run(name, func(t *testing.T) {
			o := &detecttest.Observations{}
			for i, us := range times {
				s := sheet.Sheet{Station: fmt.Sprint(i), State: fmt.Sprint(i % 3), Time: us}
				o.List = append(o.List, detect.Obs[sheet.Sheet]{Record: s})
			}
			o.Sort()
			for _, f := range detecttest.Run(t, silence.Detector, o, &election.Election{}) {
				if f.Severity != finding.Note {
					t.Errorf("unexpected finding %s", f.Headline.Key)
				}
			}
		})
	}
}

// TestNumbersJoin holds that a reader who follows the sentences of a finding
// from one number to the next arrives at what its table and its time say.
func TestNumbersJoin(t *testing.T) {
	fs := detecttest.Run(t, silence.Detector, detecttest.Read(t, "testdata/held.csv", "sheet-csv"), &election.Election{})
	gaps := 0
	for _, f := range fs {
		if f.Likelihood == nil {
			continue
		}
		gaps++
		arg := func(i int, name string) float64 {
			v, ok := lang.Float(f.Details[i].Args[name])
			if !ok {
				t.Fatalf("detail %s has no %s", f.Details[i].Key, name)
			}
			return v
		}
		if got, want := arg(0, "gap"), detecttest.Measure(t, f, "p_gap"); got != want {
			t.Errorf("the sentence says %v of the pause, the table %v", got, want)
		}
		if arg(1, "p") != arg(0, "p") || arg(1, "times") != arg(1, "gaps")*arg(1, "series") {
			t.Errorf("%v does not go on from %v", f.Details[1].Args, f.Details[0].Args)
		}
		adjusted, product := arg(1, "adjusted"), arg(1, "p")*arg(1, "times")
		if less := f.Details[1].Key == "silence.detail.adjusted.less"; adjusted > product*1.000001 || less != (adjusted < 0.99*product) {
			t.Errorf("%s: %v times %v is %v, not %v", f.Details[1].Key, arg(1, "p"), arg(1, "times"), product, adjusted)
		}
		if want := detecttest.Measure(t, f, "p"); adjusted != want {
			t.Errorf("the sentence says %v for all tests, the table %v", adjusted, want)
		}
		if whole, want := arg(2, "whole"), f.End.Sub(f.Start).Seconds(); math.Abs(whole-want) > 0.001 {
			t.Errorf("pause and rush last %v s, the finding %v s", whole, want)
		}
		if got, want := arg(2, "whole")-arg(2, "within"), detecttest.Measure(t, f, "gap_s"); math.Abs(got-want) > 0.001 {
			t.Errorf("without the rush %v s are left, the pause is %v s", got, want)
		}
	}
	if gaps == 0 {
		t.Error("no pause was found")
	}
}
