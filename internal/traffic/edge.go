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
	for s, res := range a.results {
		if res.Info.Kept < edgeRows || len(first[s]) == 0 {
			continue
		}
		net, share := a.main16(uint16(s))
		if share < edgeShare {
			continue
		}
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

// main16 is the /16 (/32 of IPv6) that most lines of a source come from, with
// its share.
func (a *analyser) main16(source uint16) (netip.Prefix, float64) {
	// Majority vote (Boyer and Moore 1981): a share above one half survives.
	var lead netip.Prefix
	votes, total := 0, 0
	for i := range a.t.Len() {
		r := a.t.Row(i)
		if r.Source != source {
			continue
		}
		total++
		switch p := a.wide(r.Client); {
		case votes == 0:
			lead, votes = p, 1
		case p == lead:
			votes++
		default:
			votes--
		}
		if total == 20_000 {
			break // enough to know that it is not all but a few
		}
	}
	n := 0
	for i, seen := 0, 0; i < a.t.Len() && seen < total; i++ {
		if r := a.t.Row(i); r.Source == source {
			seen++
			if a.wide(r.Client) == lead {
				n++
			}
		}
	}
	return lead, float64(n) / float64(max(total, 1))
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
