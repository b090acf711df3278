package request_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

// textWriters write hits in the text formats.
var textWriters = []struct {
	format, header string
	write          func(hit) string
}{
	{"nginx-ingress", "", func(h hit) string { return writeCombined(h) + " 374 0.012 [web-80] [] 192.0.2.9:80 12 0.012 200 5f" }},
	{"traefik-clf", "", func(h hit) string { return writeCombined(h) + ` 374 "web@docker" "http://192.0.2.9:80" 12ms` }},
	{"haproxy", "", func(h hit) string {
		return fmt.Sprintf(`%s:33317 [%s] https-in~ static/srv1 10/0/30/69/%d %d %d - - ---- 1/1/1/1/0 0/0 {%s|%s} {} "%s %s HTTP/1.1"`,
			h.client, h.at.Format("02/Jan/2006:15:04:05.000"), h.bytes%97, h.status, h.bytes, h.site, h.agent, h.method, h.path)
	}},
	{"aws-alb", "", func(h hit) string {
		return fmt.Sprintf(`https %s app/lb/50dc %s:2817 203.0.113.5:80 0.086 0.048 0.037 %d %d 34 %d "%s https://%s:443%s HTTP/1.1" "%s" ECDHE TLSv1.2 arn:x "Root=1" "%s" "arn:y" 0 %s "forward" "-" "-" "-" "-" "-" "-"`,
			h.at.Format("2006-01-02T15:04:05.000000Z"), h.client, h.status, h.status, h.bytes, h.method, h.site, h.path, h.agent, h.site, h.at.Format(time.RFC3339))
	}},
	{"aws-elb", "", func(h hit) string {
		return fmt.Sprintf(`%s lb %s:2817 203.0.113.5:80 0.000073 0.001048 0.000057 %d %d 0 %d "%s http://%s:80%s HTTP/1.1" "%s" - -`,
			h.at.Format("2006-01-02T15:04:05.000000Z"), h.client, h.status, h.status, h.bytes, h.method, h.site, h.path, h.agent)
	}},
	{"aws-s3", "", func(h hit) string {
		return fmt.Sprintf(`79a5 %s [%s] %s - 3E57 REST.GET.OBJECT a "%s %s HTTP/1.1" %d - %d 13 38 9 "%s" "%s" - id= SigV4 ECDHE AuthHeader s3.example.net TLSv1.2`,
			h.site, h.at.Format("02/Jan/2006:15:04:05 -0700"), h.client, h.method, h.path, h.status, h.bytes, h.referer, h.agent)
	}},
	{"envoy", "", func(h hit) string {
		return fmt.Sprintf(`[%s] "%s %s HTTP/2" %d - 154 %d 226 100 "%s" "%s" "cc21d9b0" "%s" "tcp://203.0.113.5:80"`,
			h.at.Format("2006-01-02T15:04:05.000Z"), h.method, h.path, h.status, h.bytes, h.client, h.agent, h.site)
	}},
	{"npm", "", func(h hit) string {
		return fmt.Sprintf(`[%s] - %d %d - %s https %s "%s" [Client %s] [Length %d] [Gzip -] [Sent-to web] "%s" "%s"`,
			h.at.Format("02/Jan/2006:15:04:05 -0700"), h.status, h.status, h.method, h.site, h.path, h.client, h.bytes, h.agent, h.referer)
	}},
	{"npmplus", "", func(h hit) string {
		return fmt.Sprintf(`[%s] %s %s 0.0%d "%s %s HTTP/2.0" %d %d 440 %s %s`,
			h.at.Format("02/Jan/2006:15:04:05 -0700"), h.site, h.client, h.bytes%97, h.method, h.path, h.status, h.bytes, h.referer, h.agent)
	}},
	{"apache-ssl", "", func(h hit) string {
		return fmt.Sprintf(`[%s] %s TLSv1.3 TLS_AES_256_GCM_SHA384 "%s %s HTTP/1.1" %d`,
			h.at.Format("02/Jan/2006:15:04:05 -0700"), h.client, h.method, h.path, h.bytes)
	}},
	{"squid", "", func(h hit) string {
		return fmt.Sprintf(`%d.%03d %6d %s TCP_MISS/%03d %d %s http://%s%s - HIER_DIRECT/203.0.113.5 text/html`,
			h.at.Unix(), h.bytes%997, h.bytes%5000, h.client, h.status, h.bytes, h.method, h.site, h.path)
	}},
	{"banjax", "", func(h hit) string {
		return fmt.Sprintf(`%d.000 %s %s %s %s %s HTTP/1.1 %s | %d`, h.at.Unix(), h.client, h.method, h.site, h.method, h.path, h.agent, h.status)
	}},
	{"zoraxy", "", func(h hit) string {
		return fmt.Sprintf(`[%s] [router:host-http] [origin:%s] [client: %s] [useragent: %s] %s %s %d`,
			h.at.Format("2006-01-02 15:04:05.000000"), h.site, h.client, h.agent, h.method, h.path, h.status)
	}},
	{"bunny", "", func(h hit) string {
		return fmt.Sprintf(`MISS|%d|%d|%d|1234567|%s|%s|https://%s%s|DE|%s|28973|DE`, h.status, h.at.UnixMilli(), h.bytes, h.client, h.referer, h.site, h.path, h.agent)
	}},
	{"iis-native", "", func(h hit) string {
		return fmt.Sprintf(`%s, -, %s, W3SVC2, WEB1, 203.0.113.5, 45, 163, %d, %d, 0, %s, %s, -,`,
			h.client, h.at.Format("1/2/06, 15:04:05"), h.bytes, h.status, h.method, h.path)
	}},
	{"w3c", "#Software: x\n#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status sc-bytes time-taken\n", writeIIS},
	{"w3c", "", func(h hit) string { return strings.Replace(writeIIS(h), " 0 0 ", " 0 0 15 34 ", 1) }},
	{"cloudfront", "", func(h hit) string {
		path, query, _ := strings.Cut(h.path, "?")
		return fmt.Sprintf("%s\tFRA2\t%d\t%s\t%s\td1.example.net\t%s\t%d\t%s\t%s\t%s\t-\tMiss\tMRVM==\t%s\thttps\t217\t0.113\t-\tTLSv1.2\tECDHE\tMiss\tHTTP/1.1\t-\t-\t51754\t0.113\tError\ttext/plain\t20\t-\t-",
			h.at.Format("2006-01-02\t15:04:05"), h.bytes, h.client, h.method, path, h.status, h.referer, strings.ReplaceAll(h.agent, " ", "%20"), query, h.site)
	}},
}

