package flood

import (
	"cmp"
	"slices"
)

// stretch is from a second up to, not including, another.
type stretch struct{ from, to int64 }

// gapMerged is how far apart, in seconds, two logs may lie to be taken for one
// that goes on: requests may be few where it was rotated.
const gapMerged = 600

// coverage is the time that the logs of each site cover, by number of site:
// between a log and an older one that it is compared with lies no silence. It
// is nil for a site of whose sources one does not say what it covers.
func (a *analysis) coverage() [][]stretch {
	from := make([]map[uint16]bool, len(a.t.Sites))
	cover := make([][]stretch, len(a.t.Sites))
	if len(a.t.Sources) < 2 {
		return cover
	}
	for i := range a.t.Len() {
		r := a.t.Row(i)
		if from[r.Site] == nil {
			from[r.Site] = map[uint16]bool{}
		}
		if !from[r.Site][r.Source] {
			from[r.Site][r.Source] = true
		}
	}
	for site, sources := range from {
		var all []stretch
		for s := range sources {
			info := a.t.Sources[s]
			if info.Start.IsZero() {
				all = nil
				break
			}
			all = append(all, stretch{info.Start.Unix(), info.End.Unix() + 1})
		}
		cover[site] = joined(all)
	}
	return cover
}

// joined puts stretches in order and joins those that nearly touch.
func joined(all []stretch) []stretch {
	slices.SortFunc(all, func(a, b stretch) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	var out []stretch
	for _, s := range all {
		if n := len(out); n > 0 && s.from <= out[n-1].to+gapMerged {
			out[n-1].to = max(out[n-1].to, s.to)
			continue
		}
		out = append(out, s)
	}
	return out
}

// within keeps of the bins that the log covers those that lie in a stretch.
func (t *timeline) within(cover []stretch) {
	if len(cover) < 2 {
		return
	}
	var seen []span
	for _, s := range t.seen {
		open := -1
		for i := s.lo; i < s.hi; i++ {
			from, to := t.second(i), t.second(i)+t.bin
			in := slices.ContainsFunc(cover, func(c stretch) bool { return from < c.to && to > c.from })
			switch {
			case in && open < 0:
				open = i
			case !in && open >= 0:
				seen, open = append(seen, span{open, i}), -1
			}
		}
		if open >= 0 {
			seen = append(seen, span{open, s.hi})
		}
	}
	if len(seen) > 0 {
		t.seen = seen
	}
}
