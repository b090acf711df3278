package post

import (
	"bytes"
	"strings"

	"github.com/unveil-project/unveil/internal/source"
)

// A spreadsheet keeps 15 digits of a number. An id of a social platform has
// up to 19, so that a table which went through one holds ids that were
// rounded: written with an exponent, or ending in zeros. One id may end in a
// few zeros by chance; a whole column may not.

// rounded says whether an id by itself shows that it was rounded: it has an
// exponent, or it is long and its last six digits are zeros (by chance one id
// in a million).
func rounded(id string) bool {
	return scientific(id) || len(id) >= 16 && strings.HasSuffix(id, "000000") && allDigits(id)
}

// scientific says whether a number is written with an exponent or a fraction
// of zeros, as in 1.2E+18 and 120.0.
func scientific(s string) bool {
	if len(s) < 3 || s[0] < '0' || s[0] > '9' {
		return false
	}
	mantissa, exponent, ok := strings.Cut(s, "e")
	if !ok {
		mantissa, exponent, ok = strings.Cut(s, "E")
	}
	if !ok {
		whole, zeros, dot := strings.Cut(s, ".")
		return dot && allDigits(whole) && zeros != "" && strings.Trim(zeros, "0") == ""
	}
	exponent = strings.TrimLeft(exponent, "+")
	return strings.Contains(mantissa, ".") && allDigits(strings.Replace(mantissa, ".", "", 1)) && allDigits(exponent) ||
		allDigits(mantissa) && len(mantissa) <= 2 && len(exponent) == 2 && allDigits(exponent) && strings.Contains(s, "+")
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// kept15 says whether a long number could have been rounded to 15 digits.
func kept15(id string) bool {
	return len(id) >= 16 && allDigits(id) && strings.Trim(id[15:], "0") == ""
}

// roundedColumn says whether a column's ids in the first rows of a table were
// rounded: there are at least three long ones, and all of them end in zeros
// after 15 digits.
func roundedColumn(head []byte, comma byte, column int) bool {
	if i := bytes.LastIndexByte(head, '\n'); i >= 0 {
		head = head[:i+1]
	}
	c := source.NewCSV(bytes.NewReader(head), comma, false)
	c.Header()
	long := 0
	for c.Next() {
		if c.Problem != "" || column >= len(c.Fields) {
			continue
		}
		id := trimmed(c.Fields[column])
		if len(id) < 16 || !allDigits(id) {
			continue
		}
		if !kept15(id) {
			return false
		}
		long++
	}
	return long >= 3
}
