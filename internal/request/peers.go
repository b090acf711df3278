package request

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"
)

// Peer is whose address a request came from: somebody's, one's own, or that
// of a delivery network that forwards for others.
type Peer uint8

// Parties that forward requests. Stranger is everybody else.
const (
	Stranger Peer = iota
	Own           // private, loopback, link-local, shared, or declared
	Cloudflare
	Fastly
	CloudFront
	Akamai
	AzureFrontDoor
	GoogleLB
	Imperva
	Sucuri
	numPeers
)

// String is the name that the party goes by; "" for a stranger.
func (p Peer) String() string {
	if p >= numPeers {
		return ""
	}
	return [numPeers]string{
		"", "own network", "Cloudflare", "Fastly", "Amazon CloudFront", "Akamai",
		"Azure Front Door", "Google load balancer", "Imperva", "Sucuri",
	}[p]
}

// PeerOf says whose an address is, by the ranges that the delivery networks
// publish (docs/methods/client-address.md has their dates).
func PeerOf(a netip.Addr) Peer {
	a = a.Unmap()
	if a.Is4() {
		b := a.As4()
		return knownPeers.of4(uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3]))
	}
	return knownPeers.of6(a)
}

// peerOfText is PeerOf of an address in canonical text. Its first two numbers
// show of nearly all that they are strangers'; the rest is not parsed then.
func peerOfText(s string) Peer {
	n, dots := uint32(0), 0
	for i := 0; i < len(s) && i < 8; i++ {
		c := s[i]
		if c-'0' <= 9 {
			n = n&^0xff | (n&0xff*10+uint32(c-'0'))&0xff
			continue
		}
		if c != '.' || i == 0 {
			return knownPeers.text6(s)
		}
		if dots == 1 {
			if n &= 0xffff; knownPeers.near[n>>6]>>(n&63)&1 == 0 {
				return Stranger
			}
			return knownPeers.text4(s)
		}
		n, dots = n<<8, 1
	}
	return knownPeers.text6(s)
}

// span4 is a range of IPv4 addresses, both ends in it.
type span4 struct {
	low, high uint32
	peer      Peer
}

// span6 is a range of IPv6 networks, by the upper half of the address.
type span6 struct {
	low, high uint64
	peer      Peer
}

// peerTable holds ranges sorted by their beginning. No IPv4 range is wider
// than one first octet, so that first finds those of an octet.
type peerTable struct {
	v4    []span4
	v6    []span6
	first [257]uint16  // place in v4 of the first range of an octet
	near  [1024]uint64 // a bit for each /16 that a range lies in
}

var knownPeers = newPeerTable()

func newPeerTable() *peerTable {
	t := &peerTable{}
	for peer, ranges := range peerRanges {
		for _, s := range strings.Fields(ranges) {
			t.add(netip.MustParsePrefix(s), Peer(peer))
		}
	}
	slices.SortFunc(t.v4, func(a, b span4) int {
		return cmp.Or(cmp.Compare(a.low, b.low), cmp.Compare(b.high, a.high))
	})
	slices.SortFunc(t.v6, func(a, b span6) int { return cmp.Compare(a.low, b.low) })
	t.v4 = outermost(t.v4)
	for o := range 256 {
		n, _ := slices.BinarySearchFunc(t.v4, uint32(o)<<24, func(s span4, low uint32) int { return cmp.Compare(s.low, low) })
		t.first[o] = uint16(n)
	}
	t.first[256] = uint16(len(t.v4))
	for _, s := range t.v4 {
		for n := s.low >> 16; n <= s.high>>16; n++ {
			t.near[n>>6] |= 1 << (n & 63)
		}
	}
	return t
}

// outermost drops ranges that lie within others, which come before them.
func outermost(spans []span4) []span4 {
	kept := spans[:0]
	for _, s := range spans {
		if n := len(kept); n == 0 || s.high > kept[n-1].high {
			kept = append(kept, s)
		}
	}
	return kept
}

func (t *peerTable) add(p netip.Prefix, peer Peer) {
	a := p.Addr()
	if a.Is4() {
		b := a.As4()
		low := uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
		t.v4 = append(t.v4, span4{low, low | uint32(1<<(32-p.Bits())-1), peer})
		return
	}
	low := upper(a)
	t.v6 = append(t.v6, span6{low, low | (uint64(1)<<(64-min(p.Bits(), 64)) - 1), peer})
}

// upper is the first half of an IPv6 address.
func upper(a netip.Addr) (n uint64) {
	b := a.As16()
	for _, c := range b[:8] {
		n = n<<8 | uint64(c)
	}
	return n
}

func (t *peerTable) of4(a uint32) Peer {
	spans := t.v4[t.first[a>>24]:t.first[a>>24+1]]
	low, high := 0, len(spans)
	for low < high {
		if m := (low + high) / 2; spans[m].high < a {
			low = m + 1
		} else {
			high = m
		}
	}
	if low < len(spans) && spans[low].low <= a {
		return spans[low].peer
	}
	return Stranger
}

func (t *peerTable) of6(a netip.Addr) Peer {
	if a == netip.IPv6Loopback() {
		return Own
	}
	n := upper(a)
	for _, s := range t.v6 {
		if s.low <= n && n <= s.high {
			return s.peer
		}
	}
	return Stranger
}

// text4 reads an IPv4 address; a host name that begins like one is a stranger.
func (t *peerTable) text4(s string) Peer {
	a, part, dots := uint32(0), uint32(0), 0
	for i := range len(s) {
		switch c := s[i]; {
		case c-'0' <= 9:
			part = part*10 + uint32(c-'0')
		case c == '.' && dots < 3:
			a, part, dots = a<<8|part&255, 0, dots+1
		default:
			return Stranger
		}
	}
	if dots != 3 {
		return Stranger
	}
	return t.of4(a<<8 | part&255)
}

// text6 reads an IPv6 address where its first two groups are those of a
// range; addresses of others are told from them without being parsed.
func (t *peerTable) text6(s string) Peer {
	first, n, ok := group(s)
	if !ok {
		return Stranger
	}
	second, _, _ := group(s[n:]) // 0 where "::" follows
	head := first<<16 | second
	near := n == 1
	for i := 0; i < len(t.v6) && t.v6[i].low>>32 <= head && !near; i++ {
		near = head <= t.v6[i].high>>32
	}
	if !near {
		return Stranger
	}
	if a, ok := parseAddress(s); ok {
		return t.of6(a)
	}
	return Stranger
}

// group reads up to four hexadecimal digits and the colon after them, and
// says how many bytes that took.
func group(s string) (n uint64, size int, ok bool) {
	for size < len(s) && size < 4 {
		d := hexDigit(s[size])
		if d < 0 {
			break
		}
		n = n<<4 | uint64(d)
		size++
	}
	return n, size + 1, size < len(s) && s[size] == ':'
}
