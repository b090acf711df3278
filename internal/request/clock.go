package request

import (
	"time"
)

// Years that a logged time may state; outside them a clock was not set or the
// bytes are not a time.
const (
	firstYear = 1990
	lastYear  = 2100
)

// clock reads the times of a log. It remembers the last second it read, since
// the lines of a busy log share it.
type clock struct {
	zone *time.Location // for times that state none; nil if unknown
	user *time.Location // the one that the user or the case gave
	lent int64          // times that took it

	last   [clfTime]byte
	micros int64 // of last; 0 where nothing was read yet
}

// clfTime is the length of "17/May/2015:10:05:03 +0000".
const clfTime = 26

// civil is a time as its parts were written.
type civil struct {
	year, month, day     int
	hour, minute, second int
	micro                int64
	offset               int  // seconds east of UTC
	zoned                bool // offset was written
}

// clf reads "17/May/2015:10:05:03 +0000" to microseconds since 1970 UTC. The
// problem is "" where it is a time.
func (k *clock) clf(b []byte) (micros int64, problem string) {
	if len(b) != clfTime {
		return 0, "not-a-time"
	}
	if k.micros != 0 && [clfTime]byte(b) == k.last {
		return k.micros, ""
	}
	var c civil
	ok := b[2] == '/' && b[6] == '/' && b[11] == ':' && b[14] == ':' && b[17] == ':' && b[20] == ' '
	c.day, c.month = digits2(b), monthOf(b[3:6])
	c.year = digits2(b[7:])*100 + digits2(b[9:])
	c.hour, c.minute, c.second = digits2(b[12:]), digits2(b[15:]), digits2(b[18:])
	n := 0
	if c.offset, n = offsetOf(b[21:]); !ok || n != 5 || digits2(b[7:]) < 0 || digits2(b[9:]) < 0 {
		return 0, "not-a-time"
	}
	c.zoned = true
	if micros, problem = k.at(c); problem == "" {
		k.last, k.micros = [clfTime]byte(b), micros
	}
	return micros, problem
}

// digits2 reads two digits, or a number far below zero where they are none.
func digits2(b []byte) int {
	hi, lo := b[0]-'0', b[1]-'0'
	if hi > 9 || lo > 9 {
		return -1 << 20
	}
	return int(hi)*10 + int(lo)
}

// monthOf reads an English month of three letters, 0 if it is none.
func monthOf(b []byte) int {
	switch string(b) {
	case "Jan":
		return 1
	case "Feb":
		return 2
	case "Mar":
		return 3
	case "Apr":
		return 4
	case "May":
		return 5
	case "Jun":
		return 6
	case "Jul":
		return 7
	case "Aug":
		return 8
	case "Sep":
		return 9
	case "Oct":
		return 10
	case "Nov":
		return 11
	case "Dec":
		return 12
	}
	return 0
}

// offsetOf reads "Z", "+00", "+0000" or "+00:00" at the beginning of b: the
// seconds east of UTC and how many bytes that took, 0 if it is none. Zones
// lie between -12:00 and +14:00.
func offsetOf(b []byte) (seconds, n int) {
	if len(b) > 0 && (b[0] == 'Z' || b[0] == 'z') {
		return 0, 1
	}
	if len(b) < 3 || b[0] != '+' && b[0] != '-' {
		return 0, 0
	}
	hours, minutes := digits2(b[1:]), 0
	n = 3
	if m := b[3:]; len(m) >= 3 && m[0] == ':' && digits2(m[1:]) >= 0 {
		minutes, n = digits2(m[1:]), 6
	} else if len(m) >= 2 && digits2(m) >= 0 {
		minutes, n = digits2(m), 5
	}
	seconds = hours*3600 + minutes*60
	if hours < 0 || minutes > 59 || seconds > 14*3600 || b[0] == '-' && seconds > 12*3600 {
		return 0, 0
	}
	if b[0] == '-' {
		seconds = -seconds
	}
	return seconds, n
}

// at is the instant that the parts of a time name.
func (k *clock) at(c civil) (micros int64, problem string) {
	if c.month < 1 || c.month > 12 || c.day < 1 || c.day > daysIn(c.year, c.month) ||
		c.hour < 0 || c.hour > 23 || c.minute < 0 || c.minute > 59 || c.second < 0 || c.second > 59 {
		return 0, "not-a-time"
	}
	if c.year < firstYear || c.year > lastYear {
		return 0, "time-range"
	}
	if !c.zoned {
		switch k.zone {
		case nil:
			return 0, "no-zone"
		case k.user:
			k.lent++
		}
		t := time.Date(c.year, time.Month(c.month), c.day, c.hour, c.minute, c.second, 0, k.zone)
		return t.Unix()*1e6 + c.micro, ""
	}
	seconds := daysSince1970(c.year, c.month, c.day)*86400 +
		int64(c.hour*3600+c.minute*60+c.second-c.offset)
	return seconds*1e6 + c.micro, ""
}

// daysIn is the length of a month in days.
func daysIn(year, month int) int {
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

// daysSince1970 counts days in the Gregorian calendar from 1 January 1970,
// for years from 1. The year is taken to begin in March, so that the leap day
// is its last (Richards, in the Explanatory Supplement to the Astronomical
// Almanac, 3rd edition, section 15.11).
func daysSince1970(year, month, day int) int64 {
	if month <= 2 {
		year--
		month += 12
	}
	return int64(365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + day - 719469)
}
