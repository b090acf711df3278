package flood_test

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

// messages lists everything that a finding says.
func messages(f *finding.Finding) []lang.Message {
	ms := []lang.Message{f.Headline}
	if f.Hypothesis != nil {
		ms = append(ms, *f.Hypothesis)
	}
	ms = append(ms, f.Basis...)
	ms = append(ms, f.Details...)
	ms = append(ms, f.Limits...)
	for _, e := range f.Innocent {
		ms = append(ms, e.Text)
	}
	for _, e := range f.Evidence {
		ms = append(ms, e.Role)
	}
	return ms
}

// render writes a finding for the log of a test.
func render(f *finding.Finding) string {
	var b strings.Builder
	p := lang.Printer{Lang: lang.En, Catalogue: finding.Catalogue}
	chance := 0.0
	if f.Likelihood != nil {
		chance = *f.Likelihood
	}
	fmt.Fprintf(&b, "%q %.2f %s\n", f.Verdict, chance, f.Confidence)
	for _, m := range messages(f) {
		fmt.Fprintf(&b, "  %s\n", p.Print(m))
	}
	for _, x := range f.Features {
		fmt.Fprintf(&b, "  %+.2f %s %g", x.Weight, x.Name, x.Value)
		if x.Baseline != nil {
			fmt.Fprintf(&b, " (%g)", *x.Baseline)
		}
		b.WriteByte('\n')
	}
	for _, e := range f.Innocent {
		fmt.Fprintf(&b, "  %s: %s\n", e.Name, e.Outcome)
	}
	ms, _ := json.Marshal(f.Measures)
	fmt.Fprintf(&b, "  %s\n", ms)
	return b.String()
}
