package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/intake"
)

// TestFeedIsTheSameTwice holds that a feed gives the same posts again, each id
// once, of equal rows of two files one, and that a file that changed between
// the readings is refused.
func TestFeedIsTheSameTwice(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	const head = "object_id,account_id,content_id,timestamp_share\n"
	one := write("one.csv", head+"o1,a1,p1,1530403200\no1,a1,p1,1530403200\n")
	two := write("two.csv", head+"o1,a1,p1,1530403200\no2,a2,p2,1530403300\n")
	now := time.Unix(0, 0)
	a, errs := fakeApp(false, &now)
	feed, err := a.postFeed(context.Background(), "", intake.Request{}, []string{one, two})
	if err != nil {
		t.Fatal(err)
	}
	read := func() (got []string, err error) {
		err = feed.each(context.Background(), func(o *fedPost) error {
			got = append(got, o.Account+" "+strings.Join(o.Objects, "+"))
			return nil
		})
		return got, err
	}
	want := []string{"a1 o1", "a1 o1", "a2 o2"}
	for range 2 {
		got, err := read()
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Fatal(d, err, errs)
		}
	}
	write("two.csv", head+"o3,a3,p3,1530403300\n")
	if _, err := read(); err == nil || !strings.Contains(err.Error(), "posts.changed") {
		t.Errorf("a changed file: %v", err)
	}
}

func TestLooksLikeID(t *testing.T) {
	for given, want := range map[string]bool{"f": true, "f3kq7ab": true, "": false, "group.txt": false, "F3": false, "f1": false, "fabcdefghijklmnopqrs": false} {
		if got := looksLikeID(given); got != want {
			t.Errorf("%q: %v", given, got)
		}
	}
}

func TestPeople(t *testing.T) {
	p := newPeople()
	p.number("a,1", "One")
	p.number("b", "")
	p.number("b", "Two")
	for name, want := range map[string]uint32{"a,1": 0, "@one": 0, "ONE": 0, " b ": 1, "two": 1} {
		if got, ok := p.find(name); !ok || got != want {
			t.Errorf("%q is %d, %v", name, got, ok)
		}
	}
	if d := cmp.Diff([]string{"a,1", "b"}, p.cut("a,1,two")); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"x", "y"}, p.cut("x,y")); d != "" {
		t.Error(d)
	}
	if got := p.handle("b"); got != "Two" {
		t.Errorf("handle %q", got)
	}
}
