package fuse

import (
	"cmp"
	"slices"
)

// Kind is what happened to groups from one window to the next.
type Kind string

// The kinds of change (Palla et al. 2007; Greene et al. 2010).
const (
	Persist  Kind = "persist"
	Appear   Kind = "appear"
	Dissolve Kind = "dissolve"
	Merge    Kind = "merge"
	Split    Kind = "split"
)

// Change is one change.
type Change struct {
	Kind Kind
	// Window is the later of the two windows; From are groups of the one
	// before it, To groups of it, by their places.
	Window   int
	From, To []int
	// Jaccard is that of the members of From and To, each taken together; 0
	// where one is empty.
	Jaccard float64
}

// Groups of two windows are matched when they share this much: persist needs
// the Jaccard index, merge and split the share of the smaller group's members
// that went over.
const (
	likeness = 0.3
	moved    = 0.5
)

// link is two groups with common members.
type link struct {
	from, to, common int
	jaccard          float64
}

// follow finds the changes between windows and numbers the tracks.
func (t *Timeline) follow(accounts int) {
	in := make([]int, accounts) // group of the window before, plus 1
	for w := range t.Windows {
		now := &t.Windows[w]
		now.Track = make([]int, len(now.Groups))
		for g := range now.Track {
			now.Track[g] = -1
		}
		before := Window{}
		if w > 0 {
			before = t.Windows[w-1]
		}
		t.Changes = append(t.Changes, changes(w, &before, now, links(before.Groups, now.Groups, in))...)
		for g := range now.Track {
			if now.Track[g] < 0 {
				now.Track[g] = t.Tracks
				t.Tracks++
			}
		}
	}
}

// links lists the groups of two windows that have common members, by from and
// to. in is room to work in, all 0.
func links(from, to [][]uint32, in []int) []link {
	for g, members := range from {
		for _, a := range members {
			in[a] = g + 1
		}
	}
	var out []link
	common := make([]int, len(from))
	var seen []int
	for g, members := range to {
		for _, a := range members {
			if f := in[a] - 1; f >= 0 {
				if common[f] == 0 {
					seen = append(seen, f)
				}
				common[f]++
			}
		}
		for _, f := range seen {
			k := common[f]
			out = append(out, link{f, g, k, float64(k) / float64(len(from[f])+len(members)-k)})
			common[f] = 0
		}
		seen = seen[:0]
	}
	for _, members := range from {
		for _, a := range members {
			in[a] = 0
		}
	}
	slices.SortFunc(out, func(a, b link) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	return out
}

// changes says what happened between two windows, and hands on the tracks of
// the groups that persist.
func changes(w int, before, now *Window, links []link) []Change {
	known, born := make([]bool, len(before.Groups)), make([]bool, len(now.Groups))
	var out []Change
	add := func(kind Kind, from, to []int) {
		for _, f := range from {
			known[f] = true
		}
		for _, g := range to {
			born[g] = true
		}
		out = append(out, Change{kind, w, from, to, jaccard(before.Groups, now.Groups, from, to)})
	}
	for _, l := range heirs(len(before.Groups), len(now.Groups), links) {
		now.Track[l.to] = before.Track[l.from]
		add(Persist, []int{l.from}, []int{l.to})
	}
	from, to := movements(links, before.Groups, now.Groups)
	for g, sources := range from {
		if len(sources) > 1 {
			add(Merge, sources, []int{g})
		}
	}
	for f, pieces := range to {
		if len(pieces) > 1 {
			add(Split, []int{f}, pieces)
		}
	}
	for g := range now.Groups {
		if !born[g] {
			add(Appear, nil, []int{g})
		}
	}
	for f := range before.Groups {
		if !known[f] {
			add(Dissolve, []int{f}, nil)
		}
	}
	return out
}

// heirs are the links of groups that are each other's likest, and like enough.
func heirs(from, to int, links []link) []link {
	bestFrom, bestTo := make([]int, from), make([]int, to)
	for i := range bestFrom {
		bestFrom[i] = -1
	}
	for i := range bestTo {
		bestTo[i] = -1
	}
	for i, l := range links {
		if b := bestFrom[l.from]; b < 0 || links[b].jaccard < l.jaccard {
			bestFrom[l.from] = i
		}
		if b := bestTo[l.to]; b < 0 || links[b].jaccard < l.jaccard {
			bestTo[l.to] = i
		}
	}
	var out []link
	for i, l := range links {
		if l.jaccard >= likeness && bestFrom[l.from] == i && bestTo[l.to] == i {
			out = append(out, l)
		}
	}
	return out
}

// movements gives for each group of now those of before most of whose members
// are in it, and for each of before those of now most of whose members were in
// it.
func movements(links []link, before, now [][]uint32) (from, to [][]int) {
	from, to = make([][]int, len(now)), make([][]int, len(before))
	for _, l := range links {
		if float64(l.common) >= moved*float64(len(before[l.from])) {
			from[l.to] = append(from[l.to], l.from)
		}
		if float64(l.common) >= moved*float64(len(now[l.to])) {
			to[l.from] = append(to[l.from], l.to)
		}
	}
	return from, to
}

// jaccard is the members common to groups of two windows as a share of all.
func jaccard(before, now [][]uint32, from, to []int) float64 {
	a, b := gather(before, from), gather(now, to)
	k := common(a, b)
	if k == 0 {
		return 0
	}
	return float64(k) / float64(len(a)+len(b)-k)
}

func gather(groups [][]uint32, which []int) (members []uint32) {
	for _, g := range which {
		members = append(members, groups[g]...)
	}
	slices.Sort(members)
	return members
}
