package post

import (
	"bytes"
	"iter"
)

// The head of a stream is cut anywhere. What follows looks at the names of
// its first object however large the object is.

// firstObject is the head from its first object on: after a byte order mark,
// blanks and the brackets of lists. It is nil where the head is no JSON text.
func firstObject(head []byte) []byte {
	b := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n[")
	if len(b) == 0 || b[0] != '{' || !isText(head) {
		return nil
	}
	return b
}

// opening walks the members of the object that b begins with, up to where it
// ends or is cut off: each name, and b from the member's value on.
func opening(b []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for len(b) > 0 && (b[0] == '{' || b[0] == ',') {
			b = bytes.TrimLeft(b[1:], " \t\r\n")
			n := quotedLength(b)
			if n == 0 {
				return
			}
			name := alias(b[1 : n-1])
			b = bytes.TrimLeft(b[n:], " \t\r\n")
			if len(b) == 0 || b[0] != ':' {
				return
			}
			b = bytes.TrimLeft(b[1:], " \t\r\n")
			n = valueLength(b)
			if !yield(name, b) || n == 0 {
				return
			}
			b = bytes.TrimLeft(b[n:], " \t\r\n")
		}
	}
}

// quotedLength is the length of the JSON string that b begins with, 0 where
// there is none or it is cut off.
func quotedLength(b []byte) int {
	if len(b) == 0 || b[0] != '"' {
		return 0
	}
	for i := 1; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return 0
}

// valueLength is the length of the JSON value that b begins with, 0 where it
// is cut off.
func valueLength(b []byte) int {
	depth := 0
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '"':
			n := quotedLength(b[i:])
			if n == 0 {
				return 0
			}
			i += n - 1
			if depth == 0 {
				return i + 1
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return i // after a number or a word
			}
			if depth--; depth == 0 {
				return i + 1
			}
		case ',':
			if depth == 0 {
				return i
			}
		}
	}
	return 0
}

// within is the first object that the member of this name holds, alone or in
// a list; nil where there is none.
func within(object []byte, name string) []byte {
	for n, value := range opening(object) {
		if n != name {
			continue
		}
		inner := bytes.TrimLeft(value, " \t\r\n[")
		if len(inner) > 0 && inner[0] == '{' {
			return inner
		}
		return nil
	}
	return nil
}

// nameSet are the names of an object's members.
type nameSet map[string]bool

// topNames gives the names of the members of the object that b begins with.
func topNames(b []byte) nameSet {
	const most = 400
	names := nameSet{}
	for name := range opening(b) {
		if len(names) < most {
			names[name] = true
		}
	}
	return names
}

// all says whether every one of the names is there, any whether one is.
func (s nameSet) all(names ...string) bool {
	for _, n := range names {
		if !s[n] {
			return false
		}
	}
	return true
}

func (s nameSet) any(names ...string) bool {
	for _, n := range names {
		if s[n] {
			return true
		}
	}
	return false
}
