package request_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

// hit is one made-up request, to be written in any format.
type hit struct {
	client, method, path, referer, agent, site string
	at                                         time.Time
	status, bytes                              int
}

// hits makes up requests: random addresses (one in eight IPv6), paths,
// agents, a few to the second.
func hits(n int) []hit {
	rng := rand.New(rand.NewPCG(1, 2))
	at := time.Date(2018, 7, 1, 18, 0, 0, 0, time.UTC)
	var all []hit
	for range n {
		if rng.IntN(4) == 0 {
			at = at.Add(time.Duration(rng.IntN(5)) * time.Second)
		}
		h := hit{
			client: fmt.Sprintf("%d.%d.%d.%d", 1+rng.IntN(223), rng.IntN(256), rng.IntN(256), rng.IntN(256)),
			method: []string{"GET", "GET", "GET", "POST", "HEAD"}[rng.IntN(5)],
			path:   fmt.Sprintf("/results/%s/%d/section.html?station=%d&v=%x", []string{"president", "senate", "deputies"}[rng.IntN(3)], rng.IntN(300), rng.IntN(100000), rng.Uint32()),
			agent: fmt.Sprintf("Mozilla/5.0 (%s) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.%d.%d Safari/537.36",
				[]string{"Windows NT 10.0; Win64; x64", "X11; Linux x86_64", "Linux; Android 8.1; Pixel", "Macintosh; Intel Mac OS X 10_13_5"}[rng.IntN(4)], 50+rng.IntN(20), rng.IntN(4000), rng.IntN(200)),
			referer: []string{"-", fmt.Sprintf("https://www.example.org/news/%d", rng.IntN(5000))}[rng.IntN(2)],
			site:    fmt.Sprintf("site%d.example.org", rng.IntN(5)),
			at:      at, status: []int{200, 200, 200, 304, 404, 503}[rng.IntN(6)], bytes: rng.IntN(100000),
		}
		if rng.IntN(8) == 0 {
			h.client = fmt.Sprintf("2001:db8:%x:%x::%x", rng.IntN(65536), rng.IntN(65536), 1+rng.IntN(65535))
		}
		all = append(all, h)
	}
	return all
}

// Writers of one line each.
func writeCommon(h hit) string {
	return fmt.Sprintf(`%s - - [%s] "%s %s HTTP/1.1" %d %d`,
		h.client, h.at.Format("02/Jan/2006:15:04:05 -0700"), h.method, h.path, h.status, h.bytes)
}

func writeCombined(h hit) string {
	return writeCommon(h) + fmt.Sprintf(` "%s" "%s"`, h.referer, h.agent)
}

func writeEscaped(h hit) string {
	return writeCommon(h) + fmt.Sprintf(` "%s" "%s \"\xC3\xA9\""`, h.referer, h.agent)
}

func writeVhost(h hit) string { return h.site + ":443 " + writeCombined(h) }

func writeNginxJSON(h hit) string {
	return fmt.Sprintf(`{"time_iso8601":"%s","remote_addr":"%s","remote_user":"","host":"%s","request":"%s %s HTTP/1.1","status":"%d","body_bytes_sent":"%d","request_time":"0.0%d","http_referer":"%s","http_user_agent":"%s","upstream_addr":"192.0.2.7:80"}`,
		h.at.Format(time.RFC3339), h.client, h.site, h.method, h.path, h.status, h.bytes, h.bytes%97, h.referer, h.agent)
}

func writeCaddyJSON(h hit) string {
	return fmt.Sprintf(`{"level":"info","ts":%d.%06d,"logger":"http.log.access.log0","msg":"handled request","request":{"remote_ip":"192.0.2.9","remote_port":"44790","client_ip":"%s","proto":"HTTP/2.0","method":"%s","host":"%s","uri":"%s","headers":{"Accept":["*/*"],"User-Agent":["%s"],"Referer":["%s"]}},"bytes_read":0,"user_id":"","duration":0.00%d,"size":%d,"status":%d,"resp_headers":{"Server":["Caddy"],"Content-Type":["text/html; charset=utf-8"]}}`,
		h.at.Unix(), h.bytes, h.client, h.method, h.site, h.path, h.agent, h.referer, h.bytes, h.bytes, h.status)
}

const benchLayout = `$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" $request_time $host`

func writeLayout(h hit) string {
	return writeCombined(h) + fmt.Sprintf(" 0.0%d %s", h.bytes%97, h.site)
}

// written is the hits in one format.
func written(hits []hit, write func(hit) string) string {
	var b strings.Builder
	for _, h := range hits {
		b.WriteString(write(h))
		b.WriteByte('\n')
	}
	return b.String()
}

// counter counts and keeps nothing.
type counter struct{ kept, rejects int }

func (c *counter) Record(*request.Request) error { c.kept++; return nil }

func (c *counter) Issue(i source.Issue) error {
	if i.Reject {
		c.rejects++
	}
	return nil
}

var writers = []struct {
	name, format, layout string
	write                func(hit) string
}{
	{"common", "common", "", writeCommon},
	{"combined", "combined", "", writeCombined},
	{"combined-escaped", "combined", "", writeEscaped},
	{"vhost", "vhost", "", writeVhost},
	{"nginx-json", "nginx-json", "", writeNginxJSON},
	{"caddy-json", "caddy-json", "", writeCaddyJSON},
	{"layout", "layout", benchLayout, writeLayout},
}

func BenchmarkRead(b *testing.B) {
	const rows = 20000
	all := hits(rows)
	for _, w := range writers {
		b.Run(w.name, func(b *testing.B) {
			text, f := written(all, w.write), format(b, w.format)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				var c counter
				in := source.NewStream(strings.NewReader(text))
				if err := f.Read(context.Background(), in, source.Options{Layout: w.layout}, &c); err != nil || c.kept != rows {
					b.Fatalf("kept %d, rejects %d, %v", c.kept, c.rejects, err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
		})
	}
}
