package botnet

import (
	"math"
	"testing"
)

func TestAutocorrelation(t *testing.T) {
	xs := make([]float64, 600)
	for i := range xs {
		xs[i] = float64(i % 10 / 5) // a square wave of ten seconds
	}
	got := autocorrelation(xs)
	// At lag k the sum has 600 − k products of ±1/4 over 600/4: by hand, in
	// phase at 10 590/600, in opposition at 5 −595/600.
	if math.Abs(got[9]-590.0/600) > 1e-4 || math.Abs(got[4]+595.0/600) > 1e-4 {
		t.Errorf("lags 10 and 5: %v, %v", got[9], got[4])
	}
	if autocorrelation(xs[:200]) != nil || autocorrelation(make([]float64, 600)) != nil {
		t.Error("a short or constant series has waves")
	}
}

func TestGapBins(t *testing.T) {
	for _, c := range []struct {
		seconds float64
		want    int
	}{{0, 0}, {0.99, 0}, {1, 1}, {1.5, 2}, {2, 3}, {60, 12}, {1e9, gapBins - 1}} {
		if got := gapBin(c.seconds); got != c.want {
			t.Errorf("%v s is in bin %d, want %d", c.seconds, got, c.want)
		}
	}
}

func TestAlike(t *testing.T) {
	a := &Rhythm{Gaps: make([]float64, gapBins)}
	b := &Rhythm{Gaps: make([]float64, gapBins)}
	a.Gaps[0], b.Gaps[0], b.Gaps[1] = 1, 0.6, 0.8
	if got := alike(a, b); math.Abs(got-0.6) > 1e-12 { // cos of 3:4:5
		t.Errorf("cosine is %v", got)
	}
	if !math.IsNaN(alike(a, nil)) || !math.IsNaN(alike(&Rhythm{}, a)) {
		t.Error("nothing is alike to nothing")
	}
}
