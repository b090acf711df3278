package graph

// CoreNumbers gives for each node the largest k of which it is in the k-core
// (Seidman 1983), by taking the node of the fewest neighbours away again and
// again. Nodes wait in buckets by their number of neighbours, so that it takes
// time linear in the edges (Batagelj and Zaveršnik 2003).
func CoreNumbers(n int, edges []Edge) []int {
	adj := NewAdjacency(n, edges)
	q := newBuckets(n, adj)
	for i := range q.nodes {
		x := q.nodes[i]
		for _, y := range adj.Of(x) {
			if q.degree[y] > q.degree[x] {
				q.lower(y)
			}
		}
	}
	return q.degree
}

// buckets holds nodes in order of their degree.
type buckets struct {
	degree []int
	nodes  []uint32 // by degree
	place  []int    // of each node in nodes
	start  []int    // where each degree begins
}

func newBuckets(n int, adj Adjacency) *buckets {
	q := &buckets{degree: make([]int, n), place: make([]int, n)}
	most := 0
	class := make([]uint32, n)
	for i := range n {
		q.degree[i] = len(adj.Of(uint32(i)))
		most = max(most, q.degree[i])
		class[i] = uint32(q.degree[i])
	}
	q.nodes, q.start = members(class, most+1)
	for i, x := range q.nodes {
		q.place[x] = i
	}
	return q
}

// lower moves a node to the bucket below: to the end of it, which the first
// place of its own bucket becomes.
func (q *buckets) lower(y uint32) {
	d := q.degree[y]
	first := q.nodes[q.start[d]]
	at, to := q.place[y], q.start[d]
	q.nodes[at], q.nodes[to] = first, y
	q.place[first], q.place[y] = at, to
	q.start[d]++
	q.degree[y]--
}
