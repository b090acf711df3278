package request_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

// judge holds what is true of everything a reader hands to a sink.
type judge struct {
	t     testing.TB
	text  string
	rows  int64 // records and rejects so far
	end   int64 // of the last one
	times []int64
}

func (j *judge) place(w source.Where) {
	j.rows++
	if w.Row != j.rows {
		j.t.Fatalf("row %d after %d records and rejects", w.Row, j.rows-1)
	}
	if w.Offset < j.end || w.Offset+w.Length > int64(len(j.text)) {
		j.t.Fatalf("record %d at %d+%d lies outside its input (%d to %d)", w.Row, w.Offset, w.Length, j.end, len(j.text))
	}
	j.end = w.Offset + w.Length
}

func (j *judge) Record(r *request.Request) error {
	j.place(r.Where)
	for _, s := range []string{r.Client, r.User, r.Site, r.Method, r.Path, r.Query, r.Protocol, r.Referer, r.Agent} {
		if !utf8.ValidString(s) {
			j.t.Fatalf("%q is not UTF-8, line %q", s, r.Raw)
		}
		if int64(len(s)) > 4*r.Length+8 {
			j.t.Fatalf("%d bytes of text from %d", len(s), r.Length)
		}
		if strings.ContainsRune(s, '\n') {
			j.t.Fatalf("%q holds a line end", s)
		}
	}
	if r.Client == "" {
		j.t.Fatalf("a request without a client: %q", r.Raw)
	}
	if r.Status != 0 && (r.Status < 100 || r.Status > 599) {
		j.t.Fatalf("status %d", r.Status)
	}
	if r.Bytes < request.Unknown || r.Duration < request.Unknown {
		j.t.Fatalf("bytes %d, duration %d", r.Bytes, r.Duration)
	}
	j.times = append(j.times, r.Time)
	return nil
}

func (j *judge) Issue(i source.Issue) error {
	if i.Reject {
		j.place(i.Where)
	} else if i.Row != j.rows {
		j.t.Fatalf("a warning about row %d after row %d", i.Row, j.rows)
	}
	if strings.Contains(say(i), "{") && !strings.Contains(fmt.Sprint(i.Problem.Args), "{") {
		j.t.Fatalf("an argument is missing: %s", say(i))
	}
	if _, known := source.Problems[i.Problem.Key]; !known {
		j.t.Fatalf("unknown problem %s", i.Problem.Key)
	}
	return nil
}

// rows counts the lines that are records.
func rows(text string) (n int64) {
	for line := range strings.Lines(strings.TrimPrefix(text, "\xef\xbb\xbf")) {
		if strings.TrimSpace(line) != "" {
			n++
		}
	}
	return n
}

// headers counts the lines of a format that may be no records.
func headers(name, text string) (n int64) {
	if name != "w3c" && name != "cloudfront" {
		return 0
	}
	for line := range strings.Lines(strings.TrimPrefix(text, "\xef\xbb\xbf")) {
		if strings.Contains(line, "#") {
			n++
		}
	}
	return n
}

