package flood

import (
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

// selfRefresh: pages that ask for news by themselves, in the browsers of
// people who loaded them.
func (j *judge) selfRefresh() finding.Explanation {
	v := j.byScripts()
	e := finding.Explanation{
		Name: "self-refreshing-page", Outcome: grade(v, 0.05, 0.5),
		Measures: []finding.Measure{
			share("script_share", v),
			{Name: "script_clients", Value: j.now.scripts, Unit: "addresses"},
			{Name: "script_interval", Value: round(j.now.interval), Unit: "s"},
		},
		Text: lang.M("flood.refresh", "share", v, "clients", j.now.scripts, "interval", j.now.interval),
	}
	switch {
	case !j.logged.Referer || !j.logged.Asset:
		e.Outcome, e.Text = finding.NotTestable, lang.M("flood.refresh.untested")
	case j.now.scripts == 0:
		e.Text = lang.M("flood.refresh.none")
	}
	return e
}

// scheduledJob: the same few addresses at the same time of day, day after day.
func (j *judge) scheduledJob() finding.Explanation {
	v := j.above(j.now.scheduled, j.then.scheduled)
	e := finding.Explanation{
		Name: "scheduled-job", Outcome: grade(v, 0.1, 0.5),
		Measures: []finding.Measure{
			share("scheduled_share", v),
			{Name: "recurrence_days", Value: float64(j.recurred), Unit: "d"},
		},
		Text: lang.M("flood.scheduled", "share", v, "clients", j.now.timers, "days", j.recurred),
	}
	switch {
	case len(j.t.days) < recurDays:
		e.Outcome, e.Text = finding.NotTestable, lang.M("flood.scheduled.untested")
	case j.now.timers == 0:
		e.Text = lang.M("flood.scheduled.none")
	}
	return e
}

// sharedAddress: many people behind few addresses.
func (j *judge) sharedAddress() finding.Explanation {
	v := j.above(j.now.shared, j.then.shared)
	e := finding.Explanation{
		Name: "shared-address", Outcome: grade(v, 0.05, 0.5),
		Measures: []finding.Measure{
			share("shared_share", v),
			{Name: "shared_clients", Value: j.now.gateways, Unit: "addresses"},
		},
		Text: lang.M("flood.shared", "share", v, "clients", j.now.gateways),
	}
	if !j.logged.Agent || !j.logged.Referer {
		e.Outcome, e.Text = finding.NotTestable, lang.M("flood.shared.untested")
	}
	return e
}

// ownMachines: loopback and private addresses are the site's own machines, or
// the proxy in front of it.
func (j *judge) ownMachines() finding.Explanation {
	return finding.Explanation{
		Name: "own-machines", Outcome: grade(j.internal, 0.1, 0.5),
		Measures: []finding.Measure{share("internal_share", j.internal)},
		Text:     lang.M("flood.own", "share", j.internal),
	}
}
