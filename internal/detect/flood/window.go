package flood

import (
	"strings"

	"github.com/unveil-project/unveil/internal/weblog"
)

// window gathers who did what in one stretch of time at one site: a burst, or
// the ordinary time that it is compared with.
type window struct {
	f        *facts
	from, to int64  // seconds
	host     string // of the site, to know its own referers; "" if not logged
	held     *int   // profiles held by all windows

	scheduled map[uint32]bool // clients that come at this time of day, day after day
	index     map[uint32]uint32
	dense     []uint32 // the same by number of the client, from 1, once they are many
	chunks    [][]profile
	clients   int
	missed    float64 // requests of addresses beyond maxClients

	requests, pages, assets, referers float64
	external, campaign                float64 // pages from elsewhere; with a campaign mark
	failed, cut, notFound             float64
	newNet                            float64 // requests from networks not seen before
	protocols                         [weblog.Protocols]float64
	newAgent, notModified             float64 // requests by agents not seen before; answered 304
	statuses                          [statusKinds]float64
	years                             [years]float64 // requests by the year of the browser
	mismatched                        float64        // requests whose agent contradicts itself
	flows                             flows
	queries                           map[uint64]*tally
	networks                          *seen
	paths                             map[uint64]*tally
	agents                            map[uint64]*tally
	lastAgent, lastPath               recent
	second                            int64 // the busiest second
	inSecond, maxSecond               float64
	first                             int // row
}

// tally counts one path or agent; the row is that of its second request.
type tally struct {
	n   float64
	row int
}

// noRow stands for no row.
const noRow = -1

const chunk = 1024

func newWindow(f *facts, from, to int64, host string, held *int) *window {
	return &window{
		f: f, from: from, to: to, host: host, held: held, index: map[uint32]uint32{}, first: noRow, networks: newSeen(1 << 18),
		paths: map[uint64]*tally{}, agents: map[uint64]*tally{}, queries: map[uint64]*tally{}, flows: newFlows(from, to),
	}
}

// add takes a request of the window in.
func (w *window) add(row int, r *weblog.Row, k *known, h *history) {
	n := float64(r.Count()) * w.f.scale
	w.requests += n
	w.tally(row, r, k, n)
	p := w.profile(r, k, h)
	if p == nil {
		w.missed += n
		return
	}
	if p.newNet {
		w.newNet += n
	}
	w.flows.add(p.flow, r.Second(), n)
	p.add(row, r, k)
}

func (w *window) tally(row int, r *weblog.Row, k *known, n float64) {
	w.protocols[r.Protocol()] += n
	w.statuses[statusKind(r.Status)] += n
	w.years[k.claim.year] += n
	if k.claim.mismatch(r.Protocol()) {
		w.mismatched += n
	}
	if r.Status == 304 {
		w.notModified += n
	}
	if k.newAgent {
		w.newAgent += n
	}
	w.lastAgent.bump(w.agents, k.agent, maxAgents, n, noRow)
	if r.Referer != 0 {
		w.referers += n
	}
	if w.first == noRow {
		w.first = row
	}
	if s := r.Second(); s != w.second {
		w.second, w.inSecond = s, 0
	}
	w.inSecond += n
	w.maxSecond = max(w.maxSecond, w.inSecond)
	if k.asset {
		w.assets += n
		return
	}
	w.pages += n
	w.lastPath.bump(w.paths, k.path, maxPaths, n, row)
	if r.Query != 0 {
		bump(w.queries, k.query, maxPaths, n, noRow)
	}
	w.outcome(r, n)
}

func (w *window) outcome(r *weblog.Row, n float64) {
	switch {
	case r.Status == 499 || r.Status == 408:
		w.cut += n
		w.failed += n
	case r.Failed():
		w.failed += n
	case r.Status >= 400:
		w.notFound += n
	}
	query, referer := w.f.t.Queries.Text(r.Query), w.f.t.Referers.Text(r.Referer)
	if strings.Contains(query, "utm_") || strings.Contains(query, "fbclid=") || strings.Contains(query, "gclid=") {
		w.campaign += n
	} else if referer != "" && w.host != "" && !strings.Contains(referer, w.host) {
		w.external += n
	}
}

