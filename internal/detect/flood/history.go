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
	shapes    map[uint64]*use           // of agents, bounded by maxAgents
	uses      []*use                    // by number of agent, of shapes
	protocols [weblog.Protocols]float64 // of browsers
	browsers  float64
}

// use is how an agent, of whatever version, is used in ordinary time.
type use struct {
	requests      uint32
	pages, assets float64
	clients       uint64 // bitmap
	slots         uint64 // bitmap of stretches of four minutes
	app           bool   // as of the last look
}

// judge looks whether many addresses use an agent, over some time, that loads
// nothing around what it asks for: the site's own app, or a widget elsewhere.
func (u *use) judge() {
	u.app = u.pages >= 30 && u.assets < 0.1*u.pages && distinct(u.clients) >= 6 && distinct(u.slots) >= 6
}

// useOf is the use of an agent; nil for more than can be kept.
func (h *history) useOf(agent uint32) *use {
	if u := h.uses[agent]; u != nil {
		return u
	}
	s := h.f.shape(agent)
	u := h.shapes[s]
	if u == nil {
		if len(h.shapes) >= maxAgents {
			return nil
		}
		u = &use{}
		h.shapes[s] = u
	}
	h.uses[agent] = u
	return u
}

func newHistory(f *facts) *history {
	return &history{
		f: f, networks: newSeen(1 << 20), addresses: newSeen(1 << 21),
		paths: newSeen(1 << 18), agents: newSeen(1 << 16),
		loaders: newSeen(1 << 22), shapes: map[uint64]*use{}, uses: make([]*use, f.t.Agents.Len()+1),
	}
}

// known is one request as the history sees it.
type known struct {
	client, agent, path, query uint64 // hashes
	trait                      trait
	claim                      claim
	asset                      bool
	newAgent, newPath          bool    // not seen before; false while the history says little
	within                     bool    // asked for from within a page whose assets this visitor loaded before
	origin                     uint64  // the page that the referer names; 0 none
	capitals                   bool    // a path of six capital letters
	app                        bool    // the agent of the site's app
	odd                        float64 // how unusual this version of HTTP is for browsers at this site, 0 to 1
}

// look reads a request; it changes nothing but who has loaded pages.
func (h *history) look(r *weblog.Row) known {
	f := h.f
	k := known{client: f.client(r.Client), path: f.path(r.Path), asset: f.t.Asset(r.Path)}
	k.agent, k.trait = f.agent(r.Agent)
	k.claim = f.claim(r.Agent)
	if r.Query != 0 && !k.asset {
		k.query = weblog.Hash(f.t.Queries.Text(r.Query))
	}
	if r.Referer != 0 {
		k.origin = f.origin(r.Referer)
	}
	k.capitals = f.capitals(r.Path)
	h.loads(r, &k)
	if h.requests >= 500 {
		k.newAgent, k.newPath = !h.agents.has(k.agent), !h.paths.has(k.path)
		u := h.uses[r.Agent]
		if u == nil {
			u = h.shapes[f.shape(r.Agent)]
		}
		if u != nil {
			k.app = u.app && k.trait != crawler && k.trait != scanner
		}
		if k.trait == browser {
			share := h.protocols[r.Protocol()] / h.browsers
			k.odd = max(1-share/0.4, 0)
		}
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
	n := float64(r.Count())
	if k.trait == browser {
		h.protocols[r.Protocol()] += n
		h.browsers += n
	}
	if r.Status >= 400 {
		return
	}
	u := h.useOf(r.Agent)
	if u == nil {
		return
	}
	u.clients |= 1 << (k.client % 64)
	u.slots |= 1 << (r.Second() / 240 % 64)
	if k.asset {
		u.assets += n
	} else {
		u.pages += n
	}
	if u.requests++; u.requests%32 == 0 {
		u.judge()
	}
}
