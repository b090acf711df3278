package election

import (
	"fmt"
	"strings"
	"time"
)

// Date is a calendar day, "2018-07-01", in no zone.
type Date struct{ Year, Month, Day int }

// ParseDate reads a day written as 2018-07-01, from 1900 to 2199.
func ParseDate(s string) (Date, bool) {
	t, err := time.Parse("2006-01-02", s)
	if err != nil || t.Year() < 1900 || t.Year() > 2199 {
		return Date{}, false
	}
	return Date{t.Year(), int(t.Month()), t.Day()}, true
}

// IsZero is true for a day that was not stated.
func (d Date) IsZero() bool { return d == Date{} }

// String writes the day as 2018-07-01; "" for the zero day.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// In is the beginning of the day in a zone; nil is UTC.
func (d Date) In(loc *time.Location) time.Time {
	if loc == nil {
		loc = time.UTC
	}
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, loc)
}

// next is the day after.
func (d Date) next() Date {
	t := d.In(time.UTC).AddDate(0, 0, 1)
	return Date{t.Year(), int(t.Month()), t.Day()}
}

// before is true where d is an earlier day than o.
func (d Date) before(o Date) bool { return d.In(time.UTC).Before(o.In(time.UTC)) }

// What a time in the file can be wrong in.
const (
	notATime   = "election.not-a-time"
	skipped    = "election.time-skipped"    // the clock jumps over it
	twice      = "election.time-twice"      // the clock shows it twice
	noZone     = "election.time-no-zone"    // neither stated nor known
	outOfRange = "election.time-impossible" // year before 1900 or after 2199
)

var (
	zonedLayouts = []string{time.RFC3339, "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 -07:00", "2006-01-02 15:04Z07:00", "2006-01-02 15:04 -0700", "2006-01-02 15:04 -07:00", "2006-01-02T15:04Z07:00"}
	localLayouts = []string{"2006-01-02 15:04", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02T15:04:05"}
)

// parseTime reads a time of the calendar. A day alone means its beginning, or
// its end where end is set. A time without a zone is in loc. trouble is the
// key of a problem; with the key twice the time is usable all the same (the
// earlier of the two is meant).
func parseTime(s string, loc *time.Location, end bool) (t time.Time, trouble string) {
	s = strings.TrimSpace(s)
	for _, layout := range zonedLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return inRange(t)
		}
	}
	if d, ok := ParseDate(s); ok {
		if end {
			d = d.next()
		}
		return local(d.String()+" 00:00", "2006-01-02 15:04", loc)
	}
	for _, layout := range localLayouts {
		if _, err := time.Parse(layout, s); err == nil {
			return local(s, layout, loc)
		}
	}
	return time.Time{}, notATime
}

func local(s, layout string, loc *time.Location) (time.Time, string) {
	if loc == nil {
		return time.Time{}, noZone
	}
	t, err := time.ParseInLocation(layout, s, loc)
	if err != nil {
		return time.Time{}, notATime
	}
	if _, trouble := inRange(t); trouble != "" {
		return time.Time{}, trouble
	}
	// A clock that is put forward never shows the skipped hour; one that is
	// put back shows an hour twice.
	if t.Format(layout) != s {
		return time.Time{}, skipped
	}
	for _, shift := range []time.Duration{time.Hour, 30 * time.Minute} {
		if t.Add(-shift).Format(layout) == s {
			return t.Add(-shift), twice
		}
		if t.Add(shift).Format(layout) == s {
			return t, twice
		}
	}
	return t, ""
}

func inRange(t time.Time) (time.Time, string) {
	if t.Year() < 1900 || t.Year() > 2199 {
		return time.Time{}, outOfRange
	}
	return t, ""
}
