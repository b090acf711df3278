package election

import "unicode/utf8"

// Nearest gives the known name that a mistyped one was most likely meant to
// be, "" where none is near. Accents and upper case do not count as mistakes.
func Nearest(got string, known []string) string {
	if utf8.RuneCountInString(got) > 100 {
		return ""
	}
	folded := []rune(fold(got))
	best, at := "", 1+max(1, len(folded)/3)
	for _, name := range known {
		if d := distance(folded, []rune(fold(name)), at); d < at {
			best, at = name, d
		}
	}
	return best
}

// distance is the number of insertions, deletions, replacements and swaps of
// neighbours between two words (optimal string alignment), or limit where it
// is no less than that.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	before, above, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above, row = above, row, before
	}
	return min(above[len(b)], limit)
}
