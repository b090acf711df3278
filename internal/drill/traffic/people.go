package traffic

import (
	"fmt"
	"time"

	"github.com/unveil-project/unveil/internal/drill/chance"
)

// visitors are the people of every day: two in three have come before.
type visitors struct {
	r      *chance.Rand
	site   *site
	rate   float64
	pool   []int32
	loyal  chance.Weights
	origin []string
}

func newVisitors(l *log, r *chance.Rand) *visitors {
	v := &visitors{r: r, site: l.site(), rate: l.cfg.Sessions, origin: referers()}
	w := make([]uint64, max(40, int(l.cfg.Sessions*1500)))
	for i := range w {
		w[i] = uint64(1000 * min(max(r.LogNormal(1, 1), 0.05), 20))
		v.pool = append(v.pool, l.client(l.net.home()))
	}
	v.loyal = chance.NewWeights(w)
	return v
}

func referers() []string {
	return []string{"", "", "https://buscador.example/", "https://buscador.example/", "https://t.example/", "https://red-social.example/"}
}

func (v *visitors) minute(l *log, m minute) {
	for range v.r.Poisson(float64(v.rate * m.daily)) {
		s := visit{at: m.ms + v.r.Int64N(60_000), from: chance.Pick(v.r, v.origin), more: 0.5}
		if v.r.Is(0.66) {
			s.client, s.warm = v.pool[v.loyal.Draw(v.r)], v.r.Is(0.7)
		} else {
			s.client = l.client(l.net.home())
		}
		s.landing = v.site.rank.Draw(v.r)
		l.browse(v.r, v.site, s)
	}
}

// gateways are addresses that many people share: offices, schools, mobile
// carriers. They ask for more in a minute than any one person.
type gateways struct {
	r       *chance.Rand
	site    *site
	rate    float64
	clients []int32
}

func newGateways(l *log, r *chance.Rand) *gateways {
	g := &gateways{r: r, site: l.site(), rate: l.cfg.Gateways}
	for range 8 {
		g.clients = append(g.clients, l.client(l.net.home()))
	}
	return g
}

func (g *gateways) minute(l *log, m minute) {
	h := m.start.Hour()
	if h < 8 || h >= 22 {
		return
	}
	for i, c := range g.clients {
		for range g.r.Poisson(float64(g.rate * 2 / float64(i+1))) {
			l.browse(g.r, g.site, visit{
				client: c, at: m.ms + g.r.Int64N(60_000), from: chance.Pick(g.r, referers()),
				landing: g.site.rank.Draw(g.r), warm: g.r.Is(0.3), more: 0.5,
			})
		}
	}
}

// Crowd is people sent by a broadcast or by news of results, an innocent
// look-alike of a flood.
type Crowd struct {
	ID, Kind string
	Starts   []time.Time
	// Factor is how many times the ordinary visits of that hour come in the
	// first minute, Decay the time in which that falls by a factor of e.
	Factor float64
	Decay  time.Duration
	// Landing is the path that they were told.
	Landing string
}

type crowd struct {
	r    *chance.Rand
	cfg  *Crowd
	site *site
	rate float64
	page int
	item int16
}

func newCrowd(l *log, r *chance.Rand, cfg *Crowd) *crowd {
	c := &crowd{r: r, cfg: cfg, site: l.site(), rate: l.cfg.Sessions}
	for i := range c.site.pages {
		if c.site.pages[i].path == cfg.Landing {
			c.page = i
		}
	}
	c.item = l.item(cfg.ID, cfg.Kind)
	return c
}

func (c *crowd) minute(l *log, m minute) {
	mean := 0.0
	for _, s := range c.cfg.Starts {
		if since := m.start.Sub(s); since >= 0 && since < 8*c.cfg.Decay {
			usual := float64(c.rate * m.daily)
			mean += float64(usual * c.cfg.Factor * chance.Exp(-since.Minutes()/c.cfg.Decay.Minutes()))
		}
	}
	for range c.r.Poisson(mean) {
		v := visit{
			at: m.ms + c.r.Int64N(60_000), client: l.client(l.net.home()), item: c.item,
			landing: c.page, from: chance.Pick(c.r, referers()), more: 0.35,
		}
		if c.r.Is(0.2) {
			v.landing = c.site.rank.Draw(c.r)
		}
		l.browse(c.r, c.site, v)
	}
}

// site gives the pages of this log's site; all parts see the same ones.
func (l *log) site() *site {
	return newSite(chance.New(l.cfg.Seed, l.cfg.Site+"/pages"), l.cfg.Site)
}

// noise is the background of the internet: addresses that try a path or two
// that does not exist.
type noise struct{ r *chance.Rand }

func newNoise(r *chance.Rand) *noise { return &noise{r} }

func (n *noise) minute(l *log, m minute) {
	for range n.r.Poisson(0.02) {
		client, at := l.client(l.net.elsewhere()), m.ms+n.r.Int64N(60_000)
		for range n.r.Between(1, 3) {
			l.push(hit{at: at, client: client, target: chance.Pick(n.r, probes()), agent: chance.Pick(n.r, []string{"", "curl/8.5.0", "python-requests/2.31.0"}), status: 404, bytes: 512})
			at += int64(n.r.Exp(4000))
		}
	}
}

// probes are paths that scanners ask for.
func probes() []string {
	return []string{
		"/wp-login.php", "/.env", "/.git/config", "/phpmyadmin/", "/admin.php", "/xmlrpc.php", "/config.json",
		"/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php", "/cgi-bin/test.cgi", "/backup.zip", "/server-status", "/solr/admin/",
	}
}

// probe is the k-th path of a long list.
func probe(k int) string {
	base := probes()
	if k < len(base) {
		return base[k]
	}
	return fmt.Sprintf("/old/%s%d.php", [...]string{"shell", "upload", "db", "test"}[k%4], k/4)
}

// inside is true for minutes of a planted interval.
func inside(m minute, from time.Time, length time.Duration) bool {
	return !m.start.Before(from) && m.start.Before(from.Add(length))
}
