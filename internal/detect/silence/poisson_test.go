package silence_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/unveil-project/unveil/internal/detect/silence"
)

// The expected values were computed with exact fractions (Python's
// fractions.Fraction) from the formulas that docs/methods/silence.md gives.
func TestKnownAnswers(t *testing.T) {
	for _, tt := range []struct {
		name      string
		got, want float64
	}{
		{"gap 1", silence.GapP(1, 60, 60), 0.5},
		{"gap 15 in an hour", silence.GapP(15, 3600, 2400), 0.000470184984576},
		{"gap 30 in two hours", silence.GapP(30, 7200, 2400), 0.00017858209017001473},
		{"gap 100", silence.GapP(100, 250, 43), 1.2800850684839146e-07},
		{"no gap", silence.GapP(10, 60, 0), 1},
		{"nothing beside", silence.GapP(0, 60, 60), 1},
		{"tail 1 of 1", silence.BinomialTail(1, 1, 0.5), 0.5},
		{"tail at mode", silence.BinomialTail(5, 10, 0.5), 0.623046875},
		{"tail 12 of 27", silence.BinomialTail(12, 27, 1./7), 0.00015294822982252988},
		{"tail below mode", silence.BinomialTail(3, 40, 1./7), 0.9384128889957792},
		{"tail 60 of 100", silence.BinomialTail(60, 100, 1./3), 4.324018850573823e-08},
		{"tail 200 of 1000", silence.BinomialTail(200, 1000, 0.1), 2.928054803828677e-21},
		{"tail all", silence.BinomialTail(0, 5, 0.3), 1},
		{"fisher", silence.FisherP(0.05, 0.05), 0.017478661367769956},
		{"fisher small", silence.FisherP(1e-4, 1e-6), 2.402585092994046e-09},
		{"bayes", silence.BayesBound(0.001), 53.25600376880312},
		{"bayes small", silence.BayesBound(1e-6), 26628.00188440156},
		{"posterior", silence.Posterior(0.05, 53.25600376880312), 0.7370460721742358},
		{"bayes large p", silence.BayesBound(0.5), 1},
	} {
		if math.Abs(tt.got-tt.want) > 1e-10*math.Abs(tt.want) {
			t.Errorf("%s: got %.15g, want %.15g", tt.name, tt.got, tt.want)
		}
	}
}

// TestLongestSpacing compares the correction for all gaps with the exact
// distribution of the longest of n spacings (Stevens 1939, Fisher 1929): it is
// an upper bound, and a close one where it matters. The exact values come from
// fractions.
func TestLongestSpacing(t *testing.T) {
	for _, tt := range []struct {
		n        int
		x, exact float64
	}{
		{10, 0.4, 0.10075392},
		{50, 0.15, 0.017366451972201647},
		{100, 0.1, 0.002950006201770899},
		{300, 0.04, 0.0014997773011768733},
	} {
		bound := float64(tt.n) * silence.GapP(tt.n-1, 1-tt.x, tt.x)
		if bound < tt.exact || bound > tt.exact*1.05+1e-12 {
			t.Errorf("n=%d x=%v: bound %.6g, exact %.6g", tt.n, tt.x, bound, tt.exact)
		}
	}
}

// TestErrorRate draws quiet nights and holds that no more of them give a
// finding than the stated error rate allows.
func TestErrorRate(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	const nights = 200
	alarms := 0
	for range nights {
		alarms += silence.Alarms(quietNight(rng))
	}
	if alarms > 2 { // P(more than 2 | 200 nights at 0.001) = 0.001
		t.Errorf("%d alarms in %d quiet nights", alarms, nights)
	}
}

// quietNight draws the arrivals, in microseconds, of ten areas of different
// size over five hours, with a rate that rises and falls.
func quietNight(rng *rand.Rand) map[string][]int64 {
	night := map[string][]int64{}
	for i := range 10 {
		perHour := 8 * math.Pow(1.6, float64(i)/1.5)
		var times []int64
		for t := 0.0; t < 5*3600; t += rng.ExpFloat64() * 3600 / perHour {
			if rng.Float64() < math.Sin(math.Pi*t/(5*3600)) {
				times = append(times, 1e15+int64(t*1e6))
			}
		}
		night[string(rune('a'+i))] = times
	}
	return night
}
