package neardup

import (
	"math/bits"
	"slices"
	"unicode/utf8"
)

// shingles appends the set of a bare text's shingles to dst: 32-bit hashes,
// ascending, each once.
func shingles(dst []uint32, bare []byte) []uint32 {
	begin := len(dst)
	dst = runs(dst, bare)
	slices.Sort(dst[begin:])
	return dst[:begin+len(slices.Compact(dst[begin:]))]
}

// runs appends the shingles of a bare text in their order.
func runs(dst []uint32, bare []byte) []uint32 {
	var window [ShingleRunes]rune
	n := 0
	for i := 0; i < len(bare); {
		r, size := utf8.DecodeRune(bare[i:])
		i += size
		copy(window[:], window[1:])
		window[ShingleRunes-1] = r
		if n++; n >= ShingleRunes {
			dst = append(dst, hash(&window))
		}
	}
	return dst
}

// hash mixes the characters of a shingle: multiplication and folding as in
// wyhash, whose low and high halves are combined.
func hash(w *[ShingleRunes]rune) uint32 {
	h := uint64(0x9e3779b97f4a7c15)
	for _, r := range w {
		hi, lo := bits.Mul64(h^uint64(r), 0xa0761d6478bd642f)
		h = hi ^ lo
	}
	return uint32(h ^ h>>32)
}

// Similarity is the Jaccard similarity of two texts in bare form, 0..1, as
// Cluster verifies it; 0 where either has no shingle.
func Similarity(a, b []byte) float64 {
	return jaccard(shingles(nil, a), shingles(nil, b))
}

// jaccard is |a∩b| / |a∪b| of two ascending sets.
func jaccard(a, b []uint32) float64 {
	both := common(a, b)
	if both == 0 {
		return 0
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

func common(a, b []uint32) int {
	n, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		x, y := a[i], b[j]
		if x == y {
			n++
		}
		if x <= y {
			i++
		}
		if y <= x {
			j++
		}
	}
	return n
}

// couldReach is false where the sizes of two sets alone keep their similarity
// below least.
func couldReach(a, b int, least float64) bool {
	return float64(min(a, b)) >= least*float64(max(a, b))
}
