package coord

import (
	"cmp"
	"slices"
	"sort"

	"github.com/unveil-project/unveil/internal/network"
)

// occasion is one time that members of a group shared one object together:
// rows of the channel's table with no gap above the window and no account
// following itself.
type occasion struct {
	channel   Channel
	rows      []int32 // in order of time
	accounts  int     // of the group
	outsiders int     // shares by others within the window of these
	own       bool    // nobody else ever shared the object
}

// occasions lists the occasions of every group, those of one group in the
// order of channel, object and time.
func (c *corpus) occasions(groups []group, par params) [][]occasion {
	label := make([]int, len(c.accounts.list))
	reach := make([][channels]int64, len(groups)+1)
	for g := range groups {
		for _, a := range groups[g].accounts {
			label[a] = g + 1
		}
		for _, e := range groups[g].edges {
			r := &reach[g+1][e.channel]
			*r = max(*r, par.windows[e.window].Length)
		}
	}
	out := make([][]occasion, len(groups))
	for ch := range channels {
		c.occasionsOf(ch, label, reach, out)
	}
	return out
}

// occasionsOf goes through the objects of one channel.
func (c *corpus) occasionsOf(ch Channel, label []int, reach [][channels]int64, out [][]occasion) {
	s := c.shares[ch]
	var rows []int32
	for o := range len(s.Start) - 1 {
		from, to := s.Start[o], s.Start[o+1]
		rows = rows[:0]
		for r := from; r < to; r++ {
			if g := label[s.Account[r]]; g > 0 && reach[g][ch] > 0 {
				rows = append(rows, int32(r))
			}
		}
		if len(rows) < 2 {
			continue
		}
		slices.SortStableFunc(rows, func(a, b int32) int {
			return cmp.Compare(label[s.Account[a]], label[s.Account[b]])
		})
		for len(rows) > 0 {
			g, n := label[s.Account[rows[0]]], 1
			for n < len(rows) && label[s.Account[rows[n]]] == g {
				n++
			}
			own := n == to-from
			out[g-1] = appendRuns(out[g-1], s, ch, rows[:n], reach[g][ch], own)
			rows = rows[n:]
		}
	}
}

// appendRuns cuts the rows of one object and group into occasions.
func appendRuns(out []occasion, s *network.Shares, ch Channel, rows []int32, reach int64, own bool) []occasion {
	begin := 0
	for i := 1; i <= len(rows); i++ {
		if i < len(rows) && together(s, rows[i-1], rows[i], reach) {
			continue
		}
		if run := rows[begin:i]; len(run) > 1 {
			oc := occasion{channel: ch, rows: slices.Clone(run), accounts: accountsIn(s, run), own: own}
			oc.outsiders = between(s, run, reach) - len(run)
			out = append(out, oc)
		}
		begin = i
	}
	return out
}

func together(s *network.Shares, a, b int32, reach int64) bool {
	return s.Account[a] != s.Account[b] && s.Time[b]-s.Time[a] <= reach
}

func accountsIn(s *network.Shares, rows []int32) int {
	accounts := make([]uint32, len(rows))
	for i, r := range rows {
		accounts[i] = s.Account[r]
	}
	return countDistinct(accounts)
}

// between counts all shares of the object from a window before the run to a
// window after it.
func between(s *network.Shares, run []int32, reach int64) int {
	o := s.Object[run[0]]
	times := s.Time[s.Start[o]:s.Start[o+1]]
	first, last := s.Time[run[0]]-reach, s.Time[run[len(run)-1]]+reach
	lo := sort.Search(len(times), func(k int) bool { return times[k] >= first })
	hi := sort.Search(len(times), func(k int) bool { return times[k] > last })
	return hi - lo
}
