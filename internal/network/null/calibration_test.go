package null_test

import (
	"context"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/network/null"
	"github.com/unveil-project/unveil/internal/stats"
)

var update = flag.Bool("update", false, "write testdata/calibration.golden anew")

// calibrated are the made-up tables of the calibration.
var calibrated = []struct {
	name   string
	world  world
	window int64
	taste  bool // the null who is false there, on purpose
}{
	{"30 days, 60 s", world{accounts: 300, objects: 2000, posts: 40000, perPost: 1, span: 30 * day, step: second, popular: 0.7}, minute, false},
	{"30 days, 60 s, whole minutes", world{accounts: 300, objects: 2000, posts: 40000, perPost: 1, span: 30 * day, step: minute, popular: 0.7}, minute, false},
	{"30 days, 60 s, up to 4 objects a post", world{accounts: 300, objects: 2000, posts: 20000, perPost: 4, span: 30 * day, step: second, popular: 0.7}, minute, false},
	{"30 days, 1 s", world{accounts: 200, objects: 200, posts: 60000, perPost: 1, span: 30 * day, step: second, popular: 0.7}, second, false},
	{"30 days, 15 min", world{accounts: 300, objects: 2000, posts: 20000, perPost: 1, span: 30 * day, step: second, popular: 0.7}, 15 * minute, false},
	{"180 days, 1 day", world{accounts: 200, objects: 2000, posts: 8000, perPost: 1, span: 180 * day, step: second, popular: 0.5}, day, false},
	{"one hour, 60 s", world{accounts: 200, objects: 400, posts: 3000, perPost: 1, span: hour, step: second, popular: 0.7}, minute, false},
	{"one hour, 1 s", world{accounts: 200, objects: 100, posts: 6000, perPost: 1, span: hour, step: second, popular: 0.7}, second, false},
	{"one object of 20,000 shares, 60 s", world{accounts: 500, objects: 60, posts: 40000, perPost: 1, span: 10 * day, step: second, popular: 1.6}, minute, false},
	{"cascades of 2 h, 60 s", world{accounts: 300, objects: 1000, posts: 20000, perPost: 1, span: 30 * day, step: second, cascade: 2 * hour, popular: 0.6}, minute, false},
	{"cascades of 10 min, 60 s", world{accounts: 300, objects: 1000, posts: 20000, perPost: 1, span: 30 * day, step: second, cascade: 10 * minute, popular: 0.6}, minute, false},
	{"six tastes, 60 s", world{accounts: 300, objects: 1200, posts: 30000, perPost: 1, span: 30 * day, step: second, taste: 6, popular: 0.7}, minute, true},
	{"six tastes, cascades of 2 h, 60 s", world{accounts: 300, objects: 1200, posts: 30000, perPost: 1, span: 30 * day, step: second, taste: 6, cascade: 2 * hour, popular: 0.6}, minute, true},
}

var levels = []float64{0.05, 0.001}

// judged is what one null said of all pairs of a table.
type judged struct {
	seen, expected float64
	rejected       [2]float64 // p at or below each level
	spread         [2]float64 // the same of p made continuous
}

// add takes in one pair. A count takes few values, so few p can be small; put
// at an even place between its p and that of one more, it is even in 0..1
// where the null holds (Stevens 1950).
func (j *judged) add(objects uint32, expected float64, rng *rand.Rand) {
	p, more := stats.PoissonTail(int(objects), expected), stats.PoissonTail(int(objects)+1, expected)
	even := more + rng.Float64()*(p-more)
	j.seen += float64(objects)
	j.expected += expected
	for k, level := range levels {
		if p <= level {
			j.rejected[k]++
		}
		if even <= level {
			j.spread[k]++
		}
	}
}

func (j *judged) cells(tests float64) string {
	return fmt.Sprintf(" %.2f | %.5f | %.5f | %.4f | %.5f |", j.seen/j.expected,
		j.rejected[0]/tests, j.rejected[1]/tests, j.spread[0]/tests, j.spread[1]/tests)
}

// TestCalibration measures, on tables in which nobody acts together, how
// often each null is rejected, and holds that it is no more than its level
// says, by three standard errors of a binomial count.
func TestCalibration(t *testing.T) {
	if testing.Short() {
		t.Skip("a simulation")
	}
	lines := []string{
		"| table, window | null | seen ÷ expected | p ≤ 0.05 | p ≤ 0.001 | even p ≤ 0.05 | even p ≤ 0.001 | runs with an edge |",
		"|---|---|---|---|---|---|---|---|",
	}
	const runs = 10
	for _, c := range calibrated {
		var who, when judged
		tests, edges := 0.0, 0
		for seed := range uint64(runs) {
			rng := rand.New(rand.NewPCG(seed, 5))
			s, n := c.world.make(seed)
			r := judge(t, s, allPairs(s, n, c.window), n, c.window, c.world.step)
			tests += float64(len(r.Pairs))
			found := 0
			for _, p := range r.Pairs {
				who.add(p.Objects, float64(p.ExpectedWho), rng)
				when.add(p.Objects, float64(p.ExpectedWhen), rng)
				if p.Q <= 0.05 {
					found = 1
				}
			}
			edges += found
		}
		lines = append(lines, "| "+c.name+" | who |"+who.cells(tests)+fmt.Sprintf(" %d of %d |", edges, runs), "| | when |"+when.cells(tests)+" |")
		holds(t, c.name+": when", when, tests)
		if !c.taste {
			holds(t, c.name+": who", who, tests)
		}
		if most := 0.05*runs + 3*math.Sqrt(0.05*0.95*runs); float64(edges) > most {
			t.Errorf("%s: %d of %d runs have an edge of q 0.05", c.name, edges, runs)
		}
	}
	golden(t, "testdata/calibration.golden", strings.Join(lines, "\n")+"\n")
}

func holds(t *testing.T, name string, j judged, tests float64) {
	t.Helper()
	for k, level := range levels {
		most := level + 3*math.Sqrt(level*(1-level)/tests)
		if got := j.rejected[k] / tests; got > most {
			t.Errorf("%s rejects %.5f at %g", name, got, level)
		}
	}
}

// allPairs lists every pair of accounts, those that never met with 0 objects.
func allPairs(s *network.Shares, accounts int, window int64) []network.PairCount {
	met, _ := s.Pairs(network.Pairing{Window: window, Least: 1})
	var out []network.PairCount
	for a := range uint32(accounts) {
		for b := a + 1; b < uint32(accounts); b++ {
			p := network.PairCount{A: a, B: b}
			if len(met) > 0 && met[0].A == a && met[0].B == b {
				p, met = met[0], met[1:]
			}
			out = append(out, p)
		}
	}
	return out
}

func judge(t *testing.T, s *network.Shares, pairs []network.PairCount, accounts int, window, step int64) null.Result {
	t.Helper()
	r, err := null.Test(context.Background(), s, accounts, pairs, null.Model{Window: window, Step: step, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}
