package outage

import (
	"cmp"
	"math"
	"slices"

	"github.com/unveil-project/unveil/internal/weblog"
)

const (
	// visitGap is how long an address must have been quiet for its next
	// request to begin a visit. Visits begin independently of one another,
	// requests do not (Paxson and Floyd 1995).
	visitGap = 300
	// rare is the chance below which a silence is no chance.
	rare = 1e-6
	// minFailed is how many failed requests make an outage at least.
	minFailed = 5
	// maxSpan bounds the seconds of a burst that are looked at one by one.
	maxSpan = 7 * 86400
)

// outages are the stretches in which most requests failed, and those without
// any, in order of time.
func (q *Question) outages(before *facts, failedUsual float64) []Outage {
	var out []Outage
	if failedUsual < 0.5 {
		out = q.failing()
	}
	for _, s := range q.silences(before) {
		if !slices.ContainsFunc(out, func(o Outage) bool { return s.From < o.To && o.From < s.To }) {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b Outage) int { return cmp.Compare(a.From, b.From) })
	return out
}

// failing finds stretches of seconds in most of which most of the visitors'
// requests failed; where visitors sent none, everybody's. They are the maximal
// scoring segments of +1 for such a second, −1 for any other with a request
// and 0 for one without (Ruzzo and Tompa 1999).
func (q *Question) failing() (out []Outage) {
	n := int(min(max(q.Burst.To-q.Burst.From, 0), maxSpan))
	seconds := make([][2]float64, n) // failed, all
	q.seconds(seconds, true)
	if !slices.ContainsFunc(seconds, func(s [2]float64) bool { return s[1] > 0 }) {
		q.seconds(seconds, false)
	}
	scores := make([]int, n)
	for i, s := range seconds {
		switch {
		case s[1] == 0:
		case 2*s[0] > s[1]:
			scores[i] = 1
		default:
			scores[i] = -1
		}
	}
	for _, g := range segments(scores) {
		failed, all := 0.0, 0.0
		for _, s := range seconds[g[0]:g[1]] {
			failed, all = failed+s[0], all+s[1]
		}
		if g[1]-g[0] >= MinSeconds && failed >= minFailed && 2*failed > all {
			out = append(out, Outage{From: q.Burst.From + int64(g[0]), To: q.Burst.From + int64(g[1]), Failed: failed / all})
		}
	}
	return out
}

// seconds counts failed and all requests by second of the burst.
func (q *Question) seconds(to [][2]float64, visitors bool) {
	for r := range q.Table.In(q.Burst) {
		i := r.Second() - q.Burst.From
		if i >= int64(len(to)) || visitors && q.Hostile != nil && q.Hostile(r.Client) {
			continue
		}
		to[i][1] += float64(r.Count())
		if r.Failed() {
			to[i][0] += float64(r.Count())
		}
	}
}

// segments are the maximal scoring segments, as half-open ranges that begin
// and end with a positive score: the algorithm of Ruzzo and Tompa, in linear time.
func segments(scores []int) [][2]int {
	// left is the sum before the segment, right that up to its end, lower the
	// last segment before it with a smaller left.
	type segment struct{ from, to, left, right, lower int }
	var open []segment
	sum := 0
	for i, s := range scores {
		before := sum
		sum += s
		if s <= 0 {
			continue
		}
		g := segment{i, i + 1, before, sum, -1}
		for {
			j := len(open) - 1
			for j >= 0 && open[j].left >= g.left {
				j = open[j].lower
			}
			g.lower = j
			if j < 0 || open[j].right >= g.right {
				break
			}
			g.from, g.left = open[j].from, open[j].left
			open = open[:j]
		}
		open = append(open, g)
	}
	var out [][2]int
	for _, g := range open {
		out = append(out, [2]int{g.from, g.to})
	}
	return out
}

// silences are stretches without a request that began in the burst and ended
// while the log went on, too long for chance. In ordinary time λ visits begin
// in a second, as a Poisson process: s seconds have none with the chance
// e^(−λs). Requests within visits only make silence rarer.
func (q *Question) silences(before *facts) (out []Outage) {
	seconds := 0.0
	for _, w := range q.Usual {
		seconds += w.Seconds()
	}
	if before.starts == 0 || seconds <= 0 {
		return nil
	}
	rate := before.starts / seconds * q.Table.Scale()
	last := int64(math.MinInt64)
	for at := range q.busy() {
		gap := at - last - 1
		if last >= q.Burst.From && last < q.Burst.To && gap >= MinSeconds {
			if chance := math.Exp(-rate * float64(gap)); chance < rare {
				out = append(out, Outage{From: last + 1, To: at, Failed: 1, Silent: true, Chance: chance})
			}
		}
		if last = at; at >= q.Burst.To {
			break
		}
	}
	return out
}

// busy yields the seconds from the burst on that have a request, in order.
// Volumes are exact where rows are a sample; where they were counted more
// coarsely nothing is yielded.
func (q *Question) busy() func(yield func(int64) bool) {
	var volumes []*weblog.Volume
	for i, v := range q.Table.Volumes {
		if q.Burst.Site != weblog.AllSites && i != q.Burst.Site {
			continue
		}
		if v.Grain > 1 {
			return func(func(int64) bool) {}
		}
		volumes = append(volumes, v)
	}
	return func(yield func(int64) bool) {
		at := make([]int, len(volumes))
		for i, v := range volumes {
			at[i], _ = slices.BinarySearchFunc(v.Cells, q.Burst.From, func(c weblog.Cell, t int64) int { return cmp.Compare(c.At, t) })
		}
		for {
			next := int64(math.MaxInt64)
			for i, v := range volumes {
				if at[i] < len(v.Cells) {
					next = min(next, v.Cells[at[i]].At)
				}
			}
			if next == math.MaxInt64 || !yield(next) {
				return
			}
			for i, v := range volumes {
				if at[i] < len(v.Cells) && v.Cells[at[i]].At == next {
					at[i]++
				}
			}
		}
	}
}
