package arithmetic

import (
	"cmp"

	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
)

// versions is what is kept of a sheet that was sent more than once, beside
// the version that counts.
type versions struct {
	first   row  // the earliest
	changed bool // a figure that two versions state differs
	partial bool // one version states a figure that another lacks
	noTime  bool // a version has no time
	tied    bool // the latest time stands on more than one version
}

// undated says that no time tells which version is the latest.
func (v *versions) undated() bool { return v.noTime || v.tied }

// order compares two versions of a sheet by their times. Where these do not
// decide, the file's SHA-256 and the row do: they tell nothing about which
// figures are right, but they are the same in whatever order files were added.
func order(sources []source.Info, a, b *row) int {
	return cmp.Or(
		cmp.Compare(a.time, b.time),
		cmp.Compare(hash(sources, a.source), hash(sources, b.source)),
		cmp.Compare(a.where.Row, b.where.Row),
		cmp.Compare(string(a.digest[:]), string(b.digest[:])))
}

// hash is the SHA-256 of a source, "" where it is not in the list.
func hash(sources []source.Info, i int) string {
	if i < 0 || i >= len(sources) {
		return ""
	}
	return sources[i].SHA256
}

// resend takes one more version of a sheet.
func (b *book) resend(kept *row, next row) {
	v := kept.again
	if v == nil {
		v = &versions{first: *kept, noTime: kept.time == 0}
	}
	for _, other := range []*row{&v.first, kept} {
		changed, partial := compare(other, &next)
		v.changed, v.partial = v.changed || changed, v.partial || partial
	}
	v.noTime = v.noTime || next.time == 0
	if next.time >= kept.time {
		v.tied = next.time == kept.time
	}
	if order(b.sources, &next, &v.first) < 0 {
		v.first = next
	}
	if order(b.sources, &next, kept) > 0 {
		*kept = next
	}
	kept.again = v
}

// figureKey is what a figure is known by in sheets of different layouts.
type figureKey struct {
	name string
	role sheet.Role
}

// compare says whether two versions state some figure, or the list,
// differently, and whether one of them states a figure that the other lacks.
func compare(a, b *row) (changed, partial bool) {
	see := func(x, y int64) {
		switch {
		case x >= 0 && y >= 0:
			changed = changed || x != y
		case x >= 0 || y >= 0:
			partial = true
		}
	}
	see(a.registered, b.registered)
	for _, p := range pairs(a, b) {
		see(p.before, p.after)
	}
	return changed, partial
}

// pair is one figure in two versions of a sheet, Unknown where one lacks it.
type pair struct {
	column
	before, after int64
}

// pairs gives every figure of two versions, in the order of the first and
// then of the second.
func pairs(a, b *row) []pair {
	all := make([]pair, len(a.votes))
	if a.layout == b.layout {
		for i, c := range a.layout.columns {
			all[i] = pair{c, a.votes[i], b.votes[i]}
		}
		return all
	}
	at := make(map[figureKey]int, len(a.votes))
	for i, c := range a.layout.columns {
		all[i] = pair{c, a.votes[i], sheet.Unknown}
		at[figureKey(c)] = i
	}
	for i, c := range b.layout.columns {
		if j, ok := at[figureKey(c)]; ok {
			all[j].after = b.votes[i]
		} else {
			all = append(all, pair{c, sheet.Unknown, b.votes[i]})
		}
	}
	return all
}
