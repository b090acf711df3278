package graph_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/graph"
)

// Scores of the club by networkx 3.6.1, eigenvector_centrality with a
// tolerance of 1e-13.
var (
	plainScore = []float64{
		0.355491445, 0.26595992, 0.317192504, 0.21117972, 0.075968818, 0.079483045, 0.079483045,
		0.170959748, 0.227403907, 0.102674251, 0.075968818, 0.052855697, 0.084254629, 0.22647272,
		0.101403262, 0.101403262, 0.023635628, 0.092399538, 0.101403262, 0.14791251, 0.101403262,
		0.092399538, 0.101403262, 0.150118572, 0.057052441, 0.059206475, 0.075579413, 0.133477153,
		0.131077823, 0.134960819, 0.174758302, 0.191033841, 0.30864422, 0.37336347,
	}
	weightScore = []float64{
		0.312351228, 0.301751175, 0.36058862, 0.198567186, 0.055674749, 0.067428084, 0.066448221,
		0.178432343, 0.246950584, 0.05020307, 0.045833219, 0.043206955, 0.041869742, 0.240486537,
		0.079537649, 0.113114204, 0.018518856, 0.042718193, 0.04889692, 0.073420028, 0.062749371,
		0.05663175, 0.081005562, 0.218043711, 0.051048913, 0.122582287, 0.058629255, 0.147683072,
		0.086145392, 0.135833019, 0.158313247, 0.209456435, 0.33226141, 0.364096882,
	}
)

func TestEigenvectorOfKarate(t *testing.T) {
	for _, tt := range []struct {
		weighted bool
		want     []float64
	}{{false, plainScore}, {true, weightScore}} {
		c := karate(tt.weighted).Eigenvector()
		if !c.Settled {
			t.Error("the iteration did not settle")
		}
		for i, want := range tt.want {
			near(t, "score", c.Score[i], want, 2e-9)
		}
	}
	near(t, "eigenvalue", karate(false).Eigenvector().Eigenvalue[0], 6.725697727631732, 1e-8)
}

// TestEigenvectorByHand: a star of four leaves has √4 = 2, the middle 1/√2 and
// each leaf 1/√8; an edge of weight 9 has 9; a triangle of weight 2 has 4. The
// star and the edge are bipartite: A alone never settles there.
func TestEigenvectorByHand(t *testing.T) {
	edges := []graph.Edge{{0, 1}, {0, 2}, {0, 3}, {0, 4}, {5, 6}, {7, 8}, {8, 9}, {7, 9}}
	g := graph.NewWeighted(11, edges, []float64{1, 1, 1, 1, 9, 2, 2, 2})
	c := g.Eigenvector()
	leaf, third := 1/math.Sqrt(8), 1/math.Sqrt(3)
	score := []float64{1 / math.Sqrt2, leaf, leaf, leaf, leaf, 1 / math.Sqrt2, 1 / math.Sqrt2, third, third, third, 0}
	value := []float64{2, 2, 2, 2, 2, 9, 9, 4, 4, 4, 0}
	for i := range score {
		near(t, "score", c.Score[i], score[i], 1e-8)
		near(t, "eigenvalue", c.Eigenvalue[i], value[i], 1e-8)
	}
	if !c.Settled {
		t.Error("the iteration did not settle")
	}
	if diff := cmp.Diff([]float64{4, 1, 1, 1, 1, 9, 9, 4, 4, 4, 0}, g.Strength); diff != "" {
		t.Errorf("strength (-want +got):\n%s", diff)
	}
}

// TestScaleDoesNotMatter: weights a million million times smaller give the
// same scores.
func TestScaleDoesNotMatter(t *testing.T) {
	edges, weight := karateEdges()
	want := graph.NewWeighted(34, edges, weight).Eigenvector()
	for i := range weight {
		weight[i] *= 1e-12
	}
	got := graph.NewWeighted(34, edges, weight).Eigenvector()
	for i := range got.Score {
		near(t, "score", got.Score[i], want.Score[i], 1e-9)
	}
}

// TestCoreNumbers has the club's core numbers by networkx 3.6.1.
func TestCoreNumbers(t *testing.T) {
	edges, _ := karateEdges()
	want := []int{4, 4, 4, 4, 3, 3, 3, 4, 4, 2, 3, 1, 2, 4, 2, 2, 2, 2, 2, 3, 2, 2, 2, 3, 3, 3, 2, 3, 3, 3, 4, 3, 4, 4}
	if diff := cmp.Diff(want, graph.CoreNumbers(34, edges)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestCoreNumbersAreCores holds core numbers against the k-cores.
func TestCoreNumbersAreCores(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 5))
	for range 20 {
		n := 1 + rng.IntN(80)
		edges, _ := planted(rng, n, 1, 0, 0.2)
		numbers := graph.CoreNumbers(n, edges)
		for k := range 12 {
			for i, in := range graph.Core(n, edges, k) {
				if in != (numbers[i] >= k) {
					t.Fatalf("node %d has number %d, in the %d-core: %v", i, numbers[i], k, in)
				}
			}
		}
	}
	if got := graph.CoreNumbers(0, nil); len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
}
