package request

import "bytes"

// parse reads a line by the layout, if need be without the quotes or the
// prefix that a collector put around it.
func (l *Layout) parse(p *parser, line []byte) bool {
	if l.match(p, line, 0, len(line)) {
		return true
	}
	first := p.fault
	start, end := unwrap(line)
	start += prefix(line[start:end])
	if start > 0 {
		where, used := p.req.Where, p.scratch
		p.begin(line)
		p.req.Where, p.scratch = where, used // the first fault may quote what is in it
		if l.match(p, line, start, end) {
			return true
		}
	}
	p.fault = first
	if isErrorLog(line) {
		return p.bad("error-log-line", "", nil)
	}
	return false
}

// match reads line[start:end].
func (l *Layout) match(p *parser, line []byte, start, end int) bool {
	p.style = l.escape
	line = line[:end]
	var v values
	var t civil
	i := start
	for k := range l.steps {
		s := &l.steps[k]
		if !bytes.HasPrefix(line[i:], s.literal) {
			if s.kind == stepEnd {
				break // the last variable found its own end
			}
			return p.broken(s.column(), i)
		}
		i += len(s.literal)
		if s.kind == stepEnd {
			break
		}
		n, ok := p.take(s, line, i, &v, &t)
		if !ok {
			return false
		}
		i += n
	}
	return p.finish(&v, &t)
}

// column is the field that a step fills, or the variable's own name.
func (s *step) column() string {
	if s.field == fieldSkip {
		return s.name
	}
	return s.field.name()
}

// take reads the value of one step at a place and says how long it is.
func (p *parser) take(s *step, line []byte, i int, v *values, t *civil) (n int, ok bool) {
	rest := line[i:]
	switch s.kind {
	case stepCLF:
		n = min(clfTime, len(rest))
	case stepISO:
		if _, n = isoTime(rest); n == 0 {
			return 0, p.broken("time", i)
		}
	case stepTime:
		if n = readTime(s.ops, rest, t); n < 0 {
			return 0, p.broken("time", i)
		}
		return n, true
	default:
		end := s.end(p, line, i)
		if end < 0 {
			if !s.last || !s.mayBreakOff() {
				return 0, p.broken(s.column(), i)
			}
			p.cut = s.column()
			end = len(line)
		}
		n = end - i
	}
	if s.field != fieldSkip {
		v.put(s.field, s.rank, p.decoded(rest[:n]))
	}
	return n, true
}

// mayBreakOff is true for a last field whose beginning is worth keeping. Part
// of an address or a number is another address or number.
func (s *step) mayBreakOff() bool {
	switch s.field {
	case fieldAgent, fieldReferer, fieldUser, fieldSkip, fieldRequest, fieldTarget, fieldPath, fieldQuery:
		return s.quoted()
	}
	return false
}

// quoted is true where a quote ends the value.
func (s *step) quoted() bool { return len(s.until) > 0 && s.until[0] == '"' }

// end finds where the value that begins at i ends, -1 if it does not.
func (s *step) end(p *parser, line []byte, i int) int {
	switch {
	case s.slash:
		return from(i, bytes.IndexByte(line[i:], '/'))
	case len(s.until) == 0:
		if s.field == fieldSkip || s.field == fieldAgent || s.field == fieldReferer || s.field == fieldUser {
			return len(line)
		}
		return space(line, i)
	case s.last && string(s.until) == `"`:
		return p.closing(line, i, beforeMore)
	case s.quoted():
		return s.endQuoted(line, i)
	case s.until[0] == ':' && s.field.namesClient():
		return endClient(line, i)
	case s.list && s.until[0] == ' ':
		return endList(line, i, s.until)
	}
	return from(i, bytes.Index(line[i:], s.until))
}

// from turns a place in line[i:] into one in line.
func from(i, j int) int {
	if j < 0 {
		return -1
	}
	return i + j
}

// endQuoted finds a closing quote that is not escaped.
func (s *step) endQuoted(line []byte, i int) int {
	for at := i; ; at++ {
		j := bytes.Index(line[at:], s.until)
		if j < 0 {
			return -1
		}
		at += j
		if !isEscaped(line[i:at]) {
			return at
		}
	}
}

// endClient finds the colon before a client's port, which in an IPv6 address
// is the last of several.
func endClient(line []byte, i int) int {
	word := line[i:space(line, i)]
	return from(i, bytes.LastIndexByte(word, ':'))
}

// endList finds the end of a list of upstreams or forwarders, whose members
// are set apart by ", " and " : ".
func endList(line []byte, i int, until []byte) int {
	for at := i; ; at++ {
		j := bytes.Index(line[at:], until)
		if j < 0 {
			return -1
		}
		at += j
		after := line[at+1:]
		if (at == i || line[at-1] != ',' && line[at-1] != ':') && !bytes.HasPrefix(after, []byte(": ")) {
			return at
		}
	}
}

// finish makes the request of what the steps gave.
func (p *parser) finish(v *values, t *civil) bool {
	p.plain = true // every value was decoded
	micros, problem := int64(0), ""
	if raw := v.raw[fieldTime]; v.has(fieldTime) {
		if micros, problem = p.clock.any(raw); problem != "" {
			return p.bad(problem, "time", raw)
		}
	} else if micros, problem = p.clock.at(*t); problem != "" {
		return p.bad(problem, "time", t.text())
	}
	p.req.Time = micros
	firstOfList(v)
	return p.build(v)
}
