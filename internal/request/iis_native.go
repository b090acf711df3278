package request

import (
	"bytes"
	"time"
)

// iisNative reads a line of the IIS log file format, which has commas and
// local times:
//
//	client, user, 7/1/18, 20:15:04, W3SVC1, server, address, ms, received, sent, status, code, METHOD, target, query,
//
// The date is month, day, year, as documented; where the first number is above
// 12 it is the day.
func iisNative(p *parser, line []byte) bool {
	var f [15][]byte
	n := 0
	for rest := line; n < len(f); n++ {
		var more bool
		f[n], rest, more = bytes.Cut(rest, []byte(","))
		f[n] = bytes.TrimSpace(f[n])
		if !more {
			n++
			break
		}
	}
	if n < 14 || !isStatusOrNone(f[10]) || !digits(f[7]) || !isToken(f[12]) {
		return p.broken("", 0)
	}
	p.style = escapeNone
	c, ok := americanTime(f[2], f[3])
	if !ok {
		return p.bad("not-a-time", "time", f[2])
	}
	micros, problem := p.clock.at(c)
	if problem != "" {
		return p.bad(problem, "time", f[2])
	}
	p.req.Time = micros
	p.setUser(f[1])
	p.req.Method = alias(f[12])
	p.setTarget(f[13])
	if n > 14 && !absent(f[14]) && p.req.Query == "" {
		p.req.Query = p.text(f[14])
	}
	return p.setStatus(f[10]) && p.setBytes(f[9], Unknown) && p.setDuration(f[7], time.Millisecond) && p.setClient(f[0])
}

func isStatusOrNone(b []byte) bool { return digits(b) && len(b) <= 3 }

// americanTime reads "7/1/18" or "7/1/2018" and "20:15:04" or "7:55:20".
func americanTime(date, clock []byte) (c civil, ok bool) {
	first, rest, _ := bytes.Cut(date, []byte("/"))
	second, year, _ := bytes.Cut(rest, []byte("/"))
	m, ok1 := whole(first)
	d, ok2 := whole(second)
	y, ok3 := whole(year)
	if m > 12 {
		m, d = d, m
	}
	if len(year) == 2 {
		y += 2000
		if y > 2089 {
			y -= 100
		}
	}
	hour, rest, _ := bytes.Cut(clock, []byte(":"))
	minute, second, _ := bytes.Cut(rest, []byte(":"))
	h, ok4 := whole(hour)
	i, ok5 := whole(minute)
	s, ok6 := whole(second)
	if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 || !ok6 || y > lastYear || max(m, d, h, i, s) > 99 {
		return c, false
	}
	return civil{year: int(y), month: int(m), day: int(d), hour: int(h), minute: int(i), second: int(s)}, true
}
