package silence_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/unveil-project/unveil/internal/detect/silence"
)

// The expected values come from a Python program of its own, which sums over
// autocorrelations, weights and binomial terms as docs/methods/silence.md
// writes them, with fractions where they are rational.
func TestClumpsKnownAnswers(t *testing.T) {
	counts := []int{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7}
	index1, df1 := silence.Dispersion(counts, 1)
	index2, df2 := silence.Dispersion(counts, 2)
	index5, df5 := silence.Dispersion(counts, 5)
	w := silence.Given(2.5, 12)
	pool := silence.Pool([2]float64{0.9, 25}, [2]float64{1.1, 20}, [2]float64{0.8, 30}, [2]float64{4, 9})
	for _, tt := range []struct {
		name      string
		got, want float64
	}{
		{"index of windows", index1, 1.126984126984127},
		{"df of windows", df1, 7.319502074688796},
		{"index of two slides", index2, 1.276190476190476},
		{"df of two slides", df2, 5.801104972375691},
		{"index of five slides", index5, 0.9666666666666667},
		{"df of five slides", df5, 1.3951460543525651},
		{"weight of single arrivals", w[0], 0.010066515976211532},
		{"weight of 2.8", w[3], 0.31976590538492194},
		{"weight of 16", w[8], 0.0007681135792746575},
		{"pool, single arrivals", pool[0], 0.6671833586181055},
		{"pool, 4", pool[4], 0.15911240473740573},
		{"pool, 16", pool[8], 0.013030844047644902},
		{"gap of 15 in an hour", silence.ClumpedGap(w, silence.GapP(15, 3600, 2400)), 0.08400231506878005},
		{"rush of single arrivals", silence.ClumpedRush(19, 300, 30, 1), 1.3331447405387924e-09},
		{"rush of pairs", silence.ClumpedRush(19, 300, 30, 2), 4.229175882429056e-05},
		{"rush of fours", silence.ClumpedRush(19, 300, 30, 4), 0.010480969077985612},
	} {
		if math.Abs(tt.got-tt.want) > 1e-9*math.Abs(tt.want) {
			t.Errorf("%s: got %.15g, want %.15g", tt.name, tt.got, tt.want)
		}
	}
}

// TestClumpedErrorRate draws quiet nights in which some or all areas send in
// clumps. The number of alarms allowed is that of the stated rate, one night
// in a thousand, with a chance of 0.0011 to be exceeded: a Poisson number with
// mean 0.2 for 200 nights.
func TestClumpedErrorRate(t *testing.T) {
	for _, tt := range []struct {
		name   string
		clumpy int // areas of ten
		draw   func(*rand.Rand, float64) []int64
	}{
		{"three areas with messengers", 3, messengers},
		{"ten areas with messengers", 10, messengers},
		{"three areas with rounds", 3, rounds},
		{"ten areas with rounds", 10, rounds},
	} {
		t.Run(tt.name, func(t *testing.T) {
			nights := 200
			if testing.Short() {
				nights = 40
			}
			rng := rand.New(rand.NewPCG(3, uint64(tt.clumpy)))
			alarms := 0
			for range nights {
				night := quietNight(rng)
				for i := range tt.clumpy {
					night[string(rune('a'+i))] = tt.draw(rng, 8*math.Pow(1.6, float64(i)/1.5))
				}
				alarms += silence.Alarms(night)
			}
			t.Logf("%d alarms in %d nights", alarms, nights)
			if alarms > 2 {
				t.Errorf("%d alarms in %d quiet nights", alarms, nights)
			}
		})
	}
}

// messengers draws an area's arrivals: messengers come at any time, more of
// them in the middle of the night, and each brings two to eight sheets that
// take some minutes to send.
func messengers(rng *rand.Rand, perHour float64) []int64 {
	var times []int64
	for t := 0.0; t < 5*3600; t += rng.ExpFloat64() * 5 * 3600 / perHour {
		if rng.Float64() < math.Sin(math.Pi*t/(5*3600)) {
			times = clump(times, rng, t, 2+rng.IntN(7))
		}
	}
	return times
}

// rounds draws an area's arrivals: two couriers hand in what they collected,
// every 26 to 44 minutes, from the second hour on.
func rounds(rng *rand.Rand, perHour float64) []int64 {
	var times []int64
	for range 2 {
		for t := 3600 * (1 + rng.Float64()); t < 5*3600; t += 60 * (26 + 18*rng.Float64()) {
			times = clump(times, rng, t, 1+rng.IntN(1+int(perHour/1.7)))
		}
	}
	return times
}

// clump adds sheets that are sent from a time on, 150 s after it in the mean.
func clump(times []int64, rng *rand.Rand, t float64, sheets int) []int64 {
	for range sheets {
		times = append(times, 1e15+int64((t+150*rng.ExpFloat64())*1e6))
	}
	return times
}
