package request

import (
	"bytes"
	"time"
)

// field is what a variable of a layout or a key of a JSON log holds.
type field uint8

const (
	fieldSkip field = iota
	fieldClient
	fieldUser
	fieldSite
	fieldTime     // in any form that clock.any reads
	fieldRequest  // a request line
	fieldTarget   // a path with its query
	fieldPath     // a path
	fieldQuery    // a query, with or without its question mark
	fieldMethod   //
	fieldProtocol // "HTTP/1.1" or "1.1"
	fieldStatus
	fieldBytes    // a dash is unknown
	fieldBytesCLF // a dash is none
	fieldReferer
	fieldAgent
	fieldSeconds // duration
	fieldMillis
	fieldMicros
	fieldNanos
	fieldPeer      // who connected, where the client is named besides
	fieldForwarded // X-Forwarded-For, or Forwarded
	fieldRealIP    // X-Real-IP
	fieldEdge      // a header of edgeHeaders, by the rank of the key
	fieldDate      // "2015-05-17", where the time of day stands apart
	fieldDaytime   // "10:05:03"
	fieldLogger    // of Caddy
	fieldLine      // a whole line of the Common Log Format
	numFields
)

// name is the field's name in messages and maps.
func (f field) name() string {
	return [numFields]string{
		"", "client", "user", "site", "time", "request", "uri", "path", "query", "method", "protocol",
		"status", "bytes", "bytes", "referer", "agent",
		"duration", "duration_ms", "duration_us", "duration_ns",
		"peer", "forwarded", "real_ip", "edge", "date", "daytime", "", "",
	}[f]
}

// place is where the value of a variable or key goes: to a field, before
// those of a higher rank.
type place struct {
	field field
	rank  int16
}

// values are the fields of one line before they are read. A line may hold
// one thing twice (the peer and the client it claims to speak for): the value
// of the lowest rank is taken.
type values struct {
	raw  [numFields][]byte
	rank [numFields]int16
	set  uint32 // bit f: field f was seen

	marks   uint8              // keys seen that only one format uses
	foreign [numSpecific]uint8 // of JSON in any shape: such keys of each other format
}

func (v *values) has(f field) bool { return v.set>>f&1 == 1 }

// put keeps a value unless a better one is there. It is false where the very
// same key came before.
func (v *values) put(f field, rank int16, raw []byte) bool {
	if v.has(f) && rank >= v.rank[f] {
		return rank != v.rank[f]
	}
	v.set |= 1 << f
	v.raw[f], v.rank[f] = raw, rank
	return true
}

// keepValue undoes the escapes of a value and keeps it. A key that came
// before is noted; the first is used.
func (p *parser) keepValue(v *values, at place, raw []byte) {
	raw = p.decoded(raw)
	switch {
	case absent(raw):
		at.rank += rankAbsent
	case at.field == fieldStatus && !isDigit(raw[0]) && raw[0] != '-': // "status":"ok" beside the code
		at.rank += rankAbsent / 2
	}
	if !v.put(at.field, at.rank, raw) && p.twice == "" {
		p.twice = at.field.name()
	}
}

// rankAbsent puts a key without a value behind all those that have one.
const rankAbsent = 10000

// build reads the fields into p.req. Their escapes are undone. A site that is
// no host is what a client sent as Host: the request is kept with a warning,
// for it may well be part of an attack.
func (p *parser) build(v *values) bool {
	if v.has(fieldSite) && !p.setSite(v.raw[fieldSite]) {
		p.noSite, p.fault = v.raw[fieldSite], fault{}
	}
	p.setUser(v.raw[fieldUser])
	p.setReferer(v.raw[fieldReferer])
	p.setAgent(v.raw[fieldAgent])
	p.setParts(v)
	return p.buildClient(v) && p.setStatus(v.raw[fieldStatus]) &&
		p.buildBytes(v) && p.buildDuration(v)
}

