package election

import (
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/text"
)

// Nearest gives the known name that a mistyped one was most likely meant to
// be, "" where none is near. Accents and upper case do not count as mistakes.
func Nearest(got string, known []string) string {
	if utf8.RuneCountInString(got) > 100 {
		return ""
	}
	folded := []rune(fold(got))
	best, at := "", 1+max(1, len(folded)/3)
	for _, name := range known {
		if d := text.Distance(folded, []rune(fold(name)), at); d < at {
			best, at = name, d
		}
	}
	return best
}
