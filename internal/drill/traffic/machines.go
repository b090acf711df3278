package traffic

import "github.com/unveil-project/unveil/internal/drill/chance"

// crawlers are search engines. Most read a page every quarter of a minute for
// the better part of an hour; now and then one reads a hundred and more, one
// or two a second. They load none of the assets.
type crawlers struct {
	r       *chance.Rand
	site    *site
	clients []int32
	agents  []string
}

func newCrawlers(l *log, r *chance.Rand) *crawlers {
	c := &crawlers{r: r, site: l.site(), agents: []string{
		"Mozilla/5.0 (compatible; examplebot/2.1; +https://example.org/bot)",
		"Mozilla/5.0 (compatible; archive-example/1.0)",
		"newsreader-example/3.4",
	}}
	for range 6 {
		c.clients = append(c.clients, l.client(l.net.elsewhere()))
	}
	return c
}

func (c *crawlers) minute(l *log, m minute) {
	for i := range c.clients {
		if c.r.Is(1.0 / 1440) {
			c.crawl(l, m, i, c.r.Between(100, 200), 15_000)
		}
		if c.r.Is(l.cfg.FastCrawls / 1440) {
			c.crawl(l, m, i, c.r.Between(60, 160), 600)
		}
	}
}

// crawl pushes one reading of some pages, with a mean pause in milliseconds.
func (c *crawlers) crawl(l *log, m minute, i, pages int, pause float64) {
	at := m.ms + c.r.Int64N(60_000)
	for range pages {
		p := &c.site.pages[c.r.IntN(len(c.site.pages))]
		l.push(hit{at: at, client: c.clients[i], target: p.path, agent: c.agents[i%len(c.agents)], status: 200, bytes: p.bytes})
		at += 100 + int64(c.r.Exp(pause))
	}
}

// monitors ask every minute whether the site is up.
type monitors struct {
	r       *chance.Rand
	clients []int32
}

func newMonitors(l *log, r *chance.Rand) *monitors {
	return &monitors{r, []int32{l.client(l.net.elsewhere())}}
}

func (p *monitors) minute(l *log, m minute) {
	for i, c := range p.clients {
		l.push(hit{at: m.ms + int64(i)*7000 + p.r.Int64N(200), client: c, target: "/salud", agent: "uptime-example/1.2", status: 200, bytes: 2, method: head})
	}
}
