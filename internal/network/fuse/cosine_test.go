package fuse_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/network/fuse"
)

// shares makes a table of how often account a shared object o.
func shares(counts map[[2]uint32]int) *network.Shares {
	s := &network.Shares{}
	for a := range uint32(64) {
		for o := range uint32(64) {
			for k := range counts[[2]uint32{a, o}] {
				s.Add(o, a, 0, int64(k))
			}
		}
	}
	return s
}

// closely compares numbers to 1e-12.
var closely = cmpopts.EquateApprox(0, 1e-12)

// TestSimilar has cosines computed from the formula in Python, apart from this
// code: idf = ln((1+6)/(1+df)) + 1 with df 4, 3, 3, 3, 2.
func TestSimilar(t *testing.T) {
	s := shares(map[[2]uint32]int{
		{0, 0}: 2, {0, 1}: 1, {0, 2}: 1,
		{1, 0}: 1, {1, 1}: 3, {1, 4}: 2,
		{2, 2}: 1, {2, 3}: 2,
		{3, 3}: 1,
		{4, 0}: 1, {4, 1}: 1, {4, 2}: 1, {4, 3}: 1, {4, 4}: 5,
		{5, 0}: 4,
	})
	all := []fuse.Cosine{
		{A: 0, B: 1, Similarity: 0.5133727888003324},
		{A: 0, B: 2, Similarity: 0.20126642538146697},
		{A: 0, B: 4, Similarity: 0.25058545714465},
		{A: 0, B: 5, Similarity: 0.7713094451267039},
		{A: 1, B: 4, Similarity: 0.7279063111830255},
		{A: 1, B: 5, Similarity: 0.2187478011293821},
		{A: 2, B: 3, Similarity: 0.8944271909999159},
		{A: 2, B: 4, Similarity: 0.21536585857490148},
		{A: 3, B: 4, Similarity: 0.16052423326869525},
		{A: 4, B: 5, Similarity: 0.1375570718943001},
	}
	for _, threshold := range []float64{1e-9, 0.2, 0.5, 0.7, 0.9, 1} {
		var want []fuse.Cosine
		for _, c := range all {
			if c.Similarity >= threshold {
				want = append(want, c)
			}
		}
		got := fuse.Similar(s, 6, fuse.Likeness{Threshold: threshold})
		if diff := cmp.Diff(want, got, closely); diff != "" {
			t.Errorf("threshold %v (-want +got):\n%s", threshold, diff)
		}
	}
	var edges []fuse.Edge
	for a := range uint32(6) {
		for b := a + 1; b < 6; b++ {
			edges = append(edges, fuse.Edge{A: a, B: b})
		}
	}
	fuse.Cosines(s, 6, edges)
	var got []fuse.Cosine
	for _, e := range edges {
		if e.Weight > 0 {
			got = append(got, fuse.Cosine{A: e.A, B: e.B, Similarity: e.Weight})
		}
	}
	if diff := cmp.Diff(all, got, closely); diff != "" {
		t.Errorf("of given pairs (-want +got):\n%s", diff)
	}
}

// TestAccountsThatShareTheSame have similarity 1, and accounts without shares
// none, nor do they count among n.
func TestAccountsThatShareTheSame(t *testing.T) {
	s := shares(map[[2]uint32]int{{3, 1}: 1, {3, 2}: 2, {9, 1}: 1, {9, 2}: 2})
	want := []fuse.Cosine{{A: 3, B: 9, Similarity: 1}}
	if diff := cmp.Diff(want, fuse.Similar(s, 20, fuse.Likeness{Threshold: 1}), closely); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := fuse.Similar(&network.Shares{}, 3, fuse.Likeness{Threshold: 0.5}); got != nil {
		t.Errorf("of no shares: %v", got)
	}
}

// TestPopularObjects: a pair that has only a popular object in common is not
// looked at; one with another as well counts both.
func TestPopularObjects(t *testing.T) {
	s := shares(map[[2]uint32]int{{0, 0}: 1, {1, 0}: 1, {2, 0}: 1, {3, 0}: 1, {0, 1}: 1, {1, 1}: 1})
	all := fuse.Similar(s, 4, fuse.Likeness{Threshold: 0.1})
	got := fuse.Similar(s, 4, fuse.Likeness{Threshold: 0.1, Popular: 3})
	if len(all) != 6 {
		t.Fatalf("%d pairs without a bound, want 6", len(all))
	}
	if diff := cmp.Diff(all[:1], got, closely); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// plainly computes every cosine the long way.
func plainly(s *network.Shares, accounts int, threshold float64) []fuse.Cosine {
	rows := make([]map[uint32]float64, accounts)
	df, n := map[uint32]float64{}, 0.0
	for a := range rows {
		rows[a] = map[uint32]float64{}
	}
	for i, a := range s.Account {
		rows[a][s.Object[i]]++
	}
	for _, r := range rows {
		if len(r) > 0 {
			n++
		}
		for o := range r {
			df[o]++
		}
	}
	weigh := func(o uint32) float64 { return math.Log((1+n)/(1+df[o])) + 1 }
	dot := func(a, b map[uint32]float64) (sum float64) {
		for o := range uint32(64) {
			sum += a[o] * b[o] * weigh(o) * weigh(o)
		}
		return sum
	}
	var out []fuse.Cosine
	for a := range rows {
		for b := a + 1; b < accounts; b++ {
			if d := dot(rows[a], rows[b]); d > 0 {
				if c := d / math.Sqrt(dot(rows[a], rows[a])*dot(rows[b], rows[b])); c >= threshold {
					out = append(out, fuse.Cosine{A: uint32(a), B: uint32(b), Similarity: c})
				}
			}
		}
	}
	return out
}

// TestSimilarMissesNothing holds the index against the long way.
func TestSimilarMissesNothing(t *testing.T) {
	for seed := range uint64(25) {
		rng := rand.New(rand.NewPCG(seed, 1))
		s := &network.Shares{}
		for range 20 + rng.IntN(300) {
			o := uint32(math.Floor(40 * rng.Float64() * rng.Float64()))
			s.Add(o, uint32(rng.IntN(30)), 0, 0)
		}
		threshold := 0.05 + 0.9*rng.Float64()
		want := plainly(s, 30, threshold)
		got := fuse.Similar(s, 30, fuse.Likeness{Threshold: threshold})
		if diff := cmp.Diff(want, got, closely); diff != "" {
			t.Fatalf("seed %d, threshold %v (-want +got):\n%s", seed, threshold, diff)
		}
	}
}

// crowd is a table of 1.5 million shares by 2,600 accounts, objects as popular
// as Zipf has it.
func crowd() *network.Shares {
	rng := rand.New(rand.NewPCG(1, 1))
	zipf := rand.NewZipf(rng, 1.1, 8, 100_000)
	s := &network.Shares{}
	for i := range 1_500_000 {
		s.Add(uint32(zipf.Uint64()), uint32(2600*rng.Float64()*rng.Float64()), uint32(i), int64(i))
	}
	return s
}

func BenchmarkSimilar(b *testing.B) {
	s := crowd()
	for _, q := range []struct {
		name string
		ask  fuse.Likeness
	}{{"0.5", fuse.Likeness{Threshold: 0.5}}, {"0.5-popular-500", fuse.Likeness{Threshold: 0.5, Popular: 500}}} {
		b.Run(q.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				fuse.Similar(s, 2600, q.ask)
			}
		})
	}
}
