package flood

// bins are the lengths of a bin, in seconds, and how many of them make a
// block, the step in which a baseline is estimated.
var bins = []struct{ seconds, block int64 }{{1, 15}, {10, 15}, {60, 15}, {300, 3}, {3600, 1}}

const day = 86400

// timeline is one site's requests over equal bins of the days on which there
// were any.
type timeline struct {
	bin   int64   // seconds
	block int     // bins
	days  []int64 // days since 1970 with a request, ascending
	x     []float64
	seen  []span // stretches of consecutive days, from first to last request
}

// span is the bins from lo up to, not including, hi.
type span struct{ lo, hi int }

func (s span) len() int { return s.hi - s.lo }

// newTimeline bins a count. The bin follows the length of the log: a second
// up to ten minutes, ten seconds up to two hours, then a minute; and never
// less than the grain of the count or the period of a clock artefact.
func newTimeline(c *count, period int64) *timeline {
	days := activeDays(c)
	t := &timeline{days: days}
	from, to := c.span()
	for _, b := range bins {
		t.bin, t.block = b.seconds, int(b.block)
		fine := b.seconds < c.Grain || b.seconds < period
		short := b.seconds == 1 && to-from > 600 || b.seconds == 10 && to-from > 7200
		many := int64(len(days))*day/b.seconds > maxBins
		if !fine && !short && !many {
			break
		}
	}
	t.fill(c)
	return t
}

func activeDays(c *count) []int64 {
	var days []int64
	for _, x := range c.Cells {
		if d := x.At / day; len(days) == 0 || days[len(days)-1] != d {
			days = append(days, d)
		}
	}
	return days
}

func (t *timeline) fill(c *count) {
	per := int(day / t.bin)
	t.x = make([]float64, len(t.days)*per)
	d := 0
	first, last := -1, -1
	for _, x := range c.Cells {
		sec := x.At
		for t.days[d] != sec/day {
			d++
			if t.days[d] != t.days[d-1]+1 {
				t.seen = append(t.seen, span{first, last + 1})
				first = -1
			}
		}
		i := d*per + int(sec%day/t.bin)
		if first < 0 {
			first = i
		}
		last = i
		t.x[i] += float64(x.N)
	}
	if first >= 0 {
		t.seen = append(t.seen, span{first, last + 1})
	}
}

// second is when a bin begins; the end of the last bin of a day is given as
// such, not as the beginning of the next day that has requests.
func (t *timeline) second(i int) int64 {
	per := int(day / t.bin)
	d := i / per
	if d >= len(t.days) {
		return (t.days[len(t.days)-1] + 1) * day
	}
	return t.days[d]*day + int64(i%per)*t.bin
}

// end is when the bin before i ends.
func (t *timeline) end(i int) int64 { return t.second(i-1) + t.bin }

// observed is how many bins the log covers.
func (t *timeline) observed() int {
	n := 0
	for _, s := range t.seen {
		n += s.len()
	}
	return n
}

func (t *timeline) sum(s span) float64 {
	n := 0.0
	for _, x := range t.x[s.lo:s.hi] {
		n += x
	}
	return n
}
