package fuse

import (
	"cmp"
	"slices"

	"github.com/unveil-project/unveil/internal/network"
)

// Bounds of what Behind keeps of one edge: beyond, the first are kept.
const (
	mostPosts = 4096
	mostTimes = 4096
)

// Behind finds the posts behind edges and when the two accounts met: the time
// of the later share of every two within window microseconds of each other.
// The shares must be grouped; follow is that of Shares.EachPair. It gives the
// edges in order of A, B, with Posts and Times set.
func Behind(s *network.Shares, window int64, follow int, edges []Edge) []Edge {
	out := slices.Clone(edges)
	slices.SortFunc(out, compareEdges)
	place := make(map[uint64]int, len(out))
	for i, e := range out {
		place[uint64(e.A)<<32|uint64(e.B)] = i
		out[i].Posts, out[i].Times = nil, nil
	}
	s.EachPair(window, follow, func(i, j int) {
		a, b := s.Account[i], s.Account[j]
		k, ok := place[uint64(min(a, b))<<32|uint64(max(a, b))]
		if !ok {
			return
		}
		e := &out[k]
		if len(e.Posts) < 2*mostPosts {
			e.Posts = append(e.Posts, s.Post[i], s.Post[j])
		}
		if len(e.Times) < mostTimes {
			e.Times = append(e.Times, s.Time[j])
		}
	})
	for i := range out {
		out[i].Posts = distinct(out[i].Posts)
		slices.Sort(out[i].Times)
	}
	return out
}

// distinct sorts values and leaves each once.
func distinct[T cmp.Ordered](values []T) []T {
	slices.Sort(values)
	return slices.Compact(values)
}
