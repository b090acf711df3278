// Package text brings the words of posts into a form in which equal things
// are equal: normalised text, hashtags and links. Functions append to a buffer
// that the caller reuses and allocate nothing else.
package text

import (
	"unicode"
	"unicode/utf8"
)

// Normal appends the normalised form of a post's text to dst: lower case,
// links and @mentions stripped, runs of white space collapsed to one space,
// none at the ends (the form of Schoch et al. 2022, doi
// 10.1038/s41598-022-08404-9). Invalid UTF-8 becomes U+FFFD.
func Normal(dst []byte, s string) []byte {
	begin := len(dst)
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			i += n
			if isSpace(r) {
				dst = space(dst, begin)
			} else {
				dst = utf8.AppendRune(dst, lower(r))
			}
			continue
		}
		if n := strippedAt(s, i); n > 0 {
			i += n
			dst = space(dst, begin)
			continue
		}
		i++
		switch {
		case c == ' ' || '\t' <= c && c <= '\r':
			dst = space(dst, begin)
		case 'A' <= c && c <= 'Z':
			dst = append(dst, c|0x20)
		default:
			dst = append(dst, c)
		}
	}
	if len(dst) > begin && dst[len(dst)-1] == ' ' {
		dst = dst[:len(dst)-1]
	}
	return dst
}

// isSpace is unicode.IsSpace, at once for the letters of most scripts.
func isSpace(r rune) bool { return (r < 0x100 || r >= 0x1680) && unicode.IsSpace(r) }

// lower is unicode.ToLower, at once for Cyrillic letters and what has no case.
func lower(r rune) rune {
	switch {
	case 0x410 <= r && r <= 0x42f:
		return r + 0x20
	case 0x430 <= r && r <= 0x44f, 0x3000 <= r && r < 0xa000:
		return r
	}
	return unicode.ToLower(r)
}

// space appends a space unless dst ends in one or is empty from begin on.
func space(dst []byte, begin int) []byte {
	if len(dst) > begin && dst[len(dst)-1] != ' ' {
		return append(dst, ' ')
	}
	return dst
}

// strippedAt gives the length of the link or mention at s[i], 0 if none is.
func strippedAt(s string, i int) int {
	switch s[i] {
	case 'h', 'H':
		return linkAt(s, i)
	case '@':
		prev, _ := utf8.DecodeLastRuneInString(s[:i])
		return mentionAt(s, i, prev)
	}
	return 0
}

// linkAt gives the length of the link that starts at s[i], 0 if none does.
func linkAt(s string, i int) int {
	if !hasFold(s[i:], "http") || !hasFold(s[i:], "http://") && !hasFold(s[i:], "https://") {
		return 0
	}
	j := i
	for j < len(s) {
		c, n := utf8.DecodeRuneInString(s[j:])
		if unicode.IsSpace(c) {
			break
		}
		j += n
	}
	return j - i
}

// mentionAt gives the length of the @mention that starts at s[i] after the
// character prev, 0 if none does. A mention may hold dots and a host
// ("@a.example.org", "@a@example.org"); what follows a word, as in an e-mail
// address, is none.
func mentionAt(s string, i int, prev rune) int {
	if isWord(prev) {
		return 0
	}
	j := i
	for j < len(s) {
		n := 0
		for j+1+n < len(s) {
			c, size := utf8.DecodeRuneInString(s[j+1+n:])
			if !isWord(c) {
				break
			}
			n += size
		}
		if n == 0 {
			break
		}
		j += 1 + n
		if j >= len(s) || (s[j] != '.' && s[j] != '@' && s[j] != '-') {
			break
		}
	}
	return j - i
}

func isWord(c rune) bool { return c == '_' || unicode.IsLetter(c) || unicode.IsDigit(c) }

// hasFold reports whether s begins with prefix, which is in lower case ASCII.
func hasFold(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != prefix[i] {
			return false
		}
	}
	return true
}

// The least that a normalised text must have for its equality to say
// anything: shorter ones ("good morning") are written by chance.
const (
	MinRunes = 20
	MinWords = 4
)

// Telling reports whether a normalised text has MinRunes characters and
// MinWords words.
func Telling(normal []byte) bool {
	words, runes := 1, 0
	for _, c := range normal {
		if c == ' ' {
			words++
		}
		if c&0xC0 != 0x80 {
			runes++
		}
	}
	return words >= MinWords && runes >= MinRunes
}

// Hashtag appends a hashtag in lower case without its # and outer space.
func Hashtag(dst []byte, s string) []byte {
	for _, c := range s {
		if c != '#' && c != '＃' && !unicode.IsSpace(c) {
			dst = utf8.AppendRune(dst, unicode.ToLower(c))
		}
	}
	return dst
}

// Hash64 is the 64-bit FNV-1a hash (Fowler, Noll and Vo), the same on every
// machine and in every run.
func Hash64(b []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}
