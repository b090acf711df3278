package activity_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/unveil-project/unveil/internal/activity"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/source"
)

// monday is the first Monday of July 2030, 00:00 UTC.
var monday = time.Date(2030, 7, 1, 0, 0, 0, 0, time.UTC).UnixMicro()

const (
	second = int64(1e6)
	hour   = 3600 * second
	day    = 24 * hour
)

// world makes posts of ordinary accounts p0, p1, … who post at any hour, and
// of a crew c0, c1, … that works from nine to six, three hours east of UTC,
// with one program, and begins at the same moments.
func world(ordinary, crew int, seed uint64) []post.Post {
	rnd := rand.New(rand.NewPCG(seed, 1))
	var out []post.Post
	for a := range ordinary {
		for d := range int64(28) {
			for range 2 + rnd.IntN(3) {
				out = append(out, post.Post{
					Account: fmt.Sprintf("p%d", a), Handle: fmt.Sprintf("person%d", a), Platform: "x", Act: post.Original,
					Time: monday + d*day + (7+rnd.Int64N(17))*hour + rnd.Int64N(3600)*second,
					Text: fmt.Sprintf("thought %d about the weather of today", rnd.IntN(1000)), Hashtags: []string{fmt.Sprintf("topic%d", rnd.IntN(4))},
					Language: "es", Client: []string{"web", "phone"}[rnd.IntN(2)], Since: monday - (100+rnd.Int64N(3000))*day,
				})
			}
		}
	}
	for d := range int64(28) {
		if d%7 >= 5 {
			continue
		}
		for _, at := range []int64{6, 9, 13} {
			begin := monday + d*day + at*hour + rnd.Int64N(3000)*second
			for a := range crew {
				out = append(out, post.Post{
					Account: fmt.Sprintf("c%d", a), Platform: "x", Act: post.Original, Time: begin + rnd.Int64N(20)*second,
					Text: "everybody should read this before the vote", Hashtags: []string{"vote"}, Links: []string{"https://example.org/a"},
					Language: "en", Client: "crewtool", Since: monday - 50*day + int64(a)*hour,
				})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b post.Post) int { return int(min(max(a.Time-b.Time, -1), 1)) })
	return out
}

// each yields posts in one reused place, as the store does.
func each(posts []post.Post) iter.Seq2[*source.Obs[post.Post], error] {
	return func(yield func(*source.Obs[post.Post], error) bool) {
		for _, p := range posts {
			if !yield(&source.Obs[post.Post]{Record: p}, nil) {
				return
			}
		}
	}
}

// read reads posts with all objects.
func read(t testing.TB, posts []post.Post) *activity.Corpus {
	t.Helper()
	c, err := activity.Read(each(posts), activity.Options{Objects: activity.Kinds()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// named finds the accounts whose names begin with a letter.
func named(c *activity.Corpus, letter byte) (out []int) {
	for a := range c.Accounts {
		if c.Accounts[a].Name[0] == letter {
			out = append(out, a)
		}
	}
	return out
}
