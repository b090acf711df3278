package document

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// Neutral makes visible what could make a page show something else than it
// says: characters that turn the direction of text, invisible ones, control
// characters, and bytes that are not UTF-8. It runs over the finished page,
// so nothing passes it by. The joiners U+200C and U+200D stay, which scripts
// and emoji need.
func Neutral(page []byte) []byte {
	var out bytes.Buffer
	out.Grow(len(page))
	for len(page) > 0 {
		r, n := utf8.DecodeRune(page)
		switch {
		case r == utf8.RuneError && n == 1:
			out.WriteString("\uFFFD")
		case Hidden(r):
			fmt.Fprintf(&out, "‹U+%04X›", r)
		default:
			out.Write(page[:n])
		}
		page = page[n:]
	}
	return out.Bytes()
}

// Hidden is true for characters that are obeyed or not seen.
func Hidden(r rune) bool {
	switch {
	case r < 0x20:
		return r != '\n' && r != '\t' && r != '\r'
	case r >= 0x7f && r < 0xa0, r == 0xad, r == 0x61c, r == 0xfeff:
		return true
	case r == 0x200b, r == 0x200e, r == 0x200f, r == 0x2028, r == 0x2029:
		return true
	case r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
		return true
	case r >= 0xe0000 && r <= 0xe007f: // tags: a second, invisible alphabet
		return true
	}
	return false
}
