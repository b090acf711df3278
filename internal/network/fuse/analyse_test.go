package fuse_test

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/graph"
	"github.com/unveil-project/unveil/internal/network/export"
	"github.com/unveil-project/unveil/internal/network/fuse"
)

// join makes edges of pairs.
func join(pairs [][2]uint32) (edges []graph.Edge) {
	for _, p := range pairs {
		edges = append(edges, graph.Edge{A: p[0], B: p[1]})
	}
	return edges
}

// TestCurve by hand: a triangle with weights 3, a pair with 1, a bridge of 2.
func TestCurve(t *testing.T) {
	edges := join([][2]uint32{{0, 1}, {0, 2}, {1, 2}, {3, 4}, {2, 3}})
	weight := []float64{3, 3, 3, 1, 2}
	of := []uint32{0, 0, 0, 1, 1}
	triangle := fuse.Extent{Nodes: 3, Edges: 3, Density: 1}
	// Whole: inside 9 and 1 of 12, strengths 20 and 4 of 24.
	whole := 10.0/12 - math.Pow(20.0/24, 2) - math.Pow(4.0/24, 2)
	// From 2 on: inside 9 of 11, strengths 20 and 2 of 22.
	strong := 9.0/11 - math.Pow(20.0/22, 2) - math.Pow(2.0/22, 2)
	want := []fuse.Step{
		{
			Quantile: 0, Threshold: 1, Extent: fuse.Extent{Nodes: 5, Edges: 5, Density: 0.5}, Modularity: whole,
			Communities: []fuse.Extent{triangle, {Nodes: 2, Edges: 1, Density: 1}},
		},
		{
			Quantile: 0.2, Threshold: 2, Extent: fuse.Extent{Nodes: 4, Edges: 4, Density: 4.0 / 6}, Modularity: strong,
			Communities: []fuse.Extent{triangle, {}},
		},
		{Quantile: 1, Threshold: 3, Extent: triangle, Communities: []fuse.Extent{triangle, {}}},
	}
	if diff := cmp.Diff(want, fuse.Curve(5, edges, weight, of, []float64{0, 0.2, 1}), closely); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := fuse.Curve(0, nil, nil, nil, fuse.Quantiles()); got != nil {
		t.Errorf("of nothing: %v", got)
	}
}

// TestPrune: of a clique of four with a tail of two, the end of the tail is
// the least central; with half gone the clique is left.
func TestPrune(t *testing.T) {
	var edges []fuse.Fused
	for _, e := range [][2]uint32{{1, 2}, {1, 3}, {1, 5}, {2, 3}, {2, 5}, {3, 5}, {5, 7}, {7, 8}} {
		edges = append(edges, fuse.Fused{A: e[0], B: e[1], Weight: 2})
	}
	for _, tt := range []struct {
		share float64
		want  int
	}{{0, 8}, {0.17, 7}, {0.34, 6}, {1, 0}} {
		if got := fuse.Prune(edges, tt.share); len(got) != tt.want {
			t.Errorf("without %v: %d edges, want %d", tt.share, len(got), tt.want)
		}
	}
	if got := fuse.Prune(nil, 0.5); len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
}

// TestCentralOfTwoComponents: each has a top of its own, as high as its
// eigenvalue is beside the largest.
func TestCentralOfTwoComponents(t *testing.T) {
	g := graph.NewWeighted(5, join([][2]uint32{{0, 1}, {2, 3}, {3, 4}, {2, 4}}), []float64{1, 2, 2, 2})
	if diff := cmp.Diff([]float64{0.25, 0.25, 1, 1, 1}, fuse.Central(g), approx(1e-8)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func approx(margin float64) cmp.Option {
	return cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) <= margin })
}

