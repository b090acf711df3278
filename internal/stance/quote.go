package stance

import (
	"unicode"
	"unicode/utf8"
)

// quoteSpans says in which quote each word stands.
type quoteSpans struct {
	in    []int // number of the quote, 0 for none
	words []int // by number: how many words it has
}

// long is true of a word in a quote of more than three words: somebody speaks.
// Shorter ones are names, titles, and words held at arm's length.
func (q quoteSpans) long(i int) bool { return q.words[q.in[i]] > 3 }

// quotes finds the quotes of a text. A quote that is never closed ends with
// the text.
func quotes(text string, ts []token) quoteSpans {
	q := quoteSpans{in: make([]int, len(ts)), words: []int{0}}
	at, current := 0, 0
	for i := range ts {
		for j, c := range text[at:ts[i].start] {
			current = q.turn(current, c, text, at+j)
		}
		q.in[i] = current
		if current > 0 {
			q.words[current]++
		}
		at = ts[i].end
	}
	return q
}

// turn opens or closes a quote at one character.
func (q *quoteSpans) turn(current int, c rune, text string, at int) int {
	opens, closes := false, false
	switch c {
	case '"':
		opens, closes = current == 0, current > 0
	case '“', '«':
		opens = current == 0
	case '”', '»':
		closes = true
	case '\'', '‘', '’':
		inner := letterBefore(text, at) && letterAfter(text, at+utf8.RuneLen(c))
		opens = !inner && current == 0 && letterAfter(text, at+utf8.RuneLen(c))
		closes = !inner && current > 0 && !opens
	}
	switch {
	case opens:
		q.words = append(q.words, 0)
		return len(q.words) - 1
	case closes:
		return 0
	}
	return current
}

func letterBefore(text string, at int) bool {
	c, _ := utf8.DecodeLastRuneInString(text[:at])
	return unicode.IsLetter(c) || unicode.IsDigit(c)
}

func letterAfter(text string, at int) bool {
	c, _ := utf8.DecodeRuneInString(text[min(at, len(text)):])
	return unicode.IsLetter(c) || unicode.IsDigit(c) || c == '¿' || c == '¡'
}
