package coord

import (
	"cmp"
	"slices"
	"time"

	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/network/null"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// evidencePairs is how many occasions are shown, by two posts each.
const evidencePairs = 6

// evidence shows the closest two posts of the largest occasions, copied texts
// before other objects, different objects before one again.
func (c *corpus) evidence(p *profile, sources []source.Info) []finding.Evidence {
	best := slices.Clone(p.occasions)
	slices.SortStableFunc(best, func(a, b occasion) int {
		return cmp.Or(cmp.Compare(rank(b), rank(a)), cmp.Compare(b.accounts, a.accounts), cmp.Compare(a.outsiders, b.outsiders))
	})
	var out []finding.Evidence
	seen := map[uint64]bool{}
	shown := map[uint32]bool{}
	for _, oc := range best {
		s := c.shares[oc.channel]
		object := uint64(oc.channel)<<32 | uint64(s.Object[oc.rows[0]])
		a, b := closest(s, oc)
		if seen[object] || shown[a] || shown[b] {
			continue
		}
		seen[object], shown[a], shown[b] = true, true, true
		gap := float64(c.posts[b].time-c.posts[a].time) / float64(second)
		first := lang.M("coord.role."+oc.channel.String(), "accounts", oc.accounts)
		next := lang.M("coord.role.next", "gap", gap)
		out = append(out, c.cite(a, sources, first), c.cite(b, sources, next))
		if len(seen) == evidencePairs {
			break
		}
	}
	return out
}

// rank puts the channels in the order in which they convince a reader.
func rank(oc occasion) int {
	return [channels]int{Text: 4, Link: 3, Object: 2, Repost: 1, Hashtag: 0}[oc.channel]
}

// closest gives the posts of the two rows of an occasion nearest in time.
func closest(s *network.Shares, oc occasion) (a, b uint32) {
	at := 1
	for i := 2; i < len(oc.rows); i++ {
		if gap(s, oc, i) < gap(s, oc, at) {
			at = i
		}
	}
	return s.Post[oc.rows[at-1]], s.Post[oc.rows[at]]
}

func gap(s *network.Shares, oc occasion, i int) int64 {
	return s.Time[oc.rows[i]] - s.Time[oc.rows[i-1]]
}

// cite makes the reference of one post.
func (c *corpus) cite(n uint32, sources []source.Info, role lang.Message) finding.Evidence {
	r := &c.posts[n]
	var src source.Info
	if r.source >= 0 && int(r.source) < len(sources) {
		src = sources[r.source]
	}
	where := source.Where{Row: r.row, Offset: r.offset, Length: int64(r.length)}
	return finding.Cite(src, where, r.digest, c.text(n), role)
}

// members lists the accounts and edges by name, sorted.
func (c *corpus) members(p *profile) *finding.Members {
	m := &finding.Members{Unit: "accounts"}
	for _, a := range p.accounts {
		m.IDs = append(m.IDs, c.accounts.list[a])
	}
	slices.Sort(m.IDs)
	for _, e := range p.edges {
		a, b := c.accounts.list[e.A], c.accounts.list[e.B]
		m.Edges = append(m.Edges, finding.Edge{A: min(a, b), B: max(a, b), Weight: float64(e.objects)})
	}
	slices.SortFunc(m.Edges, func(x, y finding.Edge) int {
		return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	return m
}

// steps are the widths that a figure may have, in microseconds.
var steps = [...]int64{minute, 5 * minute, 15 * minute, hour, 6 * hour, day, 7 * day, 28 * day}

// seriesPoints bounds the values of a figure.
const seriesPoints = 400

// series counts the posts shared together over time.
func (c *corpus) series(p *profile) *finding.Series {
	first, last := c.span(p)
	step := steps[0]
	for _, step = range steps {
		if (last-first)/step < seriesPoints {
			break
		}
	}
	for (last-first)/step >= seriesPoints {
		step *= 2
	}
	start := null.FloorDiv(first, step) * step
	values := make([]float64, (last-start)/step+1)
	for _, n := range p.together {
		values[(c.posts[n].time-start)/step]++
	}
	return &finding.Series{
		Name: "posts_together", Start: time.UnixMicro(start).UTC(), Step: float64(step) / float64(second),
		Unit: "posts", Values: values,
	}
}

// span gives the times of the first and the last post shared together.
func (c *corpus) span(p *profile) (first, last int64) {
	for i, n := range p.together {
		t := c.posts[n].time
		if i == 0 {
			first, last = t, t
		}
		first, last = min(first, t), max(last, t)
	}
	return first, last
}
