package flood

import (
	"math"
	"time"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/stats"
)

// cites are a few records that stand for the burst: its first, the lines
// repeated most, and one of ordinary time.
func (j *judge) cites() []Cite {
	var list []Cite
	add := func(row int, role lang.Message) {
		if row != noRow {
			list = append(list, Cite{row, role})
		}
	}
	add(j.main.first, lang.M("flood.role.first"))
	for _, t := range topPaths(j.main, 3) {
		add(t.row, lang.M("flood.role.path", "n", t.n, "share", ratio(t.n, j.main.pages)))
	}
	if j.now.top != nil {
		add(j.now.top.sample, lang.M("flood.role.busiest", "n", j.now.top.requests()))
	}
	if j.ref != nil {
		add(j.ref.first, lang.M("flood.role.ordinary"))
	}
	return list
}

// topPaths gives the n pages asked for most, at least twice, ties by the place
// of their records.
func topPaths(w *window, n int) []*tally {
	var top []*tally
	for _, t := range w.paths {
		if t.row == noRow {
			continue
		}
		i := len(top)
		for i > 0 && before(t, top[i-1]) {
			i--
		}
		if i < n {
			top = append(top, nil)
			copy(top[i+1:], top[i:])
			top[i] = t
			top = top[:min(len(top), n)]
		}
	}
	return top
}

func before(a, b *tally) bool {
	if a.n != b.n {
		return a.n > b.n
	}
	return a.row < b.row
}

// networks estimates the different networks of the burst.
func (j *judge) networks() float64 {
	n := j.main.networks
	return math.Round(stats.LinearCount(n.ones, len(n.bits)*64))
}

// maxPoints is how many values a figure gets at most.
const maxPoints = 480

// series draws the burst with as much time around it as it lasted, and at
// least 30 bins, on either side.
func (j *judge) series() *finding.Series {
	around := max(j.bins.len(), refBins)
	lo, hi := max(j.bins.lo-around, 0), min(j.bins.hi+around, len(j.t.x))
	for lo < j.bins.lo && !j.t.covers(lo) {
		lo++
	}
	for hi > j.bins.hi && !j.t.covers(hi-1) {
		hi--
	}
	step := (hi - lo + maxPoints - 1) / maxPoints
	s := &finding.Series{
		Name: "requests", Start: time.Unix(j.t.second(lo), 0).UTC(),
		Step: float64(int64(step) * j.t.bin), Unit: "requests",
	}
	for i := lo; i < hi; i += step {
		w := span{i, min(i+step, hi)}
		s.Values = append(s.Values, j.t.sum(w))
		if j.mode != none && !j.whole {
			s.Expected = append(s.Expected, round(j.base.sum(w)))
		}
	}
	return s
}

func (b *baseline) sum(w span) float64 {
	n := 0.0
	for _, x := range b.expect[w.lo:w.hi] {
		n += x
	}
	return n
}

// clockNote says that the times of a log keep to one minute of every hour, or
// to one second of every minute.
func clockNote(site string, c *count, a artefact) *finding.Finding {
	from, to := c.span()
	key := "flood.clock-note.minute"
	if a.period == 60 {
		key = "flood.clock-note.second"
	}
	return &finding.Finding{
		Detector: name, Version: version, Front: finding.Traffic,
		Subject: site, Start: time.Unix(from, 0), End: time.Unix(to, 0),
		Severity: finding.Note, Confidence: finding.High,
		Basis:    []lang.Message{lang.M("flood.clock-note.basis", "cycles", a.cycles, "requests", c.Total)},
		Headline: lang.M(key, "site", site, "share", a.share, "phase", a.phase),
		Details:  []lang.Message{lang.M("flood.clock-note.detail", "bin", float64(a.period))},
		Measures: []finding.Measure{
			{Name: "requests", Value: float64(c.Total), Unit: "requests"},
			{Name: "phase_share", Value: round(a.share), Unit: "share"},
			{Name: "phase", Value: float64(a.phase), Unit: "sixtieths"},
			{Name: "period", Value: float64(a.period), Unit: "s"},
			{Name: "cycles", Value: float64(a.cycles), Unit: "periods"},
		},
		Innocent: []finding.Explanation{{
			Name: "clock-artefact", Outcome: finding.Supported,
			Text:     lang.M("flood.clock-note.innocent", "share", a.share, "chance", 1.0/60),
			Measures: []finding.Measure{share("phase_share", a.share)},
		}},
		Limits: limits(),
		Method: finding.Method{Name: name, Params: map[string]any{"phase_share": phaseShare, "phase_cycles": phaseCycles}},
	}
}
