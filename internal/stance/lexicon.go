package stance

import (
	_ "embed" // the lexicons are files that a reader can open and dispute
	"slices"
	"strings"
	"sync"

	"github.com/unveil-project/unveil/internal/election"
)

//go:embed lexicon/es.txt
var spanishText string

//go:embed lexicon/en.txt
var englishText string

// Both are built once, when a text asks for them, and never changed.
var (
	spanish = sync.OnceValue(func() *lexicon { return newLexicon(spanishText, inflectSpanish, spanishWords()) })
	english = sync.OnceValue(func() *lexicon { return newLexicon(englishText, inflectEnglish, englishWords()) })
)

// class says what a word tells of those it goes with: the headings of the
// lexicon files. Verbs come first.
type class uint8

// The classes. There are at most 64: a token holds the set of its own.
const (
	unclassed class = iota
	harm
	cut
	help
	take
	praise
	blame
	call
	fault
	suffer
	merit
	beat
	want
	say
	pardon
	expose
	other
	aux
	be
	deny
	raise
	giving
	lastVerb = giving
)

const (
	tie = lastVerb + 1 + iota
	honour
	routine
	kin
	bad
	good
	virtue
	foe
	insult
	laud
	luxury
	part
	wrong
	charge
	support
	less
	alarm
	cheer
	slur
	negator
	untrue
	irony
	ifs
	stage
	scare
	topic
	mild
	elite
	boom
	burden
	pay
)

// headings are the names of the classes in the lexicon files.
func headings() map[string]class {
	return map[string]class{
		"verb harm":    harm,
		"verb cut":     cut,
		"verb help":    help,
		"verb take":    take,
		"verb praise":  praise,
		"verb blame":   blame,
		"verb call":    call,
		"verb fault":   fault,
		"verb suffer":  suffer,
		"verb merit":   merit,
		"verb beat":    beat,
		"verb want":    want,
		"verb say":     say,
		"verb pardon":  pardon,
		"verb expose":  expose,
		"verb other":   other,
		"tie":          tie,
		"honoured":     honour,
		"routine":      routine,
		"kin":          kin,
		"verb aux":     aux,
		"verb be":      be,
		"verb deny":    deny,
		"bad":          bad,
		"good":         good,
		"virtue":       virtue,
		"foe":          foe,
		"insult":       insult,
		"praise word":  laud,
		"luxury":       luxury,
		"part":         part,
		"wrong":        wrong,
		"charge":       charge,
		"support noun": support,
		"less":         less,
		"alarm":        alarm,
		"cheer":        cheer,
		"slur":         slur,
		"negation":     negator,
		"deny":         untrue,
		"irony":        irony,
		"condition":    ifs,
		"stage":        stage,
		"scare":        scare,
		"topic":        topic,
		"mild":         mild,
		"elite":        elite,
		"boom":         boom,
		"burden":       burden,
		"pay":          pay,
		"verb raise":   raise,
		"verb giving":  giving,
	}
}

func (c class) verb() bool { return c != unclassed && c <= lastVerb }

// form is how a verb stands.
type form uint8

const (
	finite form = 1 << iota
	infinitive
	gerund
	participle
	first // "I" or "we" as its subject
)

// sense is one meaning of a word: its class, its form where it is a verb, and
// the words that have to follow it in a phrase.
type sense struct {
	class class
	form  form
	rest  []string
}

// lexicon is one language.
type lexicon struct {
	senses map[string][]sense
	words  functionWords
}

// functionWords are the small words by which the rules find their way.
type functionWords struct {
	blocking     map[string]bool // prepositions: what follows is no subject
	object       map[string]bool // those that can stand between a verb and its object
	of           map[string]bool // joins a thing to its owner
	against      map[string]bool
	toward       map[string]bool // "support for"
	determiner   map[string]bool // and titles: what can stand before a name
	group        map[string]bool // clitics and auxiliaries between subject and verb
	perfect      map[string]bool // auxiliaries that leave a participle active
	passive      map[string]bool // auxiliaries that make it passive
	coordinator  map[string]bool // and, who, that: the subject may lie further left
	subordinator map[string]bool // a new clause
	by           map[string]bool
	modal        map[string]bool // must, should
	pronoun      map[string]bool // him
	mine         map[string]bool // I, we
	common       map[string]bool // by which the language is told
	after        map[string]bool // what follows a participle that is passive without auxiliary
	that         map[string]bool // begins what is told
	with         map[string]bool // under whom something will be
	than         map[string]bool // of a comparison
	comparative  map[string]bool // better, worse
	occasion     map[string]bool // after, because of
	own          map[string]bool // his, her
	verbFirst    bool            // a verb can come before its subject
}

// inflector gives the forms of a lemma's first word.
type inflector func(lemma string, stems []string, c class) map[string]form

func newLexicon(data string, inflect inflector, words functionWords) *lexicon {
	l := &lexicon{senses: map[string][]sense{}, words: words}
	var c class
	known := headings()
	for line := range strings.SplitSeq(data, "\n") {
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			c = known[strings.Trim(line, "[]")]
		default:
			for _, lemma := range strings.Fields(line) {
				l.add(lemma, c, inflect)
			}
		}
	}
	// The longest phrase is tried first; the order must not depend on a map.
	for _, ss := range l.senses {
		slices.SortStableFunc(ss, compareSenses)
	}
	return l
}

func compareSenses(a, b sense) int {
	if len(a.rest) != len(b.rest) {
		return len(b.rest) - len(a.rest)
	}
	if a.class != b.class {
		return int(a.class) - int(b.class)
	}
	return slices.Compare(a.rest, b.rest)
}

// add puts the forms of one lemma into the lexicon.
func (l *lexicon) add(lemma string, c class, inflect inflector) {
	lemma, stems := cutStems(lemma)
	ws := plainWords(lemma)
	if len(ws) == 0 {
		return
	}
	for i := range stems {
		mark := stems[i][:len(stems[i])-len(strings.TrimPrefix(stems[i], "="))]
		stems[i] = mark + strings.Join(plainWords(stems[i]), "")
	}
	for f, how := range inflect(ws[0], stems, c) {
		at := slices.IndexFunc(l.senses[f], func(s sense) bool { return s.class == c && slices.Equal(s.rest, ws[1:]) })
		if at >= 0 {
			l.senses[f][at].form |= how
			continue
		}
		l.senses[f] = append(l.senses[f], sense{class: c, form: how, rest: ws[1:]})
	}
}

// cutStems reads "perder(pierd)" as a lemma and its further stems.
func cutStems(lemma string) (string, []string) {
	name, list, ok := strings.Cut(strings.TrimSuffix(lemma, ")"), "(")
	if !ok {
		return lemma, nil
	}
	return name, strings.Split(list, ",")
}

// plainWords folds a lemma as texts are folded.
func plainWords(lemma string) []string {
	var out []string
	for _, w := range election.Words(strings.NewReplacer("_", " ", "'", "", "’", "").Replace(lemma)) {
		out = append(out, w.Text)
	}
	return out
}

// set makes a set of words that are written folded.
func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
