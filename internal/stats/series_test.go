package stats_test

import (
	"math"
	"testing"

	"github.com/unveil-project/unveil/internal/stats"
)

func near(a, b float64) bool {
	return math.Abs(a-b) < 1e-9 || math.IsNaN(a) && math.IsNaN(b)
}

func TestOrderStatistics(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"median of none", stats.Median(nil), math.NaN()},
		{"median of odd", stats.Median([]float64{9, 1, 5}), 5},
		{"median of even", stats.Median([]float64{4, 1, 3, 2}), 2.5},
		{"quantile of none", stats.Quantile(nil, 0.5), math.NaN()},
		{"lowest", stats.Quantile([]float64{3, 1, 2}, 0), 1},
		{"highest", stats.Quantile([]float64{3, 1, 2}, 1), 3},
		// R: quantile(c(1,2,3,4,10), 0.9) is 7.6
		{"type 7", stats.Quantile([]float64{10, 1, 2, 3, 4}, 0.9), 7.6},
		// R: mad(c(1,1,2,2,4,6,9)) is 1.4826
		{"mad", stats.RobustScale([]float64{1, 1, 2, 2, 4, 6, 9}), 1.4826},
		{"prefix", stats.Prefix([]float64{1, 2, 3})[3], 6},
	} {
		if !near(c.got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, c.got, c.want)
		}
	}
}
