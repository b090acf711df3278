package request

import "bytes"

// caddyJSON is the access log of Caddy 2 in its JSON encoding. client_ip is
// who asked once trusted proxies are taken away, remote_ip the peer of the
// connection, remote_addr the same with its port (before Caddy 2.5). Times
// without a zone are UTC, as Caddy documents. Entries of other loggers are no
// requests; those of http.log.error repeat one that the access log has.
var caddyJSON = jsonShape{
	name: "caddy-json", kind: shapeCaddy, zone: utc, need: 2,
	table: newKeyTable(jsonKeys{
		fieldClient:   {"request.client_ip"},
		fieldPeer:     {"request.remote_ip", "request.remote_addr"},
		fieldUser:     {"user_id"},
		fieldSite:     {"request.host"},
		fieldTime:     {"ts"},
		fieldTarget:   {"request.uri"},
		fieldMethod:   {"request.method"},
		fieldProtocol: {"request.proto"},
		fieldStatus:   {"status"},
		fieldBytes:    {"size"},
		fieldReferer:  {"request.headers.referer"},
		fieldAgent:    {"request.headers.user_agent"},
		fieldSeconds:  {"duration"},
		fieldMillis:   {"duration_ms"},
		fieldLogger:   {"logger"},
		fieldLine:     {"common_log"},
	}, []string{
		"logger", "request.uri", "request.method", "request.proto", "request.remote_ip", "request.client_ip", "request.remote_addr", "bytes_read",
	}, nil),
}

// console reads what Caddy's console encoding has before the object: the time,
// the level, the logger and a message, set apart by tabs.
func (v *values) console(line []byte) {
	begin, at := prefix(line), objectAt(line)
	if begin >= at || v.has(fieldTime) {
		return
	}
	stamp, rest, _ := bytes.Cut(line[begin:at], []byte("\t"))
	_, rest, _ = bytes.Cut(rest, []byte("\t"))
	if logger, _, ok := bytes.Cut(rest, []byte("\t")); ok {
		v.put(fieldTime, 0, stamp)
		v.put(fieldLogger, 0, logger)
	}
}
