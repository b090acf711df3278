package request

import "bytes"

// clf reads one line of the Common Log Format and its kin:
//
//	[vhost[:port] ]client ident user [time] "request" status bytes[ "referer" "agent"[ more]]
//
// One parser serves common, combined and vhost: each line is read for what it
// is, since one log often holds more than one of them.
func clf(p *parser, line []byte) bool {
	start, end := unwrap(line)
	start += prefix(line[start:end])
	at := findTime(line[:end], start)
	if at < 0 {
		return p.withoutTime(line[:end], start)
	}
	if !p.head(line[start:at-1], start) {
		return false
	}
	micros, problem := p.clock.clf(line[at+1 : at+1+clfTime])
	if problem != "" {
		return p.bad(problem, "time", line[at+1:at+1+clfTime])
	}
	p.req.Time = micros
	return p.tail(line[:end], at+clfTime+3)
}

// unwrap finds where the line lies inside quotes that some tools put around
// every line.
func unwrap(line []byte) (start, end int) {
	if len(line) < 2 || line[0] != '"' {
		return 0, len(line)
	}
	if line[len(line)-1] == '"' {
		return 1, len(line) - 1
	}
	return 1, len(line)
}

// findTime finds the bracket before the time: ` [` and, 27 bytes on, `] "`.
func findTime(line []byte, start int) int {
	for i := start + 1; i < len(line); {
		j := bytes.IndexByte(line[i:], '[')
		if j < 0 || i+j+clfTime+3 >= len(line) {
			return -1
		}
		at := i + j
		if line[at-1] == ' ' && string(line[at+clfTime+1:at+clfTime+4]) == `] "` {
			return at
		}
		i = at + 1
	}
	return -1
}

// withoutTime says what a line is in which no time was found.
func (p *parser) withoutTime(line []byte, start int) bool {
	if isErrorLog(line[start:]) {
		return p.bad("error-log-line", "", nil)
	}
	i := bytes.Index(line[start:], []byte(" ["))
	if i < 0 {
		return p.broken("", start)
	}
	if j := bytes.Index(line[start+i:], []byte(`] "`)); j > 0 {
		return p.bad("not-a-time", "time", line[start+i+2:start+i+j])
	}
	return p.broken("time", start+i+1)
}

// head reads what stands before the time. nginx leaves out the user (or the
// name of identd) in some layouts, and user names may hold spaces.
func (p *parser) head(b []byte, at int) bool {
	first, rest := cutSpace(b)
	if len(rest) == 0 {
		return p.broken("user", at+len(b))
	}
	second, third := cutSpace(rest)
	if len(second) == 0 || second[0] == '|' {
		return p.composed(b, at)
	}
	if isVhost(first, second, third) {
		if !p.setSite(first) {
			return false
		}
		p.vhost = true
		first = second
		_, third = cutSpace(third)
	}
	p.setUser(third)
	return p.setClient(first)
}

// composed reads what stands before the time behind the name that Docker
// Compose puts before every line, "web-1  | ".
func (p *parser) composed(b []byte, at int) bool {
	i := bytes.Index(b, []byte(" | "))
	if i < 0 || bytes.IndexByte(bytes.TrimRight(b[:i], " "), ' ') >= 0 {
		return p.broken("user", at)
	}
	b = b[i+3:]
	if j := bytes.IndexByte(b, '|'); j >= 0 { // one such name, not several
		return p.broken("user", at+i+3+j)
	}
	return p.head(b, at+i+3)
}

// cutSpace cuts b at its first space.
func cutSpace(b []byte) (before, after []byte) {
	if i := bytes.IndexByte(b, ' '); i >= 0 {
		return b[:i], b[i+1:]
	}
	return b, nil
}

// isVhost decides whether a line begins with its virtual host: the second
// word is an address then, or a host name before the dash of identd.
func isVhost(first, second, third []byte) bool {
	if len(second) <= 1 || len(third) == 0 {
		return false
	}
	if isIP(second) {
		return true
	}
	return len(third) > 2 && third[0] == '-' && third[1] == ' ' && isHost(second) &&
		(bytes.IndexByte(second, '.') > 0 || bytes.IndexByte(first, ':') > 0)
}

// tail reads from the quote before the request on.
func (p *parser) tail(line []byte, i int) bool {
	quote := p.closing(line, i+1, beforeStatus)
	if quote < 0 {
		return p.broken("request", i)
	}
	p.setRequest(line[i+1 : quote])
	i = quote + 2
	j := space(line, i)
	if !p.setStatus(line[i:j]) {
		return false
	}
	i = j + 1
	if i >= len(line) {
		return p.broken("bytes", len(line))
	}
	j = space(line, i)
	if !p.setBytes(line[i:j], 0) {
		return false
	}
	if j+1 >= len(line) || line[j+1] != '"' {
		return true
	}
	return p.headers(line, j+1)
}

// headers reads the referer and the agent. The agent is the last field: a
// line that ends inside it is kept. What follows it is not read.
func (p *parser) headers(line []byte, i int) bool {
	quote := p.closing(line, i+1, beforeQuote)
	if quote < 0 {
		return p.broken("referer", i)
	}
	p.setReferer(line[i+1 : quote])
	p.full = true
	i = quote + 3
	end := p.closing(line, i, beforeMore)
	if end < 0 {
		p.cut = "agent"
		end = len(line)
	}
	p.setAgent(line[i:end])
	return true
}

// space is the place of the next space, or the end of the line.
func space(line []byte, i int) int {
	if j := bytes.IndexByte(line[i:], ' '); j >= 0 {
		return i + j
	}
	return len(line)
}

// What may follow a closing quote.
const (
	beforeStatus = iota // a space and a digit or dash
	beforeQuote         // a space and another quote
	beforeMore          // a space, or the end of the line
)

// closing finds the quote that closes a field: not escaped, and followed by
// what has to follow. Quotes that a server logged without escaping them are
// passed over by the second rule.
func (p *parser) closing(line []byte, from, next int) int {
	for i := from; i < len(line); {
		j := bytes.IndexByte(line[i:], '"')
		if j < 0 {
			return -1
		}
		i += j + 1
		if follows(line[i:], next) && (p.plain || !isEscaped(line[from:i-1])) {
			return i - 1
		}
	}
	return -1
}

func follows(rest []byte, next int) bool {
	switch {
	case next == beforeMore:
		return len(rest) == 0 || rest[0] == ' '
	case len(rest) < 2 || rest[0] != ' ':
		return false
	case next == beforeQuote:
		return rest[1] == '"'
	}
	return isDigit(rest[1]) || rest[1] == '-'
}

// isEscaped says whether the byte after b has a backslash before it that is
// not itself escaped.
func isEscaped(b []byte) bool {
	n := 0
	for n < len(b) && b[len(b)-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}
