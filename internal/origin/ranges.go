package origin

import "slices"

// ranges are the values of a whole address space: value i holds from start i
// up to the next start, 0 where nothing is known. Neighbours differ.
type ranges[V uint16 | uint32] struct {
	start4 []uint32
	value4 []V
	index4 []uint32 // index4[k]: how many starts are below k<<16

	hi6, lo6 []uint64 // upper and lower half of starts; lo6 nil: all are 0
	value6   []V
	index6   []uint32 // index6[k]: how many starts have hi below k<<48
}

// seal makes the indexes.
func (r *ranges[V]) seal() {
	r.index4 = index(len(r.start4), func(i int) uint64 { return uint64(r.start4[i] >> 16) })
	r.index6 = index(len(r.hi6), func(i int) uint64 { return r.hi6[i] >> 48 })
}

// index counts, for each key of 16 bits, the entries with a smaller one. The
// keys of entries ascend.
func index(n int, key func(int) uint64) []uint32 {
	if n == 0 {
		return nil
	}
	out := make([]uint32, 1<<16+1)
	k := 0
	for i := range n {
		for ; k <= int(key(i)); k++ {
			out[k] = uint32(i)
		}
	}
	for ; k < len(out); k++ {
		out[k] = uint32(n)
	}
	return out
}

// count is the number of ranges that have a value.
func (r *ranges[V]) count() (n int) {
	for _, values := range [][]V{r.value4, r.value6} {
		for _, v := range values {
			if v != 0 {
				n++
			}
		}
	}
	return n
}

// get4 is the value of an address of IPv4, 0 where there is none.
func (r *ranges[V]) get4(a uint32) V {
	if i := r.find4(a); i >= 0 {
		return r.value4[i]
	}
	return 0
}

// find4 is the range that an address lies in, −1 before the first.
func (r *ranges[V]) find4(a uint32) int {
	if r.index4 == nil {
		return -1
	}
	lo, hi := int(r.index4[a>>16]), int(r.index4[a>>16+1])
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if r.start4[mid] <= a {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo - 1
}

// get6 is the value of an address of IPv6, 0 where there is none.
func (r *ranges[V]) get6(p position) V {
	if i := r.find6(p); i >= 0 {
		return r.value6[i]
	}
	return 0
}

// find6 is the range that an address lies in, −1 before the first.
func (r *ranges[V]) find6(p position) int {
	if r.index6 == nil {
		return -1
	}
	lo, hi := int(r.index6[p.hi>>48]), int(r.index6[p.hi>>48+1])
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if r.hi6[mid] < p.hi || r.hi6[mid] == p.hi && r.low(mid) <= p.lo {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo - 1
}

func (r *ranges[V]) low(i int) uint64 {
	if r.lo6 == nil {
		return 0
	}
	return r.lo6[i]
}

// extent is the first and last position of the range that an address lies in.
func (r *ranges[V]) extent(p position, six bool) (first, last position) {
	last = highest(six)
	if !six {
		i := r.find4(uint32(p.lo))
		if i >= 0 {
			first.lo = uint64(r.start4[i])
		}
		if i+1 < len(r.start4) {
			last = position{0, uint64(r.start4[i+1])}.before()
		}
		return first, last
	}
	i := r.find6(p)
	if i >= 0 {
		first = position{r.hi6[i], r.low(i)}
	}
	if i+1 < len(r.hi6) {
		last = position{r.hi6[i+1], r.low(i + 1)}.before()
	}
	return first, last
}

// ordered holds of ranges whose starts ascend and whose columns are of one
// length, as every reader of them relies on.
func (r *ranges[V]) ordered() bool {
	if len(r.start4) != len(r.value4) || len(r.hi6) != len(r.value6) || r.lo6 != nil && len(r.lo6) != len(r.hi6) {
		return false
	}
	for i := 1; i < len(r.start4); i++ {
		if r.start4[i] <= r.start4[i-1] {
			return false
		}
	}
	for i := 1; i < len(r.hi6); i++ {
		if r.hi6[i] < r.hi6[i-1] || r.hi6[i] == r.hi6[i-1] && r.low(i) <= r.low(i-1) {
			return false
		}
	}
	return true
}

// fromEdges fills the columns. value gives the stored form of a value.
func fromEdges[V uint16 | uint32](four, six []edge, value func(uint32) V) ranges[V] {
	var r ranges[V]
	for _, e := range four {
		r.start4, r.value4 = append(r.start4, uint32(e.at.lo)), append(r.value4, value(e.value))
	}
	wide := slices.ContainsFunc(six, func(e edge) bool { return e.at.lo != 0 })
	for _, e := range six {
		r.hi6, r.value6 = append(r.hi6, e.at.hi), append(r.value6, value(e.value))
		if wide {
			r.lo6 = append(r.lo6, e.at.lo)
		}
	}
	return r
}
