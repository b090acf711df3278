package outage_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/unveil-project/unveil/internal/outage"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/weblog"
)

type log struct {
	b *weblog.Builder
	n int64
}

func (l *log) put(sec int64, client string, status int32, micros int64) {
	l.n++
	l.b.Add(0, &request.Request{
		Where: source.Where{Offset: l.n * 100, Length: 99}, Time: sec * 1e6, Client: client, Method: "GET", Path: "/",
		Status: status, Bytes: 1, Duration: micros,
	})
}

func (l *log) table() *weblog.Table {
	return weblog.Merge([]*weblog.Builder{l.b}, []source.Info{{Name: "a.log", SHA256: "aa"}}, weblog.NewSites(nil))
}

const from, to = 10_000, 10_600

func question(t *weblog.Table) outage.Question {
	return outage.Question{
		Table: t, Burst: weblog.Window{Site: weblog.AllSites, From: from, To: to},
		Usual: []weblog.Window{{Site: weblog.AllSites, From: 0, To: from}},
	}
}

// ordinary has a visit of one request each second.
func ordinary() *log {
	l := &log{b: weblog.NewBuilder(0)}
	for i := range int64(from) {
		status := int32(200)
		if i%100 == 99 {
			status = 500
		}
		l.put(i, fmt.Sprintf("10.0.%d.%d", i/250, i%250), status, 20_000)
	}
	return l
}

func TestConsequences(t *testing.T) {
	l := ordinary()
	for i := range int64(100) {
		l.put(from+i, fmt.Sprintf("10.0.0.%d", i), 200, 50_000) // known, served
		l.put(from+i, fmt.Sprintf("192.0.2.%d", i), 429, 1_000) // hostile
	}
	for i := range int64(25) { // known, not served in 25 s
		l.put(from+100+i, fmt.Sprintf("10.0.1.%d", i), 503, 1_000_000)
	}
	l.put(from+125, "10.0.2.1", 200, 50_000)
	for i := int64(126); i < 200; i++ { // then 400 s of silence
		l.put(from+i, "10.0.2.1", 200, 50_000)
	}
	l.put(to, "10.0.2.1", 200, 50_000)
	table := l.table()
	q := question(table)
	q.Hostile = func(c uint32) bool { return table.Clients.Text(c)[:3] == "192" }
	want := &outage.Consequence{
		Failed: 125.0 / 300, FailedVisitors: 25.0 / 200, FailedUsual: 0.01, Known: 126, KnownServed: 101.0 / 126,
		Latency: 50, LatencyUsual: 20, LatencyP95: 1000, LatencyP95Usual: 20, LatencyKnown: true,
		Status: []outage.Status{{200, 175.0 / 300, 0.99}, {429, 100.0 / 300, 0}, {500, 0, 0.01}, {503, 25.0 / 300, 0}},
		Outages: []outage.Outage{
			{From: from + 100, To: from + 125, Failed: 1},
			{From: from + 200, To: to, Failed: 1, Silent: true, Chance: math.Exp(-400)},
		},
	}
	if d := cmp.Diff(want, outage.Assess(q), cmpopts.EquateApprox(1e-9, 0)); d != "" {
		t.Errorf("consequences (-want +got):\n%s", d)
	}
}

func TestSilenceThatIsChance(t *testing.T) {
	l := &log{b: weblog.NewBuilder(0)}
	for i := int64(0); i < from; i += 100 { // a visit in 100 s
		l.put(i, fmt.Sprintf("10.0.%d.%d", i/25000, i/100%250), 200, request.Unknown)
	}
	l.put(from, "10.9.0.1", 200, request.Unknown)
	l.put(from+500, "10.9.0.2", 200, request.Unknown) // e⁻⁵ is chance
	c := outage.Assess(question(l.table()))
	if len(c.Outages) > 0 || c.LatencyKnown {
		t.Errorf("consequences are %+v", c)
	}
}

// TestTheEndOfTheLogIsNoSilence: nothing follows, so nothing is known.
func TestTheEndOfTheLogIsNoSilence(t *testing.T) {
	l := ordinary()
	l.put(from+5, "10.0.0.1", 200, 1)
	if c := outage.Assess(question(l.table())); len(c.Outages) > 0 {
		t.Errorf("outages are %+v", c.Outages)
	}
}

func TestFewFailuresAreNoOutage(t *testing.T) {
	l := ordinary()
	for i := range int64(600) {
		status := int32(200)
		if i%5 == 0 || i >= 300 && i < 308 { // a fifth all the time; eight seconds in a row
			status = 500
		}
		l.put(from+i, fmt.Sprintf("10.0.0.%d", i%250), status, 1)
	}
	if c := outage.Assess(question(l.table())); len(c.Outages) > 0 {
		t.Errorf("outages are %+v", c.Outages)
	}
}

func TestNothing(t *testing.T) {
	l := &log{b: weblog.NewBuilder(0)}
	if d := cmp.Diff(&outage.Consequence{}, outage.Assess(question(l.table()))); d != "" {
		t.Errorf("consequences (-want +got):\n%s", d)
	}
}

func BenchmarkAssess(b *testing.B) {
	l := ordinary()
	for i := range int64(300_000) {
		l.put(from+i/500, fmt.Sprintf("10.%d.%d.%d", i%7, i/7%250, i%250), 200+int32(i%3)*150, i%100_000)
	}
	q := question(l.table())
	for b.Loop() {
		outage.Assess(q)
	}
}
