package cli

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/lang"
)

// What a summary of groups shows at most.
const (
	shownCommunities = 10
	shownCentral     = 3
	shownWindows     = 60
)

// firmStability is from where on the borders of communities follow from the
// edges.
const firmStability = 0.8

// community is one community of the network.
type community struct {
	number, accounts int   // number from 1
	central          []int // accounts, the most central first
}

// communities lists the communities of two accounts and more, the largest
// first.
func (n *networkRun) communities() []community {
	r := n.found.report
	all := make([]community, r.Communities.Count)
	order := make([]int, len(r.Nodes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(r.Nodes[b].Central, r.Nodes[a].Central) })
	for _, i := range order {
		c := &all[r.Nodes[i].Community]
		c.number = r.Nodes[i].Community + 1
		if c.accounts++; len(c.central) < shownCentral {
			c.central = append(c.central, int(r.Nodes[i].Account))
		}
	}
	return slices.DeleteFunc(all, func(c community) bool { return c.accounts < 2 })
}

// showGroups prints what groups there are, as far as was asked.
func (n *networkRun) showGroups() {
	r, g := n.found.report, &n.ask.groups
	if r == nil {
		return
	}
	if g.fuse != "" {
		n.showFuse()
	}
	if len(r.Edges) == 0 {
		return
	}
	if g.wanted() || g.fuse != "" {
		n.showCommunities()
	}
	if g.curve {
		n.showCurve()
	}
	if r.Timeline != nil {
		n.showWindows()
	}
}

func (n *networkRun) heading(key string) {
	n.out.line("")
	n.out.line(n.color(bold, n.text(key)))
}

// showFuse says how the channels were joined, and what the other rules would
// have kept.
func (n *networkRun) showFuse() {
	r := n.found.report
	n.heading("network.channels")
	rows := [][]string{n.texts("network.channels.", "name", "edges")}
	for _, c := range r.Channels {
		rows = append(rows, []string{c.Name, whole(len(c.Edges))})
	}
	n.showTable(rows, 0)
	n.line("network.fused."+string(n.ask.groups.fuse), "edges", r.Joined, "accounts", r.Accounts)
	n.line("network.fused-rules", "two", atLeastTwo(r.KeptKinds), "strict", atLeastTwo(r.Kept))
	if r.Joined == 0 {
		n.out.line(n.text("network.fused-none"))
	}
}

func whole(n int) string { return lang.Int(int64(n)) }

// texts are the texts of several keys with one beginning.
func (n *networkRun) texts(begin string, keys ...string) []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = n.text(begin + k)
	}
	return out
}

func (n *networkRun) showCommunities() {
	r := n.found.report
	all := n.communities()
	n.heading("network.communities")
	key := "network.stability"
	if r.Communities.Stability < firmStability {
		key = "network.unstable"
	}
	n.line(key, "communities", len(all), "modularity", r.Communities.Modularity, "stability", r.Communities.Stability, "runs", len(r.Communities.Each))
	rows := [][]string{n.texts("network.communities.", "number", "accounts", "central")}
	for _, c := range all[:min(len(all), shownCommunities)] {
		var names []string
		for _, a := range c.central {
			names = append(names, n.account(int(a)))
		}
		rows = append(rows, []string{whole(c.number), whole(c.accounts), strings.Join(names, ", ")})
	}
	n.showTable(rows, 2)
	if more := len(all) - shownCommunities; more > 0 {
		n.line("network.communities.more", "n", more)
	}
}

// showCurve prints the coordination curve.
func (n *networkRun) showCurve() {
	n.heading("network.curve")
	rows := [][]string{n.texts("network.curve.", "quantile", "threshold", "accounts", "edges", "density", "modularity")}
	for _, s := range n.found.report.Curve {
		rows = append(rows, []string{
			lang.Percent(s.Quantile), lang.Number(s.Threshold), whole(s.Nodes),
			whole(s.Edges), lang.Percent(s.Density), lang.Number(math.Round(s.Modularity*1e6) / 1e6),
		})
	}
	n.showTable(rows)
	n.out.line(n.text("network.curve.note"))
}

// showWindows prints how groups change in the course of time.
func (n *networkRun) showWindows() {
	t, in := n.found.report.Timeline, roleCounts(n.found.report.Roles)
	n.heading("network.windows")
	rows := [][]string{n.texts("network.windows.", "from", "edges", "groups")}
	for _, k := range changeKinds() {
		rows[0] = append(rows[0], n.text("network.windows."+string(k)))
	}
	changes := changesByWindow(t)
	for i, w := range t.Windows[:min(len(t.Windows), shownWindows)] {
		row := []string{n.windowName(w.From), whole(w.Edges), whole(len(w.Groups))}
		for _, c := range changes[i] {
			row = append(row, whole(c))
		}
		rows = append(rows, row)
	}
	n.showTable(rows, 0)
	if more := len(t.Windows) - shownWindows; more > 0 {
		n.line("network.windows.more", "n", more)
	}
	n.line("network.roles", "tracks", t.Tracks, "stationary", in["stationary"], "influenced", in["influenced"], "volatile", in["volatile"], "passing", in["passing"])
}

// windowName is when a window begins, in UTC as windows are cut: the day, and
// the hour where it is not midnight for all.
func (n *networkRun) windowName(from int64) string {
	const day = 24 * 3600 * 1_000_000
	at := time.UnixMicro(from).UTC()
	if n.ask.groups.slide.Step%day == 0 {
		return at.Format(time.DateOnly)
	}
	return at.Format(time.DateTime)
}

// showTable prints a heading and rows below it; numbers to the right, the
// columns that hold words to the left.
func (n *networkRun) showTable(rows [][]string, words ...int) {
	width := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	for k, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell))
			if slices.Contains(words, i) {
				cell, pad = pad, cell
			}
			line.WriteString("  " + pad + cell)
		}
		text := strings.TrimRight(line.String(), " ")
		if k == 0 {
			text = n.color(dim, text)
		}
		n.out.line(text)
	}
}
