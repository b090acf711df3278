package graph

import (
	"math"
	"slices"
)

// least is the least gain for which a node is moved, as a share of its
// strength: sums of floating-point numbers differ by less.
const least = 1e-10

// move puts nodes into the neighbouring community that raises modularity
// most, a queue saying which have to be looked at again (Traag et al. 2019,
// MoveNodesFast).
func (l *leiden) move(g *Weighted, part []uint32) {
	n := g.Len()
	strength, size := make([]float64, n), make([]int, n)
	for i, c := range part {
		strength[c] += g.Strength[i]
		size[c]++
	}
	var empty []uint32
	for c := range n {
		if size[c] == 0 {
			empty = append(empty, uint32(c))
		}
	}
	waits := make([]bool, n)
	for i := range waits {
		waits[i] = true
	}
	// Each node is in the queue at most once, so a ring of n places holds it.
	ring, head, length := l.order(n), 0, n
	for length > 0 {
		x := ring[head]
		head, length = (head+1)%n, length-1
		waits[x] = false
		from := part[x]
		strength[from] -= g.Strength[x]
		to := l.best(g, x, part, strength, size[from] > 1, empty)
		strength[to] += g.Strength[x]
		if to == from {
			continue
		}
		empty = resize(size, empty, from, to)
		part[x] = to
		for _, y := range g.To[g.From[x]:g.From[x+1]] {
			if part[y] != to && !waits[y] {
				waits[y] = true
				ring[(head+length)%n] = y
				length++
			}
		}
	}
}

// resize counts a move from one community to another and keeps the stack of
// empty ones.
func resize(size []int, empty []uint32, from, to uint32) []uint32 {
	if size[to] == 0 {
		empty = empty[:len(empty)-1] // best gives the last
	}
	size[from]--
	size[to]++
	if size[from] == 0 {
		empty = append(empty, from)
	}
	return empty
}

// best is the community that x, taken out of its own, goes to. It stays unless
// another gains more; company says that x was not alone, so that being alone
// is a choice too.
func (l *leiden) best(g *Weighted, x uint32, part []uint32, strength []float64, company bool, empty []uint32) uint32 {
	s := &l.scratch
	to, weight := g.Of(x)
	for k, y := range to {
		s.add(part[y], weight[k])
	}
	toll := l.toll(g, x)
	best := part[x]
	gain := s.weight[best] - float64(toll*strength[best]) + float64(least*g.Strength[x])
	for _, c := range s.seen {
		if v := s.weight[c] - float64(toll*strength[c]); c != part[x] && v > gain {
			best, gain = c, v
		}
	}
	if company && len(empty) > 0 && gain < 0 {
		best = empty[len(empty)-1]
	}
	s.clear()
	return best
}

// toll is what joining a unit of strength costs node x: γ k_x / 2W.
func (l *leiden) toll(g *Weighted, x uint32) float64 {
	if g.Total == 0 {
		return 0
	}
	return float64(l.resolution*g.Strength[x]) / (2 * g.Total)
}

// refine splits every community into parts, each of which holds together: a
// node that is well tied to its community joins a part that is, at random, the
// better the more it gains (Traag et al. 2019, MergeNodesSubset). Parts bear
// numbers below n.
func (l *leiden) refine(g *Weighted, part []uint32) []uint32 {
	r := l.refinement(g, part)
	theta := chill * g.meanWeight()
	for _, x := range l.order(g.Len()) {
		if r.size[r.fine[x]] == 1 && r.tied(g, x) {
			r.join(l, g, x, theta)
		}
	}
	return r.fine
}

// refinement is the state of refine: for every part its strength, its nodes,
// and the weight that ties it to the rest of its community.
type refinement struct {
	part, fine []uint32
	whole      []float64 // strength of each community
	strength   []float64
	ties       []float64
	size       []int
	gains      []float64
	parts      []uint32
	factor     float64 // γ / 2W
}

func (l *leiden) refinement(g *Weighted, part []uint32) *refinement {
	n := g.Len()
	r := &refinement{
		part: part, fine: make([]uint32, n), whole: make([]float64, n),
		strength: slices.Clone(g.Strength), ties: make([]float64, n), size: make([]int, n),
	}
	if g.Total > 0 {
		r.factor = l.resolution / (2 * g.Total)
	}
	for i := range n {
		r.fine[i], r.size[i] = uint32(i), 1
		r.whole[part[i]] += g.Strength[i]
		to, weight := g.Of(uint32(i))
		for k, y := range to {
			if part[y] == part[i] {
				r.ties[i] += weight[k]
			}
		}
	}
	return r
}

// tied says whether the part that a node stands for, or is in, is well
// connected with the rest of its community.
func (r *refinement) tied(g *Weighted, x uint32) bool {
	f := r.fine[x]
	rest := r.whole[r.part[x]] - r.strength[f]
	return r.ties[f] >= float64(r.factor*float64(r.strength[f]*rest))-float64(least*g.Strength[x])
}

// join puts a node that is a part by itself into a part around it.
func (r *refinement) join(l *leiden, g *Weighted, x uint32, theta float64) {
	s := &l.scratch
	to, weight := g.Of(x)
	for k, y := range to {
		if r.part[y] == r.part[x] {
			s.add(r.fine[y], weight[k])
		}
	}
	own := r.fine[x]
	r.parts, r.gains = append(r.parts[:0], own), append(r.gains[:0], 0)
	for _, f := range s.seen {
		gain := s.weight[f] - float64(r.factor*float64(g.Strength[x]*r.strength[f]))
		if f != own && gain >= 0 && r.tied(g, f) {
			r.parts, r.gains = append(r.parts, f), append(r.gains, gain)
		}
	}
	if f := r.parts[draw(l.rng.Float64(), r.gains, theta)]; f != own {
		r.ties[f] += r.ties[own] - 2*s.weight[f]
		r.strength[f] += g.Strength[x]
		r.size[f]++
		r.size[own], r.strength[own], r.ties[own] = 0, 0, 0
		r.fine[x] = f
	}
	s.clear()
}

// draw chooses one of the gains with probability in proportion to
// exp(gain/theta).
func draw(u float64, gains []float64, theta float64) int {
	top := slices.Max(gains)
	if theta <= 0 {
		return slices.Index(gains, top)
	}
	total := 0.0
	for i, v := range gains {
		gains[i] = math.Exp((v - top) / theta)
		total += gains[i]
	}
	u *= total
	for i, v := range gains {
		if u -= v; u < 0 {
			return i
		}
	}
	return len(gains) - 1
}

// meanWeight is the mean weight of an edge of the graph, 0 without edges.
func (g *Weighted) meanWeight() float64 {
	if len(g.Weight) == 0 {
		return 0
	}
	sum := 0.0
	for _, w := range g.Weight {
		sum += w
	}
	return sum / float64(len(g.Weight))
}
