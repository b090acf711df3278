package share

// index gives 64-bit hashes numbers in order of first sight: open addressing
// with linear probing. A place holds the number and the upper half of the
// hash, so that a hash that is new, or at another place, costs one access to
// memory. It takes 19 to 30 bytes for each hash.
type index struct {
	places []uint64 // upper half of the hash; number + 1 below; 0 is free
	hashes []uint64 // by number
}

const upper = uint64(0xffffffff) << 32

// id gives the number of a hash and whether it is new.
func (x *index) id(h uint64) (id uint32, fresh bool) {
	if 4*(len(x.hashes)+1) > 3*len(x.places) {
		x.grow()
	}
	mask := uint64(len(x.places) - 1)
	for at := h & mask; ; at = (at + 1) & mask {
		p := x.places[at]
		if p == 0 {
			x.hashes = append(x.hashes, h)
			x.places[at] = h&upper | uint64(len(x.hashes))
			return uint32(len(x.hashes) - 1), true
		}
		if n := uint32(p) - 1; p&upper == h&upper && x.hashes[n] == h {
			return n, false
		}
	}
}

// grow doubles the places.
func (x *index) grow() {
	x.places = make([]uint64, max(1<<10, 2*len(x.places)))
	x.hashes = append(make([]uint64, 0, 3*len(x.places)/4), x.hashes...)
	mask := uint64(len(x.places) - 1)
	for i, h := range x.hashes {
		at := h & mask
		for x.places[at] != 0 {
			at = (at + 1) & mask
		}
		x.places[at] = h&upper | uint64(i+1)
	}
}

// bytes is the memory held.
func (x *index) bytes() int64 { return int64(8*cap(x.places) + 8*cap(x.hashes)) }
