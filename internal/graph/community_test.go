package graph_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/graph"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %v, want %v ± %v", what, got, want, tolerance)
	}
}

// TestModularity has the value of Zachary's two factions by networkx 3.6.1.
func TestModularity(t *testing.T) {
	faction := make([]uint32, 34)
	for _, x := range []int{9, 14, 15, 18, 20, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33} {
		faction[x] = 1
	}
	near(t, "modularity of the factions", karate(false).Modularity(faction, 1), 0.3582347140039448, 1e-12)
	near(t, "modularity of the factions by weight", karate(true).Modularity(faction, 1), 0.39143756676224206, 1e-12)
	near(t, "modularity of one community", karate(true).Modularity(make([]uint32, 34), 1), 0, 1e-12)
	near(t, "modularity without edges", graph.NewWeighted(3, nil, nil).Modularity([]uint32{0, 1, 2}, 1), 0, 0)
}

// TestLeidenFindsTheBestOfKarate: 0.419790 is the highest modularity there is
// of the club without weights (Brandes et al. 2008), 0.444904 the highest that
// 200 runs of networkx's Louvain find with them.
func TestLeidenFindsTheBestOfKarate(t *testing.T) {
	for _, tt := range []struct {
		weighted bool
		want     float64
	}{{false, 0.41978961209730437}, {true, 0.44490358126721763}} {
		c := karate(tt.weighted).Communities(1, 10, 1)
		near(t, "best modularity", c.Modularity, tt.want, 1e-12)
		if c.Count != 4 {
			t.Errorf("%d communities, want 4", c.Count)
		}
		if c.Stability < 0.8 || c.Stability > 1 {
			t.Errorf("stability %v, want nearly 1", c.Stability)
		}
	}
}

// ring is k cliques of five in a ring, one edge between neighbours (Fortunato
// and Barthélemy 2007).
func ring(k int) ([]graph.Edge, []float64) {
	var edges []graph.Edge
	for c := range k {
		for i := range 5 {
			for j := range i {
				edges = append(edges, graph.Edge{A: uint32(5*c + i), B: uint32(5*c + j)})
			}
		}
		edges = append(edges, graph.Edge{A: uint32(5 * c), B: uint32((5*c + 6) % (5 * k))})
	}
	weight := make([]float64, len(edges))
	for i := range weight {
		weight[i] = 1
	}
	return edges, weight
}

// TestRingOfCliques: of 8 cliques each is a community; of 30, neighbours are
// joined at resolution 1, since modularity cannot see them apart (15 pairs are
// its maximum), and not at resolution 2.
func TestRingOfCliques(t *testing.T) {
	for _, tt := range []struct {
		cliques    int
		resolution float64
		low, high  int
	}{{8, 1, 8, 8}, {30, 1, 15, 18}, {30, 2, 30, 30}} {
		edges, weight := ring(tt.cliques)
		c := graph.NewWeighted(5*tt.cliques, edges, weight).Communities(tt.resolution, 5, 1)
		if c.Count < tt.low || c.Count > tt.high {
			t.Errorf("%d cliques at resolution %v: %d communities, want %d to %d", tt.cliques, tt.resolution, c.Count, tt.low, tt.high)
		}
	}
}

// TestAdjustedRand has worked examples: by hand from the table of Hubert and
// Arabie's equation 5, and of scikit-learn's documentation.
func TestAdjustedRand(t *testing.T) {
	tests := []struct {
		name string
		a, b []uint32
		want float64
	}{
		{"the same", []uint32{0, 0, 1, 1}, []uint32{0, 0, 1, 1}, 1},
		{"the same by other numbers", []uint32{0, 0, 1, 1}, []uint32{7, 7, 3, 3}, 1},
		{"one split", []uint32{0, 0, 1, 1}, []uint32{0, 0, 1, 2}, 4.0 / 7},
		{"one and all", []uint32{0, 0, 0, 0}, []uint32{0, 1, 2, 3}, 0},
		{"crossed", []uint32{0, 0, 1, 1}, []uint32{0, 1, 0, 1}, -0.5},
		{"all apart in both", []uint32{0, 1, 2}, []uint32{2, 1, 0}, 1},
		{"one node", []uint32{0}, []uint32{0}, 1},
		{"nothing", nil, nil, 1},
		// Table [[1 1 0] [1 2 1] [0 0 4]]: index 7, rows 13, columns 14... by hand:
		// pairs in cells 0+0+0+1+0+6 = 7; rows 2,4,4: 1+6+6 = 13; columns 2,3,5:
		// 1+3+10 = 14; all 45. (7 − 13·14/45) / (13.5 − 13·14/45).
		{"three by three", []uint32{0, 0, 1, 1, 1, 1, 2, 2, 2, 2}, []uint32{0, 1, 0, 1, 1, 2, 2, 2, 2, 2}, (7 - 182.0/45) / (13.5 - 182.0/45)},
	}
	for _, tt := range tests {
		near(t, tt.name, graph.AdjustedRand(tt.a, tt.b), tt.want, 1e-12)
		near(t, tt.name+", turned round", graph.AdjustedRand(tt.b, tt.a), tt.want, 1e-12)
	}
}

