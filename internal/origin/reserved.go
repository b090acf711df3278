package origin

import "net/netip"

// Reserved names what an address is set aside for, "" where it is an ordinary
// one. Reserved addresses are registered in no country. Source: the IANA
// registries of special-purpose addresses (RFC 6890 and what changed it).
// Names: private, loopback, documentation, cgnat, link-local, multicast,
// unspecified, benchmark, protocol, tunnel (the address of a host behind 6to4,
// Teredo or NAT64 is inside it), reserved.
func Reserved(a netip.Addr) string {
	a = a.Unmap()
	switch {
	case !a.IsValid():
		return "invalid"
	case a.Is4():
		return reserved4(number4(a))
	}
	return reserved6(position6(a))
}

func reserved4(n uint32) string {
	switch {
	case n>>24 == 0:
		return "unspecified"
	case n>>24 == 10, n>>20 == 0xac1, n>>16 == 0xc0a8:
		return "private"
	case n>>22 == 0x64400000>>22:
		return "cgnat"
	case n>>24 == 127:
		return "loopback"
	case n>>16 == 0xa9fe:
		return "link-local"
	case n>>8 == 0xc00002, n>>8 == 0xc63364, n>>8 == 0xcb0071:
		return "documentation"
	case n>>8 == 0xc00000:
		return "protocol"
	case n>>17 == 0xc6120000>>17:
		return "benchmark"
	case n>>8 == 0xc05863:
		return "tunnel"
	case n>>28 == 0xe:
		return "multicast"
	case n>>28 == 0xf:
		return "reserved"
	}
	return ""
}

func reserved6(p position) string {
	switch top := p.hi >> 48; {
	case p.hi == 0 && p.lo == 0:
		return "unspecified"
	case p.hi == 0 && p.lo == 1:
		return "loopback"
	case top == 0x64 && p.hi>>32 == 0x64ff9b, top == 0x2002, p.hi>>32 == 0x20010000:
		return "tunnel"
	case p.hi == 0x100<<48:
		return "reserved" // packets to it are discarded
	case p.hi>>32 == 0x20010db8, p.hi>>44 == 0x3fff0:
		return "documentation"
	case p.hi>>16 == 0x200100020000:
		return "benchmark"
	case p.hi>>41 == 0x20010000_00000000>>41, top == 0x5f00:
		return "protocol"
	case top>>9 == 0xfc00>>9, top>>6 == 0xfec0>>6:
		return "private"
	case top>>6 == 0xfe80>>6:
		return "link-local"
	case top>>8 == 0xff:
		return "multicast"
	case p.hi>>61 != 1:
		return "reserved" // outside 2000::/3 nothing is assigned to anyone
	}
	return ""
}
