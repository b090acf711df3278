package flood

import (
	"math"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

// explanations tests every innocent reason for a burst, and prints the numbers
// whatever they say.
func (j *judge) explanations() []finding.Explanation {
	return []finding.Explanation{
		j.televisedCall(), j.crawler(), j.mailing(), j.retryStorm(), j.clock(), j.scan(),
		j.selfRefresh(), j.scheduledJob(), j.sharedAddress(), j.ownMachines(),
	}
}

// grade turns a share into an outcome.
func grade(v, unlikely, supported float64) finding.Outcome {
	switch {
	case math.IsNaN(v):
		return finding.NotTestable
	case v >= supported:
		return finding.Supported
	case v < unlikely:
		return finding.Unlikely
	}
	return finding.Possible
}

func share(id string, v float64) finding.Measure {
	return finding.Measure{Name: id, Value: round(v), Unit: "share"}
}

// televisedCall: many people who come at once load assets, follow links and
// come from other pages.
func (j *judge) televisedCall() finding.Explanation {
	people := j.part(human)
	e := finding.Explanation{
		Name: "televised-call", Outcome: grade(people, 0.15, 0.6),
		Measures: []finding.Measure{
			share("crowd_share", people),
			{Name: "paths_per_client", Value: round(j.now.paths), Unit: "pages"},
		},
	}
	if e.Outcome == finding.Unlikely && j.part(undetermined) >= 0.3 {
		e.Outcome = finding.Possible
	}
	switch {
	case j.occasion.aligned:
		e.Measures = append(e.Measures, finding.Measure{Name: "calendar_delay", Value: j.occasion.delay, Unit: "s"})
		e.Text = lang.M("flood.call.aligned", "share", people, "event", cut(j.occasion.name, 120), "delay", math.Abs(j.occasion.delay))
		if j.occasion.delay < 0 {
			e.Text.Key = "flood.call.before"
		}
		if e.Outcome == finding.Unlikely && people > 0.05 {
			e.Outcome = finding.Possible
		}
	case j.occasion.known:
		e.Text = lang.M("flood.call.apart", "share", people)
	default:
		e.Text = lang.M("flood.call.no-calendar", "share", people)
	}
	return e
}

// crawler: declared crawlers and monitors, or addresses that always come.
func (j *judge) crawler() finding.Explanation {
	robots := j.part(robot)
	e := finding.Explanation{Name: "crawler", Outcome: grade(robots, 0.1, 0.5)}
	e.Measures = []finding.Measure{share("crawler_share", robots)}
	e.Text = lang.M("flood.crawler.alone", "share", robots)
	if j.yard.history {
		known := ratio(j.now.known, j.now.total)
		e.Measures = append(e.Measures, share("known_address_share", known))
		e.Text = lang.M("flood.crawler", "share", robots, "known", known)
	}
	if !j.logged.Agent {
		e.Outcome, e.Text = finding.NotTestable, lang.M("flood.crawler.untested")
	}
	return e
}

// mailing: a message of the site's own owner that links to it.
func (j *judge) mailing() finding.Explanation {
	marked := ratio(j.main.campaign, j.main.pages)
	from := ratio(j.main.external, j.main.pages)
	e := finding.Explanation{
		Name: "own-mailing", Outcome: grade(marked, 0.05, 0.4),
		Measures: []finding.Measure{share("campaign_page_share", marked), share("external_page_share", from)},
		Text:     lang.M("flood.mailing", "marked", marked, "external", from),
	}
	if e.Outcome == finding.Unlikely && from >= 0.3 {
		e.Outcome = finding.Possible
	}
	return e
}

// retryStorm: an overloaded site makes people and programs ask again.
func (j *judge) retryStorm() finding.Explanation {
	again := ratio(j.now.retrying, j.now.total)
	failed := ratio(j.main.failed, j.main.pages)
	return finding.Explanation{
		Name: "retry-storm", Outcome: grade(again, 0.05, 0.5),
		Measures: []finding.Measure{share("retry_share", again), share("failed_page_share", failed)},
		Text:     lang.M("flood.retry", "again", again, "failed", failed),
	}
}

// clock: a log that was silent and then wrote all at once, or one second that
// holds nearly everything.
func (j *judge) clock() finding.Explanation {
	gap, second := j.silence(), ratio(j.main.maxSecond, j.main.requests)
	e := finding.Explanation{
		Name: "clock-or-gap", Outcome: finding.Unlikely,
		Measures: []finding.Measure{
			{Name: "silence_before", Value: gap, Unit: "s"}, share("busiest_second_share", second),
		},
		Text: lang.M("flood.clock", "gap", gap, "second", second),
	}
	switch {
	case j.whole:
		e.Outcome, e.Text = finding.NotTestable, lang.M("flood.clock.untested", "second", second)
	case gap*j.rate() >= 20 && second >= 0.5:
		e.Outcome = finding.Supported
	case gap*j.rate() >= 20 || second >= 0.5 && j.seconds() > 60:
		e.Outcome = finding.Possible
	}
	return e
}

// rate is the requests a second that the baseline expects at the burst.
func (j *judge) rate() float64 { return ratio(j.expected, j.seconds()) }

// silence is the seconds without any request just before the burst.
func (j *judge) silence() float64 {
	n := 0
	for i := j.bins.lo - 1; i >= 0 && j.t.covers(i) && j.t.x[i] == 0; i-- {
		n++
	}
	return float64(int64(n) * j.t.bin)
}

// scan: someone who looks for weak spots asks for many things that are not
// there; that is no flood, though it is no innocent visit either.
func (j *judge) scan() finding.Explanation {
	v := j.part(prober)
	return finding.Explanation{
		Name: "scan", Outcome: grade(v, 0.1, 0.5),
		Measures: []finding.Measure{
			share("scan_share", v),
			{Name: "scan_clients", Value: j.now.clients[prober], Unit: "addresses"},
		},
		Text: lang.M("flood.scan", "share", v, "clients", j.now.clients[prober], "missing", ratio(j.main.notFound, j.main.pages)),
	}
}