// planted is a graph of k groups of size nodes, within which an edge is more
// likely than between, with a weight at random.
func planted(rng *rand.Rand, k, size int, within, between float64) ([]graph.Edge, []float64) {
	var edges []graph.Edge
	var weight []float64
	for i := range k * size {
		for j := range i {
			p := between
			if i/size == j/size {
				p = within
			}
			if rng.Float64() < p {
				edges, weight = append(edges, graph.Edge{A: uint32(i), B: uint32(j)}), append(weight, 0.5+rng.Float64())
			}
		}
	}
	return edges, weight
}

func TestLeidenFindsPlantedGroups(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	edges, weight := planted(rng, 6, 40, 0.4, 0.02)
	truth := make([]uint32, 240)
	for i := range truth {
		truth[i] = uint32(i / 40)
	}
	c := graph.NewWeighted(240, edges, weight).Communities(1, 8, 5)
	near(t, "likeness to what was planted", graph.AdjustedRand(truth, c.Of), 1, 0)
	near(t, "stability", c.Stability, 1, 0)
}

// TestNoiseIsUnstable: in a graph at random the runs must not agree.
func TestNoiseIsUnstable(t *testing.T) {
	edges, weight := planted(rand.New(rand.NewPCG(5, 6)), 1, 300, 0.03, 0)
	if c := graph.NewWeighted(300, edges, weight).Communities(1, 8, 5); c.Stability > 0.5 {
		t.Errorf("stability of noise is %v, want below 0.5", c.Stability)
	}
}

// TestNamesOfNodesDoNotMatter: with nodes numbered otherwise, groups that are
// there are found as before.
func TestNamesOfNodesDoNotMatter(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	edges, weight := planted(rng, 5, 30, 0.5, 0.02)
	perm := rng.Perm(150)
	other := make([]graph.Edge, len(edges))
	for i, e := range edges {
		other[i] = graph.Edge{A: uint32(perm[e.B]), B: uint32(perm[e.A])}
	}
	g, h := graph.NewWeighted(150, edges, weight), graph.NewWeighted(150, other, weight)
	a, b := g.Communities(1, 4, 1), h.Communities(1, 4, 1)
	back := make([]uint32, 150)
	x, y := g.Eigenvector(), h.Eigenvector()
	for i, p := range perm {
		back[i] = b.Of[p]
		near(t, "eigenvector", y.Score[p], x.Score[i], 1e-8)
	}
	near(t, "likeness", graph.AdjustedRand(a.Of, back), 1, 0)
	near(t, "modularity", b.Modularity, a.Modularity, 1e-12)
}

// TestCommunitiesHold: on graphs of every kind each community is connected,
// runs repeat, communities are numbered by size, and the modularity that is
// told is that of the partition.
func TestCommunitiesHold(t *testing.T) {
	for seed := range uint64(30) {
		rng := rand.New(rand.NewPCG(seed, 9))
		n := 2 + rng.IntN(60)
		edges, weight := planted(rng, n, 1, 0, 4*rng.Float64()/float64(n))
		for i := range weight {
			weight[i] = math.Pow(10, 12*rng.Float64()-6)
		}
		g := graph.NewWeighted(n, edges, weight)
		p := g.Leiden(1, seed)
		if diff := cmp.Diff(p, g.Leiden(1, seed)); diff != "" {
			t.Fatalf("seed %d: two runs differ:\n%s", seed, diff)
		}
		checkPartition(t, n, edges, g, p)
	}
}

func checkPartition(t *testing.T, n int, edges []graph.Edge, g *graph.Weighted, p graph.Partition) {
	t.Helper()
	near(t, "modularity", p.Modularity, g.Modularity(p.Of, 1), 0)
	var inside []graph.Edge
	for _, e := range edges {
		if p.Of[e.A] == p.Of[e.B] {
			inside = append(inside, e)
		}
	}
	pieces := map[uint32]bool{}
	size := make([]int, p.Count)
	for i, root := range graph.Components(n, inside) {
		pieces[root] = true
		size[p.Of[i]]++
	}
	if len(pieces) != p.Count {
		t.Errorf("%d communities are %d pieces", p.Count, len(pieces))
	}
	for c := 1; c < p.Count; c++ {
		if size[c] > size[c-1] {
			t.Errorf("community %d has %d nodes, the one before %d", c, size[c], size[c-1])
		}
	}
}

// TestEdgesOfNoWeight: loops, NaN, infinite and negative weights count for
// nothing, and huge ones break nothing.
func TestEdgesOfNoWeight(t *testing.T) {
	edges := []graph.Edge{{0, 1}, {1, 2}, {2, 2}, {0, 2}, {0, 3}}
	g := graph.NewWeighted(4, edges, []float64{math.NaN(), -1, 5, math.Inf(1), 0})
	if g.Total != 0 || len(g.To) != 0 {
		t.Errorf("weight %v in %d ends of edges, want none", g.Total, len(g.To))
	}
	if p := g.Leiden(1, 1); p.Count != 4 {
		t.Errorf("%d communities, want 4", p.Count)
	}
	g = graph.NewWeighted(4, []graph.Edge{{0, 1}, {1, 2}, {2, 3}}, []float64{math.MaxFloat64, math.MaxFloat64, math.MaxFloat64})
	if c := g.Communities(1, 3, 1); len(c.Of) != 4 {
		t.Errorf("%d nodes, want 4", len(c.Of))
	}
	g.Eigenvector()
}
