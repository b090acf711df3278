package request

import "bytes"

// caddyLine is what is read of one entry of Caddy's log.
type caddyLine struct {
	v       values
	logger  []byte
	request bool
}

// Ranks of the places that Caddy names a client in: client_ip is who asked
// once trusted proxies are taken away, remote_ip the peer of the connection,
// remote_addr the same with its port (before Caddy 2.5).
const (
	rankClientIP = iota
	rankRemoteIP
	rankRemoteAddr
)

// caddyJSON reads the access log of Caddy 2 in its JSON encoding.
func caddyJSON(p *parser, line []byte) bool {
	p.style = escapeJSON
	var l caddyLine
	c := cursor{b: line}
	if !c.open() {
		return p.notJSON(c.why)
	}
	first := true
	for {
		key, ok := c.member(&first)
		if !ok || !l.member(&c, key, p) {
			break
		}
	}
	if c.why == "" && c.peek() != 0 {
		c.why = "there is more after the object"
	}
	if c.why != "" {
		return p.notJSON(c.why)
	}
	p.plain = true // every value was decoded
	return l.build(p)
}

// member reads one member at the top of an entry.
func (l *caddyLine) member(c *cursor, key []byte, p *parser) bool {
	if string(key) == "request" && c.peek() == '{' {
		l.request = true
		return l.object(c, p, inRequest)
	}
	raw, k, ok := c.value()
	if !ok || k > kindBare {
		return ok
	}
	switch string(key) {
	case "ts":
		p.keepValue(&l.v, place{fieldTime, 0}, raw)
	case "logger":
		l.logger = raw
	case "status":
		p.keepValue(&l.v, place{fieldStatus, 0}, raw)
	case "size":
		p.keepValue(&l.v, place{fieldBytes, 0}, raw)
	case "user_id":
		p.keepValue(&l.v, place{fieldUser, 0}, raw)
	case "duration":
		p.keepValue(&l.v, place{fieldSeconds, 0}, raw)
	}
	return true
}

// The objects of an entry that are read.
const (
	inRequest = iota
	inHeaders
)

// object reads the members of one of them. (A constant and not a function
// says which, since a function value would move the entry to the heap.)
func (l *caddyLine) object(c *cursor, p *parser, which int) bool {
	if !c.open() {
		return false
	}
	first := true
	for {
		key, ok := c.member(&first)
		if !ok {
			return c.why == ""
		}
		if which == inRequest {
			ok = l.requestMember(c, key, p)
		} else {
			ok = l.header(c, key, p)
		}
		if !ok {
			return false
		}
	}
}

// requestMember reads one member of "request".
func (l *caddyLine) requestMember(c *cursor, key []byte, p *parser) bool {
	if string(key) == "headers" && c.peek() == '{' {
		return l.object(c, p, inHeaders)
	}
	raw, k, ok := c.value()
	if !ok || k > kindBare {
		return ok
	}
	switch string(key) {
	case "client_ip":
		p.keepValue(&l.v, place{fieldClient, rankClientIP}, raw)
	case "remote_ip":
		p.keepValue(&l.v, place{fieldClient, rankRemoteIP}, raw)
	case "remote_addr":
		p.keepValue(&l.v, place{fieldClient, rankRemoteAddr}, raw)
	case "host":
		p.keepValue(&l.v, place{fieldSite, 0}, raw)
	case "method":
		p.keepValue(&l.v, place{fieldMethod, 0}, raw)
	case "uri":
		p.keepValue(&l.v, place{fieldTarget, 0}, raw)
	case "proto":
		p.keepValue(&l.v, place{fieldProtocol, 0}, raw)
	}
	return true
}

// header reads one member of "headers", an array of strings.
func (l *caddyLine) header(c *cursor, key []byte, p *parser) bool {
	raw, k, ok := c.value()
	if !ok || k != kindArray {
		return ok
	}
	switch {
	case bytes.EqualFold(key, []byte("User-Agent")):
		p.keepValue(&l.v, place{fieldAgent, 0}, firstString(raw))
	case bytes.EqualFold(key, []byte("Referer")):
		p.keepValue(&l.v, place{fieldReferer, 0}, firstString(raw))
	}
	return true
}

// build makes the request of an entry that is one. Entries of other loggers
// are none; http.log.error repeats a request that the access log has.
func (l *caddyLine) build(p *parser) bool {
	switch {
	case bytes.HasPrefix(l.logger, []byte("http.log.error")):
		return p.bad("error-log-line", "", nil)
	case !l.request || len(l.logger) > 0 && !bytes.HasPrefix(l.logger, []byte("http.log.access")):
		return p.bad("not-a-request", "", nil)
	case !l.v.has(fieldTime):
		return p.bad("field-missing", "time", nil)
	}
	micros, problem := p.clock.any(l.v.raw[fieldTime])
	if problem != "" {
		return p.bad(problem, "time", l.v.raw[fieldTime])
	}
	p.req.Time = micros
	return p.build(&l.v)
}
