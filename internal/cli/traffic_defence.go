package cli

import (
	"errors"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/defence"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic"
)

// knownTargets refuses a defence that there is not.
func (a *app) knownTargets(targets []string) error {
	for _, t := range targets {
		if !slices.Contains(defence.Targets(), t) {
			return usage(lang.M("traffic.bad-target", "value", terminalSafe(t)), a.choice(t, defence.Targets()))
		}
	}
	return nil
}

// showDefences prints the texts that stop what was found. What is said beside
// them goes to standard error, so that the output can be used as it is.
func (a *app) showDefences(q *trafficAsk, an *traffic.Analysis) {
	shown := false
	for i, s := range an.Signatures {
		if s == nil {
			continue
		}
		b := an.Report.Bursts[i]
		if shown {
			a.out.line("")
		}
		shown = true
		a.note(lang.M("traffic.defence.burst", "site", terminalSafe(b.Site), "start", b.Start))
		for _, target := range q.defences {
			text, err := defence.Render(target, s, defence.Measure(s, b.Site, b.Start, b.End, a.Lang))
			var no *defence.Refusal
			switch {
			case errors.As(err, &no):
				a.note(lang.M("traffic.defence.refused", "target", target, "why", no.In(a.Lang)))
			case err != nil:
				a.note(lang.M("traffic.defence.refused", "target", target, "why", err.Error()))
			default:
				a.out.line(strings.TrimRight(text, "\n"))
			}
		}
	}
	if !shown {
		a.note(lang.M("traffic.no-signature"))
	}
}
