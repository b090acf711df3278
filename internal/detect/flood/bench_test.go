package flood_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/unveil-project/unveil/internal/request"
)

// strangers is n requests over a day, every one from another address, with a
// tenth of them in one burst of fifteen minutes.
func strangers(n int) *log {
	r := rand.New(rand.NewPCG(1, 2))
	rs := make([]request.Request, n)
	for i := range rs {
		at := r.Float64() * 86400
		if i%10 == 0 {
			at = 50000 + r.Float64()*900
		}
		ip := r.Uint32()
		rs[i] = request.Request{
			Time: zero.UnixMicro() + int64(at)*1e6, Site: "candidata.example.org", Method: "GET", Protocol: "HTTP/1.1",
			Client: fmt.Sprintf("%d.%d.%d.%d", ip>>24, ip>>16&255, ip>>8&255, ip&255),
			Path:   pages[r.IntN(len(pages))], Status: 200, Agent: browsers[r.IntN(len(browsers))],
		}
	}
	return newLog(rs)
}

func BenchmarkStrangers(b *testing.B) {
	l := strangers(1_000_000)
	b.ReportAllocs()
	for b.Loop() {
		detectIn(b, l, nil)
	}
	b.ReportMetric(float64(b.N)*1e6/b.Elapsed().Seconds(), "requests/s")
}

// BenchmarkBursts judges a log with a crowd and three floods.
func BenchmarkBursts(b *testing.B) {
	m := newMaker(7)
	m.organic(0, 38*3600, 300)
	m.crowd(30*3600, 8000, 200, 600, 0)
	m.flood(26*3600, 600, 5000, 3, "/", false)
	m.flood(33*3600, 900, 60, 900, "/", true)
	m.flood(36*3600, 300, 20000, 4, "/noticias", false)
	l := newLog(m.out)
	b.ReportAllocs()
	for b.Loop() {
		detectIn(b, l, nil)
	}
	b.ReportMetric(float64(b.N)*float64(len(l.requests))/b.Elapsed().Seconds(), "requests/s")
}

// TestMemory holds what the detector allocates, its table of a million rows
// and as many addresses included, where every address is another and all of
// them are in bursts.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("a million requests")
	}
	l := strangers(1_000_000)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	detectIn(t, l, nil)
	runtime.ReadMemStats(&after)
	const bound = 220 << 20
	if used := after.TotalAlloc - before.TotalAlloc; used > bound {
		t.Errorf("allocated %d MB in all for a million addresses, want at most %d", used>>20, bound>>20)
	}
}
