package graph_test

import "github.com/unveil-project/unveil/internal/graph"

// karate is Zachary's karate club (1977), 34 members, with or without the
// number of contexts in which two met outside the club.
func karate(weighted bool) *graph.Weighted {
	edges, weight := karateEdges()
	if !weighted {
		for i := range weight {
			weight[i] = 1
		}
	}
	return graph.NewWeighted(34, edges, weight)
}

func karateEdges() (edges []graph.Edge, weight []float64) {
	for _, e := range karateTable {
		edges, weight = append(edges, graph.Edge{A: e[0], B: e[1]}), append(weight, float64(e[2]))
	}
	return edges, weight
}

// karateTable has first, second, weight.
var karateTable = [][3]uint32{
	{0, 1, 4},
	{0, 2, 5},
	{0, 3, 3},
	{0, 4, 3},
	{0, 5, 3},
	{0, 6, 3},
	{0, 7, 2},
	{0, 8, 2},
	{0, 10, 2},
	{0, 11, 3},
	{0, 12, 1},
	{0, 13, 3},
	{0, 17, 2},
	{0, 19, 2},
	{0, 21, 2},
	{0, 31, 2},
	{1, 2, 6},
	{1, 3, 3},
	{1, 7, 4},
	{1, 13, 5},
	{1, 17, 1},
	{1, 19, 2},
	{1, 21, 2},
	{1, 30, 2},
	{2, 3, 3},
	{2, 7, 4},
	{2, 8, 5},
	{2, 9, 1},
	{2, 13, 3},
	{2, 27, 2},
	{2, 28, 2},
	{2, 32, 2},
	{3, 7, 3},
	{3, 12, 3},
	{3, 13, 3},
	{4, 6, 2},
	{4, 10, 3},
	{5, 6, 5},
	{5, 10, 3},
	{5, 16, 3},
	{6, 16, 3},
	{8, 30, 3},
	{8, 32, 3},
	{8, 33, 4},
	{9, 33, 2},
	{13, 33, 3},
	{14, 32, 3},
	{14, 33, 2},
	{15, 32, 3},
	{15, 33, 4},
	{18, 32, 1},
	{18, 33, 2},
	{19, 33, 1},
	{20, 32, 3},
	{20, 33, 1},
	{22, 32, 2},
	{22, 33, 3},
	{23, 25, 5},
	{23, 27, 4},
	{23, 29, 3},
	{23, 32, 5},
	{23, 33, 4},
	{24, 25, 2},
	{24, 27, 3},
	{24, 31, 2},
	{25, 31, 7},
	{26, 29, 4},
	{26, 33, 2},
	{27, 33, 4},
	{28, 31, 2},
	{28, 33, 2},
	{29, 32, 4},
	{29, 33, 2},
	{30, 32, 3},
	{30, 33, 3},
	{31, 32, 4},
	{31, 33, 4},
	{32, 33, 5},
}
