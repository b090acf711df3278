// Package words takes texts apart into the words that carry their meaning:
// tokens, stop words, stems, and the language that a text is in.
//
// Stems and stop words are those of the Snowball project (Porter 2001) as
// github.com/kljensen/snowball has them (MIT), for English, Spanish, French
// and Russian. In any other language every word counts, as it is written.
package words

import (
	"strings"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/french"
	"github.com/kljensen/snowball/russian"
	"github.com/kljensen/snowball/spanish"
)

// longest is the length in bytes beyond which a run of letters is no word of a
// language with stems.
const longest = 64

// Each calls yield with each word of a text in the form of text.Bare, which
// has one space between two words.
func Each(bare string, yield func(word string)) {
	for w := range strings.SplitSeq(bare, " ") {
		if w != "" {
			yield(w)
		}
	}
}

// Stem gives the stem of a word in lower case. language is an ISO 639-1 code.
func Stem(word, language string) string {
	if len(word) > longest || !utf8.ValidString(word) {
		return word
	}
	switch language {
	case "en":
		return english.Stem(word, false)
	case "es":
		return spanish.Stem(word, false)
	case "fr":
		return french.Stem(word, false)
	case "ru":
		return russian.Stem(word, false)
	}
	return word
}

// Stop reports whether a word in lower case says nothing by itself: an
// article, a preposition, a word of social media.
func Stop(word, language string) bool {
	if word == "rt" || word == "via" || word == "vía" || utf8.RuneCountInString(word) < 2 {
		return true
	}
	return function(word, language)
}

// function reports whether a word is in the language's list of stop words.
func function(word, language string) bool {
	switch language {
	case "en":
		return english.IsStopWord(word)
	case "es":
		return spanish.IsStopWord(word)
	case "fr":
		return french.IsStopWord(word)
	case "ru":
		return russian.IsStopWord(word)
	}
	return false
}
