package tell

import (
	"slices"
	"time"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic"
)

// burst tells one burst, from what happened to what cannot be known of it.
func (t *teller) burst(i int) Burst {
	b := &t.r.Bursts[i]
	out := Burst{
		Number: i + 1, ID: clip(b.ID, 40), Kind: known(b.Verdict),
		Site: clip(b.Site, 80), Title: t.site(b), When: t.when(b.Start, b.End), Says: clip(b.Headline, 600),
		Verdict:     t.verdict(b),
		Likelihood:  t.say("tell.likelihood", "term", t.term(b), "p", b.Likelihood),
		Confidence:  t.say("tell.confidence", "word", t.name(string(b.Confidence), "confidence.")),
		Basis:       t.basis(b),
		Probability: min(max(b.Likelihood, 0), 1), Term: t.term(b),
		Chart: t.burstChart(i),
	}
	if out.Says == "" {
		out.Says = t.say("tell.burst.says", "requests", b.Requests, "length", b.End.Sub(b.Start), "clients", b.Clients, "networks", b.Networks)
	}
	for _, part := range []func(*traffic.Burst) *Section{
		t.volume, t.parts, t.evidence, t.timeline, t.shape, t.countries, t.networks, t.signature,
		t.tools, t.recon, t.similar, t.consequences, t.innocent, t.quotes,
	} {
		if s := part(b); s != nil {
			out.Sections = append(out.Sections, *s)
		}
	}
	if s := t.limits(t.own(b.NotSeen), "burst-limits"); s != nil {
		out.Sections = append(out.Sections, *s)
	}
	return out
}

// basis says what confidence rests on.
func (t *teller) basis(b *traffic.Burst) string {
	switch b.Baseline.Mode {
	case "same-hour", "neighbours":
		return t.say("tell.basis."+b.Baseline.Mode, "history", b.Baseline.History*86400)
	case "none":
		return t.say("tell.basis.none")
	}
	return ""
}

// volume says how much came, against what is usual.
func (t *teller) volume(b *traffic.Burst) *Section {
	s := &Section{ID: "volume", Title: t.say("tell.volume")}
	length := b.End.Sub(b.Start)
	s.Facts = []Fact{
		{t.say("tell.volume.requests"), t.say("tell.volume.of", "requests", b.Requests, "length", length)},
		{t.say("tell.volume.clients"), t.say("tell.volume.from", "clients", b.Clients, "networks", b.Networks)},
	}
	base := b.Baseline
	if base.Mode == "none" || base.Mode == "" {
		s.Says = append(s.Says, t.say("tell.volume.unknown"))
		return s
	}
	if base.Expected >= 1 {
		s.Facts = append(s.Facts, Fact{t.say("tell.volume.usual"), t.say("tell.volume.expected", "expected", base.Expected, "ratio", base.Ratio)})
	} else {
		s.Facts = append(s.Facts, Fact{t.say("tell.volume.usual"), t.say("tell.volume.from-nothing")})
	}
	if base.Z > 0 {
		s.Facts = append(s.Facts, Fact{t.say("tell.volume.z"), t.say("tell.volume.deviations", "z", base.Z)})
	}
	return s
}

// shape says how the burst rose and fell.
func (t *teller) shape(b *traffic.Burst) *Section {
	h := b.Shape
	if h.Peak <= 0 {
		return nil
	}
	s := &Section{ID: "shape", Title: t.say("tell.shape")}
	peak := t.say("tell.shape.rate", "n", h.Peak)
	if at, err := time.Parse(time.RFC3339, h.PeakAt); err == nil {
		peak += ", " + t.clock(at)
	}
	s.Facts = append(s.Facts, Fact{t.say("tell.shape.peak"), peak})
	for _, f := range []struct {
		key string
		v   float64
	}{{"onset", h.Onset}, {"off", h.Off}, {"doubling", h.Doubling}} {
		if f.v > 0 {
			s.Facts = append(s.Facts, Fact{t.say("tell.shape." + f.key), seconds(f.v)})
		}
	}
	return s
}

// timeline says how the burst lies to the events near it, in seconds.
func (t *teller) timeline(b *traffic.Burst) *Section {
	s := &Section{ID: "timeline", Title: t.say("tell.timeline")}
	if len(b.Timeline) == 0 {
		if !t.role("timeline") {
			return nil
		}
		s.Says = []string{t.say("tell.timeline.none")}
		return s
	}
	for i, e := range b.Timeline {
		if i == t.limit(4) {
			break
		}
		key := "tell.timeline.after"
		if e.Delay < 0 {
			key = "tell.timeline.before"
		}
		s.Items = append(s.Items, Item{Kind: "event", Label: t.clock(e.Time), Name: clip(e.Name, 120), Text: t.say(key, "n", abs(e.Delay))})
	}
	if t.r.Clock.Offset != 0 {
		s.Ends = append(s.Ends, t.say("tell.timeline.offset", "s", lang.Number(t.r.Clock.Offset)))
	}
	s.Ends = append(s.Ends, t.say("tell.timeline.means"))
	return s
}

// role is true where a file of that role was read.
func (t *teller) role(role string) bool {
	for i := range t.r.Inputs {
		if t.r.Inputs[i].Role == role {
			return true
		}
	}
	return false
}

