package graph_test

import (
	"math/rand/v2"
	"testing"

	"github.com/unveil-project/unveil/internal/graph"
)

// mixed is a graph half of whose edges lie within groups of 130 nodes.
func mixed(nodes, edges int) *graph.Weighted {
	list, weight := mixedEdges(nodes, edges)
	return graph.NewWeighted(nodes, list, weight)
}

func mixedEdges(nodes, edges int) ([]graph.Edge, []float64) {
	rng := rand.New(rand.NewPCG(1, 2))
	list, weight := make([]graph.Edge, edges), make([]float64, edges)
	for i := range list {
		a, b := rng.IntN(nodes), rng.IntN(nodes)
		if rng.IntN(2) == 0 {
			b = min(a/130*130+rng.IntN(130), nodes-1)
		}
		list[i], weight[i] = graph.Edge{A: uint32(a), B: uint32(b)}, rng.ExpFloat64()
	}
	return list, weight
}

func BenchmarkCommunities20Runs2600(b *testing.B) {
	g := mixed(2600, 200_000)
	for b.Loop() {
		g.Communities(1, 20, 1)
	}
}

func BenchmarkLeidenOfAMillionEdges(b *testing.B) {
	g := mixed(100_000, 1_000_000)
	for b.Loop() {
		g.Leiden(1, 1)
	}
}

func BenchmarkEigenvectorOfAMillionEdges(b *testing.B) {
	g := mixed(100_000, 1_000_000)
	for b.Loop() {
		g.Eigenvector()
	}
}

func BenchmarkCoreNumbersOfAMillionEdges(b *testing.B) {
	edges, _ := mixedEdges(100_000, 1_000_000)
	for b.Loop() {
		graph.CoreNumbers(100_000, edges)
	}
}
