package weblog_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/weblog"
)

func hit(sec int64, client, path string) *request.Request {
	return &request.Request{
		Where: source.Where{Offset: sec * 100, Length: 90}, Time: sec * 1e6, Client: client, Method: "GET", Path: path,
		Protocol: "HTTP/1.1", Status: 200, Bytes: 10, Duration: request.Unknown, Agent: "agent",
	}
}

// brief is a row with its numbers turned back into texts.
func brief(t *weblog.Table, r *weblog.Row) string {
	return fmt.Sprint(r.Time/1e6, " ", t.Clients.Text(r.Client), " ", r.Method(), " ", t.Paths.Text(r.Path), " ", r.Protocol(),
		" ", r.Status, " ", t.Agents.Text(r.Agent), " ", t.Sites[r.Site])
}

func rows(t *weblog.Table) (out []string) {
	for i := range t.Len() {
		out = append(out, brief(t, t.Row(i)))
	}
	return out
}

func TestRowsComeInOrderOfTimeWhateverTheBuilders(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	var hits []*request.Request
	for i := range 20_000 {
		h := hit(int64(1000+i/7+r.IntN(3)), fmt.Sprintf("192.0.2.%d", r.IntN(200)), fmt.Sprintf("/p%d.css", r.IntN(50)))
		h.Offset = int64(i) * 100
		hits = append(hits, h)
	}
	sources := []source.Info{{Name: "a.log", SHA256: "aa"}}
	one := weblog.NewBuilder(0)
	a, b := weblog.NewBuilder(0), weblog.NewBuilder(0)
	for i, h := range hits {
		one.Add(0, h)
		[]*weblog.Builder{a, b}[i/500%2].Add(0, h)
	}
	whole := weblog.Merge([]*weblog.Builder{one}, sources, weblog.NewSites(nil))
	parts := weblog.Merge([]*weblog.Builder{a, b}, sources, weblog.NewSites(nil))
	if d := cmp.Diff(rows(whole), rows(parts)); d != "" {
		t.Errorf("one builder and two give other rows (-one +two):\n%s", d)
	}
	if d := cmp.Diff(whole.Volumes, parts.Volumes); d != "" {
		t.Errorf("one builder and two give another volume:\n%s", d)
	}
	times := func(i int) int64 { return whole.Row(i).Time }
	for i := range whole.Len() - 1 {
		if times(i) > times(i+1) {
			t.Fatalf("row %d is later than the next", i)
		}
	}
	if got, want := whole.From(2000*1e6), slices.IndexFunc(rows(whole), func(s string) bool { return s >= "2000" }); got != want {
		t.Errorf("From gives %d, want %d", got, want)
	}
}

func TestSourcesAreMergedByTime(t *testing.T) {
	b := weblog.NewBuilder(0)
	b.Add(1, hit(10, "192.0.2.1", "/b"))
	b.Add(0, hit(10, "192.0.2.1", "/a"))
	b.Add(0, hit(9, "192.0.2.1", "/early"))
	b.Add(1, hit(11, "192.0.2.1", "/late"))
	table := weblog.Merge([]*weblog.Builder{b}, []source.Info{{Name: "x", SHA256: "bb"}, {Name: "y", SHA256: "aa", Site: "Example.ORG"}}, weblog.NewSites(nil))
	want := []string{
		"9 192.0.2.1 GET /early HTTP/1.1 200 agent x",
		"10 192.0.2.1 GET /b HTTP/1.1 200 agent example.org",
		"10 192.0.2.1 GET /a HTTP/1.1 200 agent x",
		"11 192.0.2.1 GET /late HTTP/1.1 200 agent example.org",
	}
	if d := cmp.Diff(want, rows(table)); d != "" {
		t.Errorf("rows (-want +got):\n%s", d)
	}
}

