package probe_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/unveil-project/unveil/internal/detect/probe"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/weblog"
)

// wide is a log of n requests by n addresses, with a new path or query in
// every second one, a twentieth of them not there.
func wide(n int) *weblog.Table {
	r := rand.New(rand.NewPCG(1, 2))
	b := weblog.NewBuilder(0)
	words := []string{"noticias", "elecciones", "debate", "resultados", "estado", "propuestas", "video", "galeria"}
	for i := range n {
		ip := r.Uint32()
		q := request.Request{
			Time: int64(1_500_000_000+i/200) * 1e6, Client: fmt.Sprintf("%d.%d.%d.%d", ip>>24, ip>>16&255, ip>>8&255, ip&255),
			Method: "GET", Protocol: "HTTP/1.1", Status: 200, Bytes: int64(r.IntN(40_000)), Duration: request.Unknown,
			Path:  "/" + words[r.IntN(len(words))] + "/index.html",
			Agent: fmt.Sprintf("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Safari/537.36", 80+r.IntN(40)),
		}
		switch i % 4 {
		case 0:
			q.Path = fmt.Sprintf("/%s/2018/06/%s-%d.html", words[r.IntN(len(words))], words[r.IntN(len(words))], i)
		case 2:
			q.Query = fmt.Sprintf("utm_source=twitter&utm_campaign=%s&id=%d", words[r.IntN(len(words))], i)
		}
		if r.IntN(20) == 0 {
			q.Status = 404
		}
		b.Add(0, &q)
	}
	return weblog.Merge([]*weblog.Builder{b}, []source.Info{{Name: "access.log", SHA256: "aa"}}, weblog.NewSites(nil))
}

// BenchmarkScan scans a million requests of a million addresses with half a
// million different paths and queries.
func BenchmarkScan(b *testing.B) {
	t := wide(1_000_000)
	b.ReportAllocs()
	for b.Loop() {
		probe.Scan(t, probe.Options{})
	}
}

// BenchmarkScanSmall is what a scan costs before the first request.
func BenchmarkScanSmall(b *testing.B) {
	t := wide(100)
	b.ReportAllocs()
	for b.Loop() {
		probe.Scan(t, probe.Options{})
	}
}

// BenchmarkBurst is what the tools and the reconnaissance of one burst of a
// million requests cost.
func BenchmarkBurst(b *testing.B) {
	t := wide(1_000_000)
	w := weblog.Window{Site: weblog.AllSites, From: 1_500_002_500, To: 1_500_003_400}
	hostile := func(c uint32) bool { return c%2 == 0 }
	b.ReportAllocs()
	for b.Loop() {
		probe.Tools(t, w, hostile)
		probe.FindRecon(t, w, hostile)
	}
}
