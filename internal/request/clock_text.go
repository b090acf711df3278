package request

import "bytes"

// any reads a time in any of the forms that JSON logs use: a number of
// seconds, milli-, micro- or nanoseconds since 1970 (their ranges for the
// years that are accepted do not meet), ISO 8601, RFC 3339, Caddy's wall
// clock "2006/01/02 15:04:05", or the Common Log Format's, which may have a
// fraction and lack a zone.
func (k *clock) any(b []byte) (micros int64, problem string) {
	switch {
	case len(b) == clfTime && b[2] == '/':
		return k.clf(b)
	case len(b) >= 20 && b[2] == '/' && b[11] == ':':
		c, ok := clfParts(b)
		if !ok {
			return 0, "not-a-time"
		}
		return k.at(c)
	case len(b) >= 19 && b[2] == '/' && b[5] == '/' && b[10] == ':':
		c, ok := monthFirst(b)
		if !ok {
			return 0, "not-a-time"
		}
		return k.at(c)
	case len(b) >= 19 && (b[4] == '-' || b[4] == '/'):
		c, n := isoTime(b)
		if n != len(b) {
			return 0, "not-a-time"
		}
		return k.at(c)
	}
	return epoch(b)
}

// isoTime reads "2015-05-17T10:05:03.123456+00:00" at the beginning of b and
// says how many bytes it took, 0 if it is none. The date may be written with
// slashes, a space may stand for T, and fraction and zone may be missing.
func isoTime(b []byte) (c civil, n int) {
	if len(b) < 19 {
		return c, 0
	}
	sep := b[4]
	if sep != '-' && sep != '/' || b[7] != sep || b[13] != ':' || b[16] != ':' ||
		b[10] != 'T' && b[10] != ' ' && b[10] != 't' || digits2(b) < 0 || digits2(b[2:]) < 0 {
		return c, 0
	}
	c = civil{
		year: digits2(b)*100 + digits2(b[2:]), month: digits2(b[5:]), day: digits2(b[8:]),
		hour: digits2(b[11:]), minute: digits2(b[14:]), second: digits2(b[17:]),
	}
	n = 19
	if n+1 < len(b) && (b[n] == '.' || b[n] == ',') && isDigit(b[n+1]) {
		n++
		var used int
		c.micro, used = fraction(b[n:])
		n += used
	}
	used := 0
	if n < len(b) {
		at := n
		if b[at] == ' ' && at+1 < len(b) && (b[at+1] == '+' || b[at+1] == '-') {
			at++
		}
		if c.offset, used = offsetOf(b[at:]); used > 0 {
			c.zoned = true
			n = at + used
		}
	}
	return c, n
}

func isDigit(c byte) bool { return c-'0' <= 9 }

// fraction reads the digits after a decimal point as millionths, cut after
// the sixth, and says how many digits there were.
func fraction(b []byte) (micro int64, n int) {
	unit := int64(100000)
	for n < len(b) && isDigit(b[n]) {
		micro += int64(b[n]-'0') * unit
		unit /= 10
		n++
	}
	return micro, n
}

// The instants that firstYear begins and lastYear ends with, in seconds.
const firstSecond, endSecond = 631152000, 4133980800

// epoch reads a number of seconds, or of thousandths, millionths or
// billionths of one, since 1970.
func epoch(b []byte) (micros int64, problem string) {
	if n, ok := whole(b); ok {
		switch {
		case n >= firstSecond && n < endSecond:
			return n * 1e6, ""
		case n >= firstSecond*1e3 && n < endSecond*1e3:
			return n * 1e3, ""
		case n >= firstSecond*1e6 && n < endSecond*1e6:
			return n, ""
		case n >= firstSecond*1e9 && n/1e9 < endSecond:
			return n / 1e3, ""
		}
		return 0, "time-range"
	}
	n, ok := decimal(b)
	switch {
	case !ok:
		return 0, "not-a-time"
	case n >= firstSecond*1e6 && n < endSecond*1e6:
		return n, ""
	case n >= firstSecond*1e9 && n/1e9 < endSecond:
		return n / 1e3, ""
	}
	return 0, "time-range"
}

// clfParts reads "17/May/2015:10:05:03" with or without a fraction and a zone.
func clfParts(b []byte) (c civil, ok bool) {
	if len(b) < 20 || b[2] != '/' || b[6] != '/' || b[11] != ':' || b[14] != ':' || b[17] != ':' {
		return c, false
	}
	if digits2(b[7:]) < 0 || digits2(b[9:]) < 0 {
		return c, false
	}
	c = civil{
		year: digits2(b[7:])*100 + digits2(b[9:]), month: monthOf(b[3:6]), day: digits2(b),
		hour: digits2(b[12:]), minute: digits2(b[15:]), second: digits2(b[18:]),
	}
	b = b[20:]
	if len(b) > 1 && b[0] == '.' {
		var n int
		c.micro, n = fraction(b[1:])
		b = b[1+n:]
	}
	b = bytes.TrimPrefix(b, []byte(" "))
	if len(b) > 0 {
		n := 0
		if c.offset, n = offsetOf(b); n != len(b) {
			return c, false
		}
		c.zoned = true
	}
	return c, true
}

// monthFirst reads "05/17/2015:10:05:03 -0000", as cPanel writes its times:
// the month before the day. Where the first number is above 12 it is the day.
func monthFirst(b []byte) (c civil, ok bool) {
	if b[13] != ':' || b[16] != ':' || digits2(b[6:]) < 0 || digits2(b[8:]) < 0 {
		return c, false
	}
	c = civil{
		year: digits2(b[6:])*100 + digits2(b[8:]), month: digits2(b), day: digits2(b[3:]),
		hour: digits2(b[11:]), minute: digits2(b[14:]), second: digits2(b[17:]),
	}
	if c.month > 12 {
		c.month, c.day = c.day, c.month
	}
	b = bytes.TrimPrefix(b[19:], []byte(" "))
	if len(b) > 0 {
		n := 0
		if c.offset, n = offsetOf(b); n != len(b) {
			return c, false
		}
		c.zoned = true
	}
	return c, true
}
