package rhythm

import "math"

// Step is the unit that times are written in: a minute, a second, or 1 where
// they are finer. An input without times has a second.
func Step(times []int64) int64 {
	step := Minute
	for _, t := range times {
		if step == Minute && t%Minute != 0 {
			step = Second
		}
		if step == Second && t%Second != 0 {
			return 1
		}
	}
	if len(times) == 0 {
		return Second
	}
	return step
}

// Round is how often times fall on the marks of a clock.
type Round struct {
	// Minute is the share in the first second of a minute; chance gives 1/60.
	// It is NaN where times are whole minutes.
	Minute float64
	// Five is the share in a minute divisible by five; chance gives 1/5.
	Five float64
	// Hour is the share in the first minute of an hour; chance gives 1/60.
	Hour float64
}

// Rounded measures times against the marks of a clock. step is that of the
// input.
func Rounded(times []int64, step int64) Round {
	var r Round
	if len(times) == 0 {
		return Round{math.NaN(), math.NaN(), math.NaN()}
	}
	for _, t := range times {
		if mod(t, Minute) < Second {
			r.Minute++
		}
		m := mod(floorDiv(t, Minute), 60)
		if m%5 == 0 {
			r.Five++
		}
		if m == 0 {
			r.Hour++
		}
	}
	n := float64(len(times))
	r = Round{r.Minute / n, r.Five / n, r.Hour / n}
	if step >= Minute {
		r.Minute = math.NaN()
	}
	return r
}

// Beat is how closely times keep to a period.
type Beat struct {
	Period int64 // microseconds
	// Length is the mean resultant length of the times on the circle of the
	// period, 0 spread evenly, 1 all at one phase.
	Length float64
	P      float64 // of Rayleigh's test, for one period
}

// Periods are those that Beats tries: what a scheduler offers. Longer ones,
// such as a day, everybody keeps.
func Periods() []int64 {
	return []int64{Minute, 5 * Minute, 10 * Minute, 15 * Minute, 30 * Minute, Hour}
}

// Beats gives the period of Periods that the times keep best, with its p
// multiplied by the number of periods tried (Bonferroni). Periods below ten
// steps of the clock are left out: times in whole minutes are all at second
// zero. Fewer than ten times say nothing: p is 1.
func Beats(times []int64, step int64) Beat {
	best, tried := Beat{P: 1}, 0
	for _, period := range Periods() {
		if period < 10*step || len(times) < 10 {
			continue
		}
		tried++
		r := Resultant(times, period)
		if p := Rayleigh(r, len(times)); p < best.P {
			best = Beat{period, r, p}
		}
	}
	best.P = min(1, best.P*float64(max(tried, 1)))
	return best
}

// Resultant is the mean resultant length of times on the circle of a period.
func Resultant(times []int64, period int64) float64 {
	if len(times) == 0 {
		return 0
	}
	var x, y float64
	for _, t := range times {
		s, c := math.Sincos(2 * math.Pi * float64(mod(t, period)) / float64(period))
		x, y = x+c, y+s
	}
	return min(1, math.Hypot(x, y)/float64(len(times)))
}

// Rayleigh is the p-value of Rayleigh's test that n directions are spread
// evenly, for their mean resultant length (Zar 1999, equation 27.4; Berens
// 2009, J. Stat. Software 31(10)):
//
//	p ≈ exp(√(1 + 4n + 4(n² − (nR)²)) − (1 + 2n))
//
// It assumes that the directions are independent: posts of one burst are not,
// so callers thin them first (Thin).
func Rayleigh(length float64, n int) float64 {
	if n == 0 {
		return 1
	}
	f := float64(n)
	nr := f * length
	return min(1, math.Exp(math.Sqrt(max(0, 1+4*f+4*(f*f-nr*nr)))-(1+2*f)))
}

// Thin drops the times that follow the last one kept by less than a gap.
func Thin(times []int64, gap int64) []int64 {
	var out []int64
	for _, t := range times {
		if len(out) == 0 || t-out[len(out)-1] >= gap {
			out = append(out, t)
		}
	}
	return out
}
