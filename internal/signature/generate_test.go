package signature_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/signature"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/weblog"
)

// world makes logs whose truth is known. Attackers live in 198.18.0.0/15,
// people in 203.0.113.0/24 and 10.0.0.0/8.
type world struct {
	r       *rand.Rand
	hits    []request.Request
	planted map[string]bool // addresses of the attack
}

const (
	start    = int64(1_900_000_000)
	burstAt  = start + 2*86400
	burstFor = 600
)

var (
	pages         = []string{"/", "/", "/noticias/gana-la-primera-vuelta-en/17", "/noticias/otra-nota-de-la-campana/18", "/propuestas", "/agenda/2030", "/donar", "/contacto"}
	browserAgents = []string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1",
		"Mozilla/5.0 (Linux; Android 13; SM-A536B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Mobile Safari/537.36",
		"Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0",
		"Mozilla/5.0 (Linux; Android 12; moto g52) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0.0.0 Mobile Safari/537.36",
	}
)

func newWorld(seed uint64) *world {
	return &world{r: rand.New(rand.NewPCG(seed, 7)), planted: map[string]bool{}}
}

// put adds one request with the usual values of a browser.
func (w *world) put(at float64, client, path string, change func(*request.Request)) {
	h := request.Request{
		Time: int64(at * 1e6), Client: client, Method: "GET", Path: path, Protocol: "HTTP/2.0", Status: 200,
		Bytes: 1000, Duration: request.Unknown,
	}
	h.Offset = int64(len(w.hits)) * 200
	if change != nil {
		change(&h)
	}
	w.hits = append(w.hits, h)
}

func pick(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }

// person visits a few pages as a browser does.
func (w *world) person(at float64, client, landing string) {
	agent, protocol := pick(w.r, browserAgents), pick(w.r, []string{"HTTP/2.0", "HTTP/2.0", "HTTP/2.0", "HTTP/1.1"})
	referer := pick(w.r, []string{"", "https://www.google.com/", "https://t.co/x", ""})
	for i := range 1 + w.r.IntN(4) {
		page := pick(w.r, pages)
		if i == 0 && landing != "" {
			page = landing
		}
		w.put(at, client, page, func(h *request.Request) { h.Agent, h.Referer, h.Protocol = agent, referer, protocol })
		for range w.r.IntN(4) {
			at += 0.1
			w.put(at, client, pick(w.r, []string{"/a.css", "/a.js", "/logo.png"}), func(h *request.Request) { h.Agent, h.Referer = agent, "https://example.org"+page })
		}
		referer = "https://example.org" + page
		at += 5 + 40*w.r.Float64()
	}
}

// ordinary fills two days with n visits, and the burst at the same rate.
func (w *world) ordinary(n int) {
	for range n {
		client := fmt.Sprintf("10.%d.%d.%d", w.r.IntN(40), w.r.IntN(250), w.r.IntN(250))
		w.person(float64(start)+w.r.Float64()*(2*86400+burstFor), client, "")
	}
}

// crowd is n people whom a broadcast sent to a page.
func (w *world) crowd(n int, landing string) {
	for range n {
		client := fmt.Sprintf("10.%d.%d.%d", w.r.IntN(40), w.r.IntN(250), w.r.IntN(250))
		w.person(float64(burstAt)+w.r.Float64()*(burstFor-120), client, landing)
	}
}

// flood is n requests of some addresses.
func (w *world) flood(n, addresses int, path func() string, change func(*request.Request)) {
	for range n {
		k := w.r.IntN(addresses)
		client := fmt.Sprintf("198.%d.%d.%d", 18+k%2, k/2%256, k/512%256)
		w.planted[client] = true
		w.put(float64(burstAt)+w.r.Float64()*burstFor, client, path(), change)
	}
}

func (w *world) table(tb testing.TB) *weblog.Table {
	tb.Helper()
	b := weblog.NewBuilder(0)
	for i := range w.hits {
		b.Add(0, &w.hits[i])
	}
	return weblog.Merge([]*weblog.Builder{b}, []source.Info{{Name: "a.log", SHA256: "aa"}}, weblog.NewSites(nil))
}

// question asks about the burst, with a judge of addresses who misses some and
// takes a few people for machines.
func (w *world) question(t *weblog.Table, missed, wrong float64) signature.Question {
	return signature.Question{
		Table: t, Burst: weblog.Window{Site: weblog.AllSites, From: burstAt, To: burstAt + burstFor},
		Usual: []weblog.Window{{Site: weblog.AllSites, From: start, To: burstAt}},
		Hostile: func(client uint32) bool {
			s := t.Clients.Text(client)
			luck := float64(weblog.Hash("luck"+s)>>11) / (1 << 53)
			if w.planted[s] {
				return luck >= missed
			}
			return luck < wrong
		},
	}
}

