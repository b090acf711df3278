package network_test

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/unveil-project/unveil/internal/network"
)

const day = 24 * 3600 * 1_000_000

// postShares makes a table in which some posts share several objects, not in
// order of time.
func postShares(seed uint64, posts, objects, accounts int, span int64) *network.Shares {
	rng := rand.New(rand.NewPCG(seed, 4))
	s := &network.Shares{}
	for p := range posts {
		a, t := uint32(rng.IntN(accounts)), rng.Int64N(span)
		for range 1 + rng.IntN(3) {
			s.Add(uint32(min(rng.IntN(objects), rng.IntN(objects))), a, uint32(p), t)
		}
	}
	s.Group(objects)
	return s
}

// bruteEdges compares all rows with all.
func bruteEdges(s *network.Shares, q network.Weighing) []network.Edge {
	type key struct{ a, b uint32 }
	type things struct {
		e                     network.Edge
		objects, pa, pb, days map[int64]bool
		apart                 int64
	}
	users := map[uint32]map[uint32]bool{}
	for i, o := range s.Object {
		if users[o] == nil {
			users[o] = map[uint32]bool{}
		}
		users[o][s.Account[i]] = true
	}
	found := map[key]*things{}
	for i := range s.Len() {
		for j := range i {
			x, y := j, i
			if s.Account[x] > s.Account[y] {
				x, y = y, x
			}
			d := max(s.Time[x]-s.Time[y], s.Time[y]-s.Time[x])
			a, b := s.Account[x], s.Account[y]
			if s.Object[x] != s.Object[y] || d > q.Window || a == b && !q.Loops || s.Post[x] == s.Post[y] && !q.Same {
				continue
			}
			f := found[key{a, b}]
			if f == nil {
				f = &things{network.Edge{A: a, B: b}, map[int64]bool{}, map[int64]bool{}, map[int64]bool{}, map[int64]bool{}, 0}
				found[key{a, b}] = f
			}
			f.e.Pairs++
			f.apart += d
			f.objects[int64(s.Object[x])], f.pa[int64(s.Post[x])], f.pb[int64(s.Post[y])] = true, true, true
			f.days[max(s.Time[x], s.Time[y])/day] = true
			if q.Decay > 0 {
				f.e.Decayed += math.Exp(-float64(d)/float64(q.Decay)) / float64(max(len(users[s.Object[x]]), 2)-1)
			}
		}
	}
	var out []network.Edge
	for _, f := range found {
		e := f.e
		e.Objects, e.PostsA, e.PostsB, e.Days = uint32(len(f.objects)), uint32(len(f.pa)), uint32(len(f.pb)), uint32(len(f.days))
		e.Delay = float64(f.apart) / float64(e.Pairs) / 1e6
		if q.Weight.Of(&e) >= q.Least {
			out = append(out, e)
		}
	}
	slices.SortFunc(out, func(x, y network.Edge) int {
		return slices.Compare([]uint32{x.A, x.B}, []uint32{y.A, y.B})
	})
	return out
}

func TestEdges(t *testing.T) {
	for name, q := range map[string]network.Weighing{
		"pairs":          {Weight: network.ByPairs},
		"at least three": {Weight: network.ByPairs, Least: 3},
		"objects":        {Weight: network.ByObjects, Least: 2},
		"posts":          {Weight: network.ByPosts, Least: 2},
		"decayed":        {Weight: network.ByDecayed, Least: 0.01, Decay: day / 50},
		"loops":          {Weight: network.ByPairs, Coupling: network.Coupling{Loops: true}},
		"same posts":     {Weight: network.ByPairs, Coupling: network.Coupling{Loops: true, Same: true}},
		"one worker":     {Weight: network.ByPairs, Coupling: network.Coupling{Workers: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			for seed := range uint64(4) {
				s := postShares(seed, 600, 30, 40, 3*day)
				q.Window = day / 40
				got, err := s.Edges(context.Background(), 40, q)
				if err != nil {
					t.Fatal(err)
				}
				near := cmpopts.EquateApprox(1e-12, 0)
				if diff := gocmp.Diff(bruteEdges(s, q), got, near, cmpopts.EquateEmpty()); diff != "" {
					t.Fatalf("seed %d (-want +got):\n%s", seed, diff)
				}
			}
		})
	}
}

