package request_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

// tally is a sink that wants to know how many lines each format had.
type tally struct {
	collector
	lines []string
}

func (t *tally) Lines(format string, n int64) {
	t.lines = append(t.lines, fmt.Sprintf("%s %d", format, n))
}

const (
	alb     = `https 2015-05-17T08:05:03.000000Z app/x/5 192.0.2.1:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 "GET https://www.example.org:443/a?b=c HTTP/1.1" "curl/7.46.0" C TLSv1.2 arn:aws:x "Root=1" "www.example.org" "arn:x" 1 2015-05-17T08:05:03.000000Z "authenticate,forward" "-" "-" "10.0.0.1:80" "200" "-" "-"`
	zoraxyL = `[2015-05-17 08:05:03.123456] [router:host-http] [origin:www.example.org] [client: 192.0.2.1] [useragent: x] GET /a?b=c 200`
)

// mixed is one line of each of several formats.
func mixed() map[string]string {
	lines := map[string]string{
		"common":        `192.0.2.1 - - [17/May/2015:10:05:03 +0200] "GET /a?b=c HTTP/1.1" 200 12`,
		"combined":      `192.0.2.1 - - [17/May/2015:10:05:03 +0200] "GET /a?b=c HTTP/1.1" 200 12 "-" "x"`,
		"vhost":         `www.example.org:80 192.0.2.1 - - [17/May/2015:10:05:03 +0200] "GET /a?b=c HTTP/1.1" 200 12`,
		"nginx-json":    `{"time":1431849903,"remote_addr":"192.0.2.1","request":"GET /a?b=c HTTP/1.1","status":200}`,
		"aws-alb":       alb,
		"zoraxy":        zoraxyL,
		"caddy-json":    caddy("1431849903", `"remote_ip":"192.0.2.1"`, `"size":12,"status":200`),
		"wrapped-json":  `{"log":"192.0.2.1 - - [17/May/2015:10:05:03 +0200] \"GET /a?b=c HTTP/1.1\" 200 12\n","stream":"stdout"}`,
		"nginx-ingress": "",
	}
	delete(lines, "nginx-ingress")
	for _, l := range jsonLines {
		if _, ok := lines[l.format]; !ok {
			lines[l.format] = l.line
		}
	}
	return lines
}

// TestMixedFormats reads a file of all formats, in turns and in runs, opened
// in any of them: every line is read, and counted by the format it is in.
func TestMixedFormats(t *testing.T) {
	lines := mixed()
	var names []string
	for _, f := range request.Formats() {
		if _, ok := lines[f.Name]; ok {
			names = append(names, f.Name)
		}
	}
	if len(names) != len(lines) {
		t.Fatalf("%d of %d formats are known", len(names), len(lines))
	}
	var text strings.Builder
	want := map[string]int{}
	for run := 1; run <= 3; run++ {
		for _, name := range names {
			text.WriteString(strings.Repeat(lines[name]+"\n", run))
			want[name] += run
		}
	}
	if sniffed(text.String()) == "" {
		t.Error("no format is sure of a file of all formats")
	}
	for _, opened := range names {
		got := &tally{}
		in := source.NewStream(strings.NewReader(text.String()))
		if err := format(t, opened).Read(context.Background(), in, source.Options{Zone: time.UTC}, got); err != nil {
			t.Fatal(err)
		}
		if len(got.rejects) > 0 {
			t.Fatalf("opened as %s: rejects %q", opened, sayAll(got.rejects))
		}
		var counts []string
		for name, n := range want {
			counts = append(counts, fmt.Sprintf("%s %d", name, n))
		}
		if d := cmp.Diff(sorted(counts), got.lines); d != "" {
			t.Errorf("opened as %s: -want +got\n%s", opened, d)
		}
		for i, r := range got.requests {
			if at := time.UnixMicro(r.Time).UTC().Format(time.DateTime); at != "2015-05-17 08:05:03" || r.Path != "/a" || r.Row != int64(i+1) {
				t.Errorf("opened as %s: row %d is of %s, path %s", opened, r.Row, at, r.Path)
			}
		}
	}
}

