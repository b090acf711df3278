package activity_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/activity"
	"github.com/unveil-project/unveil/internal/bloc"
	"github.com/unveil-project/unveil/internal/fingerprint"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/rhythm"
)

// TestEvents holds which letters each kind of post gives.
func TestEvents(t *testing.T) {
	at := func(minutes int64) int64 { return monday + minutes*60*second }
	posts := []post.Post{
		{ID: "1", Account: "7", Handle: "ana", Time: at(0), Act: post.Original, Text: "look $ABC #one https://example.org/x", Hashtags: []string{"one"}, Links: []string{"https://example.org/x"}, Language: "en", Client: "web"},
		{ID: "2", Account: "7", Handle: "ana", Time: at(2), Act: post.Reply, ReplyTo: "1", Text: "and more", Mentions: []string{"ana"}, Language: "en", Client: "web"},
		{ID: "3", Account: "7", Handle: "anna", Time: at(10), Act: post.Reply, ReplyTo: "99", Text: "@b @c no", Mentions: []string{"b", "c"}, Language: "es", Client: "phone"},
		{ID: "4", Account: "7", Handle: "anna", Time: at(100), Act: post.Repost, RepostOf: "2", Text: "#one", Language: "es", Client: "phone"},
		{ID: "5", Account: "7", Handle: "anna", Time: at(2000), Act: post.Quote, RepostOf: "88", Media: []string{"m"}, Text: "see", Language: "es", Client: "phone"},
		{ID: "6", Account: "7", Handle: "anna", Time: at(2001), Act: post.Original, Text: "https://x.com/anna/status/5", Links: []string{"https://x.com/anna/status/5"}, Language: "es", Client: "phone"},
		{ID: "7", Account: "8", Time: at(2002), Act: post.Repost, RepostOf: "1"},
	}
	c := read(t, posts)
	want := bloc.Strings{Action: "T□π⚀p⚁ρ⚂T□T", Content: "(H¤Ut)(t)(mt)(Eqt)(φ)", Change: "(Nsλ)"}
	if d := cmp.Diff(want, bloc.Write(c.Events(0), nil)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if got := bloc.Write(c.Events(1), nil).Action; got != "r" {
		t.Errorf("a repost of somebody else is %q", got)
	}
}

func TestFind(t *testing.T) {
	c := read(t, []post.Post{{Account: "1", Handle: "ana", Time: 1}, {Account: "2", Time: 2}})
	found, unknown := c.Find([]string{"2", "ana", "1", "nobody"})
	if d := cmp.Diff([]int{1, 0}, found); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if d := cmp.Diff([]string{"nobody"}, unknown); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestPortrait holds what is said of the crew of a made-up world.
func TestPortrait(t *testing.T) {
	c := read(t, world(60, 8, 1))
	crew := named(c, 'c')
	p := c.Portray(crew, 1)
	if p.Accounts != 8 || p.Posts != 8*60 || p.Days != 20 {
		t.Errorf("%d accounts, %d posts, %d days", p.Accounts, p.Posts, p.Days)
	}
	if p.Zones.OfficeHours() < 0.9 {
		t.Errorf("models %v", p.Zones.Model)
	}
	if m := rhythm.Minutes(p.Zones.Best()); m < 120 || m > 240 {
		t.Errorf("offset %d min, want about 180", m)
	}
	if g := p.Together; g.Joined != g.Starts || g.P > 0.01 || g.Expected > float64(g.Starts)/2 {
		t.Errorf("sessions %+v", g)
	}
	if p.Made.Inside != 8 || p.Made.Dates != 8 {
		t.Errorf("made %+v", p.Made)
	}
	want := activity.Count{Name: "crewtool", Posts: 480, Share: 1, Others: 0}
	if d := cmp.Diff([]activity.Count{want}, p.Clients); d != "" {
		t.Errorf("clients: -want +got\n%s", d)
	}
	if p.Linked != 1 || p.Replies != 0 || p.Bots != 0 {
		t.Errorf("linked %v, replies %v, bots %d", p.Linked, p.Replies, p.Bots)
	}
}

// TestMeasuresAgainstOrdinary holds that the crew stands out where it should
// and a draw of ordinary accounts does not.
func TestMeasuresAgainstOrdinary(t *testing.T) {
	c := read(t, world(80, 8, 2))
	crew, people := named(c, 'c'), named(c, 'p')
	bench, drawing := activity.NewBench(c), activity.NewDrawing(c, people)
	groups := drawing.Groups(crew, 100, 3)
	if len(groups) != 100 {
		t.Fatalf("%d groups", len(groups))
	}
	own := bench.Of(crew).List()
	for i, name := range activity.MeasureNames() {
		var drawn []float64
		for _, g := range groups {
			if len(g) != len(crew) || len(slices.Compact(slices.Clone(g))) != len(g) {
				t.Fatalf("group %v", g)
			}
			drawn = append(drawn, bench.Of(g).List()[i])
		}
		share, n := activity.Percentile(own[i], drawn)
		want := slices.Contains([]string{"hours-alike", "sessions-joined", "one-client", "made-together"}, name)
		if high := share >= 0.95; n != 100 || want && !high {
			t.Errorf("%s: %v is above %v of %d", name, own[i], share, n)
		}
	}
	if d := cmp.Diff(groups, activity.NewDrawing(c, people).Groups(crew, 100, 3)); d != "" {
		t.Error("another run draws other groups")
	}
	if few := activity.NewDrawing(c, people[:15]); few.Can(8) || few.Groups(crew, 10, 1) != nil {
		t.Error("groups are drawn from fifteen accounts")
	}
}

func TestPercentile(t *testing.T) {
	nan := math.NaN()
	for _, tt := range []struct {
		value float64
		drawn []float64
		share float64
		n     int
	}{
		{3, []float64{1, 2, 3, 4, nan}, 0.625, 4}, {9, []float64{1, 2}, 1, 2}, {0, []float64{1}, 0, 1}, {1, nil, nan, 0}, {nan, []float64{1}, nan, 0},
	} {
		share, n := activity.Percentile(tt.value, tt.drawn)
		if n != tt.n || share != tt.share && !(math.IsNaN(share) && math.IsNaN(tt.share)) {
			t.Errorf("%v among %v: %v of %d", tt.value, tt.drawn, share, n)
		}
	}
}

// TestFingerprint holds that a fingerprint is the same every time, finds its
// own group again, and keeps below the floor what is below it.
func TestFingerprint(t *testing.T) {
	c := read(t, world(60, 8, 4))
	crew, people := named(c, 'c'), named(c, 'p')
	salt := c.Salt([]string{"b", "a"}, crew)
	if d := cmp.Diff(salt, c.Salt([]string{"a", "b"}, crew)); d != "" {
		t.Error("the salt depends on the order of the sources")
	}
	f, err := c.Fingerprint(crew, salt)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Objects["hashtags"]; len(got.Hashes) != 1 || got.Total != 1 || got.Level != 0 {
		t.Errorf("hashtags %+v", got)
	}
	// "everybody should read this before the vote" has five runs of three.
	if got := len(f.Objects["texts"].Hashes); got != 5 {
		t.Errorf("%d runs of words, want 5", got)
	}
	axes := c.NewMatch(f).Axes(crew)
	for i, name := range fingerprint.Axes()[:len(axes)] {
		if axes[i] < 0.999 {
			t.Errorf("%s: the group is %v like itself", name, axes[i])
		}
	}
	other := c.NewMatch(f).Axes(people[:8])
	for _, i := range []int{2, 3, 5, 6, 8} { // languages, clients, hashtags, links, texts
		if !(other[i] < 0.01) {
			t.Errorf("%s: ordinary people are %v like the crew", fingerprint.Axes()[i], other[i])
		}
	}
	again, err := read(t, world(60, 8, 4)).Fingerprint(crew, salt)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(f, again); d != "" {
		t.Errorf("another run differs\n%s", d)
	}
	var few *activity.TooFewError
	if _, err := c.Fingerprint(crew[:4], salt); !errors.As(err, &few) || few.Accounts != 4 {
		t.Errorf("four accounts: %v", err)
	}
}

// TestOneAccountLeavesNoTrace holds that what a single member used is not in
// the fingerprint.
func TestOneAccountLeavesNoTrace(t *testing.T) {
	posts := world(0, 8, 5)
	posts = append(posts, post.Post{Account: "c3", Time: posts[len(posts)-1].Time + 1e6, Hashtags: []string{"only mine"}, Client: "own program", Language: "xx", Text: "nobody else ever wrote these words here"})
	c := read(t, posts)
	f, err := c.Fingerprint(named(c, 'c'), make([]byte, 16))
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Objects["hashtags"].Hashes) != 1 || len(f.Clients) != 1 || len(f.Languages) != 1 || len(f.Objects["texts"].Hashes) != 5 {
		t.Errorf("traces of one account: %+v %+v %+v", f.Objects["hashtags"], f.Clients, f.Languages)
	}
}
