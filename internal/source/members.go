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
		var s scanner
		i := skipSpace(raw, 0)
		if i == len(raw) || raw[i] != '{' {
			return
		}
		for {
			i = skipSpace(raw, i+1)
			name, n := element(&s, raw, i)
			if n < 2 || name[0] != '"' {
				return
			}
			i = skipSpace(raw, i+n)
			if i == len(raw) || raw[i] != ':' {
				return
			}
			i = skipSpace(raw, i+1)
			val, m := element(&s, raw, i)
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
		var s scanner
		i := skipSpace(raw, 0)
		if i == len(raw) || raw[i] != '[' {
			return
		}
		for {
			i = skipSpace(raw, i+1)
			val, n := element(&s, raw, i)
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
// no whole one.
func element(s *scanner, raw []byte, i int) ([]byte, int) {
	s.reset()
	n, o := s.feed(raw[i:])
	if o == unfinished && s.literal && s.depth == 0 {
		o = complete
	}
	if o != complete {
		return nil, 0
	}
	return raw[i : i+n], n
}

func skipSpace(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\n' || b[i] == '\r' || b[i] == '\t') {
		i++
	}
	return i
}
