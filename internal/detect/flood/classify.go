package flood

import (
	"math"

	"github.com/unveil-project/unveil/internal/stats"
	"github.com/unveil-project/unveil/internal/weblog"
)

// class is what the behaviour of an address resembles.
type class int

const (
	undetermined class = iota
	human              // a person's browser
	machine            // a program that asks for pages and nothing around them
	robot              // a declared crawler or monitor, or a scheduled job
	prober             // a scan
	classes
)

// yardstick is what ordinary addresses of the site do, to measure others by.
type yardstick struct {
	ok       bool    // there was ordinary time enough to know
	busy     float64 // requests of the 99th percentile of addresses, at least 10
	browsing float64 // weight of "loads no assets": share of ordinary addresses with assets, scaled
	referers bool    // referers are logged
	agents   bool    // agents are logged
	history  bool    // enough is known to call a network new
	swarm    bool    // so many scan, and so fast, that it is a flood of ever new paths
}

// newYardstick measures ordinary time. Without it, "loads no assets" counts
// for little where assets are in the log at all and for less where none are:
// they may be served from elsewhere.
func newYardstick(ref *window, l weblog.Busy, days float64) yardstick {
	y := yardstick{busy: 40, browsing: 0.3, referers: l.Referer, agents: l.Agent, history: days >= newNetDays}
	if l.Asset {
		y.browsing = 0.6
	}
	if ref == nil || ref.clients < 20 || ref.requests < 50 {
		return y
	}
	y.ok = true
	var sizes []float64
	load, pages := 0.0, 0.0
	ref.each(func(p *profile) {
		sizes = append(sizes, p.requests())
		if p.pages > 0 && p.declared == 0 {
			pages++
			if p.assets > 0 {
				load++
			}
		}
	})
	y.busy = max(stats.Quantile(sizes, 0.99), 10)
	if pages > 0 {
		y.browsing = min(load/pages/0.5, 1)
	}
	return y
}

// class judges one address.
func (y *yardstick) class(p *profile) class {
	s := y.score(p)
	switch {
	case p.scanning() && y.swarm:
		return machine
	case p.scanning() || 2*float64(p.scans) >= p.requests():
		return prober
	case p.scheduled && !p.failing():
		return robot
	case p.scripted():
		return human
	case 2*float64(p.declared) >= p.requests() && (p.known || !y.history) && p.maxSecond < inhuman:
		return robot
	case s >= machineAt:
		return machine
	case s <= humanAt:
		return human
	}
	return undetermined
}

// score adds up how far an address behaves unlike a browser; positive is like
// a machine. Each line is bounded, and docs/methods/flood.md explains it.
func (y *yardstick) score(p *profile) float64 {
	s := y.scorePages(p) + y.scorePace(p) + y.scoreSelf(p)
	if y.referers {
		switch n := p.requests(); {
		case p.referers == 0 && n >= 2:
			s += 0.5
		case 2*float64(p.referers) >= n:
			s--
		}
	}
	if y.history && p.newNet {
		s += 0.3
	}
	return s
}

// scorePages reads what was asked for. None of it counts for an address whose
// pages failed: a person who gets none behaves the same.
func (y *yardstick) scorePages(p *profile) float64 {
	if p.pages == 0 {
		return 0
	}
	s := 0.0
	switch {
	case p.assets >= p.pages:
		s -= 2
	case p.assets > 0:
		s--
	case p.failing():
	case p.pages >= 3:
		s += 1.5 * y.browsing
	default:
		s += y.browsing
	}
	if distinct(p.paths) >= 2.5 && p.referers > p.pages/2 {
		s--
	}
	if p.failing() {
		return s
	}
	switch {
	case p.repeating() && p.pages >= 10:
		s += 2
	case p.repeating():
		s += 1.5
	}
	if p.busting() {
		s += 2
	}
	if p.pages >= 2 && 2*p.unseen >= p.pages && 2*p.notFound >= p.pages {
		s++
	}
	return s
}

// scorePace reads how much and how fast; not where many people share one
// address.
func (y *yardstick) scorePace(p *profile) float64 {
	if p.gateway() {
		return 0
	}
	s := 0.0
	switch n := p.requests(); {
	case n >= 10*y.busy:
		s += 2.5
	case n >= 4*y.busy:
		s += 1.5
	}
	if p.maxSecond >= inhuman {
		s += 3
	}
	if p.regular() {
		s += 1.5
	}
	return s
}

