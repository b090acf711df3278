package storm

import (
	"net/netip"
	"strconv"

	"github.com/unveil-project/unveil/internal/drill/chance"
)

// Home is the country of the site; the other countries of a drill are the
// letters after it.
const Home = "QM"

// Country is the made-up country of an address: by its first number, or by
// the first digit of an IPv6 network; "" for an address of no drill.
func Country(address string) string {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return ""
	}
	if a.Is4() {
		return country(int(a.As4()[0]) - 240)
	}
	return country(int(a.As16()[4] >> 4))
}

// country names one of sixteen sixteenths of the space: four are home's.
func country(k int) string {
	switch {
	case k < 0 || k > 15:
		return ""
	case k < 4:
		return Home
	}
	return "Q" + string(rune('M'+1+(k-4)))
}

// network gives out client addresses.
type network struct {
	homes   []uint32 // /24s, as 24 bits, or with six set a /48
	size    chance.Weights
	six     float64
	foreign float64
}

const isSix = 1 << 31

func newNetwork(r *chance.Rand, p People) *network {
	n := &network{six: p.Six, foreign: p.Foreign, size: chance.Zipf(max(p.Networks, 1))}
	for range max(p.Networks, 1) {
		n.homes = append(n.homes, n.draw(r, 0))
	}
	return n
}

// draw gives a network of home, country 0, or of a foreign one, from 4 to 15.
func (n *network) draw(r *chance.Rand, k uint32) uint32 {
	if k == 0 {
		k = r.Uint32N(4)
	}
	if r.Is(n.six) {
		return isSix | k<<12 | r.Uint32N(1<<12)
	}
	return (240+k)<<16 | r.Uint32N(1<<16)
}

// person gives the address of a visitor. Two people can have one.
func (n *network) person(r *chance.Rand, foreign float64) string {
	if r.Is(foreign) {
		return n.host(r, n.draw(r, 4+r.Uint32N(12)))
	}
	return n.host(r, n.homes[n.size.Draw(r)])
}

// host gives an address of a network.
func (n *network) host(r *chance.Rand, net uint32) string {
	if net&isSix != 0 {
		b := append(make([]byte, 0, 32), "2001:db8:"...)
		b = append(strconv.AppendUint(b, uint64(net&^isSix), 16), ':')
		b = append(strconv.AppendUint(b, uint64(1+r.Uint32N(1<<14)), 16), "::"...)
		return string(strconv.AppendUint(b, uint64(1+r.Uint32N(1<<15)), 16))
	}
	return v4(net<<8 | 1 + r.Uint32N(254))
}

func v4(a uint32) string {
	b := strconv.AppendUint(make([]byte, 0, 15), uint64(a>>24), 10)
	for _, shift := range [...]uint{16, 8, 0} {
		b = strconv.AppendUint(append(b, '.'), uint64(a>>shift&255), 10)
	}
	return string(b)
}

// client adds an address and gives its index.
func (m *maker) client(address string) int32 {
	m.clients = append(m.clients, address)
	return int32(len(m.clients) - 1)
}

// some adds n addresses that many people share.
func (m *maker) some(r *chance.Rand, n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = m.client(m.net.host(r, m.net.homes[m.net.size.Draw(r)]&^isSix|240<<16))
	}
	return out
}
