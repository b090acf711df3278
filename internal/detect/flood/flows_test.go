package flood_test

import (
	"math"
	"testing"

	"github.com/unveil-project/unveil/internal/detect/flood"
)

// The third is worked by hand: deviations −1.5 −0.5 0.5 1.5 and −1 1 −1 1,
// sum of products 2, of squares 5 and 4: 2/√20.
func TestPearson(t *testing.T) {
	tests := []struct {
		name string
		a, b []float64
		want float64
	}{
		{"alike", []float64{1, 2, 3}, []float64{10, 20, 30}, 1},
		{"opposite", []float64{1, 2, 3}, []float64{3, 2, 1}, -1},
		{"by hand", []float64{1, 2, 3, 4}, []float64{0, 2, 0, 2}, 2 / math.Sqrt(20)},
		{"one does not vary", []float64{1, 1, 1}, []float64{1, 2, 3}, 0},
	}
	for _, tt := range tests {
		if got := flood.Pearson(tt.a, tt.b); math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("%s: %g, want %g", tt.name, got, tt.want)
		}
	}
}

// Machines that take turns in two shifts are alike within a shift and
// opposite across; networks that ask at different moments are not alike; few
// networks say nothing.
func TestCorrelation(t *testing.T) {
	shift := func(from int64) (s []int64) {
		for i := range int64(16) {
			s = append(s, from+i)
		}
		return s
	}
	if got := flood.Correlation([][]int64{shift(0), shift(0), shift(0), shift(0), shift(16)}); math.Abs(got-0.2) > 1e-9 {
		t.Errorf("two shifts, four and one: %g, want (6 − 4)/10", got)
	}
	var apart [][]int64
	for k := range int64(8) {
		var s []int64
		for i := range int64(8) {
			s = append(s, (k*5+i*i*3+i*k)%32)
		}
		apart = append(apart, s)
	}
	if got := flood.Correlation(apart); math.Abs(got) > 0.3 {
		t.Errorf("networks at different moments: %g", got)
	}
	if got := flood.Correlation([][]int64{shift(0), shift(0)}); !math.IsNaN(got) {
		t.Errorf("two networks: %g, want none", got)
	}
}

func TestRefererPath(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.example/b?c": "/b", "https://a.example": "/", "https://a.example/": "/", "a.example/x/y": "/x/y", "": "/", "?": "/", "http:///": "/",
	} {
		if got := flood.RefererPath(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestEvenness(t *testing.T) {
	for _, tt := range []struct {
		counts []float64
		want   float64
	}{{nil, 0}, {[]float64{5}, 0}, {[]float64{3, 3, 3, 3}, 1}, {[]float64{1, 1, 2}, 1.5 / math.Log2(3)}} {
		if got := flood.Evenness(tt.counts); math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("%v: %g, want %g", tt.counts, got, tt.want)
		}
	}
}

func TestApp(t *testing.T) {
	tests := []struct {
		name                            string
		pages, assets, seconds, clients int
		want                            bool
	}{
		{"many addresses over hours", 200, 5, 60, 40, true},
		{"a browser", 200, 900, 60, 40, false},
		{"one address", 200, 0, 60, 1, false},
		{"all in ten minutes", 200, 0, 1, 40, false},
		{"hardly used", 20, 0, 600, 20, false},
	}
	for _, tt := range tests {
		if got := flood.IsApp(tt.pages, tt.assets, tt.seconds, tt.clients); got != tt.want {
			t.Errorf("%s: app %v, want %v", tt.name, got, tt.want)
		}
	}
}
