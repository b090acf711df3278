package sheet

import (
	"bytes"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/lang"
)

// MaxCount is the largest number that a figure or a list may have. Polling
// stations have hundreds of voters; where a table holds whole towns they have
// hundreds of thousands.
const MaxCount = 2_000_000

// parseCount reads a whole number from 0 to MaxCount. The problem's key is ""
// where the number is sound. A zero fraction ("12.0", as tables exported by
// statistics programs have it) is a whole number.
func parseCount(b []byte) (n int64, problem lang.Message) {
	b = bytes.TrimSpace(b)
	digits := b
	negative := len(b) > 1 && b[0] == '-'
	if negative {
		digits = b[1:]
	}
	if i := bytes.IndexByte(digits, '.'); i > 0 && len(bytes.Trim(digits[i+1:], "0")) == 0 && i+1 < len(digits) {
		digits = digits[:i]
	}
	if len(digits) == 0 {
		return 0, lang.M("not-a-number", "value", shown(b))
	}
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0, lang.M("not-a-number", "value", shown(b))
		}
		n = min(n*10+int64(c-'0'), MaxCount+1)
	}
	switch {
	case negative && n > 0:
		return 0, lang.M("negative", "value", shown(b))
	case n > MaxCount:
		return 0, lang.M("out-of-range", "value", shown(b), "low", "0", "high", lang.Int(MaxCount))
	}
	return n, lang.Message{}
}

// shown is a value as a problem shows it: short, valid, on one line.
func shown(b []byte) string {
	const limit = 40
	cut := len(b) > limit
	if cut {
		b = b[:limit]
	}
	s := strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(string(b), "\uFFFD"))
	if cut {
		s += "…"
	}
	return s
}

// absent says whether a field states that it holds no number: it is empty, or
// one of the marks with which published results say so.
func absent(b []byte) bool {
	b = bytes.TrimSpace(b)
	switch len(b) {
	case 0:
		return true
	case 1:
		return b[0] == '-'
	}
	for _, mark := range absentMarks {
		if bytes.EqualFold(b, mark) {
			return true
		}
	}
	return false
}

// absentMarks are what Mexico's preliminary results (PREP) write in place of a
// figure: illegible, no datum, no sheet.
var absentMarks = [][]byte{[]byte("ilegible"), []byte("sin dato"), []byte("sin acta")}

// Years that a time may have.
const (
	firstYear = 1990
	lastYear  = 2100
)

// clock builds a time from its parts; ok is false where they are no date.
func clock(year, month, day, hour, minute, second int64, loc *time.Location) (t time.Time, ok bool) {
	if month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59 {
		return time.Time{}, false
	}
	t = time.Date(int(year), time.Month(month), int(day), int(hour), int(minute), int(second), 0, loc)
	return t, t.Day() == int(day) && t.Month() == time.Month(month)
}

// timeLayouts are the ways of writing a time that sheet-csv reads. Those that
// put the day or the month first cannot be told apart and are not read.
var (
	zonedLayouts = []string{
		time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02 15:04:05.999999999Z07:00",
		"2006-01-02 15:04:05.999999999Z0700", "2006-01-02 15:04:05.999999999 Z07:00",
		"2006-01-02 15:04:05.999999999 Z0700", "2006-01-02 15:04:05.999999999 MST",
	}
	plainLayouts = []string{
		"2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05.999999999",
		"2006-01-02T15:04", "2006-01-02 15:04", "2006/01/02 15:04:05", "2006/01/02 15:04",
	}
)

// parseTime reads a time; loc is the zone of times that state none, nil where
// none is known.
func parseTime(b []byte, loc *time.Location) (t time.Time, problem lang.Message) {
	s := string(bytes.TrimSpace(b))
	if !utf8.ValidString(s) || len(s) > 64 {
		return t, lang.M("not-a-time", "value", shown(b))
	}
	for _, layout := range zonedLayouts {
		if strings.HasSuffix(layout, "MST") && !strings.HasSuffix(s, " UTC") && !strings.HasSuffix(s, " GMT") {
			continue // other abbreviations do not say which zone they are
		}
		if t, err := time.Parse(layout, s); err == nil {
			return inRange(t, b)
		}
	}
	for _, layout := range plainLayouts {
		zone := loc
		if zone == nil {
			zone = time.UTC
		}
		t, err := time.ParseInLocation(layout, s, zone)
		switch {
		case err != nil:
			continue
		case loc == nil:
			return time.Time{}, lang.M("no-zone", "value", shown(b))
		case !sameWall(t, s, layout):
			return time.Time{}, lang.M("time-skipped", "value", shown(b), "zone", loc.String())
		}
		return inRange(t, b)
	}
	return t, lang.M("not-a-time", "value", shown(b))
}

// sameWall says whether a time reads as it was written: where a clock is put
// forward, an hour does not exist and was moved by parsing it.
func sameWall(t time.Time, s, layout string) bool {
	plain, err := time.Parse(layout, s)
	return err == nil && t.Format(time.DateTime) == plain.Format(time.DateTime)
}

// inRange rejects times in years that no sheet can have.
func inRange(t time.Time, b []byte) (time.Time, lang.Message) {
	if y := t.Year(); y < firstYear || y > lastYear {
		return time.Time{}, lang.M("time-range", "value", shown(b))
	}
	return t, lang.Message{}
}
