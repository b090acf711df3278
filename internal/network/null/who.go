package null

import "github.com/unveil-project/unveil/internal/network"

// Who is how much each account shared on each day in one channel, and on
// how many pairs of shares accounts met on each day: what the first null, who
// shared what, keeps.
type Who struct {
	start []int // of an account's rows in days and counts
	days  []uint32
	count []uint32
	// rate is, by day, the chance that one share of each of two accounts
	// makes them meet: twice the meetings over the ordered pairs of shares.
	rate  []float64
	first int64 // number of day 0 since 1970
}

// NewWho counts distinct objects by account and day among the accounts
// kept.
func NewWho(s *network.Shares, rows []uint32, start []int, keep []bool) *Who {
	a := &Who{start: make([]int, len(start))}
	a.first = firstDay(s.Time)
	var keys []uint64
	for acc := range len(start) - 1 {
		if keep[acc] {
			keys = appendDays(keys, s, rows[start[acc]:start[acc+1]], uint64(acc)<<32, a.first)
		}
	}
	last := uint32(0)
	for _, p := range network.Count(keys) {
		a.days, a.count = append(a.days, p.B), append(a.count, p.Objects)
		a.start[p.A+1] = len(a.days)
		last = max(last, p.B)
	}
	for i := 1; i < len(a.start); i++ {
		a.start[i] = max(a.start[i], a.start[i-1])
	}
	a.rate = make([]float64, last+1)
	return a
}

// appendDays appends a key for each distinct object and day of one account,
// whose rows stand in order of object and time.
func appendDays(keys []uint64, s *network.Shares, rows []uint32, account uint64, first int64) []uint64 {
	for k, r := range rows {
		d := FloorDiv(s.Time[r], Day) - first
		if k > 0 && s.Object[rows[k-1]] == s.Object[r] && FloorDiv(s.Time[rows[k-1]], Day)-first == d {
			continue
		}
		keys = append(keys, account|uint64(uint32(d)))
	}
	return keys
}

// Settle turns the meetings met on each day, scaled to the total of distinct
// ones, into the rates.
func (a *Who) Settle(met []float64, total int) {
	sum, square := make([]float64, len(a.rate)), make([]float64, len(a.rate))
	for i, d := range a.days {
		n := float64(a.count[i])
		sum[d] += n
		square[d] += n * n
	}
	all := 0.0
	for _, m := range met {
		all += m
	}
	for d := range a.rate {
		if pairs := sum[d]*sum[d] - square[d]; pairs > 0 && all > 0 {
			a.rate[d] = 2 * met[d] / all * float64(total) / pairs
		}
	}
}

// Expected is the number of objects on which two accounts would meet if the
// shares of each day had been dealt out among that day's accounts by how much
// each shared.
func (a *Who) Expected(x, y uint32) float64 {
	i, iEnd := a.start[x], a.start[x+1]
	j, jEnd := a.start[y], a.start[y+1]
	sum := 0.0
	for i < iEnd && j < jEnd {
		switch di, dj := a.days[i], a.days[j]; {
		case di < dj:
			i++
		case di > dj:
			j++
		default:
			sum += a.rate[di] * float64(a.count[i]) * float64(a.count[j])
			i++
			j++
		}
	}
	return sum
}

const (
	second = int64(1e6)
	hour   = 3600 * second
	// Day is the stratum within which the null who keeps activity, in
	// microseconds.
	Day = 24 * hour
)

// Days is the number of days that the activity covers.
func (a *Who) Days() int { return len(a.rate) }

// First is the number of day 0 since 1970.
func (a *Who) First() int64 { return a.first }

func firstDay(times []int64) int64 {
	if len(times) == 0 {
		return 0
	}
	least := times[0]
	for _, t := range times {
		least = min(least, t)
	}
	return FloorDiv(least, Day)
}

// FloorDiv is the quotient rounded down.
func FloorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
