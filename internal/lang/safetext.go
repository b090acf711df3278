package lang

import "strings"

// SafeText makes what strangers wrote fit for one line of a terminal: line
// ends and tabs become spaces; characters that a terminal would obey, that
// turn the direction of a line around, or that nobody sees become U+FFFD, as
// do bytes that are not UTF-8.
func SafeText(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case r < ' ' || hidden(r) || unseen(r):
			return '\uFFFD'
		}
		return r
	}, s)
}

// unseen is true for characters that take no room and change nothing that a
// reader of a log needs: separators of lines, invisible marks and the second,
// invisible alphabet of tags. The joiners that scripts and emoji need stay.
func unseen(r rune) bool {
	return r == 0xad || r == 0x200b || r == 0x2028 || r == 0x2029 || r == 0xfeff ||
		r >= 0x2060 && r <= 0x206f || r >= 0xe0000 && r <= 0xe007f
}
