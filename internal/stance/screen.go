package stance

import (
	"unicode"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/election"
)

// screen tells quickly that a text names no candidate, as most texts do. It may
// be wrong in the other direction only: what it lets pass is read in full.
type screen struct {
	needles map[[2]byte][]string // by their first two bytes
	first   [1 << 16]bool        // the pairs of bytes with which needles begin
	folded  [64]string           // À to ÿ as names are compared
	open    bool                 // some name is too short to look for
}

// newScreen takes the longest word of every name, and every handle and
// hashtag: a text that names somebody has one of them somewhere.
func newScreen(e *election.Election) *screen {
	s := &screen{needles: map[[2]byte][]string{}}
	for i := range s.folded {
		for _, w := range election.Words(string(rune(0xC0 + i))) {
			s.folded[i] = w.Text
		}
	}
	for _, c := range e.People {
		for _, name := range append([]string{c.Name}, c.Aliases...) {
			s.add(name)
		}
		for _, tag := range append(append([]string(nil), c.Handles...), c.Hashtags...) {
			s.add(tag)
		}
	}
	return s
}

func (s *screen) add(name string) {
	longest := ""
	for _, w := range election.Words(name) {
		if len(w.Text) > len(longest) {
			longest = w.Text
		}
	}
	if len(longest) < 2 {
		s.open = s.open || name != ""
		return
	}
	key := [2]byte{longest[0], longest[1]}
	s.needles[key] = append(s.needles[key], longest)
	s.first[int(key[0])<<8|int(key[1])] = true
}

// passes is false only of a text that names nobody.
func (s *screen) passes(text string) bool {
	if s.open {
		return true
	}
	var room [512]byte
	b, known := s.fold(room[:0], text)
	return !known || s.finds(b)
}

// finds is true where a needle stands in folded text.
func (s *screen) finds(b []byte) bool {
	for i := 0; i+1 < len(b); i++ {
		if !s.first[int(b[i])<<8|int(b[i+1])] {
			continue
		}
		for _, needle := range s.needles[[2]byte{b[i], b[i+1]}] {
			if len(b)-i >= len(needle) && string(b[i:i+len(needle)]) == needle {
				return true
			}
		}
	}
	return false
}

// fold writes a text as names are compared, in full for the letters of western
// Europe; known is false where it holds others that may fold to letters.
func (s *screen) fold(b []byte, text string) (folded []byte, known bool) {
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			b = append(b, c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch {
		case r >= 0xC0 && r <= 0xFF:
			b = append(b, s.folded[r-0xC0]...)
		case r >= 0x300 && r <= 0x36F: // accents written by themselves
		case r == '¡' || r == '¿' || r == '«' || r == '»' || r >= 0x2010 && r <= 0x2027 || r >= 0x1F300 && r <= 0x1FAFF && !unicode.IsMark(r):
			b = append(b, ' ')
		default:
			return b, false
		}
	}
	return b, true
}
