package request

import "time"

// traefikJSON is the access log of Traefik 2 and 3. ClientHost is who asked
// once trusted proxies are taken away, ClientAddr the peer with its port.
var traefikJSON = jsonShape{
	name: "traefik-json", need: 2,
	table: newKeyTable(jsonKeys{
		fieldClient:   {"clienthost"},
		fieldPeer:     {"clientaddr"},
		fieldUser:     {"clientusername"},
		fieldSite:     {"requesthost", "requestaddr"},
		fieldTime:     {"startutc", "startlocal", "time"},
		fieldRequest:  {"requestline"},
		fieldTarget:   {"requestpath"},
		fieldMethod:   {"requestmethod"},
		fieldProtocol: {"requestprotocol"},
		fieldStatus:   {"downstreamstatus", "originstatus"},
		fieldBytes:    {"downstreamcontentsize", "origincontentsize"},
		fieldReferer:  {"request_referer"},
		fieldAgent:    {"request_user_agent"},
		fieldNanos:    {"duration"},
	}, []string{
		"clientaddr", "clienthost", "downstreamstatus", "downstreamcontentsize", "originstatus", "requestmethod",
		"requestpath", "routername", "entrypointname", "frontendname", "retryattempts", "overhead",
	}, nil),
}

// haproxyJSON is a log-format of HAProxy that writes JSON, in the shapes that
// its users publish: there is no standard one. Its timers are milliseconds;
// those of a request that was broken off are -1, which is no duration.
var haproxyJSON = jsonShape{
	name: "haproxy-json", need: 2, kind: shapeHAProxy,
	table: newKeyTable(jsonKeys{
		fieldClient:   {"ip", "client_ip", "ci", "client", "src", "source_ip", "client_address", "remote_addr"},
		fieldSite:     {"fqdn", "host", "http_host", "hdr_host", "vhost"},
		fieldTime:     {"date", "time", "timestamp", "@timestamp", "accept_date", "request_date", "t", "tr_date", "date_time", "ts"},
		fieldRequest:  {"http_request", "request", "r", "req", "request_line"},
		fieldTarget:   {"uri", "http_uri", "request_uri", "hu", "url"},
		fieldPath:     {"path", "http_path", "hp", "hpo"},
		fieldQuery:    {"qs", "query", "http_query", "hq", "query_string"},
		fieldMethod:   {"meth", "method", "http_method", "hm", "request_method"},
		fieldProtocol: {"vers", "http_version", "hv", "version", "protocol"},
		fieldStatus:   {"code", "status_code", "http_status", "http_status_code", "st", "response_code", "status"},
		fieldBytes:    {"bytes", "bytes_read", "b", "bytes_sent", "response_size"},
		fieldReferer:  {"referer", "http_referer", "referrer"},
		fieldAgent:    {"ua", "user_agent", "http_user_agent", "useragent"},
		fieldMillis:   {"tt", "ta", "time_total", "time_active", "total_time", "time_duration", "tt_ms", "ta_ms"},
	}, []string{
		"meth", "trr", "tw", "frontend", "frontend_name", "backend_name", "haproxy_frontend_name", "frontend_type", "termination_state",
		"ci", "ft", "bt", "tsc", "retries", "actconn", "feconn", "beconn", "srv_conn", "srv_queue", "backend_queue", "fe_name", "be_name", "srv_name", "haproxy",
	}, nil),
}

// envoyJSON is the access log of Envoy, Istio and Envoy Gateway. With the
// peer of the connection comes the list that it forwarded for. Durations are
// milliseconds.
var envoyJSON = jsonShape{
	name: "envoy-json", need: 2,
	table: newKeyTable(jsonKeys{
		fieldClient:    {"downstream_remote_address", "downstream_remote_address_without_port", "downstream_direct_remote_address", "remote_address", "client_ip"},
		fieldForwarded: {"x_forwarded_for", "forwarded_for"},
		fieldSite:      {"authority", ":authority", "authority_for", "host", "requested_server_name"},
		fieldTime:      {"start_time", "timestamp", "@timestamp", "time"},
		fieldTarget:    {"x_envoy_original_path", "x_envoy_origin_path", "path", ":path", "uri", "uri_path", "request_path", "original_path"},
		fieldMethod:    {"method", ":method", "request_method"},
		fieldProtocol:  {"protocol"},
		fieldStatus:    {"response_code", "status", "status_code"},
		fieldBytes:     {"bytes_sent", "response_size"},
		fieldReferer:   {"referer", "request_referer"},
		fieldAgent:     {"user_agent", "http_user_agent"},
		fieldMillis:    {"duration", "response_duration", "duration_ms"},
	}, []string{
		"downstream_remote_address", "downstream_remote_address_without_port", "downstream_local_address",
		"upstream_cluster", "response_flags", "upstream_host", "response_code_details", "x_envoy_upstream_service_time",
	}, nil),
}

// gcpJSON is the log of a load balancer of Google Cloud, and of what else
// there logs an HttpRequest. requestUrl is absolute.
var gcpJSON = jsonShape{
	name: "gcp-json", need: 1,
	table: newKeyTable(jsonKeys{
		fieldClient:   {"httprequest.remoteip", "jsonpayload.remoteip"},
		fieldTime:     {"timestamp", "receivetimestamp"},
		fieldTarget:   {"httprequest.requesturl"},
		fieldMethod:   {"httprequest.requestmethod"},
		fieldProtocol: {"httprequest.protocol"},
		fieldStatus:   {"httprequest.status"},
		fieldBytes:    {"httprequest.responsesize"},
		fieldReferer:  {"httprequest.referer"},
		fieldAgent:    {"httprequest.useragent"},
		fieldSeconds:  {"httprequest.latency"},
	}, []string{"httprequest.requesturl", "httprequest.requestmethod", "httprequest.remoteip"}, nil),
}

// atsJSON is the log of Apache Traffic Server in JSON, with the names of its
// own fields (chi, cqu, pssc) as its documentation gives them.
var atsJSON = jsonShape{
	name: "ats-json", need: 2,
	table: newKeyTable(jsonKeys{
		fieldClient:   {"chi", "client_host_ip"},
		fieldUser:     {"caun", "client_auth_user_name"},
		fieldSite:     {"cqhh", "host", "shn", "vhost"},
		fieldTime:     {"cqts", "cqtq", "cqtn", "cqtt", "@timestamp", "timestamp", "time"},
		fieldRequest:  {"cqtx"},
		fieldTarget:   {"cqup", "cquuc", "cqu", "cquc", "pqu"},
		fieldMethod:   {"cqhm"},
		fieldProtocol: {"cqpv", "cqhv"},
		fieldStatus:   {"pssc", "sssc"},
		fieldBytes:    {"pscl", "psql", "sscl"},
		fieldReferer:  {"referer", "cqh_referer", "{referer}cqh"},
		fieldAgent:    {"user_agent", "cqh_user_agent", "{user_agent}cqh"},
		fieldMillis:   {"ttms"},
	}, []string{"chi", "cqhm", "pssc", "cqtx", "crc", "phr", "cqtq", "cquuc", "cqup", "cqu", "cquc"}, nil),
}

// utc is the zone of formats that document it for times that state none.
var utc = time.UTC
