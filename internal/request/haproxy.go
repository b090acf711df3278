package request

import (
	"bytes"
	"time"
)

// haproxy reads a line of HAProxy's "option httplog", or of httpslog and other
// layouts that go on after the request:
//
//	client:port [accepted] frontend backend/server Tq/Tw/Tc/Tr/Ta status bytes
//	cookie cookie state connections queues[ {request headers}][ {response headers}] "request"[ more]
//
// Lines of tcplog, "Connect from" lines and errors of connections are no
// requests.
func haproxy(p *parser, line []byte) bool {
	p.style = escapeNone // hashes are its escape
	w := bare(line)
	begin := w.i
	client := w.next()
	accepted, ok := w.bracketed()
	if !ok || len(accepted) < 20 {
		return p.notHAProxy(w.b, begin)
	}
	if !hasTimers(w.rest()) {
		return p.notHAProxy(w.b, begin)
	}
	w.next() // frontend
	timers, _ := w.timers()
	if bytes.Count(timers, []byte("/")) < 4 {
		return p.notRequest()
	}
	if !p.haproxyTime(accepted) || !p.haproxyNumbers(&w, timers) {
		return false
	}
	return p.setClientWithPort(client) && p.haproxyRequest(&w)
}

// hasTimers is true where the words of a line of httplog or tcplog follow.
func hasTimers(b []byte) bool {
	w := words{b, 0}
	w.next()
	_, ok := w.timers()
	return ok
}

// timers passes to the timers, "10/0/30/69/109". Between the server and them
// some layouts log one field or two.
func (w *words) timers() ([]byte, bool) {
	for range 4 {
		if field := w.next(); isTimers(field) {
			return field, true
		}
	}
	return nil, false
}

// isTimers is true for three numbers or more with slashes between.
func isTimers(b []byte) bool {
	n := 0
	for len(b) > 0 {
		var one []byte
		one, b, _ = bytes.Cut(b, []byte("/"))
		if !isNumber(one) {
			return false
		}
		n++
	}
	return n >= 3
}

// notHAProxy says what a line is that is no request.
func (p *parser) notHAProxy(line []byte, i int) bool {
	rest := line[i:]
	if bytes.HasPrefix(rest, []byte("Connect from ")) || bytes.HasPrefix(rest, []byte("Proxy ")) ||
		bytes.HasPrefix(rest, []byte("Server ")) || bytes.HasPrefix(rest, []byte("backend ")) {
		return p.notRequest()
	}
	w := words{line, i}
	client := w.next()
	if accepted, ok := w.bracketed(); ok && len(accepted) >= 20 && accepted[2] == '/' && accepted[6] == '/' && len(client) > 0 {
		if bytes.Contains(w.rest(), []byte(": ")) { // "frontend/1: SSL handshake failure"
			return p.notRequest()
		}
		return p.broken("duration", w.i)
	}
	if isErrorLog(rest) {
		return p.bad("error-log-line", "", nil)
	}
	return p.broken("", i)
}

// haproxyTime reads "09/Dec/2013:12:59:46.633", the local time of the machine,
// or with a zone where the layout has one.
func (p *parser) haproxyTime(b []byte) bool {
	if b[2] != '/' {
		return p.bad("not-a-time", "time", b)
	}
	micros, problem := p.clock.any(b)
	if problem != "" {
		return p.bad(problem, "time", b)
	}
	p.req.Time = micros
	return true
}

// haproxyNumbers reads the last timer (the whole of the request), the status
// and the bytes, and passes what stands up to the captured headers. Timers of
// what did not happen are -1; a plus says that logging did not wait for the
// end ("option logasap").
func (p *parser) haproxyNumbers(w *words, timers []byte) bool {
	total := bytes.TrimPrefix(timers[bytes.LastIndexByte(timers, '/')+1:], []byte("+"))
	if len(total) > 0 && total[0] != '-' && !p.setDuration(total, time.Millisecond) {
		return false
	}
	if status := w.next(); string(status) != "-1" && !p.setStatus(status) {
		return false
	}
	if !p.setBytes(bytes.TrimPrefix(w.next(), []byte("+")), Unknown) {
		return false
	}
	for range 5 { // two cookies, the termination state, connections, queues
		w.next()
	}
	return true
}

// haproxyRequest reads the captured headers and the request. A request is cut
// where the line would be longer than HAProxy's buffer or syslog's datagram.
func (p *parser) haproxyRequest(w *words) bool {
	if w.i >= len(w.b) {
		return p.notRequest()
	}
	for range 2 {
		if !w.literal("{") {
			break
		}
		headers, ok := w.until("} ")
		if !ok {
			return p.broken("request", w.i)
		}
		p.captured(headers)
	}
	begin := w.i
	request, ok := w.quoted(p, beforeMore)
	if !ok {
		if !w.literal(`"`) {
			return p.broken("request", begin)
		}
		request, p.cut = w.rest(), "request"
		w.i = len(w.b)
	}
	request = p.unhashed(request)
	if string(request) == "<BADREQ>" {
		p.req.Path = "<BADREQ>"
		return true
	}
	p.setRequest(request)
	p.haproxyExtras(w)
	return true
}

// unhashed undoes HAProxy's escape, a hash and two hexadecimal digits, where it
// stands for a printable character.
func (p *parser) unhashed(b []byte) []byte {
	return p.hexAfter(b, '#')
}

// captured takes what the form of captured headers leaves no doubt about:
// HAProxy does not log their names. A host name with a dot is the Host, what
// begins with "http://" or "https://" the Referer, "Mozilla/…" the agent.
func (p *parser) captured(b []byte) {
	for len(b) > 0 {
		var one []byte
		one, b, _ = bytes.Cut(b, []byte("|"))
		one = p.unhashed(one)
		host, port := withoutPort(one)
		switch {
		case bytes.HasPrefix(one, []byte("Mozilla/")) || bytes.HasPrefix(one, []byte("curl/")):
			if p.req.Agent == "" {
				p.setAgent(one)
			}
		case bytes.HasPrefix(one, []byte("http://")) || bytes.HasPrefix(one, []byte("https://")):
			if p.req.Referer == "" {
				p.setReferer(one)
			}
		case !p.logged && port && isHost(host) && bytes.IndexByte(host, '.') > 0:
			p.setHost(one)
		}
	}
}

// haproxyExtras reads fields that some layouts add as name=value, with names
// of the Elastic Common Schema.
func (p *parser) haproxyExtras(w *words) {
	for w.i < len(w.b) {
		name, ok := w.until("=")
		if !ok {
			return
		}
		name = name[bytes.LastIndexByte(name, ' ')+1:]
		value, quoted := w.quoted(p, beforeMore)
		if !quoted {
			if value = w.next(); len(value) > 0 && value[0] == '"' {
				return // never closed
			}
		}
		switch string(name) {
		case "client.ip":
			if p.setHop(value) { // HAProxy itself looked behind a proxy
				p.decide(ViaForwarded)
			}
		case "user_agent.original":
			p.setAgent(value)
		case "http.request.referrer":
			p.setReferer(value)
		case "url.domain":
			if !p.logged {
				p.setHost(value)
			}
		}
	}
}
