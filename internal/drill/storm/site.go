package storm

import (
	"fmt"

	"github.com/unveil-project/unveil/internal/drill/chance"
)

// site is the pages of a site, and what belongs to them.
type site struct {
	origin                        string
	pages                         []page
	common                        []asset
	rank                          chance.Weights
	search, login, xmlrpc, health int32
	results                       int32 // the feed that the results page asks for
	form, send, thanks            page
	calls                         []call // what an app asks for
	proto                         chance.Weights
}

type page struct {
	path    int32
	referer int32 // the page as a referer
	bytes   int32
	assets  []asset
}

type asset struct{ path, bytes int32 }

type call struct {
	path   int32
	method method
	query  int32
	bytes  int32
}

func newSite(m *maker, r *chance.Rand) *site {
	s := &site{origin: "https://" + m.Site}
	s.proto = chance.NewWeights([]uint64{uint64(1000 * (1 - m.Pages.HTTP2)), uint64(1000 * m.Pages.HTTP2)})
	sections := []string{"noticias", "propuestas", "agenda", "prensa", "documentos", "tema"}
	for i := range max(m.Pages.Pages, 4) {
		path := "/"
		if i > 0 {
			path = fmt.Sprintf("/%s/%d", chance.Pick(r, sections), 100+i)
		}
		s.pages = append(s.pages, s.page(m, r, path))
	}
	s.rank = chance.Zipf(len(s.pages))
	if !m.Pages.CDN && !m.Pages.API {
		types := []string{"/static/main%d.css", "/static/app%d.js", "/img/logo%d.svg", "/fonts/f%d.woff2"}
		for i := range m.Pages.Common {
			s.common = append(s.common, asset{m.table.of(fmt.Sprintf(types[i%4], i)), int32(r.Between(2000, 90_000))})
		}
	}
	s.search, s.login, s.xmlrpc = m.table.of("/buscar"), m.table.of("/wp-login.php"), m.table.of("/xmlrpc.php")
	s.health, s.results = m.table.of("/salud"), m.table.of("/api/resultados.json")
	s.form, s.send, s.thanks = s.page(m, r, Form), s.page(m, r, Form+"/enviar"), s.page(m, r, Form+"/gracias")
	s.addCalls(m, r)
	return s
}

func (s *site) page(m *maker, r *chance.Rand, path string) page {
	p := page{path: m.table.of(path), referer: m.table.of(s.origin + path), bytes: int32(r.Between(4000, 60_000))}
	if !m.Pages.CDN && !m.Pages.API && m.Pages.Each > 0 {
		for i := range r.Between(0, m.Pages.Each) {
			p.assets = append(p.assets, asset{m.table.of(fmt.Sprintf("/img%s-%d.jpg", path, i)), int32(r.Between(5000, 200_000))})
		}
	}
	return p
}

// addCalls lists what an app asks for in one use.
func (s *site) addCalls(m *maker, r *chance.Rand) {
	for i, path := range []string{"/api/v2/session", "/api/v2/config", "/api/v2/feed", "/api/v2/items", "/api/v2/me", "/api/v2/alerts"} {
		c := call{path: m.table.of(path), bytes: int32(r.Between(200, 9000))}
		switch i {
		case 0:
			c.method = post
		case 3:
			c.query = words
		case 4:
			c.query = token
		}
		s.calls = append(s.calls, c)
	}
}

// landing finds the page of a path, or draws one of the more popular pages.
func (s *site) landing(m *maker, r *chance.Rand, path string) int {
	want := m.table.of(path)
	for i := range s.pages {
		if path != "" && s.pages[i].path == want {
			return i
		}
	}
	return r.IntN(min(len(s.pages), 30))
}
