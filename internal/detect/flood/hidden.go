package flood

import (
	"net/netip"
	"slices"
)

// hidden says why a log does not show who asked.
type hidden string

const (
	shown   hidden = ""
	own     hidden = "own"   // few addresses of the site's own network made nearly all
	proxied hidden = "proxy" // one address that stands for many clients did
)

// internal is true of addresses that no visitor from outside has: those of
// the machine itself and of private networks.
func internal(client string) bool {
	addr, err := netip.ParseAddr(client)
	if err != nil {
		return client == "localhost"
	}
	addr = addr.Unmap()
	return addr.IsLoopback() || addr.IsPrivate() || addr.IsLinkLocalUnicast()
}

// inside keeps the requests of the busiest internal addresses. Only busy ones
// are looked at: a network with many private addresses shows its clients.
func (c *census) inside(p *profile, n float64) {
	if n < minExcess/2 || !internal(c.f.t.Clients.Text(p.client)) {
		return
	}
	c.inner = append(c.inner, n)
	slices.SortFunc(c.inner, func(a, b float64) int { return int(b - a) })
	c.inner = c.inner[:min(len(c.inner), fewInternal)]
}

// hide finds whether the log shows the clients of a burst at all.
func (j *judge) hide() {
	sum := 0.0
	for _, n := range j.now.inner {
		sum += n
	}
	excess := max(j.main.requests-j.background(), 1)
	if j.internal = min(sum/excess, 1); j.internal >= nearlyAll {
		j.hidden = own
		return
	}
	top := j.now.top
	if top == nil || ratio(top.requests(), j.now.total) < nearlyAll || distinct(top.agents) < gatewayAgents {
		return
	}
	before := j.then.top
	usual := before != nil && before.client == top.client && ratio(before.requests(), j.then.total) >= nearlyAll
	if top.gateway() || usual {
		j.hidden = proxied
	}
}
