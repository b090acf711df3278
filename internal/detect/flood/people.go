package flood

import (
	"math"
	"strings"

	"github.com/unveil-project/unveil/internal/weblog"
)

// Browsers that do not look like one person: pages that ask by themselves,
// and many people behind one address.

// loads keeps who has loaded what belongs to a page, and marks a request for
// a page that such a visitor makes with a referer of the same host. A visitor
// is an address with an agent; the host is the referer's, so that nothing
// need be known of the site's name.
func (h *history) loads(r *weblog.Row, k *known) {
	if r.Referer == 0 {
		return
	}
	visitor := weblog.Mix(weblog.Mix(k.client, k.agent), h.f.host(r.Referer))
	second := weblog.Mix(visitor|1, 0xd6e8feb86659fd93)
	if k.asset {
		h.loaders.add(visitor)
		h.loaders.add(second)
		return
	}
	k.within = h.loaders.has(visitor) && h.loaders.has(second)
}

// refererHost is the host of a referer, with its port.
func refererHost(referer string) string {
	if i := strings.Index(referer, "://"); i >= 0 {
		referer = referer[i+3:]
	}
	if i := strings.IndexByte(referer, '/'); i >= 0 {
		referer = referer[:i]
	}
	return referer
}

// refererPath is the path of a referer, without its query.
func refererPath(referer string) string {
	if i := strings.Index(referer, "://"); i >= 0 {
		referer = referer[i+3:]
	}
	i := strings.IndexByte(referer, '/')
	if i < 0 {
		return "/"
	}
	if j := strings.IndexByte(referer, '?'); j > i {
		return referer[i:j]
	}
	return referer[i:]
}

// scripted is an address whose requests a page makes that it loaded before:
// the same few things again and again, from within the page, slower than
// every two seconds and more evenly than by chance (the intervals of
// independent requests have a coefficient of variation of 1).
func (p *profile) scripted() bool {
	mean, cv := p.intervals()
	return p.within >= 4 && 2*p.within >= p.pages && 2*float64(p.tools) < p.requests() &&
		float64(p.pages) >= 3*distinct(p.paths) && p.maxSecond < inhuman && mean >= 2 && cv < 1
}

// intervals gives the mean time between pages, in seconds, and its
// coefficient of variation; 0 and 0 with no interval.
func (p *profile) intervals() (mean, cv float64) {
	if p.gaps == 0 {
		return 0, 0
	}
	n := float64(p.gaps)
	mean = float64(p.gapSum) / n
	return mean, math.Sqrt(max(float64(p.gapSquares)/n-mean*mean, 0)) / mean
}

// gateway is an address that many people share, as behind a carrier's
// translation of addresses: many agents, pages with what belongs to them, and
// referers.
// Where a site's pages bring no assets, agents that were all in use before,
// each for more than one request, stand for them.
func (p *profile) gateway() bool {
	d, n := distinct(p.agents), p.requests()
	if d < gatewayAgents || 2*float64(p.tools) >= n && !p.app() {
		return false
	}
	if p.assets >= p.pages && 2*float64(p.referers) >= n {
		return true
	}
	return p.common && 5*float64(p.newAgent) < n && n >= 1.5*d && distinct(p.paths) >= 2.5
}

// people is the least number of people that an address of a person stands for.
func (p *profile) people() float64 {
	if p.gateway() {
		return math.Floor(distinct(p.agents))
	}
	return 1
}
