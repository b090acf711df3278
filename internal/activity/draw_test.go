package activity_test

import (
	"fmt"
	"testing"

	"github.com/unveil-project/unveil/internal/activity"
	"github.com/unveil-project/unveil/internal/post"
)

// TestGroupsOfEquals holds that where all accounts post as much, each of them
// is drawn about as often as any other.
func TestGroupsOfEquals(t *testing.T) {
	r := activity.NewReader(activity.Options{})
	var all []int
	for a := range 60 {
		for i := range 12 {
			r.Add(&post.Post{Account: fmt.Sprintf("a%02d", a), Time: int64(i) * 3600e6})
		}
		all = append(all, a)
	}
	drawn := make([]int, 60)
	for _, g := range activity.NewDrawing(r.Corpus(), all).Groups(all[:6], 1000, 1) {
		for _, a := range g {
			drawn[a]++
		}
	}
	for a, n := range drawn {
		if n < 30 || n > 300 { // 100 are expected; those at the ends get more
			t.Errorf("account %d was drawn %d times of 6,000", a, n)
		}
	}
}
