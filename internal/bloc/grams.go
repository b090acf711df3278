package bloc

import (
	"math"
	"strings"
)

// The symbols that pairs are made of: acts with pauses, and letters of
// content.
const (
	actions  = "Tpπrρ□⚀⚁⚂⚃⚄⚅"
	contents = "EH¤mUqφt"
	nAction  = 12
	nContent = 8
)

// Size is the number of possible pairs.
const Size = nAction*nAction + nContent*nContent

// Pairs counts the pairs of neighbouring symbols, those of the action string
// first, then those of the content string; Names says which is where.
type Pairs [Size]float64

// Names lists the pairs: two symbols, after "·" where they are of content.
func Names() []string {
	var out []string
	for _, a := range actions {
		for _, b := range actions {
			out = append(out, string(a)+string(b))
		}
	}
	for _, a := range contents {
		for _, b := range contents {
			out = append(out, "·"+string(a)+string(b))
		}
	}
	return out
}

// symbol gives the place of a letter among others, in characters.
func symbol(letters string, r rune) int {
	i := strings.IndexRune(letters, r)
	if i < 0 {
		return -1
	}
	n := 0
	for at := range letters {
		if at == i {
			break
		}
		n++
	}
	return n
}

// Counter counts the pairs of one account's posts. As in the authors' program
// the bounds of words and of weeks are passed over.
type Counter struct {
	Pairs
	// words remembers the places of letters of words seen before.
	words           map[string][]int8
	action, content int // places of the last symbols, −1 at the beginning
	last            int64
	begun           bool
}

// Begin clears the counts for another account.
func (c *Counter) Begin() {
	c.Pairs = Pairs{}
	c.action, c.content, c.begun = -1, -1, false
}

// Add counts a post of the account.
func (c *Counter) Add(e Event) {
	if c.begun {
		for _, r := range Pause(seconds(e.Time) - seconds(c.last)) {
			c.act(symbol(actions, r))
		}
	}
	c.begun, c.last = true, e.Time
	c.act(symbol(actions, rune(e.Act)))
	for _, s := range c.letters(e.Word) {
		if c.content >= 0 {
			c.Pairs[nAction*nAction+c.content*nContent+int(s)]++
		}
		c.content = int(s)
	}
}

func (c *Counter) act(s int) {
	if s < 0 {
		return
	}
	if c.action >= 0 {
		c.Pairs[c.action*nAction+s]++
	}
	c.action = s
}

// letters gives the places of a word's letters.
func (c *Counter) letters(word string) []int8 {
	if known, ok := c.words[word]; ok {
		return known
	}
	var out []int8
	for _, r := range word {
		if s := symbol(contents, r); s >= 0 {
			out = append(out, int8(s))
		}
	}
	if c.words == nil {
		c.words = map[string][]int8{}
	}
	c.words[word] = out
	return out
}

// Count counts the pairs of one account's posts, which are in order of time.
func Count(events []Event) Pairs {
	var c Counter
	c.Begin()
	for _, e := range events {
		c.Add(e)
	}
	return c.Pairs
}

// Weights are the inverse document frequencies of the pairs over accounts.
func Weights(accounts []Pairs) Pairs {
	var df Pairs
	for i := range accounts {
		for p, n := range accounts[i] {
			if n > 0 {
				df[p]++
			}
		}
	}
	return WeightsOf(df, len(accounts))
}

// WeightsOf are the inverse document frequencies of pairs that df accounts of
// all have: ln((1+all)/(1+df))+1 (the smooth form of scikit-learn).
func WeightsOf(df Pairs, all int) Pairs {
	for p, d := range df {
		df[p] = math.Log((1+float64(all))/(1+d)) + 1
	}
	return df
}

// Weigh turns counts into a TF-IDF vector of length one. An account without
// pairs stays empty.
func (p *Pairs) Weigh(weights *Pairs) {
	sum := 0.0
	for i, w := range weights {
		p[i] *= w
		sum += p[i] * p[i]
	}
	if sum == 0 {
		return
	}
	for i := range p {
		p[i] /= math.Sqrt(sum)
	}
}

// Cosine is the product of two weighed vectors: their similarity, 0..1.
func Cosine(a, b *Pairs) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return min(max(sum, 0), 1)
}

// Likeness is the mean similarity over all pairs of n weighed vectors, NaN
// below two: (|Σv|² − Σ|v|²) / (n(n−1)).
func Likeness(vectors []*Pairs) float64 {
	var all Pairs
	own := 0.0
	n := float64(len(vectors))
	for _, v := range vectors {
		for p, x := range v {
			all[p] += x
			own += x * x
		}
	}
	if n < 2 {
		return math.NaN()
	}
	sum := 0.0
	for _, x := range all {
		sum += x * x
	}
	return min(max((sum-own)/(n*(n-1)), 0), 1)
}
