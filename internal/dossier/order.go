package dossier

import (
	"cmp"
	"slices"

	"github.com/unveil-project/unveil/internal/finding"
)

// Severities lists the severities, the gravest first.
func Severities() []finding.Severity {
	return []finding.Severity{finding.Serious, finding.Minor, finding.Note}
}

// Ordered gives the findings in the order of a report: by severity, then
// plain facts and the likeliest first, then by time, then by id. Notes stand
// by front and detector first: they are read as tables.
func Ordered(fs []finding.Finding) []finding.Finding {
	out := slices.Clone(fs)
	slices.SortStableFunc(out, func(a, b finding.Finding) int {
		return cmp.Or(
			cmp.Compare(rank(a.Severity), rank(b.Severity)),
			byTable(&a, &b),
			cmp.Compare(certainty(b), certainty(a)),
			a.Start.Compare(b.Start),
			cmp.Compare(a.ID, b.ID),
		)
	})
	return out
}

// byTable orders notes by front and detector, and nothing else.
func byTable(a, b *finding.Finding) int {
	if a.Severity.Rank() > finding.Note.Rank() {
		return 0
	}
	fronts := finding.Fronts()
	return cmp.Or(
		cmp.Compare(slices.Index(fronts, a.Front), slices.Index(fronts, b.Front)),
		cmp.Compare(a.Detector, b.Detector),
	)
}

func rank(s finding.Severity) int {
	if i := slices.Index(Severities(), s); i >= 0 {
		return i
	}
	return len(Severities())
}

// certainty is the likelihood, or one for a plain fact.
func certainty(f finding.Finding) float64 {
	if f.Likelihood == nil {
		return 1
	}
	return *f.Likelihood
}

// Count is how many findings one front has, by severity.
type Count struct {
	Front                 finding.Front
	Serious, Minor, Notes int
}

// All is the number of findings of the front.
func (c Count) All() int { return c.Serious + c.Minor + c.Notes }

// Counts gives one Count for each front, in the order of finding.Fronts.
func Counts(fs []finding.Finding) []Count {
	var out []Count
	for _, front := range finding.Fronts() {
		c := Count{Front: front}
		for i := range fs {
			if fs[i].Front == front {
				c.add(fs[i].Severity)
			}
		}
		out = append(out, c)
	}
	return out
}

func (c *Count) add(s finding.Severity) {
	switch s {
	case finding.Serious:
		c.Serious++
	case finding.Minor:
		c.Minor++
	default:
		c.Notes++
	}
}

// AtLeast gives the findings of a severity or a graver one; "" gives all.
func AtLeast(fs []finding.Finding, least finding.Severity) []finding.Finding {
	if least == "" {
		return fs
	}
	return slices.DeleteFunc(slices.Clone(fs), func(f finding.Finding) bool { return f.Severity.Rank() < least.Rank() })
}
