package null

import (
	"math"

	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/stats"
)

// Interval is the coordination interval estimated from a table, with the
// figures that show how.
type Interval struct {
	Length  int64   // the interval, microseconds; at least one second
	Q, P    float64 // the share of objects taken, the share of shares reached
	Objects int     // objects shared twice and more
	Second  int64   // the quantile Q of the time to an object's second share
	Quick   int     // objects whose second share came within it
	// Of the quick objects, the time to more than the share P of their
	// shares, microseconds: quartiles and ends.
	Least, Lower, Median, Upper, Most int64
}

// EstimateInterval estimates how close two shares must lie to be unusually
// quick, as CooRnet does (Giglietto et al. 2020): it takes the objects that are
// among the share q (0.1) quickest to their second share, and the time in
// which these gather more than the share p (0.5) of their shares; the interval
// is the quantile p of those times, at least one second. Quantiles are
// interpolated (Hyndman and Fan 1996, type 7). The table is grouped; shares of
// one account count like those of many. ok is false where no object was shared
// twice.
func EstimateInterval(s *network.Shares, q, p float64) (i Interval, ok bool) {
	i = Interval{Q: q, P: p}
	var toSecond []float64
	for o := range len(s.Start) - 1 {
		if times := s.Time[s.Start[o]:s.Start[o+1]]; len(times) > 1 {
			toSecond = append(toSecond, float64(times[1]-times[0]))
		}
	}
	if i.Objects = len(toSecond); i.Objects == 0 {
		return i, false
	}
	limit := stats.Quantile(toSecond, q)
	i.Second = int64(math.Round(limit))
	var reach []float64
	for o := range len(s.Start) - 1 {
		times := s.Time[s.Start[o]:s.Start[o+1]]
		if len(times) < 2 || float64(times[1]-times[0]) > limit {
			continue
		}
		i.Quick++
		if k, ok := firstAbove(len(times), p); ok {
			reach = append(reach, float64(times[k]-times[0]))
		}
	}
	if len(reach) == 0 { // p of 1: no object has more than all its shares
		return i, false
	}
	at := func(q float64) int64 { return int64(math.Round(stats.Quantile(reach, q))) }
	i.Least, i.Lower, i.Median, i.Upper, i.Most = at(0), at(0.25), at(0.5), at(0.75), at(1)
	i.Length = max(second, at(p))
	return i, true
}

// firstAbove is the place, from 0, of the first of n shares that makes up
// more than the share p of them.
func firstAbove(n int, p float64) (int, bool) {
	for i := max(0, int(p*float64(n))-1); i < n; i++ {
		if float64(i+1)/float64(n) > p {
			return i, true
		}
	}
	return 0, false
}
