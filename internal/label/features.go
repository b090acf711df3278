package label

import (
	"hash/fnv"
	"math"
	"slices"

	"github.com/unveil-project/unveil/internal/stance"
)

// dimensions of the hashed features (Weinberger et al. 2009).
const dimensions = 1 << 16

// feature is one entry of a sparse vector.
type feature struct {
	at    uint32
	value float64
}

// features are the words, pairs of words and three to five letters of a masked
// text, and what the rules say: hashed, each counted once, of length 1. No
// name of a candidate is among them.
func features(words []string, o stance.Opinion) []feature {
	seen := map[uint32]bool{}
	add := func(kind byte, s string) {
		h := fnv.New32a()
		_, _ = h.Write([]byte{kind})
		_, _ = h.Write([]byte(s))
		seen[h.Sum32()%dimensions] = true
	}
	for i, w := range words {
		add('w', w)
		if i > 0 {
			add('p', words[i-1]+" "+w)
		}
		letters(w, func(s string) { add('c', s) })
	}
	for _, m := range o.Marks {
		add('r', m.Rule+sign(m.Weight))
	}
	add('s', string(o.Stance))
	at := make([]uint32, 0, len(seen))
	for k := range seen {
		at = append(at, k)
	}
	slices.Sort(at)
	value := 1 / math.Sqrt(float64(len(at)))
	out := make([]feature, len(at))
	for i, k := range at {
		out[i] = feature{k, value}
	}
	return out
}

func sign(x float64) string {
	if x < 0 {
		return "-"
	}
	return "+"
}

// letters gives the runs of three to five letters of a word and its ends.
func letters(word string, give func(string)) {
	if word == stance.Self || word == stance.Other {
		return
	}
	rs := []rune(" " + word + " ")
	for n := 3; n <= 5; n++ {
		for i := 0; i+n <= len(rs) && i < 40; i++ {
			give(string(rs[i : i+n]))
		}
	}
}
