package flood

import (
	"encoding/binary"
	"math/bits"
	"net/netip"
)

// hash64 is a fast, unkeyed hash in the manner of wyhash: two runs must give
// the same bits, so that the seeded hashes of the standard library cannot be
// used. Collisions can only blur an estimate.
func hash64(s string) uint64 {
	const k0, k1 = 0xa0761d6478bd642f, 0xe7037ed1a0b428db
	h := uint64(len(s)) ^ k0
	for len(s) >= 8 {
		h = mix(h^word(s), k1)
		s = s[8:]
	}
	var tail [8]byte
	copy(tail[:], s)
	return mix(h^binary.LittleEndian.Uint64(tail[:]), k1)
}

func word(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

func mix(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}

// network is a hash of the /24 of an IPv4 address, of the /48 of an IPv6
// address, or of a host name without its first label.
func network(client string) uint64 {
	addr, err := netip.ParseAddr(client)
	if err != nil {
		return hash64(domain(client))
	}
	addr = addr.Unmap()
	if addr.Is4() {
		b := addr.As4()
		return mix(uint64(binary.BigEndian.Uint32(b[:])>>8)|1<<40, 0x9fb21c651e98df25)
	}
	b := addr.As16()
	return mix(binary.BigEndian.Uint64(b[:8])>>16|1<<50, 0x9fb21c651e98df25)
}

// domain is a host name without its first label where three or more are left.
func domain(host string) string {
	dots := 0
	for i := range len(host) {
		if host[i] == '.' {
			dots++
		}
	}
	if dots < 2 {
		return host
	}
	for i := range len(host) {
		if host[i] == '.' {
			return host[i+1:]
		}
	}
	return host
}

// seen is a set of hashes in a bitmap of fixed size: it can take a new one for
// one seen before, never the other way round, so that it errs against calling
// something new.
type seen struct {
	bits []uint64
	ones int
}

func newSeen(size int) *seen { return &seen{bits: make([]uint64, size/64)} }

func (s *seen) slot(h uint64) (word int, bit uint64) {
	h = mix(h, 0x8ebc6af09c88c6e3)
	h %= uint64(len(s.bits) * 64)
	return int(h / 64), 1 << (h % 64)
}

func (s *seen) add(h uint64) {
	w, b := s.slot(h)
	if s.bits[w]&b == 0 {
		s.bits[w] |= b
		s.ones++
	}
}

func (s *seen) has(h uint64) bool {
	w, b := s.slot(h)
	return s.bits[w]&b != 0
}
