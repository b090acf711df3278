package post_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/source"
)

// kept is what a sink was handed.
type kept struct {
	posts    []post.Post
	issues   []source.Issue
	rejects  map[string]int // by problem
	warnings map[string]int
	counting bool // count only
	n        int
	check    func(*post.Post)
}

func (k *kept) Record(p *post.Post) error {
	k.n++
	if k.check != nil {
		k.check(p)
	}
	if k.counting {
		return nil
	}
	k.posts = append(k.posts, clone(p))
	return nil
}

func (k *kept) Issue(i source.Issue) error {
	if k.rejects == nil {
		k.rejects, k.warnings = map[string]int{}, map[string]int{}
	}
	if i.Reject {
		k.rejects[i.Problem.Key]++
	} else {
		k.warnings[i.Problem.Key]++
	}
	if !k.counting {
		i.Raw = bytes.Clone(i.Raw)
		k.issues = append(k.issues, i)
	}
	return nil
}

// clone copies a post out of the reader's buffers, without its place's bytes.
func clone(p *post.Post) post.Post {
	c := *p
	c.Raw = bytes.Clone(c.Raw)
	for _, s := range []*string{&c.Platform, &c.ID, &c.Account, &c.Handle, &c.Text, &c.Language, &c.Client, &c.RepostOf, &c.ReplyTo} {
		*s = strings.Clone(*s)
	}
	for _, l := range []*[]string{&c.Links, &c.Hashtags, &c.Mentions, &c.Media, &c.Objects} {
		var out []string
		for _, s := range *l {
			out = append(out, strings.Clone(s))
		}
		*l = out
	}
	return c
}

func format(t testing.TB, name string) source.Format[post.Post] {
	t.Helper()
	for _, f := range post.Formats() {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("no format %s", name)
	return source.Format[post.Post]{}
}

func read(t testing.TB, name string, in io.Reader, opt source.Options, k *kept) *kept {
	t.Helper()
	if err := format(t, name).Read(context.Background(), source.NewStream(in), opt, k); err != nil {
		t.Fatal(err)
	}
	for _, i := range k.issues {
		if _, ok := source.Problems[i.Problem.Key]; !ok {
			t.Errorf("problem %q is not in the catalogue", i.Problem.Key)
		}
		if s := (lang.Printer{Catalogue: source.Problems}).Print(i.Problem); strings.Contains(s, "{") && !strings.Contains(string(i.Raw), "{") {
			t.Errorf("%q lacks an argument", s)
		}
	}
	return k
}

func readString(t testing.TB, name, in string, opt source.Options) *kept {
	t.Helper()
	return read(t, name, strings.NewReader(in), opt, &kept{})
}

// line writes a post in one line, for tables: what is empty is left out.
func line(p post.Post) string {
	var b strings.Builder
	put := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, " %s=%s", name, value)
		}
	}
	b.WriteString(time.UnixMicro(p.Time).UTC().Format("2006-01-02T15:04:05.999999"))
	put("account", p.Account)
	put("handle", p.Handle)
	put("act", string(p.Act))
	put("id", p.ID)
	put("platform", p.Platform)
	put("language", p.Language)
	put("client", p.Client)
	put("of", p.RepostOf)
	put("to", p.ReplyTo)
	put("links", strings.Join(p.Links, ","))
	put("tags", strings.Join(p.Hashtags, ","))
	put("mentions", strings.Join(p.Mentions, ","))
	put("media", strings.Join(p.Media, ","))
	put("objects", strings.Join(p.Objects, ","))
	put("text", p.Text)
	return b.String()
}

func lines(k *kept) (got []string) {
	for _, p := range k.posts {
		got = append(got, line(p))
	}
	return got
}

// problems lists the rejects and warnings as "row column problem".
func problems(k *kept) (got []string) {
	for _, i := range k.issues {
		word := "warn"
		if i.Reject {
			word = "reject"
		}
		got = append(got, fmt.Sprintf("%s %d %s %s", word, i.Row, i.Column, i.Problem.Key))
	}
	return got
}

