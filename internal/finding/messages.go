package finding

import "github.com/unveil-project/unveil/internal/lang"

// Messages lists every message of a finding, in the order in which they are
// shown.
func (f *Finding) Messages() []lang.Message {
	ms := []lang.Message{f.Headline}
	ms = append(ms, f.Details...)
	if f.Hypothesis != nil {
		ms = append(ms, *f.Hypothesis)
	}
	ms = append(ms, f.Basis...)
	for _, e := range f.Innocent {
		ms = append(ms, e.Text)
	}
	ms = append(ms, f.Limits...)
	for _, e := range f.Evidence {
		ms = append(ms, e.Role)
	}
	return ms
}

// Rank orders severities: a higher one is graver.
func (s Severity) Rank() int {
	switch s {
	case Serious:
		return 2
	case Minor:
		return 1
	}
	return 0
}
