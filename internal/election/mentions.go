package election

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Word is one word of a text as names are compared: folded (lower case,
// without accents and invisible characters), with the @ or # before it, and
// the bytes of the text where it stands, the mark left out. Where one character
// folds to several words (¾ to 3 and 4) its bytes are those of the first.
type Word struct {
	Text       string
	Mark       rune // '@', '#' or 0
	Start, End int
}

// Mention is one place where a text names a candidate: the candidate's place
// in the election, and the words First ≤ i < Last.
type Mention struct {
	Candidate   int
	First, Last int
}

// Words cuts a text into its words. They are the words that Named compares.
func Words(text string) []Word {
	folded, at := foldAt(text)
	found := words(folded)
	out := make([]Word, len(found))
	end := 0 // between two words stand no letters: each begins where it is found first
	for i, w := range found {
		start := end + strings.Index(folded[end:], w.text)
		end = start + len(w.text)
		out[i] = Word{Text: w.text, Mark: w.mark, Start: at[start], End: endOf(text, at[end-1])}
		if i > 0 && out[i].Start < out[i-1].End {
			out[i].Start, out[i].End = out[i-1].End, max(out[i].End, out[i-1].End)
		}
	}
	return out
}

// Mentions finds every place where the words name a candidate, in their
// order. Of names that begin at one word the longest counts; where two
// candidates share it, both do.
func (n *Names) Mentions(ws []Word) []Mention {
	plain := make([]word, len(ws))
	for i, w := range ws {
		plain[i] = word{w.Text, w.Mark}
	}
	var out []Mention
	for i := 0; i < len(ws); {
		found := n.mentionsAt(plain[i:])
		for _, m := range found {
			out = append(out, Mention{m.Candidate, i, i + m.Last})
		}
		if len(found) == 0 {
			i++
			continue
		}
		i += found[0].Last
	}
	return out
}

// mentionsAt gives the longest names that begin at the first word.
func (n *Names) mentionsAt(ws []word) []Mention {
	table := map[rune]map[string]int{'@': n.handles, '#': n.hashtags}[ws[0].mark]
	if table != nil {
		if c, ok := table[ws[0].text]; ok {
			return []Mention{{c, 0, 1}}
		}
		return nil
	}
	var found []Mention
	for _, p := range n.phrases[ws[0].text] {
		if !begins(ws, p.words) {
			continue
		}
		if len(found) > 0 && len(p.words) < found[0].Last {
			continue
		}
		if len(found) > 0 && len(p.words) > found[0].Last {
			found = found[:0]
		}
		found = append(found, Mention{p.candidate, 0, len(p.words)})
	}
	return found
}

// foldAt folds a text and says for each byte of the result where in the text
// its character begins.
func foldAt(s string) (string, []int) {
	b := make([]byte, 0, len(s))
	at := make([]int, 0, len(s))
	for i := 0; i < len(s); {
		size := 1
		if c := s[i]; c < utf8.RuneSelf {
			b = append(b, lower(c))
		} else {
			_, size = utf8.DecodeRuneInString(s[i:])
			for _, c := range norm.NFKD.String(s[i : i+size]) {
				if !unicode.In(c, unicode.Mn, unicode.Cf) {
					b = utf8.AppendRune(b, unicode.ToLower(c))
				}
			}
		}
		for len(at) < len(b) {
			at = append(at, i)
		}
		i += size
	}
	return string(b), at
}

// endOf is the end of the character that begins at i, with the accents and
// invisible characters that follow it.
func endOf(s string, i int) int {
	_, size := utf8.DecodeRuneInString(s[i:])
	for i += size; i < len(s); i += size {
		var c rune
		if c, size = utf8.DecodeRuneInString(s[i:]); !unicode.In(c, unicode.Mn, unicode.Cf) {
			break
		}
	}
	return i
}
