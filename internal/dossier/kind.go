package dossier

import (
	"strings"

	"github.com/unveil-project/unveil/internal/finding"
)

// Kind is what a finding rests on.
type Kind string

// The kinds.
const (
	Estimate   Kind = "estimate"   // a likelihood of a stated hypothesis
	Fact       Kind = "fact"       // records counted one by one, which anyone can count again
	Comparison Kind = "comparison" // a measure of likeness, or a place among reference groups
)

// compares lists the detectors whose findings without a likelihood compare:
// with groups drawn for it (rhythm, known), or texts with one another by a
// measure of likeness with a threshold (narrative).
var compares = map[string]bool{"rhythm": true, "known": true, "narrative": true}

// KindOf says what a finding rests on. A finding without a likelihood is a
// plain fact only where it counts records: one of a detector that compares, or
// with a percentile among its measures, is a comparison.
func KindOf(f *finding.Finding) Kind {
	if f.Likelihood != nil {
		return Estimate
	}
	if compares[f.Detector] {
		return Comparison
	}
	for _, m := range f.Measures {
		if strings.HasSuffix(m.Name, "_percentile") || m.Unit == "percentile" {
			return Comparison
		}
	}
	return Fact
}
