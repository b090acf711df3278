package text

// Edits is the number of characters to insert, delete, replace or swap with
// their neighbour to make one word of another (optimal string alignment;
// Boytsov, ACM J. Exp. Algorithmics 16, 2011).
func Edits(a, b string) int {
	x, y := []rune(a), []rune(b)
	return Distance(x, y, len(x)+len(y)+1)
}

// Distance is Edits of two words given as characters, or limit where it is no
// less than that.
func Distance(a, b []rune, limit int) int {
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
