package page_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic"
	"github.com/unveil-project/unveil/internal/traffic/page"
	"github.com/unveil-project/unveil/internal/traffic/traffictest"
)

// moment is a running burst as a follower sees it.
func moment(r *traffic.Report) *page.Live {
	b := &r.Bursts[0]
	recent := b.Series
	recent.Requests, recent.Expected, recent.Failed = recent.Requests[40:100], recent.Expected[40:100], nil
	recent.Start = recent.Start.Add(400 * time.Second)
	return &page.Live{
		Now: b.Start.Add(7 * time.Minute), Since: b.Start.Add(-time.Hour), Site: b.Site, Lines: 91_004, Rejects: 2,
		Rate: 206.2, Expected: 3.7, Recent: recent, Burst: b, Running: true, New: 1_100, Known: 104, Failed: 0.41, FailedUsual: 0.004,
	}
}

func TestScreen(t *testing.T) {
	for _, l := range lang.Langs() {
		o := page.Options{Printer: lang.Printer{Lang: l}}
		golden(t, "live."+string(l)+".txt", moment(traffictest.Attack()).Screen(o))
		quiet := &page.Live{Now: traffictest.Start(), Since: traffictest.Start(), Expected: -1, Rate: 3}
		golden(t, "live-quiet."+string(l)+".txt", quiet.Screen(o)+quiet.Line(o)+"\n"+moment(traffictest.Attack()).Line(o)+"\n")
	}
}

func TestScreenFits(t *testing.T) {
	for _, r := range []*traffic.Report{traffictest.Attack(), traffictest.Crowd(), traffictest.Hostile()} {
		for _, width := range []int{40, 80, 140} {
			for _, l := range lang.Langs() {
				for _, ended := range []bool{false, true} {
					m := moment(r)
					m.Running = !ended
					got := m.Screen(page.Options{Width: width, Printer: lang.Printer{Lang: l}})
					fits(t, got, width)
					harmless(t, got)
					harmless(t, m.Line(page.Options{Printer: lang.Printer{Lang: l}}))
					if n := strings.Count(got, "\n"); n > 24 {
						t.Errorf("%d lines", n)
					}
				}
			}
		}
	}
}

// watch runs a watch over moments, one a second.
func watch(t *testing.T, terminal bool, moments ...*page.Live) string {
	t.Helper()
	ticks := make(chan time.Time, len(moments))
	for i := range moments {
		ticks <- time.Unix(int64(1_000_000_020+i), 0)
	}
	close(ticks)
	i := 0
	var out bytes.Buffer
	err := page.Watch{Terminal: terminal, Ticks: ticks, Look: func(time.Time) (*page.Live, error) {
		i++
		return moments[i-1], nil
	}}.Run(t.Context(), &out)
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestWatchTerminal(t *testing.T) {
	m := moment(traffictest.Attack())
	got := watch(t, true, m, m, m)
	if !strings.HasPrefix(got, "\x1b[?1049h\x1b[?25l\x1b[H") {
		t.Errorf("begins with %.40q", got)
	}
	if want := "\x1b[?25h\x1b[?1049l" + m.Screen(page.Options{}); !strings.HasSuffix(got, want) {
		t.Error("the terminal is not as it was, with the last screen")
	}
	if n := strings.Count(got, "\x1b[H"); n != 3 {
		t.Errorf("%d screens, want 3", n)
	}
}

func TestWatchLines(t *testing.T) {
	quiet := &page.Live{Now: traffictest.Start(), Rate: 3, Expected: 3}
	running := moment(traffictest.Attack())
	ended := *running
	ended.Running = false
	judged := moment(traffictest.Attack())
	judged.Burst.Verdict = finding.Both
	got := watch(t, false, quiet, quiet, running, running, judged, &ended)
	if n := strings.Count(got, "\n"); n != 4 {
		t.Errorf("%d lines, want one for each change, 4:\n%s", n, got)
	}
	if strings.Contains(got, "\x1b") {
		t.Error("escape sequences where there is no terminal")
	}
	moments := make([]*page.Live, 120)
	for i := range moments {
		moments[i] = quiet
	}
	if n := strings.Count(watch(t, false, moments...), "\n"); n != 2 {
		t.Errorf("%d lines in two minutes, want 2", n)
	}
}

// full is a writer that has no room after a while.
type full struct{ left int }

var errFull = errors.New("full")

func (f *full) Write(p []byte) (int, error) {
	if f.left--; f.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestWatchFails(t *testing.T) {
	m := moment(traffictest.Attack())
	look := func(time.Time) (*page.Live, error) { return m, nil }
	tick := func() <-chan time.Time {
		c := make(chan time.Time, 9)
		for i := range 9 {
			c <- time.Unix(int64(i*60), 0)
		}
		return c
	}
	for _, terminal := range []bool{false, true} {
		err := page.Watch{Terminal: terminal, Ticks: tick(), Look: look}.Run(t.Context(), &full{2})
		if !errors.Is(err, errFull) {
			t.Errorf("terminal %v: got %v, want the write's error", terminal, err)
		}
		broken := errors.New("broken")
		var out bytes.Buffer
		err = page.Watch{Terminal: terminal, Ticks: tick(), Look: func(time.Time) (*page.Live, error) { return nil, broken }}.Run(t.Context(), &out)
		if !errors.Is(err, broken) {
			t.Errorf("terminal %v: got %v, want the look's error", terminal, err)
		}
		if terminal && !strings.HasSuffix(out.String(), "\x1b[?25h\x1b[?1049l") {
			t.Error("a failure leaves the terminal changed")
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := (page.Watch{Terminal: terminal, Ticks: make(chan time.Time), Look: look}).Run(ctx, &out); err != nil {
			t.Errorf("an interrupted watch fails: %v", err)
		}
	}
}
