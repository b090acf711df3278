package traffic

import (
	"net/netip"
	"slices"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/weblog"
)

// Lines at the edges of a log whose other lines all come from one network: the
// least lines of a log, the most lines at its edge, and the share of one
// network, from which they are told.
const (
	edgeRows  = 100
	edgeLines = 5
	edgeShare = 0.99
)

// edges notes lines at the beginning or the end of a log that do not belong to
// the rest: a log that was put together by hand is not evidence.
func (a *analyser) edges() {
	if a.t.Level > 0 {
		return // the edges are not held
	}
	first, last := make([][]*weblog.Row, len(a.results)), make([][]*weblog.Row, len(a.results))
	for i := range a.t.Len() {
		r := a.t.Row(i)
		s := r.Source
		if len(first[s]) < edgeLines {
			first[s] = append(first[s], r)
		}
		if last[s] = append(last[s], r); len(last[s]) > 4*edgeLines {
			last[s] = slices.Delete(last[s], 0, len(last[s])-edgeLines)
		}
	}
	leads := a.leads()
	for s, res := range a.results {
		if res.Info.Kept < edgeRows || len(first[s]) == 0 {
			continue
		}
		if leads[s].share() < edgeShare {
			continue
		}
		net := leads[s].net
		last[s] = last[s][max(0, len(last[s])-edgeLines):]
		n := a.strange(first[s], net)
		slices.Reverse(last[s])
		n += a.strange(last[s], net)
		if n > 0 {
			a.r.Notes = append(a.r.Notes, Note{Name: "edge", Text: a.Printer.Print(lang.M(
				"traffic.note.edge", "n", n, "file", res.Info.Name, "rest", res.Info.Kept-int64(n), "network", net.String()))})
		}
	}
}

// strange counts the lines from an edge on that come from elsewhere, and from
// addresses of which nothing else is known.
func (a *analyser) strange(edge []*weblog.Row, net netip.Prefix) (n int) {
	for _, r := range edge {
		addr, ok := address(a.t.Clients.Text(r.Client))
		if !ok || net.Contains(addr.Unmap()) || a.rowsOf(r.Client) > 1 {
			break
		}
		n++
	}
	return n
}

func (a *analyser) rowsOf(client uint32) (n int) {
	for i := range a.t.Len() {
		if a.t.Row(i).Client == client {
			n++
		}
	}
	return n
}

// lead is the /16 (/32 of IPv6) that most of the first lines of a source come
// from.
type lead struct {
	net   netip.Prefix
	votes int
	total int // lines looked at
	of    int // of them from net
}

func (l *lead) share() float64 { return float64(l.of) / float64(max(l.total, 1)) }

// edgeLook is how many lines of a source are looked at: enough to know whether
// it is all but a few.
const edgeLook = 20_000

// leads finds the lead of every source by majority vote (Boyer and Moore
// 1981): a share above one half survives it.
func (a *analyser) leads() []lead {
	leads := make([]lead, len(a.results))
	for i := range a.t.Len() {
		r := a.t.Row(i)
		l := &leads[r.Source]
		if l.total == edgeLook {
			continue
		}
		l.total++
		switch p := a.wide(r.Client); {
		case l.votes == 0:
			l.net, l.votes = p, 1
		case p == l.net:
			l.votes++
		default:
			l.votes--
		}
	}
	seen := make([]int, len(a.results))
	for i := range a.t.Len() {
		r := a.t.Row(i)
		l := &leads[r.Source]
		if seen[r.Source] == l.total {
			continue
		}
		seen[r.Source]++
		if a.wide(r.Client) == l.net {
			l.of++
		}
	}
	return leads
}

func (a *analyser) wide(client uint32) netip.Prefix {
	addr, ok := address(a.t.Clients.Text(client))
	if !ok {
		return netip.Prefix{}
	}
	addr = addr.Unmap()
	bits := 32
	if addr.Is4() {
		bits = 16
	}
	p, _ := addr.Prefix(bits)
	return p
}