// recent is the entry of a table that was used last: the next request often
// has the same agent, and asks for the same page.
type recent struct {
	key uint64
	t   *tally
}

func (l *recent) bump(table map[uint64]*tally, key uint64, limit int, n float64, row int) {
	if l.t == nil || l.key != key {
		bump(table, key, limit, n, row)
		l.key, l.t = key, table[key]
		return
	}
	if l.t.row == noRow {
		l.t.row = row
	}
	l.t.n += n
}

// find is the number of a client's profile.
func (w *window) find(client uint32) (uint32, bool) {
	if w.dense != nil {
		i := w.dense[client]
		return i - 1, i > 0
	}
	i, ok := w.index[client]
	return i, ok
}

// put keeps the number of a client's profile: in a map, and in an array once a
// sixteenth of all clients are in it. So all arrays together are bounded by
// maxClients.
func (w *window) put(client, i uint32) {
	if w.dense != nil {
		w.dense[client] = i + 1
		return
	}
	w.index[client] = i
	if all := w.f.t.Clients.Len(); w.clients >= 4096 && w.clients >= all/16 {
		w.dense = make([]uint32, all+1)
		for c, i := range w.index {
			w.dense[c] = i + 1
		}
		w.index = nil
	}
}

// bump adds to a bounded table.
func bump(table map[uint64]*tally, key uint64, limit int, n float64, row int) {
	t, ok := table[key]
	if !ok {
		if len(table) >= limit {
			return
		}
		t = &tally{row: noRow}
		table[key] = t
	} else if t.row == noRow {
		t.row = row
	}
	t.n += n
}

// profile finds the profile of a request's address; nil where there are too
// many.
func (w *window) profile(r *weblog.Row, k *known, h *history) *profile {
	if i, ok := w.find(r.Client); ok {
		return &w.chunks[i/chunk][i%chunk]
	}
	net := h.f.network(r.Client)
	w.networks.add(net)
	if *w.held >= maxClients {
		return nil
	}
	*w.held++
	if w.clients%chunk == 0 {
		w.chunks = append(w.chunks, make([]profile, chunk))
	}
	i := w.clients
	w.clients++
	w.put(r.Client, uint32(i))
	p := &w.chunks[i/chunk][i%chunk]
	p.client, p.sample, p.flow = r.Client, noRow, w.flows.of(net)
	p.newNet, p.known = !h.networks.has(net), h.addresses.has(k.client)
	p.scheduled = w.scheduled[r.Client]
	return p
}

// each calls f for every profile in order of first appearance.
func (w *window) each(f func(*profile)) {
	for i := range w.clients {
		f(&w.chunks[i/chunk][i%chunk])
	}
}

// free lets the profiles go.
func (w *window) free() {
	*w.held -= w.clients
	w.index, w.dense, w.chunks, w.clients, w.flows.rates = nil, nil, nil, 0, nil
}

// quote is a request in short, without its address.
func quote(t *weblog.Table, r *weblog.Row) string {
	var b strings.Builder
	b.WriteString(cut(strings.TrimSpace(r.Method()+" "+t.Paths.Text(r.Path)), 160))
	if r.Query != 0 {
		b.WriteString("?" + cut(t.Queries.Text(r.Query), 80))
	}
	b.WriteString(" " + r.Protocol().String() + " → " + status(r.Status))
	if r.Agent != 0 {
		b.WriteString(" · " + cut(t.Agents.Text(r.Agent), 120))
	}
	return b.String()
}

// cut shortens hostile text to n bytes and keeps it valid UTF-8.
func cut(s string, n int) string {
	if len(s) > n {
		s = s[:n]
	}
	return strings.ToValidUTF8(s, "�")
}

func status(s uint16) string {
	if s < 100 || s > 999 {
		return "–"
	}
	return string([]byte{byte('0' + s/100), byte('0' + s/10%10), byte('0' + s%10)})
}
