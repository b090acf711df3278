package stats_test

import (
	"math"
	"testing"

	"github.com/unveil-project/unveil/internal/stats"
)

// TestWilson has the roots of (k/n - p)² = z² p(1-p)/n, solved in Python as a
// quadratic equation.
func TestWilson(t *testing.T) {
	tests := []struct {
		k, n   int
		lo, hi float64
	}{
		{0, 10, 0, 0.2775327998628892},
		{1, 10, 0.01787621309507289, 0.4041500267952385},
		{7, 10, 0.39677814746114537, 0.8922087325936988},
		{10, 10, 0.7224672001371114, 1},
		{36, 52, 0.5573041117529434, 0.8008527205071095},
		{8, 263, 0.015492399915113952, 0.05886433201246377}, // Newcombe 1998 gives such cases
		{0, 0, 0, 1},
		{5, -1, 0, 1},
		{12, 10, 0.7224672001371114, 1},
	}
	for _, tt := range tests {
		lo, hi := stats.Wilson(tt.k, tt.n, stats.Z95)
		if math.Abs(lo-tt.lo) > 1e-12 || math.Abs(hi-tt.hi) > 1e-12 {
			t.Errorf("Wilson(%d, %d) = %v, %v, want %v, %v", tt.k, tt.n, lo, hi, tt.lo, tt.hi)
		}
	}
}

// TestLogOdds has values computed in Python from the four corrected cells.
func TestLogOdds(t *testing.T) {
	tests := []struct {
		k, n, bk, bn      int
		prior, delta, err float64
	}{
		{3, 10, 5, 40, 0, 1.1026445521960482, 0.7931171508360588},
		{0, 5, 0, 5, 0, 0, 2.088931871468374},
		{12, 20, 30, 200, 10, 1.5656632194389533, 0.40758990744014034},
	}
	for _, tt := range tests {
		d, se := stats.LogOdds(tt.k, tt.n, tt.bk, tt.bn, tt.prior)
		if math.Abs(d-tt.delta) > 1e-12 || math.Abs(se-tt.err) > 1e-12 {
			t.Errorf("LogOdds(%d, %d, %d, %d, %v) = %v ± %v, want %v ± %v", tt.k, tt.n, tt.bk, tt.bn, tt.prior, d, se, tt.delta, tt.err)
		}
		if back, same := stats.LogOdds(tt.bk, tt.bn, tt.k, tt.n, tt.prior); math.Abs(back+d) > 1e-12 || math.Abs(same-se) > 1e-12 {
			t.Errorf("the other way round: %v ± %v, want %v ± %v", back, same, -d, se)
		}
	}
	if d, se := stats.LogOdds(0, 0, 0, 0, 5); math.IsNaN(d) || math.IsNaN(se) {
		t.Errorf("of nothing: %v ± %v", d, se)
	}
}
