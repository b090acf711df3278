package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/lang"
)

// fakeApp is a program on a machine whose clock stands where the test puts it.
func fakeApp(terminal bool, now *time.Time) (*app, *bytes.Buffer) {
	var errs bytes.Buffer
	return newApp(Env{
		Getenv: func(string) string { return "" }, Stdout: &bytes.Buffer{}, Stderr: &errs,
		Now: func() time.Time { return *now }, IsTerminal: func(any) bool { return terminal },
	}), &errs
}

func TestFinish(t *testing.T) {
	canceled, cancel := context.WithCancel(context.Background())
	cancel()
	tests := []struct {
		name string
		ctx  context.Context
		err  error
		code int
		want string
	}{
		{"done", context.Background(), nil, 0, ""},
		{"findings", context.Background(), fmt.Errorf("detect: %w", errFindings), 3, ""},
		{"usage", context.Background(), usage(lang.M("cli.unknown-command", "name", "x"), lang.M("cli.do.nearest", "name", "y")), 2, "unveil: there is no command x\n  Did you mean y?\n"},
		{"failed", context.Background(), fmt.Errorf("new: %w", failed(lang.M("cli.failed", "why", "w"), lang.M("cli.failed.do"), errors.New("cause"))), 1, "unveil: w\n  Correct that and run the command again.\n"},
		{"any error", context.Background(), errors.New("opening x: no such file"), 1, "unveil: opening x: no such file\n  Correct that and run the command again.\n"},
		{"interrupted", canceled, errors.New("reading: stopped"), 1, "unveil: interrupted\n  What had been finished before is kept. Run the command again.\n"},
	}
	for _, tt := range tests {
		now := time.Unix(0, 0)
		a, errs := fakeApp(false, &now)
		if code := a.finish(tt.ctx, tt.err); code != tt.code {
			t.Errorf("%s: code %d, want %d", tt.name, code, tt.code)
		}
		if d := cmp.Diff(tt.want, errs.String()); d != "" {
			t.Errorf("%s: -want +got\n%s", tt.name, d)
		}
	}
}

func TestFailureKeepsItsCause(t *testing.T) {
	cause := errors.New("cause")
	if err := failed(lang.M("a"), lang.M("b"), cause); !errors.Is(err, cause) || err.Error() != "a: cause" {
		t.Errorf("%v", err)
	}
}

func TestProgress(t *testing.T) {
	tests := []struct {
		name            string
		terminal, quiet bool
		after           time.Duration
		total           int64
		want            string // shown before the end
	}{
		{"long", true, false, 3 * time.Second, 1000, "reading"},
		{"long, of unknown size", true, false, 3 * time.Second, 0, "reading"},
		{"short", true, false, time.Second, 1000, ""},
		{"no terminal", false, false, 3 * time.Second, 1000, ""},
		{"quiet", true, true, 3 * time.Second, 1000, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			now := time.Unix(1000, 0)
			a, errs := fakeApp(tt.terminal, &now)
			a.quiet = tt.quiet
			a.Catalogue = lang.Catalogue{"p": {En: "reading", Es: "leyendo"}}
			p := a.progressBytes(tt.total, lang.M("p"))
			p.Set(1)
			now = now.Add(tt.after)
			time.Sleep(110 * time.Millisecond) // the bar redraws ten times a second at most
			p.Set(500)
			p.Set(5000)
			shown := errs.String()
			p.Done()
			p.Done()
			p.Set(1)
			if (tt.want == "") != (shown == "") || !strings.Contains(shown, tt.want) {
				t.Errorf("shown %q", shown)
			}
			if cleared := strings.HasSuffix(errs.String(), "\x1b[2K\r") || strings.HasSuffix(errs.String(), "\r"); tt.want != "" && !cleared {
				t.Errorf("left on the screen: %q", errs.String())
			}
			if tt.want == "" && errs.Len() > 0 {
				t.Errorf("short or unseen work wrote %q", errs.String())
			}
		})
	}
}

func TestProgressFromManyGoroutines(t *testing.T) {
	now := time.Unix(1000, 0)
	a, _ := fakeApp(true, &now)
	p := a.progressCount(1000, lang.M("p"), lang.M("u"))
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for j := range 100 {
				p.Set(int64(i * j))
			}
		})
	}
	wg.Wait()
	p.Done()
}

func TestWrap(t *testing.T) {
	tests := []struct {
		in    string
		width int
		want  string
	}{
		{"", 10, ""},
		{"a b", 10, "a b"},
		{"one two three", 7, "one two\nthree"},
		{"averyverylongword b", 5, "averyverylongword\nb"},
		{"a\n\n  kept  as is\n\nb", 5, "a\n\n  kept  as is\n\nb"},
		{"ñandú ñu", 8, "ñandú ñu"},
		{"join\nlines", 20, "join lines"},
	}
	for _, tt := range tests {
		if got := wrap(tt.in, tt.width); got != tt.want {
			t.Errorf("wrap(%q, %d) = %q, want %q", tt.in, tt.width, got, tt.want)
		}
	}
}
