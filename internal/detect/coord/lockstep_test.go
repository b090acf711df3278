package coord_test

import (
	"fmt"
	"testing"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/post"
)

// instant makes n posts by some accounts in turn.
func instant(n, accounts int, at func(i int) int64, tag func(i int) string) []post.Post {
	posts := make([]post.Post, n)
	for i := range posts {
		posts[i] = post.Post{
			Account: fmt.Sprintf("a%d", i%accounts), Time: epoch + at(i), Text: "#" + tag(i) + " igual", Hashtags: []string{tag(i)},
		}
	}
	return posts
}

// TestLockstep: accounts that post the same at the same instant are not passed
// over where nothing is there to compare with, nor judged.
func TestLockstep(t *testing.T) {
	never := func(int) int64 { return 0 }
	one := func(int) string { return "x" }
	seven := func(i int) string { return fmt.Sprint("x", i%7) }
	tests := []struct {
		name              string
		posts             []post.Post
		accounts, objects float64
	}{
		{"one thing, one instant", instant(2000, 50, never, one), 50, 1},
		{"seven things, one instant", instant(5000, 100, never, seven), 100, 7},
		{
			"an action every ten minutes",
			instant(400, 20, func(i int) int64 { return int64(i/20) * 10 * min60 }, func(i int) string { return fmt.Sprint("x", i/20) }), 20, 20,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fs := detectAll(t, newObservations(tt.posts), nil)
			if len(fs) != 1 {
				t.Fatalf("%d findings, want 1\n%s", len(fs), summary(fs))
			}
			f := fs[0]
			if measure(t, f, "accounts") != tt.accounts || measure(t, f, "objects") != tt.objects || measure(t, f, "shares") != float64(len(tt.posts)) {
				t.Error(summary(fs))
			}
			if f.Term != "roughly even" || f.Confidence != finding.Low || f.Severity != finding.Note || len(f.Evidence) == 0 {
				t.Errorf("%s, %s, %s, %d pieces of evidence", f.Term, f.Confidence, f.Severity, len(f.Evidence))
			}
		})
	}
}

// TestNotLockstep: crowds, dates without hours and groups beside others.
func TestNotLockstep(t *testing.T) {
	one := func(int) string { return "x" }
	beside := newWorld(4)
	beside.organic(300)
	tests := []struct {
		name  string
		posts []post.Post
	}{
		{"a crowd, 50 posts a second", instant(9000, 3000, func(i int) int64 { return int64(i/50) * sec }, one)},
		{"dates alone", instant(600, 50, func(i int) int64 { return int64(i/100) * day }, one)},
		{"beside many others", append(beside.posts, instant(60, 6, func(int) int64 { return 0 }, one)...)},
	}
	for _, tt := range tests {
		for _, f := range detectAll(t, newObservations(tt.posts), nil) {
			if f.Headline.Key == "coord.lockstep.headline" {
				t.Errorf("%s:\n%s", tt.name, summary([]*finding.Finding{f}))
			}
		}
	}
}
