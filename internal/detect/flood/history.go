package flood

import (
	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/request"
)

// history is what a site saw in ordinary time, outside of bursts and up to
// now.
type history struct {
	networks  *seen
	addresses *seen
	paths     *seen
	agents    *seen
	loaders   *seen // visitors that loaded what belongs to a page, bursts included
	requests  int64
	traits    map[uint64]trait // of agents, bounded by maxAgents
}

func newHistory() *history {
	return &history{
		networks: newSeen(1 << 20), addresses: newSeen(1 << 21),
		paths: newSeen(1 << 18), agents: newSeen(1 << 16),
		loaders: newSeen(1 << 22),
		traits:  map[uint64]trait{},
	}
}

// known is one request as the history sees it.
type known struct {
	client, agent, path uint64 // hashes
	trait               trait
	asset               bool
	newAgent, newPath   bool // not seen before; false while the history says little
	within              bool // asked for from within a page whose assets this visitor loaded before
}

// look reads a request; it changes nothing but the cache of agents and who has
// loaded pages.
func (h *history) look(o *detect.Obs[request.Request]) known {
	r := &o.Record
	k := known{client: hash64(r.Client), agent: hash64(r.Agent), path: hash64(r.Path), asset: isAsset(r.Path)}
	t, ok := h.traits[k.agent]
	if !ok {
		t = traitOf(r.Agent)
		if len(h.traits) < maxAgents {
			h.traits[k.agent] = t
		}
	}
	k.trait = t
	h.loads(r, &k)
	if h.requests >= 500 {
		k.newAgent, k.newPath = !h.agents.has(k.agent), !h.paths.has(k.path)
	}
	return k
}

// learn takes an ordinary request in.
func (h *history) learn(r *request.Request, k *known) {
	h.requests++
	h.addresses.add(k.client)
	h.networks.add(network(r.Client))
	h.agents.add(k.agent)
	h.paths.add(k.path)
}
