package traffic

import (
	"cmp"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/unveil-project/unveil/internal/detect/flood"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/weblog"
)

// burst puts everything that is known of a burst into the report.
func (a *analyser) burst(b *flood.Burst) {
	f := b.Finding
	measure := func(name string) float64 {
		for _, m := range f.Measures {
			if m.Name == name {
				return m.Value
			}
		}
		return 0
	}
	out := Burst{
		Site: f.Subject, Template: b.Template, Start: f.Start.UTC(), End: f.End.UTC(),
		Requests: int64(math.Round(measure("requests"))), Clients: measure("clients"), Networks: measure("networks"),
		Verdict: verdictOf(f), Confidence: f.Confidence, Headline: a.Printer.Print(f.Headline),
		AttackRequests: measure("attack_requests"), CrowdRequests: measure("crowd_requests"),
		OtherRequests: measure("undetermined_requests") + measure("crawler_requests") + measure("scan_requests"),
		Baseline: Baseline{
			Mode: b.Mode, History: round(b.History), Expected: round(b.Expected),
			Ratio: measure("volume_ratio"), Z: measure("z"),
		},
	}
	a.exact(&out, b)
	fit(&out)
	if f.Likelihood != nil {
		out.Likelihood, out.Term = *f.Likelihood, finding.Term(*f.Likelihood)
	}
	out.Shape = shapeOf(a.t.Volumes[b.Window.Site], b.Window)
	if b.Whole {
		// What is cut off at both ends has neither a rise nor a fall.
		out.Shape.Onset, out.Shape.Off, out.Shape.Doubling = 0, 0, 0
	}
	out.Series = a.around(b.Window)
	out.Timeline = a.timeline(b.Window)
	out.Features, out.Innocent = a.features(f), a.reasons(f)
	for _, l := range f.Limits {
		if l.Key != "flood.limit.country" {
			out.NotSeen = append(out.NotSeen, a.Printer.Print(l))
		}
	}
	out.NotSeen = append(out.NotSeen, a.countryLimit())
	if f.Members != nil {
		out.Members = f.Members.IDs
	}
	hostile := a.hostile(b)
	a.signatures = append(a.signatures, nil)
	a.origins(&out, b) // looks up every address that the others ask for
	var wait sync.WaitGroup
	wait.Go(func() { a.signature(&out, b, hostile) })
	wait.Go(func() { a.tools(&out, b, hostile) })
	wait.Go(func() { a.recon(&out, b, hostile) })
	wait.Go(func() { a.outage(&out, b, hostile) })
	wait.Wait()
	f.Seal()
	out.ID = f.ID
	a.r.Bursts = append(a.r.Bursts, out)
	for _, c := range b.Cites {
		a.quotes = append(a.quotes, quote{burst: len(a.r.Bursts) - 1, row: c.Row, why: c.Role})
	}
}

// exact counts what can be counted where the detector gives an estimate: the
// networks of a burst, and its requests where addresses are a sample. A burst
// of one kind of page has no volume of its own.
func (a *analyser) exact(out *Burst, b *flood.Burst) {
	switch {
	case b.Template != "":
	case a.t.Level == 0:
		out.Networks = a.networksIn(b.Window)
	default:
		v := a.t.Volumes[b.Window.Site]
		if b.Window.From%v.Grain != 0 || b.Window.To%v.Grain != 0 {
			return
		}
		n := int64(0)
		for _, c := range v.Cells {
			if c.At >= b.Window.From && c.At < b.Window.To {
				n += c.N
			}
		}
		out.Requests = n
	}
}

// networksIn counts the /24 and /48 with requests in a window.
func (a *analyser) networksIn(w weblog.Window) float64 {
	set := make([]uint64, a.t.Clients.Len()/64+1)
	for r := range a.t.In(w) {
		set[r.Client/64] |= 1 << (r.Client % 64)
	}
	_, n := a.population(set)
	return n
}

