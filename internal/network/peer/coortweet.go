package peer

import (
	"context"
	"slices"
	"sync"

	"github.com/unveil-project/unveil/internal/network"
)

// CooRTweet is what is asked of it: detect_groups, and flag_speed_share where
// Fast is set, then generate_coordinated_network.
type CooRTweet struct {
	Window      int64 // time_window, microseconds; included
	MinActions  int   // min_participation, of rows
	Loops       bool  // remove_loops = FALSE
	Quantile    float64
	Fast        int64 // fast window, microseconds, included; 0: none but for AtOnce
	AtOnce      bool  // a Fast of 0 is a window too: shares at the same moment
	FastActions int   // min_participation of the fast shares; 0: MinActions
	Most        int   // most edges held; 0: no limit
}

// Edge is one undirected edge of CooRTweet, A ≤ B.
type Edge struct {
	A, B uint32
	Full Side
	Fast Side // of the flagged pairs; Weight 0 where none is
}

// Side is what the columns of one network say of an edge.
type Side struct {
	Weight   int     // pairs of shares
	Delay    float64 // avg_time_delta, seconds
	Older    int     // n_content_id: distinct older contents
	Newer    int     // n_content_id_y: distinct newer contents
	Exceeds  bool    // weight_threshold: the weight is above the quantile
	interval int64
}

// Symmetry is edge_symmetry_score, 0..1.
func (s *Side) Symmetry() float64 {
	if s.Weight == 0 {
		return 0
	}
	return float64(min(s.Older, s.Newer)) / float64(max(s.Older, s.Newer))
}

// CooRTweet's filter of minimum participation works twice: on the rows that
// come in, and on the pairs found, where a pair stays if either of its
// contents belongs to an account with enough rows among the contents paired.
type coortweet struct {
	ctx  context.Context
	r    *Rows
	q    CooRTweet
	kept []uint32 // rows, regrouped by account
	s    *network.Shares
}

// CooRTweet gives the edges in order of A, then B, and the quantile of the
// weights (of the fast ones too) that Exceeds is about.
func (r *Rows) CooRTweet(ctx context.Context, q CooRTweet) ([]Edge, error) {
	c := &coortweet{ctx: ctx, r: r, q: q}
	c.filterRows()
	alive, err := c.alive()
	if err != nil {
		return nil, err
	}
	flagged, err := c.flagged(alive)
	if err != nil {
		return nil, err
	}
	edges, err := c.edges(alive, flagged)
	if err != nil {
		return nil, err
	}
	threshold(edges, q.Quantile)
	return edges, nil
}

// filterRows leaves accounts with too few rows out, and the rows that make no
// pair: those of an author's own post.
func (c *coortweet) filterRows() {
	count := make([]int, c.r.Accounts)
	for _, a := range c.r.Account {
		count[a]++
	}
	c.kept = c.r.byFirstAccount(func(i int) bool { return count[c.r.Account[i]] >= c.q.MinActions })
	paired := c.kept
	if !c.q.Loops {
		paired = slices.DeleteFunc(slices.Clone(c.kept), func(i uint32) bool { return c.r.owns(int(i)) })
	}
	c.s = c.r.table(paired)
}

func (c *coortweet) coupling() network.Coupling {
	return network.Coupling{Window: c.q.Window, Loops: c.q.Loops, Same: c.q.Loops, Most: c.q.Most}
}

// couples goes through all pairs of accounts.
func couples[R any](c *coortweet, visitor func() network.Visit[R]) ([]R, error) {
	return network.Couples(c.ctx, c.s, c.r.Accounts, c.coupling(), visitor)
}

// gap is how far two rows lie apart, microseconds.
func (c *coortweet) gap(m network.Meet) int64 {
	d := c.s.Time[m.X] - c.s.Time[m.Y]
	return max(d, -d)
}

// contents gives the older and the newer content of a meeting: the table is
// in order of time, and of the regrouped rows where times are equal.
func (c *coortweet) contents(m network.Meet) (older, newer uint32) {
	return c.s.Post[min(m.X, m.Y)], c.s.Post[max(m.X, m.Y)]
}

// paired marks the contents of the pairs that take accepts.
func (c *coortweet) paired(take func(m network.Meet) bool) (set, error) {
	var mu sync.Mutex // guards all
	var all []set
	_, err := couples(c, func() network.Visit[struct{}] {
		own := make(set, c.r.Contents)
		mu.Lock()
		all = append(all, own)
		mu.Unlock()
		return func(_, _ uint32, met []network.Meet, to []struct{}) []struct{} {
			for _, m := range met {
				if take(m) {
					own[c.s.Post[m.X]], own[c.s.Post[m.Y]] = true, true
				}
			}
			return to
		}
	})
	merged := make(set, c.r.Contents)
	for _, own := range all {
		for i, yes := range own {
			merged[i] = merged[i] || yes
		}
	}
	return merged, err
}

// active gives, of marked contents, those of accounts that have at least n
// rows among them. rows are the rows that count; nil: all of the table.
func (c *coortweet) active(marked set, n int, rows []uint32) set {
	count := make([]int, c.r.Accounts)
	each := func(f func(i uint32)) {
		for _, i := range rows {
			f(i)
		}
		for i := range c.r.Len() * btoi(rows == nil) {
			f(uint32(i))
		}
	}
	each(func(i uint32) {
		if marked[c.r.Content[i]] {
			count[c.r.Account[i]]++
		}
	})
	kept := make(set, c.r.Contents)
	each(func(i uint32) {
		if at := c.r.Content[i]; marked[at] && count[c.r.Account[i]] >= n {
			kept[at] = true
		}
	})
	return kept
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// alive gives the contents of which one lets a pair survive; nil: all do.
func (c *coortweet) alive() (set, error) {
	if c.q.MinActions < 1 {
		return nil, nil
	}
	marked, err := c.paired(func(network.Meet) bool { return true })
	if err != nil {
		return nil, err
	}
	return c.active(marked, c.q.MinActions, c.kept), nil
}

// survives says whether a pair has one of the contents; nil holds all.
func (s set) survives(older, newer uint32) bool { return s == nil || s[older] || s[newer] }
