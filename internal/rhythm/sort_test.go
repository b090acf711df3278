package rhythm_test

import (
	"math/rand/v2"
	"testing"

	"github.com/unveil-project/unveil/internal/rhythm"
)

// TestJoinedMany compares Joined with counting every pair, on few starts and
// on so many that they are sorted by digits, over an hour and over years, from
// before 1970 on.
func TestJoinedMany(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, span := range []int64{3600, 90 * 24 * 3600, 20 * 365 * 24 * 3600} {
		for _, each := range []int{5, 900} {
			starts := make([][]int64, 3)
			for a := range starts {
				for range each {
					starts[a] = append(starts[a], (rnd.Int64N(span)-span/2)*rhythm.Second)
				}
			}
			if got, want := rhythm.Joined(starts, rhythm.Minute), joinedSlowly(starts); got != want {
				t.Errorf("%d starts in %d s: %d joined, want %d", 3*each, span, got, want)
			}
		}
	}
}

func joinedSlowly(starts [][]int64) (n int) {
	for a, list := range starts {
		for _, t := range list {
			if hasNear(starts, a, t) {
				n++
			}
		}
	}
	return n
}

func hasNear(starts [][]int64, own int, t int64) bool {
	for a, list := range starts {
		for _, o := range list {
			if a != own && max(o-t, t-o) <= rhythm.Minute {
				return true
			}
		}
	}
	return false
}
