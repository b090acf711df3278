package request_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

// jsonLines are made-up lines in the shapes that each program writes. All are
// of the request that full gives, but for what change says.
var jsonLines = []struct {
	name, format, line string
	change             func(*request.Request)
}{
	{
		"traefik v3", "traefik-json",
		`{"ClientAddr":"192.0.2.1:52458","ClientHost":"192.0.2.1","ClientPort":"52458","ClientUsername":"a17","DownstreamContentSize":12,"DownstreamStatus":200,"Duration":3500000,"OriginContentSize":15,"OriginDuration":100,"OriginStatus":504,"Overhead":122442,"RequestAddr":"www.example.org","RequestHost":"www.example.org","RequestMethod":"GET","RequestPath":"/a?b=c","RequestPort":"-","RequestProtocol":"HTTP/1.1","RequestScheme":"http","RetryAttempts":0,"RouterName":"r@file","ServiceURL":"http://api:80","StartLocal":"2015-05-17T10:05:03+02:00","StartUTC":"2015-05-17T08:05:03.000000000Z","entryPointName":"web","level":"info","msg":"","request_User-Agent":"a \"b\"","request_Referer":"https://example.org/","time":"2015-05-17T08:05:04Z"}`,
		nil,
	},
	{
		"traefik v2, quoted status, no host", "traefik-json",
		`{"ClientAddr":"[2001:db8::1]:56348","ClientUsername":"-","DownstreamContentSize":12,"DownstreamStatus":"200","Duration":3500000,"RequestAddr":"www.example.org:8080","RequestMethod":"GET","RequestPath":"/a?b=c","RequestProtocol":"HTTP/1.1","ServiceURL":{"Scheme":"http","User":null,"Host":"192.0.2.7:80","ForceQuery":false},"StartLocal":"2015-05-17T08:05:03.25Z","request_User-Agent":"a \"b\"","request_Referer":"https://example.org/","time":"2015-05-17T08:05:04Z"}`,
		func(r *request.Request) { r.Client, r.User, r.Time = "2001:db8::1", "", r.Time+250000 },
	},
	{
		"traefik behind its proxy", "traefik-json",
		`{"ClientAddr":"10.10.8.105:48376","ClientHost":"192.0.2.1","ClientUsername":"a17","DownstreamContentSize":12,"DownstreamStatus":200,"Duration":3500000,"RequestHost":"www.example.org","RequestMethod":"GET","RequestPath":"/a?b=c","RequestProtocol":"HTTP/1.1","StartUTC":"2015-05-17T08:05:03Z","request_User-Agent":"a \"b\"","request_Referer":"https://example.org/"}`,
		func(r *request.Request) { r.Via = request.ViaForwarded },
	},
	{
		"haproxy behind a prefix", "haproxy-json",
		`haproxy-lb[16320]: [ACCESS] 3 {"ctn":"html","ssl":false,"ti":1991,"code":200,"tc":0,"trr":0,"qs":"b=c","backend":"www.example.org","meth":"GET","date":1431849903.000,"tw":0,"ipqual":"{\"al\":\"fr\",\"x\":{}}","port":47623,"status":"ip-safe","path":"\/a","th":0,"vers":"HTTP\/1.1","ip":"192.0.2.1","fqdn":"www.example.org","bytes":12,"ua":"a \"b\"","referer":"https:\/\/example.org\/","state":"----","tt":3.5,"user":"z"}`,
		func(r *request.Request) { r.User = "" },
	},
	{
		"haproxy, its own time", "haproxy-json",
		`{"time":"17/May/2015:08:05:03.000","frontend":"web","backend_name":"app","client_ip":"192.0.2.1","client_port":5,"http_request":"GET /a?b=c HTTP/1.1","http_host":"www.example.org","status_code":200,"bytes_read":12,"user_agent":"a \"b\"","referer":"https://example.org/","time_total":"3.5","termination_state":"----"}`,
		func(r *request.Request) { r.User = "" },
	},
	{
		"haproxy, broken off", "haproxy-json",
		`{"time":1431849903,"frontend":"web","retries":0,"client_ip":"192.0.2.1","http_request":"GET /a?b=c HTTP/1.1","host":"www.example.org","status_code":-1,"bytes_read":12,"user_agent":"a \"b\"","referer":"https://example.org/","time_total":-1}`,
		func(r *request.Request) { r.User, r.Status, r.Duration = "", 0, request.Unknown },
	},
	{
		"istio", "envoy-json",
		`{"authority":"www.example.org","bytes_received":"0","bytes_sent":"12","downstream_local_address":"10.0.0.9:8000","downstream_remote_address":"192.0.2.1:35842","duration":"3.5","istio_policy_status":"-","method":"GET","path":"/a?b=c","protocol":"HTTP/1.1","request_id":"b6d7","requested_server_name":null,"response_code":"200","response_flags":"-","route_name":"default","start_time":"2015-05-17T08:05:03.000Z","upstream_cluster":"outbound|8000||x","upstream_host":"10.0.1.41:80","upstream_service_time":"1","user_agent":"a \"b\"","x_forwarded_for":"-","referer":"https://example.org/"}`,
		func(r *request.Request) { r.User = "" },
	},
	{
		"envoy gateway behind a balancer", "envoy-json",
		`{":authority":"www.example.org","bytes_sent":12,"downstream_remote_address":"10.244.0.44:40937","duration":3,"method":"GET","protocol":"HTTP/1.1","response_code":200,"response_flags":"RL","start_time":"2015-05-17T08:05:03Z","upstream_cluster":"x","user-agent":"a \"b\"","referer":"https://example.org/","x-envoy-origin-path":"/a?b=c","x-forwarded-for":"203.0.113.66, 192.0.2.1,10.244.0.44"}`,
		func(r *request.Request) { r.User, r.Via, r.Duration = "", request.ViaForwarded, 3000 },
	},
	{
		"google", "gcp-json",
		`{"httpRequest": {"latency": "0.0035s", "protocol": "HTTP/1.1", "remoteIp": "192.0.2.1:49194", "requestMethod": "GET", "requestSize": "201", "requestUrl": "http://www.example.org:80/a?b=c", "responseSize": "12", "status": 200, "userAgent": "a \"b\"", "referer":"https://example.org/"}, "insertId": "1", "jsonPayload": {"@type": "x", "enforcedSecurityPolicy": {"outcome": "ACCEPT"}, "proxyStatus": "error=\"x\""}, "logName": "projects/p/logs/requests", "receiveTimestamp": "2015-05-17T08:05:04.15568806Z", "resource": {"labels": {"zone": "global"}, "type": "http_load_balancer"}, "severity": "WARNING", "timestamp": "2015-05-17T08:05:03Z"}`,
		func(r *request.Request) { r.User = "" },
	},
	{
		"cloudflare, RFC 3339", "cloudflare-json",
		`{"BotScore":20,"BotTags":["x"],"CacheResponseBytes":9,"ClientASN":64496,"ClientCountry":"zz","ClientIP":"192.0.2.1","ClientRequestHost":"www.example.org","ClientRequestMethod":"GET","ClientRequestPath":"/a","ClientRequestProtocol":"HTTP/1.1","ClientRequestReferer":"https://example.org/","ClientRequestURI":"/a?b=c","ClientRequestUserAgent":"a \"b\"","ClientSrcPort":0,"Cookies":{"key":"value"},"EdgeEndTimestamp":"2015-05-17T08:05:04Z","EdgeResponseBytes":12,"EdgeResponseStatus":200,"EdgeStartTimestamp":"2015-05-17T08:05:03Z","EdgeTimeToFirstByteMs":3.5,"OriginResponseDurationMs":99,"RayID":"7"}`,
		func(r *request.Request) { r.User = "" },
	},
	{
		"cloudflare, nanoseconds", "cloudflare-json",
		`{"ClientIP":"192.0.2.1","ClientRequestHost":"www.example.org","ClientRequestMethod":"GET","ClientRequestURI":"/a?b=c","EdgeEndTimestamp":1431849904000000000,"EdgeResponseBytes":12,"EdgeResponseStatus":200,"EdgeStartTimestamp":1431849903000000000,"RayID":"7"}`,
		func(r *request.Request) {
			r.User, r.Protocol, r.Referer, r.Agent, r.Duration = "", "", "", "", request.Unknown
		},
	},
	{
		"cloudflare, seconds", "cloudflare-json",
		`{"ClientIP":"192.0.2.1","ClientRequestHost":"www.example.org","ClientRequestMethod":"GET","ClientRequestURI":"/a?b=c","EdgeResponseBytes":12,"EdgeResponseStatus":200,"EdgeStartTimestamp":"1431849903","OriginResponseDurationMs":3}`,
		func(r *request.Request) { r.User, r.Protocol, r.Referer, r.Agent, r.Duration = "", "", "", "", 3000 },
	},
	{
		"cloudfront", "cloudfront-json",
		`{"date":"2015-05-17","time":"08:05:03","x-edge-location":"X","sc-bytes":"12","c-ip":"192.0.2.1","cs-method":"GET","cs(Host)":"d1.cloudfront.net","cs-uri-stem":"/a","sc-status":"200","cs(Referer)":"https://example.org/","cs(User-Agent)":"a%20%22b%22","cs-uri-query":"b=c","cs(Cookie)":"-","x-edge-result-type":"Miss","x-host-header":"www.example.org","cs-protocol":"https","time-taken":"0.0035","x-forwarded-for":"-","cs-protocol-version":"HTTP/1.1"}`,
		func(r *request.Request) { r.User = "" },
	},
	{
		"cloudfront, redacted", "cloudfront-json",
		`{"date":"2015-05-17","start_time":"08:05:03","end_time":"08:05:09","sc-bytes":"12","c-ip":"192.0.2.1","cs-method":"GET","cs-uri-stem":"/a","sc-status":"200","cs(User-Agent)":"_","cs-uri-query":"-","x-host-header":"www.example.org","time-taken":"_","cs-protocol-version":"HTTP/1.1","count":2}`,
		func(r *request.Request) {
			r.User, r.Query, r.Referer, r.Agent, r.Duration = "", "", "", "", request.Unknown
		},
	},
	{
		"fastly", "fastly-json",
		`{"timestamp":"2015-05-17T08:05:03","time_elapsed":"3500","is_tls":"true","client_ip":"192.0.2.1","geo_city":"x","geo_country_code":"ZZ","request":"GET","protocol":"HTTP/1.1","host":"www.example.org","url":"/a?b=c","request_referer":"https://example.org/","request_user_agent":"a \"b\"","response_status":200,"response_body_size":12,"cache_status":"MISS"}`,
		func(r *request.Request) { r.User = "" },
	},
	{
		"traffic server", "ats-json",
		`{"cqts":"1431849903.000","chi":"192.0.2.1","caun":"a17","cqhm":"GET","cqhh":"www.example.org","cqup":"/a?b=c","cqpv":"HTTP/1.1","pssc":"200","pscl":"12","ttms":"3.5","crc":"TCP_MISS","referer":"https://example.org/","user_agent":"a \"b\""}`,
		nil,
	},
	{
		"deflect", "nginx-json",
		`{"time_local":"17/May/2015:10:05:03 +0200","request_id":"1","client_user":"a17","client_ip":"192.0.2.1","http_request_scheme":"https","client_request_method":"GET","client_request_host":"www.example.org","http_response_code":200,"reply_length_bytes":12,"cache_result":"HIT","http_request_version":"HTTP/1.1","referer":"https://example.org/","client_ua":"a \"b\"","client_url":"/a","querystring":"b=c"}`,
		func(r *request.Request) { r.Duration = request.Unknown },
	},
	{
		"elastic, nested", "nginx-json",
		`{"@timestamp":"2015-05-17T08:05:03.000Z","ecs":{"version":"8"},"event":{"duration":3500000,"kind":"event"},"http":{"request":{"method":"GET","referrer":"https://example.org/"},"response":{"body":{"bytes":12},"status_code":200},"version":"1.1"},"source":{"address":"192.0.2.1","ip":"192.0.2.1","geo":{"name":"x"}},"url":{"domain":"www.example.org","original":"/a?b=c"},"user":{"name":"a17"},"user_agent":{"original":"a \"b\"","device":{"name":"Other"}}}`,
		nil,
	},
	{
		"objects of request and response", "nginx-json",
		`{"time":1431849903000,"request":{"remote_addr":"192.0.2.1","method":"GET","url":"/a?b=c","protocol":"HTTP/1.1","headers":{"Host":"www.example.org","User-Agent":"a \"b\"","Referer":["https://example.org/"]}},"response":{"status":200,"size":12},"user":"a17","duration_ms":3.5}`,
		nil,
	},
	{
		"ingress", "nginx-json",
		`{"time": "2015-05-17T08:05:03+00:00", "remote_addr": "", "x_forwarded_for": "203.0.113.66, 192.0.2.1", "request_id": "7", "remote_user": "a17", "bytes_sent": 12, "request_time": 0.0035, "status":200, "vhost": "www.example.org", "request_proto": "HTTP/1.1", "path": "/a", "request_query": "b=c", "request_length": 5, "duration": 0.0035,"method": "GET", "http_referrer": "https://example.org/", "http_user_agent": "a \"b\"" }`,
		func(r *request.Request) { r.Via = request.ViaForwarded },
	},
	{
		"gateway of Azure", "nginx-json",
		`{"timeStamp":"2015-05-17T08:05:03+00:00","resourceId":"/S/x","operationName":"ApplicationGatewayAccess","category":"ApplicationGatewayAccessLog","properties":{"instanceId":"i","clientIP":"192.0.2.1","clientPort":7,"httpMethod":"GET","requestUri":"/a","requestQuery":"b=c","userAgent":"a \"b\"","httpStatus":200,"httpVersion":"HTTP/1.1","receivedBytes":65,"sentBytes":12,"timeTaken":205,"sslEnabled":"off","host":"www.example.org"}}`,
		func(r *request.Request) { r.User, r.Referer, r.Duration = "", "", request.Unknown },
	},
	{
		"gateway of AWS", "nginx-json",
		`{"requestId":"7","ip":"192.0.2.1","user":"a17","requestTime":"17/May/2015:10:05:03 +0200","httpMethod":"GET","resourcePath":"/a","status":"200","protocol":"HTTP/1.1","responseLength":"12","userAgent":"a \"b\""}`,
		func(r *request.Request) { r.Site, r.Query, r.Referer, r.Duration = "", "", "", request.Unknown },
	},
	{
		"a status in words", "nginx-json",
		`{"date":"2015-05-17T10:05:03+02:00","ip":"192.0.2.1","user":"a17","host":"www.example.org","path":"/a?b=c","method":"GET","protocol":"HTTP/1.1","status":"ok","status_code":200,"length":12,"referrer":"https://example.org/","user_agent":"a \"b\"","generation_time_milli":3.5}`,
		nil,
	},
	{
		"caddy, flat", "caddy-json",
		`{"level":"info","ts":1431849903,"logger":"http.log.access","request>client_ip":"192.0.2.1","request>method":"GET","request>host":"www.example.org","request>uri":"/a?b=c","request>proto":"HTTP/1.1","request>headers>User-Agent":["a \"b\""],"request>headers>Referer":["https://example.org/"],"user_id":"a17","duration":0.0035,"size":12,"status":200}`,
		nil,
	},
	{
		"caddy, console", "caddy-json",
		"2015/05/17 08:05:03\tINFO\thttp.log.access.log0\thandled request\t" + `{"request": {"remote_ip": "192.0.2.1", "method": "GET", "host": "www.example.org", "uri": "/a?b=c", "proto": "HTTP/1.1", "headers": {"User-Agent": ["a \"b\""], "Referer": ["https://example.org/"]}}, "user_id": "a17", "duration": 0.0035, "size": 12, "status": 200}`,
		nil,
	},
	{
		"caddy, only the common log", "caddy-json",
		`{"level":"info","ts":1431849903.1,"logger":"http.log.access","msg":"handled request","common_log":"192.0.2.1 - a17 [17/May/2015:10:05:03 +0200] \"GET /a?b=c HTTP/1.1\" 200 12"}`,
		func(r *request.Request) { r.Site, r.Referer, r.Agent, r.Duration = "", "", "", request.Unknown },
	},
	{
		"docker", "wrapped-json",
		`{"log":"192.0.2.1 - a17 [17/May/2015:10:05:03 +0200] \"GET /a?b=c HTTP/1.1\" 200 12 \"https://example.org/\" \"a \\\"b\\\"\"\n","stream":"stdout","time":"2015-05-17T08:05:09.1Z"}`,
		func(r *request.Request) { r.Site, r.Duration = "", request.Unknown },
	},
	{
		"docker, JSON within", "wrapped-json",
		`{"log":"{\"time_iso8601\":\"2015-05-17T10:05:03+02:00\",\"remote_addr\":\"192.0.2.1\",\"remote_user\":\"a17\",\"host\":\"www.example.org\",\"request\":\"GET /a?b=c HTTP/1.1\",\"status\":\"200\",\"body_bytes_sent\":\"12\",\"http_referer\":\"https://example.org/\",\"http_user_agent\":\"a \\\"b\\\"\",\"request_time\":\"0.0035\"}\r\n","stream":"stdout","time":"2015-05-17T08:05:09Z"}`,
		nil,
	},
	{
		"upsun", "wrapped-json",
		`{"timestamp_ns":1431849909000000000,"timestamp":1431849909,"host":{"id":[{"type":"vendor","name":"x"}]},"type":"log.journald","level":"INFO","message":"frontend.0 nginx: 192.0.2.1 - a17 [17/May/2015:10:05:03 +0200] \"GET /a?b=c HTTP/1.1\" 200 12 \"https://example.org/\" \"a\"","metadata":{"environment":"main"}}`,
		func(r *request.Request) { r.Site, r.Agent, r.Duration = "", "a", request.Unknown },
	},
	{
		"journald", "wrapped-json",
		`{"__REALTIME_TIMESTAMP":"1431849909000000","_HOSTNAME":"h","SYSLOG_IDENTIFIER":"nginx","MESSAGE":"192.0.2.1 - a17 [17/May/2015:10:05:03 +0200] \"GET /a?b=c HTTP/1.1\" 200 12 \"https://example.org/\" \"\u00e1\ud83d\ude00\""}`,
		func(r *request.Request) { r.Site, r.Agent, r.Duration = "", "á😀", request.Unknown },
	},
	{
		"gelf", "wrapped-json",
		`{"version":"1.1","host":"h","short_message":"192.0.2.1 - a17 [17/May/2015:10:05:03 +0200] \"GET \\/a?b=c HTTP/1.1\" 200 12","timestamp":1431849909.1,"level":6}`,
		func(r *request.Request) {
			r.Site, r.Path, r.Referer, r.Agent, r.Duration = "", `\/a`, "", "", request.Unknown
		},
	},
	{
		"gelf, fields of its own", "nginx-json",
		`{"version":"1.1","host":"www.example.org","short_message":"GET","timestamp":1431849903,"_remote_addr":"192.0.2.1","_remote_user":"a17","_request":"GET /a?b=c HTTP/1.1","_status":200,"_body_bytes_sent":12,"_http_referer":"https://example.org/","_http_user_agent":"a \"b\"","_request_time":0.0035}`,
		nil,
	},
}

