package neardup

const hashes = Rows * Bands

// family is the hash functions of a signature: x·a + b in 64 bits, the upper
// half taken, which is strongly universal for keys of 32 bits (Dietzfelbinger,
// STACS 1996).
type family struct{ a, b [hashes]uint64 }

// newFamily draws the functions from a fixed seed by splitmix64 (Steele, Lea
// and Flood, OOPSLA 2014): every run has the same.
func newFamily() *family {
	f, state := &family{}, uint64(0x756e7665696c)
	draw := func() uint64 {
		state += 0x9e3779b97f4a7c15
		z := (state ^ state>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		return z ^ z>>31
	}
	for i := range hashes {
		f.a[i], f.b[i] = draw()|1, draw()
	}
	return f
}

// band gives the key of a band: it runs once through the shingles, of which
// there is at least one, with the Rows functions from the first on. A shingle
// that is there twice changes no minimum.
func (f *family) band(set []uint32, first int) uint32 {
	a, b := (*[Rows]uint64)(f.a[first:]), (*[Rows]uint64)(f.b[first:])
	a0, a1, a2, a3, a4 := a[0], a[1], a[2], a[3], a[4]
	b0, b1, b2, b3, b4 := b[0], b[1], b[2], b[3], b[4]
	const most = ^uint64(0)
	m0, m1, m2, m3, m4 := most, most, most, most, most
	for _, v := range set {
		x := uint64(v)
		m0, m1, m2 = min(m0, x*a0+b0), min(m1, x*a1+b1), min(m2, x*a2+b2)
		m3, m4 = min(m3, x*a3+b3), min(m4, x*a4+b4)
	}
	h := uint64(first)
	for _, m := range [Rows]uint64{m0, m1, m2, m3, m4} {
		h = (h ^ m>>32) * 0x9fb21c651e98df25
		h ^= h >> 29
	}
	return uint32(h >> 32)
}
