package null_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/network/null"
	"github.com/unveil-project/unveil/internal/stats"
)

// byHand computes both expectations of a pair from their definitions, row by
// row, for tables in which no band has to be halved.
type byHand struct {
	s      *network.Shares
	m      null.Model
	linked []bool
}

func (h byHand) who(a, b uint32) float64 {
	count := map[[2]int64]float64{}
	met, perObject := map[int64]float64{}, map[uint32]float64{}
	total := 0.0
	for i := range h.s.Len() {
		d := null.FloorDiv(h.s.Time[i], h.m.Stratum)
		count[[2]int64{int64(h.s.Account[i]), d}]++
		for j := range i {
			if h.s.Object[i] == h.s.Object[j] && h.s.Account[i] != h.s.Account[j] && h.s.Time[i]-h.s.Time[j] <= h.m.Window {
				met[d]++
				perObject[h.s.Object[i]]++
				total++
			}
		}
	}
	lambda := 0.0
	for d, m := range met {
		sum, square := 0.0, 0.0
		for k, n := range count {
			if k[1] == d {
				sum += n
				square += n * n
			}
		}
		lambda += 2 * m / (sum*sum - square) * count[[2]int64{int64(a), d}] * count[[2]int64{int64(b), d}]
	}
	objects := 0.0
	for _, m := range perObject {
		objects -= math.Expm1(-m / total * lambda)
	}
	return objects
}

func (h byHand) when(a, b uint32) float64 {
	miss := map[uint32]float64{}
	for i := range h.s.Len() {
		for j := range h.s.Len() {
			apart := max(h.s.Time[i]-h.s.Time[j], h.s.Time[j]-h.s.Time[i])
			if h.s.Object[i] != h.s.Object[j] || h.s.Account[i] != a || h.s.Account[j] != b || apart > h.m.Band {
				continue
			}
			o := h.s.Object[i]
			if _, ok := miss[o]; !ok {
				miss[o] = 1
			}
			miss[o] *= 1 - min(1, max(h.chance(i, j), h.chance(j, i)))
		}
	}
	sum := 0.0
	for _, m := range miss {
		sum += 1 - m
	}
	return sum
}

// chance is that of row r, leaving out what the account of row q has there
// once, and the account of row r altogether from the background.
func (h byHand) chance(r, q int) float64 {
	var within, around, half, all float64
	for k := range h.s.Len() {
		apart := max(h.s.Time[k]-h.s.Time[r], h.s.Time[r]-h.s.Time[k])
		if h.s.Object[k] != h.s.Object[r] || apart > h.m.Band || k == r || k == q {
			continue
		}
		all++
		if apart <= h.m.Band/2 {
			half++
		}
		if h.linked[h.s.Account[k]] || h.s.Account[k] == h.s.Account[r] {
			continue
		}
		around++
		if apart <= h.m.Window {
			within++
		}
	}
	u := h.even() * max(1, 2*(half+0.5)/(all+1))
	return max(u, (within+u)/(around+1))
}

func (h byHand) even() float64 {
	t := float64(slices.Max(h.s.Time)-slices.Min(h.s.Time)) + float64(h.m.Step)
	part := func(length int64) float64 {
		x := min(t, float64(length)+float64(h.m.Step)/2)
		return x * (2*t - x)
	}
	return part(h.m.Window) / part(h.m.Band)
}

// TestExpectations compares every expectation, q and count of the linked with
// those computed by hand. The tables are such that both ways through them are
// taken: few pairs of popular objects, and many.
func TestExpectations(t *testing.T) {
	for seed := range uint64(4) {
		w := world{accounts: 14, objects: 12, posts: 260, perPost: 1, span: 3 * day, step: second, popular: 0.8, plant: 2, together: 9, within: 30 * second}
		s, n := w.make(seed)
		pairs := allPairs(s, n, minute)
		if seed%2 == 1 { // only the pairs that met
			pairs = slices.DeleteFunc(pairs, func(p network.PairCount) bool { return p.Objects == 0 })
		}
		r := judge(t, s, pairs, n, minute, second)
		h := byHand{s: s, m: r.Model, linked: linkedByHand(r, pairs, n)}
		if got := trues(h.linked); got != r.Linked || got == 0 {
			t.Errorf("seed %d: %d linked, by hand %d", seed, r.Linked, got)
		}
		for i, p := range pairs {
			c := r.Pairs[i]
			if who := h.who(p.A, p.B); math.Abs(float64(c.ExpectedWho)-who) > 1e-3*who {
				t.Errorf("seed %d, %v: who %g, by hand %g", seed, p, c.ExpectedWho, who)
			}
			if when := h.when(p.A, p.B); math.Abs(float64(c.ExpectedWhen)-when) > 1e-4*when+1e-6 {
				t.Errorf("seed %d, %v: when %g, by hand %g", seed, p, c.ExpectedWhen, when)
			}
		}
		if want := float64(n*(n-1)) / 2; r.Tests != want {
			t.Errorf("seed %d: %g tests, want %g", seed, r.Tests, want)
		}
	}
}

func linkedByHand(r null.Result, pairs []network.PairCount, n int) []bool {
	var p []float64
	var at []int
	for i, c := range r.Pairs {
		if c.Objects > 1 {
			p, at = append(p, c.PWho), append(at, i)
		}
	}
	linked := make([]bool, n)
	for k, q := range stats.BenjaminiHochberg(p, 0) {
		if q <= 0.01 {
			linked[pairs[at[k]].A], linked[pairs[at[k]].B] = true, true
		}
	}
	return linked
}

func trues(list []bool) (n int) {
	for _, yes := range list {
		if yes {
			n++
		}
	}
	return n
}

