package request_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

// asked is a request for www.example.org/a?b=c by an agent, as most formats
// hold it; change gives the difference.
func asked(change func(*request.Request)) request.Request {
	r := whole(func(r *request.Request) {
		r.Site, r.Path, r.Query, r.Agent = "www.example.org", "/a", "b=c", "Mozilla/5.0 (X11; Linux)"
	})
	if change != nil {
		change(&r)
	}
	return r
}

// plainly is asked without what HAProxy does not log.
func plainly(change func(*request.Request)) func(*request.Request) {
	return func(r *request.Request) {
		r.Site, r.Agent, r.Duration = "", "", 109000
		if change != nil {
			change(r)
		}
	}
}

const (
	hapHead = "192.0.2.1:33317 [17/May/2015:08:05:03.000] https-in~ static/srv1 10/0/30/69/109 200 12 - - ---- 1/1/1/1/0 0/0 "
	albTail = ` "Mozilla/5.0 (X11; Linux)" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:targetgroup/t/73e2 "Root=1-58337281" "www.example.org" "arn:aws:acm:x" 1 2015-05-17T08:05:03.000000Z "forward" "-" "-" "203.0.113.5:80" "200" "-" "-"`
	istio   = ` "-" "Mozilla/5.0 (X11; Linux)" "cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2" "www.example.org" "203.0.113.5:80" outbound|80||web.default 203.0.113.6:4000 203.0.113.7:8080 192.0.2.1:51000 - default`
	s3Head  = `79a5 www.example.org ` + stamp + ` 192.0.2.1 `
	s3Tail  = ` 3E57427F3EXAMPLE WEBSITE.GET.OBJECT a "GET /a?b=c HTTP/1.1" 200 - 12 13 38 9 "-" "Mozilla/5.0 (X11; Linux)" - id= SigV4 ECDHE AuthHeader s3.example.net TLSv1.2`
)

