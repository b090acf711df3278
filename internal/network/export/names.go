package export

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// names gives each node's id as Unicode text of which XML can hold every
// character. Ids that come out alike are told apart: the second is followed by
// ~2, the third by ~3.
func (n *Network) names() []string {
	names := make([]string, len(n.Nodes))
	taken := make(map[string]bool, len(n.Nodes))
	var again []int
	for i := range n.Nodes {
		names[i] = clean(n.Nodes[i].ID)
		if taken[names[i]] {
			again = append(again, i)
		}
		taken[names[i]] = true
	}
	last := map[string]int{}
	for _, i := range again {
		name, k := names[i], max(last[names[i]], 1)
		for taken[names[i]] {
			k++
			names[i] = name + "~" + strconv.Itoa(k)
		}
		last[name] = k
		taken[names[i]] = true
	}
	return names
}

// clean replaces what XML 1.0 cannot hold (its production 2, Char) and bytes
// that are not UTF-8 by U+FFFD, each by one.
func clean(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if !isChar(r) {
			r = utf8.RuneError
		}
		b.WriteRune(r)
	}
	return b.String()
}

func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func isChar(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' ||
		r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= 0x10FFFF
}
