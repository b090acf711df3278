package traffic

import (
	"fmt"

	"github.com/unveil-project/unveil/internal/drill/chance"
)

// page is one page with what a browser loads after it.
type page struct {
	path   string
	bytes  int32
	assets []asset
}

type asset struct {
	path  string
	bytes int32
}

// site is what a web site holds; pages are drawn by Zipf's law.
type site struct {
	origin string
	pages  []page
	common []asset
	rank   chance.Weights
}

func newSite(r *chance.Rand, host string) *site {
	s := &site{origin: "https://" + host, common: []asset{
		{"/css/sitio.css", 24_310},
		{"/css/tipos.css", 8_120},
		{"/js/sitio.js", 88_214},
		{"/img/logo.svg", 4_102},
		{"/fuentes/texto.woff2", 31_744},
		{"/favicon.ico", 1_150},
	}}
	names := []string{"/", "/propuestas", "/agenda", "/noticias", "/contacto", "/en-vivo", "/donde-votar", "/prensa"}
	for i := len(names); i < 160; i++ {
		names = append(names, fmt.Sprintf("/noticias/%d", 1000+i))
	}
	for i, name := range names {
		p := page{path: name, bytes: int32(min(r.LogNormal(18_000, 0.5), 200_000))}
		for k := range r.Between(1, 4) {
			p.assets = append(p.assets, asset{fmt.Sprintf("/img/%d/%d.jpg", i, k+1), int32(min(r.LogNormal(60_000, 0.7), 900_000))})
		}
		s.pages = append(s.pages, p)
	}
	s.rank = chance.Zipf(len(s.pages))
	return s
}

func browsers() []string {
	return []string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/121.0.0.0 Safari/537.36",
		"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/121.0.0.0 Mobile Safari/537.36",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 17_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.3 Mobile/15E148 Safari/604.1",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Safari/605.1.15",
		"Mozilla/5.0 (X11; Linux x86_64; rv:122.0) Gecko/20100101 Firefox/122.0",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:122.0) Gecko/20100101 Firefox/122.0",
	}
}

// visit is one person's session.
type visit struct {
	client  int32
	at      int64
	landing int    // index of the first page
	from    string // referer of the first request
	warm    bool   // the browser has the common assets
	item    int16
	more    float64 // chance of going on to another page
}

// browse pushes the requests of a visit: pages, each followed by its assets
// within seconds, with pauses for reading. A browser that has an asset asks
// whether it changed (304) or does not ask at all.
func (l *log) browse(r *chance.Rand, s *site, v visit) {
	agent := chance.Pick(r, browsers())
	at, from, warm := v.at, v.from, v.warm
	for k, p := 0, v.landing; k < 15; k++ {
		h := hit{at: at, client: v.client, target: s.pages[p].path, referer: from, agent: agent, status: 200, bytes: s.pages[p].bytes, item: v.item}
		if r.Is(0.01) {
			h.target, h.status, h.bytes = s.pages[p].path+"x", 404, 512
		}
		l.push(h)
		from = s.origin + s.pages[p].path
		h.referer, h.status = from, 200
		l.load(r, h, s.pages[p].assets, false)
		l.load(r, h, s.common, warm)
		if warm = true; !r.Is(v.more) {
			return
		}
		at += 2000 + int64(min(r.LogNormal(22_000, 1), 900_000))
		p = s.rank.Draw(r)
	}
}

// load pushes requests for assets after the page h.
func (l *log) load(r *chance.Rand, h hit, assets []asset, warm bool) {
	page := h.at
	for _, a := range assets {
		if warm && r.Is(0.85) {
			continue
		}
		h.at, h.target, h.status, h.bytes = page+80+int64(r.Exp(600)), a.path, 200, a.bytes
		if warm {
			h.status, h.bytes = 304, 0
		}
		l.push(h)
	}
}