func sorted(s []string) []string {
	for i := range s {
		for j := i; j > 0 && s[j] < s[j-1]; j-- {
			s[j], s[j-1] = s[j-1], s[j]
		}
	}
	return s
}

// TestMixedDoesNotDependOnWhatCameBefore holds that a line is read the same
// whatever stood before it, so that the parts of a stream can be read apart.
func TestMixedDoesNotDependOnWhatCameBefore(t *testing.T) {
	generic := `{"time":1431849903,"remote_addr":"192.0.2.1","request":"GET /a?b=c HTTP/1.1","status":200}`
	plain := `{"time":1431849903,"retries":0,"addr":"x","remote_addr":"192.0.2.1","request":"GET /a?b=c HTTP/1.1","status":200,"request_time":"2"}`
	proxy := `{"time":1431849903,"frontend":"web","ci":"192.0.2.1","http_request":"GET /a?b=c HTTP/1.1","st":200,"ta":5}`
	caddyL := `{"time":"x","ts":1431849903,"logger":"http.log.access","request":{"remote_ip":"192.0.2.1","uri":"/a?b=c"},"status":200,"duration":0.002}`
	lines := []string{generic, proxy, generic, caddyL, plain, alb, generic, caddyL, proxy, proxy, plain, mixed()["combined"], generic}
	for _, opened := range []string{"nginx-json", "haproxy-json", "caddy-json", "combined"} {
		opt := source.Options{Zone: time.UTC}
		whole := read(t, opened, strings.Join(lines, "\n"), opt)
		if len(whole.requests) != len(lines) {
			t.Fatalf("opened as %s: rejects %q", opened, sayAll(whole.rejects))
		}
		for i, line := range lines {
			alone := read(t, opened, line, opt)
			if d := cmp.Diff(alone.requests[0], whole.requests[i], ignorePlace); d != "" {
				t.Errorf("opened as %s, line %d: -alone +among others\n%s", opened, i+1, d)
			}
		}
	}
}

// TestMixedRejects holds what is said of lines that no format reads.
func TestMixedRejects(t *testing.T) {
	lines := mixed()
	for _, tt := range []struct{ opened, line, want string }{
		{"combined", "hello", ": the line does not follow the format combined from its character 1 on"},
		{"combined", "2021/12/01 13:53:33 [error] 31#31: *46 open() failed", ": a line of the server's error log, not a request"},
		{"caddy-json", "2021/12/01 13:53:33 [error] 31#31: *46 open() failed", ": a line of the server's error log, not a request"},
		{"combined", `{"ts":1,"logger":"http.log.error.log0","request":{"client_ip":"192.0.2.1","uri":"/"},"status":502}`, ": a line of the server's error log, not a request"},
		{"combined", `192.0.2.1 - - [17/May/2015:10:05:03 +0200] "GET / HTTP/1.1" 999 12`, "status: 999 is outside 100 to 599"},
		{"nginx-json", `{"a":`, ": not valid JSON: a value was expected"},
		{"traefik-json", `{"text":"hello"}`, ": this entry is not a request"},
		{"zoraxy", zoraxyL[:len(zoraxyL)-3] + "999", "status: 999 is outside 100 to 599"},
	} {
		got := &tally{}
		text := lines["common"] + "\n" + tt.line + "\n" + lines["nginx-json"] + "\n" + tt.line + "\n"
		if err := format(t, tt.opened).Read(context.Background(), source.NewStream(strings.NewReader(text)), source.Options{Zone: time.UTC}, got); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff([]string{tt.want, tt.want}, sayAll(got.rejects)); d != "" || len(got.requests) != 2 {
			t.Errorf("%s, %q: kept %d, rejects -want +got\n%s", tt.opened, tt.line, len(got.requests), d)
		}
		if d := cmp.Diff([]string{"common 1", "nginx-json 1"}, got.lines); d != "" {
			t.Errorf("%s, %q: lines -want +got\n%s", tt.opened, tt.line, d)
		}
	}
}

