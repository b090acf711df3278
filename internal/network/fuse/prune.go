package fuse

import (
	"slices"

	"github.com/unveil-project/unveil/internal/graph"
)

// tie is two accounts and what weighs between them.
type tie struct {
	a, b   uint32
	weight float64
}

// ties are what of edges makes communities.
func ties(edges []Fused) []tie {
	out := make([]tie, len(edges))
	for i, e := range edges {
		out[i] = tie{e.A, e.B, e.Weight}
	}
	return out
}

// compact is a network whose nodes are only the accounts that have edges.
type compact struct {
	account []uint32 // of each node, ascending
	edges   []graph.Edge
	weight  []float64
}

// compacted numbers the accounts of ties anew, in their order.
func compacted(ties []tie) compact {
	var c compact
	for _, e := range ties {
		c.account = append(c.account, e.a, e.b)
	}
	c.account = distinct(c.account)
	c.edges, c.weight = make([]graph.Edge, len(ties)), make([]float64, len(ties))
	for i, e := range ties {
		a, _ := slices.BinarySearch(c.account, e.a)
		b, _ := slices.BinarySearch(c.account, e.b)
		c.edges[i], c.weight[i] = graph.Edge{A: uint32(a), B: uint32(b)}, e.weight
	}
	return c
}

func (c *compact) graph() *graph.Weighted {
	return graph.NewWeighted(len(c.account), c.edges, c.weight)
}

// Central scores the nodes of a network from 0 to 1: a node's eigenvector
// centrality as a share of the highest in its component, times the component's
// eigenvalue as a share of the largest. In a connected network it orders nodes
// as eigenvector centrality does; in others it does not give all but one
// component 0, as that would.
func Central(g *graph.Weighted) []float64 {
	c := g.Eigenvector()
	top := make([]float64, g.Len()) // score of each component
	largest := 0.0
	for i, v := range c.Eigenvalue {
		top[c.Component[i]] = max(top[c.Component[i]], c.Score[i])
		largest = max(largest, v)
	}
	score := make([]float64, g.Len())
	for i, v := range c.Eigenvalue {
		if t := top[c.Component[i]]; largest > 0 && t > 0 {
			score[i] = c.Score[i] / t * (v / largest)
		}
	}
	return score
}

// Prune takes away the least central accounts, a share of all (0 to 1), with
// their edges, and then accounts left without edges (Luceri et al. 2024 prune
// nodes by eigenvector centrality and not edges by weight). Accounts as
// central as the last one that stays, stay.
func Prune(edges []Fused, share float64) []Fused {
	c := compacted(ties(edges))
	if share <= 0 || len(c.account) == 0 {
		return edges
	}
	score := Central(c.graph())
	sorted := slices.Clone(score)
	slices.Sort(sorted)
	least := sorted[min(int(share*float64(len(sorted))), len(sorted)-1)]
	var kept []Fused
	for i, e := range edges {
		if score[c.edges[i].A] >= least && score[c.edges[i].B] >= least {
			kept = append(kept, e)
		}
	}
	return kept
}

// core leaves the edges among the accounts of the k-core (Seidman 1983).
func core(edges []Fused, k int) []Fused {
	if k <= 1 {
		return edges
	}
	c := compacted(ties(edges))
	number := graph.CoreNumbers(len(c.account), c.edges)
	var kept []Fused
	for i, e := range edges {
		if number[c.edges[i].A] >= k && number[c.edges[i].B] >= k {
			kept = append(kept, e)
		}
	}
	return kept
}
