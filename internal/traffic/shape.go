package traffic

import (
	"math"
	"sort"
	"time"

	"github.com/unveil-project/unveil/internal/weblog"
)

// shapeOf measures how a burst rises and falls. The peak is its busiest second
// (or cell of a coarser count). The slopes are read from its requests per
// second, smoothed by a running mean over a hundredth of its length (at least three
// seconds, or a cell of a coarser count).
//
// The onset is the time from the last moment before the peak at which the
// rate is under a tenth of the peak's to the first after that at which it is
// above nine tenths; the off slope the same behind the peak. What happened
// before the burst counts, so that a burst that stands on a high level has the
// onset of its rise. The doubling time is ln 2 over the slope of a line fitted
// by least squares to the logarithm of the rate over the onset; 0 where the
// rise has fewer than three points or does not rise.
func shapeOf(v *weblog.Volume, w weblog.Window) Shape {
	length := w.To - w.From
	margin := max(length/2, 120)
	half := max(1, length/200)
	rate := smoothed(v, w.From-margin, w.To+margin, half)
	lo, hi := int(margin/v.Grain), int((margin+length)/v.Grain)
	hi = min(max(hi, lo+1), len(rate))
	peak := lo
	for i := lo; i < hi; i++ {
		if rate[i] > rate[peak] {
			peak = i
		}
	}
	highest, highestAt := highest(v, w)
	top, calm := rate[peak], rate[0]
	for _, x := range rate[:lo+1] {
		calm = min(calm, x)
	}
	low, high := calm+0.1*(top-calm), calm+0.9*(top-calm)
	from, to := peak, peak
	for from > 0 && rate[from] > low {
		from--
	}
	for i := from; i <= peak; i++ {
		if rate[i] >= high {
			to = i
			break
		}
	}
	offFrom := peak
	for offFrom+1 < len(rate) && rate[offFrom+1] >= high {
		offFrom++
	}
	off := offFrom
	for off+1 < len(rate) && rate[off] > low {
		off++
	}
	return Shape{
		Peak: round(highest), PeakAt: time.Unix(highestAt, 0).UTC().Format(time.RFC3339),
		Onset: float64(int64(to-from) * v.Grain), Off: float64(int64(off-offFrom) * v.Grain),
		Doubling: round(doubling(rate[from:to+1], float64(v.Grain))),
	}
}

// highest is the most requests a second in one cell of a window, and when.
func highest(v *weblog.Volume, w weblog.Window) (rate float64, at int64) {
	at = w.From
	k := sort.Search(len(v.Cells), func(i int) bool { return v.Cells[i].At >= w.From })
	for ; k < len(v.Cells) && v.Cells[k].At < w.To; k++ {
		if r := float64(v.Cells[k].N) / float64(v.Grain); r > rate {
			rate, at = r, v.Cells[k].At
		}
	}
	return rate, at
}

// smoothed is the requests a second over a stretch of time, cell by cell, as
// running means over half cells on either side.
func smoothed(v *weblog.Volume, from, to, half int64) []float64 {
	n := int((to - from + v.Grain - 1) / v.Grain)
	sum := make([]float64, n+1)
	k := sort.Search(len(v.Cells), func(i int) bool { return v.Cells[i].At >= from })
	for ; k < len(v.Cells) && v.Cells[k].At < to; k++ {
		if i := (v.Cells[k].At - from) / v.Grain; int(i) < n {
			sum[i+1] += float64(v.Cells[k].N)
		}
	}
	for i := range n {
		sum[i+1] += sum[i]
	}
	half = half / v.Grain
	out := make([]float64, n)
	for i := range out {
		lo, hi := max(i-int(half), 0), min(i+int(half)+1, n)
		out[i] = (sum[hi] - sum[lo]) / float64(int64(hi-lo)*v.Grain)
	}
	return out
}

// doubling is the time in which a rising rate doubles.
func doubling(rate []float64, step float64) float64 {
	var n, sx, sy, sxx, sxy float64
	for i, r := range rate {
		if r <= 0 {
			continue
		}
		x, y := float64(i)*step, math.Log(r)
		n, sx, sy, sxx, sxy = n+1, sx+x, sy+y, sxx+x*x, sxy+x*y
	}
	if n < 3 {
		return 0
	}
	slope := (n*sxy - sx*sy) / (n*sxx - sx*sx)
	if !(slope > 0) {
		return 0
	}
	return math.Ln2 / slope
}