// TestOnlyAndPosts holds which objects nobody else used, and that five objects
// of one post are one occasion.
func TestOnlyAndPosts(t *testing.T) {
	s := &network.Shares{}
	add := func(object, account, post uint32, at int64) { s.Add(object, account, post, at*second) }
	for o := range uint32(5) { // one post each, five objects
		add(o, 0, 0, 100)
		add(o, 1, 1, 110)
	}
	add(5, 0, 2, 90000)
	add(5, 1, 3, 90010)
	add(5, 2, 4, 99999)
	s.Group(6)
	pairs, _ := s.Pairs(network.Pairing{Window: minute, Least: 1})
	r := judge(t, s, pairs, 3, minute, second)
	if len(r.Pairs) != 1 || pairs[0].Objects != 6 {
		t.Fatalf("pairs %v", pairs)
	}
	if c := r.Pairs[0]; c.Objects != 2 || c.Only != 5 {
		t.Errorf("%d judged, %d of nobody else; want 2 and 5", c.Objects, c.Only)
	}
}

// TestScreen holds that every q up to the screen is as without it.
func TestScreen(t *testing.T) {
	s, n := loud.make(9)
	pairs, _ := s.Pairs(network.Pairing{Window: minute, Least: 1})
	m := null.Model{Window: minute, Step: second, Workers: 2}
	all, _ := null.Test(context.Background(), s, n, pairs, m)
	m.Screen = 0.05
	some, _ := null.Test(context.Background(), s, n, pairs, m)
	left, small := 0, 0
	for i, c := range some.Pairs {
		if math.IsNaN(c.PWhen) {
			left++
			if all.Pairs[i].Q <= m.Screen || c.Q <= m.Screen || c.P() > all.Pairs[i].P() {
				t.Errorf("%v left out with q %g, without screen %g", pairs[i], c.Q, all.Pairs[i].Q)
			}
			continue
		}
		if c.Q <= m.Screen {
			small++
		}
		if min(c.Q, all.Pairs[i].Q) <= m.Screen && c.Q != all.Pairs[i].Q {
			t.Errorf("%v: q %g, without screen %g", pairs[i], c.Q, all.Pairs[i].Q)
		}
	}
	if left < len(pairs)/2 || small == 0 {
		t.Errorf("%d of %d left out, %d small", left, len(pairs), small)
	}
}

// TestPower measures how many planted pairs have a q of 0.05 or less, by how
// often they act together and how far apart.
func TestPower(t *testing.T) {
	if testing.Short() {
		t.Skip("a simulation")
	}
	lines := []string{
		"| planted pairs: objects together, apart | edges with q ≤ 0.05 that are planted | planted that are edges |",
		"|---|---|---|",
	}
	for _, c := range []struct {
		together int
		within   int64
	}{{3, 30 * second}, {5, 30 * second}, {8, 30 * second}, {15, 30 * second}, {15, 10 * minute}} {
		const runs, plant = 10, 20
		hits, edges := 0, 0
		for seed := range uint64(runs) {
			w := world{accounts: 300, objects: 2000, posts: 40000, perPost: 1, span: 30 * day, step: second, popular: 0.7, plant: plant, together: c.together, within: c.within}
			s, n := w.make(seed)
			pairs, _ := s.Pairs(network.Pairing{Window: minute, Least: 1})
			r := judge(t, s, pairs, n, minute, second)
			for i, p := range pairs {
				if r.Pairs[i].Q <= 0.05 {
					edges++
					if int(p.A) >= n-2*plant && p.B == p.A+1 && (n-int(p.A))%2 == 0 {
						hits++
					}
				}
			}
		}
		lines = append(lines, fmt.Sprintf("| %d, up to %d s | %d of %d | %.3f |", c.together, c.within/second, hits, edges, float64(hits)/(runs*plant)))
		if edges > 0 && float64(edges-hits) > 0.05*float64(edges)+3*math.Sqrt(0.05*float64(edges)) {
			t.Errorf("%d together: %d of %d edges are false", c.together, edges-hits, edges)
		}
	}
	golden(t, "testdata/power.golden", strings.Join(lines, "\n")+"\n")
}

// TestPopularObjects holds that an object of very many shares costs no more
// than its shares: time is bounded by the rows within bandRows of each.
func TestPopularObjects(t *testing.T) {
	s := &network.Shares{}
	const n = 60000
	for i := range n {
		s.Add(0, uint32(i%3000), uint32(i), int64(i)*second/20)
	}
	s.Group(1)
	pairs := []network.PairCount{{A: 0, B: 1, Objects: 1}, {A: 0, B: 2999, Objects: 1}}
	r := judge(t, s, pairs, 3000, second, second)
	for i, c := range r.Pairs {
		if !(c.ExpectedWho > 0.2) || !(c.ExpectedWhen > 0.1) || c.Q != 1 {
			t.Errorf("%v: %+v", pairs[i], c)
		}
	}
}

func BenchmarkTest(b *testing.B) {
	w := world{accounts: 2600, objects: 98000, posts: 730000, perPost: 3, span: 1000 * day, step: minute, popular: 0.75}
	s, n := w.make(1)
	pairs, _ := s.Pairs(network.Pairing{Window: minute, Least: 1})
	for _, screen := range []float64{1, 0.05} {
		b.Run(fmt.Sprintf("screen=%g", screen), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := null.Test(context.Background(), s, n, pairs, null.Model{Window: minute, Step: minute, Workers: 2, Screen: screen}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(s.Len()), "shares")
			b.ReportMetric(float64(len(pairs)), "pairs")
		})
	}
}
