package graph

import (
	"math"
	"math/rand/v2"
)

// Point is a place on a drawing.
type Point struct{ X, Y float64 }

// Above these the nodes are not moved by forces but put down in circles.
const (
	forceNodes = 20_000
	forceEdges = 2_000_000
)

// Layout places the nodes for a drawing, whole hundredths in each direction.
// Up to 20,000 nodes and 2 million edges forces place them (ForceAtlas2,
// Jacomy et al. 2014, with the quadtree of Barnes and Hut 1986); beyond,
// communities are circles in a spiral, and nodes spirals in their community's.
// One seed gives one drawing, and every place is finite.
func (g *Weighted) Layout(community []uint32, seed uint64) []Point {
	at := g.Spiral(community)
	if g.Len() <= forceNodes && len(g.To) <= 2*forceEdges {
		g.force(at, seed)
	}
	for i := range at {
		at[i] = Point{hundredths(at[i].X), hundredths(at[i].Y)}
	}
	return at
}

func hundredths(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	return math.Round(v*100) / 100
}

// golden is the angle between the seeds of a sunflower.
var golden = math.Pi * (3 - math.Sqrt(5))

// gap is the distance between nodes that Spiral aims at.
const gap = 10

// Spiral places nodes in time linear in their number: community c on the c-th
// place of a sunflower spiral (Vogel 1979) with as much room as it has nodes,
// and its nodes on such a spiral around that place.
func (g *Weighted) Spiral(community []uint32) []Point {
	most := 0
	for _, c := range community {
		most = max(most, int(c)+1)
	}
	nodes, start := members(community, most)
	at := make([]Point, g.Len())
	room := 0.0
	for c := range most {
		size := float64(start[c+1] - start[c])
		middle := seat(math.Sqrt(room+size/2), float64(c), gap*1.5)
		if c == 0 {
			middle = Point{}
		}
		room += size
		for k, x := range nodes[start[c]:start[c+1]] {
			p := seat(math.Sqrt(float64(k)), float64(k), gap)
			at[x] = Point{middle.X + p.X, middle.Y + p.Y}
		}
	}
	return at
}

func seat(radius, turn, scale float64) Point {
	sin, cos := math.Sincos(turn * golden)
	return Point{scale * radius * cos, scale * radius * sin}
}

// Parameters of the forces, those of ForceAtlas2 in Gephi, and how long they
// work.
const (
	repulsion = 10.0
	gravity   = 1.0
	far       = 1.2 // Barnes–Hut: a cell narrower than this share of its distance is one mass
	tolerance = 1.0
	steps     = 200
	work      = 2_000_000 // node steps, about
)

// force moves the nodes from where they are.
func (g *Weighted) force(at []Point, seed uint64) {
	n := g.Len()
	if n < 2 {
		return
	}
	f := forces{g: g, at: at, mass: make([]float64, n), now: make([]Point, n), last: make([]Point, n), speed: 1}
	// Nodes in one place push each other nowhere.
	rng := rand.New(rand.NewPCG(seed, 0x1a07))
	for i := range at {
		f.mass[i] = 1 + float64(g.From[i+1]-g.From[i])
		at[i].X += rng.Float64() - 0.5
		at[i].Y += rng.Float64() - 0.5
	}
	if mean := g.meanWeight(); mean > 0 {
		f.unit = 1 / mean
	}
	for range max(20, min(steps, work/n)) {
		f.step()
	}
}

// forces is the state of a drawing that is being made.
type forces struct {
	g         *Weighted
	at        []Point
	mass      []float64 // neighbours, plus 1
	now, last []Point   // force on each node at this step and the one before
	unit      float64   // 1 / mean weight
	speed     float64
	tree      quadtree
}

func (f *forces) step() {
	f.now, f.last = f.last, f.now
	f.tree.build(f.at, f.mass)
	for i := range f.at {
		p, d := f.tree.push(i, f.at, f.mass), math.Hypot(f.at[i].X, f.at[i].Y)
		if d > 0 {
			pull := gravity * f.mass[i] / d
			p.X -= pull * f.at[i].X
			p.Y -= pull * f.at[i].Y
		}
		to, weight := f.g.Of(uint32(i))
		for k, j := range to {
			// Heavy weights are damped, or a few would decide the drawing.
			w := min(weight[k]*f.unit, 10)
			p.X += w * (f.at[j].X - f.at[i].X)
			p.Y += w * (f.at[j].Y - f.at[i].Y)
		}
		f.now[i] = p
	}
	f.move()
}

// move takes each node a step along its force: the shorter the more it swings
// (Jacomy et al. 2014, sections on adaptive speed).
func (f *forces) move() {
	swinging, traction := 0.0, 0.0
	for i, p := range f.now {
		q := f.last[i]
		swinging += f.mass[i] * math.Hypot(p.X-q.X, p.Y-q.Y)
		traction += f.mass[i] * math.Hypot(p.X+q.X, p.Y+q.Y) / 2
	}
	if swinging > 0 {
		f.speed = min(tolerance*traction/swinging, 1.5*f.speed)
	}
	for i, p := range f.now {
		q := f.last[i]
		swing := f.mass[i] * math.Hypot(p.X-q.X, p.Y-q.Y)
		s := 0.1 * f.speed / (1 + math.Sqrt(f.speed*swing))
		if length := math.Hypot(p.X, p.Y); length > 0 {
			s = min(s, gap/length)
		}
		if x, y := f.at[i].X+s*p.X, f.at[i].Y+s*p.Y; math.Abs(x)+math.Abs(y) < 1e9 {
			f.at[i] = Point{x, y}
		}
	}
}
