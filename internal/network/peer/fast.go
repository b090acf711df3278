package peer

import (
	"math"

	"github.com/unveil-project/unveil/internal/network"
)

// flags knows the pairs of contents that were shared fast. Another pair of
// shares of the same two contents is flagged with them, however far apart.
type flags map[uint64]bool

func pairOf(older, newer uint32) uint64 { return uint64(older)<<32 | uint64(newer) }

// flagged finds the pairs of contents that flag_speed_share marks: those
// within the fast window, after the same filter of participation with its
// own least number on all rows of the table.
func (c *coortweet) flagged(alive set) (flags, error) {
	if c.q.Fast <= 0 && !c.q.AtOnce {
		return nil, nil
	}
	fast := func(m network.Meet) bool {
		older, newer := c.contents(m)
		return c.gap(m) <= c.q.Fast && alive.survives(older, newer)
	}
	kept, err := c.fastAlive(fast)
	if err != nil {
		return nil, err
	}
	keys, err := couples(c, func() network.Visit[uint64] {
		return func(_, _ uint32, met []network.Meet, to []uint64) []uint64 {
			for _, m := range met {
				if older, newer := c.contents(m); fast(m) && kept.survives(older, newer) {
					to = append(to, pairOf(older, newer))
				}
			}
			return to
		}
	})
	f := make(flags, len(keys))
	for _, k := range keys {
		f[k] = true
	}
	return f, err
}

func (c *coortweet) fastAlive(fast func(network.Meet) bool) (set, error) {
	least := c.q.FastActions
	if least == 0 {
		least = c.q.MinActions
	}
	if least < 1 {
		return nil, nil
	}
	marked, err := c.paired(fast)
	if err != nil {
		return nil, err
	}
	return c.active(marked, least, nil), nil
}

// edges counts the surviving pairs of every two accounts.
func (c *coortweet) edges(alive set, flagged flags) ([]Edge, error) {
	return couples(c, func() network.Visit[Edge] {
		n := &counter{c: c, alive: alive, flagged: flagged}
		return n.visit
	})
}

// counter makes edges; each of the workers has one.
type counter struct {
	c       *coortweet
	alive   set
	flagged flags
	marks   [4]marks // older and newer contents, full and fast
}

func (n *counter) visit(a, b uint32, met []network.Meet, to []Edge) []Edge {
	e := Edge{A: a, B: b}
	for i := range n.marks {
		n.marks[i].visit++
	}
	for _, m := range met {
		older, newer := n.c.contents(m)
		if !n.alive.survives(older, newer) {
			continue
		}
		n.add(&e.Full, n.marks[:2], m, older, newer)
		if n.flagged[pairOf(older, newer)] {
			n.add(&e.Fast, n.marks[2:], m, older, newer)
		}
	}
	if e.Full.Weight == 0 {
		return to
	}
	for _, s := range []*Side{&e.Full, &e.Fast} {
		s.Delay = math.NaN()
		if s.Weight > 0 {
			s.Delay = float64(s.interval) / 1e6 / float64(s.Weight)
		}
	}
	return append(to, e)
}

func (n *counter) add(s *Side, m []marks, meet network.Meet, older, newer uint32) {
	s.Weight++
	s.interval += n.c.gap(meet)
	s.Older += m[0].first(older)
	s.Newer += m[1].first(newer)
}

// threshold marks the edges whose weight is above the quantile of all, and
// whose fast weight is above that of the fast ones.
func threshold(edges []Edge, p float64) {
	var full, fast []float64
	for i := range edges {
		full = append(full, float64(edges[i].Full.Weight))
		if w := edges[i].Fast.Weight; w > 0 {
			fast = append(fast, float64(w))
		}
	}
	at, atFast := quantile(full, p), quantile(fast, p)
	for i := range edges {
		e := &edges[i]
		e.Full.Exceeds = float64(e.Full.Weight) > at
		e.Fast.Exceeds = e.Fast.Weight > 0 && float64(e.Fast.Weight) > atFast
	}
}
