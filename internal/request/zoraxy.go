package request

import "bytes"

// zoraxy reads a request of Zoraxy's log:
//
//	[time] [router:kind] [origin:host] [client: address] [useragent: …] METHOD target status
//
// What its other parts log, [system:…], are no requests.
func zoraxy(p *parser, line []byte) bool {
	w := bare(line)
	first := w.i
	if !p.bracketedTime(&w) {
		return false
	}
	begin := w.i
	kind, _ := w.bracketed()
	if !bytes.HasPrefix(kind, []byte("router:")) {
		if isErrorLog(w.b[first:]) {
			return p.bad("error-log-line", "", nil)
		}
		return p.broken("", begin)
	}
	origin, _ := w.bracketed()
	client, ok := w.bracketed()
	if !ok || !bytes.HasPrefix(client, []byte("client")) {
		return p.broken("client", begin)
	}
	client = bytes.TrimLeft(client[len("client"):], ": ")
	if w.literal("[useragent: ") || w.literal("[useragent:") {
		agent, ok := w.until("] ")
		if !ok {
			return p.broken("agent", w.i)
		}
		p.setAgent(agent)
	}
	begin = w.i
	method := w.next()
	last := bytes.LastIndexByte(w.rest(), ' ')
	if !isToken(method) || last < 0 {
		return p.broken("request", begin)
	}
	p.req.Method = alias(method)
	p.setHost(bytes.TrimPrefix(origin, []byte("origin:")))
	p.setTarget(w.rest()[:last])
	return p.setStatus(w.rest()[last+1:]) && p.setClient(client)
}
