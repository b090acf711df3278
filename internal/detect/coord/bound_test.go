package coord_test

import (
	"fmt"
	"testing"

	"github.com/unveil-project/unveil/internal/post"
)

// TestTagSpam: of a post with hundreds of hashtags thirty enter, and the
// findings say so.
func TestTagSpam(t *testing.T) {
	w := scene(1, 12)
	var tags []string
	for i := range 300 {
		tags = append(tags, fmt.Sprint("relleno", i))
	}
	clean := detectAll(t, newObservations(w.posts), nil)
	for i := range 40 {
		w.add(post.Post{Account: fmt.Sprint("spam", i%20), Time: epoch + int64(i)*hour, Text: "hola", Hashtags: tags})
	}
	fs := detectAll(t, newObservations(w.posts), nil)
	if len(fs) != 1 {
		t.Fatalf("%d findings, want 1\n%s", len(fs), summary(fs))
	}
	if n, m := len(clean[0].Limits), len(fs[0].Limits); m != n+1 || fs[0].Limits[m-1].Key != "coord.limit.crammed" {
		t.Errorf("limits: %v", fs[0].Limits)
	}
}

// TestOncers holds that accounts that can never be part of an edge cost
// nothing in pairs: those with fewer than three posts or objects.
func TestOncers(t *testing.T) {
	var posts []post.Post
	for i := range 100_000 {
		posts = append(posts, post.Post{Account: fmt.Sprint("u", i%40_000), Time: epoch + int64(i)*sec/200, Hashtags: []string{"x"}})
	}
	o := newObservations(posts)
	r := testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			detectAll(b, o, nil)
		}
	})
	if r.AllocedBytesPerOp() > 120<<20 {
		t.Errorf("%d MiB taken in all for %d posts", r.AllocedBytesPerOp()>>20, len(posts))
	}
}
