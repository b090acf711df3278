package neardup

import "slices"

// Bounds of the work for one text in one band.
const (
	maxTried  = 32  // comparisons of sets
	maxWalked = 256 // texts with the same key passed by
)

// grouping is clusters in the making.
type grouping struct {
	opt     Options
	order   []uint32 // distinct texts in the order in which they are placed
	met     *meetings
	sets    *sets
	cluster []uint32  // of a distinct text
	similar []float32 // of a distinct text to its cluster's representative
	mate    []uint32  // the next text of the same cluster, in a ring
	anchor  []uint32  // representative, by cluster
	size    []uint32  // distinct texts, by cluster; 0 once it is part of another
	apart   map[[2]uint32]bool
	seen    []uint32 // by distinct text: 1 + the text it was last compared with
	near    []uint32 // clusters that a text is near, while it is placed
}

func newGrouping(o Options, order []uint32, met *meetings, s *sets) *grouping {
	n := len(order)
	return &grouping{
		opt: o, order: order, met: met, sets: s,
		cluster: make([]uint32, n), similar: make([]float32, n), mate: make([]uint32, n),
		seen: make([]uint32, n), apart: map[[2]uint32]bool{},
	}
}

// place puts the text at a place of the order into the first cluster that
// takes it, else into one of its own. Other clusters that it is as near to are
// put together with that one where they may be.
func (g *grouping) place(at int) {
	d := g.order[at]
	g.find(at)
	home := None
	for _, k := range g.near {
		s := g.toAnchor(d, k)
		switch {
		case s < g.opt.Anchor:
		case home == None:
			home = k
			g.join(d, k, s)
		default:
			home = g.merge(home, k)
		}
	}
	if home == None {
		g.found(d)
	}
}

func (g *grouping) toAnchor(d, cluster uint32) float64 {
	return jaccard(g.sets.of(d), g.sets.of(g.anchor[cluster]))
}

// found makes a cluster of one text.
func (g *grouping) found(d uint32) {
	g.cluster[d], g.similar[d], g.mate[d] = uint32(len(g.anchor)), 1, d
	g.anchor = append(g.anchor, d)
	g.size = append(g.size, 1)
}

func (g *grouping) join(d, k uint32, similarity float64) {
	first := g.anchor[k]
	g.cluster[d], g.similar[d] = k, float32(similarity)
	g.mate[d], g.mate[first] = g.mate[first], d
	g.size[k]++
}

// merge puts the smaller of two clusters into the larger, if each of its texts
// is near enough to the larger one's representative, and gives the cluster
// that the first then is. What failed is not tried again.
func (g *grouping) merge(a, b uint32) uint32 {
	large, small := a, b
	if g.size[b] > g.size[a] || g.size[b] == g.size[a] && b < a {
		large, small = b, a
	}
	if g.apart[[2]uint32{large, small}] {
		return a
	}
	first := g.anchor[small]
	for d, done := first, false; !done; {
		if g.toAnchor(d, large) < g.opt.Anchor {
			g.apart[[2]uint32{large, small}] = true
			return a
		}
		d = g.mate[d]
		done = d == first
	}
	g.move(large, small)
	return large
}

// move hands the texts of one cluster to another.
func (g *grouping) move(large, small uint32) {
	first, into := g.anchor[small], g.anchor[large]
	for d, done := first, false; !done; {
		g.cluster[d], g.similar[d] = large, float32(g.toAnchor(d, large))
		d = g.mate[d]
		done = d == first
	}
	g.mate[first], g.mate[into] = g.mate[into], g.mate[first]
	g.size[large] += g.size[small]
	g.size[small] = 0
}

// find lists the clusters that hold a near-duplicate of the text at a place,
// among those placed before it.
func (g *grouping) find(at int) {
	g.near = g.near[:0]
	d := g.order[at]
	set := g.sets.of(d)
	for band := range g.met.before {
		before := g.met.before[band]
		tried, walked := 0, 0
		for i := before[at]; i != None && tried < maxTried && walked < maxWalked; i = before[i] {
			walked++
			c := g.order[i]
			if g.seen[c] == d+1 || slices.Contains(g.near, g.cluster[c]) {
				continue
			}
			g.seen[c] = d + 1
			other := g.sets.of(c)
			if !couldReach(len(set), len(other), g.opt.Similar) {
				continue
			}
			tried++
			if jaccard(set, other) >= g.opt.Similar {
				g.near = append(g.near, g.cluster[c])
			}
		}
	}
}
