package cli

import (
	"slices"
	"time"

	"github.com/unveil-project/unveil/internal/network/fuse"
)

// networkGroupsJSON is what --json says of groups, each part where it was
// asked for.
type networkGroupsJSON struct {
	Fuse        *fuseJSON        `json:"fuse,omitempty"`
	Communities *communitiesJSON `json:"communities,omitempty"`
	Curve       []curveJSON      `json:"curve,omitempty"`
	Windows     *windowsJSON     `json:"windows,omitempty"`
}

type fuseJSON struct {
	Rule     string        `json:"rule"`
	Q        *float64      `json:"q"`
	Channels []channelJSON `json:"channels"`
	Joined   int           `json:"edges"`
	Accounts int           `json:"accounts"`
	Kinds    int           `json:"two_kinds"`
	Strict   int           `json:"independent"`
}

type channelJSON struct {
	Name  string `json:"on"`
	Edges int    `json:"edges"`
}

type communitiesJSON struct {
	Count      int             `json:"count"`
	Modularity float64         `json:"modularity"`
	Stability  float64         `json:"stability"`
	Runs       int             `json:"runs"`
	Each       []communityJSON `json:"each"`
}

type communityJSON struct {
	Number   int      `json:"number"`
	Accounts int      `json:"accounts"`
	Central  []string `json:"central"`
}

type curveJSON struct {
	Quantile   float64 `json:"quantile"`
	Threshold  float64 `json:"threshold"`
	Accounts   int     `json:"accounts"`
	Edges      int     `json:"edges"`
	Density    float64 `json:"density"`
	Modularity float64 `json:"modularity"`
}

type windowsJSON struct {
	Length float64        `json:"length_s"`
	Step   float64        `json:"step_s"`
	Tracks int            `json:"tracks"`
	Roles  map[string]int `json:"roles"`
	Each   []windowJSON   `json:"each"`
}

type windowJSON struct {
	From    string         `json:"from"`
	To      string         `json:"to"`
	Edges   int            `json:"edges"`
	Groups  int            `json:"groups"`
	Changes map[string]int `json:"changes"`
}

func (n *networkRun) groupsJSON() (d networkGroupsJSON) {
	r := n.found.report
	if r == nil {
		return d
	}
	if n.ask.groups.fuse != "" {
		d.Fuse = n.fuseJSON()
	}
	d.Communities = n.communitiesJSON()
	for _, s := range r.Curve {
		d.Curve = append(d.Curve, curveJSON{s.Quantile, s.Threshold, s.Nodes, s.Edges, s.Density, s.Modularity})
	}
	if r.Timeline != nil {
		d.Windows = n.windowsJSON()
	}
	return d
}

func (n *networkRun) communitiesJSON() *communitiesJSON {
	c := &n.found.report.Communities
	d := &communitiesJSON{Count: c.Count, Modularity: c.Modularity, Stability: c.Stability, Runs: len(c.Each), Each: []communityJSON{}}
	for _, k := range n.communities() {
		own := communityJSON{Number: k.number, Accounts: k.accounts, Central: []string{}}
		for _, a := range k.central {
			own.Central = append(own.Central, n.table.Accounts[a])
		}
		d.Each = append(d.Each, own)
	}
	return d
}

func (n *networkRun) fuseJSON() *fuseJSON {
	r := n.found.report
	d := &fuseJSON{
		Rule: string(n.ask.groups.fuse), Joined: r.Joined, Accounts: r.Accounts,
		Kinds: atLeastTwo(r.KeptKinds), Strict: atLeastTwo(r.Kept),
	}
	if q := n.channelQ(); n.found.judged {
		d.Q = &q
	}
	for _, c := range r.Channels {
		d.Channels = append(d.Channels, channelJSON{c.Name, len(c.Edges)})
	}
	return d
}

// atLeastTwo counts the accounts that have two and more.
func atLeastTwo(accounts []int) (n int) {
	for k, c := range accounts {
		if k >= 2 {
			n += c
		}
	}
	return n
}

func (n *networkRun) windowsJSON() *windowsJSON {
	r, q := n.found.report, n.ask.groups.slide
	d := &windowsJSON{
		Length: seconds(q.Length), Step: seconds(q.Step), Tracks: r.Timeline.Tracks,
		Roles: roleCounts(r.Roles), Each: []windowJSON{},
	}
	changes := changesByWindow(r.Timeline)
	for i, w := range r.Timeline.Windows {
		named := map[string]int{}
		for k, kind := range changeKinds() {
			named[string(kind)] = changes[i][k]
		}
		d.Each = append(d.Each, windowJSON{utc(w.From), utc(w.To), w.Edges, len(w.Groups), named})
	}
	return d
}

func utc(micros int64) string { return time.UnixMicro(micros).UTC().Format(time.RFC3339) }

// changeKinds are the kinds of change, in the order of a table.
func changeKinds() [5]fuse.Kind {
	return [...]fuse.Kind{fuse.Persist, fuse.Appear, fuse.Dissolve, fuse.Merge, fuse.Split}
}

// changesByWindow counts changes by window and kind.
func changesByWindow(t *fuse.Timeline) [][5]int {
	kinds, count := changeKinds(), make([][5]int, len(t.Windows))
	for _, c := range t.Changes {
		count[c.Window][slices.Index(kinds[:], c.Kind)]++
	}
	return count
}

// roleCounts counts accounts by role.
func roleCounts(stays []fuse.Stay) map[string]int {
	out := map[string]int{}
	for _, r := range []fuse.Role{fuse.Stationary, fuse.Influenced, fuse.Volatile, fuse.Passing} {
		out[string(r)] = 0
	}
	for _, s := range stays {
		out[string(s.Role)]++
	}
	return out
}
