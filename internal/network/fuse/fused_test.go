package fuse_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/network/fuse"
)

var nan = math.NaN()

// sameNumbers compares numbers to 1e-12, NaN with NaN.
var sameNumbers = cmp.Options{closely, cmpopts.EquateNaNs()}

// TestFisher has values computed in Python from the closed form of the
// chi-squared tail for even degrees of freedom. For one test the combination
// is the test itself.
func TestFisher(t *testing.T) {
	tests := []struct {
		p    []float64
		want float64
	}{
		{nil, 1},
		{[]float64{0.03}, 0.03},
		{[]float64{0.01, 0.04}, 0.0035296184043425204},
		{[]float64{0.05, 0.05, 0.05}, 0.006296506270915039},
		{[]float64{0.1, 1, 1}, 0.5953534148233245},
		{[]float64{0.1, nan, 1}, 0.5953534148233245},
		{[]float64{1, 1}, 1},
	}
	for _, tt := range tests {
		if got := fuse.Fisher(tt.p); math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("Fisher(%v) = %v, want %v", tt.p, got, tt.want)
		}
	}
	if got := fuse.Fisher([]float64{0, 0, 0}); got < 0 || got > 1e-300 {
		t.Errorf("of p = 0 three times: %v, want almost 0", got)
	}
}

// TestCountP by hand: two of three at 0.1 are 3·0.01·0.9 + 0.001.
func TestCountP(t *testing.T) {
	tests := []struct {
		k, m  int
		alpha float64
		want  float64
	}{
		{0, 3, 0.1, 1},
		{1, 3, 0.1, 1 - 0.729},
		{2, 3, 0.1, 0.028},
		{3, 3, 0.1, 0.001},
		{4, 3, 0.1, 0},
		{1, 3, 0, 0},
		{2, 3, 1, 1},
	}
	for _, tt := range tests {
		if got := fuse.CountP(tt.k, tt.m, tt.alpha); math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("CountP(%d, %d, %v) = %v, want %v", tt.k, tt.m, tt.alpha, got, tt.want)
		}
	}
}

// three has three channels, of which link and domain carry the same thing:
// 0, 1 and 2 meet on hashtags and on links; 3 and 4 only on links and their
// domains.
func three() []fuse.Channel {
	edge := func(a, b uint32, w, p float64, posts ...uint32) fuse.Edge {
		return fuse.Edge{A: a, B: b, Weight: w, P: p, Posts: posts}
	}
	return []fuse.Channel{
		{Name: "hashtag", Edges: []fuse.Edge{edge(0, 1, 5, 0.001, 1, 2, 3, 4), edge(0, 2, 9, 0.0001, 5, 6)}},
		{Name: "link", Edges: []fuse.Edge{edge(3, 4, 7, 0.002, 20, 21), edge(0, 1, 3, 0.004, 7, 8), edge(1, 2, 3, 0.01, 9, 10)}},
		{Name: "domain", Edges: []fuse.Edge{edge(0, 1, 4, 0.001, 7, 8), edge(3, 4, 8, 0.001, 22, 23)}},
	}
}

