package request

import (
	"bytes"
)

// cursor walks over the members of JSON objects without building them. It is
// written by hand rather than taken from a library because logs hold what is
// not JSON: nginx without escape=json writes \xHH inside strings, and nothing
// or a bare dash where a variable has no value. Both are read.
type cursor struct {
	b   []byte
	i   int
	why string // what is wrong, "" while nothing is
}

// kind is what a JSON value is.
type kind uint8

const (
	kindNone   kind = iota // null, or nothing where a value should be
	kindString             // raw is what stands between the quotes
	kindBare               // number, true, false
	kindObject             // raw is the whole of it
	kindArray
)

// blank passes over white space.
func (c *cursor) blank() {
	for c.i < len(c.b) && (c.b[c.i] == ' ' || c.b[c.i] == '\t' || c.b[c.i] == '\r' || c.b[c.i] == '\n') {
		c.i++
	}
}

// peek is the next byte that is not white space, 0 at the end.
func (c *cursor) peek() byte {
	if c.i < len(c.b) && c.b[c.i] > ' ' {
		return c.b[c.i]
	}
	c.blank()
	if c.i < len(c.b) {
		return c.b[c.i]
	}
	return 0
}

// take passes over one byte that has to be there.
func (c *cursor) take(want byte, why string) bool {
	if c.peek() != want {
		c.why = why
		return false
	}
	c.i++
	return true
}

// open enters an object.
func (c *cursor) open() bool { return c.take('{', "an object was expected") }

// member moves to the next member of the object that was entered, up to its
// value. At the end of the object it passes the brace and is false; it is
// false with c.why set where the text is broken.
func (c *cursor) member(first *bool) (key []byte, ok bool) {
	if c.peek() == '}' {
		c.i++
		return nil, false
	}
	if !*first && !c.take(',', "a comma was expected") {
		return nil, false
	}
	*first = false
	if c.peek() != '"' {
		c.why = "a key was expected"
		return nil, false
	}
	if key, ok = c.string(); !ok {
		return nil, false
	}
	return key, c.take(':', "a colon was expected")
}

// string reads a string from its opening quote on.
func (c *cursor) string() (raw []byte, ok bool) {
	begin := c.i + 1
	for i := begin; ; {
		j := bytes.IndexByte(c.b[i:], '"')
		if j < 0 {
			c.why = "a string is not closed"
			c.i = len(c.b)
			return c.b[begin:], false
		}
		i += j + 1
		if !isEscaped(c.b[begin : i-1]) {
			c.i = i
			return c.b[begin : i-1], true
		}
	}
}

// value reads the next value. Objects and arrays are passed over whole.
func (c *cursor) value() (raw []byte, k kind, ok bool) {
	switch b := c.peek(); b {
	case '"':
		raw, ok = c.string()
		return raw, kindString, ok
	case '{', '[':
		begin := c.i
		ok = c.skip()
		if b == '{' {
			return c.b[begin:c.i], kindObject, ok
		}
		return c.b[begin:c.i], kindArray, ok
	}
	return c.bare()
}

// bare reads a number or a word up to the comma or bracket that ends it.
func (c *cursor) bare() (raw []byte, k kind, ok bool) {
	begin := c.i
	for c.i < len(c.b) && isBare(c.b[c.i]) {
		c.i++
	}
	raw = c.b[begin:c.i]
	switch {
	case len(raw) == 0 || len(raw) == 1 && raw[0] == '-' || string(raw) == "null":
		next := c.peek()
		if next != ',' && next != '}' && next != ']' {
			c.why = "a value was expected"
			return nil, kindNone, false
		}
		return nil, kindNone, true
	case isDigit(raw[0]) || raw[0] == '-' || string(raw) == "true" || string(raw) == "false":
		return raw, kindBare, true
	}
	c.why = "a value was expected"
	return nil, kindNone, false
}

func isBare(b byte) bool {
	return isLetterOrDigit(b) || b == '-' || b == '+' || b == '.'
}

// skip passes over an object or array, however deep, up to 64 levels.
func (c *cursor) skip() bool {
	var braces uint64 // one bit per level: 1 for an object
	depth := 0
	for c.i < len(c.b) {
		switch b := c.b[c.i]; b {
		case '"':
			if _, ok := c.string(); !ok {
				return false
			}
			continue
		case '{', '[':
			if depth == 64 {
				c.why = "nested too deep"
				return false
			}
			braces <<= 1
			if b == '{' {
				braces |= 1
			}
			depth++
		case '}', ']':
			if (b == '}') != (braces&1 == 1) {
				c.why = "brackets do not match"
				return false
			}
			braces >>= 1
			depth--
			if depth == 0 {
				c.i++
				return true
			}
		}
		c.i++
	}
	c.why = "a bracket is not closed"
	return false
}

// firstString is the first string of an array of strings, or nil.
func firstString(array []byte) []byte {
	c := cursor{b: array, i: 1}
	if c.peek() != '"' {
		return nil
	}
	raw, _ := c.string()
	return raw
}

// notJSON makes what stopped a cursor the fault of the line.
func (p *parser) notJSON(why string) bool {
	p.fault = fault{problem: "not-json", value: []byte(why)}
	return false
}
