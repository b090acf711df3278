package null

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/stats"
)

// Method is what a permutation moves.
type Method string

// The methods.
const (
	// ByWho exchanges accounts among the posts of each stratum of the model:
	// every post keeps its objects and its time, every account the number of
	// its posts in the stratum.
	ByWho Method = "who"
	// ByWhen draws the time of every post anew, evenly within its stretch of
	// the model's band: every post keeps its objects and its account, every
	// object its number of shares in each stretch (interval jitter,
	// Amarasingham et al. 2012).
	ByWhen Method = "when"
)

// Methods lists the methods.
func Methods() []Method { return []Method{ByWho, ByWhen} }

// Permutation says how a network is tested by permuting its posts.
type Permutation struct {
	Method Method
	N      int    // permutations
	Seed   uint64 // the same seed gives the same result, whatever the workers
	// Edges computes the network of a permuted table with the settings of the
	// observed one and gives the number of its edges. It is called from
	// several goroutines at once, each with a grouped table of its own, which
	// it may not keep.
	Edges func(ctx context.Context, s *network.Shares) (int, error)
}

// Rate says how many edges of a network chance would have made.
type Rate struct {
	Method       Method
	Permutations int
	Observed     int     // edges of the network as it is
	Mean         float64 // edges of the permuted ones
	// Rate estimates which share of the observed edges would be there if
	// only the null held: Mean/Observed, at most 1 in truth, more where chance
	// makes more edges than were seen. Lo and Hi are its 95 % interval: that
	// of a Poisson mean (Garwood 1936), widened by how much the permuted
	// numbers vary beyond it. NaN where no edge was observed.
	Rate, Lo, Hi float64
	// P is the chance, under the null, of as many edges as were observed:
	// (1 + permutations with as many) / (1 + permutations) (Davison and
	// Hinkley 1997, section 4.2).
	P float64
}

// Permute measures the false-positive rate of a network: it permutes whole
// posts (all objects of a post stay together) under one null and computes the
// network again, N times. observed is the number of edges of the network as
// it is, by the same function.
func Permute(ctx context.Context, s *network.Shares, m Model, observed int, p Permutation) (Rate, error) {
	m = m.Settled(s)
	d := newDeck(s, m, p.Method)
	edges := make([]int, p.N)
	errs := make([]error, p.N)
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(m.Workers, max(p.N, 1)) {
		wg.Go(func() {
			h := d.hand()
			for i := range next {
				rng := rand.New(rand.NewPCG(p.Seed, uint64(i)))
				edges[i], errs[i] = p.Edges(ctx, h.deal(rng))
			}
		})
	}
	for i := range p.N {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
	for _, err := range append(errs, ctx.Err()) {
		if err != nil {
			return Rate{}, err
		}
	}
	return rateOf(p.Method, observed, edges), nil
}

// rateOf sums up the edges of the permuted networks.
func rateOf(method Method, observed int, edges []int) Rate {
	r := Rate{Method: method, Permutations: len(edges), Observed: observed, P: 1}
	if len(edges) == 0 {
		r.Mean, r.Rate, r.Lo, r.Hi = math.NaN(), math.NaN(), math.NaN(), math.NaN()
		return r
	}
	sum, square, above, n := 0.0, 0.0, 0, float64(len(edges))
	for _, e := range edges {
		sum += float64(e)
		square += float64(e) * float64(e)
		if e >= observed {
			above++
		}
	}
	r.Mean = sum / n
	r.P = float64(1+above) / (1 + n)
	spread := 1.0
	if len(edges) > 1 && sum > 0 {
		spread = max(1, (square-sum*sum/n)/(n-1)/r.Mean)
	}
	lo, hi := stats.PoissonInterval(sum/spread, 0.95)
	o := float64(observed)
	if observed == 0 {
		o = math.NaN()
	}
	r.Rate, r.Lo, r.Hi = r.Mean/o, lo*spread/n/o, hi*spread/n/o
	return r
}

// deck is a table cut into posts.
type deck struct {
	s      *network.Shares
	m      Model
	method Method
	post   []uint32 // of each row
	who    []uint32 // of each post
	when   []int64
	strata [][2]int // ends, in order, of the posts of one stratum
	order  []uint32 // posts by stratum
}

// newDeck numbers the posts. A post id that several accounts use is as many
// posts.
func newDeck(s *network.Shares, m Model, method Method) *deck {
	d := &deck{s: s, m: m, method: method, post: make([]uint32, s.Len())}
	rows := make([]uint32, s.Len())
	for i := range rows {
		rows[i] = uint32(i)
	}
	slices.SortFunc(rows, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(s.Post[a], s.Post[b]), cmp.Compare(s.Account[a], s.Account[b]), cmp.Compare(s.Time[a], s.Time[b]), cmp.Compare(a, b))
	})
	for i, r := range rows {
		if i == 0 || s.Post[r] != s.Post[rows[i-1]] || s.Account[r] != s.Account[rows[i-1]] || s.Time[r] != s.Time[rows[i-1]] {
			d.who, d.when = append(d.who, s.Account[r]), append(d.when, s.Time[r])
		}
		d.post[r] = uint32(len(d.who) - 1)
	}
	if method == ByWho {
		d.stratify()
	}
	return d
}

