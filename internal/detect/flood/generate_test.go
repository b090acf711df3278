package flood_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/unveil-project/unveil/internal/request"
)

// day zero of all generated logs.
var zero = time.Date(2031, 5, 11, 0, 0, 0, 0, time.UTC)

// maker makes the requests of one site, seeded.
type maker struct {
	r    *rand.Rand
	site string
	out  []request.Request
	nets []int // networks that ordinary visitors come from
}

var browsers = []string{
	"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36",
	"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
	"Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/129.0 Mobile Safari/537.36",
	"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15",
	"Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0",
	"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
}

var pages = []string{"/", "/propuestas", "/noticias", "/agenda", "/contacto", "/equipo", "/prensa", "/voluntarios", "/video", "/resultados"}

var assets = []string{"/css/site.css", "/js/app.js", "/img/logo.svg", "/img/foto.jpg", "/fonts/a.woff2", "/favicon.ico"}

func newMaker(seed uint64) *maker {
	m := &maker{r: rand.New(rand.NewPCG(seed, 0xf100d)), site: "candidata.example.org"}
	for range 400 {
		m.nets = append(m.nets, m.r.IntN(1<<15))
	}
	return m
}

func (m *maker) address(net int) string {
	return fmt.Sprintf("10.%d.%d.%d", net>>8&255, net&255, 1+m.r.IntN(254))
}

// ask writes one request at seconds after zero.
func (m *maker) ask(at float64, client, path, query, referer, agent, proto string, status int32) {
	m.out = append(m.out, request.Request{
		Time: zero.UnixMicro() + int64(at)*1e6, Client: client, Site: m.site, Method: "GET",
		Path: path, Query: query, Protocol: proto, Status: status, Bytes: 5000, Referer: referer, Agent: agent,
		Duration: request.Unknown,
	})
}

// visit is a person's: a few pages, each with its assets at first, then from
// the browser's cache; one in twelve loads none, as text browsers, previews
// and warm caches do.
func (m *maker) visit(at float64, client, from string, first int) {
	agent := browsers[m.r.IntN(len(browsers))]
	n := 1 + int(m.r.ExpFloat64()*1.5)
	bare := m.r.Float64() < 1.0/12
	page, referer := pages[first], from
	for k := range min(n, 25) {
		m.ask(at, client, page, "", referer, agent, "HTTP/2.0", 200)
		for _, a := range assets {
			if !bare && (k == 0 || m.r.Float64() < 0.2) && m.r.Float64() < 0.85 {
				m.ask(at+m.r.Float64()*2, client, a, "", "https://"+m.site+page, agent, "HTTP/2.0", 200)
			}
		}
		referer = "https://" + m.site + page
		page = pages[m.zipf(len(pages))]
		at += 5 + m.r.ExpFloat64()*40
	}
}

func (m *maker) zipf(n int) int {
	return min(int(math.Pow(float64(n)+1, m.r.Float64()))-1, n-1)
}

func (m *maker) source() string {
	return []string{"", "", "https://www.google.com/", "https://t.co/abc", "https://m.facebook.com/"}[m.r.IntN(5)]
}

// organic is ordinary visitors with a daily rhythm, a crawler and a monitor.
func (m *maker) organic(from, to, perMinute float64) {
	for t := from; t < to; t += 60 {
		hour := math.Mod(t/3600, 24)
		rate := perMinute * (0.55 - 0.45*math.Cos((hour-3)/24*2*math.Pi)) / 8
		for range m.poisson(rate) {
			net := m.nets[m.zipf(len(m.nets))]
			m.visit(t+m.r.Float64()*60, m.address(net), m.source(), m.zipf(len(pages)))
		}
		m.ask(t+1, "10.255.0.9", "/", "", "", "uptime-monitor/1.0", "HTTP/1.1", 200)
		if m.r.Float64() < 0.4 {
			m.ask(t+m.r.Float64()*60, "10.254.3.7", pages[m.zipf(len(pages))], "", "", "examplebot/2.1 (+https://example.org/bot)", "HTTP/1.1", 200)
		}
	}
}

func (m *maker) poisson(mean float64) int {
	if mean > 50 {
		return max(int(mean+math.Sqrt(mean)*m.r.NormFloat64()+0.5), 0)
	}
	l, k, p := math.Exp(-mean), 0, 1.0
	for {
		p *= m.r.Float64()
		if p <= l {
			return k
		}
		k++
	}
}

// crowd is people who come at once: a rise within minutes, then a decay.
// About eight requests each.
func (m *maker) crowd(at float64, people int, rise, decay float64, first int) {
	for range people {
		t := m.r.Float64() * rise
		if m.r.Float64() < 0.8 {
			t = rise*math.Sqrt(m.r.Float64()) + m.r.ExpFloat64()*decay
		}
		net := m.r.IntN(1 << 15)
		if m.r.Float64() < 0.4 {
			net = m.nets[m.r.IntN(len(m.nets))]
		}
		from := ""
		if m.r.Float64() < 0.4 {
			from = m.source()
		}
		m.visit(at+t, m.address(net), from, first)
	}
}

