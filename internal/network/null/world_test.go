package null_test

import (
	"math"
	"math/rand/v2"
	"sort"

	"github.com/unveil-project/unveil/internal/network"
)

const (
	second = int64(1e6)
	minute = 60 * second
	hour   = 60 * minute
	day    = 24 * hour
)

// world is a made-up table in which nobody acts together but the pairs that
// plant names.
type world struct {
	accounts, objects, posts int
	perPost                  int   // objects of a post, at most
	span, step               int64 // of the table; of its clock
	cascade                  int64 // length over which most shares of an object fall; 0: all of the span
	taste                    int   // accounts come in so many communities, each with objects of its own; 0: none
	popular                  float64
	plant                    int   // pairs of the least active accounts that share together
	together                 int   // objects on which they do
	within                   int64 // time between the two
}

// make draws the table. Activity and popularity fall off as powers of rank;
// posts come in a daily rhythm; an object is born at one time and fades.
func (w world) make(seed uint64) (*network.Shares, int) {
	rng := rand.New(rand.NewPCG(seed, 11))
	who, what := ranks(w.accounts, 0.8), ranks(w.objects, w.popular)
	born := make([]int64, w.objects)
	for o := range born {
		born[o] = rng.Int64N(max(1, w.span-w.cascade))
	}
	s := &network.Shares{}
	post := uint32(0)
	add := func(o, a int, t int64) {
		t = min(max(t, 0), w.span-1)
		s.Add(uint32(o), uint32(a), post, t/w.step*w.step)
	}
	for range w.posts {
		a := draw(rng, who)
		t := w.time(rng)
		seen := map[int]bool{}
		for range 1 + rng.IntN(w.perPost) {
			o := draw(rng, what)
			if w.taste > 0 {
				o = (o*w.taste + a%w.taste) % w.objects
			}
			if w.cascade > 0 && len(seen) == 0 {
				t = born[o] + int64(rng.ExpFloat64()*float64(w.cascade)/3)
			}
			if !seen[o] {
				seen[o] = true
				add(o, a, t)
			}
		}
		post++
	}
	for p := range w.plant {
		for range w.together {
			o, t := rng.IntN(w.objects), w.time(rng)
			add(o, w.accounts-1-2*p, t)
			post++
			add(o, w.accounts-2-2*p, t+rng.Int64N(w.within+1))
			post++
		}
	}
	s.Group(w.objects)
	return s, w.accounts
}

// time is drawn from a daily rhythm where the table covers days.
func (w world) time(rng *rand.Rand) int64 {
	for {
		t := rng.Int64N(w.span)
		if w.span < 2*day || rng.Float64() < (1+math.Sin(2*math.Pi*float64(t%day)/float64(day)))/2 {
			return t
		}
	}
}

// ranks sums up weights that fall as a power of rank.
func ranks(n int, power float64) []float64 {
	sum, out := 0.0, make([]float64, n)
	for i := range out {
		sum += math.Pow(float64(i+1), -power)
		out[i] = sum
	}
	return out
}

func draw(rng *rand.Rand, sums []float64) int {
	return sort.SearchFloat64s(sums, rng.Float64()*sums[len(sums)-1])
}
