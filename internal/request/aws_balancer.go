package request

import "bytes"

// awsALB reads a line of an Application Load Balancer:
//
//	type time balancer client:port target:port t t t status status received sent
//	"request" "agent" cipher protocol group "trace" "domain" …
//
// The time is when the request came, which is logged behind the domain; the
// first time is when the answer was ready. The duration is the sum of the three
// times; -1 stands where the request got no further. Lines of Network Load Balancers and of connections are no
// requests.
func awsALB(p *parser, line []byte) bool {
	w := bare(line)
	begin := w.i
	kind := w.next()
	if !isBalancerType(kind) {
		if isConnection(w.b[begin:]) || string(kind) == "tls" || string(kind) == "tcp" {
			return p.notRequest()
		}
		return p.broken("", begin)
	}
	if !p.awsTime(&w) {
		return false
	}
	w.next() // the balancer
	if !p.awsExchange(&w) {
		return false
	}
	p.awsLater(&w)
	return true
}

// awsELB reads a line of a Classic Load Balancer, which is that of an
// Application Load Balancer without its type and without what follows the
// protocol; the oldest have no agent either. Lines of TCP listeners hold no
// request.
func awsELB(p *parser, line []byte) bool {
	start, end := unwrap(line)
	w := words{line[:end], start}
	if !p.awsTime(&w) {
		return false
	}
	name := w.next()
	if isConnection(w.b[start:]) {
		return p.notRequest()
	}
	if len(name) == 0 {
		return p.broken("", w.i)
	}
	return p.awsExchange(&w)
}

// isBalancerType is true for what the first field of an Application Load
// Balancer's line may be.
func isBalancerType(b []byte) bool {
	switch string(b) {
	case "http", "https", "h2", "grpcs", "ws", "wss":
		return true
	}
	return false
}

// isConnection is true for a line of a load balancer's connection log: a time,
// an address, two ports and no slash-separated balancer.
func isConnection(b []byte) bool {
	w := words{b, 0}
	if stamp := w.next(); len(stamp) < 19 || !isStamp(stamp) {
		return false
	}
	return isIP(w.next()) && digits(w.next()) && digits(w.next())
}

// awsTime reads the time of a line.
func (p *parser) awsTime(w *words) bool {
	begin := w.i
	stamp := w.next()
	if len(stamp) < 19 {
		return p.broken("time", begin)
	}
	c, n := isoTime(stamp)
	if n != len(stamp) || stamp[4] != '-' {
		return p.broken("time", begin)
	}
	micros, problem := p.clock.at(c)
	if problem != "" {
		return p.bad(problem, "time", stamp)
	}
	p.req.Time = micros
	return true
}

// awsExchange reads from the client to the agent.
func (p *parser) awsExchange(w *words) bool {
	client := w.next()
	w.next() // the target
	begin := w.i
	micros, known := int64(0), true
	for range 3 {
		one := w.next()
		took, ok := decimal(one)
		if !ok && !isNumber(one) && string(one) != "-" {
			return p.broken("duration", begin)
		}
		known = known && ok
		micros += took
	}
	if known && micros <= longest.Microseconds() {
		p.req.Duration = micros
	}
	status := w.next()
	w.next() // the target's status
	w.next() // bytes received
	sent := w.next()
	begin = w.i
	request, ok := w.quoted(p, beforeQuote)
	if !ok {
		if request, ok = w.quoted(p, beforeMore); !ok {
			return p.broken("request", begin)
		}
	}
	if noRequest(request) {
		return p.notRequest()
	}
	p.setRequest(request)
	if agent, ok := w.quoted(p, beforeMore); ok {
		p.setAgent(agent)
	}
	return p.setStatus(status) && p.setBytes(sent, 0) && p.setClientWithPort(client)
}

// noRequest is true for the dashes of a connection that was no request.
func noRequest(b []byte) bool {
	for _, c := range b {
		if c != '-' && c != ' ' {
			return false
		}
	}
	return true
}

// setClientWithPort reads an address that a port always follows, and that may
// be an IPv6 address without brackets.
func (p *parser) setClientWithPort(b []byte) bool {
	if len(b) > 1 && b[0] == '-' && b[1] == ':' {
		return p.bad("field-empty", "client", b)
	}
	if i := bytes.LastIndexByte(b, ':'); i > 0 && b[0] != '[' && bytes.IndexByte(b[:i], ':') >= 0 && isPort(b[i+1:]) && isIPv6(b[:i]) {
		b = b[:i]
	}
	return p.setClient(b)
}

// awsLater reads what follows the agent:
//
//	cipher protocol group "trace" "domain" "certificate" priority received …
//
// The domain is the name that the client gave in the TLS handshake; it is the
// site where the request names no host.
func (p *parser) awsLater(w *words) {
	for range 3 {
		w.next()
	}
	if _, ok := w.quoted(p, beforeMore); !ok {
		return
	}
	domain, ok := w.quoted(p, beforeMore)
	if !ok {
		return
	}
	if !p.logged && isHost(domain) {
		p.setHost(domain)
	}
	if _, ok := w.quoted(p, beforeMore); !ok {
		return
	}
	w.next() // priority of the rule
	came := w.next()
	if len(came) < 19 || !isStamp(came) {
		return
	}
	c, _ := isoTime(came)
	if micros, problem := p.clock.at(c); problem == "" {
		p.req.Time = micros
	}
}
