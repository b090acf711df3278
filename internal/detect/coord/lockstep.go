package coord

import (
	"math"
	"sort"
	"time"

	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/network/null"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// lockstep finds what the nulls cannot see: an input in which most accounts
// post the same things at the same instant, so that what is usual would be
// learned from them. An account belongs where minObjects of its posts share
// an object with others at one instant. It says so only where these are half
// of all accounts; beside others, the nulls have something to compare with.
func (c *corpus) lockstep(found []group, par params) (*profile, bool) {
	instant := c.instant()
	if instant == 0 {
		return nil, false
	}
	in := c.atOneInstant(instant, par)
	count := make([]int, len(c.accounts.list))
	for n, is := range in {
		count[c.posts[n].account] += int(btof(is))
	}
	for _, g := range found {
		for _, a := range g.accounts {
			count[a] = 0
		}
	}
	g := group{merged: 1}
	for a, n := range count {
		if n >= par.minObjects {
			g.accounts = append(g.accounts, uint32(a))
		}
	}
	if len(g.accounts) < par.instant || 2*len(g.accounts) < len(count) {
		return nil, false
	}
	for n, is := range in {
		if is && count[c.posts[n].account] >= par.minObjects {
			g.instant = append(g.instant, uint32(n))
		}
	}
	occasions := c.instants(instant, in, count, par)
	p := c.describe([]group{g}, [][]occasion{occasions}, par)[0]
	p.window = instant
	return &p, true
}

// instant is the finest step of the clock that tells posts apart: a second, a
// minute where times are whole minutes, none (0) where they are whole hours
// or dates.
func (c *corpus) instant() int64 {
	if c.step != minute {
		return second
	}
	whole, several := true, false
	for i := range c.posts {
		whole = whole && c.posts[i].time%hour == 0
		several = several || c.posts[i].time != c.posts[0].time
	}
	switch {
	case whole && several:
		return 0
	case whole:
		return second // one time alone: its step is not known
	}
	return minute
}

// atOneInstant marks the posts that share an object at one instant with
// enough others, who are at least half of those that shared it within the
// shortest window around: not the posts of a crowd, which come as thick
// before and after.
func (c *corpus) atOneInstant(instant int64, par params) []bool {
	in := make([]bool, len(c.posts))
	for _, s := range c.shares {
		eachInstant(s, instant, func(from, to int) {
			if 2*(to-from) >= near(s, from, to, par.windows[0].Length) && accountsIn(s, rowsOf(from, to)) >= par.instant {
				for _, n := range s.Post[from:to] {
					in[n] = true
				}
			}
		})
	}
	return in
}

// eachInstant calls f with the rows from..to-1 of each object and instant.
func eachInstant(s *network.Shares, instant int64, f func(from, to int)) {
	for i := 0; i < s.Len(); {
		j := i + 1
		for j < s.Len() && s.Object[j] == s.Object[i] && null.FloorDiv(s.Time[j], instant) == null.FloorDiv(s.Time[i], instant) {
			j++
		}
		f(i, j)
		i = j
	}
}

// near counts the rows of the same object from a length of time before rows
// from..to-1 to as long after them.
func near(s *network.Shares, from, to int, length int64) int {
	o := s.Object[from]
	times := s.Time[s.Start[o]:s.Start[o+1]]
	lo := sort.Search(len(times), func(k int) bool { return times[k] >= s.Time[from]-length })
	hi := sort.Search(len(times), func(k int) bool { return times[k] > s.Time[to-1]+length })
	return hi - lo
}

func rowsOf(from, to int) []int32 {
	rows := make([]int32, 0, to-from)
	for r := from; r < to; r++ {
		rows = append(rows, int32(r))
	}
	return rows
}

// instants lists the occasions, with one row of each account.
func (c *corpus) instants(instant int64, in []bool, count []int, par params) []occasion {
	var out []occasion
	for ch, s := range c.shares {
		eachInstant(s, instant, func(from, to int) {
			var rows []int32
			seen := map[uint32]bool{}
			others := 0
			for r := from; r < to; r++ {
				switch a := s.Account[r]; {
				case !in[s.Post[r]] || count[a] < par.minObjects:
					others++
				case !seen[a]:
					seen[a] = true
					rows = append(rows, int32(r))
				}
			}
			if len(rows) >= par.instant {
				o := s.Object[from]
				own := others == 0 && s.Start[o] == from && s.Start[o+1] == to
				out = append(out, occasion{channel: Channel(ch), rows: rows, accounts: len(rows), outsiders: others, own: own})
			}
		})
	}
	return out
}

// lockstepFinding says what was seen and leaves open what it means: with
// nothing to compare with, the likelihood is even.
func (c *corpus) lockstepFinding(p *profile, in input, par params, sources []source.Info) *finding.Finding {
	explanations := append(contentOnly(innocent(p, in)), c.coarseTimes(p))
	features := []finding.Feature{{
		Name: "posts_at_one_instant", Value: float64(len(p.together)) / float64(max(1, p.posts)),
		Weight: math.Log((1 - par.prior) / par.prior),
	}}
	for _, e := range against(explanations) {
		if e.Weight == weightSupported {
			features = append(features, e)
		}
	}
	features, odds := add(features, par.prior)
	likelihood, prior := finding.Clamp(odds/(1+odds)), par.prior
	first, last := c.span(p)
	hypothesis := lang.M("coord.hypothesis")
	window := float64(p.window) / float64(second)
	f := &finding.Finding{
		Detector: "coord", Version: version, Front: finding.Social,
		Start: time.UnixMicro(first), End: time.UnixMicro(last),
		Severity: finding.Note, Likelihood: &likelihood, Hypothesis: &hypothesis, Prior: &prior,
		Confidence: finding.Low,
		Basis:      []lang.Message{lang.M("coord.basis.alone", "accounts", len(p.accounts), "all", in.accounts)},
		Headline: lang.M("coord.lockstep.headline", "accounts", len(p.accounts), "objects", p.objects,
			"posts", len(p.together), "window", window),
		Details: []lang.Message{lang.M("coord.lockstep.detail", "shares", len(p.together), "posts", p.posts,
			"share", float64(len(p.together))/float64(max(1, p.posts)), "occasions", len(p.occasions))},
		Measures: c.lockstepMeasures(p), Features: features, Innocent: explanations, Limits: limits(in),
		Techniques: techniques(p), Evidence: c.evidence(p, sources), Members: c.members(p), Series: c.series(p),
		Method: finding.Method{Name: "coord", Params: par.print()},
	}
	f.Subject = subject(f.Evidence)
	f.Seal()
	return f
}

// contentOnly makes what was found by times, links or crowds no more than
// possible: where there is nothing to compare with, it cannot be told.
func contentOnly(all []finding.Explanation) []finding.Explanation {
	for i := range all {
		switch all[i].Name {
		case "share-button", "official-accounts", "giveaway":
		default:
			if all[i].Outcome == finding.Supported {
				all[i].Outcome = finding.Possible
			}
		}
	}
	return all
}

// coarseTimes: the export may have written one time for many posts.
func (c *corpus) coarseTimes(p *profile) finding.Explanation {
	var times []int64
	for _, n := range p.together {
		times = append(times, c.posts[n].time)
	}
	n, posts := countDistinct(times), len(p.together)
	return finding.Explanation{
		Name: "coarse-times", Outcome: grade(false, n*10 <= posts),
		Text:     lang.M("coord.innocent.coarse-times", "times", n, "posts", posts),
		Measures: []finding.Measure{{Name: "different_times", Value: float64(n), Unit: "times"}},
	}
}

// lockstepMeasures are the numbers that do not rest on a null.
func (c *corpus) lockstepMeasures(p *profile) []finding.Measure {
	window := float64(p.window) / float64(second)
	return []finding.Measure{
		{Name: "accounts", Value: float64(len(p.accounts)), Unit: "accounts"},
		{Name: "objects", Value: float64(p.objects), Unit: "objects"},
		{Name: "occasions", Value: float64(len(p.occasions)), Unit: "occasions"},
		{Name: "shares", Value: float64(len(p.together)), Unit: "posts"},
		{Name: "posts", Value: float64(p.posts), Unit: "posts"},
		{Name: "share_of_posts", Value: float64(len(p.together)) / float64(max(1, p.posts)), Unit: "share"},
		{Name: "days", Value: float64(p.days), Unit: "days"},
		{Name: "window_s", Value: window, Unit: "s"},
	}
}
