package flood

import (
	"math"
	"math/bits"
	"strings"

	"github.com/unveil-project/unveil/internal/stats"
	"github.com/unveil-project/unveil/internal/weblog"
)

// profile is what one address did within one window.
type profile struct {
	client     uint32  // of the table
	pages      uint32  // requests that are not for assets
	assets     uint32  // style sheets, scripts, pictures, fonts
	referers   uint32  // requests with a referer
	failed     uint32  // pages answered 5xx, 408, 429, 444, 499 or not at all
	cut        uint32  // pages answered 499 or 408: the client was gone
	notFound   uint32  // pages answered 4xx else
	unseen     uint32  // pages whose path nobody asked for before
	tools      uint32  // requests by a named tool or with no agent
	newAgent   uint32  // requests by an agent not seen before
	declared   uint32  // requests by a declared crawler or monitor
	scans      uint32  // requests by a named scanner
	follows    uint32  // pages asked for from another page that this address had asked for
	random     uint32  // paths of six capital letters
	apps       uint32  // requests by the site's app
	odd        float32 // requests of browsers, by how unusual their version of HTTP is
	within     uint32  // pages asked for from within a page that was loaded whole
	top        uint64  // path asked for most (majority vote)
	vote, hits uint32
	paths      uint64 // bitmap of page paths
	queries    uint64 // bitmap of queries
	agents     uint64 // bitmap of agents
	at         int64  // second of the last page
	inSecond   uint32 // pages in that second, and in the busiest one
	maxSecond  uint32
	gaps       uint32  // intervals between seconds with pages
	gapSum     float32 // seconds
	gapSquares float32
	flow       *flow // of its network
	common     bool  // its site's pages bring no assets
	newNet     bool  // nobody came from its network before
	known      bool  // the address came before
	scheduled  bool  // it comes at this time of day, day after day
	sample     int   // row of its eighth request; noRow while there is none
}

func (p *profile) requests() float64 { return float64(p.pages) + float64(p.assets) }

// add takes one request in, with what the history says of it.
func (p *profile) add(row int, r *weblog.Row, k *known) {
	n := r.Count()
	if before := p.pages + p.assets; before < 8 && before+n >= 8 {
		p.sample = row
	}
	p.agents |= 1 << (k.agent % 64)
	if r.Referer != 0 {
		p.referers += n
	}
	switch k.trait {
	case tool:
		p.tools += n
	case crawler:
		p.declared += n
	case scanner:
		p.scans += n
	}
	if k.newAgent {
		p.newAgent += n
	}
	if k.app {
		p.apps += n
	}
	p.odd += float32(k.odd) * float32(n)
	if k.asset {
		p.assets += n
		return
	}
	p.page(r, k, n)
}

func (p *profile) page(r *weblog.Row, k *known, n uint32) {
	p.pages += n
	if k.origin != 0 && k.origin != k.path && p.paths&(1<<(k.origin%64)) != 0 {
		p.follows += n
	}
	if k.capitals {
		p.random += n
	}
	p.paths |= 1 << (k.path % 64)
	if r.Query != 0 {
		p.queries |= 1 << (k.query % 64)
	}
	if k.newPath {
		p.unseen += n
	}
	if k.within {
		p.within += n
	}
	switch {
	case r.Status == 499 || r.Status == 408:
		p.cut += n
		p.failed += n
	case r.Failed():
		p.failed += n
	case r.Status >= 400:
		p.notFound += n
	}
	p.count(k.path)
	p.clock(r.Second())
}

// count keeps the path asked for most by the majority vote of Boyer and Moore
// (1981), and how often it was asked for since it led.
func (p *profile) count(path uint64) {
	switch {
	case p.vote == 0:
		p.top, p.vote, p.hits = path, 1, 1
	case p.top == path:
		p.vote++
		p.hits++
	default:
		p.vote--
	}
}

