package neardup

import (
	"bytes"

	"github.com/unveil-project/unveil/internal/text"
)

// The method's constants. They are part of what a result means: Cluster prints
// none, whoever prints a result prints them.
const (
	ShingleRunes = 5  // characters of a shingle
	Rows         = 5  // minima of a band
	Bands        = 20 // bands of a signature of Rows·Bands minima
)

// None is the cluster of a text that says too little to be anybody's copy.
const None = ^uint32(0)

// Options choose how alike texts of a cluster are.
type Options struct {
	Similar float64 // least Jaccard similarity of a pair, 0..1
	Anchor  float64 // least similarity to the cluster's representative, 0..1
}

// Defaults are 0.8 for a pair and 0.6 for the representative: by the triangle
// inequality of the Jaccard distance two steps of 0.8 never lead below 0.6, so
// that whoever is one copy of a copy always stays in.
func Defaults() Options { return Options{Similar: 0.8, Anchor: 0.6} }

// Texts are texts to be clustered, added one by one.
type Texts struct {
	opt   Options
	of    []uint32 // distinct text of each text added, or None
	bytes []byte   // the distinct bare texts, one after the other
	end   []int64  // where each ends in bytes
	count []uint32 // how many texts added are equal to it
	known map[uint64]uint32
	next  []uint32 // another distinct text of the same hash, or None
	buf   []byte
}

// New makes an empty collection.
func New(o Options) *Texts {
	return &Texts{opt: o, known: map[uint64]uint32{}}
}

// Add adds a text. It keeps nothing of the string itself.
func (t *Texts) Add(s string) {
	t.buf = text.Bare(t.buf[:0], s)
	t.AddBare(t.buf)
}

// AddBare adds a text that is in the form of text.Bare already.
func (t *Texts) AddBare(bare []byte) {
	if !text.Telling(bare) {
		t.of = append(t.of, None)
		return
	}
	d := t.distinct(bare)
	t.count[d]++
	t.of = append(t.of, d)
}

// Len is how many texts were added.
func (t *Texts) Len() int { return len(t.of) }

// Distinct is how many different bare texts there are among them, and Text
// gives one.
func (t *Texts) Distinct() int { return len(t.end) }

// Text gives the bare form of a distinct text; it must not be changed.
func (t *Texts) Text(distinct uint32) []byte {
	from := int64(0)
	if distinct > 0 {
		from = t.end[distinct-1]
	}
	return t.bytes[from:t.end[distinct]]
}

// distinct gives the number of a bare text. Equal hashes are not taken for
// equal texts: the bytes are compared.
func (t *Texts) distinct(bare []byte) uint32 {
	h := text.Hash64(bare)
	first, ok := t.known[h]
	if !ok {
		first = None
	}
	for d := first; d != None; d = t.next[d] {
		if bytes.Equal(t.Text(d), bare) {
			return d
		}
	}
	d := uint32(len(t.end))
	t.bytes = append(t.bytes, bare...)
	t.end = append(t.end, int64(len(t.bytes)))
	t.count = append(t.count, 0)
	t.next = append(t.next, first)
	t.known[h] = d
	return d
}
