package request

// cloudflareJSON is what Logpush writes of http_requests. Times are RFC 3339,
// or seconds or nanoseconds since 1970. The time to the first byte at the
// edge stands for the duration; where it is not logged, that of the origin.
var cloudflareJSON = jsonShape{
	name: "cloudflare-json", need: 2,
	table: newKeyTable(jsonKeys{
		fieldClient:   {"clientip"},
		fieldSite:     {"clientrequesthost", "edgerequesthost", "zonename"},
		fieldTime:     {"edgestarttimestamp", "edgeendtimestamp", "datetime"},
		fieldTarget:   {"clientrequesturi"},
		fieldPath:     {"clientrequestpath"},
		fieldMethod:   {"clientrequestmethod"},
		fieldProtocol: {"clientrequestprotocol"},
		fieldStatus:   {"edgeresponsestatus", "originresponsestatus"},
		fieldBytes:    {"edgeresponsebytes", "edgeresponsebodybytes", "cacheresponsebytes"},
		fieldReferer:  {"clientrequestreferer"},
		fieldAgent:    {"clientrequestuseragent"},
		fieldMillis:   {"edgetimetofirstbytems", "originresponsedurationms"},
	}, []string{
		"clientip", "clientrequesthost", "clientrequestmethod", "clientrequesturi", "clientrequestpath", "edgestarttimestamp",
		"edgeresponsestatus", "edgeresponsebytes", "rayid",
	}, nil),
}

// cloudFrontJSON is a standard log (version 2) or real-time log of Amazon
// CloudFront in JSON. Times are UTC. The viewer is c-ip, the peer of the edge;
// x-host-header is the Host that it sent.
var cloudFrontJSON = jsonShape{
	name: "cloudfront-json", need: 2, kind: shapeCloudFront, zone: utc,
	table: newKeyTable(jsonKeys{
		fieldClient:    {"c_ip"},
		fieldForwarded: {"x_forwarded_for"},
		fieldSite:      {"x_host_header", "cs_host", "cs(host)"},
		fieldTime:      {"timestamp(ms)", "timestamp"},
		fieldDate:      {"date"},
		fieldDaytime:   {"time", "start_time"},
		fieldPath:      {"cs_uri_stem"},
		fieldQuery:     {"cs_uri_query"},
		fieldMethod:    {"cs_method"},
		fieldProtocol:  {"cs_protocol_version"},
		fieldStatus:    {"sc_status"},
		fieldBytes:     {"sc_bytes"},
		fieldReferer:   {"cs(referer)", "cs_referer"},
		fieldAgent:     {"cs(user_agent)", "cs_user_agent"},
		fieldSeconds:   {"time_taken"},
	}, []string{"c_ip", "cs_method", "cs_uri_stem", "sc_status", "x_edge_location", "x_edge_result_type"}, nil),
}

// fastlyJSON is the JSON of Fastly's log streaming in the shapes of its own
// documentation. Times without a zone are UTC, as VCL's strftime gives them;
// time_elapsed is microseconds.
var fastlyJSON = jsonShape{
	name: "fastly-json", need: 3, zone: utc,
	table: newKeyTable(jsonKeys{
		fieldClient:   {"client_ip", "fastly_client_ip"},
		fieldSite:     {"host", "request_host", "origin_host"},
		fieldTime:     {"time_start", "timestamp", "start_time", "time", "time_end"},
		fieldRequest:  {"request"},
		fieldTarget:   {"url", "request_url"},
		fieldMethod:   {"request_method", "method"},
		fieldProtocol: {"request_protocol", "protocol"},
		fieldStatus:   {"response_status", "status", "resp_status"},
		fieldBytes:    {"response_body_size", "resp_body_size", "response_body_bytes", "resp_body_bytes_written", "bytes"},
		fieldReferer:  {"request_referer", "referer"},
		fieldAgent:    {"request_user_agent", "user_agent"},
		fieldMicros:   {"time_elapsed", "time_elapsed_usec"},
		fieldMillis:   {"time_elapsed_msec"},
	}, []string{
		"request_user_agent", "request_referer", "time_elapsed", "time_start", "response_state", "fastly_info_state", "cache_status",
		"fastly_server", "fastly_is_edge", "fastly_datacenter", "service_id", "geo_country", "geo_country_code", "geo_city", "pop", "is_tls", "is_ipv6", "is_h2",
	}, nil),
}
