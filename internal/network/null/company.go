package null

import (
	"context"
	"math"

	"github.com/unveil-project/unveil/internal/network"
)

// comparer goes through the company of one account after another.
type comparer struct {
	c        *course
	pairs    []network.PairCount // of the account at hand
	asked    []bool              // accounts asked about
	expected []float64           // by account
	only     []uint32
	miss     []float64 // of the object at hand: chance not to meet; 0 for none
	met      []bool
	sure     []bool // certain to meet, and nothing more to know
	shared   bool   // others of the background use the object at hand
	company  []uint32
	run      [][]uint32 // by object: rows of the account at hand
}

func newComparer(c *course) *comparer {
	n := c.t.accounts
	return &comparer{
		c: c, asked: make([]bool, n), expected: make([]float64, n),
		only: make([]uint32, n), miss: make([]float64, n), met: make([]bool, n), sure: make([]bool, n),
		run: make([][]uint32, len(c.users)),
	}
}

func (w *comparer) judge(pairs []network.PairCount, chances []Chance) {
	a := pairs[0].A
	w.pairs = w.pairs[:0]
	for i, p := range pairs {
		if chances[i].PWho <= w.c.m.Screen {
			w.asked[p.B], w.expected[p.B], w.only[p.B] = true, 0, 0
			w.pairs = append(w.pairs, p)
		}
	}
	switch {
	case len(w.pairs) == 0:
	case w.cheaperByPartner(a, w.pairs):
		w.byPartner(a, w.pairs)
	default:
		w.byCompany(a)
	}
	for i, p := range pairs {
		k := &chances[i]
		if !w.asked[p.B] {
			k.ExpectedWhen, k.PWhen = float32(math.NaN()), math.NaN()
			continue
		}
		k.ExpectedWhen, k.Only = float32(w.expected[p.B]), w.only[p.B]
		k.PWhen = tail(k.Objects, w.expected[p.B])
		w.asked[p.B] = false
	}
}

// cheaperByPartner says whether the rows of the accounts asked about are
// fewer than all rows around those of the account.
func (w *comparer) cheaperByPartner(a uint32, pairs []network.PairCount) bool {
	company, partners := 0, 0
	for _, r := range w.c.t.of(a) {
		company += int(w.c.near[r])
	}
	for _, p := range pairs {
		partners += len(w.c.t.of(p.B))
	}
	return partners < company
}

// byCompany goes through all rows around those of an account.
func (w *comparer) byCompany(a uint32) {
	s := w.c.t.s
	eachRun(s, w.c.t.of(a), func(o uint32, rows []uint32) {
		from, to := s.Start[o], s.Start[o+1]
		w.shared = w.c.users[o].more
		for _, r := range rows {
			band := w.c.m.Band >> w.c.spots[r].halved
			for q := int(r) + 1; q < to && s.Time[q]-s.Time[r] <= band; q++ {
				w.weigh(int(r), q, s.Time[q]-s.Time[r])
			}
			for q := int(r) - 1; q >= from && s.Time[r]-s.Time[q] <= band; q-- {
				w.weigh(int(r), q, s.Time[r]-s.Time[q])
			}
		}
		w.settle(a, o)
	})
}

// byPartner goes through the rows of the accounts asked about.
func (w *comparer) byPartner(a uint32, pairs []network.PairCount) {
	s := w.c.t.s
	own := w.c.t.of(a)
	eachRun(s, own, func(o uint32, rows []uint32) { w.run[o] = rows })
	for _, p := range pairs {
		eachRun(s, w.c.t.of(p.B), func(o uint32, theirs []uint32) {
			if rows := w.run[o]; len(rows) > 0 {
				w.shared = w.c.users[o].more
				w.compare(rows, theirs)
				w.settle(a, o)
			}
		})
	}
	eachRun(s, own, func(o uint32, _ []uint32) { w.run[o] = nil })
}

// compare weighs the rows of two accounts for one object, both in order of
// time.
func (w *comparer) compare(rows, theirs []uint32) {
	s, from := w.c.t.s, 0
	for _, r := range rows {
		t, band := s.Time[r], w.c.m.Band>>w.c.spots[r].halved
		for from < len(theirs) && s.Time[theirs[from]] < t-w.c.m.Band {
			from++
		}
		for _, q := range theirs[from:] {
			apart := s.Time[q] - t
			if apart > band {
				break
			}
			if apart = max(apart, -apart); apart <= band && w.weigh(int(r), int(q), apart) {
				return
			}
		}
	}
}

// settle adds the object at hand to the expectations of the company it made.
func (w *comparer) settle(a, o uint32) {
	for _, b := range w.company {
		if w.expected[b]++; w.miss[b] > certain {
			w.expected[b] -= w.miss[b]
		}
		if w.met[b] && !w.shared && !w.c.users[o].others(a, b) {
			w.only[b]++
		}
		w.miss[b], w.met[b], w.sure[b] = 0, false, false
	}
	w.company = w.company[:0]
}

// eachRun calls f with the rows of each object among those of an account.
func eachRun(s *network.Shares, rows []uint32, f func(o uint32, rows []uint32)) {
	for len(rows) > 0 {
		o, n := s.Object[rows[0]], 1
		for n < len(rows) && s.Object[rows[n]] == o {
			n++
		}
		f(o, rows[:n])
		rows = rows[n:]
	}
}

// certain is the chance not to meet on an object below which it is put to
// nothing and no more rows are weighed: accounts that both use an object all
// day long.
const certain = 1e-4

// weigh adds the chance of two rows to meet. It says whether the accounts
// are certain to meet on the object, so that nothing more can change.
func (w *comparer) weigh(r, q int, apart int64) bool {
	c := w.c
	b := c.t.s.Account[q]
	if !w.asked[b] || w.sure[b] || apart > c.m.Band>>c.spots[q].halved {
		return w.sure[b]
	}
	near := apart <= c.m.Window
	if w.miss[b] == 0 {
		w.company = append(w.company, b)
		w.miss[b] = 1
	}
	w.miss[b] *= 1 - c.pair(r, q, apart)
	w.met[b] = w.met[b] || near
	if w.miss[b] < certain {
		w.miss[b] = certain // marks that b is of the company
		w.sure[b] = w.met[b] || w.shared
	}
	return w.sure[b]
}

// pair is the chance of two rows, so far apart, to meet.
func (c *course) pair(r, q int, apart int64) float64 {
	return float64(min(1, max(c.at(r, apart, c.counts[c.t.s.Account[q]]), c.at(q, apart, c.counts[c.t.s.Account[r]]))))
}

// judgeWhen sets what the null when expects of every pair, and its p.
func judgeWhen(ctx context.Context, t *table, pairs []network.PairCount, groups []group, chances []Chance, linked []bool, m Model) {
	c := newCourse(t, linked, m)
	eachGroup(ctx, groups, m.Workers, func() *comparer { return newComparer(c) },
		func(w *comparer, g group) { w.judge(pairs[g.from:g.to], chances[g.from:g.to]) })
}
