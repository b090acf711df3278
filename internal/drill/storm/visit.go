package storm

import "github.com/unveil-project/unveil/internal/drill/chance"

// habits is how the people of one crowd, or of every day, use the site.
type habits struct {
	landing int     // page that they come for
	focus   float64 // share that comes for it; others come for any page
	from    []int32 // where they come from, evenly; 0 nowhere that is stated
	query   int32   // on the first page
	quiet   float64
	bare    float64
	warm    float64
	more    float64
	mobile  float64
	inApp   float64
	foreign float64
	shared  float64 // through gateways
	loyal   float64 // have come before
	reload  float64 // chance of loading a page again
	polls   float64 // share whose page asks for news by itself
	every   float64 // seconds between these
	submits float64 // share that goes on to the form
	app     float64 // share with the site's app
	gates   []int32
}

// ordinary is what people do on any day.
func (m *maker) ordinary(r *chance.Rand) habits {
	p := m.People
	h := habits{
		focus: 0, quiet: p.Quiet, bare: p.Bare, warm: p.Warm, more: p.More, mobile: p.Mobile,
		inApp: 0.05, foreign: p.Foreign, shared: p.Shared, loyal: 0.6, submits: 0.02, reload: 0.03,
		gates: m.some(r, max(p.Gateways, 1)),
		from:  m.referers("", "", "https://buscador.example/", "https://buscador.example/", "https://red-social.example/", "https://t.example/"),
	}
	if h.app = p.App; m.Pages.API {
		h.app = 0.95
	}
	if m.Pages.Polling {
		h.polls, h.every = 0.05, 30
	}
	return h
}

func (m *maker) referers(texts ...string) []int32 {
	out := make([]int32, len(texts))
	for i, t := range texts {
		out[i] = m.table.of(t)
	}
	return out
}

// visit is one person's visit while it is being made.
type visit struct {
	m    *maker
	r    *chance.Rand
	h    *habits
	hit  hit // client, agent, protocol and part stay; the rest changes
	bare bool
	mute bool // states no referer
	warm bool
	to   func(hit)
}

// visit makes a visit that begins at a time.
func (m *maker) visit(r *chance.Rand, h *habits, at int64, client int32, part int16, to func(hit)) {
	v := visit{m: m, r: r, h: h, to: to, bare: r.Is(h.bare), mute: r.Is(h.quiet), warm: r.Is(h.warm)}
	v.hit = hit{at: at, client: client, part: part, proto: proto(m.site.proto.Draw(r)), salt: r.Uint64()}
	if r.Is(h.app) {
		v.hit.agent = m.agents.ownApp(r)
		v.useApp()
		return
	}
	v.hit.agent = m.agents.browser(r, h.mobile, h.inApp)
	v.browse()
}

// browse loads pages one after the other.
func (v *visit) browse() {
	s := v.m.site
	p := &s.pages[s.rank.Draw(v.r)]
	if v.r.Is(v.h.focus) {
		p = &s.pages[v.h.landing]
	}
	from, query := chance.Pick(v.r, v.h.from), v.h.query
	for range 15 {
		if !v.load(p, from, query, get) {
			return
		}
		if v.r.Is(v.h.polls) {
			v.poll(p)
		}
		switch {
		case v.r.Is(v.h.submits):
			v.submit(p)
			return
		case v.r.Is(v.h.reload):
			v.pause(12)
		case v.r.Is(v.h.more):
			from, query = p.referer, 0
			p = &s.pages[s.rank.Draw(v.r)]
			v.pause(22)
		default:
			return
		}
	}
}

func (v *visit) pause(median float64) {
	v.hit.at += second + int64(min(v.r.LogNormal(median, 1), 900)*1e6)
}

// load asks for a page and what belongs to it; false where the visitor gives
// up because it failed.
func (v *visit) load(p *page, from, query int32, how method) bool {
	for try := 0; ; try++ {
		h := v.hit
		h.target, h.query, h.bytes, h.status, h.method = p.path, query, p.bytes, 200, how
		if !v.mute {
			h.referer = from
		}
		failed := v.m.fail(v.r, &h)
		if !failed && v.r.Is(0.005) {
			h.status, h.bytes = 404, 512
		}
		v.to(h)
		if !failed {
			break
		}
		if try == 4 || !v.r.Is(0.6) {
			return false
		}
		v.hit.at += 2*second + int64(v.r.Exp(5e6))
	}
	if !v.bare {
		v.assets(p, v.m.site.common, v.warm)
		v.assets(p, p.assets, false)
	}
	v.warm = true
	return true
}

// assets asks for what a page needs, with what the browser holds left out or
// asked about.
func (v *visit) assets(p *page, list []asset, warm bool) {
	for _, a := range list {
		if warm && v.r.Is(0.85) {
			continue
		}
		h := v.hit
		h.at += 60_000 + int64(v.r.Exp(500_000))
		h.target, h.bytes, h.status = a.path, a.bytes, 200
		if warm {
			h.status, h.bytes = 304, 0
		}
		if !v.mute {
			h.referer = p.referer
		}
		v.to(h)
	}
}

// poll is a page that asks for news until the visitor leaves.
func (v *visit) poll(p *page) {
	for range 1 + int(v.r.Exp(12)) {
		v.hit.at += int64(v.h.every*1e6) + v.r.Int64N(second/2)
		h := v.hit
		h.target, h.status, h.bytes = v.m.site.results, 200, 1800
		if !v.mute {
			h.referer = p.referer
		}
		v.m.fail(v.r, &h)
		v.to(h)
	}
}

// submit goes through the form: the page, what is sent, the thanks.
func (v *visit) submit(from *page) {
	s := v.m.site
	v.pause(8)
	if !v.load(&s.form, from.referer, 0, get) {
		return
	}
	for range 4 { // fields that are checked one by one
		v.pause(10)
		h := v.hit
		h.target, h.method, h.status, h.bytes = s.send.path, post, 302, 0
		if !v.mute {
			h.referer = s.form.referer
		}
		if v.m.fail(v.r, &h); h.status == 302 {
			v.to(h)
			break
		}
		v.to(h)
	}
	v.hit.at += second / 5
	v.load(&s.thanks, s.form.referer, 0, get)
}

// useApp asks for what the site's app shows.
func (v *visit) useApp() {
	for range 1 + min(int(v.r.Exp(1.2)), 8) {
		for i, c := range v.m.site.calls {
			if i > 1 && v.r.Is(0.45) {
				continue
			}
			h := v.hit
			h.at += int64(i) * 150_000
			h.target, h.method, h.query, h.bytes, h.status = c.path, c.method, c.query, c.bytes, 200
			v.m.fail(v.r, &h)
			v.to(h)
		}
		v.pause(25)
	}
}

// fail makes a request fail where the site is overloaded.
func (m *maker) fail(r *chance.Rand, h *hit) bool {
	if !r.Is(m.failing(h.at)) {
		return false
	}
	h.status, h.bytes = chance.Pick(r, []int16{503, 503, 502, 504, 499, 500}), 190
	return true
}
