package narrative

import (
	"math"
	"slices"
)

// Spread is posts over equal steps of time.
type Spread struct {
	Start int64   // microseconds since 1970 UTC
	Step  int64   // microseconds
	Posts []int32 // made in each step
}

// Burst is the time in which a narrative is posted far above its own mean
// rate, around its busiest step; zero where it never is.
type Burst struct {
	Onset, Peak, End int64   // beginnings of steps, and the end of the last one
	Posts            int     // within
	PeakPosts        int     // in the busiest step
	Doubling         float64 // seconds of the last doubling before the busiest step ended
}

// steps are the widths that a step may have, in microseconds.
var steps = [...]int64{minute, 5 * minute, 15 * minute, hour, 6 * hour, day, 7 * day, 28 * day}

// mostSteps bounds the steps of a spread.
const mostSteps = 200

// spread fills what follows from the times of the posts, which stand in order.
func (b *builder) spread(n *Narrative) {
	times := make([]int64, len(n.Rows))
	for i, row := range n.Rows {
		times[i] = b.time[row]
	}
	n.Delay = b.delay(n.Rows)
	slices.Sort(times)
	n.First, n.Last = times[0], times[len(times)-1]
	n.Spread = spreadOf(times)
	n.Burst = n.Spread.burst(times)
	n.Marks.Days, n.Marks.BusyDay = days(times)
}

// spreadOf counts times, ascending, in at most mostSteps steps.
func spreadOf(times []int64) Spread {
	first, last := times[0], times[len(times)-1]
	step := steps[0]
	for _, step = range steps {
		if last/step-first/step < mostSteps-1 {
			break
		}
	}
	for last/step-first/step >= mostSteps-1 {
		step *= 2
	}
	s := Spread{Start: floor(first, step) * step, Step: step}
	s.Posts = make([]int32, (last-s.Start)/step+1)
	for _, t := range times {
		s.Posts[(t-s.Start)/step]++
	}
	return s
}

func floor(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// The constants of burst detection: the rate of the upper state over that of
// the lower, and the cost of going up for each ln(steps).
const (
	burstRate = 3.0
	burstCost = 1.0
)

// burst finds the burst around the busiest step by the two-state automaton of
// Kleinberg (KDD 2002, section 4), with Poisson counts in each step: the lower
// state has the mean rate, the upper burstRate times that. The cheapest way
// through both states is found by dynamic programming.
func (s Spread) burst(times []int64) Burst {
	peak := 0
	for i, v := range s.Posts {
		if v > s.Posts[peak] {
			peak = i
		}
	}
	up := s.upper(float64(len(times)))
	if !up[peak] {
		return Burst{}
	}
	from, to := peak, peak
	for from > 0 && up[from-1] {
		from--
	}
	for to+1 < len(up) && up[to+1] {
		to++
	}
	at := func(step int) int64 { return s.Start + int64(step)*s.Step }
	out := Burst{Onset: at(from), Peak: at(peak), End: at(to + 1), PeakPosts: int(s.Posts[peak])}
	for _, v := range s.Posts[from : to+1] {
		out.Posts += int(v)
	}
	until, _ := slices.BinarySearch(times, at(peak+1))
	out.Doubling = float64(times[until-1]-times[(until-1)/2]) / float64(second)
	return out
}

// upper says of each step whether the cheapest way has it in the upper state.
func (s Spread) upper(total float64) []bool {
	n := len(s.Posts)
	out := make([]bool, n)
	if n < 3 {
		return out
	}
	rate := total / float64(n)
	climb := burstCost * math.Log(float64(n))
	fromUp := make([][2]bool, n) // where the cheapest way into a state came from
	low, high := 0.0, climb
	for i, v := range s.Posts {
		// The costs are −ln of the Poisson probability, without what both share.
		costLow := rate - float64(v)*math.Log(rate)
		costHigh := burstRate*rate - float64(v)*math.Log(burstRate*rate)
		toLow, toHigh := min(low, high), min(low+climb, high)
		fromUp[i] = [2]bool{high < low, high <= low+climb}
		low, high = toLow+costLow, toHigh+costHigh
	}
	state := high < low
	for i := n - 1; i >= 0; i-- {
		out[i] = state
		if state {
			state = fromUp[i][1]
		} else {
			state = fromUp[i][0]
		}
	}
	return out
}

// delay is the median time between a post and the next one by another account,
// in seconds; NaN where there is none.
func (b *builder) delay(rows []uint32) float64 {
	var gaps []int64
	for i := 1; i < len(rows); i++ {
		if b.account[rows[i]] != b.account[rows[i-1]] {
			gaps = append(gaps, b.time[rows[i]]-b.time[rows[i-1]])
		}
	}
	if len(gaps) == 0 {
		return math.NaN()
	}
	slices.Sort(gaps)
	return float64(gaps[(len(gaps)-1)/2]+gaps[len(gaps)/2]) / 2 / float64(second)
}

// days counts the days (UTC) with a post, and the posts of the busiest.
func days(times []int64) (n, most int) {
	today := 0
	for i, t := range times {
		if i == 0 || floor(t, day) != floor(times[i-1], day) {
			n, today = n+1, 0
		}
		today++
		most = max(most, today)
	}
	return n, most
}

// countAccounts fills what follows from who made the posts.
func (b *builder) countAccounts(n *Narrative) {
	by := map[uint32]int{}
	for _, row := range n.Rows {
		a := b.account[row]
		by[a]++
		n.Marks.Busiest = max(n.Marks.Busiest, by[a])
		if b.coordinated[a] {
			n.CoordinatedPosts++
		}
	}
}
