package null_test

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/network/null"
)

// TestValidated counts by hand. Of the objects a…e, four are shared by two and
// more (e is not). Account 0 has a, b, c; 1 has a, b, c; 2 has c, d; 3 has d.
// For 0 and 1: C(3,3)·C(1,0)/C(4,3) = 1/4. For 0 and 2: one of two and more
// among C(4,2) = 6 hands: 1. For 2 and 3: C(2,1)·C(2,0)/C(4,1) = 1/2.
func TestValidated(t *testing.T) {
	s := &network.Shares{}
	for o, accounts := range [][]uint32{{0, 1}, {1, 0, 0}, {0, 1, 2}, {2, 3}, {3}} {
		for k, a := range accounts {
			s.Add(uint32(o), a, uint32(s.Len()), int64(k)*hour)
		}
	}
	s.Group(5)
	pairs := []network.PairCount{{A: 0, B: 1}, {A: 0, B: 2}, {A: 2, B: 3}}
	p, bonferroni := null.Validated(s, 4, pairs)
	if diff := gocmp.Diff([]float64{0.25, 1, 0.5}, p, cmpopts.EquateApprox(1e-12, 0)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if want := 0.01 / 6; math.Abs(bonferroni-want) > 1e-15 {
		t.Errorf("Bonferroni %g, want %g", bonferroni, want)
	}
}

// TestDisparities counts by hand. Strengths: 0 has 8+1+1, 1 has 8+2, 2 has
// 1+2, 3 has 1. α of 0–1 is min((1−8/10)², (1−8/10)¹) = 0.04; of 0–2
// min((9/10)², 2/3) = 2/3; of 0–3 min(0.81, 1) = 0.81; of 1–2 min(0.8, 1/3).
func TestDisparities(t *testing.T) {
	pairs := []network.PairCount{{A: 0, B: 1}, {A: 0, B: 2}, {A: 0, B: 3}, {A: 1, B: 2}}
	weight := []float64{8, 1, 1, 2}
	got := null.Disparities(4, pairs, func(i int) float64 { return weight[i] })
	if diff := gocmp.Diff([]float64{0.04, 2.0 / 3, 0.81, 1.0 / 3}, got, cmpopts.EquateApprox(1e-12, 0)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestAnyTable holds that whatever the times and settings, every p and q is a
// probability and permutations come to an end.
func TestAnyTable(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	extremes := []int64{0, 1, -1, math.MaxInt64, math.MinInt64, math.MaxInt64 / 2, math.MinInt64 / 2, day, 1 << 40}
	for range 300 {
		s := &network.Shares{}
		objects, accounts := 1+rng.IntN(4), 1+rng.IntN(5)
		for range rng.IntN(30) {
			at := extremes[rng.IntN(len(extremes))]
			if rng.IntN(2) == 0 {
				at = rng.Int64N(3 * hour)
			}
			s.Add(uint32(rng.IntN(objects)), uint32(rng.IntN(accounts)), uint32(rng.IntN(20)), at)
		}
		s.Group(objects)
		m := null.Model{Window: rng.Int64N(2 * hour), Step: []int64{0, 1, second, minute}[rng.IntN(4)], Workers: rng.IntN(3)}
		pairs := allPairs(s, accounts, m.Window)
		r, err := null.Test(context.Background(), s, accounts, pairs, m)
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range r.Pairs {
			for _, p := range []float64{c.PWho, c.PWhen, c.P(), c.Q} {
				if !(p >= 0 && p <= 1) {
					t.Fatalf("%v: %+v", pairs[i], c)
				}
			}
			if !(c.Expected() >= 0) || c.Objects > pairs[i].Objects {
				t.Fatalf("%v: %+v", pairs[i], c)
			}
		}
		for _, method := range null.Methods() {
			if _, err := null.Permute(context.Background(), s, m, 1, null.Permutation{Method: method, N: 2, Edges: edgesOf(m.Window, 1)}); err != nil {
				t.Fatal(err)
			}
		}
		null.EstimateInterval(s, 0.1, 0.5)
		null.Validated(s, accounts, pairs)
	}
}