// hostile says which addresses behave like machines.
func (a *analyser) hostile(b *flood.Burst) func(uint32) bool {
	set := make([]uint64, a.t.Clients.Len()/64+1)
	for _, c := range b.Machines {
		set[c/64] |= 1 << (c % 64)
	}
	return func(c uint32) bool { return set[c/64]>>(c%64)&1 == 1 }
}

// features are the lines of evidence with the words for them.
func (a *analyser) features(f *finding.Finding) []Feature {
	out := []Feature{}
	for _, l := range f.Features {
		direction := "neutral"
		switch {
		case l.Weight >= 0.05:
			direction = "attack"
		case l.Weight <= -0.05:
			direction = "crowd"
		}
		out = append(out, Feature{
			Name: l.Name, Title: a.title(l.Name), Value: l.Value,
			Baseline: l.Baseline, Direction: direction, Weight: l.Weight,
		})
	}
	return out
}

// title is the words for a line of evidence.
func (a *analyser) title(name string) string {
	for _, key := range []string{"feature." + name, "measure." + name} {
		if _, ok := a.Printer.Catalogue[key]; ok {
			return a.Printer.Print(lang.M(key))
		}
	}
	return name
}

// outcomes are the words of the report for what testing an explanation gave.
var outcomes = map[finding.Outcome]string{
	finding.Supported: "fits", finding.Possible: "partly", finding.Unlikely: "does-not-fit", finding.NotTestable: "not-testable",
}

func (a *analyser) reasons(f *finding.Finding) []Reason {
	out := []Reason{}
	for _, e := range f.Innocent {
		out = append(out, Reason{Name: e.Name, Outcome: outcomes[e.Outcome], Text: a.Printer.Print(e.Text)})
	}
	return out
}

// nearby is how far from a burst events of the timeline are listed.
const nearby = 24 * time.Hour

// maxEvents is how many events a burst lists.
const maxEvents = 10

// timeline lists the events near the beginning of a burst, the nearest first.
// Delays are from the beginning of the event, in true time.
func (a *analyser) timeline(w weblog.Window) []Event {
	out := []Event{}
	if a.Election == nil {
		return out
	}
	start := time.Unix(w.From, 0).Add(a.Offset)
	for _, ev := range a.Election.Calendar {
		delay := start.Sub(ev.Start)
		if delay.Abs() > nearby || ev.Kind == election.Campaign || ev.Kind == election.Silence {
			continue
		}
		out = append(out, Event{Time: ev.Start.UTC(), Name: ev.Name, Kind: ev.Kind, Delay: delay.Seconds()})
	}
	slices.SortStableFunc(out, func(a, b Event) int { return cmp.Compare(math.Abs(a.Delay), math.Abs(b.Delay)) })
	return out[:min(len(out), maxEvents)]
}

// fit brings the parts of the excess down to it where, each estimated by
// itself, they add up to more.
func fit(b *Burst) {
	excess := math.Max(float64(b.Requests)-b.Baseline.Expected, 0)
	sum := b.AttackRequests + b.CrowdRequests + b.OtherRequests
	if sum <= excess || sum == 0 {
		return
	}
	for _, part := range []*float64{&b.AttackRequests, &b.CrowdRequests, &b.OtherRequests} {
		*part = math.Floor(*part * excess / sum)
	}
}

// around draws a burst with as much time around it as it lasted, and at least
// five minutes, on either side.
func (a *analyser) around(w weblog.Window) Series {
	v := a.t.Volumes[w.Site]
	from, to := v.Span()
	margin := max(w.To-w.From, 300)
	from, to = max(from, w.From-margin), min(to, w.To+margin)
	s := stepped(from, max(to, from+1), v.Grain)
	for _, c := range v.Cells {
		if i := (c.At - s.Start.Unix()) / s.Step; c.At >= s.Start.Unix() && i < int64(len(s.Requests)) {
			s.Requests[i] += c.N
		}
	}
	wide := weblog.Window{Site: w.Site, From: s.Start.Unix(), To: s.Start.Unix() + s.Step*int64(len(s.Requests))}
	for r := range a.t.In(wide) {
		if r.Failed() {
			s.fail(r, a.t.Scale())
		}
	}
	a.expect(&s, w.Site)
	return s
}
