package suite_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/detect/flood"
	"github.com/unveil-project/unveil/internal/detect/suite"
	"github.com/unveil-project/unveil/internal/drill"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/intake"
	"github.com/unveil-project/unveil/internal/store"
)

// TestExamples holds that the events that were called attacks are told for
// what they were: every burst of an example has the verdict of its truth, and
// nothing else in its log is called an attack.
func TestExamples(t *testing.T) {
	if testing.Short() {
		t.Skip("judges logs of hundreds of thousands of lines")
	}
	for _, s := range drill.Scenarios() {
		if !s.LogsOnly {
			continue
		}
		t.Run(s.Name, func(t *testing.T) {
			truth, found := judgeExample(t, s.Name)
			for _, item := range truth.Items {
				want := finding.Crowd
				if item.Planted {
					want = finding.Attack
				}
				got, volume := finding.Verdict("none"), 0.0
				for _, f := range found {
					if f.Start.Before(item.End) && f.End.After(item.Start) && excessOf(&f) > volume {
						got, volume = f.Verdict, excessOf(&f)
					}
				}
				if got != want {
					t.Errorf("%s: %s, want %s", item.ID, got, want)
				}
				if want != finding.Crowd {
					continue
				}
				for _, f := range found {
					if f.Verdict == finding.Attack || f.Verdict == finding.Both {
						t.Errorf("%s from %v to %v, and nobody attacks", f.Verdict, f.Start, f.End)
					}
				}
			}
		})
	}
}

func judgeExample(t *testing.T, scenario string) (*drill.Truth, []finding.Finding) {
	t.Helper()
	dir := t.TempDir()
	truth, err := drill.Write(t.Context(), dir, scenario, 1)
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
	if _, err := intake.Add(t.Context(), m, intake.Request{Files: logs, SiteOf: e.SiteInName}); err != nil {
		t.Fatal(err)
	}
	found, err := suite.Run(t.Context(), suite.Config{Detectors: []detect.Detector{flood.Detector}, Election: e}, m)
	if err != nil {
		t.Fatal(err)
	}
	return truth, found
}
