package network_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/network"
)

// randomShares makes a table of popular and rare objects.
func randomShares(seed uint64, n, objects, accounts int, span int64) *network.Shares {
	rng := rand.New(rand.NewPCG(seed, 3))
	s := &network.Shares{}
	for i := range n {
		o := min(rng.IntN(objects), rng.IntN(objects), rng.IntN(objects))
		s.Add(uint32(o), uint32(rng.IntN(accounts)), uint32(i), rng.Int64N(span))
	}
	s.Group(objects)
	return s
}

// brute counts distinct objects met on by comparing all rows with all.
func brute(s *network.Shares, window int64) []network.PairCount {
	seen := map[[3]uint32]bool{}
	count := map[[2]uint32]uint32{}
	for i := range s.Len() {
		for j := range i {
			a, b := min(s.Account[i], s.Account[j]), max(s.Account[i], s.Account[j])
			apart := s.Time[i] - s.Time[j]
			if s.Object[i] != s.Object[j] || a == b || max(apart, -apart) > window || seen[[3]uint32{a, b, s.Object[i]}] {
				continue
			}
			seen[[3]uint32{a, b, s.Object[i]}] = true
			count[[2]uint32{a, b}]++
		}
	}
	var out []network.PairCount
	for k, n := range count {
		out = append(out, network.PairCount{A: k[0], B: k[1], Objects: n})
	}
	slices.SortFunc(out, func(x, y network.PairCount) int { return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B)) })
	return out
}

func TestPairs(t *testing.T) {
	for seed := range uint64(8) {
		for _, window := range []int64{0, 1, 20, 5000} {
			s := randomShares(seed, 1500, 40, 60, 1000)
			got, total := s.Pairs(network.Pairing{Window: window})
			if diff := gocmp.Diff(brute(s, window), got); diff != "" {
				t.Fatalf("seed %d, window %d (-want +got):\n%s", seed, window, diff)
			}
			sum := 0
			for _, p := range got {
				sum += int(p.Objects)
			}
			if sum != total {
				t.Errorf("seed %d, window %d: total %d, want %d", seed, window, total, sum)
			}
		}
	}
}

func TestPairsKeep(t *testing.T) {
	s := &network.Shares{}
	for i, a := range []uint32{0, 1, 2} {
		s.Add(0, a, uint32(i), int64(i))
	}
	s.Group(1)
	got, _ := s.Pairs(network.Pairing{Window: 10, Keep: []bool{true, false, true}})
	if diff := gocmp.Diff([]network.PairCount{{A: 0, B: 2, Objects: 1}}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestEachPairBound holds that the work grows with the shares, not with the
// square of an object's popularity.
func TestEachPairBound(t *testing.T) {
	s := &network.Shares{}
	const n, follow = 10000, 64
	for i := range n {
		s.Add(0, uint32(i), uint32(i), 0)
	}
	s.Group(1)
	calls := 0
	s.EachPair(1, follow, func(int, int) { calls++ })
	if want := n*follow - follow*(follow+1)/2; calls != want {
		t.Errorf("%d pairs, want %d", calls, want)
	}
}

func BenchmarkPairs(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		s := randomShares(1, n, n/15, n/50, 1200)
		_, met := s.Pairs(network.Pairing{Window: 60, Follow: 64, Least: 3})
		b.Run(map[int]string{100_000: "100k", 1_000_000: "1M"}[n], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.Pairs(network.Pairing{Window: 60, Follow: 64, Least: 3})
			}
			b.ReportMetric(float64(met)/float64(n), "pairs/share")
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "shares/s")
		})
	}
}
