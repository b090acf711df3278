package silence

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
)

// arrival is one sheet's first arrival.
type arrival struct {
	time    int64 // microseconds since 1970
	station string
	state   string
	source  int
	where   source.Where // without Raw
	digest  source.Digest
}

// series is the arrivals of one area, in order of time; area "" is all.
type series struct {
	area     string
	arrivals []arrival
}

// night is the arrivals of one contest.
type night struct {
	sources []source.Info
	contest string
	all     series
	areas   []series // in order of their codes; sheets without one are in none
	noTime  int      // sheets without a time
	resent  int      // later versions, which are no new arrivals
	core    span
}

// stationKey is what a sheet is known by.
type stationKey struct{ contest, station string }

// collect reads all sheets, keeps the first arrival of each and groups them
// by contest in order of its id.
func collect(ctx context.Context, p *detect.Pass) ([]*night, error) {
	first := map[stationKey]int{} // index into the contest's arrivals
	nights := map[string]*night{}
	states := map[string]string{}
	var read int64
	for o, err := range p.Sheets(ctx) {
		if err != nil {
			return nil, err
		}
		if read++; read%4096 == 0 && p.Progress != nil {
			p.Progress(read)
		}
		n := nights[o.Record.Contest]
		if n == nil {
			n = &night{sources: p.Sources(), contest: strings.Clone(o.Record.Contest)}
			nights[n.contest] = n
		}
		n.add(o, first, states)
	}
	ordered := make([]*night, 0, len(nights))
	for _, contest := range slices.Sorted(maps.Keys(nights)) {
		n := nights[contest]
		n.group()
		ordered = append(ordered, n)
	}
	return ordered, nil
}

// earlier says whether a version of a sheet arrived before the one that is
// kept: by its time, else by the file's SHA-256 and the row, so that the order
// in which files were added does not matter. One without a time never does.
func (n *night) earlier(o *detect.Obs[sheet.Sheet], kept *arrival) bool {
	s := &o.Record
	switch {
	case s.Time == 0 || kept.time == 0:
		return kept.time == 0 && s.Time != 0
	case s.Time != kept.time:
		return s.Time < kept.time
	}
	return cmp.Or(
		cmp.Compare(n.hash(o.Source), n.hash(kept.source)),
		cmp.Compare(s.Row, kept.where.Row)) < 0
}

// hash is the SHA-256 of a source, "" where it is not in the list.
func (n *night) hash(i int) string {
	if i < 0 || i >= len(n.sources) {
		return ""
	}
	return n.sources[i].SHA256
}

// add keeps a sheet's arrival; of a sheet seen before, the earlier of the two.
func (n *night) add(o *detect.Obs[sheet.Sheet], first map[stationKey]int, states map[string]string) {
	s := &o.Record
	i, seen := first[stationKey{n.contest, s.Station}]
	if seen {
		n.resent++
		if !n.earlier(o, &n.all.arrivals[i]) {
			return
		}
	} else {
		i = len(n.all.arrivals)
		station := strings.Clone(s.Station)
		n.all.arrivals = append(n.all.arrivals, arrival{station: station})
		first[stationKey{n.contest, station}] = i
	}
	state, ok := states[s.State]
	if !ok {
		state = strings.Clone(s.State)
		states[state] = state
	}
	a := &n.all.arrivals[i]
	a.time, a.state, a.source, a.digest, a.where = s.Time, state, o.Source, o.Digest, s.Where
	a.where.Raw = nil
}

// group leaves out sheets without a time, orders the rest and cuts them by
// area.
func (n *night) group() {
	all := slices.DeleteFunc(n.all.arrivals, func(a arrival) bool { return a.time == 0 })
	n.noTime = len(n.all.arrivals) - len(all)
	slices.SortFunc(all, func(a, b arrival) int {
		return cmp.Or(cmp.Compare(a.time, b.time), cmp.Compare(a.station, b.station))
	})
	n.all.arrivals = all
	by := map[string][]arrival{}
	for _, a := range all {
		if a.state != "" {
			by[a.state] = append(by[a.state], a)
		}
	}
	for _, state := range slices.Sorted(maps.Keys(by)) {
		n.areas = append(n.areas, series{state, by[state]})
	}
	n.core = coreHours(all)
}

// span is a stretch of time, microseconds since 1970; end is not part of it.
type span struct{ start, end int64 }

// coreHours finds the hours in which sheets are expected: from the first to
// the last quarter hour with at least coreShare of the sheets of the third
// busiest one. The third, so that one rush does not set the measure. Empty
// where nothing arrived.
func coreHours(all []arrival) span {
	step := quarter.Microseconds()
	type bin struct{ at, n int64 }
	var bins []bin
	for _, a := range all {
		at := a.time / step
		if len(bins) == 0 || bins[len(bins)-1].at != at {
			bins = append(bins, bin{at: at})
		}
		bins[len(bins)-1].n++
	}
	if len(bins) == 0 {
		return span{}
	}
	sizes := make([]int64, len(bins))
	for i, b := range bins {
		sizes[i] = b.n
	}
	slices.Sort(sizes)
	least := coreShare * float64(sizes[max(len(sizes)-3, 0)])
	busy := func(b bin) bool { return float64(b.n) >= least }
	first := slices.IndexFunc(bins, busy)
	last := len(bins) - 1
	for !busy(bins[last]) {
		last--
	}
	return span{bins[first].at * step, (bins[last].at + 1) * step}
}

// within gives the arrivals of a stretch.
func (s series) within(w span) []arrival {
	return s.arrivals[s.from(w.start):s.from(w.end)]
}

// from is the index of the first arrival at or after a time.
func (s series) from(t int64) int {
	i, _ := slices.BinarySearchFunc(s.arrivals, t, func(a arrival, t int64) int { return cmp.Compare(a.time, t) })
	return i
}
