package words

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"
	"golang.org/x/text/language"
)

// names are languages as exports write them out, beside ISO codes.
var names = [...]struct{ name, code string }{
	{"english", "en"},
	{"spanish", "es"},
	{"español", "es"},
	{"inglés", "en"},
	{"russian", "ru"},
	{"portuguese", "pt"},
	{"french", "fr"},
	{"german", "de"},
	{"italian", "it"},
	{"catalan", "ca"},
	{"ukrainian", "uk"},
	{"bulgarian", "bg"},
	{"serbian", "sr"},
	{"macedonian", "mk"},
	{"arabic", "ar"},
	{"uzbek", "uz"},
	{"turkish", "tr"},
	{"dutch", "nl"},
	{"polish", "pl"},
	{"romanian", "ro"},
	{"japanese", "ja"},
	{"chinese", "zh"},
	{"korean", "ko"},
	{"greek", "el"},
	{"hebrew", "he"},
	{"hindi", "hi"},
	{"persian", "fa"},
	{"swedish", "sv"},
	{"norwegian", "no"},
	{"finnish", "fi"},
	{"hungarian", "hu"},
	{"czech", "cs"},
	{"indonesian", "id"},
	{"vietnamese", "vi"},
	{"thai", "th"},
}

// Language gives the ISO 639-1 code of a language as an export names it
// ("English", "es-MX", "spa"), "" where it names none ("und", "qme").
func Language(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, n := range names {
		if s == n.name {
			return n.code
		}
	}
	s, _, _ = strings.Cut(strings.ReplaceAll(s, "_", "-"), "-")
	if len(s) < 2 || len(s) > 3 {
		return ""
	}
	base, err := language.ParseBase(s)
	if err != nil || len(base.String()) != 2 {
		return ""
	}
	return base.String()
}

// Detected lists the languages that Detect can tell.
func Detected() []string { return []string{"de", "en", "es", "fr", "it", "pt", "ru", "uk"} }

// fewest is how many letters a text needs for its language to be told.
const fewest = 12

// Detect gives the language of a text, "" where that is not clear: by the
// trigrams of its letters (Cavnar and Trenkle 1994, as whatlanggo has them),
// and where these do not decide, by the stop words among its words. Short
// texts are often wrong or unclear: docs/methods/narrative.md gives the error.
func Detect(text string) string {
	letters := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	if letters < fewest {
		return ""
	}
	info := whatlanggo.DetectWithOptions(text, whatlanggo.Options{Whitelist: detected()})
	code := info.Lang.Iso6391()
	stops, runner := countStops(strings.ToLower(text))
	// Languages without a list share words with those that have one.
	listed := code == "en" || code == "es" || code == "fr" || code == "ru"
	switch {
	case info.IsReliable() && !listed:
		return code
	case listed && stops.n >= 2 && stops.n >= 2*runner:
		return stops.language
	case info.IsReliable() || stops.n > 0 && stops.language == code:
		return code
	case stops.n >= 3 && stops.n >= 3*runner:
		return stops.language
	}
	return ""
}

func detected() map[whatlanggo.Lang]bool {
	return map[whatlanggo.Lang]bool{
		whatlanggo.Deu: true, whatlanggo.Eng: true, whatlanggo.Spa: true, whatlanggo.Fra: true,
		whatlanggo.Ita: true, whatlanggo.Por: true, whatlanggo.Rus: true, whatlanggo.Ukr: true,
	}
}

type stopCount struct {
	language string
	n        int
}

// countStops gives the language with the most stop words in a text, and how
// many the next has.
func countStops(text string) (most stopCount, next int) {
	counts := [...]stopCount{{"en", 0}, {"es", 0}, {"fr", 0}, {"ru", 0}}
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) }) {
		for i := range counts {
			if function(w, counts[i].language) {
				counts[i].n++
			}
		}
	}
	for _, c := range counts {
		switch {
		case c.n > most.n:
			most, next = c, most.n
		case c.n > next:
			next = c.n
		}
	}
	return most, next
}
