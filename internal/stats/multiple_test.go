package stats_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/unveil-project/unveil/internal/stats"
)

// paper are the fifteen p-values of the worked example of Benjamini and
// Hochberg (1995, section 3.2), of which four are rejected at 0.05.
var paper = []float64{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1}

func TestBenjaminiHochberg(t *testing.T) {
	tests := []struct {
		name  string
		p     []float64
		tests float64
		want  []float64
	}{
		{"none", nil, 10, []float64{}},
		{"the paper's example", paper, 15, []float64{
			0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714285714286, 0.06385714285714286, 0.0645, 0.0765,
			0.486, 0.5811818181818181, 0.714875, 0.7532307692307692, 0.8132142857142857, 1,
		}},
		{"any order", []float64{0.04, 0.01, 0.03, 0.02}, 4, []float64{0.04, 0.04, 0.04, 0.04}},
		{"tests that are not listed", []float64{0.001, 0.5}, 100, []float64{0.1, 1}},
		{"fewer tests than values", []float64{0.01, 0.02}, 0, []float64{0.02, 0.02}},
	}
	for _, tt := range tests {
		got := stats.BenjaminiHochberg(tt.p, tt.tests)
		if diff := cmp.Diff(tt.want, got, cmpopts.EquateApprox(1e-12, 0)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestBenjaminiHochbergPaperRejectsFour(t *testing.T) {
	n := 0
	for _, q := range stats.BenjaminiHochberg(paper, 15) {
		if q <= 0.05 {
			n++
		}
	}
	if n != 4 {
		t.Errorf("rejected %d, want the 4 of the paper", n)
	}
}
