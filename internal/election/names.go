package election

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Names finds the candidates that a text names. It is safe for concurrent
// use.
type Names struct {
	phrases  map[string][]phrase // first word → what can follow
	handles  map[string]int      // folded, without @ → candidate
	hashtags map[string]int      // folded, without # → candidate
	ids      []string
}

// phrase is a name or nickname as folded words.
type phrase struct {
	words     []string
	candidate int
}

// Names prepares the matcher of this election's candidates: their names,
// aliases, handles and hashtags.
func (e *Election) Names() *Names {
	n := &Names{phrases: map[string][]phrase{}, handles: map[string]int{}, hashtags: map[string]int{}}
	for i, c := range e.People {
		n.ids = append(n.ids, c.ID)
		for _, name := range append([]string{c.Name}, c.Aliases...) {
			n.add(words(name), i)
		}
		for _, h := range c.Handles {
			n.handles[fold(h)] = i
		}
		for _, h := range c.Hashtags {
			n.hashtags[fold(h)] = i
		}
	}
	return n
}

func (n *Names) add(ws []word, candidate int) {
	if len(ws) == 0 {
		return
	}
	p := phrase{candidate: candidate}
	for _, w := range ws {
		p.words = append(p.words, w.text)
	}
	n.phrases[p.words[0]] = append(n.phrases[p.words[0]], p)
	// People write names as hashtags: #LopezObrador.
	tag := strings.Join(p.words, "")
	if _, taken := n.hashtags[tag]; !taken {
		n.hashtags[tag] = candidate
	}
}

// Named gives the ids of the candidates that a text names, in the order of
// the election, each once. Upper case, accents and invisible characters do
// not count; whole words do: "Anaya" is not in "Anayansi". A handle counts
// only after @, a hashtag only after #.
func (n *Names) Named(text string) []string {
	ws := words(text)
	var found []int
	for i, w := range ws {
		switch w.mark {
		case '@':
			if c, ok := n.handles[w.text]; ok {
				found = append(found, c)
			}
		case '#':
			if c, ok := n.hashtags[w.text]; ok {
				found = append(found, c)
			}
		default:
			found = n.namedAt(ws[i:], found)
		}
	}
	return n.list(found)
}

// namedAt adds the candidates whose name begins with the first of the words.
func (n *Names) namedAt(ws []word, found []int) []int {
	for _, p := range n.phrases[ws[0].text] {
		if begins(ws, p.words) {
			found = append(found, p.candidate)
		}
	}
	return found
}

func begins(ws []word, name []string) bool {
	if len(ws) < len(name) {
		return false
	}
	for i, w := range name {
		if ws[i].text != w || ws[i].mark != 0 {
			return false
		}
	}
	return true
}

func (n *Names) list(found []int) []string {
	slices.Sort(found)
	found = slices.Compact(found)
	ids := make([]string, len(found))
	for i, c := range found {
		ids[i] = n.ids[c]
	}
	return ids
}

// Named gives the ids of the candidates that a text names. Whoever asks for
// many texts prepares Names once.
func (e *Election) Named(text string) []string { return e.Names().Named(text) }

// word is one folded word of a text, with the @ or # before it.
type word struct {
	text string
	mark rune // '@', '#' or 0
}

// words splits a text into folded words: runs of letters, digits and low
// lines. An @ or # is a mark only where no word ends before it, so that an
// address of e-mail is no handle.
func words(s string) []word {
	folded := fold(s)
	ws := make([]word, 0, len(folded)/6+1)
	start, mark, before := -1, rune(0), rune(0) // before: the character before
	for i, c := range folded {
		switch {
		case isWord(c):
			if start < 0 {
				start = i
			}
		case start >= 0:
			ws = append(ws, word{folded[start:i], mark})
			start, mark = -1, 0
		default:
			mark = 0
		}
		if (c == '@' || c == '#') && !isWord(before) {
			mark = c
		}
		before = c
	}
	if start >= 0 {
		ws = append(ws, word{folded[start:], mark})
	}
	return ws
}

func isWord(c rune) bool {
	if c < utf8.RuneSelf {
		return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '_' || 'A' <= c && c <= 'Z'
	}
	return unicode.IsLetter(c) || unicode.IsDigit(c)
}

// fold writes a text in the form that names are compared in: compatibility
// decomposition (Unicode NFKD) without marks and invisible characters, lower
// case.
func fold(s string) string {
	if plain(s) {
		return s
	}
	b := make([]byte, 0, len(s)+len(s)/8)
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			b = append(b, lower(c))
			i++
			continue
		}
		end := i
		for end < len(s) && s[end] >= utf8.RuneSelf {
			end++
		}
		b = appendFolded(b, s[i:end])
		i = end
	}
	return string(b)
}

// appendFolded folds a run of characters beyond ASCII.
func appendFolded(b []byte, run string) []byte {
	for _, c := range norm.NFKD.String(run) {
		if !unicode.In(c, unicode.Mn, unicode.Cf) {
			b = utf8.AppendRune(b, unicode.ToLower(c))
		}
	}
	return b
}

// plain is true for text that is folded already.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || lower(c) != c {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
