package null

import "github.com/unveil-project/unveil/internal/network"

// Model says what chance is measured against: the window within which two
// shares count as together, and how far each null may move things. The zero
// values of Band, Stratum and Least are replaced by what Settled chooses.
type Model struct {
	Window  int64 // most that two shares lie apart, both ends included, microseconds
	Step    int64 // step of the clock that wrote the times, microseconds; 0: exact
	Band    int64 // how far around a share the null when looks, microseconds
	Stratum int64 // length of time within which the null who exchanges accounts, microseconds
	Least   int   // least objects of an edge: accounts that cannot reach it are no test
	Workers int   // goroutines; 0: one
	// Screen is the p of the null who above which a pair is not asked about
	// the null when, the slower of the two: its ExpectedWhen and PWhen are
	// NaN. Every q up to Screen is the same as without it, as q is never
	// below p; a larger one is a lower bound. 0 asks about all pairs.
	Screen float64
}

// EffectiveWindow is how far apart two shares may have been made whose written
// times lie within a window of each other, on a clock that cuts times to whole
// steps: a share written 10:01 may have been made at 10:01:59, so "60 s" on a
// clock of minutes takes in up to 119 s. It is the window cut to whole steps,
// plus one step, less one second (one microsecond where the step is below a
// second). All in microseconds; without a step (0) it is the window.
func EffectiveWindow(window, step int64) int64 {
	if step <= 0 || window < 0 {
		return window
	}
	unit := second
	if step < second {
		unit = 1
	}
	return window/step*step + step - min(unit, step)
}

// Settled gives the model with every value chosen for a table.
//
// The band is sixty windows for short windows and fewer for long ones: never
// under a minute, an hour for a minute, three hours for a quarter of an hour,
// four days for one; at most a quarter of what the table covers. The stratum is one day, as people's days are; longer for
// long windows, so that most meetings lie within one, and shorter for tables
// of a few days, so that at least four remain.
func (m Model) Settled(s *network.Shares) Model {
	m.Least = max(m.Least, 1)
	m.Workers = max(m.Workers, 1)
	if m.Screen <= 0 {
		m.Screen = 1
	}
	m.Step = max(m.Step, 0)
	if m.Band <= 0 {
		m.Band = max(min(BandFor(m.Window, m.Step), span(s.Time)/4), 4*max(m.Window, m.Step))
	}
	if m.Stratum <= 0 {
		m.Stratum = StratumFor(m.Window, span(s.Time))
	}
	return m
}

// BandFor is the band that suits a window on a clock of the given step, both
// in microseconds.
func BandFor(window, step int64) int64 {
	w := max(window, step, second)
	const minute = 60 * second
	switch {
	case w <= minute:
		return max(minute, 60*w)
	case w <= 15*minute:
		// From 60 windows at one minute down to 12 at a quarter of an hour.
		return hour + (w-minute)*(2*hour)/(14*minute)
	case w <= Day:
		// From 12 windows down to 4 at a day.
		return max(4*w, 3*hour+(w-15*minute)/minute*(93*hour)/((Day-15*minute)/minute))
	}
	return 4 * w
}

// StratumFor is the stratum that suits a window and a table that covers a
// span of time, in microseconds.
func StratumFor(window, span int64) int64 {
	least := 16 * max(window, second)
	if least > Day {
		return (least + Day - 1) / Day * Day
	}
	return min(Day, max(least, span/4+1))
}

// span is the time from the first share to the last.
func span(times []int64) int64 {
	if len(times) == 0 {
		return 0
	}
	lo, hi := times[0], times[0]
	for _, t := range times {
		lo, hi = min(lo, t), max(hi, t)
	}
	return hi - lo
}