func writeIIS(h hit) string {
	path, query, _ := strings.Cut(h.path, "?")
	return fmt.Sprintf("%s 203.0.113.5 %s %s %s 443 - %s %s %s %d 0 0 %d %d",
		h.at.Format("2006-01-02 15:04:05"), h.method, path, query, h.client, strings.ReplaceAll(h.agent, " ", "+"), h.referer, h.status, h.bytes, h.bytes%97)
}

// TestTextSniff sniffs logs whole, and cut at bytes of their first kilobytes,
// and holds that every hit is read.
func TestTextSniff(t *testing.T) {
	all := hits(400)
	for _, w := range textWriters {
		text := w.header + written(all, w.write)
		if got := sniffed(text); got != w.format {
			t.Errorf("%s: sniffed as %q", w.format, got)
		}
		for cut := len(w.header) + len(w.write(all[0])) + 1; cut < 2500; cut += 13 {
			if got := sniffed(text[:cut]); got != w.format {
				t.Errorf("%s: sniffed as %q when cut at %d", w.format, got, cut)
			}
		}
		c := read(t, w.format, text, source.Options{Zone: time.UTC})
		if len(c.requests) != len(all) || len(c.warnings) > 0 {
			t.Errorf("%s: kept %d, rejects %.3q, warnings %.3q", w.format, len(c.requests), sayAll(c.rejects), sayAll(c.warnings))
			continue
		}
		for i, h := range all {
			r := c.requests[i]
			path := r.Path
			if r.Query != "" {
				path += "?" + r.Query
			}
			if r.Client != h.client || path != h.path || r.Time/1e6 != h.at.Unix() {
				t.Fatalf("%s: got %+v of %s", w.format, r, w.write(h))
			}
		}
	}
}

// TestTextNoAllocations holds that reading costs memory per stream, not per
// line.
func TestTextNoAllocations(t *testing.T) {
	all := hits(2000)
	for _, w := range textWriters {
		text, f := w.header+written(all, w.write), format(t, w.format)
		n := testing.AllocsPerRun(3, func() {
			in := source.NewStream(strings.NewReader(text))
			if err := f.Read(context.Background(), in, source.Options{Zone: time.UTC}, &counter{}); err != nil {
				t.Fatal(err)
			}
		})
		if n > 250 {
			t.Errorf("%s: %.0f allocations for 2000 lines", w.format, n)
		}
	}
}

