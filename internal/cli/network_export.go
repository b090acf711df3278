package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/unveil-project/unveil/internal/graph"
	"github.com/unveil-project/unveil/internal/network/export"
	"github.com/unveil-project/unveil/internal/network/fuse"
	"github.com/unveil-project/unveil/internal/network/null"
)

// graph is what is written: the accounts that have an edge, and the edges.
// Files of edges alone are spared what else is known of the accounts.
func (n *networkRun) graph(format export.Format) *export.Network {
	f := &n.found
	place := make([]int, len(n.table.Accounts))
	out := &export.Network{Directed: f.directed, EdgeColumns: f.columns, Edges: make([]export.Edge, len(f.edges))}
	for _, e := range f.edges {
		place[e.A], place[e.B] = 1, 1
	}
	var accounts []int
	for a, used := range place {
		if used == 1 {
			place[a] = len(accounts)
			accounts = append(accounts, a)
			out.Nodes = append(out.Nodes, export.Node{ID: n.table.Accounts[a]})
		}
	}
	for i, e := range f.edges {
		e.A, e.B = place[e.A], place[e.B]
		out.Edges[i] = e
	}
	if out.Meta = n.meta(); format != export.CSV && format != export.Parquet {
		n.describe(out, accounts, format == export.GEXF)
	}
	return out
}

// describe adds to each account its shares, its place among the others, and
// its community; places on a drawing too if drawn is true.
func (n *networkRun) describe(out *export.Network, accounts []int, drawn bool) {
	shares, edges := make([]int, len(n.table.Accounts)), make([]int, len(out.Nodes))
	for _, a := range n.table.Account {
		shares[a]++
	}
	for _, e := range out.Edges {
		edges[e.A]++
		if e.A != e.B {
			edges[e.B]++
		}
	}
	out.NodeColumns = []export.Column{{Name: "shares"}, {Name: "edges"}, {Name: "strength"}, {Name: "central"}, {Name: "core"}}
	fused := n.ask.groups.fuse != ""
	if fused {
		out.NodeColumns = append(out.NodeColumns, export.Column{Name: "channels"}, export.Column{Name: "independent"})
	}
	for i, a := range accounts {
		v := n.found.node(a) // of an account that has loops alone, all is 0
		node := &out.Nodes[i]
		node.Values = []float64{float64(shares[a]), float64(edges[i]), v.Strength, v.Central, float64(v.Core)}
		if fused {
			node.Values = append(node.Values, float64(v.Families), float64(v.Independent))
		}
		if node.Community = v.Community; drawn {
			node.X, node.Y = v.X, v.Y
		}
	}
}

// node is what is known of an account in the network, its community counted
// from 1; nothing where it has no edge to another.
func (f *networkFound) node(account int) fuse.Node {
	if f.report == nil {
		return fuse.Node{}
	}
	at, ok := slices.BinarySearchFunc(f.report.Nodes, uint32(account), func(v fuse.Node, a uint32) int { return cmp.Compare(v.Account, a) })
	if !ok {
		return fuse.Node{}
	}
	v := f.report.Nodes[at]
	v.Community++
	return v
}

// meta says how the network was made.
func (n *networkRun) meta() []export.Pair {
	ask := n.ask
	out := []export.Pair{
		{Name: "made_by", Value: "unveil " + buildInfo().Version},
		{Name: "method", Value: n.method()},
		{Name: "objects_of_kind", Value: strings.Join(n.kindNames(), " ")},
		{Name: "within_s", Value: metaNumber(float64(ask.window) / 1e6)},
		{Name: "min_weight", Value: metaNumber(ask.least)},
		{Name: "min_actions", Value: strconv.Itoa(ask.actions)},
		{Name: "self_loops", Value: strconv.FormatBool(ask.loops)},
		{Name: "shares", Value: strconv.Itoa(n.count.shares)},
		{Name: "objects", Value: strconv.Itoa(n.count.objects)},
		{Name: "accounts", Value: strconv.Itoa(n.count.accounts)},
	}
	for _, file := range n.files {
		out = append(out, export.Pair{Name: "file", Value: file.Name})
	}
	for _, r := range n.found.rates {
		out = append(out, export.Pair{Name: "false_positive_rate_" + string(r.Method), Value: fmt.Sprintf("%s (%d permutations)", metaNumber(min(r.Rate, 1)), r.Permutations)})
	}
	return append(out, n.groupMeta()...)
}

// groupMeta says how the groups were found.
func (n *networkRun) groupMeta() (out []export.Pair) {
	f, g := &n.found, &n.ask.groups
	if f.svn > 0 {
		out = append(out, export.Pair{Name: "p_svn_bonferroni", Value: metaNumber(f.svn)})
	}
	if g.fuse != "" {
		out = append(out, export.Pair{Name: "fuse", Value: string(g.fuse)}, export.Pair{Name: "channel_q", Value: metaNumber(n.channelQ())})
	}
	if g.prune > 0 {
		out = append(out, export.Pair{Name: "pruned", Value: metaNumber(g.prune)})
	}
	if g.core > 1 {
		out = append(out, export.Pair{Name: "core_of", Value: strconv.Itoa(g.core)})
	}
	if f.report == nil {
		return out
	}
	c := &f.report.Communities
	return append(
		out,
		export.Pair{Name: "communities", Value: strconv.Itoa(c.Count)},
		export.Pair{Name: "modularity", Value: metaNumber(c.Modularity)},
		export.Pair{Name: "stability", Value: metaNumber(c.Stability)},
		export.Pair{Name: "community_runs", Value: strconv.Itoa(len(c.Each))},
	)
}

