package coord

import (
	"context"
	"slices"

	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/network/null"

	"github.com/unveil-project/unveil/internal/graph"
	"github.com/unveil-project/unveil/internal/stats"
)

// edge joins two accounts that met on more objects than both nulls explain.
type edge struct {
	graph.Edge         // A < B
	objects    int     // in the channel and window in which they met most
	expected   float64 // there, by the null that expects more
	p, q       float64 // of the clearest channel and window
	channel    Channel // the clearest
	channels   uint8   // all in which q is small enough, one bit each
	window     int
}

// pass is one channel seen through one window.
type pass struct {
	channel Channel
	window  int
	who     *null.Who
	pairs   []network.PairCount // met on minObjects and more, unlikely by who
	p       []float64           // of pairs, by who
	tests   float64             // pairs of accounts that could have met so often
}

// joined is what the shares join.
type joined struct {
	edges []edge
	tests float64
	met   int // pairs of accounts and objects seen together
}

// connect finds the edges between accounts.
func connect(ctx context.Context, c *corpus, par params) (joined, error) {
	var passes []pass
	var net joined
	linked := make([]bool, len(c.accounts.list))
	for ch := range channels {
		rows, start := c.shares[ch].ByAccount(len(c.accounts.list))
		for w := range par.windows {
			if err := ctx.Err(); err != nil {
				return net, err
			}
			p, met := c.screen(ch, w, rows, start, par)
			net.met += met
			net.tests += p.tests
			for _, q := range p.pairs {
				linked[q.A], linked[q.B] = true, true
			}
			passes = append(passes, p)
		}
	}
	var found []edge
	for _, p := range passes {
		if err := ctx.Err(); err != nil {
			return net, err
		}
		found = append(found, c.weigh(p, linked, par)...)
	}
	net.edges = choose(found, net.tests, par.alpha)
	return net, nil
}

// screen counts who met whom and keeps the pairs that met more often than
// their activity explains, by the first null.
func (c *corpus) screen(ch Channel, w int, rows []uint32, start []int, par params) (p pass, met int) {
	s := c.shares[ch]
	keep, n := active(s, rows, start, par.minObjects)
	p = pass{channel: ch, window: w, tests: float64(n) * float64(n-1) / 2}
	if n < 2 {
		return pass{channel: ch, window: w}, 0
	}
	p.who = null.NewWho(s, rows, start, keep)
	byDay := make([]float64, p.who.Days())
	pairs, met := s.Pairs(network.Pairing{
		Window: par.windows[w].Length, Follow: par.follow, Least: par.minObjects, Keep: keep,
		Met: func(t int64) { byDay[null.FloorDiv(t, day)-p.who.First()]++ },
	})
	p.who.Settle(byDay, met)
	for _, q := range pairs {
		if tail := stats.PoissonTail(int(q.Objects), p.who.Expected(q.A, q.B)); tail < par.linked {
			p.pairs = append(p.pairs, q)
			p.p = append(p.p, tail)
		}
	}
	return p, met
}

// active keeps the accounts that shared at least so many distinct objects in
// at least so many posts: no other can be part of an edge.
func active(s *network.Shares, rows []uint32, start []int, least int) (keep []bool, n int) {
	keep = make([]bool, len(start)-1)
	var posts []uint32
	for a := range keep {
		objects, own := 0, rows[start[a]:start[a+1]]
		posts = posts[:0]
		for k, r := range own {
			if k == 0 || s.Object[own[k-1]] != s.Object[r] {
				objects++
			}
			if len(posts) < least && !slices.Contains(posts, s.Post[r]) {
				posts = append(posts, s.Post[r])
			}
			if keep[a] = objects >= least && len(posts) >= least; keep[a] {
				n++
				break
			}
		}
	}
	return keep, n
}

// weigh gives the pairs of a pass their p-value: the larger of the two nulls'
// (an intersection-union test, Berger 1982).
func (c *corpus) weigh(p pass, linked []bool, par params) []edge {
	if len(p.pairs) == 0 {
		return nil
	}
	s := c.shares[p.channel]
	rows, start := s.ByAccount(len(c.accounts.list))
	t := null.NewWhen(s, rows, start, par.windows[p.window], linked, c.step)
	var out []edge
	for _, q := range p.pairs {
		m := t.Meet(q.A, q.B)
		if m.Objects < par.minObjects {
			continue
		}
		expected := max(m.Expected, p.who.Expected(q.A, q.B))
		out = append(out, edge{
			Edge: graph.Edge{A: q.A, B: q.B}, objects: m.Objects, expected: expected,
			p: stats.PoissonTail(m.Objects, expected), channel: p.channel, window: p.window,
		})
	}
	return out
}

// choose keeps the edges whose q is at most alpha, one for each pair of
// accounts: the clearest, with the weight of the heaviest.
func choose(found []edge, tests, alpha float64) []edge {
	p := make([]float64, len(found))
	for i := range found {
		p[i] = found[i].p
	}
	q := stats.BenjaminiHochberg(p, tests)
	best := map[graph.Edge]int{}
	var out []edge
	for i, e := range found {
		if e.q = q[i]; e.q > alpha {
			continue
		}
		e.channels = 1 << e.channel
		at, seen := best[e.Edge]
		if !seen {
			best[e.Edge] = len(out)
			out = append(out, e)
			continue
		}
		o := &out[at]
		o.channels |= e.channels
		if e.objects > o.objects {
			o.objects, o.expected = e.objects, e.expected
		}
		if e.p < o.p {
			o.p, o.q, o.channel, o.window = e.p, e.q, e.channel, e.window
		}
	}
	return out
}
