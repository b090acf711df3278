package source

import "iter"

// Member is one member of a JSON object.
type Member struct {
	Name  []byte // as written, between its quotes
	Value []byte // as written
}

// Members walks the members of a JSON object that Values yielded, or of one
// inside it, without decoding it. A value that is no object has none. Name
// and Value alias raw.
func Members(raw []byte) iter.Seq[Member] {
	return func(yield func(Member) bool) {
		i := skipSpace(raw, 0)
		if i == len(raw) || raw[i] != '{' {
			return
		}
		for {
			i = skipSpace(raw, i+1)
			name, n := element(raw, i)
			if n < 2 || name[0] != '"' {
				return
			}
			i = skipSpace(raw, i+n)
			if i == len(raw) || raw[i] != ':' {
				return
			}
			i = skipSpace(raw, i+1)
			val, m := element(raw, i)
			if m == 0 || !yield(Member{Name: name[1 : n-1], Value: val}) {
				return
			}
			i = skipSpace(raw, i+m)
			if i == len(raw) || raw[i] != ',' {
				return
			}
		}
	}
}

// Elements walks the elements of a JSON array that Values yielded, or of one
// inside it: the offset in raw and the bytes of each. A value that is no
// array has none.
func Elements(raw []byte) iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		i := skipSpace(raw, 0)
		if i == len(raw) || raw[i] != '[' {
			return
		}
		for {
			i = skipSpace(raw, i+1)
			val, n := element(raw, i)
			if n == 0 || !yield(i, val) {
				return
			}
			i = skipSpace(raw, i+n)
			if i == len(raw) || raw[i] != ',' {
				return
			}
		}
	}
}

// element is the value that begins at raw[i]; its length is 0 where there is
// no whole one. What Values yielded was checked, so only brackets and strings
// are looked at.
func element(raw []byte, i int) ([]byte, int) {
	if i == len(raw) {
		return nil, 0
	}
	n := 0
	switch raw[i] {
	case '"':
		n = stringLength(raw[i:])
	case '{', '[':
		n = nestLength(raw[i:])
	default:
		for i+n < len(raw) && literal(raw[i+n]) {
			n++
		}
	}
	return raw[i : i+n], n
}

// stringLength is the length of the string that b begins with, 0 where it
// does not end.
func stringLength(b []byte) int {
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

// nestLength is the length of the object or array that b begins with, 0 where
// it does not end.
func nestLength(b []byte) int {
	depth := 0
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '"':
			n := stringLength(b[i:])
			if n == 0 {
				return 0
			}
			i += n - 1
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

func skipSpace(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\n' || b[i] == '\r' || b[i] == '\t') {
		i++
	}
	return i
}
