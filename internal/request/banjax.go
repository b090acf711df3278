package request

import "bytes"

// banjax reads the layout that Deflect's banjax watches:
//
//	seconds client METHOD host METHOD target HTTP/1.1 agent… | status
func banjax(p *parser, line []byte) bool {
	w := bare(line)
	begin := w.i
	stamp, client := w.next(), w.next()
	if !isNumber(stamp) || len(stamp) < 10 {
		return p.broken("time", begin)
	}
	micros, problem := epoch(stamp)
	if problem != "" {
		return p.bad(problem, "time", stamp)
	}
	p.req.Time = micros
	begin = w.i
	method, host := w.next(), w.next()
	again := w.i
	if second := w.next(); !bytes.Equal(method, second) || !isToken(method) {
		return p.broken("request", begin)
	}
	status := bytes.LastIndex(w.rest(), []byte(" | "))
	if status < 0 {
		return p.broken("status", len(w.b))
	}
	status += w.i
	end := w.protocolEnd(status)
	p.setHost(host)
	p.setRequest(w.b[again:end])
	p.setAgent(w.b[min(end+1, status):status])
	return p.setStatus(bytes.TrimSpace(w.b[status+3:])) && p.setClient(client)
}

// protocolEnd is the place after the first protocol such as HTTP/1.1.
func (w *words) protocolEnd(limit int) int {
	for at := w.i; at < limit; {
		j := bytes.Index(w.b[at:limit], []byte(" HTTP/"))
		if j < 0 {
			break
		}
		begin := at + j + 1
		end := min(space(w.b, begin), limit)
		if isProtocol(w.b[begin:end]) {
			return end
		}
		at = end
	}
	return min(space(w.b, w.i), limit)
}

// bunny reads a line of Bunny CDN:
//
//	cache|status|time|bytes|zone|client|referer|url|edge|agent|id|country
func bunny(p *parser, line []byte) bool {
	var f [12][]byte
	n := 0
	rest := line
	for n < len(f) {
		var more bool
		f[n], rest, more = bytes.Cut(rest, []byte("|"))
		n++
		if !more {
			break
		}
	}
	if n != len(f) || !isStatus(f[1]) || !digits(f[2]) {
		return p.broken("", 0)
	}
	micros, problem := epoch(f[2])
	if problem != "" {
		return p.bad(problem, "time", f[2])
	}
	p.req.Time = micros
	p.setReferer(f[6])
	p.setTarget(f[7])
	p.setAgent(f[9])
	return p.setStatus(f[1]) && p.setBytes(f[3], Unknown) && p.setClient(f[5])
}
