package request

import (
	"bytes"
	"time"
)

// squid reads a line of Squid's native access.log, and what some layouts add
// to it:
//
//	seconds elapsed client code/status bytes METHOD url user hierarchy/peer type[ "referer" "agent"]
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
	elapsed, client := w.next(), w.next()
	code, status, ok := bytes.Cut(w.next(), []byte("/"))
	if !isNumber(elapsed) || !ok || len(code) == 0 || !digits(status) {
		return p.broken("status", begin)
	}
	if elapsed[0] != '-' && !p.setDuration(elapsed, time.Millisecond) {
		return false
	}
	return p.setStatus(status) && p.setBytes(w.next(), Unknown) && p.squidRequest(&w) && p.setClient(client)
}

// squidRequest reads from the method on. A URL holds no space: Squid encodes
// them.
func (p *parser) squidRequest(w *words) bool {
	begin := w.i
	method, target := w.next(), w.next()
	if len(target) == 0 || !isToken(method) {
		return p.broken("request", begin)
	}
	if !absent(method) {
		p.req.Method = alias(method)
	}
	p.setTarget(target)
	p.setUser(w.next())
	w.next() // hierarchy
	w.next() // type
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
