package botnet

import (
	"container/heap"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"math"
	"slices"
	"strconv"
)

// MaxHashes is how many hashes of a set a sketch keeps.
const MaxHashes = 4096

// Sketch is the smallest hashes of a set's members: all of them where the set
// has at most MaxHashes.
type Sketch struct {
	Total  int    `json:"total"`  // different members
	Hashes []Hash `json:"hashes"` // ascending
}

// Hash is the hash of one member; in files, 16 hexadecimal digits.
type Hash uint64

// MarshalText writes the digits.
func (h Hash) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "%016x", uint64(h)), nil }

// UnmarshalText reads the digits.
func (h *Hash) UnmarshalText(text []byte) error {
	n, err := strconv.ParseUint(string(text), 16, 64)
	if err != nil || len(text) != 16 {
		return errors.New("a hash has 16 hexadecimal digits")
	}
	*h = Hash(n)
	return nil
}

// hasher makes the hashes of one kind of set: the first eight bytes, big
// endian, of the SHA-256 of the kind, a zero byte and the member, or of the
// HMAC-SHA256 of the same under a key.
type hasher struct {
	hash   hash.Hash
	prefix []byte
	buf    []byte
}

func newHasher(kind string, key []byte) *hasher {
	h := &hasher{hash: sha256.New(), prefix: append([]byte(kind), 0)}
	if len(key) > 0 {
		h.hash = hmac.New(sha256.New, key)
	}
	return h
}

func (h *hasher) of(member string) Hash {
	h.hash.Reset()
	h.buf = append(append(h.buf[:0], h.prefix...), member...)
	_, _ = h.hash.Write(h.buf) // a hash never fails
	h.buf = h.hash.Sum(h.buf[:0])
	return Hash(binary.BigEndian.Uint64(h.buf))
}

// sketch keeps the smallest hashes of the members, which are all different.
func sketch(kind string, key []byte, members []string) *Sketch {
	if len(members) == 0 {
		return nil
	}
	h, kept := newHasher(kind, key), largest{}
	for _, m := range members {
		x := h.of(m)
		switch {
		case len(kept) < MaxHashes:
			heap.Push(&kept, x)
		case x < kept[0]:
			kept[0] = x
			heap.Fix(&kept, 0)
		}
	}
	slices.Sort(kept)
	return &Sketch{Total: len(members), Hashes: slices.Compact([]Hash(kept))}
}

// largest is a heap with its largest value on top.
type largest []Hash

func (l largest) Len() int           { return len(l) }
func (l largest) Less(i, j int) bool { return l[i] > l[j] }
func (l largest) Swap(i, j int)      { l[i], l[j] = l[j], l[i] }

// Push adds a Hash.
func (l *largest) Push(x any) { *l = append(*l, x.(Hash)) }

// Pop takes the last value.
func (l *largest) Pop() any {
	last := (*l)[len(*l)-1]
	*l = (*l)[:len(*l)-1]
	return last
}

// Overlap estimates how much two sets share: members of both over those of
// the smaller one. With J the share of the k smallest hashes of both together
// that both sketches hold, an unbiased estimate of the Jaccard similarity
// (Broder 1997), and sizes a and b, they have J(a+b)/(1+J) members in common.
// The standard error is that of J, √(J(1−J)/k), carried through; it is 0
// where both sketches are whole. NaN where one is empty.
func Overlap(a, b *Sketch) (share, standardError float64) {
	if a == nil || b == nil || len(a.Hashes) == 0 || len(b.Hashes) == 0 {
		return math.NaN(), 0
	}
	// Beyond the last hash of a sketch that is not whole nothing is known.
	limit := Hash(math.MaxUint64)
	whole := true
	for _, s := range []*Sketch{a, b} {
		if s.Total > len(s.Hashes) {
			limit = min(limit, s.Hashes[len(s.Hashes)-1])
			whole = false
		}
	}
	both, either := meet(a.Hashes, b.Hashes, limit)
	j := float64(both) / float64(max(either, 1))
	sum, least := float64(a.Total)+float64(b.Total), float64(min(a.Total, b.Total))
	share = min(j*sum/(1+j)/least, 1)
	if whole {
		return share, 0
	}
	return share, math.Sqrt(j*(1-j)/float64(max(either, 1))) * sum / ((1 + j) * (1 + j) * least)
}

// meet counts hashes up to a limit that are in both lists, and in either.
func meet(a, b []Hash, limit Hash) (both, either int) {
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		x, y := Hash(math.MaxUint64), Hash(math.MaxUint64)
		if i < len(a) {
			x = a[i]
		}
		if j < len(b) {
			y = b[j]
		}
		if min(x, y) > limit {
			break
		}
		either++
		if x == y && i < len(a) && j < len(b) {
			both++
			i, j = i+1, j+1
			continue
		}
		if j >= len(b) || i < len(a) && x < y {
			i++
		} else {
			j++
		}
	}
	return both, either
}
