package null

import (
	"context"
	"math"
	"slices"

	"github.com/unveil-project/unveil/internal/network"
)

// exchange is the null who for a whole channel: how much each account shared
// in each stratum of time, and how many pairs of shares by two accounts met in
// each. A pair's meetings are dealt out by how much each of the two shared:
//
//	λ(i,j) = Σ_d 2·M(d)·n_i(d)·n_j(d) / ((Σ_k n_k(d))² − Σ_k n_k(d)²)
//
// the configuration model of Tumminello et al. 2011 and Saracco et al. 2017,
// stratum by stratum. It counts meetings; objects are then what meetings fall
// on, each with its share of all meetings (saturation).
type exchange struct {
	start   []int // of an account's strata and counts
	strata  []uint32
	count   []float32
	rate    []float64 // by stratum: chance that two shares of two accounts meet
	objects saturation
}

// strataOf numbers the stratum of each row from 0, with no more numbers than
// rows whatever the times are.
func strataOf(times []int64, length int64) (at []uint32, n int) {
	at = make([]uint32, len(times))
	if len(times) == 0 {
		return at, 0
	}
	first, last := FloorDiv(slices.Min(times), length), FloorDiv(slices.Max(times), length)
	if span := last - first; span >= 0 && span < 4*int64(len(times))+1024 {
		for i, t := range times {
			at[i] = uint32(FloorDiv(t, length) - first)
		}
		return at, int(span) + 1
	}
	used := make([]int64, len(times))
	for i, t := range times {
		used[i] = FloorDiv(t, length)
	}
	slices.Sort(used)
	used = slices.Compact(used)
	for i, t := range times {
		k, _ := slices.BinarySearch(used, FloorDiv(t, length))
		at[i] = uint32(k)
	}
	return at, len(used)
}

func newExchange(t *table, m Model) *exchange {
	at, n := strataOf(t.s.Time, m.Stratum)
	e := &exchange{start: make([]int, t.accounts+1), rate: make([]float64, n)}
	sum, square := make([]float64, n), make([]float64, n)
	seen := make([]float32, n)
	var touched []uint32
	for a := range t.accounts {
		touched = touched[:0]
		for _, r := range t.of(uint32(a)) {
			if seen[at[r]]++; seen[at[r]] == 1 {
				touched = append(touched, at[r])
			}
		}
		slices.Sort(touched)
		for _, d := range touched {
			c := seen[d]
			e.strata, e.count = append(e.strata, d), append(e.count, c)
			sum[d] += float64(c)
			square[d] += float64(c) * float64(c)
			seen[d] = 0
		}
		e.start[a+1] = len(e.strata)
	}
	met, byObject := meetingsBy(t, at, n, m.Window)
	for d := range e.rate {
		if pairs := sum[d]*sum[d] - square[d]; pairs > 0 {
			e.rate[d] = 2 * met[d] / pairs
		}
	}
	e.objects = newSaturation(byObject)
	return e
}

// meetingsBy counts the pairs of shares of one object by two accounts that
// lie within the window, by the stratum of the later and by object. A window
// slides over each object and knows how many shares of each account it holds,
// so popular objects cost no more than their shares.
func meetingsBy(t *table, at []uint32, strata int, window int64) (byStratum, byObject []float64) {
	s := t.s
	byStratum, byObject = make([]float64, strata), make([]float64, len(s.Start)-1)
	inside := make([]uint32, t.accounts)
	for o := range byObject {
		from, to := s.Start[o], s.Start[o+1]
		lo := from
		for r := from; r < to; r++ {
			for s.Time[r]-s.Time[lo] > window {
				inside[s.Account[lo]]--
				lo++
			}
			others := float64(r - lo - int(inside[s.Account[r]]))
			byStratum[at[r]] += others
			byObject[o] += others
			inside[s.Account[r]]++
		}
		for ; lo < to; lo++ {
			inside[s.Account[lo]]--
		}
	}
	return byStratum, byObject
}

// expecter computes the expectations of one account's pairs.
type expecter struct {
	e   *exchange
	own []float64 // by stratum: rate times the first account's count
}

func (x *expecter) begin(a uint32) {
	for k := x.e.start[a]; k < x.e.start[a+1]; k++ {
		d := x.e.strata[k]
		x.own[d] = x.e.rate[d] * float64(x.e.count[k])
	}
}

func (x *expecter) end(a uint32) {
	for k := x.e.start[a]; k < x.e.start[a+1]; k++ {
		x.own[x.e.strata[k]] = 0
	}
}

// meetings is λ for the first account and b.
func (x *expecter) meetings(b uint32) float64 {
	sum := 0.0
	from, to := x.e.start[b], x.e.start[b+1]
	count := x.e.count[from:to]
	for k, d := range x.e.strata[from:to] {
		sum += x.own[d] * float64(count[k])
	}
	return sum
}

// judgeWho sets what the null who expects of every pair, and its p.
func judgeWho(ctx context.Context, t *table, pairs []network.PairCount, groups []group, chances []Chance, m Model) {
	e := newExchange(t, m)
	eachGroup(ctx, groups, m.Workers,
		func() *expecter { return &expecter{e: e, own: make([]float64, len(e.rate))} },
		func(x *expecter, g group) {
			a := pairs[g.from].A
			x.begin(a)
			for i := g.from; i < g.to; i++ {
				c := &chances[i]
				expected := e.objects.distinct(x.meetings(pairs[i].B))
				c.ExpectedWho, c.PWho = float32(expected), tail(c.Objects, expected)
			}
			x.end(a)
		})
}

// saturation turns meetings into distinct objects: of λ meetings that fall on
// objects by their share π of all meetings, Σ_o 1 − e^(−π_o·λ) objects are met
// on at least once. It never exceeds λ.
type saturation struct{ ratio []float64 }

// The ratio of objects to meetings is kept at points that double every
// perOctave steps from 2^lowest on, and taken in a line between them.
const (
	perOctave = 8
	lowest    = -10
	points    = 34*perOctave + 1
)

func newSaturation(byObject []float64) saturation {
	total := 0.0
	for _, m := range byObject {
		total += m
	}
	out := saturation{ratio: make([]float64, points)}
	if total == 0 {
		return saturation{}
	}
	shares, number := sharesByOctave(byObject, total)
	for i := range out.ratio {
		lambda := math.Exp2(float64(i)/perOctave + lowest)
		for k, n := range number {
			if n > 0 {
				out.ratio[i] -= n * math.Expm1(-shares[k]/n*lambda) / lambda
			}
		}
	}
	return out
}

// sharesByOctave puts objects of like share together, sixteen classes to an
// octave: the sum of their shares and their number.
func sharesByOctave(byObject []float64, total float64) (shares, number []float64) {
	const classes = 16 * 64
	shares, number = make([]float64, classes), make([]float64, classes)
	for _, m := range byObject {
		if m > 0 {
			k := min(classes-1, int(-16*math.Log2(m/total)))
			shares[k] += m / total
			number[k]++
		}
	}
	return shares, number
}

// distinct is the number of objects to expect for so many meetings.
func (s saturation) distinct(lambda float64) float64 {
	if len(s.ratio) == 0 || !(lambda > 0) {
		return 0
	}
	at := (math.Log2(lambda) - lowest) * perOctave
	switch {
	case at <= 0:
		return lambda
	case at >= points-1:
		return lambda * s.ratio[points-1]
	}
	i := int(at)
	f := at - float64(i)
	return lambda * (s.ratio[i]*(1-f) + s.ratio[i+1]*f)
}