// TestTheSampleIsOfAddresses: beyond the limit all requests of some addresses
// are held, volume stays exact, and the estimates lie within their error.
func TestTheSampleIsOfAddresses(t *testing.T) {
	const clients, each, limit = 30_000, 5, 20_000
	build := func(order func(i int) int, builders int) *weblog.Table {
		var bs []*weblog.Builder
		for range builders {
			bs = append(bs, weblog.NewBuilder(limit))
		}
		for i := range clients * each {
			k := order(i)
			h := hit(int64(1000+k/100), fmt.Sprintf("10.%d.%d.%d", k%clients>>16, k%clients>>8&255, k%clients&255), "/")
			h.Offset = int64(k)
			bs[i/1000%builders].Add(0, h)
		}
		return weblog.Merge(bs, []source.Info{{Name: "a.log", SHA256: "aa"}}, weblog.NewSites(nil))
	}
	forward := build(func(i int) int { return i }, 1)
	backward := build(func(i int) int { return clients*each - 1 - i }, 2)
	if d := cmp.Diff(rows(forward), rows(backward)); d != "" {
		t.Error("the sample depends on the order of the requests")
	}
	if forward.Level == 0 || forward.Len() > limit {
		t.Errorf("%d rows at level %d", forward.Len(), forward.Level)
	}
	if forward.Total != clients*each || forward.Volumes[0].Total != clients*each {
		t.Errorf("volume is %d, want %d", forward.Total, clients*each)
	}
	if got := forward.Len() / forward.Clients.Len(); got != each || forward.Len()%forward.Clients.Len() != 0 {
		t.Errorf("%d rows of %d addresses: not all of an address are held", forward.Len(), forward.Clients.Len())
	}
	estimate := float64(forward.Clients.Len()) * forward.Scale()
	if off := estimate/clients - 1; off > 4*forward.Error() || off < -4*forward.Error() {
		t.Errorf("estimates %.0f addresses of %d: off by %.3f, with a standard error of %.3f", estimate, clients, off, forward.Error())
	}
}

func TestOneAddressOfVeryManyRequestsIsThinned(t *testing.T) {
	b := weblog.NewBuilder(5000)
	for i := range 100_000 {
		client := "192.0.2.1"
		if i%100 == 0 {
			client = fmt.Sprintf("198.51.100.%d", i/100%200)
		}
		h := hit(int64(i/100), client, "/")
		h.Offset = int64(i) * 50
		b.Add(0, h)
	}
	table := weblog.Merge([]*weblog.Builder{b}, []source.Info{{Name: "a.log"}}, weblog.NewSites(nil))
	if table.Level != 0 || table.Clients.Len() != 201 {
		t.Errorf("level %d with %d addresses: others were left out for the sake of one", table.Level, table.Clients.Len())
	}
	busy, all := 0.0, 0.0
	for i := range table.Len() {
		r := table.Row(i)
		all += float64(r.Count())
		if table.Clients.Text(r.Client) == "192.0.2.1" {
			busy += float64(r.Count())
		}
	}
	if busy/all < 0.96 || busy/all > 0.999 || all < 80_000 || all > 120_000 {
		t.Errorf("the busy address stands for %.0f of %.0f requests", busy, all)
	}
}

func TestHostileTexts(t *testing.T) {
	long := make([]byte, 300_000)
	for i := range long {
		long[i] = 'a'
	}
	b := weblog.NewBuilder(0)
	for i, path := range []string{string(long), string(long[1:]), "/\xff\x00", "", string(long)} {
		h := hit(int64(i), "", path)
		h.Site, h.Status, h.Bytes, h.Method, h.Protocol = fmt.Sprintf("h%d.example", i), -5, 1<<40, "\x16\x03", "HTTP/9.9"
		b.Add(0, h)
	}
	table := weblog.Merge([]*weblog.Builder{b}, []source.Info{{Name: "a.log"}}, weblog.NewSites(nil))
	if table.Len() != 5 || table.Row(0).Path != table.Row(4).Path || table.Row(0).Path == table.Row(1).Path {
		t.Error("long paths are not told apart by all of their bytes")
	}
	r := table.Row(0)
	if r.Status != 0 || r.Bytes != weblog.NoNumber-1 || r.Method() != "?" || r.Protocol() != weblog.OtherProtocol {
		t.Errorf("status %d bytes %d method %q protocol %v", r.Status, r.Bytes, r.Method(), r.Protocol())
	}
}

func TestWindows(t *testing.T) {
	b := weblog.NewBuilder(0)
	for i := range 10 {
		h := hit(int64(i), "192.0.2.1", "/")
		h.Site = []string{"a.example", "b.example"}[i%2]
		b.Add(0, h)
	}
	table := weblog.Merge([]*weblog.Builder{b}, []source.Info{{Name: "a.log"}}, weblog.NewSites(nil))
	count := func(w weblog.Window) (n int) {
		for range table.In(w) {
			n++
		}
		return n
	}
	got := []int{count(weblog.Window{Site: 0, From: 0, To: 10}), count(weblog.Window{Site: 1, From: 3, To: 6}), count(weblog.Window{Site: weblog.AllSites, From: 3, To: 6})}
	if d := cmp.Diff([]int{5, 2, 3}, got); d != "" {
		t.Errorf("rows in windows (-want +got):\n%s", d)
	}
}
