package stats_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/stats"
)

// TestFalseDiscovery holds that it says what BenjaminiHochberg says.
func TestFalseDiscovery(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{0, 1, 2, 15, 4000} {
		p := make([]float64, n)
		for i := range p {
			p[i] = math.Pow(rng.Float64(), float64(1+i%9*8))
			if i%5 == 0 {
				p[i] = p[i/2] // ties
			}
		}
		for _, tests := range []float64{0, float64(n), 1e7} {
			want := stats.BenjaminiHochberg(p, tests)
			got := append([]float64{}, p...)
			stats.FalseDiscovery(got, tests)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%d of %g (-want +got):\n%s", n, tests, diff)
			}
		}
	}
	odd := []float64{math.NaN(), -1, 2, math.Copysign(0, -1), 0.5}
	stats.FalseDiscovery(odd, 5)
	if diff := cmp.Diff([]float64{1, 1, 1, 0, 1}, odd); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func BenchmarkFalseDiscovery(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	p := make([]float64, 2_000_000)
	for i := range p {
		p[i] = rng.Float64()
	}
	work := make([]float64, len(p))
	for b.Loop() {
		copy(work, p)
		stats.FalseDiscovery(work, 4e6)
	}
}
