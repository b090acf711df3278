package peer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

// MessageText appends the form in which the toolkit takes texts for equal: in
// lower case, without "@" and what follows it up to white space, white space
// collapsed. Lower case and white space are those of Python's strings.
func MessageText(dst []byte, s string) []byte {
	s = lower(s)
	begin, gap := len(dst), false
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case blank(r):
			gap = true
			i += n
		case r == '@':
			for i < len(s) {
				if r, n = utf8.DecodeRuneInString(s[i:]); blank(r) {
					break
				}
				i += n
			}
		default:
			if gap && len(dst) > begin {
				dst = append(dst, ' ')
			}
			gap = false
			dst = append(dst, s[i:i+n]...)
			i += n
		}
	}
	return dst
}

// lower is Python's str.lower: Unicode's full mapping, with the final sigma.
func lower(s string) string {
	if strings.ContainsAny(s, "İΣ") {
		return cases.Lower(language.Und).String(s)
	}
	return strings.ToLower(s)
}

// blank is Python's str.isspace.
func blank(r rune) bool { return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f }
