package stance

import "strings"

// analysis is the state of reading one text.
type analysis struct {
	lex    *lexicon
	ts     []token
	hits   [][]hit  // by token: the senses that begin there, phrases that match in full
	sets   []uint64 // by token: the classes of its hits, one bit each
	found  []group  // one for each mention
	of     index    // token of a mention → its group
	verbs  []verb   // in order
	verbAt index    // token → its verb
	marks  map[int][]Mark
}

// index gives for a token the place of its group or verb plus one, 0 for none.
type index []int32

// at gives the place, and whether there is one; there is none outside the text.
func (x index) at(k int) (int, bool) {
	if k < 0 || k >= len(x) || x[k] == 0 {
		return 0, false
	}
	return int(x[k]) - 1, true
}

// hit is a sense that fits at a token, and how many tokens it takes.
type hit struct {
	class class
	form  form
	n     int
}

// newAnalysis looks every word up.
func newAnalysis(lex *lexicon, ts []token, skip uint64) *analysis {
	a := &analysis{lex: lex, ts: ts, of: make(index, len(ts)), verbAt: make(index, len(ts)), marks: map[int][]Mark{}}
	a.lookUp(skip)
	a.groups()
	a.findVerbs()
	a.findSpeakers()
	a.findAgents()
	return a
}

// lookUp finds the senses of every token, without those of the classes to skip.
func (a *analysis) lookUp(skip uint64) {
	a.hits, a.sets = make([][]hit, len(a.ts)), make([]uint64, len(a.ts))
	all := make([]hit, 0, 2*len(a.ts)) // one piece of memory for all of them
	for i := range a.ts {
		from := len(all)
		for _, s := range a.lex.senses[a.ts[i].text] {
			if skip&(1<<s.class) == 0 && a.follows(i, s.rest) {
				all = append(all, hit{s.class, s.form, 1 + len(s.rest)})
				a.sets[i] |= 1 << s.class
			}
		}
		a.hits[i] = all[from:len(all):len(all)]
	}
}

// follows is true where the words of a phrase stand after its first.
func (a *analysis) follows(i int, rest []string) bool {
	if i+len(rest) >= len(a.ts) {
		return len(rest) == 0
	}
	for k, w := range rest {
		if a.ts[i+1+k].text != w || a.ts[i+1+k].before > comma {
			return false
		}
	}
	return true
}

func (a *analysis) w() *functionWords { return &a.lex.words }

// is is true where a sense of the class begins at the token.
func (a *analysis) is(i int, c class) bool { return a.sets[i]&(1<<c) != 0 }

// length is how many tokens the longest phrase of the class takes, 0 for none.
func (a *analysis) length(i int, c class) int {
	for _, h := range a.hits[i] {
		if h.class == c {
			return h.n
		}
	}
	return 0
}

func (a *analysis) anyVerb(i int) bool {
	for _, h := range a.hits[i] {
		if h.class.verb() {
			return true
		}
	}
	return false
}

// verb is a verb in the text, with those that it is about.
type verb struct {
	at, n    int     // token, and how many it takes
	senses   []class // all of one length, longest phrases only
	form     form
	passive  bool
	negated  bool
	agents   []int // candidates that do it
	suffer   []int // candidates that it is done to
	foe      bool  // it is done by those whose support nobody wants
	planned  bool  // it is what a verb of wanting announces
	speakers []int
}

func (v *verb) has(c class) bool {
	for _, s := range v.senses {
		if s == c {
			return true
		}
	}
	return false
}

// findVerbs lists the verbs.
func (a *analysis) findVerbs() {
	for i := 0; i < len(a.ts); i++ {
		v := verb{at: i}
		for _, h := range a.hits[i] {
			if !h.class.verb() || v.n > 0 && h.n < v.n {
				continue
			}
			v.n = h.n
			v.senses = append(v.senses, h.class)
			v.form |= h.form
		}
		if v.n == 0 {
			v.form = a.guess(i)
			v.n, v.senses = 1, []class{other}
			if v.form == 0 {
				continue
			}
		} else if a.noun(i, &v) {
			continue
		}
		a.verbAt[i] = int32(len(a.verbs) + 1)
		a.verbs = append(a.verbs, v)
		i += v.n - 1
	}
}

// guess takes a word of no class for a verb by its ending: a Spanish future or
// past with its accent, and an infinitive where one can stand. Such a verb
// says nothing itself, but what follows it has a subject.
func (a *analysis) guess(i int) form {
	w := a.ts[i].text
	if !a.w().verbFirst || len(w) < 5 || len(a.hits[i]) > 0 || a.w().group[w] {
		return 0
	}
	written := strings.ToLower(a.ts[i].written)
	for _, e := range []string{"ará", "erá", "irá", "arán", "erán", "irán", "aría", "erían", "arían", "ó", "ieron", "aron"} {
		if strings.HasSuffix(written, e) {
			return finite
		}
	}
	if i > 0 && a.ts[i].before == none && (strings.HasSuffix(w, "ar") || strings.HasSuffix(w, "er") || strings.HasSuffix(w, "ir")) {
		if _, verb := a.verbAt.at(i - 1); verb || a.ts[i-1].text == "para" || a.ts[i-1].text == "a" || a.ts[i-1].text == "sin" || a.ts[i-1].text == "de" {
			return infinitive
		}
	}
	return 0
}

// noun is true of a form that is a noun here: "the attacks", "su apoyo".
func (a *analysis) noun(i int, v *verb) bool {
	if v.form&(infinitive|finite) == 0 && v.form&participle != 0 {
		return false
	}
	if i == 0 || !a.joined(i-1, i) {
		return a.ambiguous(i) && i+1 < len(a.ts) && a.joined(i, i+1) && (a.w().of[a.ts[i+1].text] || a.w().against[a.ts[i+1].text])
	}
	before := &a.ts[i-1]
	if before.owner {
		return true
	}
	if a.w().verbFirst {
		return v.form&infinitive == 0 && v.form&gerund == 0 && before.text != "lo" &&
			(a.w().determiner[before.text] && !a.is(i-1, part) && before.text != "la" && before.text != "los" && before.text != "las" && before.text != "presidente" ||
				a.w().of[before.text] || a.ambiguous(i) && (a.w().determiner[before.text] || a.w().blocking[before.text]))
	}
	return before.text != "" && a.w().determiner[before.text] && !titleOnly(before.text) && v.form&gerund == 0 && v.n == 1 || a.w().of[before.text]
}

// titleOnly is true of words that stand before names and take no noun.
func titleOnly(w string) bool {
	switch w {
	case "president", "candidate", "senator", "governor", "nominee", "that", "this", "hopeful", "contender", "secretary", "vp":
		return true
	}
	return false
}

// ambiguous is true of a word that is a noun or adjective of the lexicon too.
func (a *analysis) ambiguous(i int) bool {
	for _, h := range a.hits[i] {
		switch h.class {
		case bad, good, virtue, foe, insult, laud, luxury, wrong, charge, support, slur:
			if h.n == 1 {
				return true
			}
		}
	}
	return false
}