func (p *profile) clock(sec int64) {
	if p.pages > 1 && sec == p.at {
		p.inSecond++
	} else {
		if p.pages > 1 {
			gap := float32(sec - p.at)
			p.gaps++
			p.gapSum += gap
			p.gapSquares += gap * gap
		}
		p.at, p.inSecond = sec, 1
	}
	p.maxSecond = max(p.maxSecond, p.inSecond)
}

// distinct estimates a number of different things from a bitmap of 64.
func distinct(bitmap uint64) float64 {
	return stats.LinearCount(bits.OnesCount64(bitmap), 64)
}

// regularity is the coefficient of variation of the time between pages; NaN
// with fewer than eight intervals, or of under two seconds, where the clock of
// the log decides.
func (p *profile) regularity() float64 {
	mean, cv := p.intervals()
	if p.gaps < 8 || mean < 2 {
		return math.NaN()
	}
	return cv
}

// regular is an address that asks by the clock.
func (p *profile) regular() bool { return p.regularity() < 0.25 }

// busting is an address that asks for one path with ever new queries, past
// every cache.
func (p *profile) busting() bool {
	return p.pages >= 3 && distinct(p.queries) >= min(0.8*float64(p.pages), 50) &&
		float64(p.hits) >= 0.6*float64(p.pages)
}

// repeating is an address that asks for one path again and again.
func (p *profile) repeating() bool { return p.pages >= 3 && float64(p.hits) >= 0.9*float64(p.pages) }

// failing is an address that got no answer to half of its pages or more: a
// browser that gets no page loads no assets, and its user tries again.
func (p *profile) failing() bool { return p.failed > 0 && 2*p.failed >= p.pages }

// cycling is an address that states another agent for every request.
func (p *profile) cycling() bool {
	n := p.requests()
	return n >= 5 && distinct(p.agents) >= min(0.8*n, 30) && p.assets == 0 && !p.gateway()
}

// came is the pages that were there and were served.
func (p *profile) came() uint32 { return p.pages - min(p.failed+p.notFound, p.pages) }

// app is an address that uses the site's app.
func (p *profile) app() bool { return 2*float64(p.apps) >= p.requests() }

// bare is an address that got pages and loaded nothing of what belongs to
// them.
func (p *profile) bare() bool { return p.assets == 0 && p.came() > 0 && !p.app() }

// scanning is an address that asks for many different things, most of which
// are not there.
func (p *profile) scanning() bool {
	d := distinct(p.paths)
	return p.pages >= 20 && (d >= 20 && 2*p.notFound >= p.pages || d >= 100 && p.notFound*20 >= p.pages)
}

// trait is what an agent says of itself.
type trait uint8

const (
	browser trait = iota
	tool          // a program or a library, or no agent at all
	crawler       // a declared crawler, link preview, feed reader or monitor
	scanner       // a scanner for weak spots by its own name
)

var crawlerWords = []string{
	"bot", "crawl", "spider", "slurp", "externalhit", "whatsapp", "preview",
	"monitor", "uptime", "pingdom", "feed", "archiver",
}

var toolWords = []string{
	"curl", "wget", "python", "java/", "go-http", "okhttp", "libwww", "perl",
	"ruby", "httpclient", "apachebench", "siege", "scrapy", "node-fetch", "axios",
	"wordpress/", "headless",
}

var scannerWords = []string{
	"w3af", "nikto", "sqlmap", "nmap", "zgrab", "masscan", "acunetix", "nuclei",
	"wpscan", "dirbuster", "gobuster", "openvas", "nessus", "qualys", "arachni",
}

// traitOf reads an agent.
func traitOf(agent string) trait {
	a := strings.ToLower(agent[:min(len(agent), 512)])
	for _, w := range scannerWords {
		if strings.Contains(a, w) {
			return scanner
		}
	}
	for _, w := range crawlerWords {
		if strings.Contains(a, w) {
			return crawler
		}
	}
	if a == "" || a == "-" {
		return tool
	}
	for _, w := range toolWords {
		if strings.Contains(a, w) {
			return tool
		}
	}
	return browser
}
