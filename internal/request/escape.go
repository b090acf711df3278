package request

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// escape is how a server writes bytes that would break its log.
type escape uint8

const (
	// escapeC is what Apache documents (\" \\ \n \t \xhh) and what nginx
	// documents as escape=default (\xXX). One reader serves both: neither
	// writes a backslash that does not begin an escape.
	escapeC escape = iota
	escapeJSON
	escapeNone
)

// text makes a field a string. Escapes that stand for printable text are
// undone; those of control characters and of bytes that are not UTF-8 stay as
// they were logged, so that every string is valid UTF-8 on one line. Bytes
// that are not UTF-8 and were logged as such become \xHH, and p.replaced says
// so.
func (p *parser) text(b []byte) string {
	if p.plain {
		return alias(b)
	}
	return alias(p.decoded(b))
}

// decoded is text as bytes: b itself where there is nothing to undo.
func (p *parser) decoded(b []byte) []byte {
	if p.plain {
		return b
	}
	run := p.run(b)
	if run == len(b) {
		return b
	}
	begin := len(p.scratch)
	for i := 0; i < len(b); run = p.run(b[i:]) {
		p.scratch = append(p.scratch, b[i:i+run]...)
		switch i += run; {
		case i == len(b):
		case b[i] == '\\': // a run ends here only where it is an escape
			i += p.unescape(b[i:])
		default:
			i += p.raw(b[i:])
		}
	}
	return p.scratch[begin:len(p.scratch):len(p.scratch)]
}

// run is how many bytes at the beginning of b stay as they are.
func (p *parser) run(b []byte) int {
	if p.valid {
		if i := bytes.IndexByte(b, '\\'); i >= 0 && p.style != escapeNone {
			return i
		}
		return len(b)
	}
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n <= 1 || r == '\\' && p.style != escapeNone {
			return i
		}
		i += n
	}
	return len(b)
}

// raw writes one byte that is not UTF-8 as \xHH.
func (p *parser) raw(b []byte) int {
	const digits = "0123456789ABCDEF"
	p.scratch = append(p.scratch, '\\', 'x', digits[b[0]>>4], digits[b[0]&15])
	p.replaced = true
	return 1
}

// unescape undoes the escape that b begins with and says how long it was.
func (p *parser) unescape(b []byte) int {
	if len(b) < 2 {
		return p.keep(b, 1)
	}
	switch c := b[1]; {
	case c == '"' || c == '\\' || c == '/' && p.style == escapeJSON:
		p.scratch = append(p.scratch, c)
		return 2
	case c == 'x':
		return p.hex(b)
	case c == 'u' && p.style == escapeJSON:
		return p.unicode(b)
	case c < utf8.RuneSelf:
		return p.keep(b, 2)
	}
	return p.keep(b, 1)
}

// keep copies n bytes as they were logged.
func (p *parser) keep(b []byte, n int) int {
	p.scratch = append(p.scratch, b[:n]...)
	return n
}

// hex undoes as many \xHH as make one printable character.
func (p *parser) hex(b []byte) int {
	var c [utf8.UTFMax]byte
	n := 0
	for n < len(c) {
		v, ok := hexByte(b, 4*n)
		if !ok {
			break
		}
		c[n] = v
		n++
		if utf8.FullRune(c[:n]) {
			break
		}
	}
	if n == 0 {
		return p.keep(b, 2)
	}
	r, size := utf8.DecodeRune(c[:n])
	if size != n || !printable(r) || r == utf8.RuneError && n == 1 {
		return p.keep(b, 4)
	}
	p.scratch = append(p.scratch, c[:n]...)
	return 4 * n
}

// hexByte reads \xHH at a place of b.
func hexByte(b []byte, at int) (byte, bool) {
	if len(b) < at+4 || b[at] != '\\' || b[at+1] != 'x' {
		return 0, false
	}
	hi, lo := hexDigit(b[at+2]), hexDigit(b[at+3])
	return byte(hi<<4 | lo), hi >= 0 && lo >= 0
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// unicode undoes \uXXXX, two of them where they are a surrogate pair.
func (p *parser) unicode(b []byte) int {
	r, ok := hexRune(b)
	if !ok {
		return p.keep(b, 2)
	}
	n := 6
	if utf16.IsSurrogate(r) {
		low, ok := hexRune(b[6:])
		r = utf16.DecodeRune(r, low)
		if !ok || r == utf8.RuneError {
			return p.keep(b, 6)
		}
		n = 12
	}
	if !printable(r) {
		return p.keep(b, n)
	}
	p.scratch = utf8.AppendRune(p.scratch, r)
	return n
}

func hexRune(b []byte) (rune, bool) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0, false
	}
	r := 0
	for _, c := range b[2:6] {
		d := hexDigit(c)
		if d < 0 {
			return 0, false
		}
		r = r<<4 | d
	}
	return rune(r), true
}

// printable is false for control characters.
func printable(r rune) bool { return r >= 0x20 && (r < 0x7f || r >= 0xa0) }

// lower is text in lower case (ASCII; host names have no other letters).
func (p *parser) lower(b []byte) string {
	for _, c := range b {
		if c >= 'A' && c <= 'Z' {
			begin := len(p.scratch)
			for _, c := range b {
				if c >= 'A' && c <= 'Z' {
					c += 'a' - 'A'
				}
				p.scratch = append(p.scratch, c)
			}
			return alias(p.scratch[begin:])
		}
	}
	return alias(b)
}

// hexAfter undoes a sign and two hexadecimal digits where they stand for a
// printable ASCII character: percent signs in fields that a server encoded
// itself, hashes of HAProxy.
func (p *parser) hexAfter(b []byte, sign byte) []byte {
	if bytes.IndexByte(b, sign) < 0 {
		return b
	}
	begin := len(p.scratch)
	for i := 0; i < len(b); i++ {
		c := b[i]
		if c == sign && i+2 < len(b) {
			hi, lo := hexDigit(b[i+1]), hexDigit(b[i+2])
			if d := hi<<4 | lo; hi >= 0 && lo >= 0 && d >= 0x20 && d < 0x7f {
				c = byte(d)
				i += 2
			}
		}
		p.scratch = append(p.scratch, c)
	}
	return p.scratch[begin:len(p.scratch):len(p.scratch)]
}
