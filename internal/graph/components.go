// Package graph holds the few network algorithms that detectors need, on
// nodes numbered 0..n-1 and edges in a slice: connected components and cores.
// Results depend on the edges only, never on their order.
package graph

// Edge joins two nodes.
type Edge struct{ A, B uint32 }

// Components gives each of n nodes the smallest node of its connected
// component (union–find with path halving, Tarjan and van Leeuwen 1984). An
// edge that names a node outside 0..n-1 is a panic: the caller numbers them.
func Components(n int, edges []Edge) []uint32 {
	parent := make([]uint32, n)
	for i := range parent {
		parent[i] = uint32(i)
	}
	for _, e := range edges {
		a, b := find(parent, e.A), find(parent, e.B)
		parent[max(a, b)] = min(a, b)
	}
	for i := range parent {
		parent[i] = find(parent, uint32(i))
	}
	return parent
}

// find gives the root of a node, halving the path to it.
func find(parent []uint32, x uint32) uint32 {
	for parent[x] != x {
		parent[x] = parent[parent[x]]
		x = parent[x]
	}
	return x
}

// Groups lists the components of two nodes and more, each with its nodes in
// ascending order, by their smallest node.
func Groups(n int, edges []Edge) [][]uint32 {
	root := Components(n, edges)
	size := make([]int, n)
	for _, r := range root {
		size[r]++
	}
	at := make([]int, n)
	var groups [][]uint32
	for i, r := range root {
		if size[r] < 2 {
			continue
		}
		if uint32(i) == r {
			at[r] = len(groups)
			groups = append(groups, make([]uint32, 0, size[r]))
		}
		groups[at[r]] = append(groups[at[r]], uint32(i))
	}
	return groups
}