// flood is machines that ask for one path. It gives the addresses.
func (m *maker) flood(at, seconds float64, bots, each int, path string, bust bool) []string {
	var members []string
	agents := browsers[:1+m.r.IntN(4)]
	for b := range bots {
		client := fmt.Sprintf("203.%d.%d.%d", b>>16&255, b>>8&255, b&255)
		members = append(members, client)
		for range each {
			query := ""
			if bust {
				query = fmt.Sprint(m.r.IntN(1 << 30))
			}
			m.ask(at+m.r.Float64()*seconds, client, path, query, "", agents[m.r.IntN(len(agents))], "HTTP/1.1", 200)
		}
	}
	return members
}

// scan is one address that tries many paths.
func (m *maker) scan(at, seconds float64, n int) {
	for k := range n {
		m.ask(at+float64(k)*seconds/float64(n), "198.51.100.77", fmt.Sprintf("/wp-content/%d.php", k), "", "", "Mozilla/5.0 zgrab/0.x", "HTTP/1.1", 404)
	}
}

// elsewhere takes the assets out of the log, as where another server has them.
func (m *maker) elsewhere() {
	m.out = slices.DeleteFunc(m.out, func(r request.Request) bool { return slices.Contains(assets, r.Path) })
}

// overload makes pages of a stretch of time fail for a share of the addresses,
// who then get no assets and try again.
func (m *maker) overload(from, to, share float64) {
	lo, hi := zero.UnixMicro()+int64(from)*1e6, zero.UnixMicro()+int64(to)*1e6
	failing := map[string]bool{}
	m.out = slices.DeleteFunc(m.out, func(r request.Request) bool {
		if r.Time < lo || r.Time >= hi {
			return false
		}
		if _, ok := failing[r.Client]; !ok {
			failing[r.Client] = m.r.Float64() < share
		}
		return failing[r.Client] && slices.Contains(assets, r.Path)
	})
	for i := range m.out {
		r := &m.out[i]
		if r.Time < lo || r.Time >= hi || !failing[r.Client] {
			continue
		}
		r.Status = 503
		for k := range m.r.IntN(4) {
			again := *r
			again.Time += int64(k+1) * 15e6
			m.out = append(m.out, again)
		}
	}
}

// mimic is machines that load a page with assets and say they came from a
// search engine: what a careful attacker would do.
func (m *maker) mimic(at, seconds float64, bots int) []string {
	var members []string
	for b := range bots {
		client := fmt.Sprintf("203.%d.%d.%d", b>>16&255, b>>8&255, b&255)
		members = append(members, client)
		agent, t := browsers[m.r.IntN(len(browsers))], at+m.r.Float64()*seconds
		for range 3 {
			m.ask(t, client, "/", "", "https://www.google.com/", agent, "HTTP/2.0", 200)
			for _, a := range assets[:4] {
				m.ask(t+1, client, a, "", "https://"+m.site+"/", agent, "HTTP/2.0", 200)
			}
			t += m.r.ExpFloat64() * 60
		}
	}
	return members
}

// scenario is one generated log with what is true of it.
type scenario struct {
	log      *log
	truth    string // "attack", "crowd", "both" or "none"
	start    float64
	seconds  float64
	members  []string
	calendar time.Time // zero: none
}

