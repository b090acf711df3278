package narrative

import (
	"bytes"
	"cmp"
	"math"
	"slices"

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

// counter counts the stems that narratives hold, over narratives and over all
// texts of a language.
type counter struct {
	tongues map[string]*tongue
	all     []float64 // times that a stem stands in posts of its language
}

// tongue is one language. Where its stems lie is asked for every word of every
// post, so each language has its own tables.
type tongue struct {
	code  string
	slots map[string]int32 // stem → place in all
	known map[string]int32 // word as written → place of its stem, or none
	total float64          // words of all posts of the language
}

// none is the place of words whose stem is not counted.
const none = int32(-1)

// mostKnownWords bounds the words of a language whose stem is remembered; of
// the rest, which are rare, the stem is made each time.
const mostKnownWords = 1 << 19

func (c *counter) tongue(code string) *tongue {
	t, ok := c.tongues[code]
	if !ok {
		t = &tongue{code: code, slots: map[string]int32{}, known: map[string]int32{}}
		c.tongues[code] = t
	}
	return t
}

// slot gives the place of a word's stem, none for stop words and, where the
// stem is not to be made, for stems that no narrative holds.
func (c *counter) slot(t *tongue, w []byte, create bool) int32 {
	if s, ok := t.known[string(w)]; ok && (s >= 0 || !create) {
		return s
	}
	own, s := string(w), none
	if !words.Stop(own, t.code) {
		stem := words.Stem(own, t.code)
		at, ok := t.slots[stem]
		switch {
		case ok:
			s = at
		case create:
			s = int32(len(c.all))
			t.slots[stem], c.all = s, append(c.all, 0)
		}
	}
	if len(t.known) < mostKnownWords {
		t.known[own] = s
	}
	return s
}

// eachWord calls yield with each word of a bare text.
func eachWord(bare []byte, yield func(word []byte)) {
	for len(bare) > 0 {
		end := bytes.IndexByte(bare, ' ')
		if end < 0 {
			end = len(bare)
		}
		if end > 0 {
			yield(bare[:end])
		}
		bare = bare[min(end+1, len(bare)):]
	}
}

// label gives each narrative its characteristic words by class-based TF-IDF
// (Grootendorst, arXiv 2203.05794): the weight of a stem t in a narrative is
// tf(t)·ln(1 + A/f(t)), with tf the times that t stands in its posts, f in all
// posts of the language, and A the mean number of words of a class, the
// narratives of the language and all its other posts being the classes. Posts
// whose language is not stated count as in the language most frequent among
// narratives of no stated language. Only the first narratives, so many as are
// asked for, get a label.
func (b *builder) label(list []Narrative, labels int) {
	c := &counter{tongues: map[string]*tongue{}}
	named := list[:min(labels, len(list))]
	times := make([]map[int32]float64, len(named))
	classes := map[string]float64{}
	for i := range list {
		classes[list[i].Language]++
	}
	for i := range named {
		times[i] = b.stems(c, &named[i])
	}
	b.countAll(c, b.assumed(list))
	for i := range named {
		n := &named[i]
		t := c.tongue(n.Language)
		n.Label = b.pick(c, t, times[i], t.total/(classes[n.Language]+1), b.drafts[i].representative)
	}
}

// stems counts the stems of a narrative's posts.
func (b *builder) stems(c *counter, n *Narrative) map[int32]float64 {
	copies := map[uint32]float64{}
	var order []uint32
	for _, row := range n.Rows {
		d := b.found.Distinct[row]
		if copies[d] == 0 {
			order = append(order, d)
		}
		copies[d]++
	}
	times, t := map[int32]float64{}, c.tongue(n.Language)
	for _, d := range order {
		eachWord(b.texts.Text(d), func(w []byte) {
			if s := c.slot(t, w, true); s >= 0 {
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
	tongues := make([]*tongue, len(b.languages.list))
	for i := range tongues {
		code := b.code(uint16(i))
		if code == "" {
			code = assumed
		}
		tongues[i] = c.tongue(code)
	}
	for d, n := range copies {
		t := tongues[language[d]]
		if len(t.slots) == 0 {
			continue // no narrative to be labelled is in it
		}
		eachWord(b.texts.Text(uint32(d)), func(w []byte) {
			t.total += n
			if s := c.slot(t, w, false); s >= 0 {
				c.all[s] += n
			}
		})
	}
}

// pick chooses the heaviest words of the representative text and gives them in
// its order.
func (b *builder) pick(c *counter, t *tongue, times map[int32]float64, mean float64, representative uint32) []string {
	type candidate struct {
		word   string
		slot   int32
		place  int
		weight float64
	}
	var list []candidate
	eachWord(b.texts.Text(representative), func(w []byte) {
		s := c.slot(t, w, false)
		if s < 0 || slices.ContainsFunc(list, func(o candidate) bool { return o.slot == s }) {
			return
		}
		weight := times[s] * math.Log1p(mean/max(c.all[s], 1))
		list = append(list, candidate{string(w), s, len(list), weight})
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
