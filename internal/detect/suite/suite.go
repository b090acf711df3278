// Package suite lists every detector and runs them. What it returns is in one
// order, sealed and checked, whatever the order in which detectors ran.
package suite

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"sync"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/detect/arithmetic"
	"github.com/unveil-project/unveil/internal/detect/coord"
	"github.com/unveil-project/unveil/internal/detect/flood"
	"github.com/unveil-project/unveil/internal/detect/known"
	"github.com/unveil-project/unveil/internal/detect/narrative"
	"github.com/unveil-project/unveil/internal/detect/probe"
	"github.com/unveil-project/unveil/internal/detect/rhythm"
	"github.com/unveil-project/unveil/internal/detect/silence"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/fingerprint"
	"github.com/unveil-project/unveil/internal/lang"
)

// Detectors lists every detector.
func Detectors() []detect.Detector {
	return []detect.Detector{coord.Detector, rhythm.Detector, known.Detector, narrative.Detector, flood.Detector, probe.Detector, arithmetic.Detector, silence.Detector}
}

// Config says what to run on what.
type Config struct {
	Detectors []detect.Detector
	Election  *election.Election
	Log       *slog.Logger
	// Known are the fingerprints to compare groups with.
	Known []fingerprint.Known
	// Progress, where not nil, is told by each detector how many records it
	// has read. It is called from several goroutines.
	Progress func(detector string, records int64)
}

// Run runs the detectors over the observations and gives their findings by
// front, then severity, then time. Detectors that read the findings of others
// get them when these are done.
func Run(ctx context.Context, cfg Config, obs detect.Observations) ([]finding.Finding, error) {
	var first, second []detect.Detector
	for _, d := range cfg.Detectors {
		if len(d.After) == 0 {
			first = append(first, d)
		} else {
			second = append(second, d)
		}
	}
	var found []finding.Finding
	var failed error
	done := make(chan struct{})
	go func() {
		defer close(done)
		found, failed = together(ctx, cfg, append(first, needed(cfg.Detectors)...), nil, obs)
	}()
	// These begin at once and wait when they need what the others found.
	more, err := together(ctx, cfg, second, func(ctx context.Context) ([]finding.Finding, error) {
		select {
		case <-done:
			return found, failed
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}, obs)
	<-done
	if err = cmp.Or(failed, err); err != nil {
		return nil, err
	}
	// What ran only because another needs it is not shown.
	found = slices.DeleteFunc(found, func(f finding.Finding) bool { return !named(cfg.Detectors, f.Detector) })
	all := append(found, more...)
	slices.SortFunc(all, order)
	return all, nil
}

// needed gives the detectors that some run after and that are not among them.
func needed(chosen []detect.Detector) []detect.Detector {
	var out []detect.Detector
	for _, d := range chosen {
		for _, name := range d.After {
			if named(chosen, name) || named(out, name) {
				continue
			}
			for _, known := range Detectors() {
				if known.Name == name {
					out = append(out, known)
				}
			}
		}
	}
	return out
}

func named(list []detect.Detector, name string) bool {
	return slices.ContainsFunc(list, func(d detect.Detector) bool { return d.Name == name })
}

// together runs detectors at the same time.
func together(ctx context.Context, cfg Config, list []detect.Detector, before awaited, obs detect.Observations) ([]finding.Finding, error) {
	per := make([][]finding.Finding, len(list))
	errs := make([]error, len(list))
	slots := make(chan struct{}, max(1, runtime.GOMAXPROCS(0)))
	var wg sync.WaitGroup
	for i, d := range list {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			per[i], errs[i] = run(ctx, cfg, d, before, obs)
		})
	}
	wg.Wait()
	all := slices.Concat(per...)
	slices.SortFunc(all, order)
	return all, errors.Join(errs...)
}

