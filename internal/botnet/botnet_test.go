package botnet_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/botnet"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/signature"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/weblog"
)

type log struct {
	b *weblog.Builder
	r *rand.Rand
	n int64
}

func newLog(seed uint64) *log {
	return &log{b: weblog.NewBuilder(0), r: rand.New(rand.NewPCG(seed, 1))}
}

func (l *log) put(at float64, client, agent, path string) {
	l.n++
	l.b.Add(0, &request.Request{
		Where: source.Where{Offset: l.n * 100, Length: 99}, Time: int64(at * 1e6), Client: client, Method: "GET", Path: path,
		Agent: agent, Status: 200, Duration: request.Unknown,
	})
}

func (l *log) table() *weblog.Table {
	return weblog.Merge([]*weblog.Builder{l.b}, []source.Info{{Name: "a.log", SHA256: "aa"}}, weblog.NewSites(nil))
}

// flood has each address of from..to send requests every period seconds.
func (l *log) flood(at float64, seconds, from, to int, period float64, agent string) {
	for k := from; k < to; k++ {
		for s := l.r.Float64() * period; s < float64(seconds); s += period * (0.95 + 0.1*l.r.Float64()) {
			l.put(at+s, fmt.Sprintf("198.18.%d.%d", k/4, k%4), agent+fmt.Sprint(k%5), "/donar/"+fmt.Sprint(l.r.IntN(1e6)))
		}
	}
}

// people visit with a few of a thousand addresses.
func (l *log) people(at float64, seconds, n int) {
	for range n {
		k := l.r.IntN(1000)
		t := at + l.r.Float64()*float64(seconds)
		for range 1 + l.r.IntN(5) {
			l.put(t, fmt.Sprintf("10.0.%d.%d", k%50, k/50), "browser"+fmt.Sprint(k%20), "/nota/"+fmt.Sprint(l.r.IntN(9)))
			t += 60 * l.r.ExpFloat64()
		}
	}
}

const length = 600

func draw(t *weblog.Table, at int64, hostile string) *botnet.Profile {
	return botnet.Draw(botnet.Question{
		Table: t, Burst: weblog.Window{Site: weblog.AllSites, From: at, To: at + length}, Name: "a burst", Template: signature.Template,
		Usual:   []weblog.Window{{Site: weblog.AllSites, From: 0, To: 50_000}, {Site: weblog.AllSites, From: 51_000, To: 80_000}},
		Hostile: func(c uint32) bool { return strings.HasPrefix(t.Clients.Text(c), hostile) },
	})
}

// site has ordinary visitors, and bursts at 100,000, 110,000 (half of the
// same addresses), 120,000 (others) and 130,000 (people).
func site() *weblog.Table {
	l := newLog(1)
	l.people(0, 80_000, 4000)
	l.flood(100_000, length, 0, 400, 7, "tool")
	l.flood(110_000, length, 200, 600, 7, "tool")
	l.flood(120_000, length, 800, 1000, 90, "other")
	l.people(130_000, length, 400)
	return l.table()
}

