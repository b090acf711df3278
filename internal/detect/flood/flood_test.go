package flood_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/detect/flood"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

// verdicts of all findings, in order.
func verdicts(found []*finding.Finding) []string {
	var vs []string
	for _, f := range found {
		vs = append(vs, verdictOf(f))
	}
	return vs
}

func TestVerdicts(t *testing.T) {
	const at = 30 * 3600.0
	for _, c := range []struct {
		name       string
		fill       func(*maker)
		want       []string
		confidence finding.Confidence
		innocent   string // explanation that fits the data
	}{
		{"nothing", func(*maker) {}, nil, "", ""},
		{"ordinary", func(m *maker) { m.organic(0, 38*3600, 60) }, nil, "", ""},
		{"crowd", func(m *maker) {
			m.organic(0, 38*3600, 60)
			m.crowd(at, 2000, 120, 400, 0)
		}, []string{"crowd"}, finding.Moderate, "televised-call"},
		{"flood", func(m *maker) {
			m.organic(0, 38*3600, 60)
			m.flood(at, 600, 3000, 3, "/", true)
		}, []string{"attack"}, finding.Moderate, ""},
		{"flood with a week of history", func(m *maker) {
			m.organic(-5*86400, 38*3600, 20)
			m.flood(at, 600, 3000, 3, "/", true)
		}, []string{"attack"}, finding.High, ""},
		{"log of the flood alone", func(m *maker) {
			m.flood(at, 20, 50, 100, "/", true)
		}, []string{"attack"}, finding.Low, ""},
		{"log of a crowd alone", func(m *maker) {
			m.crowd(at, 900, 40, 10, 0)
		}, []string{"crowd"}, finding.Low, "televised-call"},
		{"search engine", func(m *maker) {
			m.organic(0, 38*3600, 60)
			for k := range 3000 {
				m.ask(at+float64(k)/5, "10.254.3.7", pages[k%len(pages)], "", "", "examplebot/2.1 (+https://example.org/bot)", "HTTP/1.1", 200)
			}
		}, []string{"unclear"}, finding.Low, "crawler"},
		{"people who try again", func(m *maker) {
			m.organic(0, 38*3600, 60)
			for range 1500 {
				client, agent := m.address(m.r.IntN(1<<15)), browsers[m.r.IntN(len(browsers))]
				for k := range 4 {
					m.ask(at+m.r.Float64()*600+float64(k)*20, client, "/", "", "", agent, "HTTP/2.0", 503)
				}
			}
		}, []string{"unclear"}, finding.Low, "retry-storm"},
		{"flood of ever new paths", func(m *maker) {
			m.organic(0, 38*3600, 60)
			for k := range 20000 {
				m.ask(at+float64(k)/60, m.address(k%60), "/"+strconv.Itoa(m.r.IntN(1<<30)), "", "", browsers[k%5], "HTTP/1.1", 404)
			}
		}, []string{"attack"}, finding.Moderate, ""},
		{"scan by name", func(m *maker) {
			m.organic(0, 38*3600, 60)
			for k := range 20000 {
				m.ask(at+float64(k)/60, "198.51.100.77", "/login", "user=1", "", "sqlmap/1.8", "HTTP/1.1", 200)
			}
		}, []string{"unclear"}, finding.Low, "scan"},
		{"self-refreshing page", func(m *maker) {
			m.organic(0, 38*3600, 60)
			m.refresh(at, 800, 30, true)
		}, []string{"crowd"}, finding.Moderate, "self-refreshing-page"},
		{"many people behind few addresses", func(m *maker) {
			m.organic(0, 38*3600, 60)
			before := len(m.out)
			m.crowd(at, 2000, 120, 400, 0)
			m.share(before, 5)
		}, []string{"crowd"}, finding.Moderate, "shared-address"},
		{"the site's own machine", func(m *maker) {
			m.organic(0, 38*3600, 60)
			for k := range 20000 {
				m.ask(at+float64(k)/60, "127.0.0.1", "/healthz", "", "", "probe/1.2", "HTTP/1.1", 200)
			}
		}, []string{"unclear"}, finding.Low, "own-machines"},
		{"job on four nights", func(m *maker) {
			m.organic(-4*86400, 38*3600, 20)
			for d := range 4 {
				m.job(at-float64(d)*86400, 1)
			}
		}, []string{"unclear", "unclear", "unclear", "unclear"}, finding.Low, "scheduled-job"},
		{"job on two nights", func(m *maker) {
			m.organic(-4*86400, 38*3600, 20)
			m.job(at, 8)
			m.job(at-86400, 8)
		}, []string{"attack", "attack"}, finding.High, ""},
		{"all by way of one proxy", func(m *maker) {
			m.organic(0, 38*3600, 60)
			m.crowd(at, 12000, 120, 200, 0)
			for i := range m.out {
				m.out[i].Client = "203.0.113.1"
			}
		}, []string{"unclear"}, finding.Low, ""},
		{"one burst and nothing else", func(m *maker) {
			m.flood(at, 10, 20000, 1, "/", false)
		}, []string{"unclear"}, finding.Low, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newMaker(11)
			c.fill(m)
			found := detectIn(t, newLog(m.out), nil)
			if diff := cmp.Diff(c.want, verdicts(found)); diff != "" {
				t.Errorf("verdicts (-want +got):\n%s", diff)
				for _, f := range found {
					t.Log(render(f))
				}
				return
			}
			if len(found) == 0 {
				return
			}
			f := found[0]
			if f.Confidence != c.confidence {
				t.Errorf("confidence %q, want %q", f.Confidence, c.confidence)
			}
			i := slices.IndexFunc(f.Innocent, func(e finding.Explanation) bool { return e.Name == c.innocent })
			if c.innocent != "" && f.Innocent[i].Outcome != finding.Supported {
				t.Errorf("%s is %q, want it to fit the data", c.innocent, f.Innocent[i].Outcome)
			}
		})
	}
}

