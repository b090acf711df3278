package cli

import (
	"context"
	"math"
	"slices"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/network/export"
	"github.com/unveil-project/unveil/internal/network/fuse"
)

// How many runs of Leiden the best is taken of: less on networks so large that
// one run takes seconds, unless communities are asked for.
const (
	communityRuns = 20
	fewRuns       = 3
	manyEdges     = 200_000
)

// findGroups finds the groups of the network where they are asked for, or a file
// has room for them.
func (n *networkRun) findGroups(ctx context.Context) error {
	f := &n.found
	if f.report == nil {
		drawn := slices.ContainsFunc(n.ask.outputs, func(name string) bool {
			format, _ := export.FormatOf(name)
			return format != export.CSV && format != export.Parquet
		})
		if !drawn && !n.ask.groups.wanted() || len(f.edges) == 0 {
			return nil
		}
		edges, err := n.single()
		if err != nil {
			return err
		}
		if f.report, err = n.analyse([]fuse.Channel{{Name: "all", Edges: edges}}, fuse.Join{}); err != nil {
			return err
		}
	}
	if g := &n.ask.groups; g.prune > 0 || g.core > 1 {
		n.leave()
	}
	return ctx.Err()
}

// single gives the network as one channel: without loops, and without
// directions, weights of both added.
func (n *networkRun) single() ([]fuse.Edge, error) {
	var edges []fuse.Edge
	for i := range n.found.edges {
		e := &n.found.edges[i]
		if e.A == e.B {
			continue
		}
		p := math.NaN()
		if n.found.judged {
			p = e.Values[columnP]
		}
		edges = append(edges, fuse.Edge{A: uint32(min(e.A, e.B)), B: uint32(max(e.A, e.B)), Weight: e.Weight, P: p})
	}
	if n.found.directed {
		edges = fuse.Added(edges)
	}
	if n.ask.groups.slide.Length == 0 {
		return edges, nil
	}
	if err := n.fitsBehind(); err != nil {
		return nil, err
	}
	return fuse.Behind(&n.table.Shares, n.ask.window, 0, edges), nil
}

// analyse finds what groups channels make.
func (n *networkRun) analyse(channels []fuse.Channel, j fuse.Join) (*fuse.Report, error) {
	g, edges := &n.ask.groups, 0
	for _, c := range channels {
		edges += len(c.Edges)
	}
	o := fuse.Options{Join: j, Prune: g.prune, Core: g.core, Runs: communityRuns, Seed: n.ask.seed, Slide: g.slide, Layout: n.positions()}
	if edges > manyEdges && !g.communities {
		o.Runs = fewRuns
	}
	if g.curve {
		o.Curve = fuse.Quantiles()
	}
	r, err := fuse.Analyse(len(n.table.Accounts), channels, o)
	if err != nil {
		return nil, failed(lang.M("network.no-groups", "why", err.Error()), lang.M("network.no-groups.do"), err)
	}
	return r, nil
}

// positions says whether a file has room for places on a drawing that a
// program shows.
func (n *networkRun) positions() bool {
	return slices.ContainsFunc(n.ask.outputs, func(name string) bool {
		format, _ := export.FormatOf(name)
		return format == export.GEXF
	})
}

// leave leaves out the edges that pruning and the core took away, and loops.
func (n *networkRun) leave() {
	f := &n.found
	kept := make(map[[2]int]bool, len(f.report.Edges))
	for i := range f.report.Edges {
		e := &f.report.Edges[i]
		kept[[2]int{int(e.A), int(e.B)}] = true
	}
	f.edges = slices.DeleteFunc(f.edges, func(e export.Edge) bool { return !kept[[2]int{min(e.A, e.B), max(e.A, e.B)}] })
}