// run runs one detector.
func run(ctx context.Context, cfg Config, d detect.Detector, before awaited, obs detect.Observations) ([]finding.Finding, error) {
	var found []finding.Finding
	var bad error
	pass := &detect.Pass{
		Election: cfg.Election, Observations: obs, Log: cfg.Log, Before: of(before, d.After), Known: cfg.Known,
		Report: func(f *finding.Finding) {
			f.Detector, f.Version, f.Front = d.Name, d.Version, d.Front
			f.Seal()
			bad = errors.Join(bad, Check(f))
			found = append(found, *f)
		},
	}
	if pass.Log == nil {
		pass.Log = slog.New(slog.DiscardHandler)
	}
	if pass.Election == nil {
		pass.Election = &election.Election{}
	}
	if cfg.Progress != nil {
		pass.Progress = func(n int64) { cfg.Progress(d.Name, n) }
	}
	if err := d.Run(ctx, pass); err != nil {
		return nil, fmt.Errorf("detector %s: %w", d.Name, err)
	}
	if bad != nil {
		return nil, fmt.Errorf("detector %s made a finding that breaks the rules: %w", d.Name, bad)
	}
	return found, nil
}

// awaited gives findings when they are there.
type awaited = func(context.Context) ([]finding.Finding, error)

// of gives the findings of the detectors named.
func of(before awaited, detectors []string) awaited {
	return func(ctx context.Context) ([]finding.Finding, error) {
		if before == nil {
			return nil, nil
		}
		found, err := before(ctx)
		if err != nil {
			return nil, err
		}
		var out []finding.Finding
		for _, f := range found {
			if slices.Contains(detectors, f.Detector) {
				out = append(out, f)
			}
		}
		return out, nil
	}
}

// order is the order of findings: front, severity, time, id.
func order(a, b finding.Finding) int {
	front := func(f finding.Front) int { return slices.Index(finding.Fronts(), f) }
	return cmp.Or(
		cmp.Compare(front(a.Front), front(b.Front)),
		cmp.Compare(b.Severity.Rank(), a.Severity.Rank()),
		a.Start.Compare(b.Start),
		cmp.Compare(a.ID, b.ID),
	)
}

// Check holds a finding to the rules that every finding must keep: it speaks
// only in messages of the catalogue, tests the innocent explanation, cites
// evidence, and a likelihood comes with its hypothesis and its prior.
func Check(f *finding.Finding) error {
	var errs []error
	fail := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf(f.Subject+": "+format, args...))
	}
	for _, m := range f.Messages() {
		if _, ok := finding.Catalogue[m.Key]; !ok {
			fail("message %q is not in the catalogue", m.Key)
		}
	}
	if f.Likelihood != nil && (f.Hypothesis == nil || f.Prior == nil) {
		fail("a likelihood without its hypothesis and prior")
	}
	if f.Confidence == "" || f.Severity == "" || f.Headline.Key == "" || f.Method.Name == "" {
		fail("confidence, severity, headline and method are needed")
	}
	if f.Severity != finding.Note && (len(f.Innocent) == 0 || len(f.Evidence) == 0) {
		fail("innocent explanations and evidence are needed")
	}
	if f.End.Before(f.Start) {
		fail("it ends before it starts")
	}
	return errors.Join(errs...)
}

// Encode writes findings as JSON lines.
func Encode(findings []finding.Finding) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for i := range findings {
		if err := e.Encode(&findings[i]); err != nil {
			return nil, err
		}
	}
	return lang.SafeJSON(b.Bytes()), nil
}

// Decode reads findings from JSON lines.
func Decode(lines []byte) ([]finding.Finding, error) {
	var out []finding.Finding
	d := json.NewDecoder(bytes.NewReader(lines))
	for d.More() {
		var f finding.Finding
		if err := d.Decode(&f); err != nil {
			return nil, fmt.Errorf("reading finding %d: %w", len(out)+1, err)
		}
		out = append(out, f)
	}
	return out, nil
}

// Printer makes a printer of findings.
func Printer(l lang.Lang, e *election.Election) lang.Printer {
	return lang.Printer{Lang: l, Zone: e.Location(), Catalogue: finding.Catalogue}
}
