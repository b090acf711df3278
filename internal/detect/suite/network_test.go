package suite_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/detect/coord"
	"github.com/unveil-project/unveil/internal/detect/suite"
	"github.com/unveil-project/unveil/internal/drill"
	"github.com/unveil-project/unveil/internal/drill/score"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/intake"
	"github.com/unveil-project/unveil/internal/stats"
	"github.com/unveil-project/unveil/internal/store"
)

var (
	networkSeeds = flag.Int("seeds", 3, "elections of each scenario of TestNetworks; the golden table is of 200, written by -update -seeds 200")
	firstSeed    = flag.Uint64("first-seed", 1001, "the first seed of TestNetworks: the method was made on seeds below 1000")
)

// above is where what is more than "unlikely" begins.
const above = 0.45

// outcome is what coord found in one election of posts alone.
type outcome struct {
	row   score.Row
	false int  // accounts found that were not planted
	alarm bool // a finding above "unlikely"
}

// sums are the outcomes of one scenario over all seeds.
type sums struct {
	seeds, planted, found, right, alarms int
	baseline                             [2]struct{ found, right int }
}

// TestNetworks scores coord at the level of accounts over many seeds that the
// method was not made on: one network to each way of hiding, and look-alikes
// alone. With the number of seeds of the golden table it must give that table;
// with fewer it holds precision and recall to what is promised.
func TestNetworks(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates and searches many elections")
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%-22s %5s %8s %8s %9s %12s %7s %16s   %s\n", "scenario", "seeds", "planted", "found", "precision", "95 %", "recall", "seeds with alarm", "precision of fixed-threshold, busiest-1%")
	for _, s := range drill.Scenarios() {
		if !s.PostsOnly {
			continue
		}
		sum := overSeeds(t, s.Name)
		fmt.Fprintln(&b, sum.line(s.Name))
		check(t, s.Name, sum)
	}
	t.Log("\n" + b.String())
	golden := filepath.Join("testdata", "networks.txt")
	if *update && *networkSeeds >= 200 {
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(want), fmt.Sprintf(" %5d ", *networkSeeds)) && *firstSeed == 1001 {
		if d := cmp.Diff(string(want), b.String()); d != "" {
			t.Errorf("-golden +got (-update -seeds 200 accepts it)\n%s", d)
		}
	}
}

// check holds the sums to the promise: precision at least 0.95 and recall at
// least 0.8 up to "half organic", and look-alikes alone alarm in at most one
// election of twenty.
func check(t *testing.T, scenario string, s sums) {
	t.Helper()
	precision, recall := ratio(s.right, s.found), ratio(s.right, s.planted)
	switch scenario {
	case "look-alikes":
		if float64(s.alarms) > max(1, 0.05*float64(s.seeds)) {
			t.Errorf("look-alikes alone alarm in %d of %d elections", s.alarms, s.seeds)
		}
	case "network-rented":
		if s.found > 0 && precision < 0.95 {
			t.Errorf("%s: precision %.3f", scenario, precision)
		}
	default:
		if precision < 0.95 || recall < 0.8 {
			t.Errorf("%s: precision %.3f, recall %.3f", scenario, precision, recall)
		}
	}
}

// overSeeds runs one scenario with every seed, as many at a time as there are
// processors.
func overSeeds(t *testing.T, scenario string) sums {
	t.Helper()
	out := make([]outcome, *networkSeeds)
	errs := make([]error, len(out))
	var wg sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range out {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			out[i], errs[i] = oneElection(t.Context(), filepath.Join(t.TempDir(), fmt.Sprint(i)), scenario, *firstSeed+uint64(i))
		})
	}
	wg.Wait()
	var s sums
	for i, o := range out {
		if errs[i] != nil {
			t.Fatalf("%s, seed %d: %v", scenario, *firstSeed+uint64(i), errs[i])
		}
		s.add(o)
	}
	return s
}

func (s *sums) add(o outcome) {
	s.seeds++
	s.planted += o.row.Planted
	s.found += o.row.Found
	s.right += o.row.Found - o.false
	if o.alarm {
		s.alarms++
	}
	for k := range s.baseline {
		b := o.row.Baselines[k]
		s.baseline[k].found += b.Found
		if b.Precision != nil {
			s.baseline[k].right += int(*b.Precision*float64(b.Found) + 0.5)
		}
	}
}

func (s *sums) line(scenario string) string {
	interval := "–"
	if s.found > 0 {
		lo, hi := stats.Wilson(s.right, s.found, 1.96)
		interval = fmt.Sprintf("%.3f–%.3f", lo, hi)
	}
	return fmt.Sprintf("%-22s %5d %8d %8d %9s %12s %7s %16d   %s, %s", scenario, s.seeds, s.planted, s.found,
		figure(s.right, s.found), interval, figure(s.right, s.planted), s.alarms,
		figure(s.baseline[0].right, s.baseline[0].found), figure(s.baseline[1].right, s.baseline[1].found))
}

// figure is a ratio, or a dash where there is none.
func figure(a, b int) string {
	if b == 0 {
		return "–"
	}
	return fmt.Sprintf("%.3f", ratio(a, b))
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// oneElection takes one election of posts from its files to its score.
func oneElection(ctx context.Context, dir, scenario string, seed uint64) (outcome, error) {
	truth, err := drill.Write(ctx, dir, scenario, seed)
	if err != nil {
		return outcome{}, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	facts, err := os.ReadFile(filepath.Join(dir, drill.ElectionFile))
	if err != nil {
		return outcome{}, err
	}
	e, problems := election.Parse(drill.ElectionFile, facts)
	if e == nil {
		return outcome{}, fmt.Errorf("%v", problems)
	}
	m := store.NewMemory()
	if _, err := intake.Add(ctx, m, intake.Request{Files: []string{filepath.Join(dir, drill.PostsFile)}}); err != nil {
		return outcome{}, err
	}
	found, err := suite.Run(ctx, suite.Config{Detectors: []detect.Detector{coord.Detector}, Election: e}, m)
	if err != nil {
		return outcome{}, err
	}
	scores, err := drill.Score(ctx, truth, m, found)
	if err != nil {
		return outcome{}, err
	}
	o := outcome{alarm: slices.ContainsFunc(found, func(f finding.Finding) bool { return f.Likelihood != nil && *f.Likelihood >= above })}
	for _, r := range scores.Detectors {
		if r.Name == "coord" && r.Unit == "accounts" {
			o.row = r
			if r.Precision != nil {
				o.false = r.Found - int(*r.Precision*float64(r.Found)+0.5)
			}
		}
	}
	return o, nil
}
