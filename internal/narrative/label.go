package narrative

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/claim"
	"github.com/unveil-project/unveil/internal/neardup"
	"github.com/unveil-project/unveil/internal/words"
)

// labelWords is how many words a label has at most.
const labelWords = 5

// languageOfDraft is the language that most posts of a group state, else the
// one that its text seems to be in.
func (b *builder) languageOfDraft(d *draft) string {
	if top := d.languages.top(1); len(top) > 0 {
		return top[0].Name
	}
	return words.Detect(d.text)
}

// word is a stem in a language.
type word struct{ language, stem string }

// counter counts the stems that narratives hold, over narratives and over all
// texts of a language.
type counter struct {
	slots map[word]int
	all   []float64          // times that a stem stands in posts of its language
	total map[string]float64 // words of all posts of a language
	known map[word]int       // word as written → slot, -1 for none
}

// mostKnownWords bounds the words whose stem is remembered; of the rest, which
// are rare, the stem is made each time.
const mostKnownWords = 1 << 20

// slot gives the place of a word's stem, -1 for stop words and, where the stem
// is not to be made, for stems that no narrative holds.
func (c *counter) slot(w, language string, create bool) int {
	key := word{language, w}
	if s, ok := c.known[key]; ok && (s >= 0 || !create) {
		return s
	}
	s := -1
	if !words.Stop(w, language) {
		stem := word{language, words.Stem(w, language)}
		at, ok := c.slots[stem]
		switch {
		case ok:
			s = at
		case create:
			s = len(c.all)
			c.slots[stem], c.all = s, append(c.all, 0)
		}
	}
	if len(c.known) < mostKnownWords {
		key.stem = strings.Clone(w)
		c.known[key] = s
	}
	return s
}

// label gives each narrative its characteristic words by class-based TF-IDF
// (Grootendorst, arXiv 2203.05794): the weight of a stem t in a narrative is
// tf(t)·ln(1 + A/f(t)), with tf the times that t stands in its posts, f in all
// posts of the language, and A the mean number of words of a class, the
// narratives of the language and all its other posts being the classes. Posts
// whose language is not stated count as in the language most frequent among
// narratives of no stated language.
func (b *builder) label(list []Narrative) {
	c := &counter{slots: map[word]int{}, total: map[string]float64{}, known: map[word]int{}}
	times := make([]map[int]float64, len(list))
	classes := map[string]float64{}
	for i := range list {
		times[i] = b.stems(c, &list[i])
		classes[list[i].Language]++
	}
	b.countAll(c, b.assumed(list))
	for i := range list {
		n := &list[i]
		mean := c.total[n.Language] / (classes[n.Language] + 1)
		n.Label = b.pick(c, n, times[i], mean, b.drafts[i].representative)
	}
}

// stems counts the stems of a narrative's posts.
func (b *builder) stems(c *counter, n *Narrative) map[int]float64 {
	copies := map[uint32]float64{}
	var order []uint32
	for _, row := range n.Rows {
		d := b.found.Distinct[row]
		if copies[d] == 0 {
			order = append(order, d)
		}
		copies[d]++
	}
	times := map[int]float64{}
	for _, d := range order {
		words.Each(string(b.texts.Text(d)), func(w string) {
			if s := c.slot(w, n.Language, true); s >= 0 {
				times[s] += copies[d]
			}
		})
	}
	return times
}

// assumed is the language of posts that state none.
func (b *builder) assumed(list []Narrative) string {
	t := tally{}
	for i := range list {
		if len(list[i].Languages) == 0 && list[i].Language != "" {
			t.add([]byte(list[i].Language))
		}
	}
	if top := t.top(1); len(top) > 0 {
		return top[0].Name
	}
	return ""
}

// countAll counts the stems of narratives in all texts.
func (b *builder) countAll(c *counter, assumed string) {
	copies := make([]float64, b.texts.Distinct())
	language := make([]uint16, b.texts.Distinct())
	for row, d := range b.found.Distinct {
		if d != neardup.None {
			if copies[d] == 0 {
				language[d] = b.language[row]
			}
			copies[d]++
		}
	}
	codes := make([]string, len(b.languages.list))
	for i := range codes {
		if codes[i] = b.code(uint16(i)); codes[i] == "" {
			codes[i] = assumed
		}
	}
	for d, n := range copies {
		code := codes[language[d]]
		words.Each(string(b.texts.Text(uint32(d))), func(w string) {
			c.total[code] += n
			if s := c.slot(w, code, false); s >= 0 {
				c.all[s] += n
			}
		})
	}
}

// pick chooses the heaviest words of the representative text and gives them in
// its order.
func (b *builder) pick(c *counter, n *Narrative, times map[int]float64, mean float64, representative uint32) []string {
	type candidate struct {
		word   string
		slot   int
		place  int
		weight float64
	}
	var list []candidate
	words.Each(string(b.texts.Text(representative)), func(w string) {
		s := c.slot(w, n.Language, false)
		if s < 0 || slices.ContainsFunc(list, func(o candidate) bool { return o.slot == s }) {
			return
		}
		weight := times[s] * math.Log1p(mean/max(c.all[s], 1))
		list = append(list, candidate{w, s, len(list), weight})
	})
	slices.SortFunc(list, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.place, y.place))
	})
	list = list[:min(len(list), labelWords)]
	slices.SortFunc(list, func(x, y candidate) int { return cmp.Compare(x.place, y.place) })
	var out []string
	for _, x := range list {
		out = append(out, x.word)
	}
	return out
}

// match looks for the claim that each narrative is like.
func (b *builder) match(list []Narrative) {
	index := b.claims.Claims
	if index == nil {
		return
	}
	for i := range list {
		n := &list[i]
		for _, m := range index.Find(n.Text, n.Language, 1) {
			if m.Share >= claim.Threshold {
				n.Claim = &Matched{Claim: *index.Claim(m.Claim), Score: m.Score, Share: m.Share}
			}
		}
	}
}