// stratify puts the posts of one stratum together.
func (d *deck) stratify() {
	at, _ := strataOf(d.when, d.m.Stratum)
	d.order = make([]uint32, len(d.who))
	for i := range d.order {
		d.order[i] = uint32(i)
	}
	slices.SortStableFunc(d.order, func(a, b uint32) int { return cmp.Compare(at[a], at[b]) })
	for i := range d.order {
		if i == 0 || at[d.order[i]] != at[d.order[i-1]] {
			d.strata = append(d.strata, [2]int{i, i})
		}
		d.strata[len(d.strata)-1][1] = i + 1
	}
}

// hand is one goroutine's copy of what a permutation changes.
type hand struct {
	d     *deck
	out   network.Shares
	who   []uint32
	when  []int64
	order []uint32
}

func (d *deck) hand() *hand {
	h := &hand{d: d, out: network.Shares{Object: d.s.Object, Start: d.s.Start}}
	if d.method == ByWho {
		h.who = slices.Clone(d.who)
		h.out.Post, h.out.Time, h.out.Account = d.s.Post, d.s.Time, make([]uint32, d.s.Len())
		return h
	}
	h.when = make([]int64, len(d.when))
	h.order = make([]uint32, d.s.Len())
	h.out.Account, h.out.Post, h.out.Time = make([]uint32, d.s.Len()), make([]uint32, d.s.Len()), make([]int64, d.s.Len())
	return h
}

// deal permutes the table.
func (h *hand) deal(rng *rand.Rand) *network.Shares {
	if h.d.method == ByWho {
		h.exchange(rng)
	} else {
		h.jitter(rng)
	}
	return &h.out
}

// exchange shuffles accounts among the posts of each stratum.
func (h *hand) exchange(rng *rand.Rand) {
	d := h.d
	copy(h.who, d.who)
	for _, st := range d.strata {
		posts := d.order[st[0]:st[1]]
		rng.Shuffle(len(posts), func(i, j int) {
			a, b := posts[i], posts[j]
			h.who[a], h.who[b] = h.who[b], h.who[a]
		})
	}
	for r, p := range d.post {
		h.out.Account[r] = h.who[p]
	}
}

// jitter draws a time for each post within its stretch, on the same clock,
// and puts the rows of each object into the order of their new times.
func (h *hand) jitter(rng *rand.Rand) {
	d := h.d
	step := max(d.m.Step, 1)
	ticks := max(1, d.m.Band/step)
	for p, t := range d.when {
		tick := FloorDiv(t, step)
		h.when[p] = t + (FloorDiv(tick, ticks)*ticks+rng.Int64N(ticks)-tick)*step
	}
	for r := range h.order {
		h.order[r] = uint32(r)
	}
	for o := range len(d.s.Start) - 1 {
		rows := h.order[d.s.Start[o]:d.s.Start[o+1]]
		slices.SortFunc(rows, func(a, b uint32) int {
			return cmp.Or(cmp.Compare(h.when[d.post[a]], h.when[d.post[b]]), cmp.Compare(a, b))
		})
	}
	for i, r := range h.order {
		h.out.Account[i], h.out.Post[i], h.out.Time[i] = d.s.Account[r], d.s.Post[r], h.when[d.post[r]]
	}
}
