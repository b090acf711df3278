package request

import (
	"bytes"
	"net/netip"
	"strings"
)

// Via says how the client of a request was decided, and so what its address
// can be taken for.
type Via uint8

// Ways of deciding the client.
const (
	// ViaPeer: who connected to the server, a stranger.
	ViaPeer Via = iota
	// ViaForwarded: whom a proxy that is believed forwarded for.
	ViaForwarded
	// ViaCDN: the address is that of a delivery network, or of one of its
	// relays. Who asked is not in the log, and the address must not be taken
	// for a client's.
	ViaCDN
	// ViaProxy: the address is private, loopback or declared as one's own. It
	// is a proxy of one's own, or somebody inside one's own network.
	ViaProxy
)

// String is the word for it in records: "peer", "forwarded", "cdn-only",
// "proxy-only".
func (v Via) String() string {
	switch v {
	case ViaForwarded:
		return "forwarded"
	case ViaCDN:
		return "cdn-only"
	case ViaProxy:
		return "proxy-only"
	}
	return "peer"
}

// Headers in which a delivery network names the client, by the network that
// sets them. A network passes on those of the others as a stranger sent them.
var edgeHeaders = []struct {
	key string
	by  Peer
	or  Peer
}{
	{"cf_connecting_ip", Cloudflare, Cloudflare},
	{"true_client_ip", Akamai, Cloudflare},
	{"fastly_client_ip", Fastly, Fastly},
	{"x_sucuri_clientip", Sucuri, Sucuri},
	{"incap_client_ip", Imperva, Imperva},
	{"x_azure_clientip", AzureFrontDoor, AzureFrontDoor},
	{"cloudfront_viewer_address", CloudFront, CloudFront},
}

// peerOf is what kind of party an address of this log belongs to.
func (p *parser) peerOf(address string) Peer {
	if peer := peerOfText(address); peer != Stranger || len(p.trust) == 0 {
		return peer
	}
	a, ok := parseAddress(address)
	if !ok {
		return Stranger
	}
	for _, t := range p.trust {
		if t.Contains(a) {
			return Own
		}
	}
	return Stranger
}

// decide notes how the client that was set came to be known.
func (p *parser) decide(otherwise Via) {
	p.decided = true
	switch p.peerOf(p.req.Client) {
	case Stranger:
		p.req.Via = otherwise
	case Own:
		p.req.Via = ViaProxy
	default:
		p.req.Via = ViaCDN
	}
}

// forwarded reads the value of X-Forwarded-For (or Forwarded, RFC 7239) of a
// request whose peer is in p.req.Client, and makes the client whom it was
// forwarded for. A peer that is a stranger is the client, whatever it claims:
// anybody can send the header. Else every proxy appended whom it spoke to, so
// the list is walked from its end past the addresses of delivery networks and
// of one's own proxies; the first other is the client. Where there is no
// other, the address walked to last is.
func (p *parser) forwarded(list []byte) {
	if p.peerOf(p.req.Client) == Stranger {
		p.decide(ViaPeer)
		return
	}
	p.walk(list)
	p.decide(ViaForwarded)
}

// walk goes through a list from its end and sets the client. It stops at what
// is no address ("unknown", or what somebody made up), for what stands before
// it was not vouched for. It is false where the list names no address.
func (p *parser) walk(list []byte) (found bool) {
	for len(list) > 0 {
		item := list
		if i := bytes.LastIndexByte(list, ','); i >= 0 {
			item, list = list[i+1:], list[:i]
		} else {
			list = nil
		}
		item = forwardedFor(item)
		if len(item) == 0 {
			continue
		}
		if !p.setHop(item) {
			return found
		}
		found = true
		if p.peerOf(p.req.Client) == Stranger {
			return true
		}
	}
	return found
}

// setHop makes an address with or without a port the client.
func (p *parser) setHop(b []byte) bool {
	host, ok := withoutPort(b)
	if !ok || !isIP(host) {
		return false
	}
	return p.setClient(b)
}

// forwardedFor is the address in an element of either header.
func forwardedFor(b []byte) []byte {
	b = trimHop(b)
	for i := 0; i+4 <= len(b); i++ {
		if b[i]|0x20 == 'f' && bytes.EqualFold(b[i:i+4], []byte("for=")) {
			b, _, _ = bytes.Cut(b[i+4:], []byte(";"))
			return trimHop(b)
		}
	}
	return b
}

// trimHop cuts off white space and the quotes of JSON and of RFC 7239.
func trimHop(b []byte) []byte {
	for len(b) > 0 && isHopTrim(b[0]) {
		b = b[1:]
	}
	for len(b) > 0 && isHopTrim(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	if len(b) == 1 && b[0] == '-' {
		return nil
	}
	return b
}

func isHopTrim(c byte) bool { return c == ' ' || c == '\t' || c == '"' || c == '\\' }

// fromHeaders finds the client of a line that names no peer in the headers
// that it does hold. There is nothing to check them by.
func (p *parser) fromHeaders(v *values) bool {
	ok := p.walk(v.raw[fieldForwarded]) || p.setHop(v.raw[fieldRealIP]) || p.setHop(v.raw[fieldEdge])
	p.fault = fault{}
	if ok {
		p.decide(ViaForwarded)
	}
	return ok
}

// behind decides the client of a line whose peer is in p.req.Client.
func (p *parser) behind(v *values) {
	peer := p.peerOf(p.req.Client)
	if peer == Stranger {
		p.decide(ViaPeer)
		return
	}
	found := false
	if v.has(fieldEdge) && v.sets(peer) {
		found = p.setHop(v.raw[fieldEdge])
	}
	if !found && v.has(fieldForwarded) {
		found = p.walk(v.raw[fieldForwarded])
	}
	if !found && v.has(fieldRealIP) {
		found = p.setHop(v.raw[fieldRealIP])
	}
	if !found && v.has(fieldEdge) && peer == Own {
		p.setHop(v.raw[fieldEdge])
	}
	p.fault = fault{}
	p.decide(ViaForwarded)
}

// sets says whether a delivery network sets the header that was kept.
func (v *values) sets(peer Peer) bool {
	h := edgeHeaders[int(v.rank[fieldEdge])%len(edgeHeaders)]
	return peer == h.by || peer == h.or
}

// parseAddress reads an address in canonical text, its zone left out. What can
// be none is not given to netip, whose errors allocate.
func parseAddress(s string) (netip.Addr, bool) {
	for i := range len(s) {
		c := s[i]
		if c == '%' && i > 1 {
			s = s[:i]
			break
		}
		if hexDigit(c) < 0 && c != ':' && c != '.' {
			return netip.Addr{}, false
		}
	}
	if len(s) < 2 || !strings.ContainsAny(s, ":.") || s[len(s)-1] == '.' || s[0] == '.' {
		return netip.Addr{}, false
	}
	a, err := netip.ParseAddr(s)
	return a.Unmap(), err == nil
}
