package rhythm

import (
	"math"
	"slices"

	"github.com/unveil-project/unveil/internal/stats"
)

// Intervals says how regular the intervals between posts are.
type Intervals struct {
	Count  int
	Median float64 // seconds
	// Variation is the coefficient of variation: standard deviation over
	// mean. 0 is a clock, 1 chance (a Poisson process), more is bursts.
	Variation float64
	// Burstiness is that of Goh and Barabási (2008), −1 a clock, 0 chance,
	// towards 1 bursts, corrected for few intervals (Kim and Jo 2016).
	Burstiness float64
	// Memory is the correlation of each interval with the next (Goh and
	// Barabási 2008): people have long after long, clocks have none.
	Memory float64
	// Entropy is that of the intervals by powers of two of seconds, in bits.
	Entropy float64
	// Common is the share of the commonest interval, to the second; Every is
	// that interval in seconds.
	Common float64
	Every  float64
}

// Between measures the intervals between times. Statistics that need more
// intervals than there are, are NaN; nothing is said of fewer than two times.
func Between(times []int64) Intervals {
	nan := math.NaN()
	out := Intervals{Median: nan, Variation: nan, Burstiness: nan, Memory: nan, Entropy: nan, Common: nan, Every: nan}
	if len(times) < 2 {
		return out
	}
	gaps := make([]float64, len(times)-1)
	for i := range gaps {
		gaps[i] = math.Round(float64(times[i+1]-times[i]) / float64(Second))
	}
	out.Count = len(gaps)
	mean, sd := moments(gaps)
	if mean > 0 {
		out.Variation = sd / mean
		out.Burstiness = burstiness(out.Variation, len(gaps))
	}
	out.Memory = memory(gaps)
	out.Entropy = stats.Entropy(octaves(gaps))
	slices.Sort(gaps)
	out.Every, out.Common = commonest(gaps)
	out.Median = stats.Median(gaps)
	return out
}

// moments are the mean and the standard deviation of a whole population.
func moments(xs []float64) (mean, sd float64) {
	for _, x := range xs {
		mean += x
	}
	mean /= float64(len(xs))
	for _, x := range xs {
		sd += (x - mean) * (x - mean)
	}
	return mean, math.Sqrt(sd / float64(len(xs)))
}

// burstiness is (r−1)/(r+1) of the coefficient of variation r, stretched so
// that n equal-odds intervals can reach the ends of the scale:
//
//	A = (√(n+1)·r − √(n−1)) / ((√(n+1)−2)·r + √(n−1))
//
// (Kim and Jo, Phys. Rev. E 94, 032311, 2016, equation 22). It needs two
// intervals.
func burstiness(r float64, n int) float64 {
	if n < 2 {
		return math.NaN()
	}
	up, down := math.Sqrt(float64(n+1)), math.Sqrt(float64(n-1))
	return (up*r - down) / ((up-2)*r + down)
}

// memory is Pearson's correlation of neighbours; NaN where one side does not
// vary.
func memory(gaps []float64) float64 {
	n := len(gaps) - 1
	if n < 2 {
		return math.NaN()
	}
	m1, s1 := moments(gaps[:n])
	m2, s2 := moments(gaps[1:])
	if s1 <= 0 || s2 <= 0 {
		return math.NaN()
	}
	sum := 0.0
	for i := range n {
		sum += (gaps[i] - m1) * (gaps[i+1] - m2)
	}
	return sum / float64(n) / (s1 * s2)
}

// octaves counts intervals by powers of two: 0 s, 1 s, 2–3 s, 4–7 s …
func octaves(gaps []float64) []float64 {
	counts := make([]float64, 65)
	for _, g := range gaps {
		b := 0
		for g >= 1 && b < 64 {
			g /= 2
			b++
		}
		counts[b]++
	}
	return counts
}

// commonest gives the value that occurs most often in sorted values, the
// least of them where several do, and its share.
func commonest(sorted []float64) (value, share float64) {
	most := 0
	for i := 0; i < len(sorted); {
		j := i
		for j < len(sorted) && sorted[j] == sorted[i] {
			j++
		}
		if j-i > most {
			most, value = j-i, sorted[i]
		}
		i = j
	}
	return value, float64(most) / float64(len(sorted))
}

// Longest is the longest interval in microseconds, and when it began.
func Longest(times []int64) (length, began int64) {
	for i := 1; i < len(times); i++ {
		if d := times[i] - times[i-1]; d > length {
			length, began = d, times[i-1]
		}
	}
	return length, began
}
