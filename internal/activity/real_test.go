package activity_test

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/unveil-project/unveil/internal/activity"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/source"
)

// sink keeps the posts that a reader reads.
type sink struct{ r *activity.Reader }

func (s *sink) Record(p *post.Post) error { s.r.Add(p); return nil }
func (*sink) Issue(source.Issue) error    { return nil }

// release reads the real posts of a half year. The file is in order of
// account and time.
func release(tb testing.TB, o activity.Options) *activity.Corpus {
	tb.Helper()
	f, err := os.Open(shared(tb, "posts/ira-2016h2.csv.zst"))
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	z, err := zstd.NewReader(bufio.NewReader(f))
	if err != nil {
		tb.Fatal(err)
	}
	defer z.Close()
	r := activity.NewReader(o)
	at := slices.IndexFunc(post.Formats(), func(f source.Format[post.Post]) bool { return f.Name == "ira" })
	if err := post.Formats()[at].Read(tb.Context(), source.NewStream(z), source.Options{}, &sink{r}); err != nil {
		tb.Fatal(err)
	}
	return r.Corpus()
}

// shared finds a file of real data beside the module, and skips where it is
// not.
func shared(tb testing.TB, name string) string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for up := filepath.Dir(dir); up != dir; dir, up = up, filepath.Dir(up) {
		if path := filepath.Join(dir, "shared", "data", name); exists(path) {
			return path
		}
	}
	tb.Skipf("shared/data/%s is not here", name)
	return ""
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func BenchmarkRhythmOfAllAccounts(b *testing.B) {
	c := release(b, activity.Options{})
	all := make([]int, len(c.Accounts))
	for a := range all {
		all[a] = a
	}
	for b.Loop() {
		activity.NewBench(c).Of(all)
		c.Portray(all, 1)
		for a := range all {
			c.Portray(all[a:a+1], 1)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		release(b, activity.Options{})
	}
}

func BenchmarkObjects(b *testing.B) {
	for b.Loop() {
		release(b, activity.Options{Objects: activity.Kinds()})
	}
}

// TestRealNewsfeeds holds, on the accounts of the release whose names begin
// with Novosti (the word for news), that an account which posts what a feed
// gives keeps to round times, and that people's days fit it better than an
// office's.
func TestRealNewsfeeds(t *testing.T) {
	c := release(t, activity.Options{})
	var feeds, all []int
	for a := range c.Accounts {
		all = append(all, a)
		if strings.HasPrefix(c.Accounts[a].Name, "Novosti") {
			feeds = append(feeds, a)
		}
	}
	if len(all) != 823 || len(feeds) == 0 {
		t.Fatalf("%d accounts, %d feeds", len(all), len(feeds))
	}
	for _, a := range all {
		if !slices.IsSorted(c.Times(a)) {
			t.Fatalf("the posts of %s are not in order of time", c.Accounts[a].Name)
		}
	}
	bench := activity.NewBench(c)
	if f, a := bench.Of(feeds), bench.Of(all); f.Five < a.Five+0.1 || f.Regular < a.Regular+0.2 || f.Forms < a.Forms {
		t.Errorf("feeds %+v, all %+v", f, a)
	}
}
