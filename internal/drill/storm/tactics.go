package storm

import (
	"fmt"

	"github.com/unveil-project/unveil/internal/drill/chance"
)

// attackFamilies are the attacks, in a fixed order; the last two are made of
// others, and hard.
func attackFamilies() []string {
	return []string{
		"thick", "random-path", "cache-buster", "agent-cycling", "pingback", "h2-reset", "open-proxy", "thin",
		"brute-force", "search", "one-url", "mixed-tools", "mimic",
	}
}

// Hard is true of a family that cannot be told one by one from people.
func Hard(family string) bool { return family == "mimic" }

// bounds are the least and most requests of one machine of a family, and the
// most machines.
func bounds(family string) (low, high float64, machines int) {
	switch family {
	case "thick":
		return 100, 5000, 60
	case "h2-reset":
		return 40, 2000, 1000
	case "random-path":
		return 20, 400, 3000
	case "cache-buster", "one-url":
		return 8, 200, 10_000
	case "agent-cycling", "mixed-tools":
		return 6, 100, 5000
	case "pingback":
		return 1, 30, 20_000
	case "open-proxy", "brute-force", "search":
		return 2, 30, 8000
	case "mimic":
		return 8, 60, 20_000
	}
	return 2, 8, 50_000 // thin
}

// tactics draws how a family's machines ask.
func (m *maker) tactics(r *chance.Rand, p *Part) tactics {
	s := m.site
	front := aim{target: s.pages[0].path, bytes: s.pages[0].bytes, status: 200}
	some := s.pages[s.landing(m, r, p.Landing)]
	page := aim{target: some.path, bytes: some.bytes, status: 200}
	t := tactics{
		targets: []aim{front}, agents: m.modern(r), from: []int32{0}, protos: []proto{http11},
		pace: pace(r.IntN(2)), space: space(r.IntN(int(spaces))),
	}
	switch p.Family {
	case "thick":
		t.targets, t.agents, t.space = chance.Pick(r, [][]aim{{front}, {page}, {front, page}}), m.any(r), chance.Pick(r, []space{rented, subnet, local})
	case "random-path":
		t.targets, t.agents = []aim{{target: capitals, bytes: 512, status: 404}}, m.any(r)
	case "cache-buster":
		front.query = chance.Pick(r, []int32{digits, named})
		t.targets, t.from = []aim{front}, m.referer(r)
	case "agent-cycling":
		t.targets, t.agents, t.cycle, t.from = []aim{front, page}, m.fakes(r, r.Between(30, 2000)), true, m.referer(r)
		t.protos, t.space = chance.Pick(r, [][]proto{{http11}, {http12}, {http11, http12}, {http10}}), proxies
	case "pingback":
		t.agents, t.protos, t.space, t.pace = m.pingbacks(r, max(p.Sources, 1)), []proto{http10}, botnet, steady
	case "h2-reset":
		t.protos, t.cut, t.space = []proto{http2}, share(r, 0.3, 1), chance.Pick(r, []space{rented, subnet, botnet})
	default:
		m.slow(r, p, &t, page)
	}
	return t
}

// slow draws the tactics of families whose machines ask for little each.
func (m *maker) slow(r *chance.Rand, p *Part, t *tactics, page aim) {
	s := m.site
	search := aim{target: s.search, query: words, bytes: int32(r.Between(5000, 12_000)), status: 200}
	switch p.Family {
	case "open-proxy":
		t.pace, t.space = turns, proxies
		t.targets, t.from = chance.Pick(r, [][]aim{{page}, {search}, {page, search}}), m.referer(r)
	case "thin":
		t.pace = chance.Pick(r, []pace{steady, once, turns})
		t.targets, t.from = chance.Pick(r, [][]aim{t.targets, {page}, {search}}), m.referer(r)
	case "brute-force":
		t.method, t.space = post, chance.Pick(r, []space{subnet, proxies, botnet})
		t.targets = []aim{{target: chance.Pick(r, []int32{s.login, s.xmlrpc}), bytes: 3200, status: chance.Pick(r, []int16{200, 403, 401})}}
		t.agents = chance.Pick(r, [][]int32{m.modern(r), m.fakes(r, 3), m.any(r)})
	case "search":
		t.targets, t.from = []aim{search}, m.referer(r)
	case "one-url":
		t.targets, t.from = []aim{page}, m.referer(r)
	case "mimic":
		t.assets = true
	}
}

// modern is agents as people's browsers state them: one, a few, or the whole
// census.
func (m *maker) modern(r *chance.Rand) []int32 {
	n := chance.Pick(r, []int{1, 3, 10, 40})
	out := make([]int32, n)
	for i := range out {
		out[i] = m.agents.browser(r, 0.3, 0)
	}
	return out
}

// any is agents of tools, old ones, or those of browsers.
func (m *maker) any(r *chance.Rand) []int32 {
	switch r.IntN(3) {
	case 0:
		return []int32{m.table.of(chance.Pick(r, toolAgents()))}
	case 1:
		return m.fakes(r, r.Between(1, 5))
	}
	return m.modern(r)
}

// referer is what attacks state: mostly nothing, or lists.
func (m *maker) referer(r *chance.Rand) []int32 {
	switch r.IntN(4) {
	case 0:
		return m.referers("https://buscador.example/", "https://red-social.example/", "https://video.example/watch")
	case 1:
		return []int32{m.site.pages[0].referer}
	}
	return []int32{0}
}

// pingbacks are agents of blogs that were told to ask: each names itself and
// the address that told it.
func (m *maker) pingbacks(r *chance.Rand, n int) []int32 {
	control := make([]string, r.Between(1, 4))
	for i := range control {
		control[i] = m.net.host(r, uint32(244+r.IntN(12))<<16|r.Uint32N(1<<16)) // hidden behind the blogs
	}
	out := make([]int32, min(n, 4000))
	for i := range out {
		out[i] = m.table.of(fmt.Sprintf("WordPress/%d.%d.%d; http://blog%d.example; verifying pingback from %s", r.Between(3, 6), r.Between(0, 9), r.Between(0, 4), i, chance.Pick(r, control)))
	}
	return out
}