// families makes scenarios by name and seed; all last 38 hours with the event
// in the last twelve.
var families = []struct {
	name string
	make func(*maker, *scenario)
}{
	{"organic", func(m *maker, s *scenario) { s.truth = "none" }},
	{"crowd", func(m *maker, s *scenario) {
		s.truth, s.calendar = "crowd", m.when(s.start)
		m.crowd(s.start, 300+m.r.IntN(2000), 120+m.r.Float64()*200, 300+m.r.Float64()*600, 0)
	}},
	{"crowd-unannounced", func(m *maker, s *scenario) {
		s.truth = "crowd"
		m.crowd(s.start, 300+m.r.IntN(2000), 60+m.r.Float64()*100, 200+m.r.Float64()*600, m.r.IntN(4))
	}},
	{"results-night", func(m *maker, s *scenario) {
		s.truth, s.calendar = "crowd", m.when(s.start)
		m.crowd(s.start, 2000+m.r.IntN(2000), 600, 3600, 9)
	}},
	{"thick", func(m *maker, s *scenario) {
		s.truth = "attack"
		s.members = m.flood(s.start, s.seconds, 20+m.r.IntN(80), 60+m.r.IntN(800), pages[m.r.IntN(4)], m.r.IntN(2) == 0)
	}},
	{"thin", func(m *maker, s *scenario) {
		s.truth = "attack"
		s.members = m.flood(s.start, s.seconds, 5000, 3, pages[m.r.IntN(4)], false)
	}},
	{"thin-debate", func(m *maker, s *scenario) {
		s.truth, s.calendar = "attack", m.when(s.start)
		s.members = m.flood(s.start, s.seconds, 2000+m.r.IntN(6000), 2+m.r.IntN(3), "/", m.r.IntN(2) == 0)
	}},
	{"faint", func(m *maker, s *scenario) {
		s.truth, s.seconds = "attack", 1800
		s.members = m.flood(s.start, s.seconds, 60+m.r.IntN(200), 8+m.r.IntN(4), "/", false)
	}},
	{"mixed", func(m *maker, s *scenario) {
		s.truth, s.calendar = "both", m.when(s.start)
		people := 800 + m.r.IntN(2000)
		m.crowd(s.start, people, 180, 500, 0)
		bots := 500 + m.r.IntN(3000)
		each := max(people*8/bots*(1+m.r.IntN(2)), 2)
		s.members = m.flood(s.start+60, s.seconds, bots, each, "/", false)
	}},
	{"mixed-small", func(m *maker, s *scenario) { // a tenth of the burst is the flood
		s.truth, s.calendar = "both", m.when(s.start)
		m.crowd(s.start, 2000, 180, 500, 0)
		s.members = m.flood(s.start+60, s.seconds, 500, 4, "/", false)
	}},
	{"crowd-overload", func(m *maker, s *scenario) {
		s.truth, s.calendar = "crowd", m.when(s.start)
		m.crowd(s.start, 1000+m.r.IntN(2000), 180, 500, 0)
		m.overload(s.start, s.start+1200, 0.2+0.6*m.r.Float64())
	}},
	{"cdn-crowd", func(m *maker, s *scenario) {
		s.truth, s.calendar = "crowd", m.when(s.start)
		m.crowd(s.start, 1000+m.r.IntN(2000), 180, 500, 0)
		m.elsewhere()
	}},
	{"cdn-thin", func(m *maker, s *scenario) {
		s.truth = "attack"
		s.members = m.flood(s.start, s.seconds, 5000, 3, "/", false)
		m.elsewhere()
	}},
	{"mimic", func(m *maker, s *scenario) {
		s.truth = "attack"
		s.members = m.mimic(s.start, s.seconds, 500+m.r.IntN(3000))
	}},
	{"self-refresh", func(m *maker, s *scenario) {
		s.truth, s.calendar = "crowd", m.when(s.start)
		m.refresh(s.start, 400+m.r.IntN(800), []float64{10, 30, 60}[m.r.IntN(3)], true)
	}},
	{"poll-only", func(m *maker, s *scenario) { // never loads the page that would poll
		s.truth, s.seconds = "attack", 1800
		s.members = m.refresh(s.start, 400+m.r.IntN(800), []float64{10, 30}[m.r.IntN(2)], false)
	}},
	{"nightly", func(m *maker, s *scenario) {
		s.truth, s.seconds = "unclear", 180 // a scheduled job, and it says so
		m.organic(-4*86400, 0, 20)
		machines := 1 + m.r.IntN(3)
		for d := range 5 {
			m.job(s.start-float64(d)*86400+m.r.Float64()*60, machines)
		}
	}},
	{"gateway", func(m *maker, s *scenario) {
		s.truth, s.calendar = "crowd", m.when(s.start)
		before := len(m.out)
		m.crowd(s.start, 1000+m.r.IntN(2000), 180, 500, 0)
		m.share(before, 4+m.r.IntN(4))
	}},
	{"own-machines", func(m *maker, s *scenario) {
		s.truth = "unclear"
		for k := range 20000 {
			m.ask(s.start+float64(k)/60, "127.0.0.1", "/healthz", "", "", "probe/1.2", "HTTP/1.1", 200)
		}
	}},
	{"alone", func(m *maker, s *scenario) { // nothing but one burst, one request an address
		s.truth, s.seconds, m.out = "unclear", 20, nil
		m.flood(s.start, s.seconds, 10000+m.r.IntN(20000), 1, "/", false)
	}},
	{"slow-scan", func(m *maker, s *scenario) {
		s.truth = "none"
		m.scan(s.start-36000, 12*3600, 3000)
	}},
}

func (m *maker) when(at float64) time.Time { return zero.Add(time.Duration(at-120) * time.Second) }

// m0 is when the event of a scenario's calendar begins.
func m0(s *scenario) time.Time { return zero.Add(time.Duration(s.start-120) * time.Second) }

func makeScenario(family int, seed uint64) *scenario {
	m := newMaker(seed*97 + uint64(family))
	s := &scenario{start: 3600 * (26 + m.r.Float64()*8), seconds: 300 + m.r.Float64()*1200}
	m.organic(0, 38*3600, 25+m.r.Float64()*50)
	families[family].make(m, s)
	s.log = newLog(m.out)
	return s
}
