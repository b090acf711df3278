package network_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/network"
)

// mixed is a table of three objects, 0 and 2 of kind 0, 1 of kind 1, on which
// accounts 0 and 1 meet, and 0 and 2 on one.
func mixed() *network.Shares {
	s := &network.Shares{}
	for o := range uint32(3) {
		s.Add(o, 0, 2*o, int64(o)*1000)
		s.Add(o, 1, 2*o+1, int64(o)*1000+1)
	}
	s.Add(1, 2, 9, 1002)
	s.Group(3)
	return s
}

func TestObjectsByKind(t *testing.T) {
	edges, err := mixed().Edges(context.Background(), 3, network.Weighing{
		Coupling: network.Coupling{Window: 10}, Weight: network.ByPairs, Kinds: []uint8{0, 1, 0},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := map[[2]uint32][]uint32{}
	for _, e := range edges {
		got[[2]uint32{e.A, e.B}] = e.ByKind
	}
	want := map[[2]uint32][]uint32{{0, 1}: {2, 1}, {0, 2}: {0, 1}, {1, 2}: {0, 1}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestOf holds that a part of a table is what a table of that part would be.
func TestOf(t *testing.T) {
	got := mixed().Of(func(o uint32) bool { return o != 1 })
	want := &network.Shares{}
	for _, o := range []uint32{0, 2} {
		want.Add(o, 0, 2*o, int64(o)*1000)
		want.Add(o, 1, 2*o+1, int64(o)*1000+1)
	}
	want.Group(3)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if none := mixed().Of(func(uint32) bool { return false }); none.Len() != 0 || len(none.Start) != 4 {
		t.Errorf("of nothing: %+v", none)
	}
}
