// Package stance says which candidates a text names, and whether it is hostile
// or favourable to each of them. It works by a lexicon and rules for Spanish
// and English, learns from nothing, and answers "unclear" rather than guess.
//
//	text ─ words ─ clauses ─ roles and polarity ─▶ one Opinion for each candidate
//
// No entry of the lexicon names a candidate, a party or a side: exchange the
// names of two candidates in a text, and their opinions are exchanged. docs/methods/stance.md describes the method and its error.
package stance

import (
	"slices"

	"github.com/unveil-project/unveil/internal/election"
)

// Stance is what a text is towards a candidate.
type Stance string

// The stances.
const (
	Hostile    Stance = "hostile"
	Favourable Stance = "favourable"
	Unclear    Stance = "unclear"
)

// Opinion is the stance of one text towards one candidate that it names.
type Opinion struct {
	Candidate string  // id in the election
	Stance    Stance  //
	Score     float64 // sum of the marks; below 0 hostile
	Marks     []Mark  // what decided, in the order of the text
}

// Mark is one place of a text that counted, and the rule by which it did.
type Mark struct {
	Start, End int     // bytes of the text
	Rule       string  // one of Rules
	Weight     float64 // what it added to the score
}

// longest is how many words of a text are read: as posts and headlines have
// them, and a bound on the work that a text can ask for.
const longest = 2000

// Reader reads the stance of texts. It is safe for concurrent use.
type Reader struct {
	names  *election.Names
	screen *screen
	skip   uint64 // classes of words that are not read, one bit each
	ids    []string
}

// New prepares a reader for the candidates of an election.
func New(e *election.Election) *Reader {
	r := &Reader{names: e.Names(), screen: newScreen(e)}
	if scared(e.Country) {
		r.skip = 1 << scare
	}
	for _, c := range e.People {
		r.ids = append(r.ids, c.ID)
	}
	return r
}

// scared is true of countries that are bad examples elsewhere: at home their
// names are those of the country that everybody stands for.
func scared(country string) bool {
	return slices.Contains([]string{"VE", "CU", "NI", "KP", "RU", "IR", "SY"}, country)
}

// Read gives one opinion for each candidate that the text names, in the order
// of the election. language is "es" or "en"; any other is found out from the
// words.
func (r *Reader) Read(text, language string) []Opinion {
	if !r.screen.passes(text) {
		return nil
	}
	ts := r.tokens(text)
	named := make([]bool, len(r.ids))
	for i := range ts {
		for _, c := range ts[i].who {
			named[c] = true
		}
	}
	if !slices.Contains(named, true) {
		return nil
	}
	ts = ts[:min(len(ts), longest)]
	a := newAnalysis(lexiconFor(language, ts), ts, r.skip)
	a.apply()
	a.pictures(text)
	var out []Opinion
	for i, id := range r.ids {
		if named[i] {
			marks := ordered(a.marks[i])
			stance, score := decide(marks)
			out = append(out, Opinion{Candidate: id, Stance: stance, Score: score, Marks: marks})
		}
	}
	return out
}
