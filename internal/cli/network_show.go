package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/network/export"
	"github.com/unveil-project/unveil/internal/network/null"
)

// What a summary names at most.
const (
	shownEdges   = 10
	shownSure    = 5
	shownObjects = 5
	shownName    = 60 // characters
)

// surestQ is the q up to which an edge is shown as beyond chance.
const surestQ = 0.05

// show prints the network for people.
func (n *networkRun) show() {
	n.showInput()
	n.showEdges()
	n.showObjects()
	n.showChance()
	n.showGroups()
	n.showNext()
}

func (n *networkRun) line(key string, pairs ...any) { n.out.line(n.Print(lang.M(key, pairs...))) }

func (n *networkRun) showInput() {
	ask, seen := n.ask, n.table.Seen
	n.line("network.shares", "shares", n.count.shares, "kinds", strings.Join(n.kindNames(), ", "), "objects", n.count.objects, "accounts", n.count.accounts)
	if i := n.found.interval; i != nil {
		n.line("network.interval", "within", seconds(i.Length), "q", i.Q, "objects", i.Objects, "quick", i.Quick, "second", seconds(i.Second),
			"lower", seconds(i.Lower), "median", seconds(i.Median), "upper", seconds(i.Upper))
	}
	if up := null.EffectiveWindow(ask.window, n.step()); n.table.Step > 1_000_000 && up > ask.window {
		n.line("network.minutes", "within", seconds(ask.window), "up", seconds(up))
	}
	if kinds, _ := n.kinds(); len(kinds) > 1 && ask.peer == "" && ask.groups.fuse == "" {
		n.line("network.pooled", "n", len(kinds))
	}
	if seen.Reposts > 0 {
		n.line("network.reposts", "posts", seen.Reposts)
	}
	if seen.Outside > 0 {
		n.line("network.outside", "posts", seen.Outside)
	}
	if seen.Shortened > 0 {
		n.line("network.shortened", "links", seen.Shortened)
	}
}

func seconds(micros int64) float64 { return float64(micros) / 1e6 }

// showEdges prints the heaviest edges.
func (n *networkRun) showEdges() {
	f := &n.found
	key := "network.edges"
	if f.directed {
		key = "network.arcs"
	}
	groups := n.groups()
	largest := 0
	for _, g := range groups {
		largest = max(largest, len(g))
	}
	n.line(key, "edges", len(f.edges), "within", seconds(n.ask.window), "groups", len(groups), "largest", largest)
	if n.ask.peer == "coortweet" && len(f.edges) > 0 {
		n.line("network.flagged", "edges", f.flagged, "quantile", n.ask.quantile)
	}
	if len(f.edges) == 0 {
		return
	}
	if n.heading("network.strongest"); f.judged {
		n.out.line(n.text("network.strongest.q"))
	}
	for _, e := range strongest(f.edges) {
		n.showEdge(e)
	}
	if sure := n.surest(); len(sure) > 0 {
		n.heading("network.surest")
		for _, e := range sure {
			n.showEdge(e)
		}
	}
}

// surest lists the edges that chance explains least, of those at q 0.05: by q,
// then by weight. It is empty where those are the strongest ones anyway.
func (n *networkRun) surest() []*export.Edge {
	f := &n.found
	var sure []*export.Edge
	for i := range f.edges {
		if e := &f.edges[i]; f.judged && e.Values[columnQ] <= surestQ {
			sure = append(sure, e)
		}
	}
	slices.SortStableFunc(sure, func(a, b *export.Edge) int {
		return cmp.Or(cmp.Compare(a.Values[columnQ], b.Values[columnQ]), cmp.Compare(b.Weight, a.Weight))
	})
	sure = sure[:min(len(sure), shownSure)]
	top := strongest(f.edges)
	if !slices.ContainsFunc(sure, func(e *export.Edge) bool { return !slices.Contains(top, e) }) {
		return nil
	}
	return sure
}

