package request_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

func TestLayout(t *testing.T) {
	const iso = "2015-05-17T10:05:03+02:00"
	const line = `"GET /a?b=c HTTP/1.1" 200 12 "https://example.org/" "a \"b\"" 0.0035`
	bare := func(r *request.Request) {
		*r = request.Request{Time: r.Time, Client: r.Client, Method: "GET", Path: "/a", Query: "b=c", Status: 200, Bytes: 12, Duration: request.Unknown}
	}
	for name, tt := range map[string]struct {
		layout, line string
		zone         *time.Location
		change       func(*request.Request)
	}{
		"nginx":          {`$host $remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" $request_time`, "www.example.org 192.0.2.1 - a17 " + stamp + " " + line, nil, nil},
		"directive":      {"log_format main '$server_name $remote_addr - $remote_user [$time_iso8601] '\n  '\"$request\" $status $body_bytes_sent \"$http_referer\" '\n '\"$http_user_agent\" $request_time';", "www.example.org 192.0.2.1 - a17 [" + iso + "] " + line, nil, nil},
		"braces":         {`${msec} $remote_addr $request_method $request_uri $status $body_bytes_sent`, `1431849903.000 192.0.2.1 GET /a?b=c 200 12`, nil, bare},
		"port, lists":    {`$time_iso8601 $remote_addr:$remote_port $upstream_addr $request_method $uri$is_args$args $status $body_bytes_sent`, iso + ` 192.0.2.1:50229 192.0.2.8:80, 192.0.2.9:80 : 192.0.2.7:80 GET /a?b=c 200 12`, nil, bare},
		"ipv6 port":      {`$time_iso8601 $remote_addr:$remote_port $request_method $request_uri $status $body_bytes_sent`, iso + ` 2001:db8::1:50229 GET /a?b=c 200 12`, nil, func(r *request.Request) { bare(r); r.Client = "2001:db8::1" }},
		"scheme":         {`$remote_addr $time_iso8601 $request_method $scheme://$host$request_uri $status $body_bytes_sent`, `192.0.2.1 ` + iso + ` GET https://www.example.org/a?b=c 200 12`, nil, func(r *request.Request) { bare(r); r.Site = "www.example.org" }},
		"json":           {`log_format j escape=json '{"t":"$time_iso8601","h":"$host","c":"$remote_addr","u":"$remote_user","r":"$request","s":$status,"b":$body_bytes_sent,"f":"$http_referer","a":"$http_user_agent","d":$request_time}';`, `{"t":"` + iso + `","h":"www.example.org","c":"192.0.2.1","u":"a17","r":"GET /a?b=c HTTP/1.1","s":200,"b":12,"f":"https://example.org/","a":"a \"b\"","d":0.0035}`, nil, nil},
		"forwarded":      {`$http_x_forwarded_for [$time_local] $request_method $request_uri $status $body_bytes_sent`, `192.0.2.1, 198.51.100.7 ` + stamp + ` GET /a?b=c 200 12`, nil, func(r *request.Request) { bare(r); r.Client, r.Via = "198.51.100.7", request.ViaForwarded }},
		"behind a proxy": {`$remote_addr [$time_local] $request_method $request_uri $status $body_bytes_sent "$http_x_forwarded_for"`, `10.0.0.7 ` + stamp + ` GET /a?b=c 200 12 "192.0.2.1"`, nil, func(r *request.Request) { bare(r); r.Via = request.ViaForwarded }},
		"claimed":        {`$remote_addr [$time_local] $request_method $request_uri $status $body_bytes_sent "$http_x_forwarded_for"`, `192.0.2.1 ` + stamp + ` GET /a?b=c 200 12 "198.51.100.7"`, nil, bare},
		"apache":         {`%v:%p %h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %{us}T`, "www.example.org:443 192.0.2.1 - a17 " + stamp + ` "GET /a?b=c HTTP/1.1" 200 12 "https://example.org/" "a \"b\"" 3500`, nil, nil},
		"LogFormat":      {`LogFormat "%V %a %l %u [%{%Y-%m-%d %H:%M:%S}t.%{usec_frac}t %{%z}t] \"%m %U%q %H\" %s %>s %B \"%{Referer}i\" \"%{User-Agent}i\" %D \"%{X-Id}o\"" mine`, `www.example.org 192.0.2.1 - a17 [2015-05-17 10:05:03.000000 +0200] "GET /a?b=c HTTP/1.1" 302 200 12 "https://example.org/" "a \"b\"" 3500 "x"`, nil, nil},
		"zone asked":     {`%a %{%F %T}t %m %U%q %>s %O`, `192.0.2.1 2015-05-17 10:05:03 GET /a?b=c 200 12`, time.FixedZone("", 7200), bare},
		"epoch":          {`%{usec}t %a %m %U%q %>s %O`, `1431849903000000 192.0.2.1 GET /a?b=c 200 12`, nil, bare},
		"modifiers":      {`%!200,304{X}i %a %t %m %U%q %>s %b %%`, `- 192.0.2.1 ` + stamp + ` GET /a?b=c 200 12 %`, nil, bare},
		"named":          {`common`, "192.0.2.1 - - " + stamp + ` "GET /a?b=c HTTP/1.1" 200 12`, nil, func(r *request.Request) { bare(r); r.Protocol = "HTTP/1.1" }},
		"with referer":   {`vhost_combined`, "www.example.org:80 192.0.2.1 - a17 " + stamp + ` "GET /a?b=c HTTP/1.1" 200 12 "https://example.org/" "a \"b\""`, nil, func(r *request.Request) { r.Duration = request.Unknown }},
		"behind syslog":  {`$remote_addr [$time_local] $request_method $request_uri $status $body_bytes_sent`, `<190>Oct 11 22:14:15 web1 nginx: 192.0.2.1 ` + stamp + ` GET /a?b=c 200 12`, nil, bare},
		"tabs":           {`$remote_addr\t$time_iso8601\t$request_method\t$request_uri\t$status\t$body_bytes_sent`, "192.0.2.1\t" + iso + "\tGET\t/a?b=c\t200\t12", nil, bare},
	} {
		t.Run(name, func(t *testing.T) {
			c := read(t, "layout", tt.line, source.Options{Layout: tt.layout, Zone: tt.zone})
			if len(c.requests) != 1 || len(c.warnings) != 0 {
				t.Fatalf("kept %d, rejects %q, warnings %q", len(c.requests), sayAll(c.rejects), sayAll(c.warnings))
			}
			if d := cmp.Diff(full(tt.change), c.requests[0], ignorePlace); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}

func TestLayoutIssues(t *testing.T) {
	const layout = `$remote_addr [$time_local] "$request" $status "$http_user_agent"`
	for line, want := range map[string][2]string{
		`192.0.2.1 ` + stamp + ` "GET / HTTP/1.1" 200 "Mozil`:             {"", "agent: the record breaks off inside agent; its other fields are whole"},
		`192.0.2.1 ` + stamp + ` "GET / HTTP/1.1" 200`:                    {"status: the line does not follow the format layout from its character 57 on", ""},
		`192.0.2.1 ` + stamp + ` "GET / HT`:                               {"request: the line does not follow the format layout from its character 41 on", ""},
		`192.0.2.1 [17/May/2015:25:05:03 +0200] "GET / HTTP/1.1" 200 "-"`: {"time: 17/May/2015:25:05:03 +0200 is not a time this format uses", ""},
		`2021/12/01 13:53:33 [error] 31#31: *46 open() failed`:            {": a line of the server's error log, not a request", ""},
	} {
		c := read(t, "layout", line, source.Options{Layout: layout})
		got := [2]string{}
		if len(c.rejects) > 0 {
			got[0] = say(c.rejects[0])
		}
		if len(c.warnings) > 0 {
			got[1] = say(c.warnings[0])
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: -want +got\n%s", line, d)
		}
	}
	c := read(t, "layout", "192.0.2.1 2015-05-17 10:05:03 200", source.Options{Layout: "%a %{%F %T}t %>s"})
	want := []string{"time: the time 2015-05-17 10:05:03 states no zone; give --zone, or a time zone in election.yaml"}
	if d := cmp.Diff(want, sayAll(c.rejects)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestLayoutErrors(t *testing.T) {
	for layout, want := range map[string]string{
		"":                            "no layout was given; give a log_format or LogFormat string, or one of the names common, combined, vhost_common, vhost_combined",
		"combind":                     "the layout combind holds no variable and is no name that is known; did you mean combined?",
		"%h %t %Z":                    "character 7 of the layout: %Z is not a variable of Apache; use one such as %h %u %t %r %>s %b %{Referer}i; a percent sign itself is %%",
		"%h %t %{ms":                  "character 8 of the layout: what { opens is never closed; add }",
		"${remote_addr $time_local":   "character 1 of the layout: what ${ opens is never closed; add }",
		"log_format x '$remote_addr":  "character 14 of the layout: what ' opens is never closed; add '",
		"$remote_addr$status $msec":   "character 13 of the layout: nothing stands between $remote_addr and $status, so they cannot be told apart; put a space or quotes between them, as the server writes it",
		"%a %{%Y week %V}t":           "character 4 of the layout: %V cannot be read as part of a time; use %d %b %m %Y %y %H %M %S %z %F %T %s",
		"%a %{%Y-%m-%d}t %r":          "character 19 of the layout: it ends without a whole time (date and time of day); add %t",
		"$remote_addr $time_locale":   "character 26 of the layout: it ends without a whole time (date and time of day); add $time_local (≠ $time_locale)",
		"[$time_local] $remote_adr x": "character 28 of the layout: it ends without naming the client; add $remote_addr (≠ $remote_adr)",
		`%t "%r"`:                     "character 8 of the layout: it ends without naming the client; add %h",
	} {
		_, err := request.CompileLayout(layout)
		var unusable *request.LayoutError
		if !errors.As(err, &unusable) {
			t.Errorf("%q: got %v", layout, err)
			continue
		}
		if d := cmp.Diff(want, err.Error()); d != "" {
			t.Errorf("%q: -want +got\n%s", layout, d)
		}
		es := lang.Printer{Lang: lang.Es, Catalogue: request.LayoutProblems}.Print(unusable.Problem)
		if es == want || es == "" {
			t.Errorf("%q: no Spanish text", layout)
		}
	}
}
