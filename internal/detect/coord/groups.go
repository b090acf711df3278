package coord

import (
	"cmp"
	"slices"

	"github.com/unveil-project/unveil/internal/graph"
)

// group is accounts joined by edges.
type group struct {
	accounts []uint32 // ascending
	edges    []edge
	merged   int      // how many groups it was made of, where small ones were put together
	instant  []uint32 // posts made at one instant with others, of lockstep alone
}

// groupUp makes groups of the edges: connected components, without the
// accounts that hang on a component of four and more by one edge, since one
// false edge in a hundred is accepted. A component that is all such accounts
// (a chain, a star) stays whole.
func groupUp(accounts int, edges []edge, par params) []group {
	bare := make([]graph.Edge, len(edges))
	for i, e := range edges {
		bare[i] = e.Edge
	}
	core := graph.Core(accounts, bare, 2)
	label := make([]int, accounts) // 1 + place in groups
	var groups []group
	for _, nodes := range graph.Groups(accounts, bare) {
		nodes = inCore(nodes, core)
		groups = append(groups, group{accounts: nodes, merged: 1})
		for _, a := range nodes {
			label[a] = len(groups)
		}
	}
	for _, e := range edges {
		if g := label[e.A]; g > 0 && g == label[e.B] {
			groups[g-1].edges = append(groups[g-1].edges, e)
		}
	}
	groups = slices.DeleteFunc(groups, func(g group) bool { return !g.reported(par) })
	slices.SortStableFunc(groups, func(a, b group) int {
		return cmp.Or(cmp.Compare(len(b.accounts), len(a.accounts)), cmp.Compare(len(b.edges), len(a.edges)))
	})
	return capped(groups, par.maxGroups)
}

func inCore(nodes []uint32, core []bool) []uint32 {
	kept := make([]uint32, 0, len(nodes))
	for _, a := range nodes {
		if core[a] {
			kept = append(kept, a)
		}
	}
	if len(nodes) < 4 || len(kept) == 0 {
		return nodes
	}
	return kept
}

// reported says whether a group is large enough, or a pair heavy enough.
func (g group) reported(par params) bool {
	return len(g.accounts) >= par.minAccounts ||
		len(g.edges) == 1 && g.edges[0].objects >= par.pairObjects
}

// capped puts the groups beyond the first most-1 into one.
func capped(groups []group, most int) []group {
	if len(groups) <= most {
		return groups
	}
	rest := group{}
	for _, g := range groups[most-1:] {
		rest.accounts = append(rest.accounts, g.accounts...)
		rest.edges = append(rest.edges, g.edges...)
		rest.merged += g.merged
	}
	slices.Sort(rest.accounts)
	return append(groups[:most-1:most-1], rest)
}
