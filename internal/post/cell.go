package post

import (
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"
)

// splitCell appends the values of a cell that may hold several: a JSON array
// ["a","b"], a list as Python writes it ['a', 'b'], a bracketed list [a, b],
// or values with blanks, bars, semicolons or commas between them. Links keep
// their commas and semicolons, unless another link follows.
func splitCell(to []string, cell string, r role) []string {
	cell = strings.TrimSpace(cell)
	if len(cell) > 1 && cell[0] == '[' && cell[len(cell)-1] == ']' {
		return splitList(to, cell, r)
	}
	if r == roleObject {
		return appendValue(to, cell, r)
	}
	return splitBare(to, cell, r)
}

// splitList takes apart a list in brackets.
func splitList(to []string, cell string, r role) []string {
	if strings.IndexByte(cell, '\\') >= 0 {
		var values []string
		if json.Unmarshal([]byte(cell), &values) == nil {
			for _, v := range values {
				to = appendValue(to, v, r)
			}
			return to
		}
	}
	for s := cell[1 : len(cell)-1]; s != ""; {
		s = strings.TrimLeftFunc(s, unicode.IsSpace)
		value, rest := nextItem(s)
		to = appendValue(to, value, r)
		s = rest
	}
	return to
}

// nextItem cuts the first item from a list: up to its closing quote, else up
// to a comma.
func nextItem(s string) (item, rest string) {
	if s != "" && (s[0] == '"' || s[0] == '\'') {
		if end := strings.IndexByte(s[1:], s[0]); end >= 0 {
			item, rest = s[1:1+end], s[end+2:]
			_, rest, _ = strings.Cut(rest, ",")
			return item, rest
		}
	}
	item, rest, _ = strings.Cut(s, ",")
	return item, rest
}

// splitBare takes apart a cell without brackets.
func splitBare(to []string, cell string, r role) []string {
	begin := 0
	for i, c := range cell {
		if i < begin || !separates(cell, i, c, r) {
			continue
		}
		to = appendValue(to, cell[begin:i], r)
		begin = i + utf8.RuneLen(c)
	}
	return appendValue(to, cell[begin:], r)
}

func separates(cell string, i int, c rune, r role) bool {
	switch {
	case c == '|' || unicode.IsSpace(c):
		return true
	case c != ',' && c != ';':
		return false
	case r == roleLink || r == roleMedia:
		return strings.HasPrefix(cell[i+1:], "http")
	}
	return true
}

func appendValue(to []string, s string, r role) []string {
	s = bare(strings.TrimSpace(s), r)
	if s == "" || s == "null" || s == "None" {
		return to
	}
	return append(to, s)
}