func TestJSONFormats(t *testing.T) {
	for _, tt := range jsonLines {
		t.Run(tt.name, func(t *testing.T) {
			if got := sniffed(strings.Repeat(tt.line+"\n", 3)); got != tt.format {
				t.Errorf("sniffed as %q, want %q", got, tt.format)
			}
			c := read(t, tt.format, tt.line, source.Options{Zone: time.UTC})
			if len(c.requests) != 1 || len(c.warnings) != 0 {
				t.Fatalf("kept %d, rejects %q, warnings %q", len(c.requests), sayAll(c.rejects), sayAll(c.warnings))
			}
			if d := cmp.Diff(full(tt.change), c.requests[0], ignorePlace); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}

// TestJSONFormatsRefuse holds that lines of a format that are no requests, or
// that are broken, become rejects in it and are read by no other.
func TestJSONFormatsRefuse(t *testing.T) {
	for _, tt := range []struct{ format, line, want string }{
		{"cloudflare-json", `{"WAFProfile":"unknown","ZoneID":5,"ZoneName":"example.org"}`, ": this entry is not a request"},
		{"traefik-json", `{"level":"info","msg":"Configuration loaded","time":"2015-05-17T08:05:03Z"}`, ": this entry is not a request"},
		{"traefik-json", `{"ClientAddr":"x y","RequestMethod":"GET","RequestPath":"/","StartUTC":"2015-05-17T08:05:03Z"}`, "client: x y is neither an IP address nor a host name"},
		{"gcp-json", `{"httpRequest":{"requestMethod":"GET","requestUrl":"/","remoteIp":"192.0.2.1","status":999},"timestamp":"2015-05-17T08:05:03Z"}`, "status: 999 is outside 100 to 599"},
		{"envoy-json", `{"response_flags":"-","downstream_remote_address":"192.0.2.1:5","path":"/"}`, "time: the field time is missing"},
		{"cloudfront-json", `{"date":"2015-05-17","time":"25:05:03","c-ip":"192.0.2.1","cs-method":"GET"}`, "time: 2015-05-17T25:05:03 is not a time this format uses"},
		{"haproxy-json", `{"time":"17/May/2015:08:05:03.000","client_ip":"192.0.2.1","meth":"GET","tw":0}`, "time: the time 17/May/2015:08:05:03.000 states no zone; give --zone, or a time zone in election.yaml"},
		{"caddy-json", `{"logger":"http.handlers.x","ts":1431849903,"request":{"remote_ip":"192.0.2.1","method":"GET","uri":"/"},"status":200}`, ": this entry is not a request"},
		{"wrapped-json", `{"log":"starting up\n","stream":"stdout"}`, ": this entry is not a request"},
		{"wrapped-json", `{"log":"2021/12/01 13:53:33 [error] 31#31: *46 open() failed\n"}`, ": a line of the server's error log, not a request"},
		{"wrapped-json", `{"log":"{\"logger\":\"http.log.access\",\"ts\":1431849903,\"request\":{\"remote_ip\":\"192.0.2.1\"},\"status\":600}\n"}`, "status: 600 is outside 100 to 599"},
		{"wrapped-json", `{"log":7}`, ": this entry is not a request"},
		{"wrapped-json", `{"log":"192.0.2.1`, ": not valid JSON: a string is not closed"},
		{"wrapped-json", `{"log":"x"} y`, ": not valid JSON: there is more after the object"},
	} {
		c := read(t, tt.format, tt.line, source.Options{})
		if d := cmp.Diff([]string{tt.want}, sayAll(c.rejects)); d != "" || len(c.requests) != 0 {
			t.Errorf("%s %s: -want +got\n%s", tt.format, tt.line, d)
		}
	}
}

// TestJSONFormatsAllocateNothing holds that a line costs no memory in any of
// the shapes.
func TestJSONFormatsAllocateNothing(t *testing.T) {
	for _, tt := range jsonLines {
		f := format(t, tt.format)
		cost := func(lines int) float64 {
			text := strings.Repeat(tt.line+"\n", lines)
			return testing.AllocsPerRun(3, func() {
				var c counter
				in := source.NewStream(strings.NewReader(text))
				if err := f.Read(context.Background(), in, source.Options{Zone: time.UTC}, &c); err != nil || c.kept != lines {
					t.Fatalf("%s: kept %d, %v", tt.name, c.kept, err)
				}
			})
		}
		if one, many := cost(10), cost(500); many > one+2 {
			t.Errorf("%s: %.0f allocations for 10 lines, %.0f for 500", tt.name, one, many)
		}
	}
}

func FuzzJSONFormats(f *testing.F) {
	for _, l := range jsonLines {
		f.Add([]byte(l.line))
	}
	f.Add([]byte(`{"log":"{\"log\":\"x\"}"}`))
	f.Add([]byte(`x: {"log":"\u0`))
	seed(f)
	formats := []string{
		"traefik-json", "haproxy-json", "envoy-json", "gcp-json", "cloudflare-json", "cloudfront-json", "fastly-json", "ats-json", "wrapped-json",
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, name := range formats {
			hold(t, name, string(text), source.Options{Zone: time.UTC})
		}
	})
}
