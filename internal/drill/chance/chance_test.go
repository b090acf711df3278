package chance_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/drill/chance"
)

// The stream of a component never changes: every drill ever published under
// a seed hangs on it.
func TestStreamIsFixed(t *testing.T) {
	r := chance.New(7, "a")
	got := []int{r.IntN(1000), r.IntN(1000), r.Between(3, 5), r.Poisson(4), r.Poisson(400), int(r.LogNormal(1000, 1)), int(r.Exp(1000))}
	want := []int{71, 174, 5, 3, 415, 800, 416}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("stream (-want +got):\n%s", d)
	}
	if chance.New(7, "a").Uint64() == chance.New(7, "b").Uint64() {
		t.Error("two components draw the same numbers")
	}
}

func TestLnAndExp(t *testing.T) {
	for _, x := range []float64{1e-300, 1e-9, 0.3, 0.5, 0.999, 1, 1.5, 2, 10, 1e9, 1e300} {
		if got, want := chance.Ln(x), math.Log(x); math.Abs(got-want) > 1e-13*math.Max(1, math.Abs(want)) {
			t.Errorf("Ln(%g) = %.17g, want %.17g", x, got, want)
		}
	}
	for _, x := range []float64{-800, -700, -20, -1, -1e-9, 0, 0.5, 1, 3.25, 100, 700} {
		if got, want := chance.Exp(x), math.Exp(x); math.Abs(got-want) > 1e-13*want+1e-300 {
			t.Errorf("Exp(%g) = %.17g, want %.17g", x, got, want)
		}
	}
}

func TestMoments(t *testing.T) {
	r := chance.New(1, "moments")
	const n = 200_000
	tests := []struct {
		name      string
		draw      func() float64
		mean, tol float64
	}{
		{"exponential", func() float64 { return r.Exp(3) }, 3, 0.05},
		{"normal", r.Normal, 0, 0.02},
		{"normal squared", func() float64 { x := r.Normal(); return x * x }, 1, 0.02},
		{"lognormal", func() float64 { return r.LogNormal(2, 0.5) }, 2 * math.Exp(0.125), 0.03},
		{"Poisson, small", func() float64 { return float64(r.Poisson(2.5)) }, 2.5, 0.03},
		{"Poisson, large", func() float64 { return float64(r.Poisson(60)) }, 60, 0.2},
		{"Poisson of nothing", func() float64 { return float64(r.Poisson(0)) }, 0, 0},
		{"yes or no", func() float64 { return b2f(r.Is(0.2)) }, 0.2, 0.01},
	}
	for _, tt := range tests {
		sum := 0.0
		for range n {
			sum += tt.draw()
		}
		if got := sum / n; math.Abs(got-tt.mean) > tt.tol {
			t.Errorf("%s: mean %.4f, want %.4f ± %g", tt.name, got, tt.mean, tt.tol)
		}
	}
}

func b2f(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func TestWeights(t *testing.T) {
	r := chance.New(1, "weights")
	w := chance.NewWeights([]uint64{1, 0, 3})
	n := [3]int{}
	for range 40_000 {
		n[w.Draw(r)]++
	}
	if n[1] != 0 || math.Abs(float64(n[0])/40_000-0.25) > 0.01 {
		t.Errorf("draws %v, want about 1:0:3", n)
	}
	if got := chance.NewWeights([]uint64{0, 0}).Draw(r); got != 0 {
		t.Errorf("weights of nothing draw %d", got)
	}
	z := chance.Zipf(100)
	first := 0
	for range 40_000 {
		if z.Draw(r) == 0 {
			first++
		}
	}
	if got := float64(first) / 40_000; math.Abs(got-1/5.187) > 0.01 { // 1/H(100)
		t.Errorf("Zipf's first rank is drawn %.3f of the times", got)
	}
}

func TestSome(t *testing.T) {
	r := chance.New(1, "some")
	for _, tt := range []struct{ n, of, want int }{{0, 5, 0}, {3, 5, 3}, {5, 5, 5}, {9, 5, 5}, {2, 0, 0}} {
		got := r.Some(tt.n, tt.of)
		if len(got) != tt.want {
			t.Errorf("Some(%d, %d) = %v", tt.n, tt.of, got)
		}
		for i, x := range got {
			if x < 0 || x >= tt.of || i > 0 && got[i-1] >= x {
				t.Errorf("Some(%d, %d) = %v, want different indexes in order", tt.n, tt.of, got)
			}
		}
	}
}
