package storm

import (
	"fmt"
	"slices"

	"github.com/unveil-project/unveil/internal/drill/chance"
)

// programFamilies are bursts of programs that attack nothing.
func programFamilies() []string { return []string{"previews", "crawlers", "own-test"} }

// newProgram lays out a burst of programs.
func newProgram(m *maker, r *chance.Rand, p *Part, index int) *attack {
	a := &attack{}
	h := hit{part: int16(index), status: 200, method: get}
	from, length := p.Start.UnixMicro(), p.Length.Microseconds()
	clients := m.bots(r, botnet, max(p.Sources, 1))
	agents := make([]int32, len(clients))
	landing := &m.site.pages[m.site.landing(m, r, p.Landing)]
	for i := range agents {
		agents[i] = m.table.of(programAgent(p.Family, i))
	}
	if p.Family == "own-test" {
		clients = []int32{m.client("10.0.0.7")} // from within, as load tests are
	}
	for range p.Requests {
		k := r.IntN(len(clients))
		page := landing
		if p.Family != "previews" {
			page = &m.site.pages[m.site.rank.Draw(r)]
		}
		h.client, h.agent, h.target, h.bytes = clients[k], agents[k], page.path, page.bytes
		h.at = from + int64(float64(float64(length)*p.Shape.place(r)))
		a.hits = append(a.hits, h)
	}
	slices.SortFunc(a.hits, func(x, y hit) int { return int(x.at - y.at) })
	return a
}

// programAgent is what a program says of itself.
func programAgent(family string, i int) string {
	switch family {
	case "crawlers":
		return fmt.Sprintf("Mozilla/5.0 (compatible; examplebot%d/2.1; +https://crawler%d.example/bot)", i%4, i%4)
	case "own-test":
		return "k6/0.49.0 (https://k6.example/)"
	}
	switch i % 4 {
	case 0:
		return "externalhit-example/1.1 (+https://red-social.example/preview)"
	case 1:
		return "WhatsApp/2.23.20.0"
	}
	return fmt.Sprintf("Mastodon/4.2.%d (http.rb/5.1.1; +https://social%d.example/) Bot", i%9, i)
}

// background is what asks at any site at any time: crawlers that read now and
// then, a monitor, and addresses that try a path that does not exist.
type background struct {
	r       *chance.Rand
	bots    []int32
	monitor int32
	agents  []int32
	watch   int32
	probes  []int32
}

func newBackground(m *maker, r *chance.Rand) *background {
	b := &background{r: r, bots: m.bots(r, rented, 6), monitor: m.bots(r, rented, 1)[0], watch: m.table.of("uptime-example/1.2")}
	b.agents = m.referers("Mozilla/5.0 (compatible; examplebot/2.1; +https://example.org/bot)", "Mozilla/5.0 (compatible; archive-example/1.0)", "newsreader-example/3.4 feed")
	b.probes = m.referers("/wp-login.php", "/.env", "/.git/config", "/phpmyadmin/", "/xmlrpc.php", "/backup.zip")
	return b
}

func (b *background) minute(m *maker, from int64) {
	r := b.r
	m.push(hit{at: from + 7*second + r.Int64N(second), client: b.monitor, target: m.site.health, agent: b.watch, status: 200, bytes: 2, method: head})
	for i, c := range b.bots {
		if r.Is(m.Crawls / 1440) {
			at, pause := from, chance.Pick(r, []float64{0.6, 4, 15})*1e6
			for range r.Between(40, 160) {
				p := &m.site.pages[r.IntN(len(m.site.pages))]
				at += 100_000 + int64(r.Exp(pause))
				m.push(hit{at: at, client: c, target: p.path, agent: b.agents[i%3], status: 200, bytes: p.bytes})
			}
		}
	}
	for range r.Poisson(0.05) {
		client, at := m.bots(r, botnet, 1)[0], from+r.Int64N(minute)
		for range r.Between(1, 3) {
			m.push(hit{at: at, client: client, target: chance.Pick(r, b.probes), agent: m.table.of(chance.Pick(r, toolAgents())), status: 404, bytes: 512})
			at += int64(r.Exp(4e6))
		}
	}
}
