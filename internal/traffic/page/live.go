package page

import (
	"maps"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic"
	"github.com/unveil-project/unveil/internal/traffic/tell"
)

// Live is what is known of a log that is being followed at one moment.
type Live struct {
	Now   time.Time // time of the newest request, or of the clock
	Since time.Time // since when the log is followed
	Site  string    // the site with most requests now, or the one asked for

	Lines, Rejects int64 // read since then

	Rate     float64        // requests a second, over the last seconds
	Expected float64        // requests a second that the baseline expects; below zero where it is not known
	Recent   traffic.Series // of the last ten minutes

	// Burst is the running burst or, where Running is false, the last one;
	// nil where there was none.
	Burst   *traffic.Burst
	Running bool

	New, Known          float64 // addresses of the last minute, by whether they had come before
	Failed, FailedUsual float64 // share of requests, last minute and in ordinary time, where Expected is known
}

// sketch is a Live in words.
type sketch struct {
	p       lang.Printer
	l       *Live
	site    string
	verdict string // in words, with its likelihood; "" without a burst
	kind    string // of the verdict
	burst   *tell.Burst
	chart   *tell.Chart
}

func (l *Live) sketch(o Options) *sketch {
	all := maps.Clone(Catalogue)
	maps.Copy(all, o.Printer.Catalogue)
	s := &sketch{p: o.Printer, l: l, site: l.Site}
	s.p.Catalogue = all
	if s.p.Zone == nil {
		s.p.Zone = time.UTC
	}
	if s.site == "" {
		s.site = s.say("live.the-log")
	}
	r := &traffic.Report{Sites: []traffic.Site{{Name: l.Site, Series: l.Recent}}}
	if l.Burst != nil {
		b := *l.Burst
		b.Site, b.Template = l.Site, ""
		r.Bursts = []traffic.Burst{b}
	}
	v := tell.New(r, tell.Options{Printer: s.p})
	if len(v.Charts) > 0 {
		s.chart = &v.Charts[0]
		s.chart.Title = s.say("live.chart", "span", s.chart.Step*time.Duration(len(s.chart.Values)))
	}
	if len(v.Bursts) > 0 {
		s.burst = &v.Bursts[0]
		s.verdict, s.kind = s.burst.Verdict+", "+s.burst.Term+" ("+lang.Percent(s.burst.Probability)+")", s.burst.Kind
	}
	return s
}

func (s *sketch) say(key string, pairs ...any) string { return s.p.Print(lang.M(key, pairs...)) }

func (s *sketch) clock(t time.Time) string { return t.In(s.p.Zone).Format("15:04:05") }

// state says whether there is a burst; prefix chooses the form of the words.
func (s *sketch) state(prefix string) string {
	switch b := s.l.Burst; {
	case b == nil:
		return s.say(prefix + "quiet")
	case s.l.Running:
		return s.say(prefix+"running", "start", s.clock(b.Start), "verdict", s.verdict)
	default:
		return s.say(prefix+"ended", "start", s.clock(b.Start), "end", s.clock(b.End), "verdict", s.verdict)
	}
}

func (s *sketch) rate() string {
	if s.l.Expected <= 0 {
		return s.say("live.rate.alone", "rate", s.l.Rate)
	}
	return s.say("live.rate.of", "rate", s.l.Rate, "usual", s.l.Expected, "ratio", s.l.Rate/s.l.Expected)
}

func (s *sketch) failed() string {
	if s.l.Expected <= 0 {
		return lang.Percent(s.l.Failed)
	}
	return s.say("live.failed.of", "now", s.l.Failed, "usual", s.l.FailedUsual)
}

func (s *sketch) clients() string {
	return s.say("live.clients.of", "new", s.l.New, "known", s.l.Known)
}

// signature is the first condition that the excess of the burst shares.
func (s *sketch) signature() string {
	if s.burst == nil {
		return ""
	}
	for i := range s.burst.Sections {
		if x := &s.burst.Sections[i]; x.ID == "signature" && x.Table != nil && len(x.Table.Rows) > 0 {
			return x.Table.Rows[0].Cells[0] + " (" + x.Table.Rows[0].Cells[1] + ")"
		}
	}
	return ""
}

// Screen draws the moment on one screen of at most 24 lines.
func (l *Live) Screen(o Options) string {
	s := l.sketch(o)
	c := &canvas{width: o.width(), colour: o.Colour}
	c.one(dim, s.say("live.head", "site", s.site, "now", s.clock(l.Now), "since", s.clock(l.Since)))
	style := bold
	if l.Running {
		style = shade(s.kind)
	}
	c.one(style, s.state("live."))
	if s.burst != nil {
		c.one(plain, s.burst.Likelihood)
		c.one(plain, s.burst.Confidence)
	}
	c.blank()
	facts := []tell.Fact{
		{Name: s.say("live.rate"), Value: s.rate()},
		{Name: s.say("live.clients"), Value: s.clients()},
		{Name: s.say("live.failed"), Value: s.failed()},
	}
	if g := s.signature(); g != "" {
		facts = append(facts, tell.Fact{Name: s.say("live.signature"), Value: g})
	}
	facts = append(facts, tell.Fact{Name: s.say("live.lines"), Value: s.say("live.lines.of", "lines", l.Lines, "rejects", l.Rejects)})
	for i := range facts {
		facts[i].Value = cut(facts[i].Value, c.width-20)
	}
	c.facts(facts)
	c.blank()
	if s.chart != nil {
		s.chart.Marks, s.chart.Bands = nil, s.chart.Bands[:min(len(s.chart.Bands), 1)]
		c.chart(s.chart, burstRows)
	}
	c.one(dim, s.say("live.end"))
	lines := strings.SplitAfter(c.out.String(), "\n")
	return strings.Join(lines[:min(len(lines), liveLines)], "")
}

// liveLines is the height of a terminal that everybody has.
const liveLines = 24

// Line tells the moment in one line, for what is no terminal.
func (l *Live) Line(o Options) string {
	s := l.sketch(o)
	return lang.SafeText(s.say("live.line", "now", s.clock(l.Now), "site", cut(s.site, 60), "rate", s.rate(),
		"state", s.state("live.state."), "failed", l.Failed, "clients", s.clients()))
}

// one writes a text on one line, cut to the width.
func (c *canvas) one(s style, text string) { c.line(c.paint(s, cut(text, c.width))) }

// cut makes a text harmless and shortens it to a number of cells.
func cut(text string, wide int) string {
	text = lang.SafeText(text)
	if columns(text) <= wide {
		return text
	}
	head, _ := split(text, max(wide-1, 1))
	return head + "…"
}
