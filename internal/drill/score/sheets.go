package score

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/drill/truth"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/sheet"
)

// station is what the baselines need of a sheet.
type station struct {
	key   string
	total int64
	over  bool // more votes than the list has voters; a special station's is 0
}

// gaps finds long silences of a state as its sheets come by.
type gaps struct {
	last  map[string]int64 // arrival of the state's latest sheet
	until map[string]int64 // until when its sheets are suspected
	found map[string]bool
}

// add notes a sheet's arrival, in order of time.
func (g *gaps) add(state, key string, at int64) {
	last, known := g.last[state]
	if !known {
		state = strings.Clone(state)
	}
	if known && at-last > GapMinutes*minute {
		g.until[state] = at + AfterGapMinutes*minute
	}
	g.last[state] = at
	if at <= g.until[state] {
		g.found[key] = true
	}
}

// scoreSheets scores arithmetic and silence.
func scoreSheets(ctx context.Context, t *truth.Truth, obs detect.Observations, findings []finding.Finding) (sums, silences Row, err error) {
	stations, gap, err := readStations(ctx, obs)
	if err != nil {
		return Row{}, Row{}, err
	}
	over := map[string]bool{}
	for _, s := range stations {
		if s.over {
			over[s.key] = true
		}
	}
	largest := largestSheets(stations)
	mend := members(neutral(t, truth.Altered))
	score := func(name string, fixed, skip map[string]bool) Row {
		want := members(planted(t, name))
		return row(name, "sheets", len(want), countSheets(named(accusing(findings, name)), want, skip),
			countSheets(fixed, want, skip), countSheets(largest, want, skip))
	}
	return score("arithmetic", over, mend), score("silence", gap.found, nil), nil
}

func readStations(ctx context.Context, obs detect.Observations) ([]station, *gaps, error) {
	var all []station
	at := map[string]int{}
	g := &gaps{last: map[string]int64{}, until: map[string]int64{}, found: map[string]bool{}}
	for o, err := range obs.Sheets(ctx) {
		if err != nil {
			return nil, nil, err
		}
		r := &o.Record
		s := station{key: r.Station}
		if f, ok := r.Get(sheet.Total); ok {
			s.total = f.Votes
			s.over = r.Registered != sheet.Unknown && f.Votes > r.Registered
		}
		i, known := at[s.key]
		if !known {
			i, s.key = len(all), strings.Clone(s.key)
			at[s.key] = i
			all = append(all, s)
		}
		s.key = all[i].key
		all[i] = s // a new version replaces the one before
		if r.Time != 0 {
			g.add(r.State, s.key, r.Time)
		}
	}
	return all, g, nil
}

// largestSheets gives the hundredth of the sheets with the most votes.
func largestSheets(stations []station) map[string]bool {
	sorted := slices.SortedFunc(slices.Values(stations), func(a, b station) int {
		return cmp.Or(cmp.Compare(b.total, a.total), cmp.Compare(a.key, b.key))
	})
	set := map[string]bool{}
	for _, s := range sorted[:hundredth(len(sorted))] {
		set[s.key] = true
	}
	return set
}

func members(items []truth.Item) map[string]bool {
	set := map[string]bool{}
	for _, it := range items {
		for _, m := range it.Members {
			set[m] = true
		}
	}
	return set
}

func named(findings []finding.Finding) map[string]bool {
	set := map[string]bool{}
	for _, f := range findings {
		if f.Members.Unit == "sheets" {
			for _, id := range f.Members.IDs {
				set[id] = true
			}
		}
	}
	return set
}

// countSheets counts the sheets of a set, without those to be skipped.
func countSheets(set, want, skip map[string]bool) (y tally) {
	for key := range set {
		if want[key] || !skip[key] {
			y.add(want[key])
		}
	}
	return y
}