func (n *networkRun) showEdge(e *export.Edge) {
	a, b := n.account(e.A), n.account(e.B)
	between := " – "
	if n.found.directed {
		between = " → "
	}
	line := fmt.Sprintf("  %8s  %s%s%s", n.Print(lang.M("network.weight", "weight", e.Weight)), a, between, b)
	switch {
	case n.found.judged && e.Values[columnQ] == e.Values[columnQ]:
		line += "  " + n.Print(lang.M("network.edge-judged", "objects", e.Values[columnObjects], "days", e.Values[columnDays],
			"delay", n.delay(e.Values[columnDelay]), "expected", e.Values[columnExpected], "q", e.Values[columnQ]))
	case n.ask.peer == "":
		line += "  " + n.Print(lang.M("network.edge", "objects", e.Values[columnObjects], "days", e.Values[columnDays], "delay", n.delay(e.Values[columnDelay])))
	}
	n.out.line(line)
}

// name makes what strangers wrote fit to be printed.
func (n *networkRun) name(s string) string {
	return terminalSafe(cutText(s, shownName))
}

// cutText shortens a string to at most most characters.
func cutText(s string, most int) string {
	for at := range s {
		if most--; most < 0 {
			return s[:at] + "…"
		}
	}
	return s
}

// strongest lists the heaviest edges.
func strongest(edges []export.Edge) []*export.Edge {
	var top []*export.Edge
	for i := range edges {
		e := &edges[i]
		if len(top) == shownEdges && e.Weight <= top[len(top)-1].Weight {
			continue
		}
		at, _ := slices.BinarySearchFunc(top, e, func(x, y *export.Edge) int {
			return cmp.Or(cmp.Compare(y.Weight, x.Weight), -1)
		})
		top = slices.Insert(top, at, e)
		top = top[:min(len(top), shownEdges)]
	}
	return top
}

// showObjects names the objects on which most shares met.
func (n *networkRun) showObjects() {
	var top []int
	for o, pairs := range n.work.ByObject {
		if pairs == 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(top, o, func(x, y int) int {
			return cmp.Or(cmp.Compare(n.work.ByObject[y], n.work.ByObject[x]), -1)
		})
		if at < shownObjects {
			top = slices.Insert(top, at, o)
			top = top[:min(len(top), shownObjects)]
		}
	}
	if len(top) == 0 {
		return
	}
	n.out.line("")
	n.out.line(n.color(bold, n.text("network.objects")))
	for _, o := range top {
		n.out.line(fmt.Sprintf("  %8s  %s", lang.Int(n.work.ByObject[o]), n.name(n.table.Objects[o])))
	}
}

// showChance prints how much of the network chance explains.
func (n *networkRun) showChance() {
	f := &n.found
	if !f.judged {
		return
	}
	n.out.line("")
	sure, alone := [2]int{}, 0
	for i := range f.edges {
		if f.edges[i].Values[columnAlone] > 0 {
			alone++
		}
		for k, limit := range []float64{0.05, 0.01} {
			if f.edges[i].Values[columnQ] <= limit {
				sure[k]++
			}
		}
	}
	n.line("network.chance", "tests", f.tests, "five", sure[0], "one", sure[1])
	if alone > 0 {
		n.line("network.alone", "edges", alone)
	}
	for _, r := range f.rates {
		switch {
		case r.Observed == 0:
		case r.Rate > 1:
			n.line("network.rate-all."+string(r.Method), "mean", r.Mean, "edges", r.Observed, "n", r.Permutations)
		default:
			n.line("network.rate."+string(r.Method), "mean", r.Mean, "edges", r.Observed, "rate", r.Rate, "low", r.Lo, "high", min(r.Hi, 1), "n", r.Permutations)
		}
	}
	if len(f.rates) == 0 && len(f.edges) > 0 {
		n.out.line(n.text("network.no-rate"))
	}
}

// showNext says what was written, and what can be asked next.
func (n *networkRun) showNext() {
	f := &n.found
	n.out.line("")
	for _, name := range n.ask.outputs {
		n.line("network.wrote", "file", terminalSafe(name))
	}
	if len(f.edges) == 0 {
		key := "network.none"
		if n.work.Pairs > 0 && (n.ask.q > 0 || n.ask.least > 1 || n.ask.groups.fuse != "" || n.ask.groups.core > 1) {
			key = "network.none-left"
		}
		n.out.line(n.text(key))
		return
	}
	top := strongest(f.edges)
	if i := slices.IndexFunc(top, func(e *export.Edge) bool { return e.A != e.B }); i >= 0 {
		n.line("network.next", "command", n.behind(top[i].A, top[i].B))
	}
	if len(n.ask.outputs) == 0 {
		n.out.line(n.text("network.next-output"))
	}
}