// scoreSelf reads what the client says it is.
func (y *yardstick) scoreSelf(p *profile) float64 {
	if !y.agents {
		return 0
	}
	s, n := 0.0, p.requests()
	if 2*float64(p.tools) >= n {
		s += 1.5
	}
	if 2*float64(p.newAgent) >= n {
		s += 0.3
	}
	switch d := distinct(p.agents); {
	case n >= 5 && d >= min(0.8*n, 30) && p.assets == 0:
		s += 1.5 // an agent anew for every request
	case d >= 2.5:
		s-- // several people behind one address
	}
	return s
}

// cellKey is the signature that addresses of one attack share.
type cellKey struct {
	path    uint64 // the one asked for most; 0 where there is no such one
	assets  bool
	referer bool
	fresh   bool // asks for paths that nobody asked for before
}

func signature(p *profile) cellKey {
	k := cellKey{assets: p.assets > 0, referer: p.referers > 0}
	k.fresh = p.pages > 0 && 2*p.unseen >= p.pages
	if !k.fresh && 2*p.hits >= p.pages {
		k.path = p.top
	}
	return k
}

// census is a window divided by class.
type census struct {
	f                 *facts
	requests, clients [classes]float64
	total             float64 // requests of profiled addresses
	count             float64 // profiled addresses
	cells             map[cellKey]float64
	regular, busting  float64   // requests of addresses of which that is so
	paths             float64   // mean different pages of an address
	retrying          float64   // requests of addresses that failed and asked again
	known             float64   // requests of addresses seen before
	people            float64   // least people that the addresses of people stand for
	scripted          float64   // requests of addresses of which pages ask by themselves
	scripts           float64   // those addresses
	interval          float64   // mean of their mean intervals, in seconds
	scheduled, timers float64   // requests of scheduled jobs; their addresses
	shared, gateways  float64   // requests of addresses that many people share; those addresses
	inner             []float64 // requests of the busiest internal addresses, descending
	top               *profile
	sizes             []float64
}

func (y *yardstick) census(w *window) census {
	c := census{f: w.f, cells: map[cellKey]float64{}}
	one := w.f.scale
	w.each(func(p *profile) {
		k := y.class(p)
		n := p.requests() * one
		c.requests[k] += n
		c.clients[k] += one
		c.total += n
		c.count += one
		c.cells[signature(p)] += one
		c.paths += distinct(p.paths) * one
		c.sizes = append(c.sizes, p.requests()/p.people())
		c.traits(p, n)
		c.innocent(p, k, n)
		if c.top == nil || busier(w.f, p, c.top) {
			c.top = p
		}
	})
	c.paths /= max(c.count, 1)
	c.interval /= max(c.scripts, 1)
	return c
}

// busier orders by requests, then by the text of the address, so that the
// order in which addresses came makes no difference.
func busier(f *facts, a, b *profile) bool {
	if x, y := a.requests(), b.requests(); x != y {
		return x > y
	}
	return f.t.Clients.Text(a.client) < f.t.Clients.Text(b.client)
}

// innocent counts what looks like a program and is none, or not a hostile one.
func (c *census) innocent(p *profile, k class, n float64) {
	c.inside(p, n)
	one := c.f.scale
	switch {
	case k == human && p.scripted():
		mean, _ := p.intervals()
		c.scripted, c.scripts, c.interval = c.scripted+n, c.scripts+one, c.interval+mean*one
	case k == human && p.gateway():
		c.shared, c.gateways = c.shared+n, c.gateways+one
	case k == robot && p.scheduled:
		c.scheduled, c.timers = c.scheduled+n, c.timers+one
	}
	if k == human {
		c.people += p.people() * one
	}
}

func (c *census) traits(p *profile, n float64) {
	if p.regular() && !p.scripted() {
		c.regular += n
	}
	if p.busting() {
		c.busting += n
	}
	if p.failing() && p.failed >= 2 && p.maxSecond < inhuman {
		c.retrying += n
	}
	if p.known {
		c.known += n
	}
}

func (c *census) share(k class) float64 { return ratio(c.requests[k], c.total) }

// ratio is a/b, 0 where b is.
func ratio(a, b float64) float64 {
	if b == 0 || math.IsNaN(a) {
		return 0
	}
	return a / b
}
