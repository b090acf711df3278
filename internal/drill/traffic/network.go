package traffic

import (
	"fmt"

	"github.com/unveil-project/unveil/internal/drill/chance"
)

// network gives out client addresses, each once. Visitors come from a few
// hundred networks of the country, some far larger than others; a botnet's
// addresses lie in networks all over the reserved space.
type network struct {
	r     *chance.Rand
	homes []prefix
	sizes chance.Weights
	hosts map[prefix]uint32
}

// prefix is a /24 of IPv4, or a /48 of IPv6 where six is true.
type prefix struct {
	bits uint32
	six  bool
}

const homeNetworks = 500

func newNetwork(r *chance.Rand) *network {
	n := &network{r: r, sizes: chance.Zipf(homeNetworks), hosts: map[prefix]uint32{}}
	for range homeNetworks {
		n.homes = append(n.homes, n.draw(0.2))
	}
	return n
}

// draw gives a network of the reserved space: 10.0.0.0/8, 100.64.0.0/10 or
// 2001:db8::/32.
func (n *network) draw(six float64) prefix {
	switch {
	case n.r.Is(six):
		return prefix{n.r.Uint32N(1 << 16), true}
	case n.r.Is(0.5):
		return prefix{10<<16 | n.r.Uint32N(1<<16), false}
	}
	return prefix{100<<16 | 64<<8 + n.r.Uint32N(64<<8), false}
}

// home gives an address of a network from which people visit the site.
func (n *network) home() string {
	for {
		if a, ok := n.host(n.homes[n.sizes.Draw(n.r)]); ok {
			return a
		}
	}
}

// elsewhere gives an address of any network.
func (n *network) elsewhere() string {
	for {
		if a, ok := n.host(n.draw(0.05)); ok {
			return a
		}
	}
}

// host gives the next address of a network; false when a /24 is full.
func (n *network) host(p prefix) (string, bool) {
	k := n.hosts[p] + 1
	if !p.six && k > 254 {
		return n.next(p)
	}
	n.hosts[p] = k
	if p.six {
		return fmt.Sprintf("2001:db8:%x:%x::1", p.bits, k), true
	}
	// The multiplier is odd, so that the hosts of a network are all different
	// and not in order: 1 + 0..253.
	h := 1 + (k*101+p.bits)%254
	return fmt.Sprintf("%d.%d.%d.%d", p.bits>>16, p.bits>>8&255, p.bits&255, h), true
}

// next gives an address of the network after a full one, so that a provider
// with many customers has neighbouring networks.
func (n *network) next(p prefix) (string, bool) {
	q := prefix{p.bits + 1, false}
	if q.bits>>16 != p.bits>>16 || p.bits>>16 == 100 && q.bits>>8&255 >= 128 {
		return "", false
	}
	return n.host(q)
}

// client adds an address and gives its index.
func (l *log) client(address string) int32 {
	l.clients = append(l.clients, address)
	return int32(len(l.clients) - 1)
}
