package flood

import (
	"strings"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

// window gathers who did what in one stretch of time at one site: a burst, or
// the ordinary time that it is compared with.
type window struct {
	from, to int64  // seconds
	host     string // of the site, to know its own referers; "" if not logged
	held     *int   // profiles held by all windows

	scheduled map[uint64]bool // clients that come at this time of day, day after day
	index     map[uint64]uint32
	chunks    [][]profile
	clients   int
	missed    float64 // requests of addresses beyond maxClients

	requests, pages, assets, referers float64
	external, campaign                float64 // pages from elsewhere; with a campaign mark
	failed, cut, notFound             float64
	newNet                            float64 // requests from networks not seen before
	protocols                         [5]float64
	networks                          *seen
	paths                             map[uint64]*tally
	agents                            map[uint64]*tally
	second                            int64 // the busiest second
	inSecond, maxSecond               float64
	first                             *cite
}

// tally counts one path or agent; the citation is of its second request.
type tally struct {
	n    float64
	cite *cite
}

// cite is a record to be shown, kept until the finding is written.
type cite struct {
	source int
	where  source.Where
	digest source.Digest
	quote  string
}

const chunk = 1024

func newWindow(from, to int64, host string, held *int) *window {
	return &window{
		from: from, to: to, host: host, held: held, index: map[uint64]uint32{}, networks: newSeen(1 << 18),
		paths: map[uint64]*tally{}, agents: map[uint64]*tally{},
	}
}

// add takes a request of the window in.
func (w *window) add(o *detect.Obs[request.Request], k *known, h *history) {
	r := &o.Record
	w.requests++
	w.tally(o, k)
	p := w.profile(r, k, h)
	if p == nil {
		w.missed++
		return
	}
	if p.newNet {
		w.newNet++
	}
	p.add(o, k)
}

func (w *window) tally(o *detect.Obs[request.Request], k *known) {
	r := &o.Record
	w.protocols[protocol(r.Protocol)]++
	bump(w.agents, k.agent, maxAgents, nil)
	if r.Referer != "" {
		w.referers++
	}
	if w.first == nil {
		w.first = newCite(o)
	}
	if s := r.Time / 1e6; s != w.second {
		w.second, w.inSecond = s, 0
	}
	w.inSecond++
	w.maxSecond = max(w.maxSecond, w.inSecond)
	if k.asset {
		w.assets++
		return
	}
	w.pages++
	bump(w.paths, k.path, maxPaths, o)
	w.outcome(r)
}

func (w *window) outcome(r *request.Request) {
	switch s := r.Status; {
	case s == 499 || s == 408:
		w.cut++
		w.failed++
	case s == 0 || s >= 500 || s == 429 || s == 444:
		w.failed++
	case s >= 400:
		w.notFound++
	}
	if strings.Contains(r.Query, "utm_") || strings.Contains(r.Query, "fbclid=") || strings.Contains(r.Query, "gclid=") {
		w.campaign++
	} else if r.Referer != "" && w.host != "" && !strings.Contains(r.Referer, w.host) {
		w.external++
	}
}

// bump adds one to a bounded table.
func bump(table map[uint64]*tally, key uint64, limit int, o *detect.Obs[request.Request]) {
	t, ok := table[key]
	if !ok {
		if len(table) >= limit {
			return
		}
		t = &tally{}
		table[key] = t
	}
	t.n++
	if t.n == 2 && o != nil {
		t.cite = newCite(o)
	}
}

// profile finds the profile of a request's address; nil where there are too
// many.
func (w *window) profile(r *request.Request, k *known, h *history) *profile {
	if i, ok := w.index[k.client]; ok {
		return &w.chunks[i/chunk][i%chunk]
	}
	net := network(r.Client)
	w.networks.add(net)
	if *w.held >= maxClients {
		return nil
	}
	*w.held++
	if w.clients%chunk == 0 {
		w.chunks = append(w.chunks, make([]profile, chunk))
	}
	i := w.clients
	w.index[k.client] = uint32(i)
	w.clients++
	p := &w.chunks[i/chunk][i%chunk]
	p.name = strings.Clone(r.Client)
	p.newNet, p.known = !h.networks.has(net), h.addresses.has(k.client)
	p.scheduled = w.scheduled[k.client]
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
	w.index, w.chunks, w.clients = nil, nil, 0
}

func newCite(o *detect.Obs[request.Request]) *cite {
	where := o.Record.Where
	where.Raw = nil
	return &cite{source: o.Source, where: where, digest: o.Digest, quote: quote(&o.Record)}
}

// quote is a request in short, without its address.
func quote(r *request.Request) string {
	var b strings.Builder
	b.WriteString(cut(strings.TrimSpace(r.Method+" "+r.Path), 160))
	if r.Query != "" {
		b.WriteString("?" + cut(r.Query, 80))
	}
	b.WriteString(" " + cut(r.Protocol, 16) + " → " + status(r.Status))
	if r.Agent != "" {
		b.WriteString(" · " + cut(r.Agent, 120))
	}
	return b.String()
}

func status(s int32) string {
	if s < 100 || s > 999 {
		return "–"
	}
	return string([]byte{byte('0' + s/100), byte('0' + s/10%10), byte('0' + s%10)})
}

// protocol numbers the versions of HTTP: 1.0 and before, 1.1, 2, 3, other.
func protocol(p string) int {
	switch p {
	case "HTTP/1.1":
		return 1
	case "HTTP/2.0", "HTTP/2":
		return 2
	case "HTTP/3.0", "HTTP/3":
		return 3
	case "HTTP/1.0", "HTTP/0.9":
		return 0
	}
	return 4
}
