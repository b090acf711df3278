package fuse_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/network/fuse"
)

// day is in microseconds.
const day = int64(86_400_000_000)

// clique gives the meetings of members with each other on a day.
func clique(on int64, members ...uint32) (edges []fuse.Fused) {
	for i, a := range members {
		for _, b := range members[i+1:] {
			edges = append(edges, fuse.Fused{A: min(a, b), B: max(a, b), Times: []int64{on*day + 3600}})
		}
	}
	return edges
}

// course is nine accounts over five days: {0..4} persists, splits, merges with
// {5,6,7} and dissolves; {5,6,7} appears on the second day.
func course() []fuse.Fused {
	var edges []fuse.Fused
	for _, g := range [][]fuse.Fused{
		clique(100, 0, 1, 2, 3, 4, 8),
		clique(101, 0, 1, 2, 3, 4, 9), clique(101, 5, 6, 7),
		clique(102, 0, 1, 2), clique(102, 3, 4, 9), clique(102, 5, 6, 7),
		clique(103, 0, 1, 2, 5, 6, 7), clique(103, 3, 4, 9),
		clique(104, 3, 4, 9),
	} {
		edges = append(edges, g...)
	}
	return edges
}

func TestTimeline(t *testing.T) {
	line, err := fuse.Slide{Length: day}.Timeline(10, course())
	if err != nil {
		t.Fatal(err)
	}
	var groups [][][]uint32
	var tracks [][]int
	for i, w := range line.Windows {
		if w.From != (100+int64(i))*day || w.To != w.From+day {
			t.Errorf("window %d is from %d to %d", i, w.From, w.To)
		}
		groups, tracks = append(groups, w.Groups), append(tracks, w.Track)
	}
	want := [][][]uint32{
		{{0, 1, 2, 3, 4, 8}},
		{{0, 1, 2, 3, 4, 9}, {5, 6, 7}},
		{{0, 1, 2}, {3, 4, 9}, {5, 6, 7}},
		{{0, 1, 2, 5, 6, 7}, {3, 4, 9}},
		{{3, 4, 9}},
	}
	if diff := cmp.Diff(want, groups); diff != "" {
		t.Fatalf("groups (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([][]int{{0}, {0, 1}, {0, 2, 1}, {0, 2}, {2}}, tracks); diff != "" {
		t.Errorf("tracks (-want +got):\n%s", diff)
	}
	changes := []fuse.Change{
		{Kind: fuse.Appear, Window: 0, To: []int{0}},
		{Kind: fuse.Persist, Window: 1, From: []int{0}, To: []int{0}, Jaccard: 5.0 / 7},
		{Kind: fuse.Appear, Window: 1, To: []int{1}},
		{Kind: fuse.Persist, Window: 2, From: []int{0}, To: []int{0}, Jaccard: 0.5},
		{Kind: fuse.Persist, Window: 2, From: []int{1}, To: []int{2}, Jaccard: 1},
		{Kind: fuse.Split, Window: 2, From: []int{0}, To: []int{0, 1}, Jaccard: 1},
		{Kind: fuse.Persist, Window: 3, From: []int{0}, To: []int{0}, Jaccard: 0.5},
		{Kind: fuse.Persist, Window: 3, From: []int{1}, To: []int{1}, Jaccard: 1},
		{Kind: fuse.Merge, Window: 3, From: []int{0, 2}, To: []int{0}, Jaccard: 1},
		{Kind: fuse.Persist, Window: 4, From: []int{1}, To: []int{0}, Jaccard: 1},
		{Kind: fuse.Dissolve, Window: 4, From: []int{0}},
	}
	if diff := cmp.Diff(changes, line.Changes); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
}

func TestRoles(t *testing.T) {
	line, err := fuse.Slide{Length: day}.Timeline(10, course())
	if err != nil {
		t.Fatal(err)
	}
	want := []fuse.Stay{
		{Account: 0, Windows: 4, Role: fuse.Stationary},
		{Account: 1, Windows: 4, Role: fuse.Stationary},
		{Account: 2, Windows: 4, Role: fuse.Stationary},
		{Account: 3, Windows: 5, Changes: 1, Role: fuse.Influenced},
		{Account: 4, Windows: 5, Changes: 1, Role: fuse.Influenced},
		{Account: 5, Windows: 3, Changes: 1, Role: fuse.Influenced},
		{Account: 6, Windows: 3, Changes: 1, Role: fuse.Influenced},
		{Account: 7, Windows: 3, Changes: 1, Role: fuse.Influenced},
		{Account: 8, Windows: 1, Role: fuse.Passing},
		{Account: 9, Windows: 4, Changes: 1, Role: fuse.Influenced},
	}
	if diff := cmp.Diff(want, line.Roles(10)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestSlidingWindows: windows of two days, one every day, hold each meeting
// twice.
func TestSlidingWindows(t *testing.T) {
	line, err := fuse.Slide{Length: 2 * day, Step: day}.Timeline(10, course())
	if err != nil {
		t.Fatal(err)
	}
	var edges []int
	for _, w := range line.Windows {
		edges = append(edges, w.Edges)
	}
	// Of the windows that hold it, the first day is only in the one that begins
	// with it: none begins before.
	if diff := cmp.Diff([]int{33, 27, 27, 21, 3}, edges); diff != "" {
		t.Errorf("edges (-want +got):\n%s", diff)
	}
}

func TestSlideRefuses(t *testing.T) {
	far := append(clique(0, 0, 1, 2), clique(100_000, 0, 1, 2)...)
	tests := []struct {
		name  string
		q     fuse.Slide
		edges []fuse.Fused
		want  string
	}{
		{"too many windows", fuse.Slide{Length: day}, far, "100001 windows; at most 10000"},
		{"too much overlap", fuse.Slide{Length: 100 * day, Step: day}, far, "at most 64 may overlap"},
		{"no length", fuse.Slide{Step: day}, far, "windows of 0"},
		{"steps back", fuse.Slide{Length: day, Step: -day}, far, "every -"},
	}
	for _, tt := range tests {
		if _, err := tt.q.Timeline(3, tt.edges); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want one with %q", tt.name, err, tt.want)
		}
	}
	line, err := fuse.Slide{Length: day}.Timeline(3, []fuse.Fused{{A: 0, B: 1}})
	if err != nil || len(line.Windows) > 0 {
		t.Errorf("edges without times: %d windows, %v; want none", len(line.Windows), err)
	}
}
