package tell

import (
	"cmp"
	"slices"
	"time"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic"
)

// Chart is requests over time.
type Chart struct {
	ID, Title, Desc, Caption string
	Start                    time.Time
	Step                     time.Duration
	Values, Failed, Expected []float64 // requests a step; Failed and Expected may be nil
	Bands                    []Band
	Marks                    []Mark
	Peak                     string  // the highest step, in words
	PeakRate                 string  // the same as the label of an axis
	PeakAt                   int     // index of the highest step
	Per                      float64 // seconds of the unit in which rates are given
	Unit                     string  // "/s", "/min", "/h"
	Ticks                    [3]string
	Table                    Table // the same in at most 24 rows
}

// Band is a burst on a chart, from and to as shares of its width.
type Band struct {
	From, To float64
	Number   int
	Kind     string // of the verdict
	Name     string
}

// Mark is an event on a chart.
type Mark struct {
	At         float64 // share of the width
	Letter     string
	Name, When string
}

// charts draws the sites that have bursts, in the report's order, or the first
// of all where none has.
func (t *teller) charts() []Chart {
	var out []Chart
	for i := range t.r.Sites {
		s := &t.r.Sites[i]
		has := slices.ContainsFunc(t.r.Bursts, func(b traffic.Burst) bool { return b.Site == s.Name })
		if !has && len(t.r.Bursts) > 0 || len(s.Series.Requests) == 0 || len(out) == t.limit(3) || len(out) == 12 {
			continue
		}
		c := t.chart(&s.Series, s.Name)
		c.ID = "site-" + lang.Int(int64(i+1))
		name := clip(s.Name, 80)
		if name == "" {
			name = t.say("tell.the-site")
		}
		c.Title = t.say("tell.chart.site", "site", name)
		out = append(out, *c)
		if len(t.r.Bursts) == 0 {
			break
		}
	}
	return out
}

// burstChart draws the time around a burst.
func (t *teller) burstChart(i int) *Chart {
	b := &t.r.Bursts[i]
	if len(b.Series.Requests) < 2 {
		return nil
	}
	c := t.chart(&b.Series, b.Site)
	c.ID, c.Title = "burst-"+lang.Int(int64(i+1)), t.say("tell.chart.burst", "n", i+1)
	return c
}

func (t *teller) chart(s *traffic.Series, site string) *Chart {
	step := time.Duration(max(s.Step, 1)) * time.Second
	c := &Chart{Start: s.Start, Step: step, Values: floats(s.Requests), Failed: floats(s.Failed), Expected: s.Expected}
	if len(c.Failed) != len(c.Values) {
		c.Failed = nil
	}
	if len(c.Expected) != len(c.Values) {
		c.Expected = nil
	}
	end := s.Start.Add(step * time.Duration(len(c.Values)))
	at := func(x time.Time) float64 { return float64(x.Sub(s.Start)) / float64(end.Sub(s.Start)) }
	t.bands(c, site, at)
	t.marks(c, site, at)
	for i, v := range c.Values {
		if v > c.Values[c.PeakAt] {
			c.PeakAt = i
		}
	}
	peak := c.Values[c.PeakAt] / step.Seconds()
	c.Per, c.Unit = RateUnit(peak)
	c.PeakRate = lang.Number(peak*c.Per) + c.Unit
	when := s.Start.Add(step * time.Duration(c.PeakAt))
	c.Peak = t.say("tell.chart.peak", "rate", c.PeakRate, "when", t.moment(when, end.Sub(s.Start)))
	c.Caption = t.say("tell.chart.step", "step", step)
	if usual, ok := middle(c); ok {
		c.Caption = capital(t.say("tell.chart.usual", "rate", lang.Number(usual/step.Seconds()*c.Per)+c.Unit)) + ". " + c.Caption
	}
	c.Desc = t.say("tell.chart.desc", "from", t.day(s.Start), "to", t.day(end), "peak", c.Peak, "bursts", len(c.Bands))
	c.Ticks = t.ticks(s.Start, end)
	c.Table = t.chartTable(c)
	return c
}

func (t *teller) bands(c *Chart, site string, at func(time.Time) float64) {
	for i := range t.r.Bursts {
		b := &t.r.Bursts[i]
		from, to := at(b.Start), at(b.End)
		if b.Site == site && to > 0 && from < 1 {
			c.Bands = append(c.Bands, Band{within(from), within(to), i + 1, known(b.Verdict), t.verdict(b)})
		}
	}
}

