package null_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/network/null"
)

func edgesOf(window int64, least int) func(context.Context, *network.Shares) (int, error) {
	return func(_ context.Context, s *network.Shares) (int, error) {
		pairs, _ := s.Pairs(network.Pairing{Window: window, Least: least})
		return len(pairs), nil
	}
}

// quiet is a table in which nobody acts together, loud one with planted pairs.
var (
	quiet = world{accounts: 150, objects: 100, posts: 20000, perPost: 2, span: 20 * day, step: second, popular: 0.7}
	loud  = world{accounts: 150, objects: 500, posts: 20000, perPost: 2, span: 20 * day, step: second, popular: 0.7, plant: 20, together: 15, within: 20 * second}
)

// TestPermuteKeeps holds what each null has to keep, and that it moves the
// rest.
func TestPermuteKeeps(t *testing.T) {
	s, _ := quiet.make(1)
	m := null.Model{Window: minute, Step: second}.Settled(s)
	for _, method := range null.Methods() {
		moved := 0
		_, err := null.Permute(context.Background(), s, m, 1, null.Permutation{
			Method: method, N: 3, Seed: 7,
			Edges: func(_ context.Context, p *network.Shares) (int, error) {
				if diff := gocmp.Diff(kept(s, method, m), kept(p, method, m)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", method, diff)
				}
				for o := range len(p.Start) - 1 {
					if !slices.IsSorted(p.Time[p.Start[o]:p.Start[o+1]]) {
						t.Fatalf("%s: object %d is out of order", method, o)
					}
				}
				if !slices.Equal(p.Account, s.Account) || !slices.Equal(p.Time, s.Time) {
					moved++
				}
				return 0, nil
			},
		})
		if err != nil || moved != 3 {
			t.Errorf("%s: %d moved, %v", method, moved, err)
		}
	}
}

// kept counts what a permutation may not change.
func kept(s *network.Shares, method null.Method, m null.Model) map[[4]int64]int {
	out := map[[4]int64]int{}
	who := map[uint32]uint32{}
	for i := range s.Len() {
		o, a, p, t := int64(s.Object[i]), int64(s.Account[i]), s.Post[i], s.Time[i]
		if b, ok := who[p]; ok && b != s.Account[i] {
			out[[4]int64{-1}]++ // a post by two accounts
		}
		who[p] = s.Account[i]
		if method == null.ByWho {
			out[[4]int64{0, o, t}]++                           // objects and times
			out[[4]int64{1, a, null.FloorDiv(t, m.Stratum)}]++ // activity, counted in shares below
		} else {
			out[[4]int64{0, o, null.FloorDiv(t, m.Band)}]++ // profile
			out[[4]int64{1, o, a, int64(p)}]++              // who shared what
		}
	}
	if method == null.ByWho { // activity is kept in posts, not in shares
		for k := range out {
			if k[0] == 1 {
				delete(out, k)
			}
		}
		for p, a := range postsOf(s) {
			out[[4]int64{1, int64(a[0]), null.FloorDiv(a[1], m.Stratum)}]++
			_ = p
		}
	}
	return out
}

func postsOf(s *network.Shares) map[uint32][2]int64 {
	out := map[uint32][2]int64{}
	for i, p := range s.Post {
		out[p] = [2]int64{int64(s.Account[i]), s.Time[i]}
	}
	return out
}

// TestPermuteRate holds that chance explains the network of a quiet table and
// not that of a loud one, that the seed decides, and that workers do not.
func TestPermuteRate(t *testing.T) {
	if testing.Short() {
		t.Skip("a simulation")
	}
	for _, c := range []struct {
		name    string
		world   world
		least   int
		low, up float64
	}{
		{"quiet", quiet, 1, 0.85, 1.15},
		{"loud", loud, 6, 0, 0.2},
	} {
		s, _ := c.world.make(3)
		edges := edgesOf(minute, c.least)
		observed, _ := edges(context.Background(), s)
		for _, method := range null.Methods() {
			p := null.Permutation{Method: method, N: 60, Seed: 5, Edges: edges}
			got, err := null.Permute(context.Background(), s, null.Model{Window: minute, Step: second, Workers: 2}, observed, p)
			if err != nil {
				t.Fatal(err)
			}
			if got.Rate < c.low || got.Rate > c.up || got.Lo > got.Rate || got.Hi < got.Rate || got.Observed != observed {
				t.Errorf("%s, %s: %+v", c.name, method, got)
			}
			if c.up < 1 && got.P != 1.0/61 || c.up > 1 && got.P < 0.02 {
				t.Errorf("%s, %s: p %g", c.name, method, got.P)
			}
			again, _ := null.Permute(context.Background(), s, null.Model{Window: minute, Step: second, Workers: 1}, observed, p)
			if diff := gocmp.Diff(got, again); diff != "" {
				t.Errorf("%s, %s: one worker (-two +one):\n%s", c.name, method, diff)
			}
		}
	}
}

// TestPermuteInterval is the arithmetic of a rate by hand: no edge in 20
// permutations of 10 observed gives an upper end of 3.689/20/10.
func TestPermuteInterval(t *testing.T) {
	s, _ := quiet.make(1)
	rate := func(observed, n int, edges ...int) null.Rate {
		i := 0
		r, err := null.Permute(context.Background(), s, null.Model{Window: minute}, observed, null.Permutation{
			Method: null.ByWho, N: n,
			Edges: func(context.Context, *network.Shares) (int, error) { i++; return edges[(i-1)%len(edges)], nil },
		})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	near := func(name string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-6 && !(math.IsNaN(got) && math.IsNaN(want)) {
			t.Errorf("%s: got %g, want %g", name, got, want)
		}
	}
	none := rate(10, 20, 0)
	near("none: rate", none.Rate, 0)
	near("none: lo", none.Lo, 0)
	near("none: hi", none.Hi, 3.68887945411394/200)
	near("none: p", none.P, 1.0/21)
	// Ten in all over five permutations, no more varied than a Poisson count.
	some := rate(4, 5, 2)
	near("some: rate", some.Rate, 0.5)
	near("some: lo", some.Lo, 4.79538869613243/20)
	near("some: hi", some.Hi, 18.3903560420178/20)
	near("some: p", some.P, 1.0/6)
	// 0 and 20 in turn: variance 800/3 over mean 10, so that 40 count as 1.5.
	wide := rate(20, 4, 0, 20)
	near("wide: rate", wide.Rate, 0.5)
	if wide.Lo > 0.12 || wide.Hi < 1.2 {
		t.Errorf("wide: %+v", wide)
	}
	near("wide: p", wide.P, 3.0/5)
	near("nothing observed", rate(0, 2, 1).Rate, math.NaN())
	near("no permutation", rate(3, 0).Rate, math.NaN())
}

func TestPermuteFails(t *testing.T) {
	s, _ := quiet.make(1)
	bad := errors.New("no memory")
	p := null.Permutation{Method: null.ByWhen, N: 4, Edges: func(context.Context, *network.Shares) (int, error) { return 0, bad }}
	if _, err := null.Permute(context.Background(), s, null.Model{Window: minute}, 1, p); !errors.Is(err, bad) {
		t.Errorf("got %v", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	p.Edges = edgesOf(minute, 1)
	if _, err := null.Permute(ctx, s, null.Model{Window: minute}, 1, p); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
