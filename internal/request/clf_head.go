package request

import "bytes"

// head reads what stands before the time. nginx leaves out the user (or the
// name of identd) in some layouts, and user names may hold spaces.
func (p *parser) head(b []byte, at int) bool {
	first, rest := cutSpace(b)
	if len(rest) == 0 {
		return p.broken("user", at+len(b))
	}
	if len(first) >= 19 && isStamp(first) { // put there by a container runtime
		return p.head(rest, at+len(first)+1)
	}
	second, third := cutSpace(rest)
	switch {
	case len(second) == 1 && !isListed(first): // the dash of identd, on most lines
	case len(second) == 0:
		return p.broken("user", at)
	case isListed(first):
		return p.listed(b)
	case isListed(second) && isHostPort(first):
		return p.setVhost(first) && p.listed(rest)
	case isVhost(first, second, third):
		_, user := cutSpace(third)
		p.setUserAfterID(user)
		return p.setVhost(first) && p.setClient(second)
	case isClientBeforeSite(first, second, third):
		p.setUser(third)
		return p.setVhost(second) && p.setClient(first)
	}
	p.setUserAfterID(third)
	return p.setClient(first)
}

// setVhost reads the virtual host that a line states besides its client.
func (p *parser) setVhost(b []byte) bool {
	p.vhost = true
	return p.setSite(b)
}

// cutSpace cuts b at its first space.
func cutSpace(b []byte) (before, after []byte) {
	if i := bytes.IndexByte(b, ' '); i >= 0 {
		return b[:i], b[i+1:]
	}
	return b, nil
}

// isStamp is true for a word that is a time of RFC 3339.
func isStamp(b []byte) bool {
	if b[4] != '-' {
		return false
	}
	_, n := isoTime(b)
	return n == len(b)
}

// isHostPort is true for a host or an address with or without a port.
func isHostPort(b []byte) bool {
	host, ok := withoutPort(b)
	return ok && (isHost(host) || isIP(host))
}

// isVhost decides whether a line begins with its virtual host: the second
// word is an address then, or a host name before the dash of identd.
func isVhost(first, second, third []byte) bool {
	if len(third) == 0 {
		return false
	}
	if isIP(second) {
		return true
	}
	host, ok := withoutPort(second)
	return ok && len(third) > 2 && third[0] == '-' && third[1] == ' ' && isHost(host) &&
		(bytes.IndexByte(second, '.') > 0 || bytes.IndexByte(first, ':') > 0 || isIPv4(first))
}

// isClientBeforeSite is true where the second word is the virtual host, as
// OVH logs it: "client www.example.org user".
func isClientBeforeSite(first, second, third []byte) bool {
	return len(third) > 0 && bytes.IndexByte(second, '.') > 0 && bytes.IndexByte(third, ' ') < 0 &&
		isIP(first) && isHost(second)
}

// setUserAfterID reads the user behind the identifier of the request, 32
// hexadecimal digits, that BunkerWeb puts before it.
func (p *parser) setUserAfterID(b []byte) {
	if len(b) > 33 && b[32] == ' ' {
		hexadecimal := true
		for _, c := range b[:32] {
			hexadecimal = hexadecimal && hexDigit(c) >= 0
		}
		if hexadecimal {
			b = b[33:]
		}
	}
	p.setUser(b)
}

// isListed is true for the first word of a list of addresses: "192.0.2.1,".
func isListed(b []byte) bool {
	return len(b) > 1 && (b[0] == '"' || b[len(b)-1] == ',')
}

// listed reads a line that begins with the list of addresses that a request
// was forwarded for, in quotes or without. The address of the peer may follow.
func (p *parser) listed(b []byte) bool {
	list, rest := cutList(b)
	next, after := cutSpace(rest)
	if isIP(next) && p.setClient(next) {
		rest = after
		p.forwarded(list)
	} else if !p.fromList(list) {
		return false
	}
	_, user := cutSpace(rest)
	p.setUserAfterID(user)
	return true
}

// fromList makes the client whom a list says that a request was forwarded
// for, where the peer is not known; a list of names gives its first.
func (p *parser) fromList(list []byte) bool {
	if p.walk(list) {
		p.decide(ViaForwarded)
		return true
	}
	first, _, _ := bytes.Cut(list, []byte(","))
	return p.setClient(bytes.TrimSpace(first))
}

// cutList cuts a list off the beginning of b.
func cutList(b []byte) (list, rest []byte) {
	if b[0] == '"' {
		if i := bytes.IndexByte(b[1:], '"'); i >= 0 {
			return b[1 : 1+i], bytes.TrimPrefix(b[i+2:], []byte(" "))
		}
		return b[1:], nil
	}
	for i := 0; ; {
		j := space(b, i)
		if j == len(b) || b[j-1] != ',' {
			return b[:j], b[min(j+1, len(b)):]
		}
		i = j + 1
	}
}
