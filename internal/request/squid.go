package request

import (
	"bytes"
	"time"
)

// squid reads a line of Squid's native access.log, and what some layouts add
// to it:
//
//	seconds elapsed client code/status bytes METHOD url user hierarchy/peer type[ "referer" "agent"]
//
// A longer layout has the client's port behind the client, sizes behind the
// bytes, the version behind the URL, the peer's port behind the peer, and more
// fields after the type, of which the one after the agent is the host.
func squid(p *parser, line []byte) bool {
	w := bare(line)
	begin := w.i
	stamp := w.next()
	if bytes.IndexByte(stamp, '.') < 9 || !isNumber(stamp) {
		return p.broken("time", begin)
	}
	micros, problem := epoch(stamp)
	if problem != "" {
		return p.bad(problem, "time", stamp)
	}
	p.req.Time = micros
	w.spaces()
	begin = w.i
	elapsed, client, result := w.next(), w.next(), w.next()
	long := digits(result)
	if long {
		result = w.next()
	}
	code, status, ok := bytes.Cut(result, []byte("/"))
	if !isNumber(elapsed) || !ok || len(code) == 0 || !digits(status) {
		return p.broken("status", begin)
	}
	if elapsed[0] != '-' && !p.setDuration(elapsed, time.Millisecond) {
		return false
	}
	if !p.setStatus(status) || !p.setBytes(w.next(), Unknown) {
		return false
	}
	for i := 0; long && i < 4; i++ {
		w.next() // sizes
	}
	return p.squidRequest(&w, long) && p.setClient(client)
}

// squidRequest reads from the method on. A URL holds no space: Squid encodes
// them.
func (p *parser) squidRequest(w *words, long bool) bool {
	begin := w.i
	method, target := w.next(), w.next()
	if len(target) == 0 || !isToken(method) {
		return p.broken("request", begin)
	}
	if !absent(method) {
		p.req.Method = alias(method)
	}
	p.setTarget(target)
	if long {
		p.req.Protocol = httpOf(w.next())
	}
	p.setUser(w.next())
	w.next() // hierarchy
	w.next() // type, or the peer's port
	for i := 0; long && i < 3; i++ {
		w.next() // type and two more
	}
	if referer, ok := w.quoted(p, beforeQuote); ok {
		p.setReferer(referer)
		if agent, ok := w.quoted(p, beforeMore); ok {
			p.setAgent(agent)
		}
		return true
	}
	if agent, ok := w.quoted(p, beforeMore); ok {
		p.setAgent(agent)
	}
	return true
}

// httpOf is the protocol of a version of HTTP.
func httpOf(version []byte) string {
	switch string(version) {
	case "1.0":
		return "HTTP/1.0"
	case "1.1":
		return "HTTP/1.1"
	case "2.0":
		return "HTTP/2.0"
	}
	return ""
}
