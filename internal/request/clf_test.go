package request_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

const stamp = "[17/May/2015:10:05:03 +0200]"

// whole is what the line of most tests holds; change gives the difference.
func whole(change func(*request.Request)) request.Request {
	r := request.Request{
		Time:   time.Date(2015, 5, 17, 8, 5, 3, 0, time.UTC).UnixMicro(),
		Client: "192.0.2.1", Method: "GET", Path: "/", Protocol: "HTTP/1.1",
		Status: 200, Bytes: 12, Duration: request.Unknown,
	}
	if change != nil {
		change(&r)
	}
	return r
}

var ignorePlace = cmpopts.IgnoreFields(request.Request{}, "Where")

func TestCLF(t *testing.T) {
	for name, tt := range map[string]struct {
		line   string
		change func(*request.Request)
	}{
		"common":          {`192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12`, nil},
		"combined":        {`192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12 "-" "-"`, nil},
		"headers":         {`192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12 "https://example.org/" "a (b; c)"`, func(r *request.Request) { r.Referer, r.Agent = "https://example.org/", "a (b; c)" }},
		"user":            {`192.0.2.1 - a17 ` + stamp + ` "GET / HTTP/1.1" 200 12`, func(r *request.Request) { r.User = "a17" }},
		"user, spaces":    {`192.0.2.1 - a 17 [x] ` + stamp + ` "GET / HTTP/1.1" 200 12`, func(r *request.Request) { r.User = "a 17 [x]" }},
		"no user":         {`192.0.2.1 - ` + stamp + ` "GET / HTTP/1.1" 200 12`, nil},
		"vhost":           {`www.Example.org 192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12`, func(r *request.Request) { r.Site = "www.example.org" }},
		"vhost, port":     {`www.example.org:443 192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12 "-" "x"`, func(r *request.Request) { r.Site, r.Agent = "www.example.org", "x" }},
		"vhost, names":    {`www.example.org:80 host-1.example.net - - ` + stamp + ` "GET / HTTP/1.1" 200 12`, func(r *request.Request) { r.Site, r.Client = "www.example.org", "host-1.example.net" }},
		"vhost, no user":  {`www.example.org 192.0.2.1 - ` + stamp + ` "GET / HTTP/1.1" 200 12`, func(r *request.Request) { r.Site = "www.example.org" }},
		"vhost, default":  {`_ 192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12`, nil},
		"ipv6":            {`2001:DB8:0:0::1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12`, func(r *request.Request) { r.Client = "2001:db8::1" }},
		"ipv6, zone":      {`fe80::1%eth0 - - ` + stamp + ` "GET / HTTP/1.1" 200 12`, func(r *request.Request) { r.Client, r.Via = "fe80::1%eth0", request.ViaProxy }},
		"ipv4 in ipv6":    {`::ffff:192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12`, nil},
		"host name":       {`Dial-7.example.net - - ` + stamp + ` "GET / HTTP/1.1" 200 12`, func(r *request.Request) { r.Client = "dial-7.example.net" }},
		"client port":     {`192.0.2.1:50229 - - ` + stamp + ` "GET / HTTP/1.1" 200 12`, nil},
		"query":           {`192.0.2.1 - - ` + stamp + ` "GET /a?b=c?d HTTP/1.1" 200 12`, func(r *request.Request) { r.Path, r.Query = "/a", "b=c?d" }},
		"http 2":          {`192.0.2.1 - - ` + stamp + ` "GET / HTTP/2.0" 499 0`, func(r *request.Request) { r.Protocol, r.Status, r.Bytes = "HTTP/2.0", 499, 0 }},
		"no bytes":        {`192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 304 -`, func(r *request.Request) { r.Status, r.Bytes = 304, 0 }},
		"no status":       {`192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" - 12`, func(r *request.Request) { r.Status = 0 }},
		"status 000":      {`192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 000 12`, func(r *request.Request) { r.Status = 0 }},
		"space in target": {`192.0.2.1 - - ` + stamp + ` "GET /a b HTTP/1.1" 200 12`, func(r *request.Request) { r.Path = "/a b" }},
		"no version":      {`192.0.2.1 - - ` + stamp + ` "GET /a b" 200 12`, func(r *request.Request) { r.Path, r.Protocol = "/a b", "" }},
		"absolute":        {`192.0.2.1 - - ` + stamp + ` "GET http://WWW.example.net:8080/a?b HTTP/1.1" 200 12`, func(r *request.Request) { r.Site, r.Path, r.Query = "www.example.net", "/a", "b" }},
		"absolute, vhost": {`www.example.org 192.0.2.1 - - ` + stamp + ` "GET http://www.example.net HTTP/1.1" 200 12`, func(r *request.Request) { r.Site = "www.example.org" }},
		"connect":         {`192.0.2.1 - - ` + stamp + ` "CONNECT example.net:443 HTTP/1.1" 200 12`, func(r *request.Request) { r.Method, r.Path = "CONNECT", "example.net:443" }},
		"options":         {`192.0.2.1 - - ` + stamp + ` "OPTIONS * HTTP/1.1" 200 12`, func(r *request.Request) { r.Method, r.Path = "OPTIONS", "*" }},
		"tls":             {`192.0.2.1 - - ` + stamp + ` "\x16\x03\x01\x00t" 200 12 "-" "-"`, func(r *request.Request) { r.Method, r.Protocol, r.Path = "", "", `\x16\x03\x01\x00t` }},
		"not http":        {`192.0.2.1 - - ` + stamp + ` "HELP" 200 12`, func(r *request.Request) { r.Method, r.Protocol, r.Path = "", "", "HELP" }},
		"empty request":   {`192.0.2.1 - - ` + stamp + ` "" 200 12`, func(r *request.Request) { r.Method, r.Protocol, r.Path = "", "", "" }},
		"dash request":    {`192.0.2.1 - - ` + stamp + ` "-" 200 12`, func(r *request.Request) { r.Method, r.Protocol, r.Path = "", "", "-" }},
		"apache escapes":  {`192.0.2.1 - - ` + stamp + ` "GET /\"a\\b\" HTTP/1.1" 200 12 "-" "a \"b\" c\n\\"`, func(r *request.Request) { r.Path, r.Agent = `/"a\b"`, `a "b" c\n\` }},
		"nginx escapes":   {`192.0.2.1 - - ` + stamp + ` "GET /\x22\x5C\xC3\xA9 HTTP/1.1" 200 12 "-" "\xF0\x9F\x97\xB3 \xFF\x0A"`, func(r *request.Request) { r.Path, r.Agent = `/"\é`, `🗳 \xFF\x0A` }},
		"raw quotes":      {`192.0.2.1 - - ` + stamp + ` "GET /"a" HTTP/1.1" 200 12 "b"c" "d"e"`, func(r *request.Request) { r.Path, r.Referer, r.Agent = `/"a"`, `b"c`, `d"e` }},
		"more fields":     {`192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12 "-" "x" 374 0.012 [web-80] [] 192.0.2.9:80 12 0.01 200 5f`, func(r *request.Request) { r.Agent, r.Duration = "x", 12000 }},
		"common and more": {`192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12 0.004`, nil},
		"wrapped":         {`"192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12 "-" "x""`, func(r *request.Request) { r.Agent = "x" }},
		"wrapped common":  {`"192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12"`, nil},
		"syslog":          {`<190>Oct  1 22:14:15 web1 nginx: 192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12`, nil},
		"syslog, iso":     {`2015-05-17T10:05:03.123456+02:00 web1 nginx[77]: 192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12`, nil},
		"compose":         {`web-1  | 192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12`, nil},
		"container":       {`2015-05-17T10:05:03.123456789Z stdout F 192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			c := read(t, "combined", tt.line, source.Options{})
			if len(c.requests) != 1 || len(c.warnings) != 0 {
				t.Fatalf("kept %d, rejects %q, warnings %q", len(c.requests), sayAll(c.rejects), sayAll(c.warnings))
			}
			if d := cmp.Diff(whole(tt.change), c.requests[0], ignorePlace); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}

func TestCLFRejects(t *testing.T) {
	good := `192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12 "-" "-"`
	for name, tt := range map[string]struct{ line, want string }{
		"nothing known":     {"abc def", ": the line does not follow the format combined from its character 1 on"},
		"json":              {`{"a":1}`, ": the line does not follow the format combined from its character 1 on"},
		"cut in time":       {`192.0.2.1 - - [17/May/2015:10`, "time: the line does not follow the format combined from its character 15 on"},
		"cut in request":    {`192.0.2.1 - - ` + stamp + ` "GET / HT`, "request: the line does not follow the format combined from its character 44 on"},
		"cut after request": {`192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200`, "bytes: the line does not follow the format combined from its character 64 on"},
		"cut in referer":    {`192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12 "http://exa`, "referer: the line does not follow the format combined from its character 68 on"},
		"no agent":          {`192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12 "-"`, "referer: the line does not follow the format combined from its character 68 on"},
		"two spaces":        {`192.0.2.1  - - ` + stamp + ` "GET / HTTP/1.1" 200 12`, "user: the line does not follow the format combined from its character 1 on"},
		"client alone":      {`192.0.2.1 ` + stamp + ` "GET / HTTP/1.1" 200 12`, "user: the line does not follow the format combined from its character 10 on"},
		"status 99":         {strings.Replace(good, " 200 ", " 99 ", 1), "status: 99 is outside 100 to 599"},
		"status 999":        {strings.Replace(good, " 200 ", " 999 ", 1), "status: 999 is outside 100 to 599"},
		"status -1":         {strings.Replace(good, " 200 ", " -1 ", 1), "status: -1 is below zero"},
		"status 2x0":        {strings.Replace(good, " 200 ", " 2x0 ", 1), "status: 2x0 is not a whole number"},
		"bytes -5":          {strings.Replace(good, " 12 ", " -5 ", 1), "bytes: -5 is below zero"},
		"bytes many":        {strings.Replace(good, " 12 ", " 99999999999999999999 ", 1), "bytes: 99999999999999999999 is outside 0 to 9223372036854775807"},
		"bytes 1.5":         {strings.Replace(good, " 12 ", " 1.5 ", 1), "bytes: 1.5 is not a whole number"},
		"day 32":            {strings.Replace(good, "17/May", "32/May", 1), "time: 32/May/2015:10:05:03 +0200 is not a time this format uses"},
		"30 February":       {strings.Replace(good, "17/May", "30/Feb", 1), "time: 30/Feb/2015:10:05:03 +0200 is not a time this format uses"},
		"29 February 2015":  {strings.Replace(good, "17/May", "29/Feb", 1), "time: 29/Feb/2015:10:05:03 +0200 is not a time this format uses"},
		"month":             {strings.Replace(good, "17/May", "17/may", 1), "time: 17/may/2015:10:05:03 +0200 is not a time this format uses"},
		"hour 24":           {strings.Replace(good, ":10:05", ":24:05", 1), "time: 17/May/2015:24:05:03 +0200 is not a time this format uses"},
		"second 60":         {strings.Replace(good, ":03 ", ":60 ", 1), "time: 17/May/2015:10:05:60 +0200 is not a time this format uses"},
		"zone +1500":        {strings.Replace(good, "+0200", "+1500", 1), "time: 17/May/2015:10:05:03 +1500 is not a time this format uses"},
		"no zone":           {strings.Replace(good, " +0200", "", 1), "time: the time 17/May/2015:10:05:03 states no zone; give --zone, or a time zone in election.yaml"},
		"year 1989":         {strings.Replace(good, "2015", "1989", 1), "time: 17/May/1989:10:05:03 +0200 is not a possible time (years 1990 to 2100 are)"},
		"year 2101":         {strings.Replace(good, "2015", "2101", 1), "time: 17/May/2101:10:05:03 +0200 is not a possible time (years 1990 to 2100 are)"},
		"address 256":       {strings.Replace(good, "192.0", "256.0", 1), "client: 256.0.2.1 is neither an IP address nor a host name"},
		"no client":         {strings.Replace(good, "192.0.2.1", "-", 1), "client: the field client is empty"},
		"client port":       {strings.Replace(good, "192.0.2.1", "192.0.2.1:65536", 1), "client: 192.0.2.1:65536 is neither an IP address nor a host name"},
		"site port":         {"www.example.org:99999 " + good, "site: www.example.org:99999 is neither an IP address nor a host name"},
		"nginx error":       {`2021/12/01 13:53:33 [error] 31#31: *46 "/x" is not found, request: "GET / HTTP/1.1"`, ": a line of the server's error log, not a request"},
		"apache error":      {`[Thu Oct 13 12:24:49.880562 2022] [auth_basic:error] [pid 10] AH01618: user a17 not found: /`, ": a line of the server's error log, not a request"},
	} {
		t.Run(name, func(t *testing.T) {
			c := read(t, "combined", tt.line+"\n"+good, source.Options{})
			if d := cmp.Diff([]string{tt.want}, sayAll(c.rejects)); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
			if len(c.requests) != 1 || c.requests[0].Line != 2 {
				t.Errorf("the line after it was not read: %+v", c.requests)
			}
		})
	}
}

func TestCLFWarnings(t *testing.T) {
	cut := `192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12 "-" "Mozilla/5.0 (comp`
	c := read(t, "combined", cut+"\n"+strings.Replace(cut, "(comp", "(\xe9\" x", 1), source.Options{})
	want := []string{
		"agent: the record breaks off inside agent; its other fields are whole",
		": the record is not valid UTF-8; the bytes that are not were replaced",
	}
	if d := cmp.Diff(want, sayAll(c.warnings)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	var agents []string
	for _, r := range c.requests {
		agents = append(agents, r.Agent)
	}
	if d := cmp.Diff([]string{"Mozilla/5.0 (comp", `Mozilla/5.0 (\xE9`}, agents); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestPlacesAndSite(t *testing.T) {
	line := `192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12`
	text := "\xef\xbb\xbf" + line + "\r\n\r\nx\n" + line
	c := read(t, "common", text, source.Options{Site: "WWW.example.org"})
	got := []source.Where{c.requests[0].Where, c.rejects[0].Where, c.requests[1].Where}
	n := int64(len(line))
	want := []source.Where{
		{Row: 1, Line: 1, Offset: 3, Length: n},
		{Row: 2, Line: 3, Offset: n + 7, Length: 1},
		{Row: 3, Line: 4, Offset: n + 9, Length: n},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if c.requests[0].Site != "www.example.org" {
		t.Errorf("site %q", c.requests[0].Site)
	}
}

func TestLongLine(t *testing.T) {
	line := `192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12`
	c := read(t, "common", strings.Repeat("x", 2*source.MaxRecord)+"\n"+line, source.Options{})
	if d := cmp.Diff([]string{": the line is longer than 1.0 MB"}, sayAll(c.rejects)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if len(c.requests) != 1 {
		t.Errorf("kept %d", len(c.requests))
	}
}

// TestLinearTime reads lines of the greatest length whose every byte needs
// care; a reader that looks back or ahead at each would take minutes.
func TestLinearTime(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector, and nothing runs at once")
	}
	for _, s := range []string{"\xff", `\`, `"`, `\"`, `" `, " [", `\x41`, "[", "{", `{"a":`, `"a":1,`, ", "} {
		line := `192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12 "-" "` + strings.Repeat(s, 1000000/len(s))
		for _, text := range []string{line, line[69:], `{"agent":"` + line[69:], `{"a":` + line[69:]} {
			for _, f := range request.Formats() {
				start := time.Now()
				read(t, f.Name, text, source.Options{Layout: "combined"})
				if took := time.Since(start); took > 20*time.Second {
					t.Errorf("%s took %v for %q", f.Name, took, s)
				}
			}
		}
	}
}