func BenchmarkReadText(b *testing.B) {
	const rows = 20000
	all := hits(rows)
	for _, w := range textWriters {
		name := w.format
		if w.format == "w3c" && w.header == "" {
			name += "-unnamed"
		}
		b.Run(name, func(b *testing.B) {
			text, f := w.header+written(all, w.write), format(b, w.format)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				var c counter
				in := source.NewStream(strings.NewReader(text))
				if err := f.Read(context.Background(), in, source.Options{Zone: time.UTC}, &c); err != nil || c.kept != rows {
					b.Fatalf("kept %d, rejects %d, %v", c.kept, c.rejects, err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
		})
	}
}

// FuzzText reads bytes in every text format.
func FuzzText(f *testing.F) {
	for _, s := range hostile {
		f.Add([]byte(s))
	}
	for _, w := range textWriters {
		f.Add([]byte(w.header + written(hits(2), w.write)))
	}
	for _, s := range hostileText {
		f.Add([]byte(s))
	}
	var names []string
	for _, g := range request.Formats() {
		if !strings.HasSuffix(g.Name, "-json") && g.Name != "layout" {
			names = append(names, g.Name)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, name := range names {
			hold(t, name, string(text), source.Options{Zone: time.FixedZone("", -6*3600)})
		}
	})
}

// hostileText are lines at the edge of what the text formats hold.
var hostileText = []string{
	"#Fields:\n1 2", "#Fields: date time c-ip\n\"\" \"\" \"", "#Fields: date time c-ip\n2015-05-17 08:05:03. 192.0.2.1\n#",
	"#Date: x\n#Fields: time c-ip\n08:05:03 192.0.2.1", "2015-05-17\t08:05:03\t\t\t\t", "[", "[]", "[] ", "\"\"\"",
	`192.0.2.1:1 [17/May/2015:08:05:03.] a b/c 1/1/1/1/1 200 1 - - ---- 1/1 1 {`, `192.0.2.1:1 [17/May/2015:08:05:03.000] a b/c //// 2 `,
	`1 2018-07-01T20:15:04Z h a p i [x y="\`, `<1>1 - `, `1 - - - - - `, `web-1  | `, `a | b | c | d | eeeeeeeeeeeeeee`,
	`192.0.2.1, - - [17/May/2015:10:05:03 +0000] (9 s) "GET / HTTP/1.1" 200 1 - "`, `"192.0.2.1 - - [17/May/2015:10:05:03 +0000] ( s) "x`,
	`h, , , , [2015-05-17T08:05:03Z] "GET / HTTP/1.1" 200 1 "-" "x" "`, `"" - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 1 "-" "x" 1 "`,
	`- - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 1 "-" "x" "192.0.2.1`, `a b [17/May/2015:10:05:03 +0000] c d e REST.A f "GET / HTTP/1.1" 200`,
	`[17/May/2015:10:05:03 +0000] - 2 200 - GET s h "`, `[17/May/2015:10:05:03 +0000] h c 0.1 "" 200 1 1`, `[2015-05-17T08:05:03.000Z] "" 200 - 1 1 1 1 "" "" "" "" ""`,
	`1431849903.000 c GET h GET  | `, `1431849903.000 0 c A/200 1 - -`, `[2015-05-17 08:05:03] [router:] [origin:] [client:] `, `A|200|1431849903000|||||||||`,
	`a, b, 1/1/15, 1:1:1, , , , 0, , , 200, , GET, , `, `2015-05-17 08:05:03 GET /a b 80 - 192.0.2.1 200 0 0`,
	`http 2015-05-17T08:05:03Z b ::1:1 - -1 -1 -1 - - 0 0 "" "`, `2015-05-17T08:05:03Z b`, `tls `, "<000> 00000000000000",
}

// TestTextLinearTime reads lines of nearly the greatest length of which every
// field needs a search for its end.
func TestTextLinearTime(t *testing.T) {
	for name, tt := range map[string]struct{ format, begin, repeat string }{
		"open quotes":     {"w3c", "#Fields: date time c-ip cs-method\n2015-05-17 08:05:03 192.0.2.1 ", `"x `},
		"open tabs":       {"cloudfront", "2015-05-17\t08:05:03\t", "\"x\t"},
		"no header":       {"w3c", "2015-05-17 08:05:03 ", `"x `},
		"haproxy extras":  {"haproxy", hapHead + `"GET / HTTP/1.1" `, `a="x `},
		"haproxy headers": {"haproxy", hapHead + `{`, `#2|`},
		"envoy":           {"envoy", `[2015-05-17T08:05:03.000Z] "GET / HTTP/1.1" 200 `, `"x `},
		"lists":           {"common", "192.0.2.1, ", "10.0.0.1, "},
		"structured":      {"common", "<1>1 - a b c d ", `[a b="\]`},
		"brackets":        {"common", "192.0.2.1 - - ", ` [2015-05-17T08:05:03Z`},
		"npm":             {"npm", `[17/May/2015:10:05:03 +0200] - 200 200 - GET https h "`, `" [Client a] [Length 1] [x] `},
	} {
		t.Run(name, func(t *testing.T) {
			text := tt.begin + strings.Repeat(tt.repeat, 1000000/len(tt.repeat))
			start := time.Now()
			read(t, tt.format, text, source.Options{Zone: time.UTC})
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}
