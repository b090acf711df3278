package activity

import (
	"math"

	"github.com/unveil-project/unveil/internal/bloc"
	"github.com/unveil-project/unveil/internal/rhythm"
	"github.com/unveil-project/unveil/internal/stats"
)

// Least is how many posts an account needs for a statement on its own rhythm.
const Least = 10

// Window is how close two sessions begin to count as one moment; in an input
// of whole minutes, the same minute or the next.
const Window = rhythm.Minute

// Measures are what groups of one size are compared by: each a number that
// is the higher, the more the accounts are alike or the more like a clock.
// NaN where the input cannot show it.
type Measures struct {
	Hours     float64 // mean similarity of two members' weeks
	Forms     float64 // mean similarity of two members' BLOC strings
	Regular   float64 // minus the median burstiness
	Joined    float64 // share of sessions that begin with one of another member
	Client    float64 // share of the commonest client
	Made      float64 // share of the accounts made within seven days of each other
	Five      float64 // share of posts in minutes divisible by five
	Switching float64 // share of posts in another language than the last
}

// MeasureNames names the fields of Measures in their order.
func MeasureNames() []string {
	return []string{"hours-alike", "forms-alike", "regular", "sessions-joined", "one-client", "made-together", "minutes-of-five", "language-switching"}
}

// List gives the measures in the order of MeasureNames.
func (m Measures) List() []float64 {
	return []float64{m.Hours, m.Forms, m.Regular, m.Joined, m.Client, m.Made, m.Five, m.Switching}
}

// Bench measures groups of one corpus. It remembers what it worked out for
// each account.
type Bench struct {
	c       *Corpus
	weights bloc.Pairs
	regular []float64 // minus the burstiness by account, NaN where unknown
	counter bloc.Counter
	traits  map[int]*trait
}

// trait is what the measures of a group need of one account again and again.
type trait struct {
	hours    [rhythm.Hours]float64 // smoothed, of length one
	pairs    bloc.Pairs            // weighed, of length one
	starts   []int64
	clients  []named
	fives    float64 // posts in minutes divisible by five
	switched changes
}

// changes are the posts in another language than the last, among those where
// both are known.
type changes struct{ switched, known float64 }

// mostTraits bounds the memory that traits take, about 4 KB each.
const mostTraits = 50_000

// trait gives what is known of an account with at least one post.
func (b *Bench) trait(a int) *trait {
	if t, ok := b.traits[a]; ok {
		return t
	}
	w := b.c.week(a)
	times := b.c.Times(a)
	t := &trait{
		hours: rhythm.Smooth(w.Hours()), pairs: b.c.pairs(a, &b.counter), starts: rhythm.Starts(times),
		clients: counted(b.c.posts.client[b.c.start[a]:b.c.start[a+1]]),
		fives:   rhythm.Rounded(times, b.c.Step).Five * float64(len(times)), switched: b.c.switches(a),
	}
	length := 0.0
	for _, x := range t.hours {
		length += x * x
	}
	for i := range t.hours {
		t.hours[i] /= math.Sqrt(length)
	}
	t.pairs.Weigh(&b.weights)
	if len(b.traits) < mostTraits {
		b.traits[a] = t
	}
	return t
}

// NewBench readies a corpus for measuring.
func NewBench(c *Corpus) *Bench {
	b := &Bench{c: c, regular: make([]float64, len(c.Accounts)), traits: map[int]*trait{}}
	var df bloc.Pairs
	for a := range c.Accounts {
		b.regular[a] = math.NaN()
		if c.PostsOf(a) >= Least {
			b.regular[a] = -rhythm.Between(c.Times(a)).Burstiness
		}
		for p, n := range c.pairs(a, &b.counter) {
			if n > 0 {
				df[p]++
			}
		}
	}
	b.weights = bloc.WeightsOf(df, len(c.Accounts))
	return b
}

// Of measures a group.
func (b *Bench) Of(members []int) Measures {
	return Measures{
		Hours: b.hours(members), Forms: b.forms(members), Regular: b.regularity(members), Joined: b.joined(members),
		Client: b.client(members), Made: b.c.made(members), Five: b.five(members), Switching: b.switching(members),
	}
}

