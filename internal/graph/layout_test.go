package graph_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/graph"
)

// TestLayoutDrawsGroupsApart: of planted groups, members lie nearer to each
// other than to the rest, though no communities are told.
func TestLayoutDrawsGroupsApart(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	edges, weight := planted(rng, 4, 50, 0.4, 0.01)
	perm := rng.Perm(200)
	for i, e := range edges {
		edges[i] = graph.Edge{A: uint32(perm[e.A]), B: uint32(perm[e.B])}
	}
	group := make([]int, 200)
	for i, p := range perm {
		group[p] = i / 50
	}
	at := graph.NewWeighted(200, edges, weight).Layout(make([]uint32, 200), 1)
	within, between := spread(at, group)
	if between < 2*within {
		t.Errorf("mean distance %.1f within groups, %.1f between: want twice as far", within, between)
	}
}

func spread(at []graph.Point, group []int) (within, between float64) {
	var near, far, k, m float64
	for i, p := range at {
		for j, q := range at[:i] {
			d := math.Hypot(p.X-q.X, p.Y-q.Y)
			if group[i] == group[j] {
				near, k = near+d, k+1
			} else {
				far, m = far+d, m+1
			}
		}
	}
	return near / k, far / m
}

// TestLayoutIsFinite: whatever the weights, places are finite, as many as
// nodes, mostly apart, and the same the second time.
func TestLayoutIsFinite(t *testing.T) {
	tests := []struct {
		name   string
		n      int
		edges  []graph.Edge
		weight []float64
	}{
		{"nothing", 0, nil, nil},
		{"one node", 1, nil, nil},
		{"no edges", 50, nil, nil},
		{"one edge", 2, []graph.Edge{{0, 1}}, []float64{1}},
		{"huge weights", 4, []graph.Edge{{0, 1}, {1, 2}, {2, 3}}, []float64{math.MaxFloat64, 1, math.MaxFloat64}},
		{"tiny weights", 4, []graph.Edge{{0, 1}, {1, 2}, {2, 3}}, []float64{5e-324, 1, 1e300}},
	}
	star := struct {
		n      int
		edges  []graph.Edge
		weight []float64
	}{n: 2001}
	for i := 1; i < star.n; i++ {
		star.edges, star.weight = append(star.edges, graph.Edge{A: 0, B: uint32(i)}), append(star.weight, 1)
	}
	tests = append(tests, struct {
		name   string
		n      int
		edges  []graph.Edge
		weight []float64
	}{"a star", star.n, star.edges, star.weight})
	for _, tt := range tests {
		g := graph.NewWeighted(tt.n, tt.edges, tt.weight)
		at := g.Layout(make([]uint32, tt.n), 7)
		if diff := cmp.Diff(at, g.Layout(make([]uint32, tt.n), 7)); diff != "" {
			t.Errorf("%s: two drawings differ", tt.name)
		}
		seen := map[graph.Point]bool{}
		for _, p := range at {
			if math.IsNaN(p.X+p.Y) || math.IsInf(p.X, 0) || math.IsInf(p.Y, 0) {
				t.Errorf("%s: a node at %v", tt.name, p)
			}
			seen[p] = true
		}
		if len(at) != tt.n || len(seen) < tt.n*9/10 {
			t.Errorf("%s: %d nodes in %d places, want %d", tt.name, len(at), len(seen), tt.n)
		}
	}
}

// TestSpiralKeepsNodesApart: many nodes in communities of all sizes have each
// its own place.
func TestSpiralKeepsNodesApart(t *testing.T) {
	const n = 30_000
	community := make([]uint32, n)
	for i := range community {
		community[i] = uint32(math.Sqrt(float64(i) / 3))
	}
	seen := map[graph.Point]bool{}
	for _, p := range graph.NewWeighted(n, nil, nil).Layout(community, 1) {
		if math.IsNaN(p.X+p.Y) || math.IsInf(p.X+p.Y, 0) {
			t.Fatalf("a node at %v", p)
		}
		seen[p] = true
	}
	if len(seen) < n*99/100 {
		t.Errorf("%d nodes in %d places", n, len(seen))
	}
}

func BenchmarkLayout(b *testing.B) {
	g := mixed(5000, 100_000)
	b.Run("5000-nodes-100000-edges", func(b *testing.B) {
		for b.Loop() {
			g.Layout(make([]uint32, 5000), 1)
		}
	})
	most := mixed(20_000, 200_000)
	b.Run("20000-nodes-200000-edges", func(b *testing.B) {
		for b.Loop() {
			most.Layout(make([]uint32, 20_000), 1)
		}
	})
	large := mixed(100_000, 1_000_000)
	b.Run("100000-nodes-1000000-edges", func(b *testing.B) {
		for b.Loop() {
			large.Layout(make([]uint32, 100_000), 1)
		}
	})
}
