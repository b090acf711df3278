package stats_test

import (
	"math"
	"testing"

	"github.com/unveil-project/unveil/internal/stats"
)

// TestPoissonInterval compares with the ends found by halving sums of Poisson
// terms in sixty-digit decimals; those of 10 are 4.80 and 18.39 in Garwood's
// table.
func TestPoissonInterval(t *testing.T) {
	for _, c := range []struct{ count, lo, hi float64 }{
		{0, 0, 3.68887945411394},
		{-1, 0, 3.68887945411394},
		{1, 0.0253178079842899, 5.5716433909389},
		{3, 0.618672122895601, 8.76727306974233},
		{10, 4.79538869613243, 18.3903560420178},
		{100, 81.3639912509231, 121.626793792426},
	} {
		lo, hi := stats.PoissonInterval(c.count, 0.95)
		if math.Abs(lo-c.lo) > 1e-9*(1+c.lo) || math.Abs(hi-c.hi) > 1e-9*c.hi {
			t.Errorf("%g: got %.12g %.12g, want %.12g %.12g", c.count, lo, hi, c.lo, c.hi)
		}
	}
	// Between whole counts the ends move on; for large ones they near the
	// normal interval.
	lo, hi := stats.PoissonInterval(3.5, 0.95)
	if lo <= 0.618 || lo >= 1.09 || hi <= 8.767 || hi >= 10.25 {
		t.Errorf("3.5: %g %g", lo, hi)
	}
	lo, hi = stats.PoissonInterval(1e8, 0.95)
	if math.Abs(lo-(1e8-1.959964e4)) > 5 || math.Abs(hi-(1e8+1.959964e4)) > 5 {
		t.Errorf("1e8: %.1f %.1f", lo, hi)
	}
}