// hours is the mean cosine of two members' smoothed weeks, over members with
// enough posts: (|Σv|² − n) / (n(n−1)) for vectors v of length one.
func (b *Bench) hours(members []int) float64 {
	var all [rhythm.Hours]float64
	n := 0.0
	for _, a := range members {
		if b.c.PostsOf(a) < Least {
			continue
		}
		for i, x := range b.trait(a).hours {
			all[i] += x
		}
		n++
	}
	if n < 2 {
		return math.NaN()
	}
	sum := 0.0
	for _, x := range all {
		sum += x * x
	}
	return (sum - n) / (n * (n - 1))
}

func (b *Bench) forms(members []int) float64 {
	vectors := make([]*bloc.Pairs, 0, len(members))
	for _, a := range members {
		if b.c.PostsOf(a) >= Least {
			vectors = append(vectors, &b.trait(a).pairs)
		}
	}
	return bloc.Likeness(vectors)
}

func (b *Bench) regularity(members []int) float64 {
	var known []float64
	for _, a := range members {
		if !math.IsNaN(b.regular[a]) {
			known = append(known, b.regular[a])
		}
	}
	return stats.Median(known)
}

// joined is the share of sessions that begin within Window of another's.
func (b *Bench) joined(members []int) float64 {
	starts, total := make([][]int64, len(members)), 0
	for i, a := range members {
		starts[i] = b.trait(a).starts
		total += len(starts[i])
	}
	n := rhythm.Joined(starts, Window)
	if len(members) < 2 || total == 0 {
		return math.NaN()
	}
	return float64(n) / float64(total)
}

func (c *Corpus) sessions(members []int) [][]int64 {
	out := make([][]int64, len(members))
	for i, a := range members {
		out[i] = rhythm.Starts(c.Times(a))
	}
	return out
}

// count counts the posts of members by one of the columns of numbers.
func (c *Corpus) count(members []int, column []uint32) map[uint32]float64 {
	out := map[uint32]float64{}
	for _, a := range members {
		for _, id := range column[c.start[a]:c.start[a+1]] {
			out[id]++
		}
	}
	return out
}

// client is the share of the commonest client among posts that name one.
func (b *Bench) client(members []int) float64 {
	if len(b.c.Clients) == 1 {
		return math.NaN()
	}
	by := map[uint32]float64{}
	most, total := 0.0, 0.0
	for _, a := range members {
		for _, n := range b.trait(a).clients {
			if n.id != 0 {
				by[n.id] += n.posts
				most, total = max(most, by[n.id]), total+n.posts
			}
		}
	}
	return most / total // NaN where none is named
}

func (c *Corpus) dates(members []int) []int64 {
	var out []int64
	for _, a := range members {
		if d := c.Accounts[a].Since; d != 0 {
			out = append(out, d)
		}
	}
	return out
}

func (c *Corpus) made(members []int) float64 {
	d := c.dates(members)
	if len(d) < 2 {
		return math.NaN()
	}
	return float64(rhythm.Densest(d, 7*rhythm.Day).Inside) / float64(len(d))
}

// five is the share of posts in minutes divisible by five.
func (b *Bench) five(members []int) float64 {
	sum, n := 0.0, 0.0
	for _, a := range members {
		sum += b.trait(a).fives
		n += float64(b.c.PostsOf(a))
	}
	return sum / n
}

// switching is the share of posts whose language is another than that of the
// account's last post, among those with both.
func (b *Bench) switching(members []int) float64 {
	var all changes
	for _, a := range members {
		all.add(b.trait(a).switched)
	}
	return all.share()
}

func (c *Corpus) switching(members []int) float64 {
	var all changes
	for _, a := range members {
		all.add(c.switches(a))
	}
	return all.share()
}

func (s *changes) add(o changes) { s.switched, s.known = s.switched+o.switched, s.known+o.known }

// share is NaN where no two languages follow each other.
func (s changes) share() float64 { return s.switched / s.known }

// switches counts how often an account changes its language.
func (c *Corpus) switches(a int) changes {
	var s changes
	last := uint32(0)
	for _, id := range c.posts.language[c.start[a]:c.start[a+1]] {
		if id == 0 {
			continue
		}
		if last != 0 {
			s.known++
			if id != last {
				s.switched++
			}
		}
		last = id
	}
	return s
}