// parts says what attack, crowd and everything else made of the excess.
func (t *teller) parts(b *traffic.Burst) *Section {
	total := b.AttackRequests + b.CrowdRequests + b.OtherRequests
	if !(total > 0) {
		return nil
	}
	s := &Section{ID: "parts", Title: t.say("tell.parts"), Says: []string{t.say("tell.parts.says", "n", total)}}
	s.Table = &Table{Columns: []Column{{t.say("tell.part"), false}, {t.say("tell.requests"), true}, {t.say("tell.share"), true}}, Bars: t.say("tell.of-excess")}
	for _, p := range []struct {
		kind string
		n    float64
	}{{"attack", b.AttackRequests}, {"crowd", b.CrowdRequests}, {"other", b.OtherRequests}} {
		share := p.n / total
		s.Table.Rows = append(s.Table.Rows, Row{Cells: []string{t.say("tell.part." + p.kind), count(p.n), lang.Percent(share)}, Bar: Bar{p.kind, share, -1, -1, -1}})
	}
	return s
}

// consequences says what visitors suffered.
func (t *teller) consequences(b *traffic.Burst) *Section {
	c := b.Consequence
	if c == nil {
		return nil
	}
	s := &Section{ID: "consequences", Title: t.say("tell.consequences")}
	against := func(now, usual string) string {
		if b.Baseline.Mode == "none" || b.Baseline.Mode == "" {
			return now // nothing is known of ordinary time
		}
		return t.say("tell.against", "now", now, "usual", usual)
	}
	s.Facts = append(s.Facts, Fact{t.say("tell.failed"), against(lang.Percent(c.Failed), lang.Percent(c.FailedUsual))})
	if c.Known > 0 {
		s.Facts = append(s.Facts, Fact{t.say("tell.known"), t.say("tell.known.served", "n", c.Known, "share", c.KnownServed)})
	}
	if c.LatencyKnown {
		s.Facts = append(s.Facts,
			Fact{t.say("tell.latency"), against(millis(c.Latency), millis(c.LatencyUsual))},
			Fact{t.say("tell.latency95"), against(millis(c.LatencyP95), millis(c.LatencyP95Usual))})
	} else {
		s.Ends = append(s.Ends, t.say("tell.latency.none"))
	}
	for i, o := range c.Outages {
		if i == t.limit(3) {
			s.Ends = append(s.Ends, t.more(len(c.Outages), i))
			break
		}
		s.Items = append(s.Items, Item{Kind: "outage", Label: t.clock(o.Start), Text: t.say("tell.outage", "length", time.Duration(o.Seconds)*time.Second, "share", o.Failed)})
	}
	if len(c.Outages) == 0 && b.End.Sub(b.Start) >= 30*time.Second {
		s.Says = append(s.Says, t.say("tell.outage.none"))
	}
	return s
}

// verdict is the word of a verdict.
func (t *teller) verdict(b *traffic.Burst) string {
	return clip(t.name(string(b.Verdict), "verdict."), 24)
}

// own leaves out what the report says of every burst.
func (t *teller) own(texts []string) []string {
	var out []string
	for _, s := range texts {
		if !slices.Contains(t.r.Limits, s) {
			out = append(out, s)
		}
	}
	return out
}

// limits lists what the log cannot show.
func (t *teller) limits(texts []string, id string) *Section {
	if len(texts) == 0 {
		return nil
	}
	return &Section{ID: id, Title: t.say("tell.limits"), Items: items(clips(texts, 600))}
}

func items(texts []string) []Item {
	var out []Item
	for _, s := range texts {
		out = append(out, Item{Text: s})
	}
	return out
}

// notes lists what is to be known of the log itself.
func (t *teller) notes() *Section {
	if len(t.r.Notes) == 0 {
		return nil
	}
	s := &Section{ID: "notes", Title: t.say("tell.notes")}
	for _, n := range t.r.Notes {
		s.Items = append(s.Items, Item{Kind: "note", Label: t.name(n.Name, "tell.note."), Text: clip(n.Text, 600)})
	}
	return s
}

func abs(f float64) float64 { return max(f, -f) }

// seconds writes short times with their fraction.
func seconds(v float64) string {
	if abs(v) < 10 && v != float64(int64(v)) {
		return lang.Number(v) + " s"
	}
	if abs(v) > 9e9 {
		return lang.Number(v) + " s"
	}
	return lang.Duration(time.Duration(v * float64(time.Second)))
}

func millis(v float64) string { return lang.Number(v) + " ms" }

// value writes a number in its unit. Where a feature states none, its name
// does: "…_share", "…_seconds".
func (t *teller) value(v float64, unit string) string {
	switch unit {
	case "share", "probability":
		return lang.Percent(v)
	case "s", "seconds":
		return seconds(v)
	case "ms":
		return millis(v)
	case "ratio":
		return "× " + lang.Number(v)
	case "bool":
		if v > 0 {
			return t.say("tell.yes")
		}
		return t.say("tell.no")
	case "":
		return lang.Number(v)
	}
	if key := "unit." + unit; t.has(key) && v == float64(int64(v)) {
		return t.say(key, "n", v)
	}
	return lang.Number(v)
}
