package weblog

import (
	"encoding/binary"
	"math/bits"
	"net/netip"
)

// Hash is a fast, unkeyed hash in the manner of wyhash: two runs must give
// the same bits, so that the seeded hashes of the standard library cannot be
// used. What it decides is who is in a sample; texts are told apart by their
// bytes.
func Hash(s string) uint64 {
	const k0, k1 = 0xa0761d6478bd642f, 0xe7037ed1a0b428db
	h := uint64(len(s)) ^ k0
	for len(s) >= 8 {
		h = Mix(h^word(s), k1)
		s = s[8:]
	}
	var tail uint64
	for i := 0; i < len(s); i++ {
		tail |= uint64(s[i]) << (8 * i)
	}
	return Mix(h^tail, k1)
}

func word(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// Mix folds the product of two words.
func Mix(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}

// Network is a hash of the /24 of an IPv4 address, of the /48 of an IPv6
// address, or of a host name without its first label.
func Network(client string) uint64 {
	addr, err := netip.ParseAddr(client)
	if err != nil {
		return Hash(domain(client))
	}
	addr = addr.Unmap()
	if addr.Is4() {
		b := addr.As4()
		return Mix(uint64(binary.BigEndian.Uint32(b[:])>>8)|1<<40, 0x9fb21c651e98df25)
	}
	b := addr.As16()
	return Mix(binary.BigEndian.Uint64(b[:8])>>16|1<<50, 0x9fb21c651e98df25)
}

// Prefix is the /24 or /48 of an address as text; a host name without its
// first label, after a star.
func Prefix(client string) string {
	addr, err := netip.ParseAddr(client)
	if err != nil {
		return "*." + domain(client)
	}
	addr = addr.Unmap().WithZone("")
	length := 48
	if addr.Is4() {
		length = 24
	}
	p, err := addr.Prefix(length)
	if err != nil {
		return client
	}
	return p.String()
}

// domain is a host name without its first label where two or more are left.
func domain(host string) string {
	first, dots := -1, 0
	for i := range len(host) {
		if host[i] == '.' {
			if dots++; first < 0 {
				first = i
			}
		}
	}
	if dots < 2 {
		return host
	}
	return host[first+1:]
}
