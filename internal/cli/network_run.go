package cli

import (
	"context"
	"math"
	"runtime"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/network/export"
	"github.com/unveil-project/unveil/internal/network/fuse"
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
	tests    float64      // pairs that could have met
	flagged  int          // edges above the quantile, of CooRTweet
	svn      float64      // p_svn below which an edge holds against all pairs; 0: not computed
	report   *fuse.Report // groups, where they were looked for
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
	w, q := n.weighing(workers()), ask.q
	if w.Kinds = n.byKind(); ask.groups.fuse != "" {
		w.Least, q = 0, 0 // every pair that a channel may have
	}
	edges, chance, err := n.weigh(ctx, &t.Shares, w, ask.null, q)
	if err != nil {
		return err
	}
	n.keep(edges, chance)
	if ask.groups.fuse != "" {
		if err := n.fuse(ctx); err != nil {
			return err
		}
		n.fuseColumns()
	}
	if ask.groups.all {
		n.otherTests()
	}
	return n.permute(ctx)
}

func workers() int { return runtime.GOMAXPROCS(0) }

// weighing is how pairs of accounts are weighed.
func (n *networkRun) weighing(workers int) network.Weighing {
	ask := n.ask
	w := network.Weighing{
		Coupling: network.Coupling{Window: ask.window, Loops: ask.loops, Most: n.mostEdges(), Workers: workers},
		Weight:   ask.weight, Least: ask.least,
	}
	if ask.weight == network.ByDecayed {
		w.Decay = max(ask.window, 1)
	}
	return w
}

// weigh weighs the pairs of a table; if judge is true it judges them by chance
// and leaves those above q, where it is not 0, out. The result is nil else.
func (n *networkRun) weigh(ctx context.Context, s *network.Shares, w network.Weighing, judge bool, q float64) ([]network.Edge, *null.Result, error) {
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
	r, err := null.Test(ctx, s, len(n.table.Accounts), pairs, n.model(w))
	if err != nil || q == 0 {
		return edges, &r, err
	}
	edges, r.Pairs = below(edges, r.Pairs, q)
	return edges, &r, nil
}

// model is what chance is measured against.
func (n *networkRun) model(w network.Weighing) null.Model {
	m := null.Model{Window: n.ask.window, Step: n.table.Step, Workers: w.Workers}
	if w.Weight == network.ByObjects {
		m.Least = int(math.Ceil(w.Least))
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
	observed := len(n.found.edges)
	if n.found.report != nil {
		observed = n.found.report.Joined
	}
	if observed == 0 {
		return nil // a share of nothing
	}
	for _, method := range null.Methods() {
		r, err := null.Permute(ctx, &n.table.Shares, n.model(n.weighing(workers())), observed, null.Permutation{
			Method: method, N: times, Seed: n.ask.seed, Edges: n.edgesOf,
		})
		if err != nil {
			return err
		}
		n.found.rates = append(n.found.rates, r)
	}
	return nil
}

// edgesOf counts the edges of a table as those of the network were.
func (n *networkRun) edgesOf(ctx context.Context, s *network.Shares) (int, error) {
	if n.ask.groups.fuse != "" {
		return n.fusedEdges(ctx, s)
	}
	edges, _, err := n.weigh(ctx, s, n.weighing(1), n.ask.q > 0, n.ask.q)
	return len(edges), err
}

// fewPermutations is how many are done unasked: 20 where they take no time
// that one would notice, else none.
func (n *networkRun) fewPermutations() int {
	work, times := int64(1_000_000), 20
	if n.ask.groups.fuse != "" {
		work /= 10 // every channel is judged anew each time
	}
	if int64(n.table.Len())+n.work.Pairs > work {
		return 0
	}
	return times
}

// Places of columns that are looked at again.
const (
	columnObjects  = 1
	columnDays     = 4
	columnDelay    = 5
	columnExpected = 7
	columnP        = 8
	columnQ        = 9
	columnAlone    = 14
)

// usualColumns are those of every network of this program.
var usualColumns = []export.Column{
	{Name: "pairs"},
	{Name: "objects"},
	{Name: "posts_source"},
	{Name: "posts_target"},
	{Name: "days"},
	{Name: "mean_delay_s", Unit: "s"},
	{Name: "symmetry"},
	{Name: "expected"},
	{Name: "p"},
	{Name: "q"},
	{Name: "expected_who"},
	{Name: "p_who"},
	{Name: "expected_when"},
	{Name: "p_when"},
	{Name: "objects_alone"},
}

// otherColumns are those of --columns all.
var otherColumns = []export.Column{{Name: "p_svn"}, {Name: "alpha_disparity"}}

// header names the columns of the edges.
func (n *networkRun) header() (columns []export.Column) {
	columns = append(columns, usualColumns...)
	if n.ask.groups.all {
		columns = append(columns, otherColumns...)
	}
	if kinds, _ := n.kinds(); len(kinds) > 1 {
		for _, k := range kinds {
			columns = append(columns, export.Column{Name: "objects_" + k.String()})
		}
	}
	return columns
}

// keep turns edges into the form that is written.
func (n *networkRun) keep(edges []network.Edge, chance *null.Result) {
	f := &n.found
	f.columns = n.header()
	width := len(f.columns)
	values := make([]float64, len(edges)*width)
	f.edges = make([]export.Edge, len(edges))
	judged := 0
	for i := range edges {
		e, v := &edges[i], values[i*width:(i+1)*width:(i+1)*width]
		f.edges[i] = export.Edge{A: int(e.A), B: int(e.B), Weight: n.ask.weight.Of(e), Values: v}
		copy(v, []float64{float64(e.Pairs), float64(e.Objects), float64(e.PostsA), float64(e.PostsB), float64(e.Days), e.Delay, e.Symmetry()})
		for k, objects := range e.ByKind {
			v[width-len(e.ByKind)+k] = float64(objects)
		}
		if n.ask.groups.all {
			unknown(v[len(usualColumns) : len(usualColumns)+len(otherColumns)])
		}
		judgement := v[columnExpected:len(usualColumns)]
		if chance == nil || e.A == e.B {
			unknown(judgement)
			continue
		}
		c := &chance.Pairs[judged]
		judged++
		copy(judgement, []float64{c.Expected(), c.P(), c.Q, float64(c.ExpectedWho), c.PWho, float64(c.ExpectedWhen), c.PWhen, float64(c.Only)})
	}
	if f.judged = chance != nil; f.judged {
		f.tests = chance.Tests
	}
}

// otherTests adds the tests of other tools, over the edges that the network
// has, with their weights.
func (n *networkRun) otherTests() {
	var pairs []network.PairCount
	var of []*export.Edge
	for i := range n.found.edges {
		if e := &n.found.edges[i]; e.A != e.B {
			pairs = append(pairs, network.PairCount{A: uint32(e.A), B: uint32(e.B)})
			of = append(of, e)
		}
	}
	accounts, at := len(n.table.Accounts), len(usualColumns)
	p, bonferroni := null.Validated(&n.table.Shares, accounts, pairs)
	alpha := null.Disparities(accounts, pairs, func(i int) float64 { return of[i].Weight })
	for i, e := range of {
		e.Values[at], e.Values[at+1] = p[i], alpha[i]
	}
	n.found.svn = bonferroni
}

func unknown(v []float64) {
	for i := range v {
		v[i] = math.NaN()
	}
}
