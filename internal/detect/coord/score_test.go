package coord_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/finding"
)

var update = flag.Bool("update", false, "rewrite golden files")

// seeds is how many made-up weeks each row of the table is measured on.
const seeds = 30

// above is the least likelihood that is more than "unlikely".
const above = 0.45

// score compares accounts found with accounts planted.
func score(fs []*finding.Finding, planted map[string]bool) (hit, found int) {
	seen := map[string]bool{}
	for _, f := range fs {
		if *f.Likelihood < above {
			continue
		}
		for _, a := range f.Members.IDs {
			if !seen[a] {
				seen[a] = true
				found++
				if planted[a] {
					hit++
				}
			}
		}
	}
	return hit, found
}

// TestPrecisionRecall measures the detector at account level on made-up weeks
// that hold innocent look-alikes and three planted groups, and how often the
// look-alikes alone give a finding above "unlikely".
func TestPrecisionRecall(t *testing.T) {
	if testing.Short() {
		t.Skip("thirty made-up weeks for each row")
	}
	rows := make([]string, len(stealths)+1)
	t.Run("rows", func(t *testing.T) {
		for i, s := range stealths {
			t.Run(s.name, func(t *testing.T) {
				t.Parallel()
				rows[i] = measureStealth(t, s)
			})
		}
		t.Run("innocents", func(t *testing.T) {
			t.Parallel()
			rows[len(stealths)] = measureInnocents(t)
		})
	})
	head := fmt.Sprintf("%-14s %9s %6s %7s %5s\n", "stealth", "precision", "recall", "planted", "found")
	golden(t, "precision.golden", head+strings.Join(rows, ""))
}

// measureStealth gives one row of the table.
func measureStealth(t *testing.T, s stealth) string {
	hit, found, planted := 0, 0, 0
	for seed := range uint64(seeds) {
		w := newWorld(seed)
		w.innocents()
		for _, n := range []int{8, 15, 25} {
			w.plant(n, s)
		}
		h, f := score(detectAll(t, newObservations(w.posts), nil), w.planted)
		hit, found, planted = hit+h, found+f, planted+len(w.planted)
	}
	precision, recall := 1.0, float64(hit)/float64(planted)
	if found > 0 {
		precision = float64(hit) / float64(found)
	}
	if precision < 0.95 || recall < s.want {
		t.Errorf("precision %.3f, recall %.3f; want at least 0.95 and %.2f", precision, recall, s.want)
	}
	return fmt.Sprintf("%-14s %9.3f %6.3f %7d %5d\n", s.name, precision, recall, planted, found)
}

// measureInnocents gives the last line of the table.
func measureInnocents(t *testing.T) string {
	alarms := 0
	for seed := range uint64(seeds) {
		w := newWorld(seed + 1000)
		w.innocents()
		if _, found := score(detectAll(t, newObservations(w.posts), nil), nil); found > 0 {
			alarms++
		}
	}
	if alarms > 1 {
		t.Errorf("innocents alone gave a finding above unlikely in %d of %d weeks", alarms, seeds)
	}
	return fmt.Sprintf("innocents alone: a finding above unlikely in %d of %d weeks\n", alarms, seeds)
}

// golden compares with a file in testdata, or rewrites it with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", name, diff)
	}
}