func TestTextFormats(t *testing.T) {
	for name, tt := range map[string]struct {
		format, line string
		change       func(*request.Request)
	}{
		"haproxy":        {"haproxy", hapHead + `"GET /a?b=c HTTP/1.1"`, plainly(nil)},
		"haproxy syslog": {"haproxy", "<142>May 17 10:05:03 lb1 haproxy[14389]: " + hapHead + `"GET /a?b=c HTTP/1.1"`, plainly(nil)},
		"haproxy captures": {"haproxy", hapHead + `{www.example.org|https://example.org/x y|Mozilla/5.0 (X11; Linux)} {} "GET /a?b=c HTTP/1.1"`, plainly(func(r *request.Request) {
			r.Site, r.Referer, r.Agent = "www.example.org", "https://example.org/x y", "Mozilla/5.0 (X11; Linux)"
		})},
		"haproxy address": {"haproxy", hapHead + `{198.51.100.7} "GET /a?b=c HTTP/1.1"`, plainly(nil)},
		"haproxy tls":     {"haproxy", hapHead + `{www.example.org} {} "GET /a?b=c HTTP/1.1" 0/0/0/0/1 www.example.org/TLSv1.3/TLS_AES_256_GCM_SHA384`, plainly(func(r *request.Request) { r.Site = "www.example.org" })},
		"haproxy extras": {"haproxy", hapHead + `"GET https://www.example.org/a?b=c HTTP/2.0" 0/0 h/TLSv1.3 user_agent.original="Mozilla/5.0 (X11; Linux)" http.request.referrer="https://example.org/?x=1" client.ip=192.0.2.9 n=`, plainly(func(r *request.Request) {
			r.Client, r.Via = "192.0.2.9", request.ViaForwarded

			r.Site, r.Referer, r.Agent, r.Protocol = "www.example.org", "https://example.org/?x=1", "Mozilla/5.0 (X11; Linux)", "HTTP/2.0"
		})},
		"haproxy no server": {"haproxy", `192.0.2.1:33317 [17/May/2015:08:05:03.000] in in/<NOSRV> -1/-1/-1/-1/6001 408 0 - - cR-- 1/1/0/0/0 0/0 "<BADREQ>"`, plainly(func(r *request.Request) {
			r.Method, r.Protocol, r.Path, r.Query, r.Status, r.Bytes, r.Duration = "", "", "<BADREQ>", "", 408, 0, 6001000
		})},
		"haproxy aborted":     {"haproxy", `192.0.2.1:33317 [17/May/2015:08:05:03.000] in b/ 5/0/-1/-1/+7 -1 0 - - CC-- 1/1/0/0/+3 0/0 "GET /a?b=c HTTP/1.1"`, plainly(func(r *request.Request) { r.Status, r.Bytes, r.Duration = 0, 0, 7000 })},
		"haproxy field":       {"haproxy", `192.0.2.1:33317 [17/May/2015:08:05:03.000] in b/s www.example.net 10/0/30/69/109 200 12 - - ---- 1/1/1/1/0 0/0 "GET /a?b=c HTTP/1.1"`, plainly(nil)},
		"haproxy backslashes": {"haproxy", hapHead + `"GET /..\..\win.ini HTTP/1.1" -`, plainly(func(r *request.Request) { r.Path, r.Query = `/..\..\win.ini`, "" })},
		"haproxy hashes":      {"haproxy", hapHead + `{a#7Cb} "GET /#22a#22?b=#23 HTTP/1.1"`, plainly(func(r *request.Request) { r.Path, r.Query = `/"a"`, "b=#" })},
		"haproxy ipv6":        {"haproxy", "2001:db8::1:33317" + hapHead[15:] + `"GET /a?b=c HTTP/1.1"`, plainly(func(r *request.Request) { r.Client = "2001:db8::1" })},
		"haproxy zone":        {"haproxy", `192.0.2.1:33317 [17/May/2015:10:05:03 +0200] in b/s 10/0/30/69/109 200 12 - - ---- 1/1/1/1/0 0/0 "GET /a?b=c HTTP/1.1"`, plainly(nil)},
		"alb":                 {"aws-alb", `https 2015-05-17T08:05:03.000000Z app/lb/50dc 192.0.2.1:2817 203.0.113.5:80 0.086 0.048 0.037 200 200 0 12 "GET https://www.example.org:443/a?b=c HTTP/1.1"` + albTail, func(r *request.Request) { r.Duration = 171000 }},
		"alb no target": {"aws-alb", `h2 2015-05-17T08:05:03Z app/lb/50dc 192.0.2.1:2817 - -1 -1 -1 404 - 0 12 "GET https://203.0.113.7:443/%%32%65/ HTTP/2.0"` + albTail, func(r *request.Request) {
			r.Status, r.Site, r.Path, r.Query, r.Protocol = 404, "203.0.113.7", "/%%32%65/", "", "HTTP/2.0"
		}},
		"alb ipv6":         {"aws-alb", `wss 2015-05-17T08:05:03Z app/lb/50dc 2001:db8::1:2817 - 0 0 0 200 - 0 12 "GET https://www.example.org:443/a?b=c HTTP/1.1"` + albTail, func(r *request.Request) { r.Client, r.Duration = "2001:db8::1", 0 }},
		"alb brackets":     {"aws-alb", `http 2015-05-17T08:05:03Z app/lb/50dc [2001:db8::1]:2817 - -1 -1 -1 200 - 0 12 "GET https://www.example.org:443/a?b=c HTTP/1.1"` + albTail, func(r *request.Request) { r.Client = "2001:db8::1" }},
		"alb space":        {"aws-alb", `http 2015-05-17T08:05:03Z app/lb/50dc 192.0.2.1:2817 - -1 -1 -1 301 - 0 12 "GET http://www.example.org:80/a b?b=c HTTP/1.1"` + albTail, func(r *request.Request) { r.Status, r.Path = 301, "/a b" }},
		"alb domain":       {"aws-alb", `https 2015-05-17T08:05:03Z app/lb/50dc 192.0.2.1:2817 - -1 -1 -1 200 - 0 12 "GET /a?b=c HTTP/1.1"` + albTail, nil},
		"elb":              {"aws-elb", `2015-05-17T08:05:03.000000Z lb 192.0.2.1:2817 203.0.113.5:80 0.000073 0.001048 0.000057 200 200 0 12 "GET http://www.example.org:80/a?b=c HTTP/1.1" "Mozilla/5.0 (X11; Linux)" - -`, func(r *request.Request) { r.Duration = 1178 }},
		"elb old":          {"aws-elb", `2015-05-17T08:05:03.000000Z lb 192.0.2.1:2817 - -1 -1 -1 408 - 1294336 0 "PUT http://www.example.org:80/a?b=c HTTP/1.1"`, func(r *request.Request) { r.Agent, r.Status, r.Bytes, r.Method = "", 408, 0, "PUT" }},
		"s3":               {"aws-s3", s3Head + `-` + s3Tail, func(r *request.Request) { r.Duration = 38000 }},
		"s3 user":          {"aws-s3", s3Head + `arn:aws:iam::1:user/a17` + s3Tail, func(r *request.Request) { r.User, r.Duration = "arn:aws:iam::1:user/a17", 38000 }},
		"s3 host":          {"aws-s3", "79a5 bucket" + s3Head[20:] + `-` + s3Tail, func(r *request.Request) { r.Site, r.Duration = "s3.example.net", 38000 }},
		"envoy":            {"envoy", `[2015-05-17T08:05:03.000Z] "GET /a?b=c HTTP/1.1" 200 - 0 12 226 100 "192.0.2.1" "Mozilla/5.0 (X11; Linux)" "cc21d9b0" "www.example.org" "203.0.113.5:80"`, func(r *request.Request) { r.Duration, r.Via = 226000, request.ViaForwarded }},
		"envoy istio":      {"envoy", `[2015-05-17T08:05:03.000Z] "GET /a?b=c HTTP/1.1" 200 - via_upstream - "-" 0 12 226 100` + istio, func(r *request.Request) { r.Duration = 226000 }},
		"envoy ambassador": {"envoy", `ACCESS [2015-05-17T08:05:03.000Z] "GET /a?b=c HTTP/1.1" 503 UF,URX 0 12 226 - "192.0.2.1" "-" "-" "www.example.org" "-"`, func(r *request.Request) { r.Duration, r.Via, r.Status, r.Agent = 226000, request.ViaForwarded, 503, "" }},
		"npm":              {"npm", `[17/May/2015:10:05:03 +0200] - 200 200 - GET https www.example.org "/a?b=c" [Client 192.0.2.1] [Length 12] [Gzip 2.45] [Sent-to web] "Mozilla/5.0 (X11; Linux)" "-"`, func(r *request.Request) { r.Protocol = "" }},
		"npm cached":       {"npm", `[17/May/2015:10:05:03 +0200] HIT - 301 - GET http www.example.org "/a?b=c" [Client 192.0.2.1] [Length 12] [Gzip -] [Sent-to web] "Mozilla/5.0 (X11; Linux)" "https://example.org/"`, func(r *request.Request) { r.Protocol, r.Status, r.Referer = "", 301, "https://example.org/" }},
		"npm old":          {"npm", `[17/May/2015:10:05:03 +0200] 444 - GET https 203.0.113.9 "/a?b=c" [Client 192.0.2.1] [Length 0] [Gzip -] "Mozilla/5.0 (X11; Linux)" "-"`, func(r *request.Request) { r.Protocol, r.Status, r.Bytes, r.Site = "", 444, 0, "203.0.113.9" }},
		"npmplus":          {"npmplus", `[17/May/2015:10:05:03 +0200] www.example.org 192.0.2.1 0.227 "GET /a?b=c HTTP/1.1" 200 12 440 - Mozilla/5.0 (X11; Linux)`, func(r *request.Request) { r.Duration = 227000 }},
		"npmplus tls": {"npmplus", `[17/May/2015:10:05:03 +0200] _ 192.0.2.1 0.811 "\x16\x03\x22=\x22" 400 12 282 - -`, func(r *request.Request) {
			r.Duration, r.Site, r.Agent, r.Method, r.Protocol, r.Query, r.Path, r.Status = 811000, "", "", "", "", "", `\x16\x03"="`, 400
		}},
		"apache-ssl": {"apache-ssl", `[17/May/2015:10:05:03 +0200] 192.0.2.1 TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256 "GET /a?b=c HTTP/1.1" -`, func(r *request.Request) { r.Site, r.Agent, r.Status, r.Bytes = "", "", 0, 0 }},
		"squid":      {"squid", `1431849903.000   5006 192.0.2.1 TCP_MISS/200 12 GET http://www.example.org/a?b=c a17 DIRECT/203.0.113.5 text/html`, func(r *request.Request) { r.Protocol, r.Agent, r.User, r.Duration = "", "", "a17", 5006000 }},
		"squid connect": {"squid", `1431849903.000      0 192.0.2.1 TCP_DENIED/407 12 CONNECT www.example.org:443 - NONE/- text/html`, func(r *request.Request) {
			r.Protocol, r.Agent, r.Site, r.Method, r.Path, r.Query, r.Status, r.Duration = "", "", "", "CONNECT", "www.example.org:443", "", 407, 0
		}},
		"squid long": {"squid", `1431849903.000    104 192.0.2.1 58938 TCP_MISS/200 12 123 364 123 - GET http://www.example.org/a?b=c 1.1 a17 HIER_DIRECT/203.0.113.5 80 text/html - - "-" "Mozilla/5.0 (X11; Linux)" "www.example.org" "-" 53 -`, func(r *request.Request) {
			r.User, r.Duration = "a17", 104000
		}},
		"squid agent": {"squid", `1431849903.000     12 192.0.2.1 NONE/000 0 NONE error:invalid-request - HIER_NONE/- - "-" "Mozilla/5.0 (X11; Linux)"`, func(r *request.Request) {
			r.Protocol, r.Site, r.Method, r.Path, r.Query, r.Status, r.Bytes, r.Duration = "", "", "NONE", "error:invalid-request", "", 0, 0, 12000
		}},
		"banjax":          {"banjax", `1431849903.000 192.0.2.1 GET www.example.org GET /a?b=c HTTP/1.1 Mozilla/5.0 (X11; Linux) | 200`, func(r *request.Request) { r.Bytes = request.Unknown }},
		"banjax no agent": {"banjax", `1431849903.000 192.0.2.1 GET www.example.org GET /a?b=c HTTP/1.1 - | 502`, func(r *request.Request) { r.Bytes, r.Agent, r.Status = request.Unknown, "", 502 }},
		"zoraxy":          {"zoraxy", `[2015-05-17 08:05:03.000000] [router:host-http] [origin:www.example.org] [client: 192.0.2.1] [useragent: Mozilla/5.0 (X11; Linux)] GET /a?b=c 200`, func(r *request.Request) { r.Protocol, r.Bytes = "", request.Unknown }},
		"zoraxy old":      {"zoraxy", `[2015-05-17 08:05:03.000000] [router:host-http] [origin:www.example.org] [client 192.0.2.1] GET /a?b=c 200`, func(r *request.Request) { r.Protocol, r.Agent, r.Bytes = "", "", request.Unknown }},
		"bunny":           {"bunny", `MISS|200|1431849903000|12|1234567|192.0.2.1|https://example.org|https://www.example.org/a?b=c|DE|Mozilla/5.0 (X11; Linux)|28973|DE`, func(r *request.Request) { r.Protocol, r.Method, r.Referer = "", "", "https://example.org" }},
		"iis-native":      {"iis-native", `192.0.2.1, -, 5/17/15, 8:05:03, W3SVC2, WEB1, 203.0.113.5, 4502, 163, 12, 200, 0, GET, /a, b=c,`, func(r *request.Request) { r.Protocol, r.Agent, r.Site, r.Duration = "", "", "", 4502000 }},
		"iis-native day first": {"iis-native", `192.0.2.1, EXAMPLE\a17, 17/05/2015, 08:05:03, W3SVC2, WEB1, 203.0.113.5, 0, 163, 12, 200, 0, GET, /a?b=c, -`, func(r *request.Request) {
			r.Protocol, r.Agent, r.Site, r.Duration, r.User = "", "", "", 0, `EXAMPLE\a17`
		}},
	} {
		t.Run(name, func(t *testing.T) {
			c := read(t, tt.format, tt.line, source.Options{Zone: time.UTC})
			if len(c.requests) != 1 || len(c.warnings) != 0 {
				t.Fatalf("kept %d, rejects %q, warnings %q", len(c.requests), sayAll(c.rejects), sayAll(c.warnings))
			}
			if d := cmp.Diff(asked(tt.change), c.requests[0], ignorePlace); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
			if got := sniffed(tt.line + "\n"); got != tt.format {
				t.Errorf("sniffed as %q", got)
			}
		})
	}
}

