package flood

import (
	"math"
	"slices"

	"github.com/unveil-project/unveil/internal/stats"
)

// baselineMode says what a burst was compared with.
type baselineMode string

const (
	sameHour   baselineMode = "same-hour"  // the same time of day on other days
	neighbours baselineMode = "neighbours" // the hours, minutes or seconds around
	none       baselineMode = "none"       // no history: its own structure alone
)

// baseline is the requests expected in every bin of a timeline.
type baseline struct {
	mode   baselineMode
	expect []float64
	levels []float64 // of each day, 1 is the ordinary day

	taken    []bool  // blocks in which a burst is
	quantile float64 // of a pool
}

// newBaseline estimates the expected requests by running medians over blocks.
// The pool of a block is the blocks within two hours of it (8 blocks where a
// bin is shorter than a minute), on the same day and, where there is more
// than one day, at the same time of other days up to a week away, each day
// brought to the level of its own. With four days or more the two hours are
// one.
//
// Blocks of which a burst fills a part, by taken, are left out of the pools
// that hold enough others. The first time, when no burst is known, a pool
// around a block counts by its lower part: a burst of an hour fills the half
// of a log of two.
func newBaseline(t *timeline, taken []bool) *baseline {
	b := &baseline{mode: neighbours}
	long := int64(t.observed())*t.bin >= seasonDays*day
	if long {
		b.mode = sameHour
	}
	if t.observed() < minBins && t.bin < 60 {
		b.mode = none
		return b
	}
	blocks := t.blockRates()
	b.levels = dayLevels(t, blocks)
	b.taken, b.quantile = t.takenBlocks(taken), 0.5
	if b.mode == neighbours && taken == nil {
		b.quantile = lowPart
	}
	reach, days := 8, 0
	if t.bin >= 60 {
		reach, days = int(7200/t.bin)/t.block, poolDays
		if long {
			reach /= 2
		}
	}
	b.expect = interpolate(t, b.medians(t, blocks, reach, days))
	return b
}

// takenBlocks are the blocks of which bursts fill a part.
func (t *timeline) takenBlocks(bins []bool) []bool {
	out := make([]bool, len(t.x)/t.block)
	for i, b := range bins {
		if k := i / t.block; b && k < len(out) {
			out[k] = true
		}
	}
	return out
}

// pulsed is the mean requests of a bin from which the median of a block's bins
// stands for it. Below, counts are too small for a median to be near the mean.
const pulsed = 20

// blockRates is the requests per bin of every block that the log covers whole;
// NaN elsewhere: the mean of its bins, and the median where that is less than
// half of it. A flood that comes in pulses shorter than a block would else be
// taken for what is usual.
func (t *timeline) blockRates() []float64 {
	rates := make([]float64, len(t.x)/t.block)
	for i := range rates {
		rates[i] = math.NaN()
	}
	for _, s := range t.seen {
		for k := (s.lo + t.block - 1) / t.block; (k+1)*t.block <= s.hi; k++ {
			rates[k] = t.sum(span{k * t.block, (k + 1) * t.block}) / float64(t.block)
			if rates[k] < pulsed || t.block < 5 {
				continue
			}
			if m := stats.Median(slices.Clone(t.x[k*t.block : (k+1)*t.block])); 2*m < rates[k] {
				rates[k] = m
			}
		}
	}
	return rates
}

// dayLevels compares each day with the median day, block by block.
func dayLevels(t *timeline, blocks []float64) []float64 {
	n := len(t.days)
	per := len(blocks) / n
	levels := make([]float64, n)
	ratios := make([][]float64, n)
	var column []float64
	for s := range per {
		column = column[:0]
		for d := range n {
			if v := blocks[d*per+s]; v > 0 {
				column = append(column, v)
			}
		}
		m := stats.Median(column)
		for d := range n {
			if v := blocks[d*per+s]; v > 0 && len(column) > 1 {
				ratios[d] = append(ratios[d], v/m)
			}
		}
	}
	for d := range n {
		levels[d] = 1
		if len(ratios[d]) >= per/8 && len(ratios[d]) > 0 {
			levels[d] = min(max(stats.Median(ratios[d]), 0.1), 10)
		}
	}
	return levels
}

// medians takes the median of every block's pool.
func (b *baseline) medians(t *timeline, blocks []float64, reach, days int) []float64 {
	n := len(t.days)
	per := len(blocks) / n
	medians := make([]float64, len(blocks))
	var pool, quiet []float64
	for k := range blocks {
		medians[k] = math.NaN()
		if math.IsNaN(blocks[k]) {
			continue
		}
		pool, quiet = pool[:0], quiet[:0]
		for o := -days; o <= days; o++ {
			for j := -reach; j <= reach; j++ {
				i := k + o*per + j
				if i < 0 || i >= len(blocks) || math.IsNaN(blocks[i]) {
					continue
				}
				v := blocks[i] / b.levels[i/per] * b.levels[k/per]
				pool = append(pool, v)
				if !b.taken[i] {
					quiet = append(quiet, v)
				}
			}
		}
		if len(quiet) >= minQuiet {
			pool = quiet
		}
		medians[k] = stats.Quantile(pool, b.quantile)
	}
	return medians
}

// interpolate draws a line between the middles of blocks; where there is none
// on one side the nearest holds.
func interpolate(t *timeline, medians []float64) []float64 {
	expect := make([]float64, len(t.x))
	for _, s := range t.seen {
		left, right := -1, -1
		for i := s.lo; i < s.hi; i++ {
			at := (float64(i)+0.5)/float64(t.block) - 0.5
			for k := max(left, (s.lo/t.block)-1) + 1; k <= int(math.Floor(at)); k++ {
				if !math.IsNaN(medians[k]) {
					left = k
				}
			}
			if right <= int(math.Floor(at)) {
				right = nextKnown(medians, int(math.Floor(at))+1, (s.hi+t.block-1)/t.block)
			}
			expect[i] = between(medians, left, right, at)
		}
	}
	return expect
}

func nextKnown(medians []float64, from, to int) int {
	for k := max(from, 0); k < min(to, len(medians)); k++ {
		if !math.IsNaN(medians[k]) {
			return k
		}
	}
	return math.MaxInt
}

func between(medians []float64, left, right int, at float64) float64 {
	switch {
	case left < 0 && right == math.MaxInt:
		return 0
	case left < 0:
		return medians[right]
	case right == math.MaxInt:
		return medians[left]
	}
	f := (at - float64(left)) / float64(right-left)
	return medians[left]*(1-f) + medians[right]*f
}