// buildClient decides who asked, from what the line says of the connection
// and of whom it was forwarded for.
func (p *parser) buildClient(v *values) bool {
	client := v.raw[fieldClient]
	if absent(client) && v.has(fieldPeer) {
		client = v.raw[fieldPeer]
	}
	if bytes.IndexByte(client, ',') >= 0 {
		firstOfList(v)
		client = v.raw[fieldClient]
	}
	if absent(client) && p.fromHeaders(v) {
		return true
	}
	if !v.has(fieldClient) && !v.has(fieldPeer) {
		return p.bad("field-missing", "client", nil)
	}
	if !p.setClient(client) {
		return false
	}
	if v.has(fieldPeer) && !p.samePeer(v.raw[fieldPeer]) {
		p.decide(ViaForwarded) // the server itself looked behind its proxies
	} else {
		p.behind(v)
	}
	return true
}

// firstOfList takes a client that is a list for the forwarding header that it
// must be, so that the first of the list is not the client without a check.
func firstOfList(v *values) {
	if list := v.raw[fieldClient]; bytes.IndexByte(list, ',') > 0 {
		v.put(fieldForwarded, 0, list)
		v.raw[fieldClient] = nil
	}
}

// samePeer says whether a peer, with or without its port, is the client that
// was set.
func (p *parser) samePeer(peer []byte) bool {
	host, ok := withoutPort(peer)
	return !ok || absent(host) || string(host) == p.req.Client || !isIP(host)
}

// setParts reads what was asked: the parts where they were logged, the
// request line for the others.
func (p *parser) setParts(v *values) {
	if line := v.raw[fieldRequest]; v.has(fieldRequest) {
		switch {
		case len(line) > 0 && line[0] == '/': // some layouts call the target so
			p.setTarget(line)
		case isUpper(line) && len(line) <= 16: // and some the method
			p.req.Method = p.text(line)
		default:
			p.setRequest(line)
		}
	}
	if b := v.raw[fieldMethod]; !absent(b) {
		p.req.Method = p.text(b)
	}
	switch {
	case v.has(fieldTarget) && len(v.raw[fieldTarget]) > 0:
		p.req.Query = ""
		p.setTarget(v.raw[fieldTarget])
	case v.has(fieldPath) && p.req.Path == "":
		p.setPath(v.raw[fieldPath])
	}
	if b := v.raw[fieldQuery]; !absent(b) && p.req.Query == "" {
		b, _ = bytes.CutPrefix(b, []byte("?"))
		p.req.Query = p.text(b)
	}
	if b := v.raw[fieldProtocol]; !absent(b) {
		p.req.Protocol = p.protocol(b)
	}
}

// protocol gives a bare version the name it lacks.
func (p *parser) protocol(b []byte) string {
	if !isDigit(b[0]) || len(b) > 3 {
		return p.text(b)
	}
	switch string(b) {
	case "1.0":
		return "HTTP/1.0"
	case "1.1":
		return "HTTP/1.1"
	case "2.0":
		return "HTTP/2.0"
	case "2":
		return "HTTP/2"
	case "3.0":
		return "HTTP/3.0"
	case "3":
		return "HTTP/3"
	}
	return p.text(b)
}

func (p *parser) buildBytes(v *values) bool {
	if v.has(fieldBytesCLF) && (!v.has(fieldBytes) || v.rank[fieldBytesCLF] <= v.rank[fieldBytes]) {
		return p.setBytes(v.raw[fieldBytesCLF], 0)
	}
	return p.setBytes(v.raw[fieldBytes], Unknown)
}

// buildDuration takes the duration with the finest unit.
func (p *parser) buildDuration(v *values) bool {
	for f, unit := fieldNanos, time.Nanosecond; f >= fieldSeconds; f, unit = f-1, unit*1000 {
		if v.has(f) && !absent(v.raw[f]) {
			return p.setDuration(v.raw[f], unit)
		}
	}
	return true
}
