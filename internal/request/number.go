package request

import (
	"math"
	"strconv"
	"time"
)

// whole reads a whole number that is not negative.
func whole(b []byte) (int64, bool) {
	n := int64(0)
	for _, c := range b {
		d := int64(c) - '0'
		if d < 0 || d > 9 || n > (math.MaxInt64-d)/10 {
			return 0, false
		}
		n = n*10 + d
	}
	return n, len(b) > 0
}

// decimal reads a number that is not negative as millionths, digits after
// the sixth cut off: "0.0123" is 12300. It is false where b is no number or
// too large.
func decimal(b []byte) (millionths int64, ok bool) {
	const most = 9e12 // so that its millionths are an int64
	n, i := int64(0), 0
	for i < len(b) && isDigit(b[i]) && n <= most {
		n = n*10 + int64(b[i]-'0')
		i++
	}
	micro := int64(0)
	if i > 0 && i+1 < len(b) && b[i] == '.' {
		var used int
		micro, used = fraction(b[i+1:])
		i += 1 + used
	}
	if i > 0 && i < len(b) && (b[i] == 'e' || b[i] == 'E') {
		return scientific(b)
	}
	return n*1e6 + micro, i > 0 && i == len(b) && n <= most
}

// scientific reads a number with an exponent, as JSON may write it.
func scientific(b []byte) (millionths int64, ok bool) {
	f, err := strconv.ParseFloat(alias(b), 64)
	if err != nil || !(f >= 0 && f <= 9e12) {
		return 0, false
	}
	return int64(math.Round(f * 1e6)), true
}

// absent is true for what servers write where there is no value.
func absent(b []byte) bool { return len(b) == 0 || len(b) == 1 && b[0] == '-' }

// setStatus reads an HTTP status. 0, 000 and - mean that the server answered
// none (RFC 9110 section 15 has 100 to 599).
func (p *parser) setStatus(b []byte) bool {
	if absent(b) {
		p.req.Status = 0
		return true
	}
	n, ok := whole(b)
	switch {
	case b[0] == '-':
		return p.bad("negative", "status", b)
	case !ok:
		return p.bad("not-a-number", "status", b)
	case n != 0 && (n < 100 || n > 599):
		return p.outside("status", b, 100, 599)
	}
	p.req.Status = int32(n)
	return true
}

// setBytes reads a number of bytes; none is what a dash stands for.
func (p *parser) setBytes(b []byte, none int64) bool {
	if absent(b) {
		p.req.Bytes = none
		return true
	}
	n, ok := whole(b)
	switch {
	case b[0] == '-':
		return p.bad("negative", "bytes", b)
	case ok:
		p.req.Bytes = n
		return true
	}
	for _, c := range b {
		if !isDigit(c) {
			return p.bad("not-a-number", "bytes", b)
		}
	}
	return p.outside("bytes", b, 0, math.MaxInt64)
}

// longest is the longest duration that is believed: a year.
const longest = 366 * 24 * time.Hour

// setDuration reads a duration in units of so many nanoseconds, or one that
// states its units as Go writes it ("1.2ms").
func (p *parser) setDuration(b []byte, unit time.Duration) bool {
	if absent(b) {
		return true
	}
	if b[0] == '-' {
		return p.bad("negative", "duration", b)
	}
	micros, ok := durationOf(b, unit)
	if !ok {
		return p.bad("not-a-number", "duration", b)
	}
	if micros > longest.Microseconds() {
		return p.outside("duration", b, 0, int64(longest/unit))
	}
	p.req.Duration = micros
	return true
}

func durationOf(b []byte, unit time.Duration) (micros int64, ok bool) {
	if n, ok := decimal(b); ok { // n is millionths of the unit
		switch unit {
		case time.Second:
			return n, true
		case time.Millisecond:
			return n / 1e3, true
		case time.Microsecond:
			return n / 1e6, true
		}
		return n / 1e9, true
	}
	if c := b[len(b)-1]; !isDigit(b[0]) || c != 's' && c != 'm' && c != 'h' {
		return 0, false
	}
	d, err := time.ParseDuration(alias(b))
	return d.Microseconds(), err == nil && d >= 0
}
