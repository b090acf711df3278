// Package detect says what a detector is. The detectors themselves are its
// sub-packages; detect/suite lists all of them.
//
//	Observations ─▶ Detector.Run ─▶ Finding
//
// A detector reads observations, never files, and does not know whether they
// come from a case or straight from files: both give the same findings, byte
// for byte. It uses no clock, no randomness but a seeded one from its
// parameters, and no map order.
package detect

import (
	"context"
	"iter"
	"log/slog"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/fingerprint"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
)

// Obs is an observation with what the store knows of it.
type Obs[R any] = source.Obs[R]

// Observations are the records of a case or of files, in order of time, then
// of the source's SHA-256, then of the row. Strings of a yielded record are
// valid until the next one: a detector clones what it keeps.
type Observations interface {
	Sources() []source.Info
	Posts(ctx context.Context) iter.Seq2[*Obs[post.Post], error]
	Requests(ctx context.Context) iter.Seq2[*Obs[request.Request], error]
	Sheets(ctx context.Context) iter.Seq2[*Obs[sheet.Sheet], error]
}

// Pass is one run of one detector.
type Pass struct {
	Election *election.Election // never nil; may be empty
	Observations
	Report func(*finding.Finding) // takes a finding, sealed or not
	// Before waits for the detectors that this one reads the findings of, and
	// gives these in the order in which they are shown. They must not be
	// changed. Whoever asks late does its own reading meanwhile.
	Before func(context.Context) ([]finding.Finding, error)
	// Known are the fingerprints to compare groups with, by name of file.
	Known []fingerprint.Known
	Log   *slog.Logger
	// Progress, where not nil, is told how many records were read so far.
	Progress func(records int64)
}

// Detector is one detector.
type Detector struct {
	Name    string // one word: "flood"
	Version string // raised with every change that can change a finding
	Front   finding.Front
	Kind    source.Kind // the observations it reads
	Doc     lang.Text   // what it observes, what it cannot see: `unveil help NAME`
	// After names detectors whose findings this one reads. They run even
	// where only this one is asked for, and must name none themselves.
	After []string
	Run   func(context.Context, *Pass) error
}

// Found gives findings that are there already as Pass.Before.
func Found(found []finding.Finding) func(context.Context) ([]finding.Finding, error) {
	return func(context.Context) ([]finding.Finding, error) { return found, nil }
}
