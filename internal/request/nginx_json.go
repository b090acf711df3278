package request

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/unveil-project/unveil/internal/source"
)

// jsonKeys are the keys that flat JSON access logs use, best first: the
// variables of nginx, what logstash's patterns call the same things, and the
// Elastic Common Schema with its dots.
var jsonKeys = [numFields][]string{
	fieldClient:   {"remote_addr", "clientip", "client_ip", "remote_ip", "source.ip", "client.ip", "source.address", "client", "ip", "remote_host"},
	fieldUser:     {"remote_user", "auth", "user", "user_id", "user.name"},
	fieldSite:     {"vhost", "virtual_host", "domain", "url.domain", "host", "server_name", "http_host"},
	fieldTime:     {"msec", "time_iso8601", "time_local", "timestamp", "@timestamp", "time", "ts", "datetime", "date"},
	fieldRequest:  {"request", "request_line"},
	fieldTarget:   {"request_uri", "url.original", "uri", "url"},
	fieldPath:     {"path", "request_path", "url.path"},
	fieldQuery:    {"args", "query_string", "query", "url.query"},
	fieldMethod:   {"request_method", "method", "verb", "http_method", "http.request.method"},
	fieldProtocol: {"server_protocol", "protocol", "proto", "http_version", "httpversion", "http.version"},
	fieldStatus:   {"status", "response", "status_code", "response_code", "http_status", "http.response.status_code"},
	fieldBytes:    {"body_bytes_sent", "bytes", "bytes_sent", "size", "body_bytes", "response_size", "http.response.body.bytes"},
	fieldReferer:  {"http_referer", "referer", "referrer", "http_referrer", "http.request.referrer"},
	fieldAgent:    {"http_user_agent", "user_agent", "agent", "useragent", "user_agent.original"},
	fieldSeconds:  {"request_time"},
	fieldMillis:   {"request_time_ms", "duration_ms"},
	fieldMicros:   {"request_time_us", "duration_us"},
	fieldNanos:    {"duration_ns", "event.duration"},
}

// place is where the value of a key goes.
type place struct {
	field field
	rank  int16
}

// keyTable maps keys to places; the user's map comes before the usual keys.
func keyTable(over map[string]string) (map[string]place, error) {
	table := make(map[string]place)
	for f, keys := range jsonKeys {
		for rank, key := range keys {
			table[key] = place{field(f), int16(rank)}
		}
	}
	for _, name := range sortedKeys(over) {
		f, ok := fieldNamed(name)
		if !ok {
			return nil, mapError(name)
		}
		table[over[name]] = place{f, -1}
	}
	return table, nil
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// fieldNamed finds a field by the name that a map gives it.
func fieldNamed(name string) (field, bool) {
	for f := fieldSkip + 1; f < numFields; f++ {
		if f.name() == name && f != fieldBytesCLF {
			return f, true
		}
	}
	return 0, false
}

func mapError(name string) error {
	var names []string
	for f := fieldSkip + 1; f < numFields; f++ {
		if f != fieldBytesCLF {
			names = append(names, f.name())
		}
	}
	return &LayoutError{Problem: layoutProblem("map-field",
		"value", strconv.Quote(name), "known", strings.Join(names, ", "))}
}

// flatJSON reads lines that are flat JSON objects.
type flatJSON struct {
	table map[string]place
}

func newFlatJSON(opt source.Options) (*flatJSON, error) {
	table, err := keyTable(opt.Map)
	if err != nil {
		return nil, err
	}
	return &flatJSON{table: table}, nil
}

func (f *flatJSON) parse(p *parser, line []byte) bool {
	p.style = escapeJSON
	var v values
	if !f.collect(p, line, &v) {
		return false
	}
	if !v.has(fieldClient) && !v.has(fieldStatus) {
		return p.bad("not-a-request", "", nil)
	}
	if !v.has(fieldTime) || absent(v.raw[fieldTime]) {
		return p.bad("field-missing", "time", nil)
	}
	micros, problem := p.clock.any(v.raw[fieldTime])
	if problem != "" {
		return p.bad(problem, "time", v.raw[fieldTime])
	}
	p.req.Time = micros
	firstOfList(&v)
	return p.build(&v)
}

// firstOfList takes the first of several addresses in a client, as a
// forwarding header may hold them.
func firstOfList(v *values) {
	if i := bytes.IndexByte(v.raw[fieldClient], ','); i > 0 {
		v.raw[fieldClient] = v.raw[fieldClient][:i]
	}
}

// collect walks over the object and keeps the values it knows.
func (f *flatJSON) collect(p *parser, line []byte, v *values) bool {
	c := cursor{b: line}
	if !c.open() {
		return p.notJSON(c.why)
	}
	first := true
	for {
		key, ok := c.member(&first)
		if !ok {
			break
		}
		raw, kind, ok := c.value()
		if !ok {
			break
		}
		at, known := f.table[alias(key)]
		if !known || kind > kindBare {
			continue
		}
		p.keepValue(v, at, raw)
	}
	if c.why == "" && c.peek() != 0 {
		c.why = "there is more after the object"
	}
	if c.why != "" {
		return p.notJSON(c.why)
	}
	p.plain = true // every value was decoded
	return true
}
