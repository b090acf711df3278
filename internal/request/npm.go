package request

import (
	"bytes"
	"time"
)

// npm reads a line of Nginx Proxy Manager:
//
//	[time][ cache status] status - METHOD scheme host "target" [Client a]
//	[Length n] [Gzip x][ [Sent-to server]] "agent" "referer"
func npm(p *parser, line []byte) bool {
	w := bare(line)
	if !p.bracketedTime(&w) {
		return false
	}
	begin := w.i
	status := w.next()
	if !digits(status) { // cache and upstream come first
		w.next()
		status = w.next()
	}
	if !isStatus(status) || !w.literal("- ") {
		return p.broken("status", begin)
	}
	method := w.next()
	w.next() // scheme
	host := w.next()
	begin = w.i
	if !w.literal(`"`) {
		return p.broken("uri", begin)
	}
	target, ok := w.until(`" [Client `)
	if !ok || !isToken(method) {
		return p.broken("uri", begin)
	}
	p.req.Method = alias(method)
	p.setHost(host)
	p.setTarget(target)
	return p.setStatus(status) && p.npmClient(&w)
}

// npmClient reads from the client on.
func (p *parser) npmClient(w *words) bool {
	begin := w.i
	client, ok := w.until("] [Length ")
	if !ok {
		return p.broken("client", begin)
	}
	begin = w.i
	length, ok := w.until("] ")
	if !ok {
		return p.broken("bytes", begin)
	}
	for w.i < len(w.b) && w.b[w.i] == '[' { // [Gzip x] [Sent-to server]
		if _, ok := w.until("] "); !ok {
			return p.broken("agent", w.i)
		}
	}
	begin = w.i
	agent, ok := w.quoted(p, beforeQuote)
	if !ok {
		return p.broken("agent", begin)
	}
	p.setAgent(agent)
	referer, ok := w.quoted(p, beforeMore)
	if !ok {
		p.cut, referer = "referer", bytes.TrimPrefix(w.rest(), []byte(`"`))
	}
	p.setReferer(referer)
	return p.setBytes(length, 0) && p.setClient(client)
}

// npmplus reads a line of NPMplus, whose last two fields have no quotes:
//
//	[time] host client seconds "request" status body bytes referer agent…
func npmplus(p *parser, line []byte) bool {
	w := bare(line)
	if !p.bracketedTime(&w) {
		return false
	}
	host, client := w.next(), w.next()
	begin := w.i
	took := w.next()
	if !isNumber(took) {
		return p.broken("duration", begin)
	}
	begin = w.i
	request, ok := w.quoted(p, beforeStatus)
	if !ok {
		return p.broken("request", begin)
	}
	p.setHost(host)
	p.setRequest(request)
	if !p.setDuration(took, time.Second) || !p.setStatus(w.next()) || !p.setBytes(w.next(), 0) {
		return false
	}
	begin = w.i
	if sent := w.next(); !digits(sent) && !absent(sent) || len(sent) == 0 {
		return p.broken("bytes", begin)
	}
	p.setReferer(w.next())
	p.setAgent(w.rest())
	return p.setClient(client)
}

// apacheSSL reads a line of Apache's ssl_request_log, which has no status:
//
//	[time] client TLSv1.3 cipher "request" bytes
func apacheSSL(p *parser, line []byte) bool {
	w := bare(line)
	if !p.bracketedTime(&w) {
		return false
	}
	client := w.next()
	begin := w.i
	if protocol := w.next(); !bytes.HasPrefix(protocol, []byte("TLS")) && !bytes.HasPrefix(protocol, []byte("SSL")) && !absent(protocol) {
		return p.broken("", begin)
	}
	w.next() // cipher
	begin = w.i
	request, ok := w.quoted(p, beforeStatus)
	if !ok {
		return p.broken("request", begin)
	}
	p.setRequest(request)
	return p.setBytes(w.next(), 0) && p.setClient(client)
}

// bracketedTime reads the time that a line begins with.
func (p *parser) bracketedTime(w *words) bool {
	begin := w.i
	stamp, ok := w.bracketed()
	if !ok || len(stamp) < 19 || len(stamp) > longestTime {
		if isErrorLog(w.b[begin:]) {
			return p.bad("error-log-line", "", nil)
		}
		return p.broken("time", begin)
	}
	micros, problem := p.clock.any(stamp)
	if problem != "" {
		if isErrorLog(w.b[begin:]) {
			return p.bad("error-log-line", "", nil)
		}
		return p.bad(problem, "time", stamp)
	}
	p.req.Time = micros
	return true
}
