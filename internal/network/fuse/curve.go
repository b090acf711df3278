package fuse

import (
	"math"
	"slices"

	"github.com/unveil-project/unveil/internal/graph"
)

// Extent is how much of a network, or of a community, is left at a threshold.
type Extent struct {
	Nodes, Edges int
	// Density is the share of the pairs of these nodes that have an edge.
	Density float64
}

// Step is one point of the coordination curve.
type Step struct {
	// Quantile is the share of edges that weigh less than Threshold (as near as
	// ties allow); edges of Threshold and more are left.
	Quantile, Threshold float64
	Extent
	// Modularity is that of the communities in what is left.
	Modularity float64
	// Communities has the extent of each, by its number.
	Communities []Extent
}

// Quantiles are the steps of a curve where nothing else is asked.
func Quantiles() []float64 {
	return []float64{0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99}
}

// Curve says what is left of a network and of each of its communities when
// weak edges are taken away (Nizzoli et al. 2021): how far coordination goes,
// rather than whether there is any. The communities are those of the whole
// network; edges join nodes 0 to n-1.
func Curve(n int, edges []graph.Edge, weight []float64, of []uint32, quantiles []float64) []Step {
	if len(edges) == 0 {
		return nil
	}
	sorted := slices.Clone(weight)
	slices.Sort(sorted)
	var curve []Step
	for _, q := range quantiles {
		at := int(math.Max(0, q) * float64(len(sorted)))
		threshold := sorted[min(at, len(sorted)-1)]
		curve = append(curve, step(n, edges, weight, of, q, threshold))
	}
	return curve
}

func step(n int, edges []graph.Edge, weight []float64, of []uint32, quantile, threshold float64) Step {
	s := Step{Quantile: quantile, Threshold: threshold}
	for _, c := range of {
		for int(c) >= len(s.Communities) {
			s.Communities = append(s.Communities, Extent{})
		}
	}
	left := make([]float64, len(weight))
	anywhere, inside := make([]bool, n), make([]bool, n)
	for i, e := range edges {
		if weight[i] < threshold {
			continue
		}
		left[i] = weight[i]
		s.Edges++
		anywhere[e.A], anywhere[e.B] = true, true
		if of[e.A] == of[e.B] {
			s.Communities[of[e.A]].Edges++
			inside[e.A], inside[e.B] = true, true
		}
	}
	for i := range n {
		s.Nodes += one(anywhere[i])
		s.Communities[of[i]].Nodes += one(inside[i])
	}
	s.Density = density(s.Extent)
	for c := range s.Communities {
		s.Communities[c].Density = density(s.Communities[c])
	}
	s.Modularity = graph.NewWeighted(n, edges, left).Modularity(of, 1)
	return s
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func density(e Extent) float64 {
	if e.Nodes < 2 {
		return 0
	}
	return float64(e.Edges) / (float64(e.Nodes) * float64(e.Nodes-1) / 2)
}
