package flood

import "github.com/unveil-project/unveil/internal/weblog"

// history is what a site saw in ordinary time, outside of bursts and up to
// now.
type history struct {
	f         *facts
	networks  *seen
	addresses *seen
	paths     *seen
	agents    *seen
	loaders   *seen // visitors that loaded what belongs to a page, bursts included
	requests  int64
}

func newHistory(f *facts) *history {
	return &history{
		f: f, networks: newSeen(1 << 20), addresses: newSeen(1 << 21),
		paths: newSeen(1 << 18), agents: newSeen(1 << 16),
		loaders: newSeen(1 << 22),
	}
}

// known is one request as the history sees it.
type known struct {
	client, agent, path, query uint64 // hashes
	trait                      trait
	asset                      bool
	newAgent, newPath          bool // not seen before; false while the history says little
	within                     bool // asked for from within a page whose assets this visitor loaded before
}

// look reads a request; it changes nothing but who has loaded pages.
func (h *history) look(r *weblog.Row) known {
	f := h.f
	k := known{client: f.client(r.Client), path: f.path(r.Path), asset: f.t.Asset(r.Path)}
	k.agent, k.trait = f.agent(r.Agent)
	if r.Query != 0 && !k.asset {
		k.query = weblog.Hash(f.t.Queries.Text(r.Query))
	}
	h.loads(r, &k)
	if h.requests >= 500 {
		k.newAgent, k.newPath = !h.agents.has(k.agent), !h.paths.has(k.path)
	}
	return k
}

// learn takes an ordinary request in.
func (h *history) learn(r *weblog.Row, k *known) {
	h.requests += int64(r.Count())
	h.addresses.add(k.client)
	h.networks.add(h.f.network(r.Client))
	h.agents.add(k.agent)
	h.paths.add(k.path)
}
