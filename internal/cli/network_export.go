package cli

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/unveil-project/unveil/internal/durable"
	"github.com/unveil-project/unveil/internal/graph"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/network/export"
	"github.com/unveil-project/unveil/internal/network/null"
)

// write writes the network to a file, in the format that its name asks for.
func (n *networkRun) write(name string) error {
	format, _ := export.FormatOf(name) // checked with the flags
	whole := n.graph(format != export.CSV && format != export.Parquet)
	err := replaceFile(name, func(w io.Writer) error { return export.Write(w, format, whole) })
	if err != nil {
		return failed(lang.M("cli.write", "file", name, "why", plainError(err)), lang.M("cli.output.do"), err)
	}
	return nil
}

// replaceFile writes a file beside its name and puts it in its place when it
// is whole: a network that was cut short must never be taken for one.
func replaceFile(name string, write func(io.Writer) error) error {
	dir, err := durable.Disk(filepath.Dir(name))
	if err != nil {
		return err
	}
	part := filepath.Base(name) + ".part"
	if err = durable.WriteNew(dir, part, 0o644, write); err == nil {
		err = dir.Rename(part, filepath.Base(name))
	}
	if err != nil {
		return errors.Join(err, dir.Remove(part))
	}
	return durable.SyncDir(dir, ".")
}

// graph is what is written: the accounts that have an edge, and the edges.
// nodes says whether the format holds more of the accounts than their ids.
func (n *networkRun) graph(nodes bool) *export.Network {
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
	if nodes {
		n.describe(out, accounts)
		out.Meta = n.meta()
	}
	return out
}

// describe adds to each account its shares, its edges and its community.
func (n *networkRun) describe(out *export.Network, accounts []int) {
	shares := make([]int, len(n.table.Accounts))
	for _, a := range n.table.Account {
		shares[a]++
	}
	degree := make([]int, len(out.Nodes))
	edges := make([]graph.Edge, len(out.Edges))
	weight := make([]float64, len(out.Edges))
	for i, e := range out.Edges {
		edges[i], weight[i] = graph.Edge{A: uint32(e.A), B: uint32(e.B)}, e.Weight
		degree[e.A]++
		if e.A != e.B {
			degree[e.B]++
		}
	}
	of := graph.NewWeighted(len(out.Nodes), edges, weight).Communities(1, communityRuns, n.ask.seed).Of
	out.NodeColumns = []export.Column{{Name: "shares"}, {Name: "edges"}}
	for i, a := range accounts {
		out.Nodes[i].Values = []float64{float64(shares[a]), float64(degree[i])}
		out.Nodes[i].Community = int(of[i]) + 1
	}
}

// communityRuns is how many runs of Leiden the best is taken of.
const communityRuns = 5

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
		out = append(out, export.Pair{Name: "false_positive_rate_" + string(r.Method), Value: fmt.Sprintf("%s (%d permutations)", metaNumber(r.Rate), r.Permutations)})
	}
	return out
}

// method is which weights are used.
func (n *networkRun) method() string {
	switch n.ask.peer {
	case "coortweet":
		return "CooRTweet 2.1.3"
	case "cnt":
		return "Coordination Network Toolkit 1.5.1"
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
	Outputs  []string      `json:"outputs"`
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
