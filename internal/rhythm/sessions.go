package rhythm

import "math/rand/v2"

// SessionGap is the pause after which a post begins a new session.
const SessionGap = 30 * Minute

// Starts gives the first post of every session of one account: those that no
// other post of it precedes within SessionGap.
func Starts(times []int64) []int64 {
	var out []int64
	for i, t := range times {
		if i == 0 || t-times[i-1] >= SessionGap {
			out = append(out, t)
		}
	}
	return out
}

// Together is how often accounts begin their sessions at the same moment.
type Together struct {
	Starts   int     // sessions of all accounts
	Joined   int     // that begin within Window of one of another account
	Expected float64 // joined ones, where the moments within their band are chance
	P        float64 // of as many or more, by Draws redrawings; at least 1/(Draws+1)
	Draws    int
}

// Band is the stretch within which a session's start is drawn anew.
const Band = 30 * Minute

// start is the beginning of a session: its second since 1970 above, the number
// of its account below, so that starts sort as plain numbers.
type start int64

// ownerBits leaves 2³⁹ seconds for the time.
const ownerBits = 24

func newStart(t int64, owner int) start {
	return start(floorDiv(t, Second)<<ownerBits | int64(owner&(1<<ownerBits-1)))
}

func (s start) second() int64 { return int64(s) >> ownerBits }
func (s start) owner() int64  { return int64(s) & (1<<ownerBits - 1) }

// all puts the starts of all accounts into one list.
func all(starts [][]int64) []start {
	n := 0
	for _, list := range starts {
		n += len(list)
	}
	out := make([]start, 0, n)
	for a, list := range starts {
		for _, t := range list {
			out = append(out, newStart(t, a))
		}
	}
	return out
}

// BeginTogether asks whether the sessions of several accounts begin within a
// window of one another more often than their common hours explain: every
// start is drawn anew, evenly within its own half hour of the clock, which
// keeps how many sessions each account begins in each half hour (interval
// jitter: Amarasingham, Harrison, Hatsopoulos and Geman 2012, J. Neurophysiol.
// 107:517). starts holds those of each account. seed makes the draws the same
// in every run. Draws are fewer where there are many starts, never below 19.
// Times of step microseconds are drawn in that step, at least a second.
func BeginTogether(starts [][]int64, window, step int64, seed uint64) Together {
	observed := all(starts)
	out := Together{Starts: len(observed), P: 1}
	if len(starts) < 2 || len(observed) == 0 {
		return out
	}
	out.Joined = joined(observed, window)
	out.Draws = min(199, max(19, 1_000_000/len(observed)))
	rnd := rand.New(rand.NewPCG(seed, 0x73657373696f6e73))
	drawn := make([]start, len(observed))
	step = max(step, Second)
	as, sum := 1, 0
	for range out.Draws {
		for i, s := range observed {
			t := s.second() * Second
			drawn[i] = newStart(floorDiv(t, Band)*Band+rnd.Int64N(Band/step)*step, int(s.owner()))
		}
		n := joined(drawn, window)
		sum += n
		if n >= out.Joined {
			as++
		}
	}
	out.Expected = float64(sum) / float64(out.Draws)
	out.P = float64(as) / float64(out.Draws+1)
	return out
}

// joined counts the starts that have one of another account within the
// window, to the second. It sorts them.
func joined(list []start, window int64) int {
	sortStarts(list)
	window /= Second
	n := 0
	for i := range list {
		if other(list, i, -1, window) || other(list, i, 1, window) {
			n++
		}
	}
	return n
}

// other looks from place i one way for a start of another account within the
// window, and passes over those of its own.
func other(list []start, i, way int, window int64) bool {
	for j := i + way; j >= 0 && j < len(list); j += way {
		if (list[j].second()-list[i].second())*int64(way) > window {
			return false
		}
		if list[j].owner() != list[i].owner() {
			return true
		}
	}
	return false
}

// Joined counts the sessions that begin within a window of one of another
// account. starts holds those of each account.
func Joined(starts [][]int64, window int64) int { return joined(all(starts), window) }
