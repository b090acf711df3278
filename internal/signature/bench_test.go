package signature_test

import (
	"fmt"
	"testing"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/signature"
)

// BenchmarkFind asks about a burst of 300,000 requests and about as many of
// ordinary time.
func BenchmarkFind(b *testing.B) {
	for _, c := range []struct {
		name      string
		addresses int
		change    func(w *world) func(*request.Request)
	}{
		{"few-addresses", 200, func(w *world) func(*request.Request) {
			return func(h *request.Request) { h.Agent = pick(w.r, browserAgents) }
		}},
		{"thin", 60_000, func(w *world) func(*request.Request) {
			return func(h *request.Request) { h.Agent, h.Protocol = pick(w.r, browserAgents), "HTTP/1.1" }
		}},
		{"every-path-and-agent-another", 60_000, func(w *world) func(*request.Request) {
			return func(h *request.Request) {
				h.Path, h.Agent = fmt.Sprintf("/%08x/%d", w.r.Uint32(), w.r.IntN(1e6)), fmt.Sprintf("x/%d", w.r.IntN(1e6))
			}
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			w := newWorld(1)
			w.ordinary(50_000)
			w.flood(300_000, c.addresses, func() string { return "/" }, c.change(w))
			q := w.question(w.table(b), 0.25, 0.01)
			b.ReportAllocs()
			for b.Loop() {
				signature.Find(q)
			}
		})
	}
}

// BenchmarkSmallBurstOfALargeLog asks about 3,000 requests in a log of 600,000
// addresses, most of them of another day.
func BenchmarkSmallBurstOfALargeLog(b *testing.B) {
	w := newWorld(1)
	for i := range 600_000 {
		w.put(float64(start)+float64(i%86400), fmt.Sprintf("10.%d.%d.%d", i>>16, i>>8&255, i&255), pick(w.r, pages), nil)
	}
	w.ordinary(10_000)
	w.flood(3000, 600, func() string { return "/" }, nil)
	q := w.question(w.table(b), 0.25, 0.01)
	q.Usual[0].From = burstAt - 86400
	b.ReportAllocs()
	for b.Loop() {
		signature.Find(q)
	}
}
