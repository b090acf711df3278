package flood

import "math"

// census is a window divided by class.
type census struct {
	f                 *facts
	requests, clients [classes]float64
	bare              float64 // requests of addresses that got pages and nothing around them, and cannot be told else
	total             float64 // requests of profiled addresses
	count             float64 // profiled addresses
	cells             map[cellKey]float64
	regular, busting  float64   // requests of addresses of which that is so
	paths             float64   // mean different pages of an address
	retrying          float64   // requests of addresses that failed and asked again
	known             float64   // requests of addresses seen before
	faces             float64   // the same of addresses that cannot be told
	people            float64   // least people that the addresses of people stand for
	scripted          float64   // requests of addresses of which pages ask by themselves
	scripts           float64   // those addresses
	interval          float64   // mean of their mean intervals, in seconds
	scheduled, timers float64   // requests of scheduled jobs; their addresses
	shared, gateways  float64   // requests of addresses that many people share; those addresses
	inner             []float64 // requests of the busiest internal addresses, descending
	busiest           float64   // requests of the busiest machine
	follows, cycling  float64   // follow-on clicks; requests of addresses with ever new agents
	declared          float64   // addresses that declare themselves crawlers
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
		if 2*float64(p.declared) >= n && n > glance {
			c.declared++
		}
		if k == machine {
			c.busiest = max(c.busiest, n)
		}
		if k == undetermined && p.bare() {
			c.bare += n
		}
		c.clients[k] += one
		c.total += n
		c.count += one
		c.cells[signature(p)] += one
		c.paths += distinct(p.paths) * one
		c.follows += float64(p.follows) * one
		if p.cycling() {
			c.cycling += n
		}
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
	if k == undetermined {
		c.faces += max(math.Floor(distinct(p.agents)), 1) * one
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
