// Package traffic answers one question of access logs: was this an attack, a
// crowd, both, or can it not be told — with everything that the answer rests
// on in one Report.
//
//	weblog.Table ─ flood, probe, signature, botnet, outage, origin ─▶ Report ─▶ page, html, JSON, pack
//
// Nothing here decides anything: flood judges bursts, probe finds attempts,
// signature says what an attack is made of. This package asks them in turn and
// puts what they say into one form.
package traffic

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/unveil-project/unveil/internal/botnet"
	"github.com/unveil-project/unveil/internal/detect/flood"
	"github.com/unveil-project/unveil/internal/detect/probe"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/intake"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/origin"
	"github.com/unveil-project/unveil/internal/signature"
	"github.com/unveil-project/unveil/internal/weblog"
)

// Options say what is asked of the logs.
type Options struct {
	Election *election.Election // sites and calendar; nil: none
	Printer  lang.Printer       // language and zone of the texts
	Problems lang.Printer       // of what is wrong with lines
	Log      *slog.Logger
	// Since and Until bound the bursts that are reported. The rest of the logs
	// is what they are compared with. Zero: no bound.
	Since, Until time.Time
	// Baseline is true of sources, by number, that are only there to be
	// compared with.
	Baseline map[int]bool
	Origin   *origin.Set // nil: no databases
	// Offset is added to the log's times to give true ones.
	Offset time.Duration
	// Profiles asks for the profiles of bursts even where there is nothing to
	// compare them with.
	Profiles bool
	// Others are profiles of bursts of other logs and cases to compare with;
	// ProfileKey the key of those that are drawn here, empty for none.
	Others     []*botnet.Profile
	ProfileKey []byte
	Command    string // that gives the report again
	Version    string // of the program
	// Cite looks rows up in their sources, for the evidence; nil: none is
	// given.
	Cite func(rows []int) ([]intake.Quoted, error)
}

// Analysis is a report with what is needed to look further.
type Analysis struct {
	Report *Report
	Table  *weblog.Table
	Bursts []*flood.Burst // by number of the report's
	// Signatures are those of the bursts, nil where there is none.
	Signatures []*signature.Signature
	// Profiles are those of the bursts in which machines took part.
	Profiles []Profiled
	// Lines are the lines that the report quotes, as they stand in the logs.
	Lines []Line
}

// Profiled is a burst, by its number in the report, with its profile.
type Profiled struct {
	Burst   int
	Profile *botnet.Profile
}

// Line is a line that is quoted.
type Line struct {
	Evidence Evidence
	Raw      []byte
}

// Analyse asks everything of a table.
func Analyse(ctx context.Context, t *weblog.Table, results []intake.LogResult, o Options) (*Analysis, error) {
	a := &analyser{Options: o, t: t, results: results, r: &Report{
		Schema: Schema, Version: o.Version, Command: o.Command,
	}}
	a.inputs()
	var wait sync.WaitGroup
	wait.Go(a.sites)
	wait.Go(a.scan)
	floods := flood.Options{Election: a.shifted(), Log: o.Log, Wanted: a.wanted, Template: signature.Template}
	if a.located() {
		floods.Place = a.placed // nobody else looks places up meanwhile
	}
	flooded, err := flood.Analyse(ctx, t, floods)
	wait.Wait()
	if err != nil {
		return nil, err
	}
	a.flooded = flooded
	a.series()
	a.notes()
	a.edges()
	for _, b := range flooded.Bursts {
		a.burst(b)
	}
	a.compare()
	a.probes()
	if err := a.evidence(); err != nil {
		return nil, err
	}
	return &Analysis{Report: a.r, Table: t, Bursts: flooded.Bursts, Signatures: a.signatures, Profiles: a.profiles, Lines: a.lines}, ctx.Err()
}

// analyser is one run of Analyse.
type analyser struct {
	Options
	t          *weblog.Table
	results    []intake.LogResult
	r          *Report
	flooded    *flood.Result
	probed     *probe.Result
	scanned    []int // number of each row that was scanned; nil: all were
	places     places
	signatures []*signature.Signature
	profiles   []Profiled
	lines      []Line
	quotes     []quote
}

// wanted says whether a burst is one that was asked for.
func (a *analyser) wanted(from, to int64) bool {
	if !a.Since.IsZero() && to <= a.Since.Unix() || !a.Until.IsZero() && from >= a.Until.Unix() {
		return false
	}
	if len(a.Baseline) == 0 {
		return true
	}
	for i, r := range a.results {
		if !a.Baseline[i] && r.Info.Kept > 0 && to > r.Info.Start.Unix() && from <= r.Info.End.Unix() {
			return true
		}
	}
	return false
}

// shifted is the election with its calendar in the time of the log's clock.
func (a *analyser) shifted() *election.Election {
	if a.Election == nil || a.Offset == 0 {
		return a.Election
	}
	e := *a.Election
	e.Calendar = nil
	for _, ev := range a.Election.Calendar {
		ev.Start, ev.End = ev.Start.Add(-a.Offset), ev.End.Add(-a.Offset)
		e.Calendar = append(e.Calendar, ev)
	}
	return &e
}
