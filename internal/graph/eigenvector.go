package graph

import "math"

// Centrality is the eigenvector centrality of the nodes, component by
// component.
type Centrality struct {
	// Score is the leading eigenvector of each component, of length 1. A node
	// without edges has 0.
	Score []float64
	// Eigenvalue is the largest eigenvalue of each node's component.
	Eigenvalue []float64
	// Component numbers each node's component from 0, by its smallest node.
	Component []uint32
	// Settled says that every component converged. Where two eigenvalues are
	// nearly the same, as in a long chain, the scores are approximate.
	Settled bool
}

// The power iteration ends when no step changes a score by more than
// settled times the largest score, or after the most steps.
const (
	settled   = 1e-10
	mostSteps = 1000
)

// Eigenvector computes eigenvector centrality (Bonacich 1972) by power
// iteration on A + s·I, where s is the mean strength of the component: the
// shift moves the eigenvalue -λ of a bipartite component, which A alone would
// swing to and fro with, away from λ, and changes no eigenvector.
func (g *Weighted) Eigenvector() Centrality {
	n := g.Len()
	c := Centrality{Score: make([]float64, n), Eigenvalue: make([]float64, n), Settled: true}
	next := make([]float64, n)
	var nodes []uint32
	var start []int
	c.Component, nodes, start = g.components()
	for k := range len(start) - 1 {
		if part := nodes[start[k]:start[k+1]]; len(part) > 1 && !g.power(part, &c, next) {
			c.Settled = false
		}
	}
	return c
}

// components numbers the components and lists the nodes of each.
func (g *Weighted) components() (class, nodes []uint32, start []int) {
	class = make([]uint32, g.Len())
	seen := make([]bool, g.Len())
	count := uint32(0)
	var stack []uint32
	for i := range class {
		if seen[i] {
			continue
		}
		seen[i] = true
		for stack = append(stack, uint32(i)); len(stack) > 0; {
			x := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			class[x] = count
			for _, y := range g.To[g.From[x]:g.From[x+1]] {
				if !seen[y] {
					seen[y] = true
					stack = append(stack, y)
				}
			}
		}
		count++
	}
	nodes, start = members(class, int(count))
	return class, nodes, start
}

// power finds the leading vector of one component; next is room to work in.
func (g *Weighted) power(part []uint32, c *Centrality, next []float64) (done bool) {
	shift := 0.0
	for _, x := range part {
		shift += g.Strength[x] / float64(len(part))
		c.Score[x] = 1 / math.Sqrt(float64(len(part)))
	}
	if math.IsInf(shift, 1) {
		return false
	}
	length := 0.0
	for step := 0; step < mostSteps && !done; step++ {
		length = g.step(part, c.Score, next, shift)
		done = accept(part, c.Score, next, length)
	}
	for _, x := range part {
		c.Eigenvalue[x] = length - shift
	}
	return done
}

// step sets next = (A + shift·I)·score and gives its length.
func (g *Weighted) step(part []uint32, score, next []float64, shift float64) float64 {
	squares := 0.0
	for _, x := range part {
		v := float64(shift * score[x])
		to, weight := g.Of(x)
		for k, y := range to {
			v += float64(weight[k] * score[y])
		}
		next[x] = v
		squares += float64(v * v)
	}
	return math.Sqrt(squares)
}

// accept makes next, brought to length 1, the score, and says whether that
// changed anything.
func accept(part []uint32, score, next []float64, length float64) bool {
	change, top := 0.0, 0.0
	for _, x := range part {
		v := next[x] / length
		change = max(change, math.Abs(v-score[x]))
		top = max(top, v)
		score[x] = v
	}
	return change <= settled*top
}
