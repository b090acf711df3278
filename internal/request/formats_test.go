package request_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

func TestFormats(t *testing.T) {
	var names []string
	for _, f := range request.Formats() {
		names = append(names, f.Name)
		if f.Kind != source.Requests || f.Doc.En == "" || f.Doc.Es == "" || f.Read == nil {
			t.Errorf("%s is not complete", f.Name)
		}
		if header := f.Name == "w3c" || f.Name == "cloudfront"; f.PerLine == header {
			t.Errorf("%s: PerLine is %v", f.Name, f.PerLine)
		}
	}
	want := []string{
		"common", "combined", "vhost", "nginx-ingress", "traefik-clf", "layout",
		"haproxy", "aws-alb", "aws-elb", "aws-s3", "envoy", "npm", "npmplus", "apache-ssl",
		"squid", "banjax", "zoraxy", "bunny", "iis-native", "w3c", "cloudfront",
		"nginx-json", "caddy-json", "traefik-json", "haproxy-json", "envoy-json", "gcp-json",
		"cloudflare-json", "cloudfront-json", "fastly-json", "ats-json", "wrapped-json",
	}
	if d := cmp.Diff(want, names); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestSniff sniffs logs whole, and cut at any byte of their first kilobytes.
func TestSniff(t *testing.T) {
	all := hits(40)
	for _, w := range writers {
		if w.format == "layout" {
			continue
		}
		text := written(all, w.write)
		if got := sniffed(text); got != w.format {
			t.Errorf("%s: sniffed as %q", w.name, got)
		}
		for cut := len(w.write(all[0])) + 1; cut < 2000; cut += 13 {
			if got := sniffed(text[:cut]); got != w.format {
				t.Errorf("%s: sniffed as %q when cut at %d", w.name, got, cut)
			}
		}
	}
}

func TestSniffOthers(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":   "",
		"a post":    `{"id":"1","text":"hello","created_at":"2018-07-01T10:00:00.000Z","author_id":"17"}` + "\n",
		"a table":   "account,time,text\na17,2018-07-01 10:00:00,hello\n",
		"a page":    "<!DOCTYPE html>\n<html><body>hello</body></html>\n",
		"a picture": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
		"a sheet":   "6307\nENTIDAD|DISTRITO|SECCION\n1|1|2\n",
	} {
		if got := sniffed(text); got != "" {
			t.Errorf("%s: sniffed as %q", name, got)
		}
	}
}

// TestSniffAmid finds formats of which fewer than half of the first lines are.
func TestSniffAmid(t *testing.T) {
	all := hits(30)
	combined := written(all, writeCombined)
	const trouble = "2021/12/01 13:53:33 [error] 31#31: *46 open() failed\n"
	for name, tt := range map[string]struct{ text, want string }{
		"after other talk":  {strings.Repeat("worker started, please stand by\n", 200) + combined, "combined"},
		"after comments":    {strings.Repeat("# a comment\n", 80) + combined, "combined"},
		"after errors":      {strings.Repeat(trouble, 300) + combined, "combined"},
		"errors alone":      {"# a comment\n" + trouble, "combined"},
		"errors and talk":   {trouble + "worker started\n", ""},
		"one line in fifty": {strings.Repeat("worker started\n", 60) + written(all[:1], writeCombined), ""},
		"a third of each": {
			written(all[:9], writeCombined) + strings.Repeat(hapHead+`"GET /a HTTP/1.1"`+"\n", 10) +
				strings.Repeat(`1431849903.000 6 192.0.2.1 TCP_MISS/200 12 GET http://www.example.org/ - DIRECT/203.0.113.5 text/html`+"\n", 9), "haproxy",
		},
	} {
		if got := sniffed(tt.text); got != tt.want {
			t.Errorf("%s: sniffed as %q, want %q", name, got, tt.want)
		}
	}
}

func TestMixedLogIsSniffedByItsMajority(t *testing.T) {
	all := hits(30)
	text := written(all[:20], writeVhost) + written(all[20:], writeCommon)
	if got := sniffed(text); got != "vhost" {
		t.Errorf("sniffed as %q", got)
	}
}

// fullSink is a sink that takes no more.
type fullSink struct{ err error }

func (s fullSink) Record(*request.Request) error { return s.err }
func (s fullSink) Issue(source.Issue) error      { return s.err }

func TestReadStops(t *testing.T) {
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	text := written(hits(3000), writeCombined)
	err := format(t, "combined").Read(stopped, source.NewStream(strings.NewReader(text)), source.Options{}, &counter{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	broken := errors.New("no more room")
	for _, line := range []string{text, "x\n"} {
		err = format(t, "combined").Read(context.Background(), source.NewStream(strings.NewReader(line)), source.Options{}, fullSink{broken})
		if !errors.Is(err, broken) {
			t.Errorf("got %v", err)
		}
	}
}

// TestNoAllocations holds that reading costs memory per stream, not per line.
func TestNoAllocations(t *testing.T) {
	all := hits(2000)
	for _, w := range writers {
		text, f := written(all, w.write), format(t, w.format)
		n := testing.AllocsPerRun(3, func() {
			in := source.NewStream(strings.NewReader(text))
			if err := f.Read(context.Background(), in, source.Options{Layout: w.layout}, &counter{}); err != nil {
				t.Fatal(err)
			}
		})
		if n > 200 {
			t.Errorf("%s: %.0f allocations for 2000 lines", w.name, n)
		}
	}
}
