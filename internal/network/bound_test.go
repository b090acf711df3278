package network_test

import (
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/network"
)

// TestFilterLosesNothing compares the listed pairs of a large crowd, counted
// with the filter, with those counted without it.
func TestFilterLosesNothing(t *testing.T) {
	s := randomShares(2, 100_000, 200, 2500, 500)
	q := network.Pairing{Window: 60, Follow: 64}
	all, total := s.Pairs(q)
	var want []network.PairCount
	for _, p := range all {
		if p.Objects >= 3 {
			want = append(want, p)
		}
	}
	q.Least = 3
	met := 0
	q.Met = func(int64) { met++ }
	got, again := s.Pairs(q)
	if total < 2<<20 || total != again || met < total {
		t.Errorf("%d meetings in the first run, %d in the second, %d calls", total, again, met)
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
