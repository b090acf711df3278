package verify

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// pseudonym is the form of a pseudonym.
var pseudonym = regexp.MustCompile(`(?:addr|net\d{1,3}|host|user|mail|value)-[0-9a-f]{8,64}`)

// part is a part of a masked text: words as they are, or a pseudonym.
type part struct {
	text  string
	masks bool
}

// parts takes a masked text apart.
func parts(masked string) []part {
	var out []part
	at := 0
	for _, loc := range pseudonym.FindAllStringIndex(masked, -1) {
		out = append(out, part{masked[at:loc[0]], false}, part{masked[loc[0]:loc[1]], true})
		at = loc[1]
	}
	return append(out, part{masked[at:], false})
}

// covers is true where a masked text is a text of which some parts were
// replaced by pseudonyms: what stands between them is there, in its order, from
// the beginning to the end. Whom the pseudonyms stand for cannot be told
// without the key.
func covers(masked, text string) bool {
	ps := parts(masked)
	if len(ps) == 1 {
		return masked == text
	}
	rest, ok := strings.CutPrefix(text, ps[0].text)
	if !ok {
		return false
	}
	for i := 1; i < len(ps)-1; i += 2 { // a pseudonym, then words
		words, last := ps[i+1].text, i+1 == len(ps)-1
		if rest == "" {
			return false
		}
		_, first := utf8.DecodeRuneInString(rest)
		if last {
			return strings.HasSuffix(rest[first:], words)
		}
		n := strings.Index(rest[first:], words)
		if n < 0 {
			return false
		}
		rest = rest[first+n+len(words):]
	}
	return false
}

// maxPlaces bounds in how many ways the beginning of a text can be read.
const maxPlaces = 4096

// equals is true where a masked text is a text with spellings replaced by the
// pseudonyms that stand for them. A pseudonym that is no name's is text.
func equals(masked, text string, spellings map[string][]string) bool {
	places := []int{0} // how far the parts so far can reach
	for _, p := range parts(masked) {
		reached := map[int]bool{}
		for _, at := range places {
			if strings.HasPrefix(text[at:], p.text) {
				reached[at+len(p.text)] = true
			}
			if !p.masks {
				continue
			}
			for _, s := range spellings[p.text] {
				if strings.HasPrefix(text[at:], s) {
					reached[at+len(s)] = true
				}
			}
		}
		if len(reached) == 0 || len(reached) > maxPlaces {
			return false
		}
		places = slices.Sorted(maps.Keys(reached))
	}
	return slices.Contains(places, len(text))
}

// printable is a line as text: bytes that are not UTF-8 are written as \xNN.
func printable(raw []byte) string {
	if utf8.Valid(raw) {
		return string(raw)
	}
	var b strings.Builder
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			fmt.Fprintf(&b, `\x%02X`, raw[i])
		} else {
			b.Write(raw[i : i+n])
		}
		i += n
	}
	return b.String()
}
