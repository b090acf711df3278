package known_test

import (
	"fmt"
	"testing"

	"github.com/unveil-project/unveil/internal/post"
)

// TestTiny holds that inputs in which nothing can be compared still make
// findings that can be written: run seals them, which no finding with a number
// that is none survives.
func TestTiny(t *testing.T) {
	file := fingerprintOf(t, month(1, "x"), ids("c", 8), "crew")
	plain := func(account string, at int64) post.Post { return post.Post{Account: account, Time: monday + at} }
	var moment []post.Post
	for i := range 600 {
		moment = append(moment, plain(fmt.Sprintf("p%02d", i%50), 0), plain(fmt.Sprintf("c%02d", i%2), 0))
	}
	for name, list := range map[string][]post.Post{
		"one post":             {plain("c00", 0)},
		"one account":          {plain("c00", 0), plain("c00", 1e6)},
		"two accounts":         {plain("c00", 0), plain("c01", 0)},
		"all in one second":    moment,
		"long before the file": {plain("c00", -1e17), plain("c01", -1e17)},
	} {
		for _, f := range run(t, list, ids("c", 2), file) {
			for _, m := range f.Measures {
				if m.Unit == "" {
					t.Errorf("%s: %s has no unit", name, m.Name)
				}
			}
		}
	}
}
