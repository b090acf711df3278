// Package score compares findings with the truth of a drill.
//
//	Truth, Observations, findings ─▶ precision and recall per detector, beside naive baselines
//
// Each detector is scored in its own unit: coord in accounts and in edges,
// flood in requests, arithmetic and silence in sheets. Only findings that
// accuse count; docs/drills.md says which those are.
package score

import (
	"context"
	"fmt"
	"strings"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/drill/truth"
	"github.com/unveil-project/unveil/internal/finding"
)

// The thresholds of the baseline "fixed-threshold".
const (
	PostsPerDay       = 50 // posts of an account in one UTC day
	RequestsPerMinute = 60 // requests of an address in one clock minute
	GapMinutes        = 20 // minutes without a sheet of a state
	AfterGapMinutes   = 10 // minutes after such a gap whose sheets are suspected
)

// The baselines.
const (
	FixedThreshold = "fixed-threshold"
	Busiest        = "busiest-1%"
)

// Likely is the likelihood from which a finding of coord accuses: the lower
// end of the term "likely".
const Likely = 0.55

// Scores is what `drill score --json` prints.
type Scores struct {
	Detectors []Row `json:"detectors"`
}

// Row is one detector in one unit. Precision is the share of what was found
// that was planted, recall the share of what was planted that was found; nil
// where nothing was found, or planted.
type Row struct {
	Name      string     `json:"name"`
	Unit      string     `json:"unit"`
	Precision *float64   `json:"precision"`
	Recall    *float64   `json:"recall"`
	Planted   int        `json:"planted"`
	Found     int        `json:"found"`
	Baselines []Baseline `json:"baselines"`
}

// Baseline is what a naive rule finds on the same observations.
type Baseline struct {
	Name      string   `json:"name"`
	Precision *float64 `json:"precision"`
	Recall    *float64 `json:"recall"`
	Found     int      `json:"found"`
}

// Score scores all detectors. It reads the observations once.
func Score(ctx context.Context, t *truth.Truth, obs detect.Observations, findings []finding.Finding) (*Scores, error) {
	accounts, edges, err := scoreAccounts(ctx, t, obs, accusing(findings, "coord"))
	if err != nil {
		return nil, fmt.Errorf("scoring posts: %w", err)
	}
	requests, err := scoreRequests(ctx, t, obs, accusing(findings, "flood"))
	if err != nil {
		return nil, fmt.Errorf("scoring requests: %w", err)
	}
	sums, gaps, err := scoreSheets(ctx, t, obs, findings)
	if err != nil {
		return nil, fmt.Errorf("scoring sheets: %w", err)
	}
	return &Scores{Detectors: []Row{accounts, edges, requests, sums, gaps}}, nil
}

// accusing gives the findings of a detector that say that something was done.
func accusing(findings []finding.Finding, detector string) []finding.Finding {
	var out []finding.Finding
	for _, f := range findings {
		if f.Detector == detector && f.Members != nil && accuses(&f) {
			out = append(out, f)
		}
	}
	return out
}

func accuses(f *finding.Finding) bool {
	switch f.Detector {
	case "coord":
		return f.Likelihood != nil && *f.Likelihood >= Likely
	case "flood":
		return f.Verdict == finding.Attack || f.Verdict == finding.Both
	case "arithmetic":
		return f.Severity != finding.Note && !lawful(f.Headline.Key)
	case "silence":
		return f.Severity != finding.Note
	}
	return false
}

// lawful is true for what arithmetic reports although the rules of the count
// allow it: a few votes over the list (representatives vote where they
// serve), an empty sheet, a sheet with one option alone, a sheet sent again
// with other figures (corrections and recounts do that).
func lawful(headline string) bool {
	for _, kind := range []string{"over-small", "zero", "one-option", "resent"} {
		if strings.HasPrefix(headline, "arithmetic."+kind+".") {
			return true
		}
	}
	return false
}

// planted gives the items that a detector is expected to find.
func planted(t *truth.Truth, detector string) []truth.Item {
	var items []truth.Item
	for _, it := range t.Items {
		if it.Planted && it.Detector == detector {
			items = append(items, it)
		}
	}
	return items
}

// neutral gives the planted items of some kinds that no detector is expected
// to find: finding them is neither an error nor a merit.
func neutral(t *truth.Truth, kind string) []truth.Item {
	var items []truth.Item
	for _, it := range t.Items {
		if it.Planted && it.Detector == "" && it.Kind == kind {
			items = append(items, it)
		}
	}
	return items
}

// tally counts what was found, and how much of it was planted.
type tally struct{ found, right int }

func (y *tally) add(planted bool) {
	y.found++
	if planted {
		y.right++
	}
}

// row makes a row from the tallies of a detector and of its two baselines.
func row(name, unit string, planted int, got, fixed, busiest tally) Row {
	p, r := got.ratios(planted)
	return Row{
		Name: name, Unit: unit, Precision: p, Recall: r, Planted: planted, Found: got.found,
		Baselines: []Baseline{fixed.baseline(FixedThreshold, planted), busiest.baseline(Busiest, planted)},
	}
}

func (y tally) baseline(name string, planted int) Baseline {
	p, r := y.ratios(planted)
	return Baseline{Name: name, Precision: p, Recall: r, Found: y.found}
}

// ratios gives precision and recall, nil where they are not defined.
func (y tally) ratios(planted int) (precision, recall *float64) {
	return ratio(y.right, y.found), ratio(y.right, planted)
}

func ratio(part, whole int) *float64 {
	if whole == 0 {
		return nil
	}
	x := float64(part) / float64(whole)
	return &x
}

// hundredth is how many the busiest hundredth of n are.
func hundredth(n int) int { return (n + 99) / 100 }
