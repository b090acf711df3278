package request

import (
	"bytes"
	"strings"
)

// setRequest reads a request line, "GET /path?query HTTP/1.1". What is not
// HTTP (a TLS handshake on a plain port, a probe, nothing at all) is kept
// whole as the path, without a method. Some layouts have a field in quotes
// before it, the host or one that is empty on the line.
func (p *parser) setRequest(b []byte) {
	if p.http(b) {
		return
	}
	if host, rest, ok := bytes.Cut(b, []byte(`" "`)); ok && (absent(host) || isHostPort(host)) && p.http(rest) {
		if !p.logged && !absent(host) {
			p.setHost(host)
		}
		return
	}
	p.req.Path = p.text(b)
}

// http reads a request line that is HTTP; false means that it is none.
func (p *parser) http(b []byte) bool {
	method, rest := cutSpace(b)
	if len(rest) > 0 && isToken(method) {
		if i := bytes.LastIndexByte(rest, ' '); i >= 0 && isProtocol(rest[i+1:]) {
			p.req.Method, p.req.Protocol = alias(method), alias(rest[i+1:])
			p.setTarget(rest[:i])
			return true
		}
		if isUpper(method) && isTarget(rest) { // HTTP/0.9, or the client sent no version
			p.req.Method = alias(method)
			p.setTarget(bytes.TrimRight(rest, " ")) // which Tomcat leaves room for
			return true
		}
	}
	return false
}

// isToken is true for what RFC 9110 section 9.1 allows as a method.
func isToken(b []byte) bool {
	for _, c := range b {
		if !isLetterOrDigit(c) && strings.IndexByte("!#$%&'*+-.^_`|~", c) < 0 {
			return false
		}
	}
	return len(b) > 0 && len(b) <= 32
}

func isUpper(b []byte) bool {
	for _, c := range b {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return len(b) > 0
}

// isProtocol is true for "HTTP/1.1", "HTTP/2", "RTSP/1.0" and their like.
func isProtocol(b []byte) bool {
	slash := bytes.IndexByte(b, '/')
	if slash < 0 {
		return false
	}
	name, version := b[:slash], b[slash+1:]
	if !isUpper(name) || len(version) == 0 || len(version) > 3 || !isDigit(version[0]) {
		return false
	}
	return len(version) == 1 || len(version) == 3 && version[1] == '.' && isDigit(version[2])
}

// isTarget is true for what a request without a version may ask for.
func isTarget(b []byte) bool {
	if len(b) == 0 {
		return false
	}
	_, _, absolute := authority(b)
	return absolute || b[0] == '/' || b[0] == '*'
}

// setTarget reads the target of a request (RFC 9112 section 3.2): a path with
// or without a query, an absolute URI, an authority (CONNECT) or "*". The host
// of an absolute URI is the site where the line names no other: a server has
// to take it before the Host header. A port or host that cannot be is left.
func (p *parser) setTarget(b []byte) {
	host, rest, absolute := authority(b)
	if absolute {
		b = rest
		if !p.logged {
			p.setHost(host)
		}
		if len(b) == 0 {
			p.req.Path = "/"
			return
		}
	}
	p.setPath(b)
}

// setPath cuts a path from its query.
func (p *parser) setPath(b []byte) {
	if i := bytes.IndexByte(b, '?'); i >= 0 {
		p.req.Path, p.req.Query = p.text(b[:i]), p.text(b[i+1:])
		return
	}
	p.req.Path = p.text(b)
}

// setHost makes the authority of a target the site, unless it is no host.
func (p *parser) setHost(b []byte) {
	if i := bytes.LastIndexByte(b, '@'); i >= 0 {
		b = b[i+1:]
	}
	p.setSite(b)
	p.fault = fault{}
}

// authority cuts an absolute URI into its host with port and what follows.
func authority(b []byte) (host, rest []byte, ok bool) {
	if len(b) == 0 || b[0] == '/' {
		return nil, nil, false
	}
	scheme := bytes.Index(b[:min(len(b), 16)], []byte("://"))
	if scheme <= 0 {
		return nil, nil, false
	}
	for _, c := range b[:scheme] {
		if !isLetterOrDigit(c) && c != '+' && c != '-' && c != '.' {
			return nil, nil, false
		}
	}
	b = b[scheme+3:]
	if i := bytes.IndexAny(b, "/?#"); i >= 0 {
		return b[:i], b[i:], i > 0
	}
	return b, nil, len(b) > 0
}

// setUser reads the user name of HTTP authentication. Jetty sets the words
// before the time apart by two spaces.
func (p *parser) setUser(b []byte) {
	if len(b) > 1 && b[0] == ' ' {
		b = bytes.TrimPrefix(bytes.TrimSpace(b), []byte("- "))
		b = bytes.TrimLeft(b, " ")
	}
	if !absent(b) {
		p.req.User = p.text(b)
	}
}

// setReferer and setAgent read the two headers of the combined format.
func (p *parser) setReferer(b []byte) {
	if !absent(b) {
		p.req.Referer = p.text(b)
	}
}

func (p *parser) setAgent(b []byte) {
	if !absent(b) {
		p.req.Agent = p.text(b)
	}
}