// hold reads text in a format and holds what has to be true.
func hold(t testing.TB, name, text string, opt source.Options) {
	f := format(t, name)
	if f.Sniff != nil {
		if n := f.Sniff([]byte(text)); n < 0 || n > 100 {
			t.Fatalf("sniffed %d", n)
		}
	}
	j := &judge{t: t, text: text}
	err := f.Read(context.Background(), source.NewStream(strings.NewReader(text)), opt, j)
	var unusable *request.LayoutError
	if errors.As(err, &unusable) {
		if unusable.Position < 0 || unusable.Position > len(opt.Layout)+1 {
			t.Fatalf("position %d in a layout of %d bytes", unusable.Position, len(opt.Layout))
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if want := rows(text); j.rows > want || j.rows < want-headers(name, text) {
		t.Fatalf("%d records and rejects of %d rows", j.rows, want)
	}
	if len(j.times) > 0 {
		holdTime(t, j.times[len(j.times)-1])
	}
}

// holdTime holds that a time can be written and read again.
func holdTime(t testing.TB, micros int64) {
	at := time.UnixMicro(micros).UTC()
	if at.Year() < 1989 || at.Year() > 2101 {
		t.Fatalf("time %v", at)
	}
	if at.Year() < 1990 || at.Year() > 2100 {
		return // within a zone's reach of the bounds
	}
	line := "192.0.2.1 - - [" + at.Format("02/Jan/2006:15:04:05 -0700") + `] "GET / HTTP/1.1" 200 1`
	again := &collector{}
	if err := format(t, "common").Read(context.Background(), source.NewStream(strings.NewReader(line)), source.Options{}, again); err != nil {
		t.Fatal(err)
	}
	if len(again.requests) != 1 || again.requests[0].Time != at.Truncate(time.Second).UnixMicro() {
		t.Fatalf("%s does not read as it was written", line)
	}
}

var hostile = []string{
	"", "\n\n", "\"", "\"\"", "[", " [", "- - - [", "\xff\xfe", "\\", "\\x", "{", "{}", "{\"", "[]",
	`192.0.2.1 - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 1 "-" "a`,
	`192.0.2.1 - - [17/May/2015:10:05:03 +0000] "GET /\x22\xC3\xA9\xFF HTTP/1.1" 200 - "\"" "\\"`,
	`h.example.org:80 2001:db8::1 - a b c [29/Feb/2016:23:59:59 -1200] "\x16\x03" 400 0 "-" "-" 1 2`,
	`[2001:db8::1]:443 fe80::1%eth0 - - [31/Dec/2100:23:59:59 +1400] "CONNECT a:1 HTTP/2" 000 9223372036854775808`,
	`"192.0.2.1 - - [17/May/2015:10:05:03 +0000] "GET http://example.org?x HTTP/1.0" 200 1 "a"b" "c"d""`,
	`<190>Oct 11 22:14:15 h nginx: 192.0.2.1 - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 1`,
	`2021-01-01T00:00:00.000Z stdout F 192.0.2.1 - - [17/May/2015:10:05:03 +0000] "-" 408 -`,
	`2021/12/01 13:53:33 [error] 31#31: *46 open() failed`,
	`[Thu Oct 13 12:24:49.880562 2022] [core:error] [pid 1] x`,
	`{"remote_addr":"192.0.2.1","msec":1431857103.123,"request":"GET /\u00e9\ud83d\ude00\ud83d HTTP/1.1","status":"200","x":{"a":[1,"]"]}}`,
	`{"remote_addr":"192.0.2.1, 192.0.2.2","@timestamp":"2015-05-17T10:05:03,5+02:00","status":,"bytes":-,"request_time":"1e3"}`,
	`{"ts":1693840791.7564995,"logger":"http.log.access","request":{"remote_ip":"::ffff:192.0.2.1","host":"x:1","uri":"*","headers":{"User-Agent":["a\"b"]}},"status":0,"duration":0.0000027}`,
	`{"ts":"2015/05/17 10:05:03.5","request":{"remote_addr":"[2001:db8::1]:5"},"duration":"2.5ms","size":1e3}`,
}

func seed(f *testing.F) {
	for _, s := range hostile {
		f.Add([]byte(s))
		f.Add([]byte(s + "\r\n" + s))
	}
	for _, w := range writers {
		f.Add([]byte(written(hits(2), w.write)))
	}
}

func fuzzLines(f *testing.F, name string, opt source.Options) {
	seed(f)
	f.Fuzz(func(t *testing.T, text []byte) { hold(t, name, string(text), opt) })
}

func FuzzCLF(f *testing.F) { fuzzLines(f, "combined", source.Options{Site: "www.example.org"}) }

func FuzzNginxJSON(f *testing.F) {
	fuzzLines(f, "nginx-json", source.Options{Zone: time.FixedZone("", -6*3600)})
}

func FuzzCaddyJSON(f *testing.F) { fuzzLines(f, "caddy-json", source.Options{}) }

// FuzzLayout reads lines by layouts of both servers, each also broken.
func FuzzLayout(f *testing.F) {
	layouts := []string{
		"combined", "vhost_combined", benchLayout,
		`$host:$server_port ${remote_addr}:$remote_port [$time_iso8601] $scheme://$host$uri$is_args$args $upstream_addr $msec`,
		`log_format j escape=json '{"t":"$msec","c":"$remote_addr",' '"r":"$request","a":"$http_user_agent"}';`,
		`LogFormat "%{%Y-%m-%d %H:%M:%S}t.%{msec_frac}t%{%z}t %a %m %U%q %H %>s %B %D \"%{Referer}i\" \"%{X}o\"" x`,
		`%h %t %`, `$a$b`, `%{`, "${", "'", `%{%Q}t %h`,
	}
	for _, l := range layouts {
		for _, s := range hostile {
			f.Add(l, []byte(s))
		}
		f.Add(l, []byte(written(hits(2), writeLayout)))
	}
	f.Fuzz(func(t *testing.T, layout string, text []byte) {
		hold(t, "layout", string(text), source.Options{Layout: layout})
	})
}

// TestHostileLines holds the same for every line and format without fuzzing.
func TestHostileLines(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector, and nothing runs at once")
	}
	for _, f := range request.Formats() {
		for _, s := range slices.Concat(hostile, hostileText) {
			for cut := 0; cut <= len(s); cut += 7 {
				hold(t, f.Name, s[:cut]+"\n"+s[cut:], source.Options{Layout: "combined"})
			}
		}
	}
}
