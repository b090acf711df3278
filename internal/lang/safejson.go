package lang

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// SafeJSON writes the characters of a JSON text that a terminal would obey,
// and those that turn the direction of a line around, as \u escapes. The value
// stays the same; what strangers wrote can then be printed.
func SafeJSON(b []byte) []byte {
	if !bytes.ContainsFunc(b, hidden) {
		return b
	}
	var out bytes.Buffer
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if hidden(r) {
			fmt.Fprintf(&out, "\\u%04x", r)
		} else {
			out.Write(b[:n])
		}
		b = b[n:]
	}
	return out.Bytes()
}

// hidden is true for characters outside ASCII that are obeyed and not seen.
// Those of ASCII are escaped by every JSON encoder.
func hidden(r rune) bool {
	return r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f || r == 0x061c
}
