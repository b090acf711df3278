package origin

import (
	"cmp"
	"encoding/binary"
	"net/netip"
)

// position is an address as a number of 128 bits. An address of IPv4 is that
// number in lo; the two families are never in one column.
type position struct{ hi, lo uint64 }

func (p position) compare(q position) int {
	if c := cmp.Compare(p.hi, q.hi); c != 0 {
		return c
	}
	return cmp.Compare(p.lo, q.lo)
}

// next is the position after p; the last one is followed by the first.
func (p position) next() position {
	p.lo++
	if p.lo == 0 {
		p.hi++
	}
	return p
}

// before is the position before p.
func (p position) before() position {
	if p.lo == 0 {
		p.hi--
	}
	p.lo--
	return p
}

// number4 is an address of IPv4 as a number.
func number4(a netip.Addr) uint32 {
	b := a.As4()
	return binary.BigEndian.Uint32(b[:])
}

// position6 is an address of IPv6 as a number.
func position6(a netip.Addr) position {
	b := a.As16()
	return position{binary.BigEndian.Uint64(b[:8]), binary.BigEndian.Uint64(b[8:])}
}

// positionOf is an address as a number, and whether it is of IPv6.
func positionOf(a netip.Addr) (p position, six bool) {
	if a.Is4() {
		return position{0, uint64(number4(a))}, false
	}
	return position6(a), true
}

// address is the address that a number stands for.
func (p position) address(six bool) netip.Addr {
	if !six {
		var b [4]byte
		binary.BigEndian.PutUint32(b[:], uint32(p.lo))
		return netip.AddrFrom4(b)
	}
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], p.hi)
	binary.BigEndian.PutUint64(b[8:], p.lo)
	return netip.AddrFrom16(b)
}

// highest is the last position of a family.
func highest(six bool) position {
	if six {
		return position{^uint64(0), ^uint64(0)}
	}
	return position{0, 1<<32 - 1}
}

// ends are the first and the last position of a prefix.
func ends(p netip.Prefix) (first, last position, six bool) {
	first, six = positionOf(p.Masked().Addr())
	width := 32
	if six {
		width = 128
	}
	last = first
	switch free := width - p.Bits(); {
	case free >= 128:
		last = highest(true)
	case free > 64:
		last.hi |= 1<<(free-64) - 1
		last.lo = ^uint64(0)
	case free == 64:
		last.lo = ^uint64(0)
	default:
		last.lo |= 1<<free - 1
	}
	return first, last, six
}
