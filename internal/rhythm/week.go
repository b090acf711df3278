package rhythm

import "math"

// Microseconds in the units that profiles are made of.
const (
	Second = int64(1e6)
	Minute = 60 * Second
	Hour   = 60 * Minute
	Day    = 24 * Hour
	slot   = 30 * Minute
)

// Slots are the half hours of a week; Hours its hours.
const (
	Slots = 336
	Hours = 168
)

// floorDiv is a/b rounded down, b > 0.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// mod is a modulo b, never negative, b > 0.
func mod(a, b int64) int64 { return a - floorDiv(a, b)*b }

// SlotOf gives the half hour of the week of a time, 0 is Monday 00:00 UTC.
// 1 January 1970 was a Thursday.
func SlotOf(t int64) int { return int(mod(floorDiv(t, slot)+3*48, Slots)) }

// Week counts over the half hours of the week, in UTC, from Monday.
type Week [Slots]float64

// Active counts, for one account, the half hours in which it posted: each
// half hour once, so that a burst of posts is one act of being there.
func Active(times []int64) Week {
	var w Week
	last := int64(math.MinInt64)
	for _, t := range times {
		if at := floorDiv(t, slot); at != last {
			w[SlotOf(t)]++
			last = at
		}
	}
	return w
}

// Add adds the counts of another week.
func (w *Week) Add(o *Week) {
	for i, n := range o {
		w[i] += n
	}
}

// Total is the sum of the counts.
func (w *Week) Total() float64 {
	sum := 0.0
	for _, n := range w {
		sum += n
	}
	return sum
}

// Hours folds the half hours into the 168 hours of the week.
func (w *Week) Hours() [Hours]float64 {
	var h [Hours]float64
	for i, n := range w {
		h[i/2] += n
	}
	return h
}

// Smooth spreads every hour over its neighbours by the weights ¼, ½, ¼ round
// the week, so that a profile of few posts is not taken for its accidents.
func Smooth(h [Hours]float64) [Hours]float64 {
	var out [Hours]float64
	for i := range h {
		out[i] = h[(i+Hours-1)%Hours]/4 + h[i]/2 + h[(i+1)%Hours]/4
	}
	return out
}

// Cosine is the cosine of the angle between two profiles, 0..1; NaN where one
// is empty.
func Cosine(a, b []float64) float64 {
	var ab, aa, bb float64
	for i := range a {
		ab += a[i] * b[i]
		aa += a[i] * a[i]
		bb += b[i] * b[i]
	}
	if aa <= 0 || bb <= 0 {
		return math.NaN()
	}
	return min(max(ab/math.Sqrt(aa*bb), 0), 1)
}

// Shift moves a profile by whole hours round the week.
func Shift(h [Hours]float64, by int) [Hours]float64 {
	var out [Hours]float64
	for i := range h {
		out[((i+by)%Hours+Hours)%Hours] = h[i]
	}
	return out
}

// Quiet is the longest stretch of the day that holds at most a share of the
// activity: the sleep of a person, the night of an office.
type Quiet struct {
	Start  int     // half hour of the day in UTC, 0..47
	Length int     // half hours
	Share  float64 // of the activity that falls in it
}

// Quietest finds the longest stretch of half hours of the day, round
// midnight, that holds at most the share of all activity. A week without
// activity has none.
func (w *Week) Quietest(share float64) Quiet {
	var day [48]float64
	total := w.Total()
	for i, n := range w {
		day[i%48] += n
	}
	var best Quiet
	if total <= 0 {
		return best
	}
	for start := range day {
		sum, n := 0.0, 0
		for n < 48 && sum+day[(start+n)%48] <= share*total {
			sum += day[(start+n)%48]
			n++
		}
		if n > best.Length {
			best = Quiet{start, n, sum / total}
		}
	}
	return best
}
