package storm_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/netip"
	"regexp"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/drill/storm"
	"github.com/unveil-project/unveil/internal/request"
)

// Every line has its truth, and what Truth says is what was yielded.
func TestTruth(t *testing.T) {
	for seed := range uint64(8) {
		for _, l := range storm.Plans(seed) {
			parts, clients := map[int]int{}, map[int]map[string]bool{}
			lines, last := 0, int64(0)
			truth, err := l.Each(t.Context(), func(r *request.Request, part int) bool {
				if lines++; r.Time < last {
					t.Fatalf("%d %s: line %d goes back in time", seed, l.Site, lines)
				}
				last = r.Time
				parts[part]++
				if clients[part] == nil {
					clients[part] = map[string]bool{}
				}
				clients[part][r.Client] = true
				return true
			})
			if err != nil {
				t.Fatal(err)
			}
			if truth.Lines != lines {
				t.Errorf("%d %s: truth of %d lines, %d yielded", seed, l.Site, truth.Lines, lines)
			}
			for _, b := range truth.Bursts {
				for _, p := range b.Parts {
					if p.Requests != parts[p.Part] || len(p.Clients) != len(clients[p.Part]) {
						t.Errorf("%d %s %s: %d requests of %d clients, yielded %d of %d", seed, l.Site, p.Family, p.Requests, len(p.Clients), parts[p.Part], len(clients[p.Part]))
					}
				}
			}
		}
	}
}

var combined = regexp.MustCompile(`^([0-9a-f.:]+) - - \[([^\]]+)\] "(?:GET|HEAD|POST) (/[^ "]*) HTTP/[12]\.[0-2]" [2-5]\d\d (?:\d+|-) "([^"]*)" "[^"]*"$`)

// The text is Combined lines, the same bytes every time, and none of its
// addresses is anybody's.
func TestLines(t *testing.T) {
	reserved := []netip.Prefix{netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("10.0.0.7/32"), netip.MustParsePrefix("2001:db8::/32")}
	for _, l := range storm.Plans(3) {
		var a, b bytes.Buffer
		if _, err := l.Write(t.Context(), &a); err != nil {
			t.Fatal(err)
		}
		if _, err := l.Write(t.Context(), &b); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Fatal("the same log twice is not the same bytes")
		}
		n := 0
		for line := range bytes.Lines(a.Bytes()) {
			n++
			m := combined.FindSubmatch(bytes.TrimSuffix(line, []byte("\n")))
			if m == nil {
				t.Fatalf("line %d is not a Combined line: %s", n, line)
			}
			if n%97 != 0 {
				continue
			}
			client, err := netip.ParseAddr(string(m[1]))
			if err != nil || !reserved[0].Contains(client) && !reserved[1].Contains(client) && !reserved[2].Contains(client) {
				t.Fatalf("line %d: %s may be somebody's", n, m[1])
			}
		}
	}
}

// Over some seeds the drawn ranges are as wide as docs/drills.md says.
func TestRanges(t *testing.T) {
	type span struct{ Low, High float64 }
	rate, history, sources := span{1e9, 0}, span{1e9, 0}, span{1e9, 0}
	widen := func(s *span, x float64) { s.Low, s.High = min(s.Low, x), max(s.High, x) }
	families := map[string]int{}
	for seed := range uint64(300) {
		for _, l := range storm.Plans(seed) {
			widen(&rate, l.Rate)
			widen(&history, l.Bursts[0].Parts[0].Start.Sub(l.Start).Hours())
			for _, b := range l.Bursts {
				for _, p := range b.Parts {
					families[p.Family]++
					if p.Kind == storm.Attack {
						widen(&sources, float64(p.Sources))
					}
				}
			}
		}
	}
	if rate.Low > 0.05 || rate.High < 100 {
		t.Errorf("rates %v", rate)
	}
	if history.Low > 0 || history.High < 24*28 {
		t.Errorf("hours of history %v", history)
	}
	if sources.Low > 1 || sources.High < 20_000 {
		t.Errorf("sources of attacks %v", sources)
	}
	if len(families) != 13+13+3 {
		t.Errorf("%d families drawn: %v", len(families), families)
	}
}

func TestCountry(t *testing.T) {
	got := map[string]string{}
	for _, a := range []string{"240.1.2.3", "243.255.0.1", "244.0.0.1", "255.0.0.1", "2001:db8:3001:1::1", "2001:db8:4001:1::1", "2001:db8:f001:1::1", "10.0.0.1", "x"} {
		got[a] = storm.Country(a)
	}
	want := map[string]string{
		"240.1.2.3": storm.Home, "243.255.0.1": storm.Home, "244.0.0.1": "QN", "255.0.0.1": "QY",
		"2001:db8:3001:1::1": storm.Home, "2001:db8:4001:1::1": "QN", "2001:db8:f001:1::1": "QY", "10.0.0.1": "", "x": "",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("countries (-want +got):\n%s", d)
	}
}

var errDisk = errors.New("no space left")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errDisk }

func TestWriteStops(t *testing.T) {
	l := storm.Plans(1)[0]
	if _, err := l.Write(t.Context(), broken{}); !errors.Is(err, errDisk) {
		t.Errorf("error %v, want the disk's", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := l.Write(ctx, io.Discard); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that it was stopped", err)
	}
}

func BenchmarkWrite(b *testing.B) {
	lines := 0
	begin := time.Now()
	for b.Loop() {
		for _, l := range storm.Plans(7) {
			truth, err := l.Write(b.Context(), io.Discard)
			if err != nil {
				b.Fatal(err)
			}
			lines += truth.Lines
		}
	}
	b.ReportMetric(float64(lines)/time.Since(begin).Seconds(), "lines/s")
}