// families are attacks, with the least precision and recall by which a
// signature's rows must find theirs.
var families = []struct {
	name              string
	make              func(w *world)
	precision, recall float64
	visitors          float64 // most of the burst's visitors that it may match
	field             string  // one that the signature must have; "" for any
	distributed       bool
}{
	{"thick", func(w *world) {
		w.flood(30_000, 20, func() string { return "/" }, func(h *request.Request) { h.Agent, h.Protocol = browserAgents[0], "HTTP/1.1" })
	}, 0.999, 0.99, 0.01, "", false},
	{"thin", func(w *world) {
		w.flood(15_000, 6000, func() string { return "/" }, func(h *request.Request) {
			h.Agent, h.Protocol = "Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/58.0.3029.110 Safari/537.36", "HTTP/1.1"
		})
	}, 0.999, 0.99, 0.01, "", true},
	{"thin-like-browsers", func(w *world) {
		w.flood(15_000, 6000, func() string { return "/" }, func(h *request.Request) { h.Agent, h.Protocol = pick(w.r, browserAgents), "HTTP/1.1" })
	}, 0.99, 0.75, 0.03, signature.Protocol, true},
	{"cache-buster", func(w *world) {
		w.flood(20_000, 1500, func() string { return "/" }, func(h *request.Request) {
			h.Agent, h.Query = pick(w.r, browserAgents), fmt.Sprint(1_000_000+w.r.IntN(1e9))
		})
	}, 0.999, 0.99, 0.01, signature.Shape, true},
	{"random-path", func(w *world) {
		w.flood(20_000, 1500, func() string {
			var b [7]byte
			b[0] = '/'
			for i := 1; i < 7; i++ {
				b[i] = byte('A' + w.r.IntN(26))
			}
			return string(b[:])
		}, func(h *request.Request) { h.Agent = pick(w.r, browserAgents); h.Status = 404 })
	}, 0.999, 0.99, 0.01, signature.PathForm, true},
	{"agent-cycling", func(w *world) {
		w.flood(20_000, 1200, func() string { return "/donar" }, func(h *request.Request) {
			h.Agent = fmt.Sprintf("Mozilla/5.0 (Windows NT %d.%d) Gecko/%d Thing/%d.%d", w.r.IntN(10), w.r.IntN(9), w.r.IntN(1e6), w.r.IntN(90), w.r.IntN(9))
		})
	}, 0.999, 0.99, 0.01, "", true},
	{"pingback", func(w *world) {
		w.flood(20_000, 3000, func() string { return "/" }, func(h *request.Request) {
			h.Agent = fmt.Sprintf("WordPress/%d.%d; http://blog%d.example.net; verifying pingback from 192.0.2.77", 3+w.r.IntN(3), w.r.IntN(10), w.r.IntN(3000))
			h.Protocol = "HTTP/1.0"
		})
	}, 0.999, 0.99, 0.01, "", true},
	{"thin-with-crowd", func(w *world) {
		w.crowd(4000, "/donar")
		w.flood(15_000, 6000, func() string { return "/donar" }, func(h *request.Request) { h.Agent, h.Protocol = browserAgents[1], "HTTP/1.1" })
	}, 0.99, 0.98, 0.05, "", true},
	{"cache-buster-with-crowd", func(w *world) {
		w.crowd(6000, "/")
		w.flood(10_000, 3000, func() string { return "/" }, func(h *request.Request) {
			h.Agent, h.Query = pick(w.r, browserAgents), fmt.Sprintf("v=%d&utm_source=tv", w.r.IntN(1e9))
		})
	}, 0.99, 0.98, 0.01, signature.Shape, true},
	{"random-referers", func(w *world) {
		w.flood(15_000, 4000, func() string { return "/agenda/2030" }, func(h *request.Request) {
			h.Agent = pick(w.r, browserAgents)
			h.Referer = fmt.Sprintf("http://%s%d.example.com/", strings.Repeat("x", 1+w.r.IntN(9)), w.r.IntN(1e6))
		})
	}, 0.98, 0.9, 0.02, "", true},
}

func build(tb testing.TB, family int, seed uint64) (*world, *weblog.Table) {
	w := newWorld(seed)
	w.ordinary(6000)
	families[family].make(w)
	return w, w.table(tb)
}
