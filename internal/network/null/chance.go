package null

import (
	"context"

	"github.com/unveil-project/unveil/internal/network"
)

// Chance is what chance alone would give for one pair of accounts, beside
// what was seen.
type Chance struct {
	// Objects is the number judged: distinct objects on which the two met, no
	// more than the posts of either that took part (five hashtags of one post
	// are one occasion).
	Objects uint32
	// Only is the number of objects met on that nobody of the background used
	// but the two themselves: neither null when can tell those from a taste
	// of their own, as nothing shows their usual course.
	Only uint32
	// ExpectedWho and ExpectedWhen are the objects to expect under each null.
	ExpectedWho, ExpectedWhen float32
	// PWho and PWhen are the chances of so many objects or more.
	PWho, PWhen float64
	// Q is the false discovery rate at which the pair would just be an edge,
	// of the larger p, over all pairs that could have met.
	Q float64
}

// P is the larger of the two p-values: both nulls have to fail (an
// intersection–union test, Berger 1982). Where the null when was not asked
// (Model.Screen), it is that of the null who, and p is no smaller.
func (c *Chance) P() float64 {
	if c.PWhen > c.PWho {
		return c.PWhen
	}
	return c.PWho
}

// Expected is the larger of the two expectations.
func (c *Chance) Expected() float64 {
	if c.ExpectedWhen > c.ExpectedWho {
		return float64(c.ExpectedWhen)
	}
	return float64(c.ExpectedWho)
}

// Result is the chance of every pair asked about, in their order.
type Result struct {
	Model  Model // as settled: its bands and strata
	Pairs  []Chance
	Tests  float64 // pairs of accounts that could have met
	Linked int     // accounts taken out of the background
}

// linkedQ is the q, by the null who alone and among the pairs that met again,
// up to which a pair's accounts are taken out of the background that the null
// when learns an object's course from: a group must not be its own excuse.
const linkedQ = 0.01

// Test judges pairs of accounts that met, by both nulls. The table is of one
// channel and grouped; accounts is one more than its highest account; pairs
// are what Shares.Pairs lists for the model's window, in its order, with all
// objects counted (a table with several objects in a post has the counts cut
// to the posts of either side, here). Every pair gets exact values of both
// nulls; q counts the pairs that are not listed as tests with p = 1.
//
// Time is linear in the shares, plus the pairs times the strata in which
// their accounts were active, plus the shares within the band of each other
// (at most bandRows of a share, where the window itself holds fewer). It
// keeps 40 bytes for each pair and about 35 for each share.
func Test(ctx context.Context, s *network.Shares, accounts int, pairs []network.PairCount, m Model) (Result, error) {
	m = m.Settled(s)
	t := newTable(s, accounts)
	r := Result{Model: m, Pairs: make([]Chance, len(pairs)), Tests: couldMeet(t, m.Least)}
	groups := byFirst(pairs)
	capPosts(ctx, t, pairs, groups, r.Pairs, m)
	judgeWho(ctx, t, pairs, groups, r.Pairs, m)
	linked := linkedAccounts(pairs, r.Pairs, accounts)
	for _, l := range linked {
		if l {
			r.Linked++
		}
	}
	judgeWhen(ctx, t, pairs, groups, r.Pairs, linked, m)
	setQ(r.Pairs, r.Tests)
	return r, ctx.Err()
}
