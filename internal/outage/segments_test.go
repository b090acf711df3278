package outage

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The first case is the example of Ruzzo and Tompa 1999, section 2.
func TestSegments(t *testing.T) {
	for _, c := range []struct {
		scores []int
		want   [][2]int
	}{
		{[]int{4, -5, 3, -3, 1, 2, -2, 2, -2, 1, 5}, [][2]int{{0, 1}, {2, 3}, {4, 11}}},
		{[]int{-1, -1}, nil},
		{[]int{1, 0, 0, 1, -1}, [][2]int{{0, 4}}},
		{nil, nil},
	} {
		if d := cmp.Diff(c.want, segments(c.scores)); d != "" {
			t.Errorf("segments of %v (-want +got):\n%s", c.scores, d)
		}
	}
}
