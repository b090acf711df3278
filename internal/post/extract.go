package post

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Where an export has no columns for them, links, hashtags and mentions are
// taken from the text. The rules follow what platforms make clickable: a tag
// or handle does not begin inside a word, a tag is not digits alone, a link
// does not end in the punctuation of the sentence around it. Nothing is
// copied: what is appended are parts of the text.

// appendLinks appends the http and https links of a text.
func appendLinks(to []string, text string) []string {
	for i := 0; i < len(text); {
		j := strings.IndexByte(text[i:], ':')
		if j < 0 {
			return to
		}
		begin := schemeBefore(text, i+j)
		i += j + 1
		if begin < 0 {
			continue
		}
		end := i + linkLength(text[i:])
		link := trimLink(text[begin:end])
		if len(link) > i+2-begin {
			to = append(to, link)
		}
		i = end
	}
	return to
}

// schemeBefore finds where "http" or "https" begins that ends at the colon at
// text[at] and is followed by two slashes; -1 where there is none.
func schemeBefore(text string, at int) int {
	if !strings.HasPrefix(text[at:], "://") {
		return -1
	}
	for _, n := range [2]int{4, 5} {
		begin := at - n
		if begin < 0 || !strings.EqualFold(text[begin:at], "https"[:n]) {
			continue
		}
		if r, _ := utf8.DecodeLastRuneInString(text[:begin]); begin > 0 && isASCIIWord(r) {
			return -1
		}
		return begin
	}
	return -1
}

func isASCIIWord(r rune) bool {
	return r < utf8.RuneSelf && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_')
}

// endsLink are the ASCII bytes that no address holds.
var endsLink = func() (t [utf8.RuneSelf]bool) {
	for c := range byte(utf8.RuneSelf) {
		t[c] = c <= ' ' || c == 0x7f || strings.IndexByte("\"<>`\\^{}|", c) >= 0
	}
	return t
}()

// linkLength is how many bytes of s belong to a link: up to a blank, a quote,
// a bracket that no address holds, or an ellipsis, which says that the text
// was cut.
func linkLength(s string) int {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if endsLink[c] {
				return i
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if strings.ContainsRune("…«»“”‘’\uFFFD", r) || unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return i
		}
		i += n
	}
	return len(s)
}

// trimLink drops the punctuation of the sentence after a link. A closing
// bracket is dropped unless the link opens it.
func trimLink(s string) string {
	for s != "" {
		switch c := s[len(s)-1]; c {
		case '.', ',', ';', ':', '!', '?', '\'', '*', '_', '~':
		case ')':
			if strings.Count(s, "(") >= strings.Count(s, ")") {
				return s
			}
		case ']':
			if strings.Count(s, "[") >= strings.Count(s, "]") {
				return s
			}
		default:
			return s
		}
		s = s[:len(s)-1]
	}
	return s
}

// appendHashtags appends the hashtags of a text without their #.
func appendHashtags(to []string, text string) []string {
	for i := 0; i < len(text); {
		j := strings.IndexByte(text[i:], '#')
		if j < 0 {
			return to
		}
		at := i + j
		i = at + 1
		if inWord(text[:at], "&/#") {
			continue
		}
		n, letters := tagLength(text[i:])
		if n > 0 && letters {
			to = append(to, text[i:i+n])
		}
		i += n
	}
	return to
}

// inWord says whether what comes next goes on a word: the text before ends in
// a letter, a digit, an underscore or one of the given marks.
func inWord(before, marks string) bool {
	r, n := utf8.DecodeLastRuneInString(before)
	if n == 0 {
		return false
	}
	return isTag(r) || strings.ContainsRune(marks, r)
}

// isTag says whether a rune can be part of a hashtag: letters, marks that
// join them, digits, and the underscore.
func isTag(r rune) bool {
	if r < utf8.RuneSelf {
		return isASCIIWord(r)
	}
	return r == '\u200c' || r == '\u200d' || r == '·' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) && r != '\ufe0f'
}

func tagLength(s string) (n int, letters bool) {
	for i, r := range s {
		if !isTag(r) {
			return i, letters
		}
		letters = letters || !unicode.IsDigit(r) && r != '_' && r != '\u200c' && r != '\u200d' && r != '·'
	}
	return len(s), letters
}

// appendMentions appends the handles that a text mentions, without their @.
func appendMentions(to []string, text string) []string {
	for i := 0; i < len(text); {
		j := strings.IndexByte(text[i:], '@')
		if j < 0 {
			return to
		}
		at := i + j
		i = at + 1
		if inWord(text[:at], "@/&") {
			continue
		}
		n := handleLength(text[i:])
		if n > 0 {
			to = append(to, text[i:i+n])
		}
		i += n
	}
	return to
}

// handleLength is how many bytes of s are a handle: ASCII letters, digits and
// underscores, and inside it dots and hyphens as some platforms have them. A
// second @ belongs to it where a server's name follows, as in the fediverse.
func handleLength(s string) int {
	n := 0
	for n < len(s) && (isASCIIWord(rune(s[n])) || n > 0 && inner(s, n)) {
		n++
	}
	return n
}

func inner(s string, i int) bool {
	return (s[i] == '.' || s[i] == '-' || s[i] == '@') && i+1 < len(s) && isASCIIWord(rune(s[i+1])) && isASCIIWord(rune(s[i-1]))
}
