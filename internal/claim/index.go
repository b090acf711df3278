package claim

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/unveil-project/unveil/internal/text"
	"github.com/unveil-project/unveil/internal/words"
)

// The constants of BM25 that its authors found to work across collections.
const (
	K1 = 1.2
	B  = 0.75
)

// Index finds claims by their words. It is safe for concurrent use.
//
// The score is BM25 (Robertson and Zaragoza, Foundations and Trends in
// Information Retrieval 3(4), 2009, equation 3.15):
//
//	Σ over the words t of the query: idf(t) · tf·(K1+1) / (tf + K1·(1 − B + B·length/mean length))
//
// with idf(t) = ln(1 + (N − n + ½)/(n + ½)), which stays above 0 for a word that
// most claims hold. Words are stems without stop words; a word counts once in
// the query. It assumes that words are independent of each other.
type Index struct {
	claims   []Claim
	postings map[string][]posting
	length   []float64 // words of each claim
	itself   []float64 // score of each claim with its own text as query
	mean     float64
}

type posting struct {
	claim uint32
	tf    float64
}

// Match is a claim that a text may repeat.
type Match struct {
	Claim int     // in the order in which the index was made
	Score float64 // BM25
	// Share is the part of the shorter of the two that is in the other, words
	// weighed as in the score: the score over that of the text against itself
	// or of the claim against itself, whichever is less; at most 1.
	Share float64
}

// Threshold is the least Share at which a match is shown. On headlines looked
// up among the first sentences of real articles, with the right article left
// out, one query in forty gets a wrong one, and on articles that the choice did
// not see one in a hundred; docs/formats/claims.md gives the whole table.
const Threshold = 0.5

// fewest is how many words a text has to share with a claim: two words in
// common are no claim.
const fewest = 3

// NewIndex makes an index of claims.
func NewIndex(claims []Claim) *Index {
	x := &Index{claims: claims, postings: map[string][]posting{}}
	var buf []string
	for i := range claims {
		buf = terms(buf[:0], claims[i].Text, languageOf(&claims[i]))
		x.length = append(x.length, float64(len(buf)))
		x.mean += float64(len(buf))
		slices.Sort(buf)
		for from := 0; from < len(buf); {
			to := from
			for to < len(buf) && buf[to] == buf[from] {
				to++
			}
			x.postings[buf[from]] = append(x.postings[buf[from]], posting{uint32(i), float64(to - from)})
			from = to
		}
	}
	x.mean /= math.Max(1, float64(len(claims)))
	x.itself = make([]float64, len(claims))
	// In order: a sum of floating-point numbers depends on it.
	for _, term := range slices.Sorted(maps.Keys(x.postings)) {
		list := x.postings[term]
		for _, p := range list {
			x.itself[p.claim] += x.weight(len(list), p.tf, x.length[p.claim])
		}
	}
	return x
}

// weight is what one word adds to a score: n claims hold it, and the one that
// is scored, of so many words, holds it tf times.
func (x *Index) weight(n int, tf, length float64) float64 {
	return x.idf(n) * tf * (K1 + 1) / (tf + K1*(1-B+B*length/math.Max(1, x.mean)))
}

// Claim gives a claim by its number.
func (x *Index) Claim(i int) *Claim { return &x.claims[i] }

// Len is the number of claims.
func (x *Index) Len() int { return len(x.claims) }

// Find gives at most n claims that are like a text, the likest first, whatever
// their Share. language is that of the text, "" where it is not known.
func (x *Index) Find(s, language string, n int) []Match {
	query := terms(nil, s, language)
	length := float64(len(query))
	slices.Sort(query)
	scores, common, own := map[uint32]float64{}, map[uint32]int{}, 0.0
	for from := 0; from < len(query); {
		to := from
		for to < len(query) && query[to] == query[from] {
			to++
		}
		list := x.postings[query[from]]
		own += x.weight(len(list), float64(to-from), length)
		for _, p := range list {
			scores[p.claim] += x.weight(len(list), p.tf, x.length[p.claim])
			common[p.claim]++
		}
		from = to
	}
	var out []Match
	for c, score := range scores {
		if common[c] >= fewest {
			share := min(1, score/math.Min(own, x.itself[c]))
			out = append(out, Match{Claim: int(c), Score: score, Share: share})
		}
	}
	slices.SortFunc(out, func(a, b Match) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Claim, b.Claim))
	})
	return out[:min(n, len(out))]
}

// idf is the weight of a word that n claims hold.
func (x *Index) idf(n int) float64 {
	return math.Log1p((float64(len(x.claims)) - float64(n) + 0.5) / (float64(n) + 0.5))
}

// terms appends the stems of a text's words, stop words left out.
func terms(dst []string, s, language string) []string {
	bare := string(text.Bare(nil, s))
	words.Each(bare, func(w string) {
		if !words.Stop(w, language) {
			dst = append(dst, words.Stem(w, language))
		}
	})
	return dst
}

// languageOf is the language that a claim states, else the one it seems to be
// in.
func languageOf(c *Claim) string {
	if c.Language == "" {
		c.Language = words.Detect(c.Text)
	}
	return c.Language
}
