package request_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

// TestCLFKin reads the layouts that differ from the Common Log Format by a
// field or two.
func TestCLFKin(t *testing.T) {
	const get = ` "GET / HTTP/1.1" 200 12`
	site := func(r *request.Request) { r.Site = "www.example.org" }
	agent := func(r *request.Request) { r.Agent = "x y" }
	forwarded := func(r *request.Request) { r.Site, r.Via = "www.example.org", request.ViaForwarded }
	for name, tt := range map[string]struct {
		line, format string
		change       func(*request.Request)
	}{
		"gandi":              {`www.example.org 192.0.2.1 - a17 ` + stamp + ` (3 s)` + get, "vhost", func(r *request.Request) { site(r); r.User, r.Duration = "a17", 3000000 }},
		"ovh":                {`192.0.2.1 www.example.org a17 ` + stamp + get, "vhost", func(r *request.Request) { site(r); r.User = "a17" }},
		"ovh no user":        {`192.0.2.1 www.example.org - ` + stamp + get, "vhost", site},
		"vhost ports":        {`www.example.org:11111 host.example.net:22222 - - ` + stamp + get, "vhost", func(r *request.Request) { site(r); r.Client = "host.example.net" }},
		"vhost socket":       {`www.example.org:80 unix: - - ` + stamp + get, "vhost", func(r *request.Request) { site(r); r.Client = "unix" }},
		"bunkerweb":          {`www.example.org 192.0.2.1 - 7bde940ef0f870cdee1f6d53fe0ff157 - ` + stamp + get, "vhost", site},
		"bunkerweb user":     {`www.example.org 192.0.2.1 - 7bde940ef0f870cdee1f6d53fe0ff157 a17 ` + stamp + get, "vhost", func(r *request.Request) { site(r); r.User = "a17" }},
		"space first":        {` 192.0.2.1 - - ` + stamp + get, "common", nil},
		"parentheses":        {`192.0.2.1 (-) - ` + stamp + get, "common", nil},
		"list":               {`www.example.org 192.0.2.1, 10.0.0.2, 127.0.0.1 - - ` + stamp + get, "vhost", forwarded},
		"list, peer":         {`www.example.org 192.0.2.1, 10.0.0.2 10.0.0.3 - a17 ` + stamp + get, "vhost", func(r *request.Request) { forwarded(r); r.User = "a17" }},
		"list, quotes":       {`www.example.org:80 "192.0.2.1, 10.0.0.2" 10.0.0.3 - - ` + stamp + get, "vhost", forwarded},
		"list, no site":      {`192.0.2.1, 10.0.0.2 - - ` + stamp + get, "common", func(r *request.Request) { r.Via = request.ViaForwarded }},
		"list, stranger":     {`198.51.100.7, 10.0.0.2 192.0.2.1 - - ` + stamp + get, "common", nil},
		"list of names":      {`www.example.org localhost, localhost - - ` + stamp + get, "vhost", func(r *request.Request) { site(r); r.Client = "localhost" }},
		"zeros":              {`192.000.002.01 - - ` + stamp + get, "common", nil},
		"iso time":           {`192.0.2.1 - - [2015-05-17T08:05:03Z]` + get, "common", nil},
		"iso time, fraction": {`192.0.2.1 - - [2015-05-17T10:05:03.25+02:00]` + get + ` "-" "x y"`, "combined", func(r *request.Request) { agent(r); r.Time += 250000 }},
		"fraction":           {`192.0.2.1 - - [17/May/2015:10:05:03.25 +0200]` + get, "common", func(r *request.Request) { r.Time += 250000 }},
		"no referer":         {`192.0.2.1 - - ` + stamp + get + ` - "x y" 13 "Host-a" "http://203.0.113.5:80" 247ms`, "traefik-clf", func(r *request.Request) { agent(r); r.Duration = 247000 }},
		"traefik":            {`192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" - - "-" "-" 27 "a@docker -> b@docker" "-" 0ms`, "traefik-clf", func(r *request.Request) { r.Status, r.Bytes, r.Duration = 0, 0, 0 }},
		"ingress":            {`192.0.2.1 - - ` + stamp + get + ` "-" "x y" 374 0.012 [web-80] [] [2001:db8::9]:80 12 0.012 200 5f`, "nginx-ingress", func(r *request.Request) { agent(r); r.Duration = 12000 }},
		"bytes received":     {`192.0.2.1 - - ` + stamp + get + ` 3413 "-" "x y"`, "combined", agent},
		"words received":     {`192.0.2.1 - - ` + stamp + get + ` 203.0.113.5 + 400 "-" "x y" X-Forwarded-For=""`, "combined", agent},
		"milliseconds":       {`192.0.2.1 - - ` + stamp + get + ` ms:54321 X 400 "-" "x y"`, "combined", agent},
		"a word, one field":  {`192.0.2.1 - - ` + stamp + get + ` ms:1234 "x y"`, "common", nil},
		"words alone":        {`192.0.2.1 - - ` + stamp + get + ` ms:1234`, "common", nil},
		"field before":       {`192.0.2.1 - - ` + stamp + ` "-" "GET / HTTP/1.1" 200 12 0 "-" "x y"`, "combined", agent},
		"host before":        {`192.0.2.1 - - ` + stamp + ` "www.example.org" "GET / HTTP/1.1" 200 12`, "common", site},
		"no version":         {`192.0.2.1 - - ` + stamp + ` "GET / " 200 12`, "common", func(r *request.Request) { r.Protocol = "" }},
		"two spaces":         {`192.0.2.1 -  -  ` + stamp + get + `  `, "common", nil},
		"two spaces, user":   {`192.0.2.1 -  a17  ` + stamp + get, "common", func(r *request.Request) { r.User = "a17" }},
		"month first":        {`192.0.2.1 - - [05/17/2015:08:05:03 -0000]` + get + ` "-" "x y" "-" "-" 2083`, "combined", agent},
		"day first":          {`192.0.2.1 - - [17/05/2015:10:05:03 +0200]` + get, "common", nil},
		"after zeros":        {"\x00\x00\x00192.0.2.1 - - " + stamp + get, "common", nil},
		"forwarded for":      {`10.0.0.7 - - ` + stamp + get + ` "-" "x y" "192.0.2.1, 10.0.0.8"`, "combined", func(r *request.Request) { agent(r); r.Via = request.ViaForwarded }},
		"forwarded, named":   {`10.0.0.7 - - ` + stamp + get + ` "-" "x y" X-Forwarded-For="192.0.2.1"`, "combined", func(r *request.Request) { agent(r); r.Via = request.ViaForwarded }},
		"forwarded, claimed": {`192.0.2.1 - - ` + stamp + get + ` "-" "x y" "198.51.100.7"`, "combined", agent},
		"varnish":            {`192.0.2.1 - - ` + stamp + ` "GET http://www.example.org/ HTTP/1.1" 200 12 "-" "x y"`, "combined", func(r *request.Request) { agent(r); site(r) }},
		"litespeed":          {`"www.example.org 192.0.2.1 - - ` + stamp + get + ` "-" "x y""`, "vhost", func(r *request.Request) { agent(r); site(r) }},
		"script":             {`192.0.2.1 - - ` + stamp + ` "<SCRIPT>X</SCRIPT> / HTTP/1.1" 200 12 "-" "-"`, "combined", func(r *request.Request) { r.Method, r.Protocol, r.Path = "", "", "<SCRIPT>X</SCRIPT> / HTTP/1.1" }},
		"big5":               {"www.example.org 192.0.2.1 - - " + stamp + " \"GET /為其 HTTP/1.1\" 200 12", "vhost", func(r *request.Request) { site(r); r.Path = "/為其" }},
	} {
		t.Run(name, func(t *testing.T) {
			c := read(t, "combined", tt.line, source.Options{})
			if len(c.requests) != 1 || len(c.warnings) != 0 {
				t.Fatalf("kept %d, rejects %q, warnings %q", len(c.requests), sayAll(c.rejects), sayAll(c.warnings))
			}
			if d := cmp.Diff(whole(tt.change), c.requests[0], ignorePlace); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
			if got := sniffed(tt.line + "\n"); got != tt.format {
				t.Errorf("sniffed as %q, want %q", got, tt.format)
			}
		})
	}
}

