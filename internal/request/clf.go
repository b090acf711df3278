package request

import "bytes"

// clf reads one line of the Common Log Format and its kin:
//
//	[vhost[:port] ]client ident user [time] "request" status bytes[ "referer" "agent"[ more]]
//
// One parser serves common, combined, vhost, nginx-ingress and traefik-clf:
// each line is read for what it is, since one log often holds more than one of
// them.
func clf(p *parser, line []byte) bool {
	start, end := unwrap(line)
	start += prefix(line[start:end])
	for start < end && line[start] == ' ' {
		start++
	}
	at, closed := findTime(line[:end], start)
	if at < 0 {
		return p.withoutTime(line[:end], start)
	}
	if !p.head(line[start:at-1], start) {
		return false
	}
	micros, problem := p.clock.any(line[at+1 : closed])
	if problem != "" {
		return p.bad(problem, "time", line[at+1:closed])
	}
	p.req.Time = micros
	return p.tail(line[:end], p.took(line[:end], closed+2))
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

// longestTime is how many bytes a time in brackets may have.
const longestTime = 40

// findTime finds the brackets around the time: ` [` and, 27 bytes on, `] "`.
// Times in the form of ISO 8601 have other lengths, and Gandi puts the
// duration behind the time, `] (0 s) "`.
func findTime(line []byte, start int) (at, closed int) {
	for i := start + 1; i < len(line); {
		j := bytes.IndexByte(line[i:], '[')
		if j < 0 {
			break
		}
		at = i + j
		if line[at-1] == ' ' {
			if closed = at + clfTime + 1; closed+2 < len(line) && beforeRequest(line[closed:]) {
				return at, closed
			}
			if closed = otherStamp(line, at); closed > 0 && beforeRequest(line[closed:]) {
				return at, closed
			}
		}
		i = at + 1
	}
	return -1, -1
}

// otherStamp is the place of the bracket after a time of ISO 8601, or one of
// the Common Log Format that has a fraction, lacks its zone or has the month as
// a number; 0 if it is none.
func otherStamp(line []byte, at int) int {
	if at+21 >= len(line) {
		return 0
	}
	b := line[at+1 : min(at+1+longestTime, len(line))]
	switch {
	case b[4] == '-':
		if _, n := isoTime(b); n > 0 {
			return at + 1 + n
		}
	case b[2] == '/' && b[6] == '/' && b[11] == ':':
		if j := bytes.IndexByte(b, ']'); j >= 20 {
			return at + 1 + j
		}
	case b[2] == '/' && b[5] == '/' && b[10] == ':': // cPanel's
		if j := bytes.IndexByte(b, ']'); j >= 19 {
			return at + 1 + j
		}
	}
	return 0
}

// beforeRequest is true for what stands between a time and the request.
func beforeRequest(b []byte) bool {
	if len(b) < 3 || b[0] != ']' || b[1] != ' ' {
		return false
	}
	return b[2] == '"' || b[2] == '(' && bytes.Contains(b[:min(len(b), 24)], []byte(` s) "`))
}

// took reads the duration that Gandi logs as "(3 s) " and says where the
// request begins.
func (p *parser) took(line []byte, i int) int {
	if line[i] != '(' {
		return i
	}
	end := i + bytes.IndexByte(line[i:], ')')
	if seconds, ok := decimal(line[i+1 : end-2]); ok && seconds <= longest.Microseconds() {
		p.req.Duration = seconds
	}
	return end + 2
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
	if j := bytes.Index(line[start+i:], []byte(`] "`)); j > 1 {
		return p.bad("not-a-time", "time", line[start+i+2:start+i+j])
	}
	return p.broken("time", start+i+1)
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
	return p.headers(line, min(j+1, len(line)))
}

// between is how many fields without quotes may stand between the bytes and
// the referer.
const between = 4

// headers reads the referer and the agent, where there are any. Some layouts
// put fields without quotes before them (bytes received, duration, the state
// of the connection), and Traefik writes a referer that is none without quotes.
// Where such a field is no number, what follows is only taken for the two
// headers if two fields in quotes do follow.
func (p *parser) headers(line []byte, i int) bool {
	alone, strange := false, false
	for range between {
		if i >= len(line) || line[i] == '"' {
			break
		}
		j := space(line, i)
		word := line[i:j]
		alone = alone || string(word) == "-"
		strange = strange || !absent(word) && !isNumber(word)
		i = min(j+1, len(line))
	}
	if i >= len(line) || line[i] != '"' || strange && !p.another(line, i) {
		return true
	}
	p.full = true
	if alone && !p.another(line, i) {
		return p.lastHeader(line, i+1)
	}
	quote := p.closing(line, i+1, beforeQuote)
	if quote < 0 {
		p.full = false
		return p.broken("referer", i)
	}
	p.setReferer(line[i+1 : quote])
	i = quote + 2
	return p.lastHeader(line, i+1)
}

// another is true where a second field in quotes follows the one that begins
// at a place.
func (p *parser) another(line []byte, i int) bool {
	end := p.closing(line, i+1, beforeMore)
	return end >= 0 && follows(line[end+1:], beforeQuote)
}

// lastHeader reads the agent, after which a line may end or go on. A line
// that ends inside it is kept.
func (p *parser) lastHeader(line []byte, i int) bool {
	end := p.closing(line, i, beforeMore)
	if end < 0 {
		p.cut = "agent"
		end = len(line)
	}
	p.setAgent(line[i:end])
	if end+2 < len(line) {
		p.suffix(line[end+2:])
	}
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
