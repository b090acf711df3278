package fuse

import "github.com/unveil-project/unveil/internal/graph"

// Options are what is asked of Analyse. The zero value joins the channels by
// Union and finds communities.
type Options struct {
	Join
	// Prune is the share of accounts, the least central, that is taken away.
	Prune float64
	// Core leaves the k-core alone, of what pruning left; up to 1: everything.
	Core int
	// Runs of Leiden, the first with Seed; 0: 20. Resolution 0: 1.
	Runs       int
	Seed       uint64
	Resolution float64
	// Curve has the quantiles of the coordination curve; nil: no curve.
	Curve []float64
	// Slide cuts time into windows; Length 0: no timeline.
	Slide Slide
	// Layout places the nodes for drawing.
	Layout bool
}

func (o Options) defaults() Options {
	if o.Runs == 0 {
		o.Runs = 20
	}
	if o.Resolution == 0 {
		o.Resolution = 1
	}
	return o
}

// Node is one account of the joined network.
type Node struct {
	Account uint32
	Traces
	Degree    int
	Core      int
	Strength  float64
	Central   float64 // 0 to 1, see Central
	Community int     // from 0
	X, Y      float64
}

// Report is what Analyse found.
type Report struct {
	Channels []Channel // as they were given, families filled in
	Join
	// Joined is the number of edges before pruning, Accounts that of accounts.
	Joined, Accounts int
	// Kept says of all accounts with edges in any channel how many have so many
	// independent ones: Kept[2] have two. OneTrace have edges on several
	// channels of which no two are independent.
	Kept []int
	// KeptKinds says the same of families, whatever posts stand behind them.
	KeptKinds   []int
	OneTrace    int
	Edges       []Fused // in order of A, B
	Nodes       []Node  // in order of Account
	Communities graph.Communities
	Curve       []Step
	Timeline    *Timeline // nil where none was asked for
	Roles       []Stay
}

// Analyse joins channels and says what groups there are. Accounts are numbered
// 0 to accounts-1 in all of them. It errs where edges name other accounts,
// where an edge is given twice, where there are more than 16 channels, and
// where windows are too many.
func Analyse(accounts int, channels []Channel, o Options) (*Report, error) {
	o = o.defaults()
	edges, traces, err := Fuse(accounts, channels, o.Join)
	if err != nil {
		return nil, err
	}
	r := &Report{Join: o.Join.defaults(), Joined: len(edges), Accounts: len(compacted(ties(edges)).account)}
	for _, c := range channels {
		if c.Family == "" {
			c.Family = FamilyOf(c.Name)
		}
		r.Channels = append(r.Channels, c)
	}
	r.count(traces)
	r.Edges = core(Prune(edges, o.Prune), o.Core)
	c := compacted(ties(r.Edges))
	g := c.graph()
	r.Communities = g.Communities(o.Resolution, o.Runs, o.Seed)
	r.Nodes = nodes(&c, g, traces, r.Communities.Of)
	if o.Layout {
		for i, p := range g.Layout(r.Communities.Of, o.Seed) {
			r.Nodes[i].X, r.Nodes[i].Y = p.X, p.Y
		}
	}
	r.Curve = Curve(len(c.account), c.edges, c.weight, r.Communities.Of, o.Curve)
	if o.Slide.Length > 0 {
		if r.Timeline, err = o.Slide.Timeline(accounts, r.Edges); err != nil {
			return nil, err
		}
		r.Roles = r.Timeline.Roles(accounts)
	}
	return r, nil
}

// count says how many accounts have how many channels.
func (r *Report) count(traces []Traces) {
	for _, t := range traces {
		if t.Channels == 0 {
			continue
		}
		r.Kept, r.KeptKinds = counted(r.Kept, t.Independent), counted(r.KeptKinds, t.Families)
		r.OneTrace += one(t.Channels > 1 && t.Independent == 1)
	}
}

// counted adds one at a place.
func counted(n []int, at int) []int {
	for at >= len(n) {
		n = append(n, 0)
	}
	n[at]++
	return n
}

// nodes describes the accounts of a network.
func nodes(c *compact, g *graph.Weighted, traces []Traces, community []uint32) []Node {
	central, core := Central(g), graph.CoreNumbers(g.Len(), c.edges)
	out := make([]Node, g.Len())
	for i := range out {
		out[i] = Node{
			Account: c.account[i], Traces: traces[c.account[i]], Degree: g.From[i+1] - g.From[i],
			Core: core[i], Strength: g.Strength[i], Central: central[i], Community: int(community[i]),
		}
	}
	return out
}
