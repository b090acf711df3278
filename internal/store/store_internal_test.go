package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/durable"
	"github.com/unveil-project/unveil/internal/durable/crashfs"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
)

// putPosts stages a source of n posts, in two batches, with one reject.
func putPosts(w *Writer, name string, n int) error {
	if err := w.NeedKeys(); err != nil {
		return err
	}
	src := w.Begin()
	h := NewHasher()
	b := w.Batch()
	for i := range n {
		p := post.Post{Where: source.Where{Row: int64(i + 1), Length: 10}, Platform: "x", ID: fmt.Sprintf("%s-%d", name, i), Account: fmt.Sprintf("a%d", i%3), Time: int64(1e15) - int64(i)*1e6, Text: "text " + name, Links: []string{"https://example.org/" + name}}
		version, dup := w.Key(h.Post(&p))
		if dup {
			continue
		}
		b.AddPost(&p, Origin{Source: src, Version: version, Digest: source.Digest{byte(i)}})
		if i == n/2 {
			if err := w.Put(b); err != nil {
				return err
			}
			b = w.Batch()
		}
	}
	if err := w.Put(b); err != nil {
		return err
	}
	if err := w.Issue(NewIssue(source.Issue{Reject: true, Problem: lang.M("not-a-post")}, src, name, source.Digest{9})); err != nil {
		return err
	}
	return w.End(source.Info{Name: name, Kind: source.Posts, Format: "test", SHA256: fmt.Sprintf("%064x", len(name)), Read: int64(n), Kept: int64(n), NativeID: true}, nil)
}

// addPosts adds a source and commits.
func addPosts(c *Case, name string, n int) (err error) {
	w, err := c.Writer("test")
	if err != nil {
		return err
	}
	if err := putPosts(w, name, n); err != nil {
		return errors.Join(err, w.Abort())
	}
	return w.Commit()
}

// contents reads everything that a case holds.
func contents(c *Case) (string, error) {
	var b strings.Builder
	for o, err := range c.Posts(context.Background()) {
		if err != nil {
			return "", err
		}
		fmt.Fprintln(&b, o.Source, o.Record.ID, o.Record.Time, o.Record.Links)
	}
	for i, err := range c.Issues() {
		if err != nil {
			return "", err
		}
		fmt.Fprintln(&b, i.File, i.Reason)
	}
	return b.String(), nil
}

// TestCrash adds twice to a case on a disk that goes down at every possible
// operation and holds, on many of the disks that could remain, that the case
// is as it was before or after each add, and after one that was acknowledged.
func TestCrash(t *testing.T) {
	states := []string{}
	good := crashfs.New(-1)
	if err := create(good, []byte("name: x\n")); err != nil {
		t.Fatal(err)
	}
	c, err := open("", good)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"", "one", "second"} {
		if name != "" {
			if err := addPosts(c, name, 20); err != nil {
				t.Fatal(err)
			}
		}
		s, err := contents(c)
		if err != nil {
			t.Fatal(err)
		}
		states = append(states, s)
	}
	for limit := 0; limit <= good.Operations(); limit++ {
		f := crashfs.New(limit)
		acked := -1
		if create(f, []byte("name: x\n")) == nil {
			if c, err := open("", f); err == nil {
				acked = 0
				for i, name := range []string{"one", "second"} {
					if addPosts(c, name, 20) != nil {
						break
					}
					acked = i + 1
				}
			}
		}
		for seed := range uint64(5) {
			woken := f.Crash(rand.New(rand.NewPCG(seed, uint64(limit))))
			c, err := open("", woken)
			if err != nil {
				if acked >= 0 {
					t.Fatalf("crash at %d, seed %d: a committed case cannot be opened: %v", limit, seed, err)
				}
				continue
			}
			got, err := contents(c)
			if err != nil {
				t.Fatalf("crash at %d, seed %d: %v", limit, seed, err)
			}
			at := -1
			for i, s := range states {
				if got == s {
					at = i
				}
			}
			if at < acked || at > acked+1 {
				t.Fatalf("crash at %d, seed %d: %d adds were acknowledged, the case holds %d:\n%s", limit, seed, acked, at, got)
			}
			if at < 0 || seed > 0 {
				continue
			}
			if err := addPosts(c, "later", 5); err != nil {
				t.Fatalf("crash at %d, seed %d: the case cannot be written to any more: %v", limit, seed, err)
			}
		}
	}
}

