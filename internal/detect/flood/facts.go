package flood

import (
	"strings"

	"github.com/unveil-project/unveil/internal/weblog"
)

// facts are what has to be known of a text of the table, worked out when it
// is first asked for. They are hashes of the texts, not the numbers of the
// table, so that the order in which a table was made changes nothing.
type facts struct {
	t        *weblog.Table
	scale    float64 // requests that one held stands for
	clients  []uint64
	networks []uint64
	paths    []uint64
	agents   []uint64
	shapes   []uint64 // of agents: without their digits
	traits   []trait
	hosts    []uint64 // of referers
	origins  []uint64 // paths of referers
	claims   []claim
	random   []int8 // paths of six capital letters: 1, others −1
}

func newFacts(t *weblog.Table) *facts { return &facts{t: t, scale: t.Scale()} }

// room makes room for what will be known. Without a burst nothing is asked.
func (f *facts) room() {
	t := f.t
	f.clients, f.networks = make([]uint64, t.Clients.Len()+1), make([]uint64, t.Clients.Len()+1)
	f.paths, f.agents = make([]uint64, t.Paths.Len()+1), make([]uint64, t.Agents.Len()+1)
	f.traits, f.hosts = make([]trait, t.Agents.Len()+1), make([]uint64, t.Referers.Len()+1)
	f.shapes, f.origins = make([]uint64, t.Agents.Len()+1), make([]uint64, t.Referers.Len()+1)
	f.claims = make([]claim, t.Agents.Len()+1)
	f.random = make([]int8, t.Paths.Len()+1)
}

// once fills a place where nothing stands yet. A hash has its highest bit set,
// so that it is never nothing.
func once(at *uint64, d *weblog.Dict, id uint32, hash func(string) uint64) uint64 {
	if *at == 0 {
		*at = hash(d.Text(id)) | 1<<63
	}
	return *at
}

func (f *facts) client(id uint32) uint64 {
	return once(&f.clients[id], f.t.Clients, id, weblog.Hash)
}

func (f *facts) network(id uint32) uint64 {
	return once(&f.networks[id], f.t.Clients, id, weblog.Network)
}

func (f *facts) path(id uint32) uint64 { return once(&f.paths[id], f.t.Paths, id, weblog.Hash) }

func (f *facts) host(id uint32) uint64 {
	return once(&f.hosts[id], f.t.Referers, id, func(s string) uint64 { return weblog.Hash(refererHost(s)) })
}

func (f *facts) agent(id uint32) (uint64, trait) {
	if f.agents[id] == 0 {
		f.traits[id] = traitOf(f.t.Agents.Text(id))
	}
	return once(&f.agents[id], f.t.Agents, id, weblog.Hash), f.traits[id]
}

// shape is an agent without its digits, so that all versions of a program are
// one.
func (f *facts) shape(id uint32) uint64 {
	return once(&f.shapes[id], f.t.Agents, id, func(s string) uint64 {
		b := make([]byte, 0, 256)
		for i := range min(len(s), 512) {
			if c := s[i]; c < '0' || c > '9' {
				b = append(b, c)
			}
		}
		return weblog.Hash(string(b))
	})
}

// origin is the page that a referer names, as path gives it.
func (f *facts) origin(id uint32) uint64 {
	return once(&f.origins[id], f.t.Referers, id, func(s string) uint64 { return weblog.Hash(refererPath(s)) })
}

// capitals is true of a path of six capital letters, as a tool makes them.
func (f *facts) capitals(id uint32) bool {
	if f.random[id] == 0 {
		f.random[id] = -1
		if s := f.t.Paths.Text(id); len(s) == 7 && strings.Trim(s[1:], "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
			f.random[id] = 1
		}
	}
	return f.random[id] == 1
}
