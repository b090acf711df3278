package network

import (
	"context"
	"math"
)

// Edge is what two accounts shared together: A < B unless loops were asked
// for.
type Edge struct {
	A, B    uint32
	Pairs   uint32  // pairs of shares within the window
	Objects uint32  // distinct objects met on
	PostsA  uint32  // distinct posts of A that met one of B
	PostsB  uint32  // distinct posts of B that met one of A
	Days    uint32  // distinct days, in UTC, of the later share of a pair
	Delay   float64 // mean distance of the pairs, seconds
	// Decayed is the sum over the pairs of exp(-Δt/τ)/(k-1), where k accounts
	// share the object at all (Iannucci 2025, arXiv 2512.19677); 0 where
	// Weighing.Decay is.
	Decayed float64
	// ByKind is Objects by kind; nil where Weighing.Kinds is.
	ByKind []uint32
}

// Symmetry is the posts of the side that has fewer over those of the other,
// 0..1.
func (e *Edge) Symmetry() float64 {
	low, high := min(e.PostsA, e.PostsB), max(e.PostsA, e.PostsB)
	if high == 0 {
		return 0
	}
	return float64(low) / float64(high)
}

// Weight is one way to weigh an edge.
type Weight string

// The weights.
const (
	ByPairs   Weight = "pairs"   // pairs of shares
	ByObjects Weight = "objects" // distinct objects
	ByPosts   Weight = "posts"   // posts of the side that has fewer
	ByDecayed Weight = "decayed" // Decayed
)

// Weights lists the weights, the usual one first.
func Weights() []Weight { return []Weight{ByPairs, ByObjects, ByPosts, ByDecayed} }

// Of gives the weight of an edge.
func (w Weight) Of(e *Edge) float64 {
	switch w {
	case ByObjects:
		return float64(e.Objects)
	case ByPosts:
		return float64(min(e.PostsA, e.PostsB))
	case ByDecayed:
		return e.Decayed
	}
	return float64(e.Pairs)
}

// Weighing is what is asked of Edges.
type Weighing struct {
	Coupling
	Weight Weight
	Least  float64 // least weight of an edge that is kept
	Decay  int64   // τ of ByDecayed, microseconds; 0: it is not computed
	// Kinds numbers the kind of each object from 0, where an edge is to say how
	// many of its objects are of each kind; nil: it is not.
	Kinds []uint8
}

// Edges weighs every two accounts that met, in order of A, then B.
func (s *Shares) Edges(ctx context.Context, accounts int, q Weighing) ([]Edge, error) {
	first := firstDay(s.Time)
	posts := 0
	for _, p := range s.Post {
		posts = max(posts, int(p)+1)
	}
	var users []uint32
	if q.Decay > 0 {
		users = s.users(accounts)
	}
	kinds := 0
	for _, k := range q.Kinds {
		kinds = max(kinds, int(k)+1)
	}
	return Couples(ctx, s, accounts, q.Coupling, func() Visit[Edge] {
		return (&weigher{s: s, q: q, first: first, posts: posts, users: users, kinds: kinds}).visit
	})
}

// users counts the distinct accounts of each object.
func (s *Shares) users(accounts int) []uint32 {
	last := make([]uint32, accounts)
	users := make([]uint32, len(s.Start)-1)
	for o := range users {
		for _, a := range s.Account[s.Start[o]:s.Start[o+1]] {
			if last[a] != uint32(o)+1 {
				last[a] = uint32(o) + 1
				users[o]++
			}
		}
	}
	return users
}

// weigher makes edges of meetings. Distinct things are counted by marking
// each with the number of the visit, so that a meeting costs the same however
// many there are.
type weigher struct {
	s     *Shares
	q     Weighing
	first int64
	posts int // one more than the highest number of a post
	users []uint32
	kinds int
	room  []uint32 // for ByKind, taken off the front

	visits uint32
	marks  [3][]uint32 // by post of A, post of B, day
}

func (w *weigher) visit(a, b uint32, met []Meet, to []Edge) []Edge {
	if w.q.Weight == ByPairs && float64(len(met)) < w.q.Least {
		return to
	}
	e := Edge{A: a, B: b, Pairs: uint32(len(met)), ByKind: w.byKind()}
	w.visits++
	var apart int64
	last := uint32(math.MaxUint32)
	for _, m := range met {
		if o := w.s.Object[m.X]; o != last {
			e.Objects++
			last = o
			if w.kinds > 0 {
				e.ByKind[w.q.Kinds[o]]++
			}
		}
		d := w.s.Time[m.X] - w.s.Time[m.Y]
		d = max(d, -d)
		apart += d
		if w.users != nil {
			e.Decayed += math.Exp(-float64(d)/float64(w.q.Decay)) / float64(max(w.users[last], 2)-1)
		}
	}
	e.Delay = float64(apart) / float64(len(met)) / 1e6
	w.distinct(&e, met)
	if w.q.Weight.Of(&e) < w.q.Least {
		return to
	}
	return append(to, e)
}

// byKind is room for the kinds of one edge. That of an edge that is left out
// is lost; it is small.
func (w *weigher) byKind() []uint32 {
	if w.kinds == 0 {
		return nil
	}
	if len(w.room) < w.kinds {
		w.room = make([]uint32, 512*w.kinds)
	}
	own := w.room[:w.kinds:w.kinds]
	w.room = w.room[w.kinds:]
	return own
}

// distinct counts posts and days.
func (w *weigher) distinct(e *Edge, met []Meet) {
	if len(met) == 1 {
		e.PostsA, e.PostsB, e.Days = 1, 1, 1
		return
	}
	for _, m := range met {
		e.PostsA += w.mark(0, w.s.Post[m.X])
		e.PostsB += w.mark(1, w.s.Post[m.Y])
		e.Days += w.mark(2, uint32(floorDay(max(w.s.Time[m.X], w.s.Time[m.Y]))-w.first))
	}
}

// mark is 1 the first time that a thing is seen in a visit.
func (w *weigher) mark(kind int, thing uint32) uint32 {
	m := w.marks[kind]
	if int(thing) >= len(m) {
		grown := make([]uint32, max(int(thing)+1, 2*len(m), w.posts*btoi(kind < 2)))
		copy(grown, m)
		m = grown
		w.marks[kind] = m
	}
	if m[thing] == w.visits {
		return 0
	}
	m[thing] = w.visits
	return 1
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

const day = 24 * 3600 * 1_000_000 // microseconds

// firstDay is the day since 1970 of the earliest time.
func firstDay(times []int64) int64 {
	if len(times) == 0 {
		return 0
	}
	least := times[0]
	for _, t := range times {
		least = min(least, t)
	}
	return floorDay(least)
}

// floorDay is the day since 1970 that a time is in.
func floorDay(t int64) int64 {
	d := t / day
	if t%day < 0 {
		d--
	}
	return d
}
