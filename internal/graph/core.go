package graph

// Adjacency lists the neighbours of each node: those of node i are
// To[From[i]:From[i+1]].
type Adjacency struct {
	From []int
	To   []uint32
}

// NewAdjacency indexes edges between n nodes. An edge given twice counts
// twice; a loop is left out.
func NewAdjacency(n int, edges []Edge) Adjacency {
	a := Adjacency{From: make([]int, n+1)}
	for _, e := range edges {
		if e.A != e.B {
			a.From[e.A+1]++
			a.From[e.B+1]++
		}
	}
	for i := range n {
		a.From[i+1] += a.From[i]
	}
	a.To = make([]uint32, a.From[n])
	next := append([]int(nil), a.From[:n]...)
	for _, e := range edges {
		if e.A != e.B {
			a.To[next[e.A]], a.To[next[e.B]] = e.B, e.A
			next[e.A]++
			next[e.B]++
		}
	}
	return a
}

// Of lists the neighbours of a node.
func (a Adjacency) Of(node uint32) []uint32 { return a.To[a.From[node]:a.From[node+1]] }

// Core marks the nodes of the k-core: what is left when nodes with fewer than
// k neighbours are taken away until none is left (Seidman 1983). It takes
// time linear in the edges.
func Core(n int, edges []Edge, k int) []bool {
	adj := NewAdjacency(n, edges)
	degree, in := make([]int, n), make([]bool, n)
	var gone []uint32
	for i := range n {
		degree[i] = len(adj.Of(uint32(i)))
		in[i] = degree[i] >= k
		if !in[i] {
			gone = append(gone, uint32(i))
		}
	}
	for len(gone) > 0 {
		x := gone[len(gone)-1]
		gone = gone[:len(gone)-1]
		for _, y := range adj.Of(x) {
			degree[y]--
			if in[y] && degree[y] < k {
				in[y] = false
				gone = append(gone, y)
			}
		}
	}
	return in
}
