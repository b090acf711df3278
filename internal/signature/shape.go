package signature

import (
	"bytes"
	"slices"
	"strings"
)

// QueryShape is what is common to queries of one kind: their names in order,
// and the kinds of their values.
//
//	q=elecciones&page=2  →  ?page={n}&q=*
//	8391047265           →  ?{n}
//	_=3f2a9c1e77b0       →  ?_={hex}
//
// Kinds of values: nothing, {n}, {hex}, {uuid}, {r} as in Template, and * for
// any other. A part without "=" that varies is its kind. "" is no query.
// Beyond eight parts the shape is ?{many}; a name of more than 64 bytes is
// {long}.
func QueryShape(query string) string {
	var buf [256]byte
	return string(AppendShape(buf[:0], query))
}

// maxParts is how many parts of a query a shape tells apart.
const maxParts = 8

// AppendShape appends the shape of a query.
func AppendShape(dst []byte, query string) []byte {
	if query == "" {
		return dst
	}
	if strings.Count(query, "&") >= maxParts {
		return append(dst, "?{many}"...)
	}
	var store [256]byte
	var ends [maxParts][2]int
	n, text := 0, store[:0]
	for part := range strings.SplitSeq(query, "&") {
		from := len(text)
		text = appendPart(text, part)
		ends[n] = [2]int{from, len(text)}
		n++
	}
	parts := ends[:n]
	slices.SortStableFunc(parts, func(a, b [2]int) int { return bytes.Compare(text[a[0]:a[1]], text[b[0]:b[1]]) })
	sep := byte('?')
	for _, p := range parts {
		dst = append(append(dst, sep), text[p[0]:p[1]]...)
		sep = '&'
	}
	return dst
}

// appendPart writes one part: its name, and the kind of its value.
func appendPart(dst []byte, part string) []byte {
	name, value, has := strings.Cut(part, "=")
	dst = appendName(dst, name)
	if !has {
		return dst
	}
	dst = append(dst, '=')
	switch kind := kindOf(value); {
	case value == "":
		return dst
	case kind == "{n}" || kind == "{hex}" || kind == "{uuid}" || kind == "{r}":
		return append(dst, kind...)
	}
	return append(dst, '*')
}

// appendName writes a name, or its kind where it varies. A star of the name
// itself is written %2A.
func appendName(dst []byte, name string) []byte {
	if kind := kindOf(name); kind != "" && kind != "{slug}" {
		return append(dst, kind...)
	}
	for i := range len(name) {
		switch c := name[i]; c {
		case '{':
			dst = append(dst, "%7B"...)
		case '}':
			dst = append(dst, "%7D"...)
		case '*':
			dst = append(dst, "%2A"...)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}
