package graph

import "math"

// Weighted is an undirected graph with weights, as rows of neighbours: those
// of node i are To[From[i]:From[i+1]], with their weights beside them.
type Weighted struct {
	From   []int
	To     []uint32
	Weight []float64
	// Strength is the sum of each node's weights (Barrat et al. 2004).
	Strength []float64
	// Total is half the sum of all strengths: the weight of all edges.
	Total float64

	// inner is the weight inside each node of a graph whose nodes stand for
	// many, counted at both ends. Strength holds it. nil: none.
	inner []float64
}

// NewWeighted indexes edges between n nodes. Edges given twice add up. A loop,
// and an edge whose weight is not a positive number, is left out.
func NewWeighted(n int, edges []Edge, weight []float64) *Weighted {
	g := &Weighted{From: make([]int, n+1), Strength: make([]float64, n)}
	for i, e := range edges {
		if counts(e, weight[i]) {
			g.From[e.A+1]++
			g.From[e.B+1]++
		}
	}
	for i := range n {
		g.From[i+1] += g.From[i]
	}
	g.To, g.Weight = make([]uint32, g.From[n]), make([]float64, g.From[n])
	next := append([]int(nil), g.From[:n]...)
	for i, e := range edges {
		if counts(e, weight[i]) {
			g.put(&next[e.A], e.B, weight[i])
			g.put(&next[e.B], e.A, weight[i])
		}
	}
	g.sum()
	return g
}

// counts says whether an edge is one.
func counts(e Edge, weight float64) bool {
	return e.A != e.B && weight > 0 && !math.IsInf(weight, 1)
}

func (g *Weighted) put(at *int, to uint32, weight float64) {
	g.To[*at], g.Weight[*at] = to, weight
	*at++
}

// sum sets the strengths and the total from the rows.
func (g *Weighted) sum() {
	g.Total = 0
	for i := range g.Strength {
		s := 0.0
		if g.inner != nil {
			s = g.inner[i]
		}
		for _, w := range g.Weight[g.From[i]:g.From[i+1]] {
			s += w
		}
		g.Strength[i] = s
		g.Total += s / 2
	}
}

// Len is the number of nodes.
func (g *Weighted) Len() int { return len(g.Strength) }

// Of lists a node's neighbours and the weights of their edges.
func (g *Weighted) Of(node uint32) (to []uint32, weight []float64) {
	a, b := g.From[node], g.From[node+1]
	return g.To[a:b], g.Weight[a:b]
}

// members lists the nodes of each of count classes in ascending order: those
// of class c are nodes[start[c]:start[c+1]].
func members(class []uint32, count int) (nodes []uint32, start []int) {
	start = make([]int, count+1)
	for _, c := range class {
		start[c+1]++
	}
	for c := range count {
		start[c+1] += start[c]
	}
	nodes = make([]uint32, len(class))
	next := append([]int(nil), start[:count]...)
	for i, c := range class {
		nodes[next[c]] = uint32(i)
		next[c]++
	}
	return nodes, start
}
