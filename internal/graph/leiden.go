package graph

import "math/rand/v2"

// Leiden finds communities of high modularity (Traag, Waltman and van Eck
// 2019): nodes are moved between communities while that gains anything, each
// community is refined into parts that hold together, the parts become the
// nodes of a smaller graph, and so on; then all of it again from the result,
// until nothing is gained. Every community it gives is connected. The seed
// decides the order in which nodes are looked at and with which part a node
// joins up; one seed gives one partition.
func (g *Weighted) Leiden(resolution float64, seed uint64) Partition {
	l := leiden{resolution: resolution, rng: rand.New(rand.NewPCG(seed, 0x1e1de9))}
	class := make([]uint32, g.Len())
	for i := range class {
		class[i] = uint32(i)
	}
	best := g.Modularity(class, resolution)
	kept := append([]uint32(nil), class...)
	for range mostRounds {
		l.round(g, class)
		q := g.Modularity(class, resolution)
		if q <= best+1e-9 {
			break
		}
		best = q
		copy(kept, class)
	}
	g.separate(kept)
	count := renumber(kept)
	return Partition{Of: kept, Count: count, Modularity: g.Modularity(kept, resolution)}
}

// separate makes a community of each piece of a community that does not hang
// together, which raises modularity. A last move may leave such a one.
func (g *Weighted) separate(class []uint32) {
	parent := make([]uint32, g.Len())
	for i := range parent {
		parent[i] = uint32(i)
	}
	for i := range class {
		to, _ := g.Of(uint32(i))
		for _, j := range to {
			if class[i] == class[j] {
				a, b := find(parent, uint32(i)), find(parent, j)
				parent[max(a, b)] = min(a, b)
			}
		}
	}
	for i := range class {
		class[i] = find(parent, uint32(i))
	}
}

// mostRounds bounds the rounds of one run. Two or three do nearly all.
const mostRounds = 10

// chill is how random the refinement is: θ of the paper, in units of the mean
// weight of an edge.
const chill = 0.01

// leiden is one run.
type leiden struct {
	resolution float64
	rng        *rand.Rand
	scratch    scratch
}

// scratch adds up the weight from one node to each class around it.
type scratch struct {
	weight []float64
	seen   []uint32
	marked []bool
}

func (s *scratch) room(n int) {
	if len(s.weight) < n {
		s.weight, s.marked = make([]float64, n), make([]bool, n)
	}
}

func (s *scratch) add(class uint32, w float64) {
	if !s.marked[class] {
		s.marked[class] = true
		s.seen = append(s.seen, class)
	}
	s.weight[class] += w
}

func (s *scratch) clear() {
	for _, c := range s.seen {
		s.weight[c], s.marked[c] = 0, false
	}
	s.seen = s.seen[:0]
}

// round improves a partition of g by one descent through smaller and smaller
// graphs.
func (l *leiden) round(g *Weighted, class []uint32) {
	l.scratch.room(g.Len())
	of := make([]uint32, g.Len()) // node of the smaller graph that each node is in
	for i := range of {
		of[i] = uint32(i)
	}
	level, part := g, append([]uint32(nil), class...)
	for {
		l.move(level, part)
		fine := l.refine(level, part)
		count := renumber(fine)
		if count == level.Len() {
			break
		}
		part = inherit(part, fine, count)
		for i := range of {
			of[i] = fine[of[i]]
		}
		level = l.aggregate(level, fine, count)
	}
	for i := range class {
		class[i] = part[of[i]]
	}
	renumber(class)
}

// inherit gives each part the community that its nodes are in, numbered below
// the number of parts.
func inherit(part, fine []uint32, count int) []uint32 {
	out := make([]uint32, count)
	number := map[uint32]uint32{}
	for i, f := range fine {
		c, ok := number[part[i]]
		if !ok {
			c = uint32(len(number))
			number[part[i]] = c
		}
		out[f] = c
	}
	return out
}

// order lists n nodes at random.
func (l *leiden) order(n int) []uint32 {
	order := make([]uint32, n)
	for i := range order {
		order[i] = uint32(i)
	}
	l.rng.Shuffle(n, func(i, j int) { order[i], order[j] = order[j], order[i] })
	return order
}

// aggregate makes a graph whose nodes are the parts.
func (l *leiden) aggregate(g *Weighted, fine []uint32, count int) *Weighted {
	small := &Weighted{From: make([]int, 1, count+1), Strength: make([]float64, count), inner: make([]float64, count)}
	nodes, start := members(fine, count)
	s := &l.scratch
	for f := range count {
		for _, x := range nodes[start[f]:start[f+1]] {
			if g.inner != nil {
				small.inner[f] += g.inner[x]
			}
			to, weight := g.Of(x)
			for k, y := range to {
				s.add(fine[y], weight[k])
			}
		}
		for _, c := range s.seen {
			if int(c) == f {
				small.inner[f] += s.weight[c]
				continue
			}
			small.To, small.Weight = append(small.To, c), append(small.Weight, s.weight[c])
		}
		s.clear()
		small.From = append(small.From, len(small.To))
	}
	small.sum()
	return small
}
