package flood

import (
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
	ok          bool    // there was ordinary time enough to know
	busy        float64 // requests of the 99th percentile of addresses, at least 10
	browsing    float64 // weight of "loads no assets": share of ordinary addresses with assets, scaled
	referers    bool    // referers are logged
	agents      bool    // agents are logged
	agentsKnown bool    // enough is known to call an agent new
	history     bool    // enough is known to call a network new
	rest        bool    // addresses that cannot be told are machines
	fewRobots   bool    // so few declare themselves crawlers that they may be some
	bareOnes    bool    // so many load nothing around their pages that they are no people
	swarm       bool    // so many scan, and so fast, that it is a flood of ever new paths
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
	y.ok, y.agentsKnown = true, true
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
	p.common = y.agentsKnown && y.browsing < 0.3
	s := y.score(p)
	switch {
	case p.scanning() && y.swarm, p.random >= 3 && 2*p.random >= p.pages:
		return machine
	case p.scanning() || 2*float64(p.scans) >= p.requests():
		return prober
	case y.bareOnes && p.bare() && s > humanAt && 2*float64(p.declared) < p.requests():
		return machine
	case p.scheduled && !p.failing():
		return robot
	case p.scripted():
		return human
	case 2*float64(p.declared) >= p.requests() && (p.known || !y.history || p.requests() <= glance || y.fewRobots) && p.maxSecond < 2*inhuman:
		return robot
	case s >= machineAt:
		return machine
	case s <= humanAt:
		return human
	case y.rest:
		return machine
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
		case 4*p.follows >= p.pages && p.follows > 0, p.assets > 0 && 2*float64(p.referers) >= n:
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
	case p.came() == 0:
	case p.app():
		if p.unseen == 0 && distinct(p.paths) >= 1.5 {
			s--
		}
	case p.came() >= 3:
		s += 1.5 * y.browsing
	default:
		s += y.browsing
	}
	if distinct(p.paths) >= 2.5 && 2*p.follows > p.pages {
		s--
	}
	if p.failing() {
		return s
	}
	again := 0.0
	switch {
	case p.repeating() && p.pages >= 10:
		again = 2
	case p.repeating():
		again = 1.5
	}
	if mean, _ := p.intervals(); p.common && mean >= 5 {
		again /= 2 // a page that is loaded again, whose assets another server has
	}
	s += again
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
	if 2*float64(p.tools) >= n && !p.app() {
		s += 1.5
	}
	s += float64(p.odd) / n
	if 2*float64(p.newAgent) >= n {
		s += 0.3
	}
	switch d := distinct(p.agents); {
	case p.cycling():
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
