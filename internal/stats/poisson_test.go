package stats_test

import (
	"math"
	"testing"

	"github.com/unveil-project/unveil/internal/stats"
)

// TestPoissonTail compares with values summed to sixty digits in decimal
// arithmetic.
func TestPoissonTail(t *testing.T) {
	tests := []struct {
		k      int
		lambda float64
		want   float64
	}{
		{1, 0.5, 3.934693402873666e-1},
		{3, 0.05, 2.006749362439794e-5},
		{5, 0.0833, 3.118361935154531e-8},
		{10, 1, 1.114254783387207e-7},
		{3, 3, 5.768099188731565e-1},
		{20, 50, 9.999995208642700e-1},
		{100, 50, 3.200065324585125e-10},
		{1000, 900, 5.499022657117829e-4},
		{1, 1e-12, 9.999999999995000e-13},
		{60, 0.5, 6.374588457106897e-101},
		{1, 40, 1.000000000000000e+0},
		{0, 2, 1},
		{-3, 2, 1},
		{1, 0, 0},
		{1, -1, 0},
		{5, math.Inf(1), 1},
		{5, math.NaN(), 1},
	}
	for _, tt := range tests {
		got := stats.PoissonTail(tt.k, tt.lambda)
		if math.Abs(got-tt.want) > 1e-11*tt.want {
			t.Errorf("PoissonTail(%d, %g) = %.15g, want %.15g", tt.k, tt.lambda, got, tt.want)
		}
	}
}

// TestPoissonTailFalls holds that more is never likelier, across the mode
// where the sum changes its direction.
func TestPoissonTailFalls(t *testing.T) {
	for _, lambda := range []float64{0.1, 1, 7.5, 40, 1000} {
		last := 1.0
		for k := range 200 {
			p := stats.PoissonTail(k, lambda)
			if p > last+1e-12 || p < 0 || math.IsNaN(p) {
				t.Fatalf("PoissonTail(%d, %g) = %g after %g", k, lambda, p, last)
			}
			last = p
		}
	}
}

func BenchmarkPoissonTail(b *testing.B) {
	for b.Loop() {
		stats.PoissonTail(7, 0.4)
	}
}