// TestMixedZones holds that each line's times follow its own format: Caddy's
// without a zone are UTC, others' are of the zone that the user gave.
func TestMixedZones(t *testing.T) {
	text := caddy(`"2015/05/17 08:05:03"`, `"remote_ip":"192.0.2.1"`, `"size":12,"status":200`) + "\n" +
		`{"time":"2015-05-17T10:05:03","ip":"192.0.2.1","path":"/a"}` + "\n" +
		strings.Replace(zoraxyL, "08:05:03.123456", "10:05:03", 1) + "\n"
	for _, opened := range []string{"caddy-json", "nginx-json", "zoraxy"} {
		got := &collector{}
		opt := source.Options{Zone: time.FixedZone("", 2*3600)}
		if err := format(t, opened).Read(context.Background(), source.NewStream(strings.NewReader(text)), opt, got); err != nil {
			t.Fatal(err)
		}
		for _, r := range got.requests {
			if at := time.UnixMicro(r.Time).UTC().Format(time.DateTime); at != "2015-05-17 08:05:03" {
				t.Errorf("opened as %s: row %d is of %s", opened, r.Row, at)
			}
		}
		if len(got.requests) != 3 {
			t.Errorf("opened as %s: kept %d, rejects %q", opened, len(got.requests), sayAll(got.rejects))
		}
	}
}

// TestMixedAllocatesNothing holds that lines of several formats cost no
// memory each, neither in runs nor in turns.
func TestMixedAllocatesNothing(t *testing.T) {
	lines := mixed()
	turn := ""
	for _, l := range lines {
		turn += l + "\nnonsense\n"
	}
	cost := func(n int) float64 {
		text := strings.Repeat(turn, n)
		return testing.AllocsPerRun(3, func() {
			p := format(t, "combined")
			if err := p.Read(context.Background(), source.NewStream(strings.NewReader(text)), source.Options{Zone: time.UTC}, quiet{}); err != nil {
				t.Fatal(err)
			}
		})
	}
	// A reject is told in a message, which is allowed to cost memory.
	perReject := func() float64 {
		text := strings.Repeat("nonsense\n", 1000)
		return testing.AllocsPerRun(3, func() {
			_ = format(t, "combined").Read(context.Background(), source.NewStream(strings.NewReader(text)), source.Options{}, quiet{})
		}) / 1000
	}()
	one, many := cost(5), cost(105)
	if extra := (many-one)/100/float64(len(lines)) - perReject; extra > 0.05 {
		t.Errorf("%.2f allocations a line, %.2f of them for each reject", extra+perReject, perReject)
	}
}

// quiet takes everything and keeps nothing.
type quiet struct{}

func (quiet) Record(*request.Request) error { return nil }
func (quiet) Issue(source.Issue) error      { return nil }

func BenchmarkMixed(b *testing.B) {
	all := hits(20000)
	for _, tt := range []struct {
		name, opened string
		write        func(i int, h hit) string
	}{
		{"one format", "combined", func(_ int, h hit) string { return writeCombined(h) }},
		{"a run of another", "caddy-json", func(_ int, h hit) string { return writeCombined(h) }},
		{"in turns", "combined", func(i int, h hit) string {
			if i%2 == 0 {
				return writeCombined(h)
			}
			return writeNginxJSON(h)
		}},
	} {
		b.Run(tt.name, func(b *testing.B) {
			var text strings.Builder
			for i, h := range all {
				text.WriteString(tt.write(i, h) + "\n")
			}
			f := format(b, tt.opened)
			for b.Loop() {
				var c counter
				if err := f.Read(context.Background(), source.NewStream(strings.NewReader(text.String())), source.Options{}, &c); err != nil || c.kept != len(all) {
					b.Fatalf("kept %d, %v", c.kept, err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(all)), "ns/row")
		})
	}
}
