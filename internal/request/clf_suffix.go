package request

import (
	"bytes"
	"time"
)

// more says which server added fields after the agent of a combined line.
type more uint8

const (
	moreNothing more = iota // or what is not known
	moreTraefik             // count "router" "server" 12ms
	moreIngress             // length 0.012 [upstream] [] address …
)

// suffix reads what some servers add after the agent: the list that a request
// was forwarded for, as in the layout that nginx comes with, or a duration.
func (p *parser) suffix(b []byte) {
	if rest, ok := bytes.CutPrefix(b, []byte("X-Forwarded-For=")); ok {
		b = rest
	}
	if b[0] == '"' {
		p.suffixList(b)
		return
	}
	count, rest := cutSpace(b)
	if len(rest) < 3 || !digits(count) {
		return
	}
	if rest[0] == '"' {
		last := rest[bytes.LastIndexByte(rest, ' ')+1:]
		if n, ok := bytes.CutSuffix(last, []byte("ms")); ok && digits(n) {
			p.more = moreTraefik
			p.setSuffixDuration(n, time.Millisecond)
		}
		return
	}
	took, upstream := cutSpace(rest)
	if len(upstream) > 1 && upstream[0] == '[' && isNumber(took) {
		p.more = moreIngress
		p.setSuffixDuration(took, time.Second)
	}
}

// setSuffixDuration reads a duration that comes after all that a line needs:
// one that cannot be is no reason to reject the line.
func (p *parser) setSuffixDuration(b []byte, unit time.Duration) {
	if micros, ok := durationOf(b, unit); ok && micros <= longest.Microseconds() {
		p.req.Duration = micros
	}
}

// suffixList takes a field in quotes that begins with an address for the list
// that the request was forwarded for.
func (p *parser) suffixList(b []byte) {
	list, _ := cutList(b)
	first, _, _ := bytes.Cut(list, []byte(","))
	if host, ok := withoutPort(bytes.TrimSpace(first)); ok && isIP(host) {
		p.forwarded(list)
	}
}