func TestFuseByRanks(t *testing.T) {
	edges, traces, err := fuse.Fuse(6, three(), fuse.Join{Rule: fuse.Ranks})
	if err != nil {
		t.Fatal(err)
	}
	wantTraces := []fuse.Traces{{3, 2, 2}, {3, 2, 2}, {2, 2, 2}, {2, 1, 1}, {2, 1, 1}, {}}
	if diff := cmp.Diff(wantTraces, traces); diff != "" {
		t.Errorf("independent channels (-want +got):\n%s", diff)
	}
	// Ranks: hashtag 5 is 1/2, 9 is 1; link 3 is 2/3, 7 is 1; domain 4 is 1/2.
	// Two families; that of links has two channels, so its p counts twice.
	want := []fuse.Fused{
		{
			A: 0, B: 1, Weight: 0.5 + 2.0/3, Families: 2, Weights: []float64{5, 3, 4}, P: []float64{0.001, 0.004, 0.001},
			Fisher: fuse.Fisher([]float64{0.001, 0.002}), CountP: 0.02 * 0.02,
		},
		{
			A: 0, B: 2, Weight: 1, Families: 1, Weights: []float64{9, nan, nan}, P: []float64{0.0001, nan, nan},
			Fisher: fuse.Fisher([]float64{0.0001, 1}), CountP: 1 - 0.98*0.98,
		},
		{
			A: 1, B: 2, Weight: 2.0 / 3, Families: 1, Weights: []float64{nan, 3, nan}, P: []float64{nan, 0.01, nan},
			Fisher: fuse.Fisher([]float64{1, 0.02}), CountP: 1 - 0.98*0.98,
		},
	}
	if diff := cmp.Diff(want, edges, sameNumbers); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestFuseByKinds: a text that always comes with its link is two kinds of
// channel and one trace; a link and its domain are one kind.
func TestFuseByKinds(t *testing.T) {
	edge := func(a, b uint32) []fuse.Edge {
		return []fuse.Edge{{A: a, B: b, Weight: 1, P: nan, Posts: []uint32{1, 2}}}
	}
	channels := []fuse.Channel{{Name: "text", Edges: edge(0, 1)}, {Name: "link", Edges: append(edge(0, 1), edge(2, 3)...)}, {Name: "domain", Edges: edge(2, 3)}}
	for rule, want := range map[fuse.Rule][][2]uint32{fuse.Union: {{0, 1}, {2, 3}}, fuse.Kinds: {{0, 1}}, fuse.Ranks: nil} {
		edges, traces, err := fuse.Fuse(4, channels, fuse.Join{Rule: rule})
		if err != nil {
			t.Fatal(err)
		}
		var got [][2]uint32
		for _, e := range edges {
			got = append(got, [2]uint32{e.A, e.B})
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("rule %d (-want +got):\n%s", rule, diff)
		}
		if diff := cmp.Diff([]fuse.Traces{{2, 2, 1}, {2, 2, 1}, {2, 1, 1}, {2, 1, 1}}, traces); diff != "" {
			t.Errorf("rule %d (-want +got):\n%s", rule, diff)
		}
	}
}

func TestFuseByUnion(t *testing.T) {
	edges, _, err := fuse.Fuse(6, three(), fuse.Join{Rule: fuse.Union})
	if err != nil {
		t.Fatal(err)
	}
	got := map[[2]uint32]float64{}
	for _, e := range edges {
		got[[2]uint32{e.A, e.B}] = e.Weight
	}
	want := map[[2]uint32]float64{{0, 1}: 5, {0, 2}: 9, {1, 2}: 3, {3, 4}: 8}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestOneTrace: a hashtag that always stands in the post with the link is no
// second channel; where fewer than half of the posts are the same it is one,
// and where posts are not known the families decide.
func TestOneTrace(t *testing.T) {
	tests := []struct {
		name           string
		hashtags, link []uint32
		want           int
	}{
		{"the same posts", []uint32{1, 2, 3}, []uint32{1, 2, 3}, 1},
		{"all of the smaller", []uint32{1, 2, 3, 4, 5, 6}, []uint32{3, 4}, 1},
		{"half of the smaller", []uint32{1, 2, 3, 4}, []uint32{4, 9}, 1},
		{"less than half", []uint32{1, 2, 3, 4}, []uint32{4, 8, 9}, 2},
		{"other posts", []uint32{1, 2}, []uint32{3, 4}, 2},
		{"not known", nil, []uint32{3, 4}, 2},
	}
	for _, tt := range tests {
		_, traces, err := fuse.Fuse(2, []fuse.Channel{
			{Name: "hashtag", Edges: []fuse.Edge{{A: 0, B: 1, Weight: 1, P: nan, Posts: tt.hashtags}}},
			{Name: "link", Edges: []fuse.Edge{{A: 0, B: 1, Weight: 1, P: nan, Posts: tt.link}}},
		}, fuse.Join{Rule: fuse.Ranks})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]fuse.Traces{{2, 2, tt.want}, {2, 2, tt.want}}, traces); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestTheLargestSetOfChannels: a hub that is one trace with two others does not
// hide that these two are independent.
func TestTheLargestSetOfChannels(t *testing.T) {
	edge := func(posts ...uint32) []fuse.Edge { return []fuse.Edge{{A: 0, B: 1, Weight: 1, Posts: posts}} }
	_, traces, err := fuse.Fuse(2, []fuse.Channel{
		{Name: "text", Edges: edge(1, 2, 3, 4)},
		{Name: "link", Edges: edge(1, 2)},
		{Name: "hashtag", Edges: edge(3, 4)},
	}, fuse.Join{Rule: fuse.Ranks})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]fuse.Traces{{3, 3, 2}, {3, 3, 2}}, traces); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestFuseRefuses(t *testing.T) {
	tests := []struct {
		name     string
		channels []fuse.Channel
		want     string
	}{
		{"an account that is not there", []fuse.Channel{{Name: "link", Edges: []fuse.Edge{{A: 0, B: 9}}}}, "accounts 0 and 9 of 3"},
		{"the wrong way round", []fuse.Channel{{Name: "link", Edges: []fuse.Edge{{A: 2, B: 1}}}}, "accounts 2 and 1"},
		{"a loop", []fuse.Channel{{Name: "link", Edges: []fuse.Edge{{A: 1, B: 1}}}}, "accounts 1 and 1"},
		{"an edge twice", []fuse.Channel{{Name: "link", Edges: []fuse.Edge{{A: 0, B: 1}, {A: 0, B: 1}}}}, "given twice"},
		{"too many channels", make([]fuse.Channel, 17), "17 channels; at most 16"},
	}
	for _, tt := range tests {
		_, _, err := fuse.Fuse(3, tt.channels, fuse.Join{Rule: fuse.Union})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want one with %q", tt.name, err, tt.want)
		}
	}
	if _, err := fuse.Analyse(3, make([]fuse.Channel, 17), fuse.Options{}); err == nil {
		t.Error("Analyse took 17 channels")
	}
}

func TestFamilyOf(t *testing.T) {
	for kind, want := range map[string]string{
		"link": "link", "domain": "link", "text": "text", "similar": "text",
		"hashtag": "hashtag", "repost": "repost", "column:group": "column:group",
	} {
		if got := fuse.FamilyOf(kind); got != want {
			t.Errorf("FamilyOf(%q) = %q, want %q", kind, got, want)
		}
	}
}

// TestBehind: of three shares of one object within the window two are by the
// pair that is asked for; a meeting outside the window does not count.
func TestBehind(t *testing.T) {
	s := &network.Shares{}
	s.Add(0, 5, 100, 0)
	s.Add(0, 7, 101, 30)
	s.Add(0, 6, 102, 40)
	s.Add(1, 7, 103, 1000)
	s.Add(1, 5, 100, 1060)
	s.Add(2, 5, 104, 2000)
	s.Add(2, 7, 105, 2061)
	s.Group(3)
	got := fuse.Behind(s, 60, 0, []fuse.Edge{{A: 5, B: 7, Weight: 2, P: nan}, {A: 1, B: 2, Weight: 1, P: nan}})
	want := []fuse.Edge{
		{A: 1, B: 2, Weight: 1, P: nan},
		{A: 5, B: 7, Weight: 2, P: nan, Posts: []uint32{100, 101, 103}, Times: []int64{30, 1060}},
	}
	if diff := cmp.Diff(want, got, sameNumbers); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