// By hand: b shares the object 30 s after a and, in another post, with 60 s
// between; k is 2, so the decayed weight with τ = 60 s is e^-0.5 + e^-1.
func TestDecayedByHand(t *testing.T) {
	s := &network.Shares{}
	s.Add(0, 0, 0, 0)
	s.Add(0, 1, 1, 30e6)
	s.Add(0, 1, 2, 60e6)
	s.Group(1)
	got, err := s.Edges(context.Background(), 2, network.Weighing{Coupling: network.Coupling{Window: 60e6}, Weight: network.ByDecayed, Decay: 60e6})
	if err != nil {
		t.Fatal(err)
	}
	want := []network.Edge{{A: 0, B: 1, Pairs: 2, Objects: 1, PostsA: 1, PostsB: 2, Days: 1, Delay: 45, Decayed: 0.6065306597126334 + 0.36787944117144233}}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if sym := got[0].Symmetry(); sym != 0.5 {
		t.Errorf("symmetry %g, want 0.5", sym)
	}
}

func TestTooManyEdges(t *testing.T) {
	s := postShares(1, 400, 2, 100, 1000)
	_, err := s.Edges(context.Background(), 100, network.Weighing{Coupling: network.Coupling{Window: 1000, Most: 10}})
	if !errors.Is(err, network.ErrTooMany) {
		t.Errorf("%v, want ErrTooMany", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Edges(ctx, 100, network.Weighing{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want Canceled", err)
	}
}

func TestEdgesOfNothing(t *testing.T) {
	s := &network.Shares{}
	s.Group(0)
	got, err := s.Edges(context.Background(), 0, network.Weighing{})
	if len(got) != 0 || err != nil {
		t.Errorf("%v, %v", got, err)
	}
}

// TestCandidates holds that the work is counted right, and that counting it
// does not depend on how popular an object is.
func TestCandidates(t *testing.T) {
	s := &network.Shares{}
	for i := range 1000 {
		s.Add(0, uint32(i%10), uint32(i), 0)
	}
	s.Add(1, 3, 1000, 5)
	s.Group(2)
	want := network.Candidates{Pairs: 499_500, Most: 99_900, ByObject: []int64{499_500, 0}}
	if diff := gocmp.Diff(want, s.Candidates(10, 1)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestGroupOrder compares the sort by digits with a stable sort, for times to
// the second, to the minute, and too far apart for their digits.
func TestGroupOrder(t *testing.T) {
	for name, times := range map[string]func(*rand.Rand) int64{
		"minutes":      func(r *rand.Rand) int64 { return r.Int64N(5000) * 60e6 },
		"seconds":      func(r *rand.Rand) int64 { return r.Int64N(50) * 1e6 },
		"below zero":   func(r *rand.Rand) int64 { return r.Int64N(100) - 50 },
		"all the same": func(*rand.Rand) int64 { return 7 },
		"far apart":    func(r *rand.Rand) int64 { return r.Int64() - math.MaxInt64/2 },
	} {
		t.Run(name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(1, 2))
			s := &network.Shares{}
			for i := range 3000 {
				s.Add(uint32(rng.IntN(20)), uint32(rng.IntN(50)), uint32(i), times(rng))
			}
			want := make([]uint32, s.Len())
			for i := range want {
				want[i] = uint32(i)
			}
			object, at := slices.Clone(s.Object), slices.Clone(s.Time)
			slices.SortStableFunc(want, func(a, b uint32) int {
				return slices.Compare([]int64{int64(object[a]), at[a]}, []int64{int64(object[b]), at[b]})
			})
			s.Group(20)
			if diff := gocmp.Diff(want, s.Post); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			for i, p := range s.Post {
				if s.Object[i] != object[p] || s.Time[i] != at[p] {
					t.Fatalf("row %d does not go with its post", i)
				}
			}
		})
	}
}
