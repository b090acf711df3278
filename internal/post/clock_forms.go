package post

import (
	"errors"
	"strings"
)

// parseISO reads "2006-01-02 15:04", with T or a blank between date and time,
// and optionally seconds, a fraction, and a zone (Z, UTC, GMT, +02, +0200,
// +02:00).
func parseISO(s string) (t civil, ok bool) {
	if len(s) < 16 || s[10] != 'T' && s[10] != 't' && s[10] != ' ' || s[13] != ':' {
		return t, false
	}
	var ok1, ok2, ok3, ok4, ok5 bool
	t.year, ok1 = digits(s[:4])
	t.month, ok2 = digits(s[5:7])
	t.day, ok3 = digits(s[8:10])
	t.hour, ok4 = digits(s[11:13])
	t.minute, ok5 = digits(s[14:16])
	if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 {
		return t, false
	}
	rest, ok := t.readSeconds(s[16:])
	return t, ok && t.readZone(rest)
}

// readSeconds reads ":05" and ".123" where they follow.
func (t *civil) readSeconds(s string) (rest string, ok bool) {
	if s == "" || s[0] != ':' {
		return s, true
	}
	if len(s) < 3 {
		return s, false
	}
	if t.second, ok = digits(s[1:3]); !ok {
		return s, false
	}
	s = s[3:]
	if s == "" || s[0] != '.' && s[0] != ',' {
		return s, true
	}
	n := 1
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	t.micro, ok = fraction(s[1:n])
	return s[n:], ok && n > 1
}

// readZone reads what follows the time of day.
func (t *civil) readZone(s string) bool {
	s = strings.TrimPrefix(s, " ")
	switch s {
	case "":
		return true
	case "Z", "z", "UTC", "GMT":
		t.stated = true
		return true
	}
	return t.readOffset(s)
}

// readOffset reads +02, +0200 or +02:00. No zone is farther than 14 hours.
func (t *civil) readOffset(s string) bool {
	if len(s) < 3 || s[0] != '+' && s[0] != '-' {
		return false
	}
	h, ok := digits(s[1:3])
	m, ok2 := 0, true
	if rest := strings.TrimPrefix(s[3:], ":"); s[3:] != "" {
		m, ok2 = digits(rest)
		ok2 = ok2 && len(rest) == 2
	}
	if !ok || !ok2 || h > 14 || m > 59 {
		return false
	}
	t.offset = h*3600 + m*60
	if s[0] == '-' {
		t.offset = -t.offset
	}
	t.stated = true
	return true
}

// slashed says whether s looks like 3/4/2018: whether the day or the month
// comes first is not in the text.
func slashed(s string) bool {
	i := leading(s)
	if i < 1 || i > 2 || i == len(s) || s[i] != '/' && s[i] != '.' && s[i] != '-' {
		return false
	}
	rest := s[i+1:]
	j := leading(rest)
	return j >= 1 && j <= 2 && j < len(rest) && rest[j] == s[i]
}

// leading counts the digits that s begins with.
func leading(s string) (n int) {
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// parseUS reads "10/1/2017 19:58": month, day, year, and optionally seconds.
func parseUS(s string) (t civil, ok bool) {
	for _, part := range []struct {
		to   *int
		most int // digits
		end  byte
	}{{&t.month, 2, '/'}, {&t.day, 2, '/'}, {&t.year, 4, ' '}, {&t.hour, 2, ':'}} {
		n := leading(s)
		if n == 0 || n > part.most || n == len(s) || s[n] != part.end {
			return t, false
		}
		*part.to, _ = digits(s[:n])
		s = s[n+1:]
	}
	n := leading(s)
	if n != 2 {
		return t, false
	}
	t.minute, _ = digits(s[:n])
	rest, ok := t.readSeconds(s[n:])
	return t, ok && rest == ""
}

// parseX reads "Wed Oct 10 20:19:24 +0000 2018", the form of version 1.1 of
// X's API.
func parseX(s string) (t civil, ok bool) {
	if len(s) != 30 || s[3] != ' ' || s[7] != ' ' || s[10] != ' ' || s[13] != ':' || s[16] != ':' || s[19] != ' ' || s[25] != ' ' {
		return t, false
	}
	i := strings.Index("JanFebMarAprMayJunJulAugSepOctNovDec", s[4:7])
	if i < 0 || i%3 != 0 {
		return t, false
	}
	t.month = i/3 + 1
	var ok1, ok2, ok3, ok4, ok5 bool
	t.day, ok1 = digits(s[8:10])
	t.hour, ok2 = digits(s[11:13])
	t.minute, ok3 = digits(s[14:16])
	t.second, ok4 = digits(s[17:19])
	t.year, ok5 = digits(s[26:30])
	return t, ok1 && ok2 && ok3 && ok4 && ok5 && t.readOffset(s[20:25])
}

// directives of strftime(3) that time_format may use, as Go writes them.
var directives = map[byte]string{
	'Y': "2006", 'y': "06", 'm': "01", 'd': "02", 'e': "_2", 'H': "15", 'I': "03", 'M': "04", 'S': "05",
	'f': "000000", 'p': "PM", 'b': "Jan", 'B': "January", 'a': "Mon", 'A': "Monday", 'j': "002",
	'z': "-0700", 'T': "15:04:05", 'R': "15:04", 'F': "2006-01-02", '%': "%",
}

// errLayout says how a time_format is written.
var errLayout = errors.New("time_format is written as in strftime, with the year and the hour: time_format=%d/%m/%Y %H:%M " +
	"(it knows %Y %y %m %d %e %H %I %M %S %f %p %b %B %a %A %j %z %T %R %F)")

// setLayout makes ready to read times as a user's time_format says, in the
// notation of strftime(3). Names of zones are refused: they are ambiguous.
func (c *clock) setLayout(format string) error {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		f := format[i]
		if f != '%' {
			if isASCIIWord(rune(f)) && f != 'T' {
				return errLayout
			}
			b.WriteByte(f)
			continue
		}
		i++
		if i == len(format) || directives[format[i]] == "" {
			return errLayout
		}
		b.WriteString(directives[format[i]])
	}
	c.layout, c.zoned = b.String(), strings.Contains(format, "%z")
	year := strings.Contains(format, "%Y") || strings.Contains(format, "%y") || strings.Contains(format, "%F")
	if !year || !strings.Contains(c.layout, "15") && !strings.Contains(c.layout, "03") {
		return errLayout
	}
	return nil
}
