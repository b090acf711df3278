package dossier

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// Interval is a stretch of time; both ends may be the same instant.
type Interval struct{ Start, End time.Time }

// Part is one unbroken stretch of an axis: From and To are its places, 0..1.
type Part struct {
	Start, End time.Time
	From, To   float64
}

// Axis maps times to places between 0 and 1. Long stretches in which nothing
// happened are cut out, so that a case whose sources lie years apart is still
// readable; a Part is drawn to its own scale. Widths grow with the square root
// of a part's duration, so that an election week keeps its room beside a year.
type Axis struct{ Parts []Part }

const (
	maxParts = 4    // more cuts would be a list, not an axis
	cutShare = 0.15 // a gap is cut out when it is at least this share of the whole
	cutWidth = 0.03 // place that a cut takes on the axis
	minWidth = 0.14 // place that a part takes at least
)

// NewAxis makes the axis that holds all intervals. Intervals without a start
// are skipped. An axis of nothing has no parts.
func NewAxis(all []Interval) Axis {
	merged := merge(all)
	if len(merged) == 0 {
		return Axis{}
	}
	parts := cut(merged)
	total := 0.0
	for i := range parts {
		pad := max(parts[i].End.Sub(parts[i].Start)/40, 30*time.Second)
		parts[i].Start, parts[i].End = parts[i].Start.Add(-pad), parts[i].End.Add(pad)
		total += math.Sqrt(float64(parts[i].End.Sub(parts[i].Start)))
	}
	n := float64(len(parts))
	free := 1 - cutWidth*(n-1) - minWidth*n
	at := 0.0
	out := make([]Part, len(parts))
	for i, p := range parts {
		w := minWidth + free*math.Sqrt(float64(p.End.Sub(p.Start)))/total
		out[i] = Part{Start: p.Start, End: p.End, From: at, To: at + w}
		at += w + cutWidth
	}
	return Axis{Parts: out}
}

// At gives the place of a time. A time outside every part gets the nearest
// edge.
func (a Axis) At(t time.Time) float64 {
	best := 0.0
	for _, p := range a.Parts {
		if t.Before(p.Start) {
			return max(best, p.From)
		}
		if !t.After(p.End) {
			share := float64(t.Sub(p.Start)) / float64(p.End.Sub(p.Start))
			return p.From + share*(p.To-p.From)
		}
		best = p.To
	}
	return best
}

func merge(all []Interval) []Interval {
	sorted := slices.DeleteFunc(slices.Clone(all), func(v Interval) bool { return v.Start.IsZero() })
	slices.SortFunc(sorted, func(a, b Interval) int {
		return cmp.Or(a.Start.Compare(b.Start), a.End.Compare(b.End))
	})
	var out []Interval
	for _, v := range sorted {
		if v.End.Before(v.Start) {
			v.End = v.Start
		}
		if last := len(out) - 1; last >= 0 && !v.Start.After(out[last].End) {
			if v.End.After(out[last].End) {
				out[last].End = v.End
			}
			continue
		}
		out = append(out, v)
	}
	return out
}

// cut joins intervals into at most maxParts stretches, parted at the longest
// gaps. Durations beyond 290 years are clamped by package time, which only
// makes the drawing coarser.
func cut(merged []Interval) []Interval {
	span := merged[len(merged)-1].End.Sub(merged[0].Start)
	type gap struct {
		after int
		d     time.Duration
	}
	var gaps []gap
	for i := 1; i < len(merged); i++ {
		d := merged[i].Start.Sub(merged[i-1].End)
		if float64(d) >= cutShare*float64(span) {
			gaps = append(gaps, gap{i, d})
		}
	}
	slices.SortFunc(gaps, func(a, b gap) int { return cmp.Or(cmp.Compare(b.d, a.d), cmp.Compare(a.after, b.after)) })
	gaps = gaps[:min(len(gaps), maxParts-1)]
	slices.SortFunc(gaps, func(a, b gap) int { return cmp.Compare(a.after, b.after) })
	var out []Interval
	from := 0
	for _, g := range append(gaps, gap{after: len(merged)}) {
		out = append(out, Interval{merged[from].Start, merged[g.after-1].End})
		from = g.after
	}
	return out
}
