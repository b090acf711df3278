package arithmetic_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/detect/arithmetic"
	"github.com/unveil-project/unveil/internal/detect/detecttest"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
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
			got := lines(t, detecttest.Run(t, arithmetic.Detector, detecttest.Read(t, file, "sheet-csv"), village()))
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
	for _, file := range []string{"agree", "sums", "list", "shape", "versions"} {
		for _, f := range detecttest.Run(t, arithmetic.Detector, detecttest.Read(t, "testdata/"+file+".csv", "sheet-csv"), village()) {
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
					if s := p.Print(m); strings.ContainsAny(s, "{}") || strings.HasPrefix(s, "arithmetic.") {
						t.Errorf("%s in %s: %s", m.Key, l, s)
					}
				}
			}
		}
	}
}

// TestDeterministic holds that two runs are byte-identical.
func TestDeterministic(t *testing.T) {
	o := detecttest.Read(t, "testdata/sums.csv", "sheet-csv")
	var runs [2]string
	for i := range runs {
		b, err := json.Marshal(detecttest.Run(t, arithmetic.Detector, o, village()))
		if err != nil {
			t.Fatal(err)
		}
		runs[i] = string(b)
	}
	if runs[0] != runs[1] {
		t.Error("two runs differ")
	}
}

// TestUnknownElection holds that without the facts of the election no sum of a
// candidate is checked, a total only against its range, and that this is said.
func TestUnknownElection(t *testing.T) {
	fs := detecttest.Run(t, arithmetic.Detector, detecttest.Read(t, "testdata/sums.csv", "sheet-csv"), &election.Election{})
	var keys []string
	for _, f := range fs {
		keys = append(keys, f.Headline.Key)
	}
	// The total of 010006B is below its parts, whatever the sums are.
	want := []string{"arithmetic.total.headline", "arithmetic.over.headline", "arithmetic.checked.some"}
	if d := cmp.Diff(want[:1], keys[:1]); d != "" || keys[len(keys)-1] != want[2] {
		t.Errorf("findings %v", keys)
	}
	if d := cmp.Diff([]string{"010006B"}, fs[0].Members.IDs); d != "" {
		t.Errorf("members: %s", d)
	}
	last := fs[len(fs)-1]
	said := slices.ContainsFunc(last.Limits, func(m lang.Message) bool {
		return m.Key == "arithmetic.limit.composition" && m.Args["columns"] == "A, B, C"
	})
	if !said || detecttest.Measure(t, last, "sums_checked") != 0 {
		t.Errorf("limits %v", last.Limits)
	}
}

// TestSameSheets holds that sheets whose total does not agree are not added up
// with those whose candidate's sum does not, where they are the same.
func TestSameSheets(t *testing.T) {
	const head = "station,state,district,special,registered,time,option:P1,option:P2,option:P1_P2,option:P3,write_in,null,total,sum:A,sum:B,sum:C\n"
	row := func(station, total, sum string) string {
		return station + ",01,01,,500,2030-06-02T20:00:00Z,100,20,5,90,1,4," + total + "," + sum + ",90,7\n"
	}
	const right, wrong = "227", "281" // of the total
	tests := []struct {
		name, rows   string
		key          string
		same, others int
	}{
		{"none", row("010001B", wrong, "125") + row("010002B", right, "199"), "arithmetic.total.headline", 0, 0},
		{"one of two", row("010001B", wrong, "199") + row("010002B", wrong, "125") + row("010003B", right, "199"), "arithmetic.total.headline-same", 1, 2},
		{"all", row("010001B", wrong, "199") + row("010002B", right, "199"), "arithmetic.total.headline-all", 1, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "sheets.csv")
			if err := os.WriteFile(file, []byte(head+tt.rows), 0o600); err != nil {
				t.Fatal(err)
			}
			for _, f := range detecttest.Run(t, arithmetic.Detector, detecttest.Read(t, file, "sheet-csv"), village()) {
				if !strings.HasPrefix(f.Headline.Key, "arithmetic.total.") {
					continue
				}
				same, _ := lang.Float(f.Headline.Args["same"])
				others, _ := lang.Float(f.Headline.Args["others"])
				if f.Headline.Key != tt.key || int(same) != tt.same || int(others) != tt.others {
					t.Errorf("%s %v, want %s with %d of %d", f.Headline.Key, f.Headline.Args, tt.key, tt.same, tt.others)
				}
				return
			}
			t.Error("no total was found wrong")
		})
	}
}