// operation is channels of accounts: groups of size that meet on hashtags and
// on links often, and pairs at random that meet on one of them.
func operation(rng *rand.Rand, groups, size, accounts int) []fuse.Channel {
	var channels []fuse.Channel
	for c, name := range []string{"hashtag", "link"} {
		weight := map[[2]uint32]float64{}
		for i := range groups * size {
			for j := range i {
				if i/size == j/size && rng.Float64() < 0.7 {
					weight[[2]uint32{uint32(j), uint32(i)}] = 5 + 10*rng.Float64()
				}
			}
		}
		for range accounts {
			// A bystander has edges in one channel only.
			a, b := groups*size+2*rng.IntN((accounts-groups*size)/2), rng.IntN(accounts)
			if a+c < accounts && a+c != b && (b < groups*size || b%2 == (groups*size+c)%2) {
				weight[[2]uint32{uint32(min(a+c, b)), uint32(max(a+c, b))}] = 3
			}
		}
		ch := fuse.Channel{Name: name}
		for pair, w := range weight {
			ch.Edges = append(ch.Edges, fuse.Edge{A: pair[0], B: pair[1], Weight: w, P: 0.001, Times: []int64{day * int64(pair[0]%5)}})
		}
		channels = append(channels, ch)
	}
	return channels
}

// all asks for everything.
func all() fuse.Options {
	return fuse.Options{
		Join: fuse.Join{Rule: fuse.Ranks}, Runs: 5, Curve: fuse.Quantiles(), Slide: fuse.Slide{Length: 2 * day, Step: day}, Layout: true,
	}
}

// TestAnalyseFindsTheGroups: bystanders that meet on one channel are left out,
// and the groups are the communities.
func TestAnalyseFindsTheGroups(t *testing.T) {
	r, err := fuse.Analyse(200, operation(rand.New(rand.NewPCG(1, 2)), 3, 12, 200), all())
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Nodes) != 36 || r.Communities.Count != 3 {
		t.Fatalf("%d accounts in %d communities, want 36 in 3", len(r.Nodes), r.Communities.Count)
	}
	if len(r.Kept) != 3 || r.Kept[2] != 36 || r.Kept[1] == 0 || r.OneTrace != 0 {
		t.Errorf("accounts by independent channels: %v, one trace %d; want 36 with two", r.Kept, r.OneTrace)
	}
	for i, n := range r.Nodes {
		if n.Account != uint32(i) || n.Community != r.Nodes[i/12*12].Community || n.Independent != 2 || n.Core < 3 {
			t.Errorf("account %d: %+v", i, n)
		}
	}
	if r.Communities.Stability != 1 || len(r.Curve) != len(fuse.Quantiles()) || len(r.Timeline.Windows) == 0 || len(r.Roles) == 0 {
		t.Errorf("stability %v, %d steps, %d windows, %d roles", r.Communities.Stability, len(r.Curve), len(r.Timeline.Windows), len(r.Roles))
	}
}

// TestAnalyseWritesANetwork: what was found leaves in every format, and is the
// same whatever order the edges came in.
func TestAnalyseWritesANetwork(t *testing.T) {
	channels := operation(rand.New(rand.NewPCG(3, 4)), 3, 12, 120)
	names := make([]string, 120)
	for i := range names {
		names[i] = "a" + strconv.Itoa(i)
	}
	write := func() (files [][]byte) {
		r, err := fuse.Analyse(120, channels, all())
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range export.Formats() {
			var b bytes.Buffer
			if err := export.Write(&b, f, r.Network(names)); err != nil {
				t.Fatal(err)
			}
			files = append(files, b.Bytes())
		}
		return files
	}
	before := write()
	for _, c := range channels {
		slices.Reverse(c.Edges)
	}
	for i, file := range write() {
		if !bytes.Equal(file, before[i]) {
			t.Errorf("%s: the file differs", export.Formats()[i])
		}
	}
	r, err := fuse.Analyse(120, channels, all())
	if err != nil {
		t.Fatal(err)
	}
	meta := []export.Pair{
		{Name: "fusion", Value: "accounts on 2 or more independent channels, sum of ranks"},
		{Name: "accounts with independent channels", Value: "1: " + strconv.Itoa(r.Kept[1]) + ", 2: 36"},
	}
	if diff := cmp.Diff(meta, r.Network(names).Meta[:2]); diff != "" {
		t.Errorf("meta (-want +got):\n%s", diff)
	}
	want := "source,target,weight,families,fisher_p,count_p,weight_hashtag,weight_link\n"
	if got, _, _ := bytes.Cut(before[0], []byte("\n")); string(got)+"\n" != want {
		t.Errorf("header %q, want %q", got, want)
	}
}

