package request_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

const (
	iisFields  = "#Software: Microsoft Internet Information Services 10.0\n#Version: 1.0\n#Date: 2015-05-17 00:00:13\n#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs-version cs(User-Agent) cs(Referer) cs-host sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken\n"
	iisLine    = `2015-05-17 08:05:03 203.0.113.5 GET /a b=c 443 - 192.0.2.1 HTTP/1.1 Mozilla/5.0+(X11;+Linux) - www.example.org 200 0 0 12 214 1687`
	edgeFields = "#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields\n"
	edgeLine   = "2015-05-17\t08:05:03\tFRA2\t12\t192.0.2.1\tGET\td1.example.net\t/a\t200\t-\tMozilla/5.0%2520(X11;%20Linux)\tb=c\t-\tMiss\tMRVM==\twww.example.org\thttps\t217\t0.113\t-\tTLSv1.2\tECDHE\tMiss\tHTTP/1.1\t-\t-"
)

func TestW3C(t *testing.T) {
	took := func(d time.Duration) func(*request.Request) {
		return func(r *request.Request) { r.Duration = d.Microseconds() }
	}
	for name, tt := range map[string]struct {
		format, text string
		change       func(*request.Request)
	}{
		"iis":       {"w3c", iisFields + iisLine, took(1687 * time.Millisecond)},
		"order":     {"w3c", "#Fields:  c-ip   date cs-uri-stem sc-status cs(User-Agent) sc-bytes time cs-method cs-host cs-version cs-uri-query\n192.0.2.1 2015-05-17 /a 200 Mozilla/5.0+(X11;+Linux) 12 08:05:03 GET www.example.org:8080 HTTP/1.1 b=c", nil},
		"quotes":    {"w3c", "#Fields: date-local time-local c-ip cs-method cs-uri-stem cs-uri-query cs(User-Agent) cs(Host) sc-status x TimeTakenMS sc-bytes cs-version\n2015-05-17 08:05:03.000 \"192.0.2.1\" GET /a b=c \"Mozilla/5.0 (X11; Linux)\" \"www.example.org\" 200 \" a b \" 109 12 HTTP/1.1", took(109 * time.Millisecond)},
		"incapsula": {"w3c", "#Fields: date time c-ip cs(User-Agent) cs-uri cs-version cs-method cs-uri-query sc-status s-xff cs-bytes sc-bytes\n\"2015-05-17\" \"08:05:03\" \"192.0.2.1\" \"Mozilla/5.0 (X11; Linux)\" \"www.example.org/a\" \"HTTP/1.1\" \"GET\" \"b=c\" \"200\" \"\" \"214\" \"12\"", nil},
		"date line": {"w3c", strings.Replace(iisFields, "date ", "", 1) + iisLine[11:], took(1687 * time.Millisecond)},
		"user, zone": {"w3c", iisFields + strings.NewReplacer(" - 192.0.2.1", ` EXAMPLE\a17 fe80::1%3`).Replace(iisLine), func(r *request.Request) {
			r.User, r.Client, r.Duration, r.Via = `EXAMPLE\a17`, "fe80::1%3", 1687000, request.ViaProxy
		}},
		"plus": {"w3c", iisFields + strings.Replace(iisLine, "Linux)", "a;++https://example.org)+(+b)", 1), func(r *request.Request) {
			r.Agent, r.Duration = "Mozilla/5.0 (X11; a; +https://example.org) (+b)", 1687000
		}},
		"no header": {"w3c", iisLine, took(1687 * time.Millisecond)},
		"short": {"w3c", `2015-05-17 08:05:03 203.0.113.5 GET /a b=c 80 - 192.0.2.1 - 200 0 0 15`, func(r *request.Request) {
			r.Agent, r.Site, r.Protocol, r.Bytes, r.Duration = "", "", "", request.Unknown, 15000
		}},
		"site, names": {"w3c", `2015-05-17 08:05:03 W3SVC1 WEB 203.0.113.5 GET /a b=c 80 - 192.0.2.1 HTTP/1.1 Mozilla/5.0+(X11;+Linux) id=1;+x=2 https://example.org/ www.example.org 200 0 0 12 34 15 198.51.100.7`, func(r *request.Request) { r.Referer, r.Duration = "https://example.org/", 15000 }},
		"cloudfront":  {"cloudfront", edgeFields + edgeLine, took(113 * time.Millisecond)},
		"no fields":   {"cloudfront", edgeLine + "\t51754\t0.113\tError\ttext/plain;%20charset=utf-8\t20\t-\t-", took(113 * time.Millisecond)},
		"oldest":      {"cloudfront", strings.Join(strings.Split(edgeLine, "\t")[:15], "\t"), func(r *request.Request) { r.Site, r.Protocol = "d1.example.net", "" }},
		"collected":   {"w3c", "2018-07-01T20:15:04Z stdout F " + strings.ReplaceAll(strings.TrimSuffix(iisFields, "\n"), "\n", "\n2018-07-01T20:15:04Z stdout F ") + "\n2018-07-01T20:15:04Z stdout F " + iisLine, took(1687 * time.Millisecond)},
	} {
		t.Run(name, func(t *testing.T) {
			c := read(t, tt.format, tt.text, source.Options{Zone: time.UTC})
			if len(c.requests) != 1 || len(c.warnings) != 0 {
				t.Fatalf("kept %d, rejects %q, warnings %q", len(c.requests), sayAll(c.rejects), sayAll(c.warnings))
			}
			if d := cmp.Diff(asked(tt.change), c.requests[0], ignorePlace); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
			if c.requests[0].Row != 1 {
				t.Errorf("row %d: a header has none", c.requests[0].Row)
			}
			if got := sniffed(tt.text + "\n"); got != tt.format {
				t.Errorf("sniffed as %q", got)
			}
		})
	}
}

// TestW3CFieldsChange reads a log whose columns change in the middle.
func TestW3CFieldsChange(t *testing.T) {
	text := "#Fields: date time c-ip cs-uri-stem sc-status\n2015-05-17 08:05:03 192.0.2.1 /a 200\n" +
		"#Software: x\n#Fields: time date sc-status c-ip cs-uri-stem\n08:05:04 2015-05-17 404 192.0.2.2 /b\n"
	var got []string
	for _, r := range read(t, "w3c", text, source.Options{}).requests {
		got = append(got, time.UnixMicro(r.Time).UTC().Format("15:04:05 ")+r.Client+" "+r.Path)
	}
	want := []string{"08:05:03 192.0.2.1 /a", "08:05:04 192.0.2.2 /b"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
