package tail_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/tail"
)

// log is a log and who writes it: the steps of a scenario run between the
// looks of a Tail, so that nothing sleeps and nothing depends on luck.
type log struct {
	t    *testing.T
	path string
	w    *os.File // of the writer, opened to append
	n    int      // lines begun
	want strings.Builder
}

func newLog(t *testing.T) *log {
	return &log{t: t, path: filepath.Join(t.TempDir(), "access.log")}
}

func (l *log) must(err error) {
	if err != nil {
		l.t.Fatal(err)
	}
}

// open has the writer open the file at the path, as after a signal.
func (l *log) open() {
	if l.w != nil {
		l.must(l.w.Close())
	}
	var err error
	l.w, err = os.OpenFile(l.path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	l.must(err)
}

// put writes text as it is.
func (l *log) put(text string) {
	_, err := l.w.WriteString(text)
	l.must(err)
	l.want.WriteString(text)
}

// lines writes n numbered lines.
func (l *log) lines(n int) {
	for range n {
		l.n++
		l.put(fmt.Sprintf("line %d of the log\n", l.n))
	}
}

func (l *log) rename(to string) { l.must(os.Rename(l.path, l.path+to)) }

// pack replaces a rotated file by its gzip.
func (l *log) pack(name string) {
	b, err := os.ReadFile(l.path + name)
	l.must(err)
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, err = z.Write(b)
	l.must(err)
	l.must(z.Close())
	l.must(os.WriteFile(l.path+name+".gz", out.Bytes(), 0o600))
	l.must(os.Remove(l.path + name))
}

func (l *log) copy(to string) {
	b, err := os.ReadFile(l.path)
	l.must(err)
	l.must(os.WriteFile(l.path+to, b, 0o600))
}

func (l *log) truncate() { l.must(os.Truncate(l.path, 0)) }

// follow reads everything while the steps run, one before each look but the
// first, and then looks on quietly.
func (l *log) follow(from int64, quiet int, steps ...func()) (string, *tail.Tail) {
	l.t.Helper()
	t := tail.FollowWith(l.path, from, func() error {
		if len(steps) > 0 {
			steps[0]()
			steps = steps[1:]
			return nil
		}
		if quiet--; quiet < 0 {
			return context.Canceled
		}
		return nil
	})
	got, err := io.ReadAll(t)
	l.must(err)
	l.must(t.Close())
	if l.w != nil {
		l.must(l.w.Close())
	}
	return string(got), t
}

func TestRotations(t *testing.T) {
	tests := []struct {
		name      string
		rotations int
		lost      int
		steps     func(l *log) []func()
	}{
		{"growing", 0, 0, func(l *log) []func() {
			return []func(){func() { l.lines(3) }, func() { l.put("half") }, func() {}, func() { l.put(" and half\n") }, func() { l.lines(1000) }}
		}},
		{"rename, create", 1, 0, func(l *log) []func() {
			return []func(){func() { l.lines(3) }, func() { l.lines(2); l.rename(".1"); l.open(); l.lines(2) }, func() { l.lines(1) }}
		}},
		{"rename, the writer goes on in the old file for a while", 1, 0, func(l *log) []func() {
			return []func(){
				func() { l.lines(3); l.rename(".1") },
				func() { l.lines(2); l.must(os.WriteFile(l.path, nil, 0o600)) }, // the new one is empty
				func() { l.lines(2) }, func() {}, func() { l.lines(1); l.open(); l.lines(4) },
			}
		}},
		{"rename in the middle of a line", 1, 0, func(l *log) []func() {
			return []func(){func() { l.lines(1); l.put("a line begun ") }, func() { l.rename(".1") }, func() { l.put("and ended\n"); l.open(); l.lines(2) }}
		}},
		{"rename, gzip of the old, which is removed", 1, 0, func(l *log) []func() {
			return []func(){func() { l.lines(5) }, func() { l.lines(7); l.rename(".1"); l.pack(".1"); l.open(); l.lines(1) }, func() { l.lines(1) }}
		}},
		{"removed, made again", 1, 0, func(l *log) []func() {
			return []func(){func() { l.lines(2) }, func() { l.lines(1); l.must(os.Remove(l.path)); l.open(); l.lines(2) }}
		}},
		{"removed, a gap without a file", 1, 0, func(l *log) []func() {
			return []func(){func() { l.lines(2); l.must(os.Remove(l.path)) }, func() { l.lines(1) }, func() {}, func() {}, func() { l.open(); l.lines(2) }}
		}},
		{"copied and truncated", 1, 0, func(l *log) []func() {
			return []func(){func() { l.lines(9) }, func() { l.lines(3); l.copy(".1"); l.truncate(); l.lines(2) }, func() { l.lines(1) }}
		}},
		{"copied, truncated and grown beyond where it was", 1, 0, func(l *log) []func() {
			return []func(){func() { l.lines(9) }, func() { l.lines(3); l.copy("-20300620"); l.truncate(); l.lines(40) }, func() { l.lines(1) }}
		}},
		{"copied, truncated, the copy packed", 1, 0, func(l *log) []func() {
			return []func(){func() { l.lines(9) }, func() { l.lines(300); l.copy(".1"); l.truncate(); l.pack(".1"); l.lines(2) }, func() { l.lines(1) }}
		}},
		{"copied and truncated in the middle of a line", 1, 0, func(l *log) []func() {
			return []func(){func() { l.lines(2); l.put("a line begun ") }, func() { l.put("and ended\n"); l.copy(".1"); l.truncate() }, func() { l.lines(1) }}
		}},
		{"copied while a broken copy is newer", 1, 0, func(l *log) []func() {
			return []func(){func() { l.lines(9) }, func() {
				l.lines(3)
				l.copy(".1")
				l.truncate()
				l.must(os.WriteFile(l.path+".2.gz", []byte("\x1f\x8b\x08broken"), 0o600))
				l.must(os.WriteFile(l.path+".3", []byte("short"), 0o600))
				l.lines(2)
			}}
		}},
		{"truncated without a copy", 1, 1, func(l *log) []func() {
			return []func(){func() { l.lines(4) }, func() { l.truncate(); l.lines(2) }}
		}},
		{"all kinds after each other", 3, 0, func(l *log) []func() {
			return []func(){
				func() { l.lines(4); l.rename(".1"); l.open(); l.lines(1) }, func() { l.lines(3); l.copy(".2"); l.truncate() },
				func() { l.lines(1) }, func() { l.lines(1); l.must(os.Remove(l.path)); l.open(); l.lines(1) },
			}
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := newLog(t)
			l.open()
			l.lines(2)
			got, tl := l.follow(0, 3, tt.steps(l)...)
			if d := cmp.Diff(l.want.String(), got); d != "" {
				t.Errorf("-written +read\n%s", d)
			}
			want := tail.Seen{Bytes: int64(len(got)), Rotations: tt.rotations, Lost: tt.lost}
			if d := cmp.Diff(want, tl.Seen()); d != "" {
				t.Errorf("-want +seen\n%s", d)
			}
		})
	}
}

func TestWhereItBegins(t *testing.T) {
	const old, later = "one\ntwo\nthr", "ee\nfour\n"
	for from, want := range map[int64]string{
		0: old + later, 4: "two\nthree\nfour\n", 8: "three\nfour\n", int64(len(old)): later,
		1000: later, tail.End: "four\n", // half of a line is no line
	} {
		l := newLog(t)
		l.open()
		l.put(old)
		if got, _ := l.follow(from, 1, func() { l.put(later) }); got != want {
			t.Errorf("from %d: got %q, want %q", from, got, want)
		}
	}
}

// TestNoFileYet holds that a file that comes later is read from its beginning.
func TestNoFileYet(t *testing.T) {
	l := newLog(t)
	got, _ := l.follow(0, 1, func() {}, func() { l.open(); l.lines(2) })
	if got != l.want.String() {
		t.Errorf("got %q, want %q", got, l.want.String())
	}
}

// TestLastLineOfAnOldFile holds that a line that is never ended is given, with
// an end, when its file is let go.
func TestLastLineOfAnOldFile(t *testing.T) {
	l := newLog(t)
	l.open()
	l.put("one\nnever ended")
	got, _ := l.follow(0, 300, func() { l.rename(".1"); l.open(); l.lines(1) })
	if want := "one\nline 1 of the log\nnever ended\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestWholeLines holds that a Read gives whole lines where there is room, and
// that a line beyond all measure is given in parts.
func TestWholeLines(t *testing.T) {
	l := newLog(t)
	l.open()
	l.lines(100)
	l.put(strings.Repeat("x", 3<<20) + "\n")
	l.lines(1)
	tl := tail.FollowWith(l.path, 0, func() error { return context.Canceled })
	defer func() { l.must(tl.Close()) }()
	var got strings.Builder
	p := make([]byte, 100)
	for {
		n, err := tl.Read(p)
		got.Write(p[:n])
		if errors.Is(err, io.EOF) {
			break
		}
		l.must(err)
		if got.Len() < 1000 && p[n-1] != '\n' {
			t.Fatalf("half a line: %q", p[:n])
		}
	}
	if got.String() != l.want.String() {
		t.Errorf("%d bytes, want %d", got.Len(), l.want.Len())
	}
}

func TestCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	tl := tail.FollowWith(dir, 0, func() error { return context.Canceled })
	if _, err := io.ReadAll(tl); err == nil {
		t.Error("a directory was followed")
	}
	if err := tl.Close(); err != nil {
		t.Error(err)
	}
	if n, err := tl.Read(nil); n != 0 || err != nil {
		t.Errorf("a read of nothing gives %d, %v", n, err)
	}
}

// TestEndsWithItsContext holds that Follow waits for lines and ends.
func TestEndsWithItsContext(t *testing.T) {
	l := newLog(t)
	l.open()
	l.lines(1)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	tl := tail.Follow(ctx, l.path, 0)
	got, err := io.ReadAll(tl)
	if err != nil || string(got) != l.want.String() {
		t.Errorf("got %q, %v", got, err)
	}
	l.must(tl.Close())
	l.must(l.w.Close())
}

// TestAlongsideAWriter follows a writer that rotates in every way while both
// run at once: nothing is lost, nothing doubled.
func TestAlongsideAWriter(t *testing.T) {
	l := newLog(t)
	l.open()
	wrote := make(chan struct{})
	looked := make(chan struct{})
	go func() {
		defer close(wrote)
		for i := range 12 {
			<-looked // a look begins: there is one between two rotations,
			for range 50 {
				l.lines(20) // with the writer at work
			}
			<-looked // and it has ended
			switch i % 3 {
			case 0:
				l.rename(fmt.Sprintf(".%d", i))
				l.lines(5) // before the signal
				l.open()
			case 1:
				l.must(os.Remove(l.path))
				l.open()
			}
		}
	}()
	over := 5
	tl := tail.FollowWith(l.path, 0, func() error {
		select {
		case looked <- struct{}{}:
			return nil
		case <-wrote:
			if over--; over < 0 {
				return context.Canceled
			}
			return nil
		}
	})
	got, err := io.ReadAll(tl)
	l.must(err)
	<-wrote
	if len(got) != l.want.Len() || string(got) != l.want.String() {
		t.Errorf("%d bytes read, %d written, or in another order", len(got), l.want.Len())
	}
	l.must(tl.Close())
	l.must(l.w.Close())
}
