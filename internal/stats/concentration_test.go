package stats_test

import (
	"math"
	"testing"

	"github.com/unveil-project/unveil/internal/stats"
)

func TestConcentration(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"entropy of none", stats.Entropy(nil), 0},
		{"entropy of one", stats.Entropy([]float64{7}), 0},
		{"entropy of four equal", stats.Entropy([]float64{2, 2, 2, 2}), 2},
		{"same", stats.JensenShannon([]float64{1, 3}, []float64{2, 6}), 0},
		{"disjoint", stats.JensenShannon([]float64{1, 0}, []float64{0, 5}), 1},
		// ½·log2(4/3) + ½·(½·log2(2/3) + ½·log2(2))
		{"half shared", stats.JensenShannon([]float64{1, 0}, []float64{1, 1}), 0.31127812445913283},
		{"empty", stats.JensenShannon([]float64{0}, []float64{1}), math.NaN()},
		{"linear count of none", stats.LinearCount(0, 64), 0},
		{"linear count half full", stats.LinearCount(32, 64), 64 * math.Ln2},
		{"logit of half", stats.Logit(0.5), 0},
		{"there and back", stats.Logistic(stats.Logit(0.2)), 0.2},
	} {
		if !near(c.got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, c.got, c.want)
		}
	}
	if full := stats.LinearCount(64, 64); math.IsInf(full, 0) || full < 64 {
		t.Errorf("a full bitmap gives %v", full)
	}
}
