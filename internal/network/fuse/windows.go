package fuse

import (
	"fmt"
	"slices"

	"github.com/unveil-project/unveil/internal/network/null"
)

// Slide says how time is cut.
type Slide struct {
	// Length of a window, and from the start of one to that of the next; both
	// microseconds. Step 0: as long as a window, so that they do not overlap.
	Length, Step int64
	// Least is the fewest accounts of a group; 0: 3.
	Least int
	Seed  uint64
}

// Bounds of a timeline.
const (
	mostWindows = 10_000
	mostShared  = 64 // windows that one moment is in
)

// Window is the groups of one stretch of time.
type Window struct {
	From, To int64 // microseconds since 1970 UTC; To is not in it
	Edges    int
	// Groups are the communities, each with its accounts in ascending order,
	// the largest first.
	Groups [][]uint32
	// Track numbers the track of each group: the same as in the window before
	// where the group persists.
	Track []int
}

// Timeline is a network in the course of time.
type Timeline struct {
	Windows []Window
	Changes []Change
	Tracks  int
}

// Timeline cuts the meetings of edges into windows, finds the communities of each
// (Leiden; an edge weighs as many meetings as it has in the window) and
// follows them from window to window. Windows begin at a whole step, or at
// midnight UTC where steps are longer than a day. Edges without times are in
// no window.
func (q Slide) Timeline(accounts int, edges []Fused) (*Timeline, error) {
	q = q.defaults()
	from, to, ok := span(edges)
	if !ok {
		return &Timeline{}, nil
	}
	if q.Length <= 0 || q.Step < 0 || q.Length/q.Step >= mostShared {
		return nil, fmt.Errorf("windows of %d µs, one every %d µs: at most %d may overlap", q.Length, q.Step, mostShared)
	}
	unit := min(q.Step, null.Day)
	from = null.FloorDiv(from, unit) * unit
	count := (to-from)/q.Step + 1
	if count > mostWindows {
		return nil, fmt.Errorf("%d windows; at most %d are made: choose longer ones", count, mostWindows)
	}
	t := &Timeline{Windows: make([]Window, count)}
	present := q.spread(edges, from, int(count))
	for w := range t.Windows {
		start := from + int64(w)*q.Step
		t.Windows[w] = Window{From: start, To: start + q.Length, Edges: len(present[w])}
		t.Windows[w].Groups = q.groups(present[w])
	}
	t.follow(accounts)
	return t, nil
}

func (q Slide) defaults() Slide {
	if q.Step == 0 {
		q.Step = max(q.Length, 1)
	}
	if q.Least <= 0 {
		q.Least = 3
	}
	return q
}

// span is the time from the first meeting to the last.
func span(edges []Fused) (from, to int64, ok bool) {
	for _, e := range edges {
		for _, t := range e.Times {
			if !ok {
				from, to, ok = t, t, true
			}
			from, to = min(from, t), max(to, t)
		}
	}
	return from, to, ok
}

// spread puts each edge into the windows that it has meetings in, weighing as
// many.
func (q Slide) spread(edges []Fused, from int64, count int) [][]tie {
	present := make([][]tie, count)
	for _, e := range edges {
		for _, t := range e.Times {
			last := int((t - from) / q.Step)
			first := max(int(null.FloorDiv(t-from-q.Length, q.Step))+1, 0)
			for w := first; w <= last; w++ {
				in := present[w]
				if k := len(in) - 1; k >= 0 && in[k].a == e.A && in[k].b == e.B {
					in[k].weight++
					continue
				}
				present[w] = append(in, tie{e.A, e.B, 1})
			}
		}
	}
	return present
}

// groups are the communities of a window.
func (q Slide) groups(edges []tie) [][]uint32 {
	if len(edges) == 0 {
		return nil
	}
	c := compacted(edges)
	part := c.graph().Leiden(1, q.Seed)
	groups := make([][]uint32, part.Count)
	for i, g := range part.Of {
		groups[g] = append(groups[g], c.account[i])
	}
	return slices.DeleteFunc(groups, func(g []uint32) bool { return len(g) < q.Least })
}