// TestPrefixes reads lines of several formats behind what collectors put
// before them.
func TestPrefixes(t *testing.T) {
	common := `192.0.2.1 - - ` + stamp + ` "GET / HTTP/1.1" 200 12`
	vhost := "www.example.org " + common
	for _, prefix := range []string{
		"<190>Oct  1 22:14:15 web1 nginx: ",
		"Oct  1 22:14:15 web1 nginx[77]: ",
		"Oct  1 22:14:15.123456 web1 nginx[77]: ",
		"2015-05-17T10:05:03+0000 web1 nginx[77]: ",
		"<134>2016-07-04T22:37:26Z cache-1 LogTest[62959]: ",
		"<165>1 2015-05-17T10:05:03.003Z web1.example.org nginx 77 ID47 - ",
		`<165>1 2015-05-17T10:05:03.003Z web1 nginx - - [a@1 b="c \"] d"][e@2 f="g"] ` + "\xef\xbb\xbf",
		"1 2015-05-17T10:05:03.003Z web1 nginx 77 - - ",
		"1 - - - - - - ",
		"<190>nginx: ",
		"nginx: ",
		"web1 nginx[77]: ",
		"web-1  | ",
		"2015-05-17T10:05:03.123456789Z stdout F ",
		"2015-05-17T10:05:03.123456789Z ",
		"web-1  | 2015-05-17T10:05:03Z stderr F Oct  1 22:14:15 web1 nginx: ",
	} {
		for _, tt := range []struct {
			format, line string
			path         string
		}{
			{"common", common, "/"},
			{"vhost", vhost, "/"},
			{"haproxy", hapHead + `"GET /a HTTP/1.1"`, "/a"},
			{"npm", `[17/May/2015:10:05:03 +0200] - 200 200 - GET https www.example.org "/a" [Client 192.0.2.1] [Length 12] [Gzip -] [Sent-to x] "a" "-"`, "/a"},
			{"aws-alb", `https 2015-05-17T08:05:03Z app/lb/50dc 192.0.2.1:2817 - -1 -1 -1 200 - 0 12 "GET https://www.example.org:443/a HTTP/1.1"` + albTail, "/a"},
			{"envoy", `[2015-05-17T08:05:03.000Z] "GET /a HTTP/1.1" 200 - 0 12 226 100 "192.0.2.1" "-" "-" "www.example.org" "-"`, "/a"},
		} {
			if prefix == "2015-05-17T10:05:03.123456789Z " && tt.format != "common" && tt.format != "vhost" {
				continue // a time alone is told from a line's own only there
			}
			c := read(t, tt.format, prefix+tt.line, source.Options{Zone: time.UTC})
			if len(c.requests) != 1 || c.requests[0].Path != tt.path || c.requests[0].Client != "192.0.2.1" || c.requests[0].Time != whole(nil).Time {
				t.Errorf("%s%s: kept %+v, rejects %q", prefix, tt.format, c.requests, sayAll(c.rejects))
			}
			if got := sniffed(prefix + tt.line + "\n"); got != tt.format {
				t.Errorf("%s%s: sniffed as %q", prefix, tt.format, got)
			}
		}
	}
}
