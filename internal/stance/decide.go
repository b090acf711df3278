package stance

import (
	"cmp"
	"slices"
)

// enough is the weight of one side's marks from which a text takes sides: one
// strong or solid mark, or two weak ones. Less is a hint, not an answer.
const enough = 0.75

// decide turns marks into a stance. Marks of both signs cancel, and where the
// smaller side has half the weight of the larger, nothing is decided.
func decide(marks []Mark) (Stance, float64) {
	var for_, against float64
	for _, m := range marks {
		if m.Weight > 0 {
			for_ += m.Weight
		} else {
			against -= m.Weight
		}
	}
	score := for_ - against
	switch {
	case against >= enough && for_ <= against/2:
		return Hostile, score
	case for_ >= enough && against <= for_/2:
		return Favourable, score
	}
	return Unclear, score
}

// ordered sorts marks by their place in the text.
func ordered(marks []Mark) []Mark {
	slices.SortStableFunc(marks, func(a, b Mark) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Rule, b.Rule))
	})
	return marks
}

// lexiconFor chooses the language: the one stated, else the one whose small
// words and whose lexicon the text uses more. Names do not count.
func lexiconFor(language string, ts []token) *lexicon {
	es, en := spanish(), english()
	switch language {
	case "es":
		return es
	case "en":
		return en
	}
	spanishHits, englishHits := 0, 0
	for i := range ts {
		w := ts[i].text
		spanishHits += weigh(es, w)
		englishHits += weigh(en, w)
	}
	if englishHits > spanishHits {
		return en
	}
	return es
}

func weigh(l *lexicon, w string) int {
	switch {
	case w == "":
		return 0
	case l.words.common[w]:
		return 2
	case len(l.senses[w]) > 0:
		return 1
	}
	return 0
}
