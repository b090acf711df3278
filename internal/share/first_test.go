package share_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/share"
)

// TestFirst holds that an id counts once even where its first post shares
// nothing of the kind, and that rows of a share table have no such ids.
func TestFirst(t *testing.T) {
	posts := []post.Post{
		{ID: "1", Account: "a", Time: 1},
		{ID: "1", Account: "a", Time: 2, ReplyTo: "r"},
		{ID: "2", Account: "b", Time: 3, ReplyTo: "r"},
		{Account: "c", Time: 4, ReplyTo: "r"},
		{Account: "c", Time: 5, ReplyTo: "r"},
	}
	for _, c := range []struct {
		first, native bool
		want          []string
	}{
		{true, true, []string{"reply b 3 o0 p0 r", "reply c 4 o0 p1 r", "reply c 5 o0 p2 r"}},
		{true, false, []string{"reply a 2 o0 p0 r", "reply b 3 o0 p1 r", "reply c 4 o0 p2 r", "reply c 5 o0 p3 r"}},
		{false, true, []string{"reply a 2 o0 p0 r", "reply b 3 o0 p1 r", "reply c 4 o0 p2 r", "reply c 5 o0 p3 r"}},
	} {
		got := rows(build(t, share.Options{Kinds: share.Of(share.Reply), First: c.first}, c.native, posts...))
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("first %v, ids %v (-want +got):\n%s", c.first, c.native, diff)
		}
	}
}

// TestStepOfOneMoment holds that a clock of minutes is told by two different
// times at least.
func TestStepOfOneMoment(t *testing.T) {
	const second, minute = 1_000_000, 60_000_000
	for _, c := range []struct {
		times []int64
		want  int64
	}{
		{[]int64{0}, second},
		{[]int64{minute, minute, minute}, second},
		{[]int64{minute, 2 * minute}, minute},
		{[]int64{0, 30 * second}, second},
		{[]int64{5, 5}, 1},
	} {
		var posts []post.Post
		for _, at := range c.times {
			posts = append(posts, post.Post{Account: "a", Time: at, Objects: []string{"x"}})
		}
		if got := build(t, share.Options{Kinds: share.Of(share.Object)}, false, posts...).Step; got != c.want {
			t.Errorf("%v: step %d, want %d", c.times, got, c.want)
		}
	}
}

// TestNoTextOfShares holds that a row of a share table has no text where
// empty texts count, and a post without words has.
func TestNoTextOfShares(t *testing.T) {
	o := share.Options{Kinds: share.Of(share.Object, share.Text), Form: func(_ share.Kind, dst []byte, s string) []byte { return append(dst, s...) }}
	got := rows(build(t, o, false, post.Post{ID: "1", Account: "a", Objects: []string{"x"}}, post.Post{ID: "2", Account: "b"}))
	if diff := cmp.Diff([]string{"object a 0 o0 p0", "text b 0 o1 p1"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
