package graph_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/graph"
)

func TestGroups(t *testing.T) {
	tests := []struct {
		name  string
		n     int
		edges []graph.Edge
		want  [][]uint32
	}{
		{"nothing", 0, nil, nil},
		{"no edges", 4, nil, nil},
		{"a loop joins nobody", 2, []graph.Edge{{1, 1}}, nil},
		{"two groups", 6, []graph.Edge{{4, 1}, {5, 3}, {1, 0}}, [][]uint32{{0, 1, 4}, {3, 5}}},
		{"a chain given backwards", 4, []graph.Edge{{3, 2}, {2, 1}, {1, 0}}, [][]uint32{{0, 1, 2, 3}}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, graph.Groups(tt.n, tt.edges)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestCore(t *testing.T) {
	// A triangle 0 1 2 with a tail 2-3-4, and a lone edge 5-6.
	edges := []graph.Edge{{0, 1}, {1, 2}, {0, 2}, {2, 3}, {3, 4}, {5, 6}}
	tests := []struct {
		k    int
		want []bool
	}{
		{0, []bool{true, true, true, true, true, true, true, true}},
		{1, []bool{true, true, true, true, true, true, true, false}},
		{2, []bool{true, true, true, false, false, false, false, false}},
		{3, make([]bool, 8)},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, graph.Core(8, edges, tt.k)); diff != "" {
			t.Errorf("%d-core (-want +got):\n%s", tt.k, diff)
		}
	}
}

// TestOrder holds that the order and the direction of edges change nothing.
func TestOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	edges := make([]graph.Edge, 300)
	for i := range edges {
		edges[i] = graph.Edge{A: uint32(rng.IntN(200)), B: uint32(rng.IntN(200))}
	}
	groups, core := graph.Groups(200, edges), graph.Core(200, edges, 3)
	rng.Shuffle(len(edges), func(i, j int) { edges[i], edges[j] = graph.Edge{A: edges[j].B, B: edges[j].A}, edges[i] })
	if diff := cmp.Diff(groups, graph.Groups(200, edges)); diff != "" {
		t.Errorf("groups (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(core, graph.Core(200, edges, 3)); diff != "" {
		t.Errorf("core (-want +got):\n%s", diff)
	}
}
