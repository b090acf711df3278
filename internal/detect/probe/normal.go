package probe

import "bytes"

// normaliser undoes the ways of writing a text so that a filter does not see
// it: percent-encoding, once and several times, its %uXXXX form, overlong
// UTF-8, escapes of the log, backslashes, comments of SQL, runs of spaces.
type normaliser struct {
	a, b []byte
	dots bool // a dot was percent-encoded, which no browser does
}

// rounds is how many times percent-encoding is undone.
const rounds = 3

// special marks the bytes that make a text need normalising. '+' is a space
// in a query only, '*' begins a comment there.
var special = func() (t [256]place) {
	for c := range 0x20 {
		t[c] = inAny
	}
	t['%'], t['\\'], t[0x7f] = inAny, inAny, inAny
	t['+'], t['*'] = inQuery, inQuery
	return t
}()

const inAny = inPath | inQuery | inAgent | inReferer

// needs says whether a text in a place has a byte that must be undone.
func needs(s string, where place) bool {
	for i := range len(s) {
		if special[s[i]]&where != 0 {
			return true
		}
	}
	return false
}

// normal gives the plain form of a text, valid until the next call. ok is
// false where the text is plain already.
func (n *normaliser) normal(s string, where place) (plain []byte, ok bool) {
	n.dots = false
	if !needs(s, where) {
		return nil, false
	}
	n.a = append(n.a[:0], s...)
	for range rounds {
		before := len(n.a)
		n.b = n.decode(n.b[:0], n.a)
		n.a, n.b = n.b, n.a
		if len(n.a) == before {
			break
		}
	}
	n.b = tidy(n.b[:0], n.a, where)
	return n.b, true
}

// decode undoes one round of encoding.
func (n *normaliser) decode(to, from []byte) []byte {
	for i := 0; i < len(from); i++ {
		c := from[i]
		if c != '%' && c != '\\' {
			to = append(to, c)
			continue
		}
		v, width := escape(from[i:])
		if width == 0 {
			to = append(to, c)
			continue
		}
		n.dots = n.dots || v == '.'
		to = append(to, v)
		i += width - 1
	}
	return to
}

// escape reads %XX, %uXXXX, \xXX and the overlong forms of '.', '/' and '\';
// a width of 0 stands for none of them.
func escape(b []byte) (v byte, width int) {
	if len(b) >= 4 && b[0] == '\\' && b[1] == 'x' {
		if v, ok := hexPair(b[2:]); ok {
			return v, 4
		}
	}
	if len(b) < 3 || b[0] != '%' {
		return 0, 0
	}
	if len(b) >= 6 && b[1]|0x20 == 'u' {
		hi, ok := hexPair(b[2:])
		lo, also := hexPair(b[4:])
		if ok && also && (hi == 0 || hi == 0xff) {
			return lo, 6
		}
	}
	v, ok := hexPair(b[1:])
	if !ok {
		return 0, 0
	}
	if v == 0xc0 || v == 0xc1 {
		if low, ok := overlong(v, b[3:]); ok {
			return low, 6
		}
	}
	return v, 3
}

// overlong reads the second half of a two-byte form of an ASCII character.
func overlong(first byte, b []byte) (byte, bool) {
	if len(b) < 3 || b[0] != '%' {
		return 0, false
	}
	second, ok := hexPair(b[1:])
	if !ok || second < 0x80 || second > 0xbf {
		return 0, false
	}
	return (first&1)<<6 | second&0x3f, true
}

func hexPair(b []byte) (byte, bool) {
	if len(b) < 2 {
		return 0, false
	}
	hi, ok := hexDigit(b[0])
	lo, also := hexDigit(b[1])
	return hi<<4 | lo, ok && also
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10, true
	}
	return 0, false
}

// tidy makes backslashes slashes and runs of white space, NULs and comments
// one space.
func tidy(to, from []byte, where place) []byte {
	if where == inQuery {
		from = dropComments(from)
	}
	for _, c := range from {
		switch {
		case c == '\\':
			c = '/'
		case c < 0x20, c == 0x7f, c == '+' && where == inQuery:
			c = ' '
		}
		if c == ' ' && len(to) > 0 && to[len(to)-1] == ' ' {
			continue
		}
		to = append(to, c)
	}
	return to
}

// dropComments makes each /*…*/ a space, in place.
func dropComments(b []byte) []byte {
	if !bytes.Contains(b, []byte("/*")) {
		return b
	}
	out := b[:0]
	for len(b) > 0 {
		open := bytes.Index(b, []byte("/*"))
		if open < 0 {
			break
		}
		end := bytes.Index(b[open+2:], []byte("*/"))
		if end < 0 {
			break
		}
		out = append(append(out, b[:open]...), ' ')
		b = b[open+2+end+2:]
	}
	return append(out, b...)
}
