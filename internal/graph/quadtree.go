package graph

import "math"

// quadtree sums up masses by squares (Barnes and Hut 1986).
type quadtree struct {
	cells []cell
	stack []int32
}

// cell is a square: its middle of mass, and its four quarters or its nodes.
type cell struct {
	x, y, mass float64
	width      float64
	child      [4]int32 // cell, 0: none
	node       int32    // the only node, −1: none or more
}

// deepest bounds the tree: nodes that lie closer share a cell.
const deepest = 40

// build sums up the nodes.
func (t *quadtree) build(at []Point, mass []float64) {
	low, high := at[0], at[0]
	for _, p := range at {
		low = Point{math.Min(low.X, p.X), math.Min(low.Y, p.Y)}
		high = Point{math.Max(high.X, p.X), math.Max(high.Y, p.Y)}
	}
	width := max(high.X-low.X, high.Y-low.Y, 1e-9)
	t.cells = append(t.cells[:0], cell{width: width, node: -1})
	for i := range at {
		t.insert(int32(i), low, at, mass)
	}
	for i := range t.cells {
		if c := &t.cells[i]; c.mass > 0 {
			c.x /= c.mass
			c.y /= c.mass
		}
	}
}

// insert puts a node into every square that it is in, down to one that it has
// to itself.
func (t *quadtree) insert(node int32, low Point, at []Point, mass []float64) {
	i := int32(0)
	for depth := 0; ; depth++ {
		held, single := t.cells[i].node, t.cells[i].mass > 0 && t.cells[i].node >= 0
		empty := t.cells[i].mass == 0
		t.weigh(i, at[node], mass[node])
		if empty {
			t.cells[i].node = node
			return
		}
		if depth == deepest {
			t.cells[i].node = -1
			return
		}
		if single {
			// The node that was alone here goes one down, with its mass.
			t.cells[i].node = -1
			down, _ := t.down(i, at[held], low)
			t.weigh(down, at[held], mass[held])
			t.cells[down].node = held
		}
		i, low = t.down(i, at[node], low)
	}
}

func (t *quadtree) weigh(i int32, p Point, mass float64) {
	c := &t.cells[i]
	c.mass += mass
	c.x += mass * p.X
	c.y += mass * p.Y
}

// down is the quarter of a cell that a point is in, made if it is not there,
// and its corner.
func (t *quadtree) down(i int32, p, low Point) (int32, Point) {
	half := t.cells[i].width / 2
	quarter := 0
	if p.X >= low.X+half {
		quarter, low.X = 1, low.X+half
	}
	if p.Y >= low.Y+half {
		quarter, low.Y = quarter+2, low.Y+half
	}
	if t.cells[i].child[quarter] == 0 {
		t.cells = append(t.cells, cell{width: half, node: -1})
		t.cells[i].child[quarter] = int32(len(t.cells) - 1)
	}
	return t.cells[i].child[quarter], low
}

// push is the force with which all others push a node away: the product of the
// masses over the distance.
func (t *quadtree) push(i int, at []Point, mass []float64) Point {
	p, force := at[i], Point{}
	for t.stack = append(t.stack[:0], 0); len(t.stack) > 0; {
		c := &t.cells[t.stack[len(t.stack)-1]]
		t.stack = t.stack[:len(t.stack)-1]
		dx, dy := p.X-c.x, p.Y-c.y
		square := dx*dx + dy*dy
		if leaf := c.child == [4]int32{}; leaf || c.width*c.width < far*far*square {
			if c.node != int32(i) && square > 0 {
				k := repulsion * mass[i] * c.mass / square
				force.X += k * dx
				force.Y += k * dy
			}
			continue
		}
		for _, child := range c.child {
			if child != 0 {
				t.stack = append(t.stack, child)
			}
		}
	}
	return force
}
