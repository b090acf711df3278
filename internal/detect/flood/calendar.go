package flood

import (
	"math"
	"slices"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/election"
)

// occasion is the public event that a burst may answer to.
type occasion struct {
	known   bool // the calendar has an event within a day that could send people here
	aligned bool // one was on, or had just been, when the burst began
	name    string
	kind    string
	delay   float64 // seconds from its start to the burst's
}

// Slack before and after an event in which a burst counts as aligned: people
// are early for an announced hour, and look a site up after the programme.
const (
	early = 2 * time.Minute
	late  = 30 * time.Minute
)

// calendar looks for the event nearest before a burst at a site.
func calendar(e *election.Election, site string, tr *trial) occasion {
	start := time.Unix(tr.from, 0)
	best := occasion{delay: math.Inf(1)}
	for _, ev := range e.Calendar {
		if !calls(ev.Kind) || !sends(e, ev, site) || ev.Start.Sub(start).Abs() > 24*time.Hour {
			continue
		}
		best.known = true
		end := ev.End
		if end.Before(ev.Start) {
			end = ev.Start
		}
		delay := start.Sub(ev.Start).Seconds()
		if start.Before(ev.Start.Add(-early)) || start.After(end.Add(late)) || math.Abs(delay) >= math.Abs(best.delay) {
			continue
		}
		best.aligned, best.name, best.kind, best.delay = true, ev.Name, ev.Kind, delay
	}
	return best
}

// calls is true of events that send people to a site at one time.
func calls(kind string) bool {
	switch kind {
	case election.Debate, election.Broadcast, election.PollEvent, election.Results,
		election.PostEvent, election.Mailing, election.Other:
		return true
	}
	return false
}

// sends is true where the event sent people to the site, by any of its names,
// or does not say where.
func sends(e *election.Election, ev election.Event, site string) bool {
	if len(ev.Sites) == 0 {
		return true
	}
	names := []string{site}
	for _, s := range e.Sites {
		if strings.EqualFold(s.Host, site) {
			names = append(names, s.Names...)
		}
	}
	return slices.ContainsFunc(ev.Sites, func(host string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, host) })
	})
}
