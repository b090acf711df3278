package suite_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/detect/suite"
	"github.com/unveil-project/unveil/internal/drill"
	"github.com/unveil-project/unveil/internal/drill/score"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/intake"
	"github.com/unveil-project/unveil/internal/store"
)

var update = flag.Bool("update", false, "write testdata/accuracy.txt")

// seeds is how many elections of each scenario are scored.
const seeds = 2

// TestAccuracy scores every detector on every drill and holds the table of
// precision and recall, beside the naive baselines, to the golden one. A
// change of a detector shows here for better or worse.
func TestAccuracy(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates and searches 18 elections")
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%-16s %4s %-10s %-8s %8s %8s %9s %7s   %s\n", "scenario", "seed", "detector", "unit", "planted", "found", "precision", "recall", "precision of fixed-threshold, busiest-1%")
	for _, s := range drill.Scenarios() {
		if s.PostsOnly || s.LogsOnly {
			continue // TestNetworks scores those, TestExamples these
		}
		for seed := range uint64(seeds) {
			scores, found := runDrill(t, s.Name, seed+1)
			for _, r := range scores.Detectors {
				if r.Planted == 0 && r.Found == 0 {
					continue
				}
				fmt.Fprintf(&b, "%-16s %4d %-10s %-8s %8d %8d %9s %7s   %s, %s\n", s.Name, seed+1, r.Name, r.Unit, r.Planted, r.Found, share(r.Precision), share(r.Recall), share(r.Baselines[0].Precision), share(r.Baselines[1].Precision))
				for _, base := range r.Baselines {
					if s.Hard && r.Planted > 0 && base.Precision != nil && *base.Precision >= 0.6 {
						t.Errorf("%s seed %d: the naive rule %s reaches a precision of %.2f for %s", s.Name, seed+1, base.Name, *base.Precision, r.Name)
					}
				}
			}
			if found == 0 {
				t.Errorf("%s seed %d: no finding at all", s.Name, seed+1)
			}
		}
	}
	golden := filepath.Join("testdata", "accuracy.txt")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), b.String()); d != "" {
		t.Errorf("-golden +got (-update accepts it)\n%s", d)
	}
}

func share(p *float64) string {
	if p == nil {
		return "–"
	}
	return fmt.Sprintf("%.3f", *p)
}

// runDrill takes one drill from its files to its scores.
func runDrill(t *testing.T, scenario string, seed uint64) (*score.Scores, int) {
	t.Helper()
	dir := t.TempDir()
	truth, err := drill.Write(t.Context(), dir, scenario, seed)
	if err != nil {
		t.Fatal(err)
	}
	facts, err := os.ReadFile(filepath.Join(dir, drill.ElectionFile))
	if err != nil {
		t.Fatal(err)
	}
	e, problems := election.Parse(drill.ElectionFile, facts)
	if e == nil {
		t.Fatal(problems)
	}
	logs, err := filepath.Glob(filepath.Join(dir, "access-*"))
	if err != nil {
		t.Fatal(err)
	}
	m := store.NewMemory()
	if _, err := intake.Add(t.Context(), m, intake.Request{
		Files: append(logs, filepath.Join(dir, drill.PostsFile), filepath.Join(dir, drill.SheetsFile)), SiteOf: e.SiteInName,
	}); err != nil {
		t.Fatal(err)
	}
	found, err := suite.Run(t.Context(), suite.Config{Detectors: suite.Detectors(), Election: e}, m)
	if err != nil {
		t.Fatal(err)
	}
	s, err := drill.Score(t.Context(), truth, m, found)
	if err != nil {
		t.Fatal(err)
	}
	return s, len(found)
}
