package post

import (
	"strconv"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/lang"
)

// Microseconds since 1970 of the years that a time may have: 1990 to 2100.
const (
	earliest = 631_152_000 * 1_000_000
	latest   = 4_133_980_800 * 1_000_000
)

// clock reads the times of one source.
type clock struct {
	zone   *time.Location // of times that state none; nil: such times are rejects
	layout string         // Go layout that the user's time_format means, "" if none
	zoned  bool           // the layout states the zone
	us     bool           // slashed dates are month/day/year, as the format documents
	// relative: a number of seconds counts from any moment that the table
	// means, so that small ones are possible too.
	relative bool

	withZone, withoutZone bool // a time that states its zone was seen, one that does not

	// The last time read and what it was: exports are in order of time, and
	// rows that follow each other often have the same.
	last [32]byte
	n    int // of last that are used
	at   int64
}

// fields of a time before its zone is applied.
type civil struct {
	year, month, day, hour, minute, second int
	micro                                  int64
	offset                                 int // seconds east of UTC
	stated                                 bool
}

// read gives a time in microseconds since 1970 UTC, or says why s is none.
func (c *clock) read(s string) (int64, lang.Message) {
	if s == string(c.last[:c.n]) && s != "" {
		return c.at, lang.Message{}
	}
	at, problem := c.parse(s)
	if problem.Key == "" && len(s) <= len(c.last) {
		c.n, c.at = copy(c.last[:], s), at
	}
	return at, problem
}

func (c *clock) parse(s string) (int64, lang.Message) {
	if c.layout != "" {
		return c.custom(s)
	}
	var t civil
	var ok bool
	switch {
	case s == "" || len(s) > 64:
		return 0, notTime("not-a-time", s)
	case len(s) > 10 && s[4] == '-' && s[7] == '-':
		t, ok = parseISO(s)
	case slashed(s):
		if !c.us {
			return 0, notTime("time-order", s)
		}
		t, ok = parseUS(s)
	case s[0] >= '0' && s[0] <= '9':
		if at, ok := relativeSeconds(s); c.relative && ok {
			return at, lang.Message{}
		}
		return epoch(s)
	default:
		t, ok = parseX(s)
	}
	if !ok || !t.possible() {
		return 0, notTime("not-a-time", s)
	}
	return c.place(&t, s)
}

func notTime(key, s string) lang.Message { return lang.M(key, "value", quoted(s)) }

// place turns the fields of a time into an instant.
func (c *clock) place(t *civil, s string) (int64, lang.Message) {
	c.withZone, c.withoutZone = c.withZone || t.stated, c.withoutZone || !t.stated
	var secs int64
	switch {
	case t.stated:
		secs = t.unix() - int64(t.offset)
	case c.zone == nil:
		return 0, notTime("no-zone", s)
	case c.zone == time.UTC:
		secs = t.unix()
	default:
		at := time.Date(t.year, time.Month(t.month), t.day, t.hour, t.minute, t.second, 0, c.zone)
		if at.Hour() != t.hour || at.Minute() != t.minute {
			return 0, lang.M("time-skipped", "value", quoted(s), "zone", c.zone.String())
		}
		secs = at.Unix()
	}
	return inRange(secs*1_000_000+t.micro, s)
}

func inRange(micros int64, s string) (int64, lang.Message) {
	if micros < earliest || micros >= latest {
		return 0, notTime("time-range", s)
	}
	return micros, lang.Message{}
}

// possible says whether the calendar and the clock have these fields.
func (t *civil) possible() bool {
	return t.month >= 1 && t.month <= 12 && t.day >= 1 && t.day <= monthDays(t.year, t.month) &&
		t.hour <= 23 && t.minute <= 59 && t.second <= 59
}

func monthDays(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// unix counts seconds since 1970 as if the fields were UTC. The days follow
// Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013),
// days_from_civil, for years after 0.
func (t *civil) unix() int64 {
	y, m := t.year, t.month
	if m <= 2 {
		y--
		m += 12
	}
	era := y / 400
	yoe := y - era*400
	doy := (153*(m-3)+2)/5 + t.day - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	days := int64(era)*146097 + int64(doe) - 719468
	return days*86400 + int64(t.hour)*3600 + int64(t.minute)*60 + int64(t.second)
}

// epoch reads a count of seconds, milliseconds or microseconds since 1970.
// The three do not overlap for the years that are possible. A fraction is of
// a second.
func epoch(s string) (int64, lang.Message) {
	whole, frac, hasFrac := strings.Cut(s, ".")
	n, ok := digits(whole)
	if !ok || len(whole) > 17 {
		return 0, notTime("not-a-time", s)
	}
	n64 := int64(n)
	switch {
	case n64 < latest/1_000_000:
		micro, ok := fraction(frac)
		if hasFrac && !ok {
			return 0, notTime("not-a-time", s)
		}
		return inRange(n64*1_000_000+micro, s)
	case hasFrac && strings.Trim(frac, "0") != "":
		return 0, notTime("not-a-time", s)
	case n64 < latest/1_000 && n64 >= earliest/1_000:
		return n64 * 1_000, lang.Message{}
	}
	return inRange(n64, s)
}

// relativeSeconds reads a number of seconds below those that a time of this
// age has, as microseconds: it counts from a moment that the table does not
// say.
func relativeSeconds(s string) (int64, bool) {
	whole, frac, _ := strings.Cut(s, ".")
	n, ok := digits(whole)
	micro, ok2 := fraction(frac)
	if !ok || !ok2 || int64(n) >= earliest/1_000_000 {
		return 0, false
	}
	return int64(n)*1_000_000 + micro, true
}

// custom reads a time by the user's own layout.
func (c *clock) custom(s string) (int64, lang.Message) {
	zone := c.zone
	if zone == nil {
		zone = time.UTC
	}
	at, err := time.ParseInLocation(c.layout, s, zone)
	if err != nil {
		return 0, notTime("not-a-time", s)
	}
	if !c.zoned && c.zone == nil {
		return 0, notTime("no-zone", s)
	}
	if year := at.Year(); year < 1990 || year > 2100 {
		return 0, notTime("time-range", s)
	}
	if !c.zoned && zone != time.UTC {
		asked, _ := time.Parse(c.layout, s)
		if asked.Hour() != at.Hour() || asked.Minute() != at.Minute() {
			return 0, lang.M("time-skipped", "value", quoted(s), "zone", zone.String())
		}
	}
	return inRange(at.UnixMicro(), s)
}

// digits reads a number of at most 18 digits.
func digits(s string) (int, bool) {
	if s == "" || len(s) > 18 {
		return 0, false
	}
	n := 0
	for i := 0; i < len(s); i++ {
		d := s[i] - '0'
		if d > 9 {
			return 0, false
		}
		n = n*10 + int(d)
	}
	return n, true
}

// fraction reads the digits after a decimal point as microseconds; what is
// finer is cut off.
func fraction(s string) (int64, bool) {
	if s == "" {
		return 0, true
	}
	if len(s) > 18 {
		return 0, false
	}
	if _, ok := digits(s); !ok {
		return 0, false
	}
	micro, _ := strconv.Atoi((s + "000000")[:6])
	return int64(micro), true
}
