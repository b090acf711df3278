package text

import (
	"unicode"
	"unicode/utf8"
)

// Bare appends the words of a post alone to dst: what Normal gives, without
// hashtags, without the "RT @name:" before a repost, and with punctuation,
// pictographs and invisible characters taken for space. Two posts that say the
// same to different people, under different tags, have the same bare text.
func Bare(dst []byte, s string) []byte {
	begin := len(dst)
	s = s[repostMark(s):]
	prev := rune(0)
	for i := 0; i < len(s); {
		if n := addressAt(s, i, prev); n > 0 {
			i += n
			prev = ' '
			dst = space(dst, begin)
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		prev = r
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			dst = append(dst, byte(r))
		case 'A' <= r && r <= 'Z':
			dst = append(dst, byte(r)|0x20)
		case r >= utf8.RuneSelf && isLetter(r):
			dst = utf8.AppendRune(dst, lower(r))
		case r >= utf8.RuneSelf && unicode.Is(unicode.Cf, r):
			// Invisible characters are put inside words to make copies differ.
		default:
			dst = space(dst, begin)
		}
	}
	if len(dst) > begin && dst[len(dst)-1] == ' ' {
		dst = dst[:len(dst)-1]
	}
	return dst
}

// isLetter is true of what words are made of; combining marks carry vowels in
// many scripts. A character that could not be decoded is none.
func isLetter(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

// addressAt gives the length of the link, mention or hashtag at s[i] after the
// character prev, 0 if none is.
func addressAt(s string, i int, prev rune) int {
	switch s[i] {
	case 'h', 'H':
		return linkAt(s, i)
	case '@':
		return mentionAt(s, i, prev)
	case '#':
		return hashtagAt(s, i+1, prev)
	case 0xEF: // the first byte of ＃
		if len(s) >= i+3 && s[i:i+3] == "＃" {
			return hashtagAt(s, i+3, prev)
		}
	}
	return 0
}

// hashtagAt gives the length of the hashtag whose sign ends at s[i] and stands
// after the character prev, with its sign; 0 if none is.
func hashtagAt(s string, i int, prev rune) int {
	if isWord(prev) {
		return 0
	}
	sign := 1
	if s[i-1] != '#' {
		sign = 3
	}
	j := i
	for j < len(s) {
		c, n := utf8.DecodeRuneInString(s[j:])
		if !isWord(c) && !unicode.Is(unicode.M, c) {
			break
		}
		j += n
	}
	if j == i {
		return 0
	}
	return j - i + sign
}

// repostMark gives the length of the "RT @name:" at the beginning of a text,
// 0 if there is none.
func repostMark(s string) int {
	if !hasFold(s, "rt @") {
		return 0
	}
	n := 3 + mentionAt(s, 3, ' ')
	if n == 3 {
		return 0
	}
	if n < len(s) && s[n] == ':' {
		n++
	}
	return n
}