func newCase(t *testing.T) *Case {
	t.Helper()
	c, err := Create(filepath.Join(t.TempDir(), "case"), []byte("name: x\n"))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestRoundTrip(t *testing.T) {
	c := newCase(t)
	w, err := c.Writer("test")
	if err != nil {
		t.Fatal(err)
	}
	wantPost := post.Post{
		Where: source.Where{Row: 3, Offset: 99, Length: 7}, Platform: "x", ID: "1", Account: "2", Handle: "h", Time: 5, Act: post.Quote,
		Text: "ñ\n\"", Language: "es", Client: "c", RepostOf: "r", ReplyTo: "s", Links: []string{"l1", "l2"}, Hashtags: []string{"t"},
		Mentions: []string{"m"}, Media: []string{"p"}, Objects: []string{"o"},
	}
	wantRequest := request.Request{
		Where: source.Where{Row: 1, Offset: 2, Length: 3}, Time: -4, Client: "192.0.2.1", User: "u", Site: "example.org", Method: "GET",
		Path: "/p", Query: "q", Protocol: "HTTP/2.0", Status: 499, Bytes: request.Unknown, Referer: "r", Agent: "a", Duration: 17,
	}
	wantSheet := sheet.Sheet{
		Where: source.Where{Row: 1, Offset: 2, Length: 3}, Contest: "c", Station: "s", State: "1", District: "2", Town: "3", Section: "4",
		Stratum: "5", Special: true, Registered: 6, Time: 7, Modified: true, Origin: "o",
		Figures: []sheet.Figure{{Name: "A", Role: sheet.Option, Votes: 1}, {Name: "T", Role: sheet.Total, Votes: 1}},
	}
	src := w.Begin()
	origin := Origin{Source: src, Version: 2, Digest: source.Digest{1, 2, 3}}
	for _, add := range []func(*Batch){
		func(b *Batch) { b.AddPost(&wantPost, origin) },
		func(b *Batch) { b.AddRequest(&wantRequest, origin) },
		func(b *Batch) { b.AddSheet(&wantSheet, origin) },
	} {
		b := w.Batch()
		add(b)
		if err := w.Put(b); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.End(source.Info{Name: "f", SHA256: "00"}, nil), w.Commit()); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	for o, err := range c.Posts(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(source.Obs[post.Post]{Record: wantPost, Source: src, Version: 2, Digest: origin.Digest}, *o); d != "" {
			t.Errorf("post -want +got\n%s", d)
		}
	}
	for o, err := range c.Requests(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(wantRequest, o.Record); d != "" {
			t.Errorf("request -want +got\n%s", d)
		}
	}
	for o, err := range c.Sheets(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(wantSheet, o.Record); d != "" {
			t.Errorf("sheet -want +got\n%s", d)
		}
	}
}

// TestOrder holds that records come by time, then by the SHA-256 of their
// source, then by row, however they were added, from a case and from memory.
func TestOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	c, m := newCase(t), NewMemory()
	for _, sha := range []string{"bb", "aa", "cc"} {
		w, err := c.Writer("test")
		if err != nil {
			t.Fatal(err)
		}
		src := w.Begin()
		m.Begin()
		row := int64(0)
		for range 3 {
			b, b2 := w.Batch(), m.Batch()
			for range 500 {
				row++
				q := request.Request{Where: source.Where{Row: row}, Time: r.Int64N(300), Client: "192.0.2.1"}
				b.AddRequest(&q, Origin{Source: src})
				b2.AddRequest(&q, Origin{Source: src})
			}
			if err := errors.Join(w.Put(b), m.Put(b2)); err != nil {
				t.Fatal(err)
			}
		}
		info := source.Info{Name: sha, SHA256: sha, Read: row, Kept: row}
		if err := errors.Join(w.End(info, nil), w.Commit(), m.End(info, nil)); err != nil {
			t.Fatal(err)
		}
	}
	type key struct {
		time int64
		sha  string
		row  int64
	}
	var got, got2 []key
	for o, err := range c.Requests(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, key{o.Record.Time, c.Sources()[o.Source].SHA256, o.Record.Row})
	}
	for o := range m.Requests(context.Background()) {
		got2 = append(got2, key{o.Record.Time, m.Sources()[o.Source].SHA256, o.Record.Row})
	}
	if len(got) != 4500 {
		t.Fatalf("%d records", len(got))
	}
	for i := 1; i < len(got); i++ {
		a, b := got[i-1], got[i]
		if a.time > b.time || a.time == b.time && (a.sha > b.sha || a.sha == b.sha && a.row >= b.row) {
			t.Fatalf("%v comes before %v", a, b)
		}
	}
	if d := cmp.Diff(got, got2, cmp.AllowUnexported(key{})); d != "" {
		t.Errorf("-case +memory\n%s", d)
	}
}