// TestTextRejects holds what lines that are no requests are called.
func TestTextRejects(t *testing.T) {
	for name, tt := range map[string]struct{ format, line, want string }{
		"haproxy connect":   {"haproxy", "Sep 20 15:42:59 lb1 haproxy[24551]: Connect from 192.0.2.1:40780 to 203.0.113.5:5000 (main/HTTP)", ": this entry is not a request"},
		"haproxy tcp":       {"haproxy", "192.0.2.1:33313 [06/Feb/2009:12:12:51.443] fnt bck/srv1 0/0/5007 212 -- 0/0/0/0/3 0/0", ": this entry is not a request"},
		"haproxy handshake": {"haproxy", "192.0.2.1:56059 [03/Dec/2012:17:35:10.380] frt/f1: Connection error during SSL handshake", ": this entry is not a request"},
		"haproxy no zone":   {"haproxy", hapHead + `"GET / HTTP/1.1"`, "time: the time 17/May/2015:08:05:03.000 states no zone; give --zone, or a time zone in election.yaml"},
		"haproxy no client": {"haproxy", "-:22222 [17/May/2015:10:05:03 +0200] in b/s 10/0/30/69/109 200 12 - - ---- 1/1/1/1/0 0/0 \"GET / HTTP/1.1\"", "client: the field client is empty"},
		"alb tls":           {"aws-alb", `tls 2.0 2018-12-20T02:59:40 net/lb/c6e7 g3d4 192.0.2.1:2817 203.0.113.5:80 5 2 98 246 - arn - ECDHE tlsv12 - - - - -`, ": this entry is not a request"},
		"alb connection":    {"aws-alb", `2024-10-04T17:05:15.514108Z 192.0.2.1 36280 443 TLSv1.2 ECDHE 4.036 "CN=example.org" - FEF2 Success`, ": this entry is not a request"},
		"elb tcp":           {"aws-elb", `2015-05-13T23:39:43.945958Z lb 192.0.2.1:2817 203.0.113.5:80 0.001069 0.000028 0.000041 - - 82 305 "- - - " "-" - -`, ": this entry is not a request"},
		"s3 batch":          {"aws-s3", s3Head + `- 8CD7 BATCH.DELETE.OBJECT a.war - 204 - - 344017 - - - - - id= SigV4`, ": this entry is not a request"},
		"envoy tcp":         {"envoy", `[2019-04-08T16:50:12.533Z] "- - -" 0 - 87 254 4 - "-" "-" "-" "-" "192.0.2.1:80"`, ": this entry is not a request"},
		"envoy no client":   {"envoy", `[2019-04-08T16:50:12.533Z] "GET / HTTP/1.1" 200 - 87 254 4 - "-" "-" "-" "-" "192.0.2.1:80"`, "client: the field client is empty"},
		"envoy's own":       {"envoy", `[2019-04-08 16:50:12.533][1][info][main] starting`, ": a line of the server's error log, not a request"},
		"zoraxy's own":      {"zoraxy", `[2025-02-19 06:36:53.313612] [system:info] Static router started`, ": a line of the server's error log, not a request"},
		"haproxy's own":     {"haproxy", `[WARNING] 123/120000 (1) : Server web/srv1 is DOWN`, ": a line of the server's error log, not a request"},
		"container start":   {"combined", `/docker-entrypoint.sh: Launching /docker-entrypoint.d/20-envsubst.sh`, ": a line of the server's error log, not a request"},
		"container step":    {"combined", `10-listen-on-ipv6-by-default.sh: info: Getting the checksum`, ": a line of the server's error log, not a request"},
		"npm error":         {"npm", `2022/01/24 16:33:06 [error] 334#334: *338 limiting requests, excess: 10.1 by zone "a", client: 192.0.2.1`, ": a line of the server's error log, not a request"},
		"litespeed error":   {"combined", `2022-06-08 22:49:20.774649 [NOTICE] [1226033] [192.0.2.1:45164:HTTP2-41#a] User 'a17' failed to authenticate.`, ": a line of the server's error log, not a request"},
		"traefik's own":     {"traefik-clf", `time="2022-06-08T22:49:20Z" level=error msg="service not found"`, ": a line of the server's error log, not a request"},
		"apache 2.2 error":  {"combined", `[Mon Aug 31 16:27:04 2015] [error] [client 192.0.2.1] Premature end of script headers`, ": a line of the server's error log, not a request"},
		"vhost error":       {"vhost", `www.example.org 2022/01/24 16:33:06 [error] 334#334: *338 open() failed`, ": a line of the server's error log, not a request"},
		"w3c columns":       {"w3c", "#Fields: date time c-ip cs-method\n2015-05-17 08:05:03 192.0.2.1", ": 3 fields where 4 are expected"},
		"w3c no client":     {"w3c", "#Fields: date time c-ip cs-method\n2015-05-17 08:05:03 - GET", "client: the field client is missing"},
		"w3c hour 24":       {"w3c", "#Fields: date time c-ip cs-method\n2015-05-17 24:05:03 192.0.2.1 GET", "time: 2015-05-17 24:05:03 is not a time this format uses"},
		"w3c local":         {"w3c", "#Fields: date-local time-local c-ip cs-method\n2015-05-17 08:05:03.5 192.0.2.1 GET", "time: the time 2015-05-17 08:05:03.5 states no zone; give --zone, or a time zone in election.yaml"},
		"squid cut":         {"squid", `1431849903.000   5006 192.0.2.1 TCP_MISS/200`, "request: the line does not follow the format squid from its character 45 on"},
	} {
		t.Run(name, func(t *testing.T) {
			c := read(t, tt.format, tt.line, source.Options{})
			if d := cmp.Diff([]string{tt.want}, sayAll(c.rejects)); d != "" || len(c.requests) > 0 {
				t.Errorf("kept %d; -want +got\n%s", len(c.requests), d)
			}
		})
	}
}
