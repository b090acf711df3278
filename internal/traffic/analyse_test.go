package traffic_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/intake"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/traffic"
	"github.com/unveil-project/unveil/internal/weblog"
)

var night = time.Date(2018, 6, 12, 20, 0, 0, 0, time.UTC)

// made is two hours of a site with a flood of its search page from many
// addresses, which begins 70 minutes in and lasts for five.
func made() []request.Request {
	r := rand.New(rand.NewPCG(7, 7))
	var all []request.Request
	add := func(at time.Time, client, method, path, query string, status int32, referer, agent string) {
		all = append(all, request.Request{
			Where: source.Where{Offset: int64(len(all)) * 100, Length: 99}, Time: at.UnixMicro(), Client: client, Method: method, Path: path, Query: query,
			Status: status, Bytes: 5000, Referer: referer, Agent: agent, Protocol: "HTTP/1.1", Duration: 40_000,
		})
	}
	const browser = "Mozilla/5.0 (Windows NT 10.0) Firefox/60.0"
	for s := 0; s < 7200; s += 4 {
		client, page := fmt.Sprintf("203.0.113.%d", r.IntN(200)), fmt.Sprintf("/noticias/%d", r.IntN(20))
		at := night.Add(time.Duration(s) * time.Second)
		add(at, client, "GET", page, "", 200, "https://red.example/", browser)
		add(at, client, "GET", "/estilo.css", "", 200, "https://voto.example"+page, browser)
		add(at.Add(time.Second), client, "GET", "/sitio.js", "", 200, "https://voto.example"+page, browser)
	}
	for i := range 6000 {
		at := night.Add(70*time.Minute + time.Duration(i)*50*time.Millisecond)
		status := []int32{200, 200, 503}[r.IntN(3)]
		add(at, fmt.Sprintf("198.51.%d.%d", i%10, i%251), "GET", "/buscar", fmt.Sprintf("q=%d", r.IntN(1e6)), status, "", "Mozilla/5.0 (X11) Chrome/41.0")
	}
	return all
}

func analyse(t *testing.T, requests []request.Request, builders int, o traffic.Options) *traffic.Report {
	t.Helper()
	var bs []*weblog.Builder
	for range builders {
		bs = append(bs, weblog.NewBuilder(0))
	}
	for i := range requests {
		bs[i/100%builders].Add(0, &requests[i])
	}
	info := source.Info{Name: "access.log", SHA256: "aa", Kind: source.Requests, Format: "combined", Read: int64(len(requests)), Kept: int64(len(requests)), Start: night, End: night.Add(2 * time.Hour)}
	table := weblog.Merge(bs, []source.Info{info}, weblog.NewSites(nil))
	o.Printer = lang.Printer{Catalogue: lang.Merge(finding.Catalogue, finding.TrafficNames)}
	an, err := traffic.Analyse(context.Background(), table, []intake.LogResult{{Result: intake.Result{Info: info}, Formats: map[string]int64{"combined": info.Kept}}}, o)
	if err != nil {
		t.Fatal(err)
	}
	return an.Report
}

func TestAFloodIsToldInFull(t *testing.T) {
	e := &election.Election{Calendar: []election.Event{
		{Kind: election.Debate, Name: "debate", Start: night.Add(time.Hour), End: night.Add(2 * time.Hour)},
		{Kind: election.Mailing, Name: "mail", Start: night.Add(69 * time.Minute), End: night.Add(69 * time.Minute)},
	}}
	r := analyse(t, made(), 1, traffic.Options{Election: e, Offset: 2 * time.Second})
	if len(r.Bursts) != 1 {
		t.Fatalf("%d bursts", len(r.Bursts))
	}
	b := r.Bursts[0]
	if b.Verdict != finding.Attack || b.Start.Sub(night) < 69*time.Minute || b.Start.Sub(night) > 71*time.Minute || b.Requests < 6000 || b.Requests > 6400 {
		t.Errorf("%s from %s with %d requests", b.Verdict, b.Start, b.Requests)
	}
	var delays []float64
	for _, ev := range b.Timeline {
		delays = append(delays, ev.Delay-b.Start.Sub(night.Add(70*time.Minute)).Seconds())
	}
	if d := cmp.Diff([]float64{62, 602}, delays); d != "" {
		t.Errorf("seconds from each event (-want +got):\n%s", d)
	}
	if b.Signature == nil || b.Signature.Coverage < 0.95 || b.Signature.Collateral > 0.01 {
		t.Errorf("signature %+v", b.Signature)
	}
	if c := b.Consequence; c.Failed < 0.3 || c.Failed > 0.36 || c.FailedUsual != 0 || !c.LatencyKnown || c.Latency != 40 {
		t.Errorf("consequences %+v", c)
	}
	if sum := b.AttackRequests + b.CrowdRequests + b.OtherRequests; sum > float64(b.Requests) {
		t.Errorf("parts add up to %.0f of %d", sum, b.Requests)
	}
	var total int64
	for _, n := range r.Sites[0].Series.Requests {
		total += n
	}
	if total != int64(len(made())) || r.Sites[0].Requests != total || r.Sites[0].Clients != 200+251*10 && r.Sites[0].Clients < 400 {
		t.Errorf("site: %d requests in the figure, %d, %.0f addresses", total, r.Sites[0].Requests, r.Sites[0].Clients)
	}
}