func TestOneWriter(t *testing.T) {
	c := newCase(t)
	w, err := c.Writer("unveil add")
	if err != nil {
		t.Fatal(err)
	}
	other, err := Open(c.Dir)
	if err != nil {
		t.Fatalf("a reader is blocked: %v", err)
	}
	var busy *BusyError
	if _, err := other.Writer("unveil detect"); !errors.As(err, &busy) || !strings.Contains(busy.Holder, "unveil add (process ") {
		t.Errorf("second writer: %v", err)
	}
	if err := w.Abort(); err != nil {
		t.Fatal(err)
	}
	w, err = other.Writer("unveil detect")
	if err != nil {
		t.Fatalf("the lock was not given back: %v", err)
	}
	if err := w.Abort(); err != nil {
		t.Fatal(err)
	}
}

func TestAbortLeavesNothing(t *testing.T) {
	c := newCase(t)
	if err := addPosts(c, "one", 20); err != nil {
		t.Fatal(err)
	}
	before := files(t, c.Dir)
	w, err := c.Writer("test")
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(putPosts(w, "second", 20), w.Abort()); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, files(t, c.Dir)); d != "" {
		t.Errorf("-before +after\n%s", d)
	}
}

// files lists what a directory holds, but for the lock.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == lockName {
			return err
		}
		b, err := os.ReadFile(p)
		all[p] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestVersions holds the duplicate rule for records with a native id.
func TestVersions(t *testing.T) {
	c := newCase(t)
	if err := addPosts(c, "one", 20); err != nil {
		t.Fatal(err)
	}
	for _, rebuild := range []bool{false, true} {
		if rebuild {
			if err := os.RemoveAll(filepath.Join(c.Dir, indexDir)); err != nil {
				t.Fatal(err)
			}
			if err := os.Mkdir(filepath.Join(c.Dir, indexDir), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		w, err := c.Writer("test")
		if err != nil {
			t.Fatal(err)
		}
		if err := w.NeedKeys(); err != nil {
			t.Fatal(err)
		}
		w.Begin()
		same := post.Post{Platform: "x", ID: "one-4", Account: "a1", Time: int64(1e15) - 4e6, Text: "text one", Links: []string{"https://example.org/one"}}
		if _, dup := w.Key(NewHasher().Post(&same)); !dup {
			t.Errorf("rebuild %v: the same post is no duplicate", rebuild)
		}
		same.Text = "edited"
		if v, dup := w.Key(NewHasher().Post(&same)); dup || v != 1 {
			t.Errorf("rebuild %v: edited post: version %d duplicate %v", rebuild, v, dup)
		}
		w.back()
		if v, dup := w.Key(NewHasher().Post(&same)); dup || v != 1 {
			t.Errorf("rebuild %v: after taking back: version %d duplicate %v", rebuild, v, dup)
		}
		if err := w.Abort(); err != nil {
			t.Fatal(err)
		}
	}
}

// readOnly is a disk that nothing can be written to.
type readOnly struct{ durable.FS }

func (readOnly) Create(string, fs.FileMode) (durable.File, error) { return nil, fs.ErrPermission }
func (readOnly) Rename(string, string) error                      { return fs.ErrPermission }
func (readOnly) Remove(string) error                              { return fs.ErrPermission }
func (readOnly) Mkdir(string) error                               { return fs.ErrPermission }
func (readOnly) SyncDir(string) error                             { return fs.ErrPermission }

func TestReadOnlyMedia(t *testing.T) {
	c := newCase(t)
	if err := addPosts(c, "one", 20); err != nil {
		t.Fatal(err)
	}
	want, err := contents(c)
	if err != nil {
		t.Fatal(err)
	}
	r, err := open("", readOnly{c.fs})
	if err != nil {
		t.Fatal(err)
	}
	got, err := contents(r)
	if err != nil || got != want {
		t.Errorf("%v, -want +got\n%s", err, cmp.Diff(want, got))
	}
}

func TestDamage(t *testing.T) {
	c := newCase(t)
	if err := addPosts(c, "one", 20); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(c.Dir, c.man.Segments[0].File)
	if err := os.Truncate(name, 100); err != nil {
		t.Fatal(err)
	}
	if _, err := contents(c); err == nil || !strings.Contains(err.Error(), "the case is damaged") {
		t.Errorf("a cut segment: %v", err)
	}
	for _, m := range []string{`{"format":99}`, `{"format":1,"segments":[{"file":"../../etc/passwd"}]}`, `{"format":1,"sources":[],"segments":[{"file":"segments/x","source":1}]}`, `{`, `{"format":1,"findings":{"file":"/etc/passwd"}}`} {
		if err := os.WriteFile(filepath.Join(c.Dir, manifestName), []byte(m), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(c.Dir); err == nil {
			t.Errorf("manifest %s was accepted", m)
		}
	}
	if _, err := Open(t.TempDir()); !errors.Is(err, ErrNoCase) {
		t.Errorf("an empty directory: %v", err)
	}
	if _, err := Create(c.Dir, nil); !errors.Is(err, ErrExists) {
		t.Errorf("creating over a case: %v", err)
	}
}
