package cli

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/label"
	"github.com/unveil-project/unveil/internal/stance"
)

// labelRound is a round at a terminal that gives single keys. raw counts how
// often the terminal was changed, and how often it is back.
func labelRound(t *testing.T, in io.Reader, raw *[2]int) (*round, *bytes.Buffer) {
	t.Helper()
	var out bytes.Buffer
	a := newApp(Env{
		Getenv: func(string) string { return "" }, Stdin: in, Stdout: &out, Stderr: io.Discard,
		Now: func() time.Time { return time.Unix(0, 0) }, IsTerminal: func(any) bool { return true },
		Columns: func(any) int { return 40 },
		Keys: func(any) (func(), error) {
			raw[0]++
			back := false
			return func() {
				if !back {
					back = true
					raw[1]++
				}
			}, nil
		},
	})
	log, err := label.Open(filepath.Join(t.TempDir(), "labels.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = log.Close() })
	e := &election.Election{People: []election.Candidate{{ID: "A1", Name: "Ana Uno", Aliases: []string{"Ana"}}}}
	return &round{app: a, log: log, reader: stance.New(e), names: candidateNames(e), coder: "c1", in: bufio.NewReader(in)}, &out
}

// TestSingleKeys holds that a terminal needs no Enter, that arrows and other
// keys do nothing, and that the terminal is as before after every key.
func TestSingleKeys(t *testing.T) {
	items := []label.Item{{Candidate: "A1", Key: "1", Text: "Ana one"}, {Candidate: "A1", Key: "2", Text: "Ana two"}, {Candidate: "A1", Key: "3", Text: "Ana three"}}
	tests := []struct {
		name, keys string
		want       []stance.Stance
	}{
		{"one after another", "hfu", []stance.Stance{stance.Hostile, stance.Favourable, stance.Unclear}},
		{"upper case, back", "HbFq", []stance.Stance{stance.Hostile, stance.Favourable}},
		{"without a meaning", "xñh\x03", []stance.Stance{stance.Hostile}},
		{"end of input", "s", []stance.Stance{""}},
		{"control D", "\x04hhh", nil},
	}
	for _, tt := range tests {
		var raw [2]int
		r, out := labelRound(t, strings.NewReader(tt.keys), &raw)
		if err := r.run(context.Background(), items); err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		var got []stance.Stance
		for _, x := range r.log.Known {
			got = append(got, x.Stance)
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s: %s", tt.name, d)
		}
		if raw[0] == 0 || raw[0] != raw[1] {
			t.Errorf("%s: the terminal was changed %d times and put back %d times", tt.name, raw[0], raw[1])
		}
		if n := strings.Count(out.String(), "Ana Uno (A1)"); n > 4 {
			t.Errorf("%s: the text is shown %d times", tt.name, n)
		}
	}
}

// TestInterruptedKey holds that an interruption ends the wait for a key and
// puts the terminal back.
func TestInterruptedKey(t *testing.T) {
	in, hold := io.Pipe()
	t.Cleanup(func() { _ = hold.Close() })
	var raw [2]int
	r, _ := labelRound(t, in, &raw)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if err := r.run(ctx, []label.Item{{Candidate: "A1", Text: "Ana one"}}); err == nil {
		t.Error("no error after an interruption")
	}
	if want := [2]int{1, 1}; raw != want {
		t.Errorf("the terminal was changed and put back %v times, want %v", raw, want)
	}
}

// TestEscapeIsOneKey holds that what an arrow sends is taken as one.
func TestEscapeIsOneKey(t *testing.T) {
	var raw [2]int
	r, _ := labelRound(t, strings.NewReader("\x1b[Ah"), &raw)
	if key, err := r.key(context.Background()); key != "?" || err != nil {
		t.Errorf("key %q, error %v", key, err)
	}
}

func TestWindow(t *testing.T) {
	long := strings.Repeat("ñ", 3000)
	tests := []struct {
		name     string
		text     string
		at       int // end of the name
		from, to int
		all      int
	}{
		{"short", "abc", 3, 0, 3, 3},
		{"empty", "", 0, 0, 0, 0},
		{"name early", long, 200, 0, 2000, 3000},
		{"name at the border", long, 2000, 0, 2000, 3000},
		{"name in the middle", long, 3000, 2000, 4000, 3000},
		{"name at the end", long, 6000, 4000, 6000, 3000},
	}
	for _, tt := range tests {
		from, to, all := window(tt.text, tt.at)
		if from != tt.from || to != tt.to || all != tt.all {
			t.Errorf("%s: %d to %d of %d, want %d to %d of %d", tt.name, from, to, all, tt.from, tt.to, tt.all)
		}
	}
}
