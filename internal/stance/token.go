package stance

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/election"
)

// gap is how far two neighbouring words stand apart.
type gap uint8

const (
	none     gap = iota
	comma        // a pause: , or ( )
	hard         // another part of the sentence: colon, dash, long quote
	sentence     // another sentence
)

// token is one word, or one mention of a candidate whatever its words.
type token struct {
	written    string // as the text has it, "" for a mention
	text       string // folded; "" for a mention, so that no rule can look at a name
	start, end int    // bytes
	who        []int  // the candidates that it names
	before     gap
	colon      bool // a colon or an opening quote stands before it
	quoted     bool // within a quote
	scare      bool // within a quote of at most three words
	owner      bool // followed by 's
	question   bool // its sentence is a question
	used       bool // a rule has counted it
	part       int  // number of its part of a sentence
	sentence   int
	said       bool  // within a quote, or behind a name and a colon
	speaker    []int // the candidates who say it
}

func (t *token) mention() bool { return len(t.who) > 0 }

// tokens cuts a text into tokens.
func (r *Reader) tokens(text string) []token {
	words := splitTags(text, election.Words(text), r.names)
	mentions := r.names.Mentions(words)
	out := make([]token, 0, len(words))
	for i := 0; i < len(words); {
		t := token{text: words[i].Text, start: words[i].Start, end: words[i].End}
		next := i + 1
		for len(mentions) > 0 && mentions[0].First == i {
			t.text = ""
			if !contains(t.who, mentions[0].Candidate) { // a name may stand among its own aliases
				t.who = append(t.who, mentions[0].Candidate)
			}
			t.end, next = words[mentions[0].Last-1].End, mentions[0].Last
			mentions = mentions[1:]
		}
		out = append(out, t)
		i = next
	}
	out = contract(text, out)
	layout(text, out)
	for i := range out {
		if !out[i].mention() {
			out[i].written = text[out[i].start:out[i].end]
		}
	}
	return out
}

// splitTags takes a hashtag that is no name apart where its letters change
// case: #NoMeGustaFulano. What comes out are plain words.
func splitTags(text string, words []election.Word, names *election.Names) []election.Word {
	out := make([]election.Word, 0, len(words))
	for _, w := range words {
		if w.Mark != '#' || len(names.Mentions([]election.Word{w})) > 0 {
			out = append(out, w)
			continue
		}
		for _, piece := range camel(text, w.Start, w.End) {
			for _, w := range election.Words(text[piece[0]:piece[1]]) {
				out = append(out, election.Word{Text: w.Text, Start: w.Start + piece[0], End: w.End + piece[0]})
			}
		}
	}
	return out
}

// camel gives the pieces of a word between which a small letter meets a
// capital, the last of several capitals begins a word, or a number begins.
func camel(text string, start, end int) [][2]int {
	var out [][2]int
	begin, prev := start, rune(0)
	for i := start; i < end; {
		c, size := utf8.DecodeRuneInString(text[i:end])
		next, _ := utf8.DecodeRuneInString(text[min(i+size, end):end])
		if i > begin && (unicode.IsLower(prev) && unicode.IsUpper(c) || unicode.IsUpper(prev) && unicode.IsUpper(c) && unicode.IsLower(next) || unicode.IsDigit(c) && !unicode.IsDigit(prev) || c == '_') {
			out = append(out, [2]int{begin, i})
			begin = i
		}
		if c == '_' {
			begin = i + size
		}
		prev = c
		i += size
	}
	if begin < end {
		out = append(out, [2]int{begin, end})
	}
	return out
}

// contract joins what an apostrophe parts: don't is one word, and 's marks an
// owner.
func contract(text string, in []token) []token {
	out := in[:0]
	for _, t := range in {
		if n := len(out); n > 0 && !t.mention() && apostrophe(text[out[n-1].end:t.start]) {
			last := &out[n-1]
			switch {
			case t.text == "s":
				last.owner, last.end = true, t.end
				continue
			case !last.mention():
				last.text, last.end = last.text+t.text, t.end
				continue
			}
		}
		out = append(out, t)
	}
	return out
}

func apostrophe(s string) bool { return s == "'" || s == "’" || s == "´" || s == "`" }

// layout finds sentences, their parts, quotes and questions.
func layout(text string, ts []token) {
	q := quotes(text, ts)
	at, part, sent, tagged := 0, 0, 0, 0
	for i := range ts {
		t := &ts[i]
		between := text[at:t.start]
		t.before, t.colon = widest(between)
		if q.long(i) != (i > 0 && q.long(i-1)) && t.before < hard {
			t.before, t.colon = hard, t.colon || q.long(i)
		}
		if i == tagged && i > 0 || i == 0 {
			t.before = sentence
		}
		if end := tagEnd(text, ts, i); end > i {
			t.before, tagged = sentence, end
		}
		if t.before >= hard {
			part++
		}
		if t.before == sentence {
			sent++
		}
		t.part, t.sentence, t.quoted, t.scare = part, sent, q.in[i] != 0, q.in[i] != 0 && !q.long(i)
		at = t.end
		if strings.ContainsAny(gapAfter(text, ts, i), "?？") {
			markQuestion(ts[:i+1])
		}
	}
}

// tagEnd gives the token behind a hashtag of several words with a name among
// them, which says something by itself; i where none begins.
func tagEnd(text string, ts []token, i int) int {
	if ts[i].start == 0 || text[ts[i].start-1] != '#' {
		return i
	}
	end, named := i+1, ts[i].mention()
	for end < len(ts) && (ts[end].start == ts[end-1].end || text[ts[end-1].end:ts[end].start] == "_") {
		named = named || ts[end].mention()
		end++
	}
	if !named || end == i+1 {
		return i
	}
	return end
}

func gapAfter(text string, ts []token, i int) string {
	if i+1 < len(ts) {
		return text[ts[i].end:ts[i+1].start]
	}
	return text[ts[i].end:]
}

// markQuestion marks the last sentence as a question.
func markQuestion(ts []token) {
	last := ts[len(ts)-1].sentence
	for i := len(ts) - 1; i >= 0 && ts[i].sentence == last; i-- {
		ts[i].question = true
	}
}

// widest gives the widest separation in what stands between two words.
func widest(between string) (g gap, colon bool) {
	rs := []rune(between)
	for i, c := range rs {
		spaced := i+1 == len(rs) || unicode.IsSpace(rs[i+1])
		switch c {
		case '!', '?', '\n', '¡', '¿', '…':
			g = max(g, sentence)
		case '.':
			if spaced && len(rs) > 1 {
				g = max(g, sentence)
			}
		case ':', ';', '—', '–', '|', '/', '«', '“', '»', '”':
			if c == ':' && len(rs) > 1 || c == '—' || c == '–' || c == ';' || c == '|' {
				g = max(g, hard)
			}
			colon = colon || c == ':' || c == '«' || c == '“'
		case '-':
			if spaced && i > 0 {
				g = max(g, hard)
			}
		case '"', '\'', '‘':
			colon = true
		case ',', '(', ')', '=':
			g = max(g, comma)
		}
	}
	return g, colon
}