// TestSites holds that files of one site are one, that its other names are,
// and that a log without site names says so.
func TestSites(t *testing.T) {
	m := newMaker(3)
	m.organic(0, 38*3600, 40)
	m.flood(30*3600, 600, 3000, 3, "/", false)
	l := newLog(m.out)
	l.sources = append(l.sources, source.Info{Name: "b.log", Kind: source.Requests, Site: "www.candidata.example.org"})
	l.of = make([]int, len(l.requests))
	for i := range l.requests {
		l.of[i] = i % 2
		if i%2 == 1 {
			l.requests[i].Site = ""
		}
	}
	e := &election.Election{Sites: []election.Site{{Host: "candidata.example.org", Names: []string{"www.candidata.example.org"}}}}
	found := detectIn(t, l, e)
	if len(found) != 1 || found[0].Subject != "candidata.example.org" || measure(found[0], "requests") < 9000 {
		t.Fatalf("two files of one site are not one: %v", verdicts(found))
	}
	for i := range l.requests {
		l.requests[i].Site, l.of[i] = "", 0
	}
	if f := detectIn(t, l, e); len(f) != 1 || f[0].Subject != "access.log" {
		t.Errorf("a log without sites gives %v", verdicts(f))
	}
}

// TestMembers holds that the planted addresses are found among ordinary ones
// and that a crowd has no members.
func TestMembers(t *testing.T) {
	m := newMaker(5)
	m.organic(0, 38*3600, 60)
	m.crowd(30*3600, 1500, 120, 400, 0)
	planted := m.flood(34*3600, 600, 2000, 3, "/noticias", false)
	found := detectIn(t, newLog(m.out), debate(m.when(30*3600)))
	if diff := cmp.Diff([]string{"crowd", "attack"}, verdicts(found)); diff != "" {
		for _, f := range found {
			t.Log(f.Start, f.End, render(f))
		}
		t.Fatal(diff)
	}
	if found[0].Members != nil {
		t.Errorf("a crowd has members: %v", found[0].Members.IDs[:3])
	}
	ids := found[1].Members.IDs
	if !slices.IsSorted(ids) {
		t.Error("members are not sorted")
	}
	hits := 0
	for _, id := range planted {
		if _, ok := slices.BinarySearch(ids, id); ok {
			hits++
		}
	}
	if hits < 1990 || len(ids) > hits+20 {
		t.Errorf("%d of %d members are planted, of 2,000", hits, len(ids))
	}
}

// TestClock holds that rounded times are called that.
func TestClock(t *testing.T) {
	m := newMaker(2)
	m.organic(0, 38*3600, 40)
	for i := range m.out {
		m.out[i].Time -= m.out[i].Time % 60e6
	}
	found := detectIn(t, newLog(m.out), nil)
	if len(found) != 1 || found[0].Verdict != "" || found[0].Likelihood != nil || found[0].Headline.Key != "flood.clock-note.second" {
		t.Errorf("times rounded to minutes give %v", verdicts(found))
	}
}

// TestTexts holds that every sentence of a finding is in both languages with
// all of its arguments, and that two runs give the same, id included.
func TestTexts(t *testing.T) {
	for family := range families {
		s := makeScenario(family, 1)
		first := detectIn(t, s.log, debate(m0(s)))
		if diff := cmp.Diff(first, detectIn(t, s.log, debate(m0(s)))); diff != "" {
			t.Errorf("%s: two runs differ:\n%s", families[family].name, diff)
		}
		for _, f := range first {
			for _, l := range lang.Langs() {
				p := lang.Printer{Lang: l, Catalogue: finding.Catalogue}
				for _, m := range messages(f) {
					if s := p.Print(m); strings.ContainsAny(s, "{}[") {
						t.Errorf("%s in %s: %s", m.Key, l, s)
					}
				}
			}
		}
	}
}

// TestHostile holds that nothing that a log can hold breaks the detector.
func TestHostile(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	junk := []string{"", "\xff\xfe", strings.Repeat("a", 4000), "{x}", "::", "fe80::1%eth0", "2001:db8::7", "a.b.c.example", "/%00.css", "."}
	pick := func() string { return junk[r.IntN(len(junk))] }
	times := []int64{-1 << 62, -1, 0, 1 << 40, 2e15, 1 << 62, zero.UnixMicro()}
	for range 20 {
		var rs []request.Request
		for range 3000 {
			at := times[r.IntN(len(times))]
			if r.IntN(2) == 0 {
				at = zero.UnixMicro() + r.Int64N(1e9)
			}
			rs = append(rs, request.Request{
				Time: at, Client: pick(), Site: pick(), Method: pick(), Path: pick(), Query: pick(),
				Protocol: pick(), Status: int32(r.IntN(2000)) - 500, Referer: pick(), Agent: pick(),
			})
		}
		for _, f := range detectIn(t, newLog(rs), nil) {
			if _, err := json.Marshal(f); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestCancelled holds that an error of reading ends the run and is wrapped.
func TestCancelled(t *testing.T) {
	m := newMaker(2)
	m.organic(0, 3600, 40)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := flood.Detector.Run(ctx, &detect.Pass{
		Election: &election.Election{}, Observations: newLog(m.out),
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Report: func(*finding.Finding) {},
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