func compare(t *testing.T, a, b *botnet.Profile) *botnet.Similarity {
	t.Helper()
	s, err := botnet.Compare(a, b)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTheSameMachinesAgain(t *testing.T) {
	table := site()
	first, again := draw(table, 100_000, "198."), draw(table, 110_000, "198.")
	s := compare(t, first, again)
	for _, c := range []struct {
		axis  string
		want  float64
		above bool
	}{
		{botnet.Addresses, 0.5, true}, {botnet.Prefixes, 0.5, false}, {botnet.Agents, 1, false}, {botnet.Templates, 1, false},
	} {
		x := s.Axis(c.axis)
		if math.Abs(x.Value-c.want) > 1e-9 || x.Above != c.above {
			t.Errorf("%s: %+v, want %v above %v", c.axis, x, c.want, c.above)
		}
	}
	if x := s.Axis(botnet.Beat); x.Value < 0.9 {
		t.Errorf("the rhythm of the same tool: %+v", x)
	}
	if x := s.Axis(botnet.Networks); !math.IsNaN(x.Value) {
		t.Errorf("networks without a database: %+v", x)
	}
}

// TestChanceIsNotTheSame: a thousand people who come and go share most of
// their addresses; that is what is expected, and no likeness above it.
func TestChanceIsNotTheSame(t *testing.T) {
	table := site()
	crowd, flood, other := draw(table, 130_000, "10."), draw(table, 100_000, "198."), draw(table, 120_000, "198.")
	if s := compare(t, flood, other); s.Axis(botnet.Addresses).Value != 0 || s.Score > 0.1 {
		t.Errorf("two tools are alike: %+v", s)
	}
	if s := compare(t, crowd, flood); s.Axis(botnet.Addresses).Above || s.Axis(botnet.Prefixes).Above {
		t.Errorf("a crowd and a flood are alike: %+v", s)
	}
	l := newLog(2)
	l.people(0, 80_000, 4000)
	l.people(100_000, length, 400)
	l.people(110_000, length, 400)
	people := l.table()
	s := compare(t, draw(people, 100_000, ""), draw(people, 110_000, ""))
	if x := s.Axis(botnet.Addresses); x.Value < 0.2 || x.Expected < 0.2 {
		t.Errorf("addresses of one thousand people: %+v", x)
	}
	for _, x := range s.Axes {
		if x.Above && x.Value-x.Expected > 0.1 {
			t.Errorf("%+v stands out among people", x)
		}
	}
	if s.Score > 0.1 {
		t.Errorf("score %.3f of people", s.Score)
	}
}

// TestOverlapIsEstimated: of 30,000 and 20,000 members 12,000 are shared: 0.6
// of the smaller set.
func TestOverlapIsEstimated(t *testing.T) {
	l := newLog(3)
	for k := range 30_000 {
		l.put(1000+float64(k)/100, fmt.Sprintf("10.%d.%d.1", k/250, k%250), "x", "/")
	}
	for k := 18_000; k < 38_000; k++ {
		l.put(2000+float64(k-18_000)/100, fmt.Sprintf("10.%d.%d.1", k/250, k%250), "x", "/")
	}
	table := l.table()
	s := compare(t, draw(table, 1000, ""), draw(table, 2000, ""))
	for _, kind := range []string{botnet.Addresses, botnet.Prefixes} {
		x := s.Axis(kind)
		if math.Abs(x.Value-0.6) > 4*x.Error || x.Error == 0 || x.Error > 0.02 {
			t.Errorf("%s: %+v, want 0.6", kind, x)
		}
	}
}

func TestFiles(t *testing.T) {
	p := draw(site(), 100_000, "198.")
	var file bytes.Buffer
	if err := p.Save(&file); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(file.String(), "198.18") || strings.Contains(file.String(), "tool") || strings.Contains(file.String(), "donar") {
		t.Error("the file names a member")
	}
	got, err := botnet.Load(&file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(p, got); d != "" {
		t.Errorf("read again (-wrote +read):\n%s", d)
	}
}

func TestKeys(t *testing.T) {
	table := site()
	q := botnet.Question{Table: table, Burst: weblog.Window{Site: weblog.AllSites, From: 100_000, To: 100_000 + length}, Key: []byte("one")}
	one, plain := botnet.Draw(q), draw(table, 100_000, "198.")
	if _, err := botnet.Compare(one, plain); !errors.Is(err, botnet.ErrKeys) {
		t.Errorf("profiles of two keys: %v", err)
	}
	if cmp.Equal(one.Sets[botnet.Agents], plain.Sets[botnet.Agents]) {
		t.Error("the key changes nothing")
	}
	if s := compare(t, one, botnet.Draw(q)); s.Axis(botnet.Addresses).Value != 1 {
		t.Errorf("a burst and itself: %+v", s)
	}
}

func TestHostileFiles(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":        "",
		"another format": `{"format":"x","version":1}`,
		"version":        `{"format":"unveil-botnet-profile","version":2}`,
		"descending":     `{"format":"unveil-botnet-profile","version":1,"sets":{"agents":{"total":2,"hashes":["0000000000000002","0000000000000001"]}}}`,
		"total":          `{"format":"unveil-botnet-profile","version":1,"sets":{"agents":{"total":0,"hashes":["0000000000000002"]}}}`,
		"null":           `{"format":"unveil-botnet-profile","version":1,"sets":{"agents":null}}`,
		"another set":    `{"format":"unveil-botnet-profile","version":1,"sets":{"x":{"total":1,"hashes":["0000000000000002"]}}}`,
		"short hash":     `{"format":"unveil-botnet-profile","version":1,"sets":{"agents":{"total":1,"hashes":["2"]}}}`,
		"chance":         `{"format":"unveil-botnet-profile","version":1,"chance":{"agents":2}}`,
		"rhythm":         `{"format":"unveil-botnet-profile","version":1,"rhythm":{"gaps":[1]}}`,
		"too long":       strings.Repeat(" ", 5<<20),
	} {
		if _, err := botnet.Load(strings.NewReader(text)); !errors.Is(err, botnet.ErrFormat) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzLoad: whatever is read can be compared and is the same when written.
func FuzzLoad(f *testing.F) {
	var file bytes.Buffer
	if err := draw(site(), 120_000, "198.").Save(&file); err != nil {
		f.Fatal(err)
	}
	f.Add(file.Bytes())
	f.Add([]byte(`{"format":"unveil-botnet-profile","version":1,"sets":{"agents":{"total":1,"hashes":["0000000000000002"]}}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := botnet.Load(bytes.NewReader(text))
		if err != nil {
			return
		}
		s, err := botnet.Compare(p, p)
		if err != nil {
			t.Fatal(err)
		}
		if !(s.Score >= 0 && s.Score <= 1) {
			t.Errorf("score %v", s.Score)
		}
		var again bytes.Buffer
		if err := p.Save(&again); err != nil {
			t.Fatal(err)
		}
		q, err := botnet.Load(&again)
		if err != nil || !cmp.Equal(p, q) {
			t.Errorf("not the same when read again: %v", err)
		}
	})
}

func BenchmarkDraw(b *testing.B) {
	l := newLog(1)
	l.people(0, 80_000, 50_000)
	for k := range 300_000 {
		l.put(100_000+float64(k)/600, fmt.Sprintf("198.%d.%d.%d", k%3, k/3%250, k/750%200), fmt.Sprint(k%500), "/")
	}
	table := l.table()
	for b.Loop() {
		draw(table, 100_000, "198.")
	}
}
