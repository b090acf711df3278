package request

import (
	"strconv"
	"strings"

	"github.com/unveil-project/unveil/internal/source"
)

// nginxKeys are the keys of JSON access logs of any shape: the variables of
// nginx, what logstash's patterns call the same things, the Elastic Common
// Schema, the names of Deflect's edge servers, and objects of request and
// response as many programs write them.
var nginxKeys = jsonKeys{
	fieldClient: {
		"remote_addr", "clientip", "client_ip", "remote_ip", "source.ip", "client.ip", "source.address", "client", "ip", "remote_host",
		"client_address", "remote_address", "remoteip", "remoteaddr", "client_addr", "clientaddr", "source_ip", "src_ip", "client.address",
		"request.client_ip", "request.remote_ip", "request.remote_addr", "req.remoteaddress", "req.ip", "nginx.access.remote_ip", "network.client.ip", "properties.clientip", "httprequest.clientip", "identity.sourceip",
	},
	fieldUser:     {"remote_user", "auth", "user", "user_id", "user.name", "client_user"},
	fieldSite:     {"vhost", "virtual_host", "domain", "url.domain", "host", "server_name", "http_host", "client_request_host", "request.host", "req.headers.host", "request.headers.host", "destination.domain", "authority", "fqdn", "properties.originalhost", "properties.host", "properties.hostname"},
	fieldTime:     {"msec", "time_iso8601", "time_local", "timestamp", "@timestamp", "time", "ts", "datetime", "date", "start_time", "request_start", "event.start", "event.created", "requesttime", "started_at", "request_timestamp"},
	fieldRequest:  {"request", "request_line", "http_request"},
	fieldTarget:   {"request_uri", "url.original", "uri", "url", "client_url", "request.uri", "request.url", "req.url", "http.url", "request_url", "url.full", "properties.requesturi"},
	fieldPath:     {"path", "request_path", "url.path", "request.path", "uri_path", "http.request.path", "url_path", "resourcepath", "httprequest.uri"},
	fieldQuery:    {"args", "query_string", "query", "url.query", "querystring", "request.query", "request.args", "url_query", "request_query", "properties.requestquery", "httprequest.args"},
	fieldMethod:   {"request_method", "method", "verb", "http_method", "http.request.method", "client_request_method", "request.method", "req.method", "http.method", "httpmethod", "properties.httpmethod", "httprequest.httpmethod"},
	fieldProtocol: {"server_protocol", "protocol", "proto", "http_version", "httpversion", "http.version", "http_request_version", "request.protocol", "request.proto", "request.version", "request_proto", "properties.httpversion", "httprequest.httpversion"},
	fieldStatus:   {"status", "response", "status_code", "response_code", "http_status", "http.response.status_code", "response_status", "http_response_code", "response.status", "response.status_code", "res.statuscode", "statuscode", "http_status_code", "http.status_code", "code", "properties.httpstatus", "properties.httpstatuscode", "responsecodesent"},
	fieldBytes:    {"body_bytes_sent", "bytes", "bytes_sent", "size", "body_bytes", "response_size", "http.response.body.bytes", "http.response.bytes", "reply_length_bytes", "length", "response.bytes", "response.size", "response.body_bytes_sent", "response_length", "response_bytes", "bytes_out", "responselength", "properties.sentbytes", "properties.responsebytes"},
	fieldReferer:  {"http_referer", "referer", "referrer", "http_referrer", "http.request.referrer", "request_referer", "request.referer", "request.headers.referer", "req.headers.referer", "http.referer"},
	fieldAgent:    {"http_user_agent", "user_agent", "agent", "useragent", "user_agent.original", "client_ua", "request_user_agent", "request.user_agent", "request.headers.user_agent", "req.headers.user_agent", "http.useragent", "ua", "client_user_agent", "properties.useragent", "identity.useragent"},
	fieldSeconds:  {"request_time", "latency_human"},
	fieldMillis:   {"request_time_ms", "duration_ms", "generation_time_milli", "responsetime", "elapsed_ms", "latency_ms", "response_time_ms", "latencies.request"},
	fieldMicros:   {"request_time_us", "duration_us", "time_us"},
	fieldNanos:    {"duration_ns", "event.duration"},
	fieldPeer:     {"realip_remote_addr"},

	fieldForwarded: {"http_x_forwarded_for", "x_forwarded_for", "xff", "proxy_add_x_forwarded_for", "forwarded_for", "network.forwarded_ip"},
	fieldRealIP:    {"http_x_real_ip", "x_real_ip", "real_ip"},
}

var nginxTable = newKeyTable(nginxKeys, nil, nil).tell(specificJSON[:])

// numSpecific is how many JSON formats have keys of their own.
const numSpecific = 9

var specificJSON = [numSpecific]*jsonShape{
	&caddyJSON, &traefikJSON, &cloudflareJSON, &gcpJSON, &cloudFrontJSON, &envoyJSON, &haproxyJSON, &fastlyJSON, &atsJSON,
}

// knownBetter says whether a line holds what tells a format with keys of its
// own.
func (v *values) knownBetter() bool {
	for i, s := range &specificJSON {
		if v.foreign[i] >= s.need {
			return true
		}
	}
	return false
}

// newNginxJSON makes the shape of logs in any shape, with the user's map.
func newNginxJSON(opt source.Options) (*jsonShape, error) {
	if len(opt.Map) == 0 {
		return &jsonShape{name: "nginx-json", table: nginxTable}, nil
	}
	over := make(map[field]string, len(opt.Map))
	for name, key := range opt.Map {
		f, ok := fieldNamed(name)
		if !ok {
			return nil, mapError(opt.Map)
		}
		over[f] = key
	}
	return &jsonShape{name: "nginx-json", table: newKeyTable(nginxKeys, nil, over)}, nil
}

// fieldNamed finds a field by the name that a map gives it.
func fieldNamed(name string) (field, bool) {
	for f := fieldSkip + 1; f < numFields; f++ {
		if f.name() != "" && f.name() == name && f != fieldBytesCLF {
			return f, true
		}
	}
	return 0, false
}

// mapError complains of the first name of a map, in order, that is no field.
func mapError(over map[string]string) error {
	unknown := ""
	for name := range over {
		if _, ok := fieldNamed(name); !ok && (unknown == "" || name < unknown) {
			unknown = name
		}
	}
	var names []string
	for f := fieldSkip + 1; f < numFields; f++ {
		if f != fieldBytesCLF && f.name() != "" {
			names = append(names, f.name())
		}
	}
	return &LayoutError{Problem: layoutProblem("map-field",
		"value", strconv.Quote(unknown), "known", strings.Join(names, ", "))}
}
