package arithmetic

// A slip of the pen is one figure written with one digit wrong or with two
// neighbouring digits swapped: the errors that single-entry capture makes
// most. docs/methods/arithmetic.md cites their shares.

// chanceRange is up to which difference the share explained by chance is
// counted.
const chanceRange = 999

// slips says whether one slip, in the stated figure or in one of its parts,
// explains why they differ.
func slips(votes []int64, stated int, parts []int) bool {
	want, ok := add(votes, parts)
	return ok && slipMakes(votes[stated], parts, votes, votes[stated]-want)
}

// slipChance is how large a share of the differences from 1 to chanceRange, in
// the direction of the one there is, one slip would explain on this sheet: how
// often the explanation fits by chance.
func slipChance(votes []int64, stated int, parts []int) float64 {
	want, ok := add(votes, parts)
	if !ok {
		return 0
	}
	sign := int64(1)
	if votes[stated] < want {
		sign = -1
	}
	hits := 0
	for d := int64(1); d <= chanceRange; d++ {
		if slipMakes(votes[stated], parts, votes, sign*d) {
			hits++
		}
	}
	return float64(hits) / chanceRange
}

// slipMakes says whether one slip can make the stated figure too large by
// diff: it should have been smaller by diff, or one part larger.
func slipMakes(stated int64, parts []int, votes []int64, diff int64) bool {
	if oneSlip(stated, stated-diff) {
		return true
	}
	for _, p := range parts {
		if oneSlip(votes[p], votes[p]+diff) {
			return true
		}
	}
	return false
}

// boxes is how many digits a figure has at least: sheets have three boxes, so
// that 54 for 254 is one wrong digit.
const boxes = 3

// oneSlip says whether two figures differ by one digit or by two neighbouring
// digits swapped.
func oneSlip(a, b int64) bool {
	if a < 0 || b < 0 || a == b {
		return false
	}
	var da, db [20]byte
	width := max(digits(a, &da), digits(b, &db), boxes)
	first, n := -1, 0
	for i := range width {
		if da[i] != db[i] {
			if first < 0 {
				first = i
			}
			n++
		}
	}
	switch n {
	case 1:
		return true
	case 2:
		return da[first] == db[first+1] && da[first+1] == db[first]
	}
	return false
}

// digits writes a number's digits, the last first, and says how many.
func digits(v int64, to *[20]byte) int {
	n := 0
	for ; v > 0; v /= 10 {
		to[n] = byte(v % 10)
		n++
	}
	return n
}

// byCombination says whether votes under a combination of parties, left out or
// counted twice, explain a difference: those of one combination or of all.
func byCombination(votes []int64, u *rule, parts []int, diff int64) bool {
	if diff < 0 {
		diff = -diff
	}
	var all int64
	for _, p := range parts {
		if !u.combinations[p] || votes[p] <= 0 {
			continue
		}
		if votes[p] == diff {
			return true
		}
		all += votes[p]
	}
	return diff > 0 && all == diff
}
