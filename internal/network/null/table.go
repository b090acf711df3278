package null

import (
	"context"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/stats"
)

// table is a grouped table of shares with the rows of each account.
type table struct {
	s        *network.Shares
	accounts int
	rows     []uint32 // of account a: rows[start[a]:start[a+1]], in the table's order
	start    []int
}

func newTable(s *network.Shares, accounts int) *table {
	t := &table{s: s, accounts: accounts}
	t.rows, t.start = s.ByAccount(accounts)
	return t
}

func (t *table) of(a uint32) []uint32 { return t.rows[t.start[a]:t.start[a+1]] }

// couldMeet is the number of pairs of accounts that each shared at least so
// many distinct objects that another account shared too.
func couldMeet(t *table, least int) float64 {
	common := commonObjects(t.s)
	n := 0.0
	for a := range t.accounts {
		objects, last := 0, -1
		for _, r := range t.of(uint32(a)) {
			if o := int(t.s.Object[r]); o != last && common[o] {
				objects++
				last = o
			}
			if objects == least {
				n++
				break
			}
		}
	}
	return n * (n - 1) / 2
}

// commonObjects marks the objects that two and more accounts shared.
func commonObjects(s *network.Shares) []bool {
	common := make([]bool, len(s.Start)-1)
	for o := range common {
		own := s.Account[s.Start[o]:s.Start[o+1]]
		for _, a := range own {
			if a != own[0] {
				common[o] = true
				break
			}
		}
	}
	return common
}

// group is the pairs of one first account: pairs[from:to].
type group struct{ from, to int }

func byFirst(pairs []network.PairCount) []group {
	var out []group
	for i := range pairs {
		if i == 0 || pairs[i].A != pairs[i-1].A {
			out = append(out, group{i, i})
		}
		out[len(out)-1].to = i + 1
	}
	return out
}

// eachGroup runs do on every group, one goroutine for each worker, each with
// what begin makes for it. What do writes depends on its group alone, so the
// order in which groups are taken does not show.
func eachGroup[W any](ctx context.Context, groups []group, workers int, begin func() W, do func(w W, g group)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(workers, len(groups), runtime.GOMAXPROCS(0)*4) {
		wg.Go(func() {
			w := begin()
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(groups) {
					return
				}
				do(w, groups[i])
			}
		})
	}
	wg.Wait()
}

// linkedAccounts marks the accounts of pairs that met again and that the null
// who alone rejects, among all pairs that met again: this chooses a
// background, it claims nothing, so it may err on the side of too many.
func linkedAccounts(pairs []network.PairCount, chances []Chance, accounts int) []bool {
	linked := make([]bool, accounts)
	limit := rejectBelow(chances, linkedQ)
	for i := range pairs {
		if c := &chances[i]; c.Objects > 1 && c.PWho <= limit {
			linked[pairs[i].A], linked[pairs[i].B] = true, true
		}
	}
	return linked
}

// rejectBelow is the largest p by the null who, of pairs that met again, that
// the procedure of Benjamini and Hochberg (1995) rejects at a level: the
// largest t with t = level·(number of p ≤ t)/number, found by going down from
// the level. Negative where none is rejected.
func rejectBelow(chances []Chance, level float64) float64 {
	all, limit := 0.0, level
	for i := range chances {
		if chances[i].Objects > 1 {
			all++
		}
	}
	for {
		n := 0.0
		for i := range chances {
			if c := &chances[i]; c.Objects > 1 && c.PWho <= limit {
				n++
			}
		}
		if n == 0 {
			return -1
		}
		next := level * n / all
		if next >= limit {
			return limit
		}
		limit = next
	}
}

// setQ gives every pair its q.
func setQ(chances []Chance, tests float64) {
	p := make([]float64, len(chances))
	for i := range chances {
		p[i] = chances[i].P()
	}
	stats.FalseDiscovery(p, tests)
	for i := range chances {
		chances[i].Q = p[i]
	}
}

// tail is the Poisson tail, quick for the counts that most pairs have.
func tail(k uint32, lambda float64) float64 {
	if k == 1 && lambda > 0 {
		return -math.Expm1(-lambda)
	}
	return stats.PoissonTail(int(k), lambda)
}

// capPosts sets the objects judged: those met on, at most the distinct posts
// of either account among them.
func capPosts(ctx context.Context, t *table, pairs []network.PairCount, groups []group, chances []Chance, m Model) {
	for i := range pairs {
		chances[i].Objects = pairs[i].Objects
	}
	if !severalObjects(t.s.Post) {
		return
	}
	posts := int(slices.Max(t.s.Post)) + 1
	again := func(p network.PairCount) bool { return p.Objects > 1 }
	eachGroup(ctx, groups, m.Workers, func() *postCounter { return newPostCounter(t, posts, m.Window) },
		func(c *postCounter, g group) {
			if slices.ContainsFunc(pairs[g.from:g.to], again) {
				c.count(pairs[g.from:g.to], chances[g.from:g.to])
			}
		})
}

// severalObjects says whether any post has more than one row.
func severalObjects(posts []uint32) bool {
	if len(posts) == 0 {
		return false
	}
	seen := make([]uint64, slices.Max(posts)/64+1)
	for _, p := range posts {
		if seen[p/64]>>(p%64)&1 == 1 {
			return true
		}
		seen[p/64] |= 1 << (p % 64)
	}
	return false
}

// postCounter counts the distinct posts in which two accounts met.
type postCounter struct {
	t      *table
	window int64
	own    []uint32 // rows of the first account by post
	theirs []uint32 // first account + 1 that a post has met
	last   []uint32 // post + 1 of the first account that met an account last
	counts [][2]uint32
}

func newPostCounter(t *table, posts int, window int64) *postCounter {
	return &postCounter{
		t: t, window: window, theirs: make([]uint32, posts),
		last: make([]uint32, t.accounts), counts: make([][2]uint32, t.accounts),
	}
}

func (c *postCounter) count(pairs []network.PairCount, chances []Chance) {
	s, a := c.t.s, pairs[0].A
	for _, p := range pairs {
		c.last[p.B], c.counts[p.B] = 0, [2]uint32{}
	}
	c.own = append(c.own[:0], c.t.of(a)...)
	slices.SortFunc(c.own, func(x, y uint32) int { return int(s.Post[x]) - int(s.Post[y]) })
	for _, r := range c.own {
		o := s.Object[r]
		for q := int(r) + 1; q < s.Start[o+1] && s.Time[q]-s.Time[r] <= c.window; q++ {
			c.meet(a, r, q)
		}
		for q := int(r) - 1; q >= s.Start[o] && s.Time[r]-s.Time[q] <= c.window; q-- {
			c.meet(a, r, q)
		}
	}
	for i, p := range pairs {
		n := c.counts[p.B]
		chances[i].Objects = min(p.Objects, max(1, n[0]), max(1, n[1]))
	}
}

func (c *postCounter) meet(a, r uint32, q int) {
	s := c.t.s
	b := s.Account[q]
	if b <= a {
		return
	}
	if c.last[b] != s.Post[r]+1 {
		c.last[b] = s.Post[r] + 1
		c.counts[b][0]++
	}
	if c.theirs[s.Post[q]] != a+1 {
		c.theirs[s.Post[q]] = a + 1
		c.counts[b][1]++
	}
}
