package share_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/drill/chance"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/share"
)

// build makes the table of some posts.
func build(t testing.TB, o share.Options, nativeID bool, posts ...post.Post) *share.Table {
	t.Helper()
	b := share.NewBuilder(o)
	defer b.Close()
	b.File(nativeID)
	for i := range posts {
		if err := b.Record(&posts[i]); err != nil {
			t.Fatal(err)
		}
	}
	tab, err := b.Finish(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

// rows writes a table as lines "kind account time object-number post-number";
// an object's name follows where it has one.
func rows(t *share.Table) []string {
	var out []string
	for i, o := range t.Object {
		line := fmt.Sprintf("%s %s %d o%d p%d", t.Kinds[o], t.Accounts[t.Account[i]], t.Time[i], o, t.Post[i])
		if t.Objects[o] != "" {
			line += " " + t.Objects[o]
		}
		out = append(out, line)
	}
	return out
}

const words = "these are surely enough words for a text"

func TestKinds(t *testing.T) {
	p := func(account string, at int64) post.Post {
		return post.Post{
			Account: account, Time: at, Text: words + " @" + account + " #Tag", ReplyTo: "r1",
			Hashtags: []string{"Tag", "tag"}, Links: []string{"https://www.news.example.co.uk/a?utm_source=x"},
			Mentions: []string{"Some"}, Media: []string{"m1"}, Objects: []string{"thing"},
		}
	}
	for kind, name := range map[share.Kind]string{
		share.Hashtag: "tag", share.Link: "news.example.co.uk/a", share.Domain: "example.co.uk",
		share.Text: words + " #tag", share.Reply: "r1", share.Mention: "some", share.Media: "m1", share.Object: "thing",
	} {
		t.Run(kind.String(), func(t *testing.T) {
			got := rows(build(t, share.Options{Kinds: share.Of(kind)}, false, p("b", 1), p("a", 2)))
			want := []string{fmt.Sprintf("%s b 1 o0 p0 %s", kind, name), fmt.Sprintf("%s a 2 o0 p1 %s", kind, name)}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestDomain(t *testing.T) {
	for link, want := range map[string]string{
		"https://a.b.gob.mx/x":         "b.gob.mx",
		"http://WWW.Example.ORG:8080/": "example.org",
		"https://192.0.2.7/path":       "192.0.2.7",
		"https://[2001:db8::1]/x":      "[2001:db8::1]",
		"https://user@example.org/x":   "example.org",
		"localhost/x":                  "localhost",
		"https://example.org.":         "example.org",
	} {
		got := rows(build(t, share.Options{Kinds: share.Of(share.Domain)}, false,
			post.Post{Account: "a", Links: []string{link}}, post.Post{Account: "b", Links: []string{link}}))
		if len(got) != 2 || !strings.HasSuffix(got[0], " "+want) {
			t.Errorf("%s: %q, want %s", link, got, want)
		}
	}
}

func TestPostsCountOnceAndRowsAlways(t *testing.T) {
	two := []post.Post{
		{Account: "a", ID: "7", Hashtags: []string{"x"}, Objects: []string{"y"}},
		{Account: "b", ID: "8", Hashtags: []string{"x"}, Objects: []string{"y"}},
		{Account: "a", ID: "7", Time: 5, Hashtags: []string{"x", "z"}, Objects: []string{"y"}},
	}
	got := rows(build(t, share.Options{Kinds: share.Of(share.Hashtag)}, true, two...))
	if diff := cmp.Diff([]string{"hashtag a 0 o0 p0 x", "hashtag b 0 o0 p1 x", "hashtag a 5 o1 p0"}, got); diff != "" {
		t.Errorf("a post that comes again (-want +got):\n%s", diff)
	}
	got = rows(build(t, share.Options{Kinds: share.Of(share.Object)}, false, two...))
	if diff := cmp.Diff([]string{"object a 0 o0 p0 y", "object b 0 o0 p1 y", "object a 5 o0 p0 y"}, got); diff != "" {
		t.Errorf("rows of a share table (-want +got):\n%s", diff)
	}
}

// A repost counts as one alone, unless nothing tells what it reposts.
func TestReposts(t *testing.T) {
	all := share.Options{Kinds: share.Of(share.Repost, share.Hashtag, share.Text)}
	posts := []post.Post{
		{Account: "a", Act: post.Repost, RepostOf: "1", Hashtags: []string{"x"}},
		{Account: "b", Act: post.Repost, Text: words, Hashtags: []string{"x"}},
		{Account: "c", Act: post.Repost, Text: "short", Hashtags: []string{"x"}},
		{Account: "d", Text: words, Hashtags: []string{"x"}},
	}
	tab := build(t, all, false, posts...)
	want := []string{"repost a 0 o0 p0", "repost b 0 o1 p1", "hashtag c 0 o2 p2 x", "hashtag d 0 o2 p3 x", "text d 0 o3 p3"}
	if diff := cmp.Diff(want, rows(tab)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if tab.Seen.Reposts != 2 {
		t.Errorf("%d reposts, want 2", tab.Seen.Reposts)
	}
	all.Reposted = true
	if got := len(rows(build(t, all, false, posts...))); got != 8 {
		t.Errorf("%d rows with what reposts hold, want 8", got)
	}
}

func TestPeriodAndShorteners(t *testing.T) {
	o := share.Options{Kinds: share.Of(share.Link), Since: 10, Until: 20}
	tab := build(t, o, false,
		post.Post{Account: "a", Time: 9, Links: []string{"https://example.org"}},
		post.Post{Account: "b", Time: 10, Links: []string{"https://bit.ly/Aa"}},
		post.Post{Account: "c", Time: 19, Links: []string{"https://bit.ly/Aa"}},
		post.Post{Account: "d", Time: 20, Links: []string{"https://example.org"}},
	)
	if diff := cmp.Diff([]string{"link b 10 o0 p0 bit.ly/Aa", "link c 19 o0 p1 bit.ly/Aa"}, rows(tab)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if tab.Seen.Outside != 2 || tab.Seen.Shortened != 2 || tab.Step != 1 {
		t.Errorf("%+v, step %d", tab.Seen, tab.Step)
	}
}

func TestSimilarTextsAreOneObject(t *testing.T) {
	long := "the candidate was seen yesterday leaving the market with three bags of oranges and nobody knows why"
	tab := build(t, share.Options{Kinds: share.Of(share.Similar)}, false,
		post.Post{Account: "a", Text: long + " #one"}, post.Post{Account: "b", Text: long + " today"},
		post.Post{Account: "c", Text: "something else entirely that has nothing to do with fruit at all"}, post.Post{Account: "d", Text: "short"})
	if len(tab.Object) != 3 || tab.Object[0] != tab.Object[1] || tab.Object[0] == tab.Object[2] {
		t.Errorf("%q", rows(tab))
	}
}

// The author's own post: its id is the name of the object.
func TestOwn(t *testing.T) {
	long := strings.Repeat("x", 300)
	tab := build(t, share.Options{Kinds: share.Of(share.Object)}, false,
		post.Post{Account: "a", ID: "c1", Objects: []string{"c1"}}, post.Post{Account: "b", ID: "c2", Objects: []string{"c1"}},
		post.Post{Account: "a", ID: long, Objects: []string{long}}, post.Post{Account: "a", ID: "c3", Objects: []string{"c4"}})
	if diff := cmp.Diff([]uint32{0, 2, share.NoPost}, tab.Own); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestActive(t *testing.T) {
	tab := build(t, share.Options{Kinds: share.Of(share.Object)}, false,
		post.Post{Account: "a", Objects: []string{"x"}}, post.Post{Account: "b", Objects: []string{"x"}}, post.Post{Account: "a", Objects: []string{"y"}})
	tab.Active(2)
	if diff := cmp.Diff([]string{"object a 0 o0 p0 x", "object a 0 o1 p2"}, rows(tab)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMemoryIsBounded(t *testing.T) {
	b := share.NewBuilder(share.Options{Kinds: share.Of(share.Object), Most: 2 << 20})
	defer b.Close()
	var err error
	for i := range 400_000 {
		name := fmt.Sprint("object ", i)
		if err = b.Record(&post.Post{Account: name, ID: name, Objects: []string{name}}); err != nil {
			break
		}
	}
	var m *share.MemoryError
	if !errors.As(err, &m) || m.Posts == 0 || m.Most != 2<<20 {
		t.Errorf("%v, want a MemoryError", err)
	}
	if _, err := b.Finish(context.Background()); !errors.As(err, &m) {
		t.Errorf("Finish: %v, want a MemoryError", err)
	}
}

// Strings that a reader yields are used again at once.
func TestNothingIsAliased(t *testing.T) {
	b := share.NewBuilder(share.Options{Kinds: share.Of(share.Hashtag)})
	defer b.Close()
	tags := []string{""}
	for i := range 20_000 {
		tags[0] = fmt.Sprint("t", i%7)
		if err := b.Record(&post.Post{Account: fmt.Sprint("a", i%5), Hashtags: tags}); err != nil {
			t.Fatal(err)
		}
	}
	tab, err := b.Finish(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a0", "a1", "a2", "a3", "a4"}, tab.Accounts); diff != "" {
		t.Error(diff)
	}
	names := slices.Sorted(slices.Values(tab.Objects))
	if diff := cmp.Diff([]string{"t0", "t1", "t2", "t3", "t4", "t5", "t6"}, names); diff != "" || tab.Len() != 20_000 {
		t.Error(tab.Len(), diff)
	}
}

// FuzzBuilder holds that no post breaks the columns: every number in them has
// a name or a place, whatever the strings hold.
func FuzzBuilder(f *testing.F) {
	f.Add("a", "id", "https://example.org/?x#y", "tag", words, false)
	f.Add("", "", "http://[::1", "#", "@", true)
	f.Add("\xff", "1", "//@:/.", "\u0000", "İ \u200d", true)
	f.Fuzz(func(t *testing.T, account, id, link, tag, text string, repost bool) {
		p := post.Post{Account: account, ID: id, Links: []string{link, link}, Hashtags: []string{tag}, Mentions: []string{tag}, Media: []string{link}, Objects: []string{tag}, Text: text, ReplyTo: id}
		if repost {
			p.Act, p.RepostOf = post.Repost, id
		}
		tab := build(t, share.Options{Kinds: share.Of(share.Kinds()...)}, true, p, p, post.Post{Account: link, Text: text, Hashtags: []string{tag}})
		if len(tab.Kinds) != len(tab.Objects) || len(tab.Own) != len(tab.Objects) {
			t.Fatalf("%d kinds, %d names, %d own", len(tab.Kinds), len(tab.Objects), len(tab.Own))
		}
		for i, o := range tab.Object {
			if int(o) >= len(tab.Objects) || int(tab.Account[i]) >= len(tab.Accounts) || int(tab.Post[i]) >= tab.Posts {
				t.Fatalf("row %d names what is not there", i)
			}
		}
	})
}

// BenchmarkBuilder numbers the rows of a share table.
func BenchmarkBuilder(b *testing.B) {
	const n = 1_000_000
	r := chance.New(1, "share/builder")
	posts := make([]post.Post, n)
	for i := range posts {
		f := r.Float64()
		posts[i] = post.Post{
			Account: fmt.Sprint("account", i/550), ID: fmt.Sprint(i), Time: int64(i) * 60_000_000,
			Objects: []string{fmt.Sprint("#hashtag", int(float64(n/15)*f*f*f))},
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		build(b, share.Options{Kinds: share.Of(share.Object)}, false, posts...)
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "shares/s")
}

// TestLater holds that a table whose texts are formed later is the same one.
func TestLater(t *testing.T) {
	r := chance.New(7, "share/later")
	var posts []post.Post
	for i := range 20_000 {
		p := post.Post{Account: fmt.Sprint("a", r.IntN(50)), ID: fmt.Sprint(r.IntN(15_000)), Time: int64(i), Text: fmt.Sprintf("%s number %d İ\xff", words, r.IntN(300))}
		switch r.IntN(6) {
		case 0:
			p.Text = "short"
		case 1:
			p.Text, p.Hashtags = "", []string{"x", fmt.Sprint(r.IntN(40))}
		case 2:
			p.Account, p.Act, p.RepostOf = "", post.Repost, fmt.Sprint(r.IntN(90))
		case 3:
			p.Text, p.Objects = strings.Repeat("long long ago ", 1+r.IntN(300)), []string{p.ID}
		}
		posts = append(posts, p)
	}
	for _, nativeID := range []bool{false, true} {
		o := share.Options{Kinds: share.Of(share.Text, share.Hashtag, share.Repost, share.Object)}
		want := build(t, o, nativeID, posts...)
		o.Later = true
		got := build(t, o, nativeID, posts...)
		if diff := cmp.Diff(want.Accounts, got.Accounts); diff != "" {
			t.Errorf("accounts (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(rows(want), rows(got)); diff != "" {
			t.Errorf("rows (-want +got):\n%.2000s", diff)
		}
		if diff := cmp.Diff(want.Seen, got.Seen); diff != "" || want.Posts != got.Posts {
			t.Errorf("%d and %d posts, seen (-want +got):\n%s", want.Posts, got.Posts, diff)
		}
	}
}
