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
	numFields
)

// name is the field's name in messages and maps.
func (f field) name() string {
	return [numFields]string{
		"", "client", "user", "site", "time", "request", "uri", "path", "query", "method", "protocol",
		"status", "bytes", "bytes", "referer", "agent",
		"duration", "duration_ms", "duration_us", "duration_ns",
	}[f]
}

// values are the fields of one line before they are read. A line may hold
// one thing twice (the peer and the client it claims to speak for): the value
// of the lowest rank is taken.
type values struct {
	raw  [numFields][]byte
	rank [numFields]int16
	set  uint32 // bit f: field f was seen
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
	if !v.put(at.field, at.rank, p.decoded(raw)) && p.twice == "" {
		p.twice = at.field.name()
	}
}

// build reads the fields into p.req. Their escapes are undone. A site that is
// no host is what a client sent as Host: the request is kept with a warning,
// for it may well be part of an attack.
func (p *parser) build(v *values) bool {
	if !v.has(fieldClient) {
		return p.bad("field-missing", "client", nil)
	}
	if v.has(fieldSite) && !p.setSite(v.raw[fieldSite]) {
		p.noSite, p.fault = v.raw[fieldSite], fault{}
	}
	p.setUser(v.raw[fieldUser])
	p.setReferer(v.raw[fieldReferer])
	p.setAgent(v.raw[fieldAgent])
	p.setParts(v)
	return p.setClient(v.raw[fieldClient]) && p.setStatus(v.raw[fieldStatus]) &&
		p.buildBytes(v) && p.buildDuration(v)
}

// setParts reads what was asked: the parts where they were logged, the
// request line for the others.
func (p *parser) setParts(v *values) {
	if line := v.raw[fieldRequest]; v.has(fieldRequest) {
		if len(line) > 0 && line[0] == '/' { // some layouts call the target so
			p.setTarget(line)
		} else {
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
