package traffic

import (
	"time"

	"github.com/unveil-project/unveil/internal/detect/flood"
	"github.com/unveil-project/unveil/internal/detect/probe"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/origin"
	"github.com/unveil-project/unveil/internal/outage"
	"github.com/unveil-project/unveil/internal/weblog"
)

func (a *analyser) probeOptions() probe.Options {
	var o probe.Options
	for _, d := range a.r.Origin {
		if d.Kind == origin.CrawlerList {
			o.Crawler, o.Lists = a.Origin.Crawler, append(o.Lists, d.Database)
		}
	}
	return o
}

// scan looks for probes in what the report is of: not in what is only there to
// be compared with.
func (a *analyser) scan() {
	t := a.t
	if len(a.Baseline) > 0 || !a.Since.IsZero() || !a.Until.IsZero() {
		t, a.scanned = t.Select(func(r *weblog.Row) bool {
			return !a.Baseline[int(r.Source)] && (a.Since.IsZero() || r.Time >= a.Since.UnixMicro()) &&
				(a.Until.IsZero() || r.Time < a.Until.UnixMicro())
		})
	}
	a.probed = probe.Scan(t, a.probeOptions())
}

// maxProbeQuotes is how many lines of one family of probes are quoted.
const maxProbeQuotes = 3

// probes puts the attempts at weak spots into the report.
func (a *analyser) probes() {
	for _, p := range a.probed.Probes {
		out := Probe{
			Family: p.Family.String(), Technique: p.Technique, Clients: p.Clients, Networks: p.Networks,
			Requests: p.Requests, Succeeded: p.Succeeded, Spread: p.Spread, Why: string(p.Rule),
			Start: time.UnixMicro(p.First).UTC(), End: time.UnixMicro(p.Last).UTC(), Examples: []string{},
		}
		for _, c := range p.Top {
			out.Top = append(out.Top, c.Name)
		}
		for _, e := range p.Examples {
			out.Examples = append(out.Examples, e.Line)
		}
		for _, row := range p.Rows[:min(len(p.Rows), maxProbeQuotes)] {
			if a.scanned != nil {
				row = a.scanned[row]
			}
			a.quotes = append(a.quotes, quote{burst: -1, row: row, why: lang.M("traffic.why.probe", "family", p.Family.String())})
		}
		a.r.Probes = append(a.r.Probes, out)
	}
}

// outage says what visitors suffered.
func (a *analyser) outage(out *Burst, b *flood.Burst, hostile func(uint32) bool) {
	c := outage.Assess(outage.Question{Table: a.t, Burst: b.Window, Usual: b.Usual, Hostile: hostile})
	out.Consequence = &Consequence{
		Failed: round(c.Failed), FailedUsual: round(c.FailedUsual), Known: c.Known, KnownServed: round(c.KnownServed),
		Latency: round(c.Latency), LatencyUsual: round(c.LatencyUsual),
		LatencyP95: round(c.LatencyP95), LatencyP95Usual: round(c.LatencyP95Usual), LatencyKnown: c.LatencyKnown,
		Outages: []Outage{},
	}
	for _, o := range c.Outages {
		out.Consequence.Outages = append(out.Consequence.Outages, Outage{
			Start: time.Unix(o.From, 0).UTC(), Seconds: o.To - o.From, Failed: round(o.Failed),
		})
	}
}
