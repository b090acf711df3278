package request

import "bytes"

// w3cTime is the date and the time of day of a record before they are read.
type w3cTime struct {
	date, clock []byte
	local       bool // the time of day is that of the machine
}

// read makes them an instant. A log without a column for the date has it in a
// "#Date:" line.
func (t *w3cTime) read(p *parser, date civil) (micros int64, problem string) {
	c := date
	if t.date != nil || date.year == 0 {
		b := t.date
		if len(b) != 10 || b[4] != b[7] || b[4] != '-' && b[4] != '/' || digits2(b) < 0 || digits2(b[2:]) < 0 {
			return 0, "not-a-time"
		}
		c = civil{year: digits2(b)*100 + digits2(b[2:]), month: digits2(b[5:]), day: digits2(b[8:])}
	}
	b := t.clock
	if len(b) < 8 || b[2] != ':' || b[5] != ':' {
		return 0, "not-a-time"
	}
	c.hour, c.minute, c.second, c.micro = digits2(b), digits2(b[3:]), digits2(b[6:]), 0
	if len(b) > 8 {
		n := 0
		if b[8] == '.' {
			c.micro, n = fraction(b[9:])
		}
		if n == 0 || 9+n != len(b) {
			return 0, "not-a-time"
		}
	}
	c.zoned, c.offset = !t.local, 0
	return p.clock.at(c)
}

// text is the date and the time as they were written, for messages.
func (t *w3cTime) text(p *parser) []byte {
	if t.date == nil {
		return t.clock
	}
	begin := len(p.scratch)
	p.scratch = append(p.scratch, t.date...)
	p.scratch = append(p.scratch, ' ')
	p.scratch = append(p.scratch, t.clock...)
	return p.scratch[begin:]
}

// w3cUnnamed reads a record of IIS whose log lost its "#Fields:" line. The
// columns that IIS offers keep their order whichever are chosen:
//
//	date time [site] [computer] [server] METHOD stem query port user client
//	[version] agent [cookie] [referer] [host] status substatus code
//	[sent received] taken …
//
// They are told by their form: the method stands before a path, the status
// is the first of three numbers.
func w3cUnnamed(p *parser, line []byte) bool {
	var f [40][]byte
	n := 0
	for at := fieldsOf(line); !at.done() && n < len(f); n++ {
		f[n], _ = at.next()
	}
	m := methodAt(f[:n])
	status := statusAt(f[:n], m+6)
	if m == 0 || status == 0 {
		return p.broken("", 0)
	}
	var v values
	t := w3cTime{date: f[0], clock: f[1]}
	for i, c := range []struct {
		field field
		at    int
	}{
		{fieldMethod, m},
		{fieldPath, m + 1},
		{fieldQuery, m + 2},
		{fieldUser, m + 4},
		{fieldClient, m + 5},
		{fieldStatus, status},
	} {
		v.put(c.field, int16(i), p.decoded(f[c.at]))
	}
	p.unnamedHeaders(&v, f[m+6:status])
	p.unnamedNumbers(&v, f[status+3:n])
	var none w3c
	return none.finish(p, &v, &t)
}

// methodAt is the place of the method of a record without named columns: 0 if
// it has none, or no port and client where they have to be.
func methodAt(f [][]byte) int {
	for m := 2; m <= 5 && m+9 < len(f); m++ {
		if isUpper(f[m]) && len(f[m+1]) > 0 && (f[m+1][0] == '/' || f[m+1][0] == '*') &&
			isPort(f[m+3]) && isIP(f[m+5]) && !isIP(f[m+1]) {
			return m
		}
	}
	return 0
}

// statusAt is the place of the status: the first of three numbers that can be
// one. 0 if there is none.
func statusAt(f [][]byte, from int) int {
	for i := from; i+2 < len(f) && i <= from+5; i++ {
		if isStatus(f[i]) && digits(f[i+1]) && digits(f[i+2]) {
			return i
		}
	}
	return 0
}

// unnamedHeaders tells version, agent, cookie, referer and host by their form.
// The first without another form is the agent.
func (p *parser) unnamedHeaders(v *values, f [][]byte) {
	for _, b := range f {
		switch {
		case isProtocol(b) && !v.has(fieldProtocol) && !v.has(fieldAgent):
			v.put(fieldProtocol, 0, b)
		case !v.has(fieldAgent):
			v.put(fieldAgent, 0, p.decoded(p.agentOf(b, false)))
		case bytes.Contains(b[:min(len(b), 16)], []byte("://")) && !v.has(fieldReferer):
			v.put(fieldReferer, 0, p.decoded(b))
		case isHostPort(b) && bytes.IndexByte(b, '=') < 0 && !absent(b):
			v.put(fieldSite, 0, b)
		}
	}
}

// unnamedNumbers reads what follows the three codes: the milliseconds alone,
// or bytes sent, bytes received and milliseconds; and the list that a request
// was forwarded for.
func (p *parser) unnamedNumbers(v *values, f [][]byte) {
	n := 0
	for n < len(f) && digits(f[n]) {
		n++
	}
	if n < len(f) {
		if first, _, _ := bytes.Cut(f[n], []byte(",")); isIP(first) {
			v.put(fieldForwarded, 0, f[n])
		}
	}
	switch {
	case n == 1:
		v.put(fieldMillis, 0, f[0])
	case n >= 3:
		v.put(fieldBytes, 0, f[0])
		v.put(fieldMillis, 0, f[2])
	}
}
