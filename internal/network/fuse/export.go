package fuse

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/unveil-project/unveil/internal/network/export"
)

// Network gives what was found as a network to write, account a by names[a].
// Nodes have what Node has; edges the weight of every channel, the number of
// families and the combined p. More of meta can be added by the caller.
func (r *Report) Network(names []string) *export.Network {
	n := &export.Network{
		NodeColumns: []export.Column{
			{Name: "degree"},
			{Name: "strength"},
			{Name: "central"},
			{Name: "core"},
			{Name: "channels"},
		},
		EdgeColumns: []export.Column{{Name: "families"}, {Name: "fisher_p"}, {Name: "count_p"}},
		Meta:        r.meta(),
	}
	for _, name := range r.columns() {
		n.EdgeColumns = append(n.EdgeColumns, export.Column{Name: name})
	}
	for _, v := range r.Nodes {
		n.Nodes = append(n.Nodes, export.Node{
			ID: names[v.Account], X: v.X, Y: v.Y, Community: v.Community + 1,
			Values: []float64{float64(v.Degree), v.Strength, v.Central, float64(v.Core), float64(v.Independent)},
		})
	}
	for _, e := range r.Edges {
		values := append([]float64{float64(e.Families), e.Fisher, e.CountP}, e.Weights...)
		n.Edges = append(n.Edges, export.Edge{A: r.node(e.A), B: r.node(e.B), Weight: e.Weight, Values: values})
	}
	return n
}

// columns names the weight of each channel, channels of one name apart.
func (r *Report) columns() []string {
	var names []string
	for _, c := range r.Channels {
		name := "weight_" + c.Name
		for k := 2; slices.Contains(names, name); k++ {
			name = "weight_" + c.Name + "_" + strconv.Itoa(k)
		}
		names = append(names, name)
	}
	return names
}

// node is the place of an account among the nodes.
func (r *Report) node(account uint32) int {
	return sort.Search(len(r.Nodes), func(i int) bool { return r.Nodes[i].Account >= account })
}

func (r *Report) meta() []export.Pair {
	meta := []export.Pair{
		{Name: "fusion", Value: r.rule()},
		{Name: "accounts with independent channels", Value: listed(r.Kept)},
		{Name: "accounts with kinds of channel", Value: listed(r.KeptKinds)},
		{Name: "edges before pruning", Value: strconv.Itoa(r.Joined)},
		{Name: "communities", Value: strconv.Itoa(r.Communities.Count)},
	}
	if len(r.Edges) == 0 {
		return meta
	}
	return append(meta,
		export.Pair{Name: "modularity", Value: strconv.FormatFloat(r.Communities.Modularity, 'f', 4, 64)},
		export.Pair{Name: "stability (mean adjusted Rand index)", Value: strconv.FormatFloat(r.Communities.Stability, 'f', 4, 64)},
		export.Pair{Name: "runs", Value: strconv.Itoa(len(r.Communities.Each))},
	)
}

// rule says how the channels were joined.
func (r *Report) rule() string {
	switch r.Rule {
	case Ranks:
		return "accounts on " + strconv.Itoa(r.Least) + " or more independent channels, sum of ranks"
	case Kinds:
		return "accounts on " + strconv.Itoa(r.Least) + " or more kinds of channel, sum of ranks"
	}
	return "union of channels, largest weight"
}

// listed says how many accounts have how many: "1: 40, 2: 7".
func listed(accounts []int) string {
	var parts []string
	for k, n := range accounts {
		if n > 0 {
			parts = append(parts, strconv.Itoa(k)+": "+strconv.Itoa(n))
		}
	}
	return strings.Join(parts, ", ")
}
