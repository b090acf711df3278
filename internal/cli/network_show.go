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
	shownObjects = 5
	shownName    = 60 // bytes
)

// show prints the network for people.
func (n *networkRun) show() {
	n.showInput()
	n.showEdges()
	n.showObjects()
	n.showChance()
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
	n.out.line("")
	n.out.line(n.color(bold, n.text("network.strongest")))
	for _, e := range strongest(f.edges) {
		n.showEdge(e)
	}
}

func (n *networkRun) showEdge(e *export.Edge) {
	a, b := n.name(n.table.Accounts[e.A]), n.name(n.table.Accounts[e.B])
	between := " – "
	if n.found.directed {
		between = " → "
	}
	line := fmt.Sprintf("  %8s  %s%s%s", n.Print(lang.M("network.weight", "weight", e.Weight)), a, between, b)
	switch {
	case n.found.judged && e.Values[9] == e.Values[9]:
		line += "  " + n.Print(lang.M("network.edge-judged", "objects", e.Values[1], "days", e.Values[4], "delay", e.Values[5], "expected", e.Values[7], "q", e.Values[9]))
	case n.ask.peer == "":
		line += "  " + n.Print(lang.M("network.edge", "objects", e.Values[1], "days", e.Values[4], "delay", e.Values[5]))
	}
	n.out.line(line)
}

// name makes what strangers wrote fit to be printed.
func (n *networkRun) name(s string) string {
	return terminalSafe(cutText(s, shownName))
}

// cutText shortens a string to at most most bytes, whole characters.
func cutText(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && s[most]&0xC0 == 0x80 {
		most--
	}
	return s[:most] + "…"
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
	sure := [2]int{}
	for i := range f.edges {
		for k, limit := range []float64{0.05, 0.01} {
			if f.edges[i].Values[9] <= limit {
				sure[k]++
			}
		}
	}
	n.line("network.chance", "tests", f.tests, "five", sure[0], "one", sure[1])
	if f.alone > 0 {
		n.line("network.alone", "edges", f.alone)
	}
	for _, r := range f.rates {
		if r.Observed > 0 {
			n.line("network.rate."+string(r.Method), "mean", r.Mean, "edges", r.Observed, "rate", r.Rate, "low", r.Lo, "high", r.Hi, "n", r.Permutations)
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
		n.out.line(n.text("network.none"))
		return
	}
	e := strongest(f.edges)[0]
	n.line("network.next", "a", n.name(n.table.Accounts[e.A]), "b", n.name(n.table.Accounts[e.B]))
	if len(n.ask.outputs) == 0 {
		n.out.line(n.text("network.next-output"))
	}
}
