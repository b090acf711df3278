package request

import (
	"bytes"
	"time"

	"github.com/unveil-project/unveil/internal/source"
)

// jsonShape is one JSON format: its keys and what is special about it.
type jsonShape struct {
	name  string
	table keyTable
	need  uint8 // how many marks an object has to hold to be of it
	kind  shapeKind
	zone  *time.Location // of times that state none; nil where nothing is documented
}

// shapeKind names what a shape needs besides its keys. (Not a function, since
// calling one through a pointer would move the values of a line to the heap.)
type shapeKind uint8

const (
	shapePlain shapeKind = iota
	shapeCaddy
	shapeCloudFront
	shapeHAProxy
)

// parse reads one line.
func (s *jsonShape) parse(p *parser, line []byte) bool {
	var v values
	if !p.collect(s, line, &v) {
		return false
	}
	switch s.kind {
	case shapeCaddy:
		v.console(line)
		if bytes.HasPrefix(v.raw[fieldLogger], []byte("http.log.error")) {
			return p.bad("error-log-line", "", nil)
		}
		if l := v.raw[fieldLogger]; len(l) > 0 && !bytes.HasPrefix(l, []byte("http.log.access")) {
			p.final = true
			return p.bad("not-a-request", "", nil)
		}
		if v.has(fieldLine) && !v.has(fieldTarget) {
			return p.wholeLine(&v)
		}
		v.caddyDuration()
	case shapeCloudFront:
		p.cloudFront(&v)
	case shapeHAProxy:
		v.haproxyNone(fieldStatus)
		v.haproxyNone(fieldMillis)
	}
	if v.marks < s.need || !v.isRequest() || p.strict && s.need == 0 && v.knownBetter() {
		return p.bad("not-a-request", "", nil)
	}
	p.final = s.need > 0 && (v.has(fieldTime) || v.has(fieldDate))
	return p.buildTime(&v) && p.build(&v)
}

// isRequest is false for an entry that tells of no request.
func (v *values) isRequest() bool {
	return v.has(fieldClient) || v.has(fieldPeer) || v.has(fieldStatus) || v.has(fieldForwarded)
}

// buildTime reads when the request was made.
func (p *parser) buildTime(v *values) bool {
	raw := v.raw[fieldTime]
	if absent(raw) && v.has(fieldDate) && v.has(fieldDaytime) {
		raw = p.joined(v.raw[fieldDate], v.raw[fieldDaytime])
	}
	if absent(raw) {
		return p.bad("field-missing", "time", nil)
	}
	micros, problem := p.clock.any(raw)
	if problem == "not-a-time" {
		if c, ok := haproxyTime(raw); ok {
			micros, problem = p.clock.at(c)
		}
	}
	if problem != "" {
		return p.bad(problem, "time", raw)
	}
	p.req.Time = micros
	return true
}

// joined writes a date and a time of day behind one another.
func (p *parser) joined(date, daytime []byte) []byte {
	begin := len(p.scratch)
	p.scratch = append(p.scratch, date...)
	p.scratch = append(p.scratch, 'T')
	p.scratch = append(p.scratch, daytime...)
	return p.scratch[begin:]
}

// haproxyTime reads "17/May/2015:10:05:03.123" or the same without a
// fraction, which states no zone.
func haproxyTime(b []byte) (c civil, ok bool) {
	if len(b) < 20 || b[2] != '/' || b[6] != '/' || b[11] != ':' || b[14] != ':' || b[17] != ':' {
		return c, false
	}
	c = civil{
		day: digits2(b), month: monthOf(b[3:6]), year: digits2(b[7:])*100 + digits2(b[9:]),
		hour: digits2(b[12:]), minute: digits2(b[15:]), second: digits2(b[18:]),
	}
	if rest := b[20:]; len(rest) > 1 && rest[0] == '.' {
		n := 0
		c.micro, n = fraction(rest[1:])
		return c, n == len(rest)-1
	}
	return c, len(b) == 20
}

// wholeLine reads an entry that holds the line of the Common Log Format
// beside no parts of the request.
func (p *parser) wholeLine(v *values) bool {
	p.style = escapeNone
	return clf(p, v.raw[fieldLine])
}

// caddyDuration takes whole numbers from a thousand on for the nanoseconds of
// duration_format nano: seconds are written with a fraction.
func (v *values) caddyDuration() {
	if b := v.raw[fieldSeconds]; len(b) >= 4 {
		if _, ok := whole(b); ok {
			v.put(fieldNanos, 0, b)
		}
	}
}

// haproxyNone drops the -1 that HAProxy writes where a request did not come
// so far as to have a status or a time.
func (v *values) haproxyNone(f field) {
	if b := v.raw[f]; len(b) > 0 && b[0] == '-' {
		v.raw[f] = nil
	}
}

// cloudFront drops what CloudFront writes where it knows nothing and undoes
// the percent-encoding that it documents for the agent.
func (p *parser) cloudFront(v *values) {
	for f := range v.raw {
		if len(v.raw[f]) == 1 && v.raw[f][0] == '_' {
			v.raw[f] = nil
		}
	}
	v.raw[fieldAgent] = p.percent(v.raw[fieldAgent])
}

// percent undoes %XX where that gives printable ASCII.
func (p *parser) percent(b []byte) []byte {
	if bytes.IndexByte(b, '%') < 0 {
		return b
	}
	begin := len(p.scratch)
	for i := 0; i < len(b); i++ {
		if b[i] == '%' && i+2 < len(b) {
			hi, lo := hexDigit(b[i+1]), hexDigit(b[i+2])
			if c := hi<<4 | lo; hi >= 0 && lo >= 0 && c >= 0x20 && c < 0x7f {
				p.scratch = append(p.scratch, byte(c))
				i += 2
				continue
			}
		}
		p.scratch = append(p.scratch, b[i])
	}
	return p.scratch[begin:len(p.scratch):len(p.scratch)]
}

// sniff scores the share of lines that are of the shape.
func (s *jsonShape) sniff(head []byte) int {
	if !beginsWithObject(head) {
		return 0
	}
	all, read, asked := sniff(head, newParser("", source.Options{Zone: time.UTC}), s.parse, asksSomething)
	switch {
	case read == 0 || 20*read < all:
		return 0
	case s.need > 0: // a few lines are enough: their keys are of this format alone
		return 55 + 40*read/all
	case 2*asked < all:
		return 0
	}
	return 40 + 45*asked/all
}

// asksSomething asks for what was asked and a status or a method.
func asksSomething(p *parser) bool {
	return p.req.Path != "" && (p.req.Status != 0 || p.req.Method != "")
}

// beginsWithObject says whether one of the first lines is, or ends with, an
// object, so that a text is not read as JSON only to be refused.
func beginsWithObject(head []byte) bool {
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	for range sniffLines {
		line, rest, more := bytes.Cut(head, []byte("\n"))
		line = bytes.TrimSpace(line)
		if len(line) > 0 && (line[0] == '{' || line[objectAt(line)] == '{') {
			return true
		}
		if !more {
			return false
		}
		head = rest
	}
	return false
}