// method is which weights are used.
func (n *networkRun) method() string {
	switch n.ask.peer {
	case "coortweet":
		return "CooRTweet 2.1.3"
	case "cnt":
		return "Coordination Network Toolkit 1.5.1"
	}
	if rule := n.ask.groups.fuse; rule != "" {
		return "unveil, channels joined by the rule " + string(rule)
	}
	return "unveil, weight " + string(n.ask.weight)
}

func metaNumber(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// kindNames lists the kinds of object that there are, in the order of kinds;
// those asked for where there are none.
func (n *networkRun) kindNames() []string {
	var names []string
	for _, k := range n.ask.on.Kinds() {
		if n.table.Seen.Of[k] > 0 {
			names = append(names, k.String())
		}
	}
	if len(names) == 0 {
		for _, k := range n.ask.on.Kinds() {
			names = append(names, k.String())
		}
	}
	return names
}

// networkDocument is what --json prints; docs/formats/network.md says what
// each field is.
type networkDocument struct {
	Schema   int           `json:"schema"`
	Files    []networkFile `json:"files"`
	Method   string        `json:"method"`
	On       []string      `json:"on"`
	Within   float64       `json:"within_s"`
	Up       float64       `json:"within_effective_s"`
	Posts    int64         `json:"posts"`
	Shares   int           `json:"shares"`
	Objects  int           `json:"objects"`
	Accounts int           `json:"accounts"`
	Pairs    int64         `json:"pairs"`
	Edges    int           `json:"edges"`
	Groups   int           `json:"groups"`
	Null     networkNull   `json:"null"`
	networkGroupsJSON
	Outputs []string `json:"outputs"`
}

// networkNull is what is known of chance. A rate that was not measured is
// null.
type networkNull struct {
	Method       string        `json:"method"`
	Permutations int           `json:"permutations"`
	Rate         *float64      `json:"false_positive_rate"`
	Tests        *float64      `json:"tests"`
	Rates        []networkRate `json:"rates"`
}

type networkRate struct {
	Method string   `json:"method"`
	Edges  float64  `json:"mean_edges"`
	Rate   *float64 `json:"false_positive_rate"`
	Low    *float64 `json:"low"`
	High   *float64 `json:"high"`
	P      float64  `json:"p"`
}

func (n *networkRun) document() networkDocument {
	d := networkDocument{
		Schema: 1, Files: n.files, Method: n.method(), On: n.kindNames(), Within: float64(n.ask.window) / 1e6,
		Up:    float64(null.EffectiveWindow(n.ask.window, n.step())) / 1e6,
		Posts: n.table.Seen.Posts, Shares: n.count.shares, Objects: n.count.objects, Accounts: n.count.accounts,
		Pairs: n.work.Pairs, Edges: len(n.found.edges), Groups: len(n.groups()),
		Null: networkNull{Method: "none", Rates: []networkRate{}}, Outputs: append([]string{}, n.ask.outputs...),
	}
	d.networkGroupsJSON = n.groupsJSON()
	if n.found.judged {
		d.Null.Method, d.Null.Tests = "who and when, analytic", &n.found.tests
	}
	for _, r := range n.found.rates {
		d.Null.Method, d.Null.Permutations = "who and when, permuted posts", r.Permutations
		rate := networkRate{Method: string(r.Method), Edges: r.Mean, Rate: finite(r.Rate), Low: finite(r.Lo), High: finite(r.Hi), P: r.P}
		d.Null.Rates = append(d.Null.Rates, rate)
		if r.Observed > 0 && (d.Null.Rate == nil || min(r.Rate, 1) > *d.Null.Rate) {
			d.Null.Rate = finite(min(r.Rate, 1)) // chance can make more edges than were seen
		}
	}
	return d
}

// finite is nil for what is not a number.
func finite(v float64) *float64 {
	if v-v != 0 {
		return nil
	}
	return &v
}

// groups are the connected components of the network.
func (n *networkRun) groups() [][]uint32 {
	edges := make([]graph.Edge, 0, len(n.found.edges))
	for _, e := range n.found.edges {
		edges = append(edges, graph.Edge{A: uint32(e.A), B: uint32(e.B)})
	}
	return graph.Groups(len(n.table.Accounts), edges)
}

// step is the step of the clock that wrote the times where it is coarse
// enough to matter, microseconds; else 0.
func (n *networkRun) step() int64 {
	if n.table.Step <= 1 {
		return 0
	}
	return n.table.Step
}