// TestAnalyseLeavesTheCore: a clique of five with a ring around it has a core
// of four.
func TestAnalyseLeavesTheCore(t *testing.T) {
	var edges []fuse.Edge
	for a := range uint32(5) {
		for b := a + 1; b < 5; b++ {
			edges = append(edges, fuse.Edge{A: a, B: b, Weight: 1})
		}
		edges = append(edges, fuse.Edge{A: a, B: a + 5, Weight: 9})
	}
	for k, want := range map[int]int{0: 10, 1: 10, 2: 5, 4: 5, 5: 0} {
		r, err := fuse.Analyse(10, []fuse.Channel{{Name: "link", Edges: edges}}, fuse.Options{Core: k})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Nodes) != want {
			t.Errorf("core of %d: %d accounts, want %d", k, len(r.Nodes), want)
		}
	}
}

// TestNumbersOfAccountsDoNotMatter: numbered otherwise, accounts have the same
// scores and the same company.
func TestNumbersOfAccountsDoNotMatter(t *testing.T) {
	channels := operation(rand.New(rand.NewPCG(5, 6)), 4, 10, 150)
	perm := rand.New(rand.NewPCG(7, 8)).Perm(150)
	other := make([]fuse.Channel, len(channels))
	for i, c := range channels {
		other[i].Name = c.Name
		for _, e := range c.Edges {
			a, b := uint32(perm[e.A]), uint32(perm[e.B])
			e.A, e.B = min(a, b), max(a, b)
			other[i].Edges = append(other[i].Edges, e)
		}
	}
	a, err := fuse.Analyse(150, channels, all())
	if err != nil {
		t.Fatal(err)
	}
	b, err := fuse.Analyse(150, other, all())
	if err != nil {
		t.Fatal(err)
	}
	at := map[uint32]fuse.Node{}
	for _, n := range b.Nodes {
		at[n.Account] = n
	}
	var left, right []uint32
	for _, n := range a.Nodes {
		m := at[uint32(perm[n.Account])]
		left, right = append(left, uint32(n.Community)), append(right, uint32(m.Community))
		if m.Core != n.Core || m.Degree != n.Degree || m.Traces != n.Traces ||
			math.Abs(m.Strength-n.Strength) > 1e-9 || math.Abs(m.Central-n.Central) > 1e-7 {
			t.Errorf("account %d was %+v, is %+v", n.Account, n, m)
		}
	}
	if got := graph.AdjustedRand(left, right); len(a.Nodes) != len(b.Nodes) || got != 1 {
		t.Errorf("%d and %d accounts, communities alike by %v", len(a.Nodes), len(b.Nodes), got)
	}
}

// TestAnalyseOfNothing holds that an empty network is no error.
func TestAnalyseOfNothing(t *testing.T) {
	r, err := fuse.Analyse(5, []fuse.Channel{{Name: "link"}}, all())
	if err != nil || len(r.Nodes) != 0 || len(r.Curve) != 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	for _, f := range export.Formats() {
		if err := export.Write(&bytes.Buffer{}, f, r.Network(make([]string, 5))); err != nil {
			t.Errorf("%s: %v", f, err)
		}
	}
}

func BenchmarkAnalyse(b *testing.B) {
	channels := operation(rand.New(rand.NewPCG(1, 2)), 20, 130, 4000)
	options := all()
	options.Runs, options.Layout = 20, false
	edges := 0
	for _, c := range channels {
		edges += len(c.Edges)
	}
	for b.Loop() {
		if _, err := fuse.Analyse(4000, channels, options); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(edges), "edges")
}