// realFile opens a file of the shared real data, unpacked, or skips the test.
func realFile(t testing.TB, name string) io.Reader {
	t.Helper()
	path := filepath.Join(realData(t), filepath.FromSlash(name))
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("real data: %v", err)
	}
	t.Cleanup(func() { f.Close() })
	switch filepath.Ext(name) {
	case ".gz":
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		return z
	case ".zst":
		z, err := zstd.NewReader(f, zstd.WithDecoderConcurrency(1))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(z.Close)
		return z
	}
	return f
}

// realData is the directory shared/data beside the module's root.
func realData(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		try := filepath.Join(dir, "shared", "data", "posts")
		if _, err := os.Stat(try); err == nil {
			return try
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Skip("the real data are not here (shared/data beside the module)")
		}
		dir = up
	}
}

func TestFormats(t *testing.T) {
	var names []string
	for _, f := range post.Formats() {
		names = append(names, f.Name)
		if f.Kind != source.Posts || f.Doc.En == "" || f.Doc.Es == "" || f.Sniff == nil || f.Read == nil {
			t.Errorf("%s is not whole", f.Name)
		}
	}
	if want := []string{
		"ira", "x-v1", "x-v2", "twarc-csv", "x-io", "4cat", "zeeschuimer", "cnt",
		"crowdtangle", "crowdtangle-api", "meta-library", "telegram", "telethon", "bluesky", "mastodon", "youtube", "vk",
		"share-table", "csv", "jsonl",
	}; !slices.Equal(names, want) {
		t.Errorf("got %v, want %v", names, want)
	}
}

// stopper is a sink that takes no more after some calls.
type stopper struct{ left int }

var errStop = errors.New("stop")

func (s *stopper) take() error {
	if s.left--; s.left < 0 {
		return errStop
	}
	return nil
}

func (s *stopper) Record(*post.Post) error  { return s.take() }
func (s *stopper) Issue(source.Issue) error { return s.take() }

// TestReadersStop holds that what a sink returns ends the reading, wherever it
// is returned, and that a stream which breaks or a context that ends is told.
func TestReadersStop(t *testing.T) {
	broken := errors.New("broken")
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for name, in := range map[string]string{
		"ira":         iraOriginal + iraOriginal,
		"x-v2":        xPage + xFlat + xStream,
		"share-table": "object_id,account_id,content_id,timestamp_share\n" + strings.Repeat("o,a,c,1530475200\no,,c,1\n", 600),
		"csv":         "account,time,text,id\n" + strings.Repeat("a,1530475200,x,1.2E+18\n", 1200),
		"jsonl":       strings.Repeat(`{"account":"a","time":1530475200,"text":"x","id":1.2E+18}`+"\n", 20) + "{\n",
	} {
		f := format(t, name)
		for left := range 4 {
			if err := f.Read(context.Background(), source.NewStream(strings.NewReader(in)), source.Options{}, &stopper{left}); !errors.Is(err, errStop) {
				t.Errorf("%s: after %d calls: %v", name, left, err)
			}
		}
		cut := io.MultiReader(strings.NewReader(in), iotest.ErrReader(broken))
		if err := f.Read(context.Background(), source.NewStream(cut), source.Options{}, &kept{}); !errors.Is(err, broken) {
			t.Errorf("%s: broken stream: %v", name, err)
		}
		long := strings.Repeat(in[strings.IndexByte(in, '\n')+1:], 300)
		if name == "x-v2" || name == "jsonl" {
			long = in
		}
		stream := strings.NewReader(in[:strings.IndexByte(in, '\n')+1] + long)
		if err := f.Read(cancelled, source.NewStream(stream), source.Options{}, &kept{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: cancelled: %v", name, err)
		}
	}
}
