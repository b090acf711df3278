package probe_test

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/detect/probe"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/weblog"
)

// start is the first second of made logs.
const start = 1_528_840_800

var sources = []source.Info{{Name: "access.log", Format: "combined", Kind: source.Requests, SHA256: "aabbccdd"}}

// log is requests in memory, as observations of one source.
type log struct{ requests []request.Request }

func (l *log) Sources() []source.Info { return sources }

func (l *log) Posts(context.Context) iter.Seq2[*detect.Obs[post.Post], error] {
	return func(func(*detect.Obs[post.Post], error) bool) {}
}

func (l *log) Sheets(context.Context) iter.Seq2[*detect.Obs[sheet.Sheet], error] {
	return func(func(*detect.Obs[sheet.Sheet], error) bool) {}
}

// Requests yields one reused observation, as the real iterators do.
func (l *log) Requests(ctx context.Context) iter.Seq2[*detect.Obs[request.Request], error] {
	return func(yield func(*detect.Obs[request.Request], error) bool) {
		var o detect.Obs[request.Request]
		for i := range l.requests {
			o.Record = l.requests[i]
			o.Digest = source.Digest{byte(i), byte(i >> 8)}
			if !yield(&o, ctx.Err()) {
				return
			}
		}
	}
}

// table is the log as columns.
func (l *log) table() *weblog.Table {
	b := weblog.NewBuilder(0)
	for i := range l.requests {
		b.Add(0, &l.requests[i])
	}
	return weblog.Merge([]*weblog.Builder{b}, sources, weblog.NewSites(nil))
}

// findings runs the detector and seals what it reports.
func (l *log) findings(tb testing.TB) []*finding.Finding {
	tb.Helper()
	var found []*finding.Finding
	err := probe.Detector.Run(context.Background(), &detect.Pass{
		Election: &election.Election{}, Observations: l, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Report: func(f *finding.Finding) { f.Seal(); found = append(found, f) },
	})
	if err != nil {
		tb.Fatal(err)
	}
	return found
}

// maker makes logs.
type maker struct {
	*rand.Rand
	out []request.Request
}

func newMaker(seed uint64) *maker { return &maker{Rand: rand.New(rand.NewPCG(seed, 7))} }

// log puts what was made in order of time.
func (m *maker) log() *log {
	slices.SortStableFunc(m.out, func(a, b request.Request) int { return cmp.Compare(a.Time, b.Time) })
	for i := range m.out {
		m.out[i].Row, m.out[i].Offset, m.out[i].Length = int64(i+1), int64(i)*200, 199
	}
	return &log{m.out}
}

const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:60.0) Gecko/20100101 Firefox/60.0"

// hit is one request; sec counts from start.
func (m *maker) hit(sec float64, client, method, path, query string, status int32, size int64) *request.Request {
	m.out = append(m.out, request.Request{
		Time: start*1e6 + int64(sec*1e6), Client: client, Method: method, Path: path, Query: query, Status: status, Bytes: size,
		Protocol: "HTTP/1.1", Duration: request.Unknown, Agent: firefox,
	})
	return &m.out[len(m.out)-1]
}

// visitors are n people over so many seconds, who load pages with assets,
// follow links, and now and then find one broken.
func (m *maker) visitors(n int, seconds float64) {
	pages := []string{"/", "/noticias", "/propuestas", "/candidatos", "/debate", "/contacto"}
	for i := range n {
		client := fmt.Sprintf("10.%d.%d.%d", i>>12, i>>4&255, i&15+m.IntN(8)*16)
		at := m.Float64() * seconds
		for k := range 1 + m.IntN(5) {
			page := pages[m.IntN(len(pages))]
			r := m.hit(at, client, "GET", page, "", 200, 20_000+int64(len(page))*100)
			if k > 0 {
				r.Referer = "https://example.org/"
			}
			for _, a := range []string{"/a.css", "/b.js", "/c.png"} {
				m.hit(at+0.3, client, "GET", a, "", 200, 900).Referer = "https://example.org" + page
			}
			if m.IntN(30) == 0 {
				m.hit(at+1, client, "GET", fmt.Sprintf("/viejo/%d.html", m.IntN(40)), "", 404, 512).Referer = "https://example.org" + page
			}
			at += 5 + m.ExpFloat64()*40
		}
	}
}

// of is a result's probe of a family, nil where there is none.
func ofFamily(res *probe.Result, f probe.Family) *probe.Probe {
	for i := range res.Probes {
		if res.Probes[i].Family == f {
			return &res.Probes[i]
		}
	}
	return nil
}
