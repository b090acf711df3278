package request

import (
	"bytes"
	"net/netip"
)

// setClient reads who asked: an IPv4 or IPv6 address, with or without a port,
// or a host name. Addresses are put in canonical text (RFC 5952), IPv4 inside
// IPv6 as IPv4. What nginx writes for a client on a local socket, "unix:", is
// the name "unix".
func (p *parser) setClient(b []byte) bool {
	if absent(b) {
		return p.bad("field-empty", "client", b)
	}
	if isIPv4(b) {
		p.req.Client = alias(b)
		return true
	}
	host, ok := withoutPort(b)
	if !ok {
		return p.bad("not-an-address", "client", b)
	}
	switch {
	case isIPv4(host):
		p.req.Client = alias(host)
	case isPaddedIPv4(host):
		p.req.Client = p.unpadded(host)
	case bytes.IndexByte(host, ':') >= 0:
		if p.req.Client, ok = p.ipv6(host); !ok {
			return p.bad("not-an-address", "client", b)
		}
	case isHost(host):
		p.req.Client = p.lower(host)
	default:
		return p.bad("not-an-address", "client", b)
	}
	return true
}

// isIPv4 is true for four numbers of 0 to 255 without leading zeros.
func isIPv4(b []byte) bool {
	if len(b) < 7 || len(b) > 15 {
		return false
	}
	parts, n, digits := 0, 0, 0
	for _, c := range b {
		switch {
		case c == '.':
			if digits == 0 || parts == 3 {
				return false
			}
			parts, n, digits = parts+1, 0, 0
		case isDigit(c):
			n = n*10 + int(c-'0')
			digits++
			if n > 255 || digits > 1 && n < 10 || digits == 3 && n < 100 {
				return false
			}
		default:
			return false
		}
	}
	return parts == 3 && digits > 0
}

// isPaddedIPv4 is true for four numbers of 0 to 255 in up to three digits,
// some with zeros before them.
func isPaddedIPv4(b []byte) bool {
	if len(b) < 7 || len(b) > 15 || !isDigit(b[0]) {
		return false
	}
	for parts := 1; ; parts++ {
		part, rest, more := bytes.Cut(b, []byte("."))
		n, ok := whole(part)
		if !ok || n > 255 || len(part) > 3 {
			return false
		}
		if !more {
			return parts == 4
		}
		b = rest
	}
}

// unpadded is an address without the zeros before its numbers, which logs
// write in decimal throughout.
func (p *parser) unpadded(b []byte) string {
	begin := len(p.scratch)
	for i, c := range b {
		zero := c == '0' && (i == 0 || b[i-1] == '.' || b[i-1] == '0' && (i == 1 || b[i-2] == '.'))
		if zero && i+1 < len(b) && isDigit(b[i+1]) {
			continue
		}
		p.scratch = append(p.scratch, c)
	}
	return alias(p.scratch[begin:])
}

// isIP is true for an address of either kind.
func isIP(b []byte) bool {
	if isIPv4(b) {
		return true
	}
	if bytes.IndexByte(b, ':') < 0 {
		return false
	}
	b, _ = bytes.CutPrefix(b, []byte("["))
	b, _ = bytes.CutSuffix(b, []byte("]"))
	if i := bytes.IndexByte(b, '%'); i >= 0 {
		b = b[:i]
	}
	return isIPv6(b)
}

// isIPv6 is true for an IPv6 address without brackets and zone.
func isIPv6(b []byte) bool {
	if !mayBeIPv6(b) {
		return false
	}
	_, err := netip.ParseAddr(alias(b))
	return err == nil
}

// mayBeIPv6 is a cheap test that spares netip.ParseAddr, whose errors allocate,
// from what cannot be an address.
func mayBeIPv6(b []byte) bool {
	colons := 0
	for _, c := range b {
		if c == ':' {
			colons++
		} else if hexDigit(c) < 0 && c != '.' {
			return false
		}
	}
	return colons >= 2 && colons <= 8 && len(b) <= 45
}

