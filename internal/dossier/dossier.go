// Package dossier holds what is published of a case: the findings in the
// order in which a reader should meet them, on one time axis, with ordinary
// accounts and addresses masked. Its sub-packages write it, one per format.
//
//	case ─▶ Input ─ Mask ─▶ Input ─▶ html.Render
//
// Whoever writes a format masks first and then sees only masked values, so
// that no template can print a name by mistake.
package dossier

import (
	"time"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// Input is everything that a dossier is made of. Nothing else is read: the
// clock and the key come with it, so that equal inputs give equal bytes.
type Input struct {
	Case      string             // name of the case
	Election  *election.Election // may be nil
	Sources   []source.Info
	Findings  []finding.Finding // in any order
	Totals    Totals
	Rejects   []RejectLine // the first few of each source
	Version   string       // of the program
	Command   string       // that made the dossier and makes it again
	Generated time.Time
	MaskKey   []byte // HMAC key of the pseudonyms, at least MinKey bytes
	Sealed    bool   // nothing is masked
	// Least is the lowest severity that is shown, with everything it holds;
	// what lies below is counted only. "" shows all: notes as tables.
	Least finding.Severity
	// Method gives the text of a method's page or of a detector's doc, in the
	// reader's language; "" where there is none. May be nil.
	Method func(name string) string
}

// Totals counts the observations that were kept, by kind.
type Totals struct {
	Posts, Requests, Sheets int64
}

// RejectLine is one problem of one source as a reader of the report sees it.
type RejectLine struct {
	File    string // base name of the source
	Row     int64  // record, from 1; 0 where the problem is the source's
	Line    int64  // line, from 1; 0 where not known
	Column  string // field concerned, "" if none
	Problem lang.Message
	Warning bool  // the record was kept
	Count   int64 // records of this source with the same problem; 0 counts as 1
}

// Zone is the zone of the election, UTC where it states none.
func (in Input) Zone() *time.Location {
	if loc := in.Election.Location(); loc != nil {
		return loc
	}
	return time.UTC
}

// SourceKind gives the kind of observation that a source holds, by the hash
// that evidence names it with; "" where the source is not among the inputs.
func (in Input) SourceKind(sha256 string) source.Kind {
	for i := range in.Sources {
		if in.Sources[i].SHA256 == sha256 {
			return in.Sources[i].Kind
		}
	}
	return ""
}