func TestTheReportDoesNotDependOnHowTheTableWasMade(t *testing.T) {
	one, err := json.Marshal(analyse(t, made(), 1, traffic.Options{}))
	if err != nil {
		t.Fatal(err)
	}
	three, err := json.Marshal(analyse(t, made(), 3, traffic.Options{}))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(one), string(three)); d != "" {
		t.Errorf("one builder and three (-one +three):\n%s", d)
	}
}

func TestSinceAndUntilBoundTheReport(t *testing.T) {
	for name, o := range map[string]traffic.Options{
		"before": {Until: night.Add(time.Hour)},
		"after":  {Since: night.Add(100 * time.Minute)},
		"role":   {Baseline: map[int]bool{0: true}},
	} {
		if r := analyse(t, made(), 1, o); len(r.Bursts) != 0 {
			t.Errorf("%s: %d bursts", name, len(r.Bursts))
		}
	}
	if r := analyse(t, made(), 1, traffic.Options{Since: night.Add(72 * time.Minute), Until: night.Add(73 * time.Minute)}); len(r.Bursts) != 1 {
		t.Error("a burst that goes on in the period is not reported")
	}
}

// TestLinesThatDoNotBelong at an edge of a log from one network are noted.
func TestLinesThatDoNotBelong(t *testing.T) {
	var all []request.Request
	for i := range 400 {
		client := fmt.Sprintf("198.51.100.%d", i%3)
		if i >= 398 {
			client = fmt.Sprintf("192.0.2.%d", i-300)
		}
		all = append(all, request.Request{Where: source.Where{Offset: int64(i) * 100, Length: 99}, Time: night.Add(time.Duration(i) * 10 * time.Millisecond).UnixMicro(), Client: client, Method: "GET", Path: "/", Protocol: "HTTP/2.0", Status: 499})
	}
	notes := func(r *traffic.Report) (n int) {
		for _, note := range r.Notes {
			if note.Name == "edge" {
				n++
			}
		}
		return n
	}
	if notes(analyse(t, all, 1, traffic.Options{})) != 1 {
		t.Error("two strange lines at the end are not noted")
	}
	if notes(analyse(t, all[:398], 1, traffic.Options{})) != 0 {
		t.Error("a log of one network is noted")
	}
}

// TestProbesAreOfWhatTheReportIsOf: what is only there to be compared with, or
// lies outside the period, is not reported as a probe.
func TestProbesAreOfWhatTheReportIsOf(t *testing.T) {
	all := made()[:1200]
	for i := range 60 {
		all = append(all, request.Request{
			Where: source.Where{Offset: int64(len(all)) * 100, Length: 99}, Time: night.Add(20*time.Minute + time.Duration(i)*time.Second).UnixMicro(),
			Client: "198.51.100.9", Method: "GET", Path: fmt.Sprintf("/../../etc/passwd%d", i), Status: 404, Bytes: 9, Duration: request.Unknown,
		})
	}
	for name, c := range map[string]struct {
		o    traffic.Options
		want bool
	}{
		"all":      {traffic.Options{}, true},
		"after":    {traffic.Options{Since: night.Add(time.Hour)}, false},
		"before":   {traffic.Options{Until: night.Add(10 * time.Minute)}, false},
		"within":   {traffic.Options{Since: night.Add(10 * time.Minute), Until: night.Add(30 * time.Minute)}, true},
		"baseline": {traffic.Options{Baseline: map[int]bool{0: true}}, false},
	} {
		r := analyse(t, all, 1, c.o)
		if got := len(r.Probes) > 0; got != c.want {
			t.Errorf("%s: probes %v", name, r.Probes)
		}
		for _, e := range r.Evidence {
			if !strings.Contains(e.Quote, "passwd") {
				t.Errorf("%s: quotes %s", name, e.Quote)
			}
		}
	}
}
