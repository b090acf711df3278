package stats_test

import (
	"math"
	"testing"

	"github.com/unveil-project/unveil/internal/stats"
)

// TestHypergeometricTail compares with sums of exact fractions of binomial
// coefficients (Python integers).
func TestHypergeometricTail(t *testing.T) {
	for _, c := range []struct {
		total, marked, draw, x int
		want                   float64
	}{
		{10, 5, 4, 2, 0.73809523809523814},
		{10, 5, 4, 0, 1},
		{10, 8, 7, 5, 1},
		{10, 8, 7, 6, 0.53333333333333333},
		{100, 20, 30, 6, 0.59901120674514741},
		{100, 20, 30, 15, 3.7641004189417572e-06},
		{1000, 50, 40, 10, 1.0652378031481489e-05},
		{98748, 1200, 800, 60, 1.0806577983741809e-28},
		{98748, 1200, 800, 9, 0.63707189806197739},
		{5, 5, 5, 5, 1},
		{20, 1, 1, 1, 0.05},
		{20, 3, 4, 4, 0},
		{0, 0, 0, 0, 1},
		{3, 4, 1, 1, math.NaN()},
		{3, 1, -1, 1, math.NaN()},
	} {
		got := stats.HypergeometricTail(c.total, c.marked, c.draw, c.x)
		if math.IsNaN(got) != math.IsNaN(c.want) || math.Abs(got-c.want) > 1e-8*c.want {
			t.Errorf("%d %d %d %d: got %.15g, want %.15g", c.total, c.marked, c.draw, c.x, got, c.want)
		}
	}
}

// TestHypergeometricTailFalls holds that more is never likelier.
func TestHypergeometricTailFalls(t *testing.T) {
	last := 1.0
	for x := range 60 {
		p := stats.HypergeometricTail(400, 90, 50, x)
		if p > last+1e-12 || p < 0 {
			t.Fatalf("%d: %g after %g", x, p, last)
		}
		last = p
	}
}

// TestDisparity compares with exact fractions: (1/4)³, (9/10)⁹, (5/7)⁴.
func TestDisparity(t *testing.T) {
	for _, c := range []struct {
		weight, strength float64
		edges            int
		want             float64
	}{
		{3, 4, 4, 0.015625},
		{1, 10, 10, 0.387420489},
		{2, 7, 5, 0.2603082049146189},
		{4, 4, 1, 1},
		{4, 4, 2, 0},
		{0, 4, 3, 1},
		{1, 0, 3, 1},
		{math.NaN(), 3, 3, 1},
	} {
		if got := stats.Disparity(c.weight, c.strength, c.edges); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%g of %g in %d: got %g, want %g", c.weight, c.strength, c.edges, got, c.want)
		}
	}
}
