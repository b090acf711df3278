package cli

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/unveil-project/unveil/internal/detect/suite"
	"github.com/unveil-project/unveil/internal/dossier"
	"github.com/unveil-project/unveil/internal/dossier/html"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

// showFindings lists findings, one short paragraph each.
func (a *app) showFindings(found []finding.Finding, asJSON bool, limit finding.Severity, dir string) error {
	if asJSON {
		lines, err := suite.Encode(found)
		if err != nil {
			return err
		}
		if _, err := a.out.Write(lines); err != nil {
			return err
		}
		return exceeded(found, limit)
	}
	if len(found) == 0 {
		a.out.line(a.text("findings.nothing"))
		return nil
	}
	front := finding.Front("")
	for i := range found {
		f := &found[i]
		if f.Front != front {
			front = f.Front
			a.out.line(a.color(bold, strings.ToUpper(a.text("front."+string(front)))))
		}
		a.out.line("  " + a.badge(f) + "  " + terminalSafe(a.Print(f.Headline)))
		a.out.line("      " + a.color(dim, a.under(f)))
	}
	if dir != "" {
		a.say(lang.M("findings.next", "id", found[0].ID[:7], "dir", dir))
	}
	return exceeded(found, limit)
}

// badge is the word that a reader looks for first.
func (a *app) badge(f *finding.Finding) string {
	word, s := a.text("severity."+string(f.Severity)), dim
	switch f.Severity {
	case finding.Serious:
		s = red
	case finding.Minor:
		s = yellow
	}
	return a.color(s, "["+word+"]")
}

// under is the line of particulars: likelihood and confidence stay apart.
func (a *app) under(f *finding.Finding) string {
	parts := []string{f.ID[:7], a.when(f), terminalSafe(a.named("subject."+f.Subject, f.Subject))}
	if f.Verdict != "" {
		parts = append(parts, a.Print(lang.M("findings.verdict", "word", a.text("verdict."+string(f.Verdict)))))
	}
	parts = append(parts, a.sure(f))
	return strings.Join(append(parts, a.Print(lang.M("findings.confidence", "word", a.text("confidence."+string(f.Confidence))))), " · ")
}

// sure says how likely which hypothesis is, never the one without the other;
// without a likelihood, what the finding rests on instead.
func (a *app) sure(f *finding.Finding) string {
	if f.Likelihood == nil {
		return a.named("ui."+string(dossier.KindOf(f)), "")
	}
	what := a.named("short."+f.Detector, "")
	if what == "" {
		what = strings.TrimRight(a.Print(*f.Hypothesis), ".")
	}
	return a.Print(lang.M("findings.sure", "what", what, "term", a.text("term."+f.Term), "p", *f.Likelihood))
}

// when is the time that a finding is about, which sheets may not give.
func (a *app) when(f *finding.Finding) string {
	if f.Start.IsZero() {
		return a.text("findings.no-time")
	}
	return a.Time(f.Start, false) + " – " + a.Time(f.End, false)
}

// showFinding prints one finding in full.
func (a *app) showFinding(f *finding.Finding) {
	line := func(indent int, s string) {
		a.out.line(strings.Repeat(" ", indent) + terminalSafe(s))
	}
	section := func(key string) { a.out.line(a.color(bold, a.text(key))) }
	a.out.line(a.badge(f) + " " + a.color(bold, terminalSafe(a.Print(f.Headline))))
	line(0, f.ID+strings.TrimPrefix(a.under(f), f.ID[:7]))
	for _, m := range f.Details {
		line(2, a.Print(m))
	}
	if f.Likelihood != nil {
		section("findings.likelihood")
		line(2, a.Print(lang.M("findings.of", "term", a.text("term."+f.Term), "p", *f.Likelihood, "hypothesis", a.Print(*f.Hypothesis), "prior", *f.Prior)))
	}
	section("findings.confidence-title")
	line(2, a.text("confidence."+string(f.Confidence)))
	for _, m := range f.Basis {
		line(2, a.Print(m))
	}
	section("findings.measures")
	for _, m := range f.Measures {
		line(2, a.measure(m))
	}
	if len(f.Innocent) > 0 {
		section("findings.innocent")
	}
	for _, x := range f.Innocent {
		line(2, a.named("explanation."+x.Name, x.Name)+": "+a.text("outcome."+string(x.Outcome)))
		line(4, a.Print(x.Text))
	}
	a.showEvidence(f, line)
	section("findings.limits")
	for _, m := range f.Limits {
		line(2, a.Print(m))
	}
	section("findings.method")
	line(2, fmt.Sprintf("%s %s · %s", f.Detector, f.Version, params(f.Method.Params)))
	a.out.line("")
}

// measure writes a measure with its fixed name and, where there is one, the
// name that people use.
func (a *app) measure(m finding.Measure) string {
	value, unit := lang.Number(m.Value), m.Unit
	switch unit {
	case "share":
		value, unit = lang.Percent(m.Value), ""
	case "probability":
		unit = ""
	}
	s := fmt.Sprintf("%-28s %s %s", m.Name, value, unit)
	if name := a.named("measure."+m.Name, ""); name != "" {
		s = fmt.Sprintf("%-52s %s", strings.TrimRight(s, " "), name)
	}
	return s
}

// named is a word of the report's catalogue, else the other.
func (a *app) named(key, other string) string {
	if t, ok := html.Catalogue[key]; ok {
		return t.In(a.Lang)
	}
	return other
}

// params writes the parameters of a method in the order of their names.
func params(p map[string]any) string {
	var parts []string
	for _, k := range slices.Sorted(maps.Keys(p)) {
		parts = append(parts, k+"="+param(p[k]))
	}
	return strings.Join(parts, ", ")
}

// param writes one parameter: a whole number, such as a seed, as an integer.
func param(v any) string {
	if f, ok := v.(float64); ok {
		if f == math.Trunc(f) && math.Abs(f) < 1<<53 {
			return strconv.FormatFloat(f, 'f', 0, 64)
		}
		return strconv.FormatFloat(f, 'g', -1, 64)
	}
	return fmt.Sprint(v)
}

func (a *app) showEvidence(f *finding.Finding, line func(int, string)) {
	if len(f.Evidence) == 0 {
		return
	}
	a.out.line(a.color(bold, a.text("findings.evidence")))
	for _, e := range f.Evidence {
		line(2, a.Print(e.Role))
		line(4, a.Print(lang.M("findings.cite", "file", e.File, "row", e.Row, "offset", e.Offset, "length", e.Length, "sha", e.Source[:min(12, len(e.Source))], "digest", e.Digest)))
		line(4, clip(e.Quote, 200))
	}
	if f.Members != nil && f.Members.Unit == "accounts" {
		line(2, a.Print(lang.M("findings.posts", "id", f.ID[:7])))
	}
}
