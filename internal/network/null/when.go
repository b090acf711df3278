package null

import (
	"math"
	"slices"
	"sort"

	"github.com/unveil-project/unveil/internal/network"
)

// Window is one length of time within which shares count as together.
type Window struct {
	Length int64 // microseconds; two shares this far apart still count
	Band   int64 // the wider stretch to each side that says what is usual
}

// When is the second null, when: it keeps what two accounts shared within
// the band and asks how often that would have fallen within the window, were
// the times drawn from the object's own course. The course is how accounts of
// the background shared the object around that time, plus one share spread
// evenly over the band, so that an object without background counts as even.
type When struct {
	s      *network.Shares
	rows   []uint32 // of each account, in the table's order
	start  []int
	window Window
	even   float64   // share of the band that the window takes
	before []uint32  // background shares before each row
	rate   []float32 // of each row once asked for; negative: not yet
	posts  [2][]uint32
}

// NewWhen indexes the background: the shares of accounts that are not
// linked to any other.
func NewWhen(s *network.Shares, rows []uint32, start []int, w Window, linked []bool, step int64) *When {
	t := &When{
		s: s, rows: rows, start: start, window: w, even: evenShare(w, step),
		before: make([]uint32, s.Len()+1), rate: make([]float32, s.Len()),
	}
	for i, a := range s.Account {
		t.before[i+1] = t.before[i]
		if !linked[a] {
			t.before[i+1]++
		}
		t.rate[i] = -1
	}
	return t
}

// evenShare is the share of the instants of a band that lie in the window, on
// a clock of the given step.
func evenShare(w Window, step int64) float64 {
	step = max(step, 1)
	instants := func(length int64) float64 { return float64(2*(length/step) + 1) }
	return instants(w.Length) / instants(w.Band)
}

// at is the chance that a share of a row's object made within the band of
// that row falls within the window of it.
func (t *When) at(row uint32) float64 {
	if r := t.rate[row]; r >= 0 {
		return float64(r)
	}
	in, out := t.around(row, t.window.Length), t.around(row, t.window.Band)
	r := (in + t.even) / (out + 1)
	t.rate[row] = float32(r)
	return r
}

// around counts the background's shares of a row's object within a length of
// time to each side of it.
func (t *When) around(row uint32, length int64) float64 {
	o := t.s.Object[row]
	from, to := t.s.Start[o], t.s.Start[o+1]
	times := t.s.Time[from:to]
	lo := sort.Search(len(times), func(k int) bool { return times[k] >= t.s.Time[row]-length })
	hi := sort.Search(len(times), func(k int) bool { return times[k] > t.s.Time[row]+length })
	return float64(t.before[from+hi] - t.before[from+lo])
}

// Meeting is how two accounts met in one channel and window.
type Meeting struct {
	Objects  int     // distinct objects met on, no more than posts of either
	Expected float64 // by the second null
}

// Meet goes through what two accounts have in common.
func (t *When) Meet(a, b uint32) Meeting {
	return t.MeetRows(t.rows[t.start[a]:t.start[a+1]], t.rows[t.start[b]:t.start[b+1]])
}

// MeetRows is Meet for the rows of two parties, one account or several each,
// in ascending order.
func (t *When) MeetRows(x, y []uint32) Meeting {
	t.posts[0], t.posts[1] = t.posts[0][:0], t.posts[1][:0]
	var m Meeting
	for len(x) > 0 && len(y) > 0 {
		ox, oy := t.s.Object[x[0]], t.s.Object[y[0]]
		switch {
		case ox < oy:
			x = x[t.skip(x, oy):]
		case ox > oy:
			y = y[t.skip(y, ox):]
		default:
			n, k := t.skip(x, ox+1), t.skip(y, ox+1)
			met, chance := t.meetOn(x[:n], y[:k])
			m.Objects += met
			m.Expected += chance
			x, y = x[n:], y[k:]
		}
	}
	m.Objects = min(m.Objects, distinct(t.posts[0]), distinct(t.posts[1]))
	return m
}

// skip counts the leading rows of objects below o.
func (t *When) skip(rows []uint32, o uint32) int {
	n := 1
	for n < len(rows) && t.s.Object[rows[n]] < o {
		n *= 2
	}
	lo, hi := n/2, min(n, len(rows))
	return lo + sort.Search(hi-lo, func(k int) bool { return t.s.Object[rows[lo+k]] >= o })
}

// bandPairs bounds the pairs of rows of two accounts that are weighed for one
// object; by then the chance to meet on it is close to one.
const bandPairs = 512

// meetOn compares the rows of two accounts for one object: 1 if they met, and
// the chance that they would.
func (t *When) meetOn(x, y []uint32) (met int, chance float64) {
	miss, pairs, from := 1.0, 0, 0
	for _, r := range x {
		for from < len(y) && t.s.Time[y[from]] < t.s.Time[r]-t.window.Band {
			from++
		}
		for _, q := range y[from:] {
			apart := t.s.Time[q] - t.s.Time[r]
			if apart > t.window.Band || pairs == bandPairs {
				break
			}
			pairs++
			miss *= 1 - math.Max(t.at(r), t.at(q))
			if max(apart, -apart) <= t.window.Length {
				met = 1
				t.posts[0] = append(t.posts[0], t.s.Post[r])
				t.posts[1] = append(t.posts[1], t.s.Post[q])
			}
		}
	}
	return met, 1 - miss
}

// distinct counts the different values, sorting them.
func distinct(v []uint32) int {
	slices.Sort(v)
	n := 0
	for i := range v {
		if i == 0 || v[i] != v[i-1] {
			n++
		}
	}
	return n
}
