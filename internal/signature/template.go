package signature

import "strings"

// Template is what is common to URL paths of one kind: segments that vary are
// replaced by their kind.
//
//	/noticias/gana-la-primera-vuelta-en/4711  →  /noticias/{slug}/{n}
//	/img/3f2a9c1e77b0.png                     →  /img/{hex}.png
//	/KQZVTA                                   →  /{AAAAAA}
//
// Kinds: {n} digits, also within a segment; {hex} eight or more hexadecimal
// digits of which some are letters and some not; {uuid}; {AAAAAA} exactly six
// capitals, which is what a widespread flooding program asks for; {slug} words
// joined by three or more hyphens or underscores; {r} letters and digits in
// disorder; {long} more than 64 bytes. What follows the eighth segment is
// {rest}. What does not begin with "/" is {raw}, which is no path. A brace of
// the path itself is written %7B or %7D.
func Template(path string) string {
	var buf [256]byte
	return string(AppendTemplate(buf[:0], path))
}

const (
	maxDepth   = 8
	maxSegment = 64
)

// AppendTemplate appends the template of a path.
func AppendTemplate(dst []byte, path string) []byte {
	switch {
	case path == "" || path == "*":
		return append(dst, path...)
	case path[0] != '/':
		return append(dst, "{raw}"...)
	}
	for depth := 0; path != ""; depth++ {
		dst = append(dst, '/')
		path = path[1:]
		if depth == maxDepth {
			return append(dst, "{rest}"...)
		}
		end := strings.IndexByte(path, '/')
		if end < 0 {
			end = len(path)
		}
		dst = appendSegment(dst, path[:end])
		path = path[end:]
	}
	return dst
}

// appendSegment classes one segment, whose file type stays.
func appendSegment(dst []byte, s string) []byte {
	stem, ext := s, ""
	if i := strings.LastIndexByte(s, '.'); i > 0 && fileType(s[i+1:]) {
		stem, ext = s[:i], s[i:]
	}
	if kind := kindOf(stem); kind != "" {
		return append(append(dst, kind...), ext...)
	}
	return append(appendNumbers(dst, stem), ext...)
}

// fileType is a type of file: two to five lower-case letters, or digits after
// the first.
func fileType(s string) bool {
	if len(s) < 2 || len(s) > 5 {
		return false
	}
	for i := range len(s) {
		if !(s[i] >= 'a' && s[i] <= 'z' || i > 0 && digit(s[i])) {
			return false
		}
	}
	return true
}

// appendNumbers replaces runs of digits.
func appendNumbers(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case digit(c):
			for i < len(s) && digit(s[i]) {
				i++
			}
			dst = append(dst, "{n}"...)
			continue
		case c == '{':
			dst = append(dst, "%7B"...)
		case c == '}':
			dst = append(dst, "%7D"...)
		default:
			dst = append(dst, c)
		}
		i++
	}
	return dst
}

// letters is what a text is made of.
type letters struct {
	digits, hex, upper, lower, marks, other int // hex: a–f and A–F; marks: - and _
	vowels                                  int
	switches                                int // from a letter to a digit or back
	consonants                              int // longest run of them
}

func look(s string) (l letters) {
	run, was := 0, byte(0)
	for i := range len(s) {
		c := s[i]
		kind := byte(0)
		switch {
		case digit(c):
			l.digits++
			kind = 1
		case c >= 'a' && c <= 'z':
			l.lower++
			kind = 2
		case c >= 'A' && c <= 'Z':
			l.upper++
			kind = 2
		case c == '-' || c == '_':
			l.marks++
		default:
			l.other++
		}
		run++
		switch low := c | 0x20; {
		case kind != 2:
			run = 0
		case low == 'a' || low == 'e' || low == 'i' || low == 'o' || low == 'u' || low == 'y':
			l.vowels++
			run = 0
		}
		if low := c | 0x20; kind == 2 && low <= 'f' {
			l.hex++
		}
		l.consonants = max(l.consonants, run)
		if kind+was == 3 && kind != 0 && was != 0 {
			l.switches++
		}
		was = kind
	}
	return l
}

// kindOf is the kind of a text that varies; "" where it does not as a whole.
func kindOf(s string) string {
	if len(s) > maxSegment {
		return "{long}"
	}
	l := look(s)
	switch {
	case l.digits == len(s):
		return number(s)
	case len(s) == 36 && l.marks == 4 && l.digits+l.hex == 32 && s[8] == '-' && s[13] == '-' && s[18] == '-' && s[23] == '-':
		return "{uuid}"
	case len(s) >= 8 && l.digits+l.hex == len(s) && l.digits > 0:
		return "{hex}"
	case len(s) == 6 && l.upper == 6:
		return "{AAAAAA}"
	case l.marks >= 3 && l.lower+l.upper >= 8 && l.other == 0:
		return "{slug}"
	case l.disorder(len(s)):
		return "{r}"
	}
	return ""
}

func number(s string) string {
	if s == "" {
		return ""
	}
	return "{n}"
}

// disorder is true of letters and digits that nobody would write: they change
// places three times or more, or seven consonants follow one another.
func (l *letters) disorder(n int) bool {
	if n < 6 || l.other > 0 || l.marks > 0 || l.lower+l.upper == 0 {
		return false
	}
	return l.switches >= 3 || l.consonants >= 7
}

func digit(c byte) bool { return c >= '0' && c <= '9' }
