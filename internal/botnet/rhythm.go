package botnet

import (
	"math"

	"github.com/unveil-project/unveil/internal/weblog"
)

const (
	// gapBins are the classes of the time between two requests of an address:
	// under a second, then half octaves, √2 to the next, up to 17 minutes.
	gapBins = 22
	// lags are the seconds over which the rate is compared with itself.
	lags = 60
)

// Rhythm is when requests come.
type Rhythm struct {
	// Gaps are shares of the times between two requests of one address.
	Gaps []float64 `json:"gaps"`
	// Waves is the autocorrelation of the requests per second, at lags of 1 to
	// 60 seconds: −1..1.
	Waves []float64 `json:"waves"`
}

// beat gathers a rhythm.
type beat struct {
	from    int64
	last    []int64 // µs + 1, by address
	gaps    [gapBins]float64
	seconds []float64
}

// maxBeat bounds the seconds of which waves are told.
const maxBeat = 86400

func newBeat(t *weblog.Table, w weblog.Window) *beat {
	n := min(max(w.To-w.From, 0), maxBeat)
	return &beat{from: w.From, last: make([]int64, t.Clients.Len()+1), seconds: make([]float64, n)}
}

func (b *beat) add(r *weblog.Row) {
	if i := r.Second() - b.from; i >= 0 && i < int64(len(b.seconds)) {
		b.seconds[i] += float64(r.Count())
	}
	if before := b.last[r.Client]; before != 0 {
		b.gaps[gapBin(float64(r.Time+1-before)/1e6)]++
	}
	b.last[r.Client] = r.Time + 1
}

func gapBin(seconds float64) int {
	if seconds < 1 {
		return 0
	}
	return min(1+int(2*math.Log2(seconds)), gapBins-1)
}

// minBeat is how many intervals, and how many seconds, a rhythm needs.
const minBeat = 60

func (b *beat) rhythm() *Rhythm {
	total := 0.0
	for _, n := range b.gaps {
		total += n
	}
	r := &Rhythm{}
	if total >= minBeat {
		for _, n := range b.gaps {
			r.Gaps = append(r.Gaps, round(n/total))
		}
	}
	r.Waves = autocorrelation(b.seconds)
	if r.Gaps == nil && r.Waves == nil {
		return nil
	}
	return r
}

// autocorrelation of a series at lags of one to sixty steps; nil where it is
// shorter than four times that, or constant.
func autocorrelation(xs []float64) []float64 {
	if len(xs) < 4*lags {
		return nil
	}
	mean, power := 0.0, 0.0
	for _, x := range xs {
		mean += x / float64(len(xs))
	}
	for _, x := range xs {
		power += (x - mean) * (x - mean)
	}
	if power <= 1e-9*float64(len(xs)) {
		return nil
	}
	out := make([]float64, lags)
	for k := range out {
		sum := 0.0
		for i := range len(xs) - k - 1 {
			sum += (xs[i] - mean) * (xs[i+k+1] - mean)
		}
		out[k] = round(sum / power)
	}
	return out
}

func round(x float64) float64 { return math.Round(x*1e5) / 1e5 }

// alike is how alike two rhythms are, 0..1: the mean of the cosine of the
// intervals and of the correlation of the waves, of those that both have. NaN
// where there is neither.
func alike(a, b *Rhythm) float64 {
	if a == nil || b == nil {
		return math.NaN()
	}
	sum, n := 0.0, 0.0
	if len(a.Gaps) == gapBins && len(b.Gaps) == gapBins {
		if c := cosine(a.Gaps, b.Gaps, 0, 0); !math.IsNaN(c) {
			sum, n = sum+max(c, 0), n+1
		}
	}
	if len(a.Waves) == lags && len(b.Waves) == lags {
		if c := cosine(a.Waves, b.Waves, mean(a.Waves), mean(b.Waves)); !math.IsNaN(c) {
			sum, n = sum+max(c, 0), n+1
		}
	}
	if n == 0 {
		return math.NaN()
	}
	return sum / n
}

func mean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

// cosine of two lists about their centres: the correlation where these are
// their means.
func cosine(a, b []float64, ca, cb float64) float64 {
	ab, aa, bb := 0.0, 0.0, 0.0
	for i := range a {
		x, y := a[i]-ca, b[i]-cb
		ab, aa, bb = ab+x*y, aa+x*x, bb+y*y
	}
	if aa <= 0 || bb <= 0 {
		return math.NaN()
	}
	return ab / math.Sqrt(aa*bb)
}
