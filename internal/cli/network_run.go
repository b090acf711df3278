package cli

import (
	"context"
	"math"
	"runtime"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/network/export"
	"github.com/unveil-project/unveil/internal/network/null"
)

// networkFound is a network with what is known about it, as edges by account.
type networkFound struct {
	directed bool
	edges    []export.Edge // A and B are accounts until the network is written
	columns  []export.Column
	interval *null.Interval
	judged   bool
	rates    []null.Rate
	tests    float64 // pairs that could have met
	flagged  int     // edges above the quantile, of CooRTweet
	alone    int     // edges of which an object is used by the two alone
}

// own computes the network with this program's weights.
func (n *networkRun) own(ctx context.Context) error {
	t, ask := n.table, n.ask
	t.Active(ask.actions)
	t.Group(len(t.Objects))
	if ask.auto {
		i, ok := null.EstimateInterval(&t.Shares, 0.1, 0.5)
		if !ok {
			return failed(lang.M("network.no-interval"), lang.M("network.no-interval.do"), nil)
		}
		n.found.interval, ask.window = &i, i.Length
	}
	n.work = t.Candidates(len(t.Accounts), ask.window)
	if err := n.fits(); err != nil {
		return err
	}
	edges, chance, err := n.edges(ctx, &t.Shares, workers(), ask.null)
	if err != nil {
		return err
	}
	n.keep(edges, chance)
	return n.permute(ctx)
}

func workers() int { return runtime.GOMAXPROCS(0) }

// edges weighs the pairs of a table; if judge is true it judges them by
// chance and leaves those above --q out. The result is nil else.
func (n *networkRun) edges(ctx context.Context, s *network.Shares, workers int, judge bool) ([]network.Edge, *null.Result, error) {
	ask := n.ask
	w := network.Weighing{
		Coupling: network.Coupling{Window: ask.window, Loops: ask.loops, Most: n.mostEdges(), Workers: workers},
		Weight:   ask.weight, Least: ask.least,
	}
	if ask.weight == network.ByDecayed {
		w.Decay = max(ask.window, 1)
	}
	edges, err := s.Edges(ctx, len(n.table.Accounts), w)
	if err != nil || !judge {
		return edges, nil, err
	}
	pairs := make([]network.PairCount, 0, len(edges))
	for i := range edges {
		if e := &edges[i]; e.A != e.B {
			pairs = append(pairs, network.PairCount{A: e.A, B: e.B, Objects: e.Objects})
		}
	}
	m := n.model(workers)
	r, err := null.Test(ctx, s, len(n.table.Accounts), pairs, m)
	if err != nil || ask.q == 0 {
		return edges, &r, err
	}
	edges, r.Pairs = below(edges, r.Pairs, ask.q)
	return edges, &r, nil
}

// model is what chance is measured against.
func (n *networkRun) model(workers int) null.Model {
	m := null.Model{Window: n.ask.window, Step: n.table.Step, Workers: workers}
	if n.ask.weight == network.ByObjects {
		m.Least = int(math.Ceil(n.ask.least))
	}
	return m
}

// below keeps the edges up to a q. Loops are no test, and go.
func below(edges []network.Edge, chance []null.Chance, q float64) ([]network.Edge, []null.Chance) {
	k, out := 0, 0
	for i := range edges {
		if edges[i].A == edges[i].B {
			continue
		}
		if chance[k].Q <= q {
			edges[out], chance[out] = edges[i], chance[k]
			out++
		}
		k++
	}
	return edges[:out], chance[:out]
}

// permute measures how many edges chance alone makes.
func (n *networkRun) permute(ctx context.Context) error {
	times := n.ask.permutations
	if times < 0 {
		times = n.fewPermutations()
	}
	if times == 0 || !n.ask.null {
		return nil
	}
	for _, method := range null.Methods() {
		r, err := null.Permute(ctx, &n.table.Shares, n.model(workers()), len(n.found.edges), null.Permutation{
			Method: method, N: times, Seed: n.ask.seed,
			Edges: func(ctx context.Context, s *network.Shares) (int, error) {
				edges, _, err := n.edges(ctx, s, 1, n.ask.q > 0)
				return len(edges), err
			},
		})
		if err != nil {
			return err
		}
		n.found.rates = append(n.found.rates, r)
	}
	return nil
}

// fewPermutations is how many are done unasked: 20 where they take no time
// that one would notice, else none.
func (n *networkRun) fewPermutations() int {
	const work, times = 1_000_000, 20
	if int64(n.table.Len())+n.work.Pairs > work {
		return 0
	}
	return times
}

// keep turns edges into the form that is written.
func (n *networkRun) keep(edges []network.Edge, chance *null.Result) {
	f := &n.found
	for _, name := range [][2]string{
		{"pairs", ""},
		{"objects", ""},
		{"posts_source", ""},
		{"posts_target", ""},
		{"days", ""},
		{"mean_delay_s", "s"},
		{"symmetry", ""},
		{"expected", ""},
		{"p", ""},
		{"q", ""},
		{"expected_who", ""},
		{"p_who", ""},
		{"expected_when", ""},
		{"p_when", ""},
		{"objects_alone", ""},
	} {
		f.columns = append(f.columns, export.Column{Name: name[0], Unit: name[1]})
	}
	width := len(f.columns)
	values := make([]float64, len(edges)*width)
	f.edges = make([]export.Edge, len(edges))
	judged := 0
	for i := range edges {
		e, v := &edges[i], values[i*width:(i+1)*width:(i+1)*width]
		f.edges[i] = export.Edge{A: int(e.A), B: int(e.B), Weight: n.ask.weight.Of(e), Values: v}
		copy(v, []float64{float64(e.Pairs), float64(e.Objects), float64(e.PostsA), float64(e.PostsB), float64(e.Days), e.Delay, e.Symmetry()})
		if chance == nil || e.A == e.B {
			unknown(v[7:])
			continue
		}
		c := &chance.Pairs[judged]
		judged++
		copy(v[7:], []float64{c.Expected(), c.P(), c.Q, float64(c.ExpectedWho), c.PWho, float64(c.ExpectedWhen), c.PWhen, float64(c.Only)})
		if c.Only > 0 {
			f.alone++
		}
	}
	if f.judged = chance != nil; f.judged {
		f.tests = chance.Tests
	}
}

func unknown(v []float64) {
	for i := range v {
		v[i] = math.NaN()
	}
}