// ipv6 is the canonical text of an address, with its zone as it was written.
func (p *parser) ipv6(b []byte) (string, bool) {
	address, zone, zoned := bytes.Cut(b, []byte("%"))
	if !mayBeIPv6(address) || zoned && !isZone(zone) {
		return "", false
	}
	a, err := netip.ParseAddr(alias(address))
	if err != nil {
		return "", false
	}
	begin := len(p.scratch)
	p.scratch = a.Unmap().AppendTo(p.scratch)
	if zoned {
		p.scratch = append(p.scratch, '%')
		p.scratch = append(p.scratch, zone...)
	}
	return alias(p.scratch[begin:]), true
}

// isZone is true for what an interface may be called.
func isZone(b []byte) bool {
	for _, c := range b {
		if !isLetterOrDigit(c) && c != '-' && c != '.' && c != '_' && c != '~' {
			return false
		}
	}
	return len(b) > 0 && len(b) <= 32
}

func isLetterOrDigit(c byte) bool {
	return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// withoutPort cuts ":443" off "host:443" and "[v6]:443". An IPv6 address
// without brackets has no port. It is false where the port is impossible.
func withoutPort(b []byte) ([]byte, bool) {
	if len(b) > 0 && b[0] == '[' {
		host, port, ok := bytes.Cut(b[1:], []byte("]"))
		return host, ok && bytes.IndexByte(host, ':') >= 0 && (len(port) == 0 || port[0] == ':' && isPort(port[1:]))
	}
	i := bytes.IndexByte(b, ':')
	if i < 0 || bytes.IndexByte(b[i+1:], ':') >= 0 {
		return b, true
	}
	if i == len(b)-1 { // "unix:", "host:"
		return b[:i], true
	}
	return b[:i], isPort(b[i+1:])
}

// isPort is true for a port. Envoy writes 0 where a header gave the client's
// address, since its port is not known then.
func isPort(b []byte) bool {
	n, ok := whole(b)
	return ok && n >= 0 && n <= 65535 && len(b) <= 5
}

// isHost is true for a host name: labels of letters, digits, - and _ (RFC
// 1123 section 2.1, with the underscore that is met), at most 253 bytes, the
// last label not a number, or it would be a broken IPv4 address.
func isHost(b []byte) bool {
	if len(b) == 0 || len(b) > 253 {
		return false
	}
	if b[len(b)-1] == '.' {
		b = b[:len(b)-1]
	}
	label, number := 0, true
	for i, c := range b {
		switch {
		case c == '.':
			if label == 0 {
				return false
			}
			label, number = 0, true
		case isLetterOrDigit(c) || c == '_' || c == '-' && (label > 0 && i+1 < len(b)):
			label++
			number = number && isDigit(c)
		default:
			return false
		}
		if label > 63 {
			return false
		}
	}
	return label > 0 && !number
}

// setSite reads a virtual host, with or without a port: lower case, without
// its port, "" where the server has no name for it ("_", "-", "*").
func (p *parser) setSite(b []byte) bool {
	host, ok := withoutPort(b)
	if !ok {
		return p.bad("not-an-address", "site", b)
	}
	switch {
	case absent(host) || len(host) == 1 && (host[0] == '_' || host[0] == '*'):
		return true
	case bytes.IndexByte(host, ':') >= 0:
		site, ok := p.ipv6(host)
		if !ok {
			return p.bad("not-an-address", "site", b)
		}
		p.req.Site = site
	case isIPv4(host) || isHost(host) || wildcard(host):
		p.req.Site = p.lower(host)
	default:
		return p.bad("not-an-address", "site", b)
	}
	p.logged = true
	return true
}

// wildcard is true for server names such as "*.example.org" and
// ".example.org".
func wildcard(b []byte) bool {
	rest, _ := bytes.CutPrefix(b, []byte("*"))
	return len(rest) > 1 && rest[0] == '.' && isHost(rest[1:])
}
