package request_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

// full is a request with every field, as several JSON logs write it.
func full(change func(*request.Request)) request.Request {
	r := request.Request{
		Time:   time.Date(2015, 5, 17, 8, 5, 3, 0, time.UTC).UnixMicro(),
		Client: "192.0.2.1", User: "a17", Site: "www.example.org",
		Method: "GET", Path: "/a", Query: "b=c", Protocol: "HTTP/1.1",
		Status: 200, Bytes: 12, Referer: "https://example.org/", Agent: `a "b"`, Duration: 3500,
	}
	if change != nil {
		change(&r)
	}
	return r
}

func TestNginxJSON(t *testing.T) {
	half := func(r *request.Request) { r.Time += 250000 }
	for name, tt := range map[string]struct {
		line   string
		opt    source.Options
		change func(*request.Request)
	}{
		"nginx":    {`{"time_iso8601":"2015-05-17T10:05:03+02:00","remote_addr":"192.0.2.1","remote_user":"a17","host":"www.example.org","request":"GET /a?b=c HTTP/1.1","status":"200","body_bytes_sent":"12","http_referer":"https://example.org/","http_user_agent":"a \"b\"","request_time":"0.0035","upstream_response_time":-,"n":}`, source.Options{}, nil},
		"parts":    {`{"msec":"1431849903.250","remote_addr":"192.0.2.1","remote_user":"a17","server_name":"www.example.org","request_method":"GET","uri":"/a","args":"b=c","server_protocol":"HTTP/1.1","status":200,"bytes_sent":12,"http_referrer":"https://example.org/","http_user_agent":"a \x22b\x22","request_time":0.0035}`, source.Options{}, half},
		"logstash": {`{"@timestamp":"2015-05-17T08:05:03.000Z","host":{"name":"web1"},"clientip":"192.0.2.1","auth":"a17","vhost":"www.example.org:80","verb":"GET","request":"/a?b=c","httpversion":"1.1","response":"200","bytes":"12","referrer":"https://example.org/","agent":"a \"b\"","duration_ms":3.5,"tags":["x","y"]}`, source.Options{}, nil},
		"ecs":      {`{"@timestamp":"2015-05-17T08:05:03Z","source.ip":"192.0.2.1","user.name":"a17","url.domain":"www.example.org","http.request.method":"GET","url.original":"/a?b=c","http.version":"1.1","http.response.status_code":200,"http.response.body.bytes":12,"http.request.referrer":"https://example.org/","user_agent.original":"a \"b\"","event.duration":3500000}`, source.Options{}, nil},
		"map": {`{"when":"2015-05-17 10:05:03","who":"192.0.2.1","client":"203.0.113.9","u":"a17","at":"WWW.example.org","line":"GET \/a?b=c HTTP\/1.1","s":200,"n":12,"r":"https:\/\/example.org\/","ua":"a \u0022b\u0022","took":"3500"}`, source.Options{
			Zone: time.FixedZone("", 2*3600),
			Map:  map[string]string{"time": "when", "client": "who", "user": "u", "site": "at", "request": "line", "status": "s", "bytes": "n", "referer": "r", "agent": "ua", "duration_us": "took"},
		}, nil},
		"nothing": {`{"time":1431849903000,"ip":"192.0.2.1","status":null,"bytes":"-","user":null,"agent":"","path":"/a"}`, source.Options{}, func(r *request.Request) {
			*r = request.Request{Time: r.Time, Client: r.Client, Path: "/a", Bytes: request.Unknown, Duration: request.Unknown}
		}},
		"forwarded": {`{"time":1431849903,"client":"192.0.2.1, 198.51.100.7","status":200,"size":12,"path":"/a"}`, source.Options{}, func(r *request.Request) {
			*r = request.Request{Time: r.Time, Client: "198.51.100.7", Via: request.ViaForwarded, Path: "/a", Status: 200, Bytes: 12, Duration: request.Unknown}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			c := read(t, "nginx-json", tt.line, tt.opt)
			if len(c.requests) != 1 || len(c.warnings) != 0 {
				t.Fatalf("kept %d, rejects %q, warnings %q", len(c.requests), sayAll(c.rejects), sayAll(c.warnings))
			}
			if d := cmp.Diff(full(tt.change), c.requests[0], ignorePlace); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}

func TestNginxJSONIssues(t *testing.T) {
	const at = `"time":1431849903,`
	for line, want := range map[string]struct{ rejects, warnings string }{
		`x`:                                     {": not valid JSON: an object was expected", ""},
		`{"a":1`:                                {": not valid JSON: a comma was expected", ""},
		`{"a":"b}`:                              {": not valid JSON: a string is not closed", ""},
		`{"a":1}{"a":2}`:                        {": not valid JSON: there is more after the object", ""},
		`{"a":[{]}`:                             {": not valid JSON: brackets do not match", ""},
		`{"a":` + strings.Repeat("[", 99) + `}`: {": not valid JSON: nested too deep", ""},
		`{"text":"hello"}`:                      {": this entry is not a request", ""},
		`{"ip":"192.0.2.1","status":200}`:       {"time: the field time is missing", ""},
		`{` + at + `"status":200}`:              {"client: the field client is missing", ""},
		`{"time":"2015-05-17T10:05:03","ip":"192.0.2.1"}`:        {"time: the time 2015-05-17T10:05:03 states no zone; give --zone, or a time zone in election.yaml", ""},
		`{"time":"yesterday","ip":"192.0.2.1"}`:                  {"time: yesterday is not a time this format uses", ""},
		`{"time":"2015-13-17T10:05:03Z","ip":"192.0.2.1"}`:       {"time: 2015-13-17T10:05:03Z is not a time this format uses", ""},
		`{"time":12,"ip":"192.0.2.1"}`:                           {"time: 12 is not a possible time (years 1990 to 2100 are)", ""},
		`{` + at + `"ip":"192.0.2.1","status":999}`:              {"status: 999 is outside 100 to 599", ""},
		`{` + at + `"ip":"192.0.2.1","bytes":-7}`:                {"bytes: -7 is below zero", ""},
		`{` + at + `"ip":"192.0.2.1","request_time":"-1"}`:       {"duration: -1 is below zero", ""},
		`{` + at + `"ip":"192.0.2.1","request_time":"soon"}`:     {"duration: soon is not a whole number", ""},
		`{` + at + `"ip":"192.0.2.1","request_time":99999999}`:   {"duration: 99999999 is outside 0 to 31622400", ""},
		`{` + at + `"ip":"192.0.2.300","status":200}`:            {"client: 192.0.2.300 is neither an IP address nor a host name", ""},
		`{` + at + `"ip":"192.0.2.1","status":200,"status":1}`:   {"", "status: the field status appears twice; the first is used"},
		`{` + at + `"ip":"192.0.2.1","host":"<b>","status":200}`: {"", "site: <b> is neither an IP address nor a host name"},
		`{` + at + `"ip":"192.0.2.1","agent":"` + "\xff" + `"}`:  {"", ": the record is not valid UTF-8; the bytes that are not were replaced"},
	} {
		c := read(t, "nginx-json", line, source.Options{})
		got := [2]string{strings.Join(sayAll(c.rejects), "\n"), strings.Join(sayAll(c.warnings), "\n")}
		if d := cmp.Diff([2]string{want.rejects, want.warnings}, got); d != "" {
			t.Errorf("%s: -want +got\n%s", line, d)
		}
	}
}

func TestUnknownMapField(t *testing.T) {
	in := source.NewStream(strings.NewReader("{}"))
	err := format(t, "nginx-json").Read(context.Background(), in, source.Options{Map: map[string]string{"addr": "x"}}, &collector{})
	var unusable *request.LayoutError
	if !errors.As(err, &unusable) || !strings.HasPrefix(err.Error(), `"addr" is no field of a request; the fields are client, user, site, time,`) {
		t.Errorf("got %v", err)
	}
}

// caddy is an entry of Caddy's log with some of its members replaced.
func caddy(ts, client, rest string) string {
	return `{"level":"info","ts":` + ts + `,"logger":"http.log.access.log0","msg":"handled request","request":{` + client +
		`,"proto":"HTTP/1.1","method":"GET","host":"www.example.org:8443","uri":"/a?b=c","headers":{"Accept":["*/*"],"User-Agent":["a \"b\"","x"],"Referer":["https://example.org/"]},"tls":{"resumed":false}},"bytes_read":0,"user_id":"a17",` +
		rest + `,"resp_headers":{"Server":["Caddy"]}}`
}

func TestCaddyJSON(t *testing.T) {
	const client = `"remote_ip":"198.51.100.7","remote_port":"5","client_ip":"192.0.2.1"`
	const rest = `"duration":0.0035,"size":12,"status":200`
	for name, tt := range map[string]struct {
		line   string
		change func(*request.Request)
	}{
		"seconds":       {caddy("1431849903.5", client, rest), func(r *request.Request) { r.Time += 500000 }},
		"milliseconds":  {caddy("1431849903000.25", client, rest), func(r *request.Request) { r.Time += 250 }},
		"nanoseconds":   {caddy("1431849903000001000", client, rest), func(r *request.Request) { r.Time++ }},
		"exponent":      {caddy("1.431849903e9", client, rest), nil},
		"iso8601":       {caddy(`"2015-05-17T10:05:03.000+0200"`, client, rest), nil},
		"rfc3339_nano":  {caddy(`"2015-05-17T08:05:03.000000001Z"`, client, rest), nil},
		"wall":          {caddy(`"2015/05/17 08:05:03"`, client, rest), nil},
		"wall_milli":    {caddy(`"2015/05/17 08:05:03.007"`, client, rest), func(r *request.Request) { r.Time += 7000 }},
		"common_log":    {caddy(`"17/May/2015:10:05:03 +0200"`, client, rest), nil},
		"remote_ip":     {caddy("1431849903", `"remote_ip":"192.0.2.1"`, rest), nil},
		"remote_addr":   {caddy("1431849903", `"remote_addr":"192.0.2.1:44790"`, rest), nil},
		"status 0":      {caddy("1431849903", client, `"duration":0.0035,"size":12,"status":0`), func(r *request.Request) { r.Status = 0 }},
		"duration nano": {caddy("1431849903", client, `"duration":3500000,"size":12,"status":200`), nil},
		"duration text": {caddy("1431849903", client, `"duration":"3.5ms","size":12,"status":200`), nil},
	} {
		t.Run(name, func(t *testing.T) {
			c := read(t, "caddy-json", tt.line, source.Options{Zone: time.FixedZone("", 3600)})
			if len(c.requests) != 1 || len(c.warnings) != 0 {
				t.Fatalf("kept %d, rejects %q, warnings %q", len(c.requests), sayAll(c.rejects), sayAll(c.warnings))
			}
			want := full(tt.change)
			if strings.Contains(tt.line, "client_ip") {
				want.Via = request.ViaForwarded
			}
			if d := cmp.Diff(want, c.requests[0], ignorePlace); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}

func TestCaddyJSONRejects(t *testing.T) {
	const client = `"client_ip":"192.0.2.1"`
	for line, want := range map[string]string{
		`{"level":"debug","ts":1742400753.05,"logger":"http.handlers.reverse_proxy","msg":"selected upstream"}`: ": this entry is not a request",
		`{"ts":1,"logger":"http.log.error.log0","request":{"client_ip":"192.0.2.1"},"status":502}`:              ": a line of the server's error log, not a request",
		`{"ts":1431849903,"logger":"http.log.access","request":{"uri":"/"},"status":502}`:                       "client: the field client is missing",
		`{"logger":"http.log.access","request":{"client_ip":"192.0.2.1"},"status":502}`:                         "time: the field time is missing",
		caddy("1431849903", client, `"status":600`):                                                             "status: 600 is outside 100 to 599",
		caddy("1431849903", client, `"size":-1`):                                                                "bytes: -1 is below zero",
		caddy(`"2015/05/32 08:05:03"`, client, `"size":1`):                                                      "time: 2015/05/32 08:05:03 is not a time this format uses",
		strings.TrimSuffix(caddy("1431849903", client, `"size":1`), "}"):                                        ": not valid JSON: a comma was expected",
	} {
		c := read(t, "caddy-json", line, source.Options{})
		if d := cmp.Diff([]string{want}, sayAll(c.rejects)); d != "" {
			t.Errorf("%s: -want +got\n%s", line, d)
		}
	}
}