// marks puts the events of the site's bursts on a chart, each once.
func (t *teller) marks(c *Chart, site string, at func(time.Time) float64) {
	var events []traffic.Event
	for i := range t.r.Bursts {
		if t.r.Bursts[i].Site == site {
			events = append(events, t.r.Bursts[i].Timeline...)
		}
	}
	slices.SortStableFunc(events, func(x, y traffic.Event) int {
		return cmp.Or(x.Time.Compare(y.Time), cmp.Compare(x.Name, y.Name))
	})
	events = slices.CompactFunc(events, func(x, y traffic.Event) bool { return x.Time.Equal(y.Time) && x.Name == y.Name })
	for _, e := range events {
		if x := at(e.Time); x >= 0 && x <= 1 && len(c.Marks) < 26 {
			c.Marks = append(c.Marks, Mark{x, string(rune('A' + len(c.Marks))), clip(e.Name, 120), t.clock(e.Time)})
		}
	}
}

// RateUnit chooses the unit in which a rate, in requests a second, is not
// small.
func RateUnit(rate float64) (seconds float64, unit string) {
	switch {
	case rate >= 1:
		return 1, "/s"
	case rate*60 >= 1:
		return 60, "/min"
	}
	return 3600, "/h"
}

// moment is a time of a chart, with its day where the chart spans several.
func (t *teller) moment(at time.Time, span time.Duration) string {
	if span >= 24*time.Hour {
		return at.In(t.p.Zone).Format("2006-01-02 15:04")
	}
	return t.clock(at)
}

// middle is what is usual, a step: the mean that the baseline expects, or the
// median of the steps outside of bursts. Without either, or where most steps
// are empty, nothing is.
func middle(c *Chart) (float64, bool) {
	if c.Expected != nil {
		sum := 0.0
		for _, v := range c.Expected {
			sum += v
		}
		return sum / float64(len(c.Expected)), true
	}
	var calm []float64
	for i, v := range c.Values {
		x := (float64(i) + 0.5) / float64(len(c.Values))
		if !slices.ContainsFunc(c.Bands, func(b Band) bool { return x >= b.From && x <= b.To }) {
			calm = append(calm, v)
		}
	}
	if len(calm) < 3 {
		return 0, false
	}
	slices.Sort(calm)
	usual := calm[len(calm)/2]
	return usual, usual > 0
}

func (t *teller) ticks(from, to time.Time) [3]string {
	span := to.Sub(from)
	layout := "15:04"
	switch {
	case span >= 48*time.Hour:
		layout = "2006-01-02"
	case span >= 24*time.Hour:
		layout = "01-02 15:04"
	case span < 10*time.Minute:
		layout = "15:04:05"
	}
	f := func(x time.Time) string { return x.In(t.p.Zone).Format(layout) }
	return [3]string{f(from), f(from.Add(span / 2)), f(to)}
}

// chartTable is the chart in rows, for those who do not see it.
func (t *teller) chartTable(c *Chart) Table {
	table := Table{Columns: []Column{{t.say("tell.from"), false}, {t.say("tell.requests"), true}}}
	if c.Expected != nil {
		table.Columns = append(table.Columns, Column{t.say("tell.expected"), true})
	}
	if c.Failed != nil {
		table.Columns = append(table.Columns, Column{t.say("tell.failed"), true})
	}
	k := (len(c.Values) + 23) / 24
	for i := 0; i < len(c.Values); i += k {
		j := min(i+k, len(c.Values))
		cells := []string{t.day(c.Start.Add(c.Step * time.Duration(i))), count(sum(c.Values[i:j]))}
		if c.Expected != nil {
			cells = append(cells, count(sum(c.Expected[i:j])))
		}
		if c.Failed != nil {
			cells = append(cells, count(sum(c.Failed[i:j])))
		}
		table.Rows = append(table.Rows, Row{Cells: cells})
	}
	return table
}

func sum(values []float64) float64 {
	n := 0.0
	for _, v := range values {
		n += v
	}
	return n
}

func floats(values []int64) []float64 {
	if len(values) == 0 {
		return nil
	}
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = float64(max(v, 0))
	}
	return out
}
