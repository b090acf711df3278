package cli

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/detect/suite"
	"github.com/unveil-project/unveil/internal/dossier/html"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/store"
)

func (a *app) findingsCommand() *cobra.Command {
	cmd := a.command("findings", groupCase)
	cmd.Args = a.argsFrom(0)
	dir := a.caseFlag(cmd)
	front := cmd.Flags().String("front", "", a.text("findings.flag.front"))
	detector := cmd.Flags().String("detector", "", a.text("findings.flag.detector"))
	atLeast := cmd.Flags().String("severity", "", a.text("findings.flag.severity"))
	full := cmd.Flags().Bool("full", false, a.text("findings.flag.full"))
	failOn := a.failOnFlag(cmd)
	asJSON := a.jsonFlag(cmd)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		limit, err := severity(*failOn)
		if err != nil {
			return err
		}
		least, err := severity(*atLeast)
		if err != nil {
			return err
		}
		if err := a.knownFront(*front); err != nil {
			return err
		}
		if *detector != "" {
			if _, err := a.chosen([]string{*detector}); err != nil {
				return err
			}
		}
		c, err := a.openCase(*dir)
		if err != nil {
			return err
		}
		found, err := a.loadFindings(c)
		if err != nil {
			return err
		}
		found, err = a.pick(found, func(f *finding.Finding) bool {
			return (*front == "" || string(f.Front) == *front) && (*detector == "" || f.Detector == *detector) && f.Severity.Rank() >= least.Rank() && named(f, args)
		}, args)
		if err != nil {
			return err
		}
		if (*full || len(args) > 0) && !*asJSON {
			for i := range found {
				a.showFinding(&found[i])
			}
			return exceeded(found, limit)
		}
		return a.showFindings(found, *asJSON, limit, c.Dir)
	}
	return cmd
}

// failOnFlag gives a command the flag --fail-on.
func (a *app) failOnFlag(cmd *cobra.Command) *string {
	s := cmd.Flags().String("fail-on", "", a.text("findings.flag.fail-on"))
	_ = cmd.RegisterFlagCompletionFunc("fail-on", cobra.FixedCompletions([]string{"note", "minor", "serious"}, cobra.ShellCompDirectiveNoFileComp))
	return s
}

// severity reads a severity; none is "".
func severity(s string) (finding.Severity, error) {
	switch v := finding.Severity(s); v {
	case "", finding.Note, finding.Minor, finding.Serious:
		return v, nil
	}
	return "", usage(lang.M("findings.bad-severity", "value", s), lang.M("findings.bad-severity.do"))
}

// knownFront refuses a front that there is not: a slip in a script must not
// look like an all-clear.
func (a *app) knownFront(s string) error {
	var known []string
	for _, f := range finding.Fronts() {
		if s == "" || s == string(f) {
			return nil
		}
		known = append(known, string(f))
	}
	return usage(lang.M("findings.bad-front", "value", s), a.choice(s, known))
}

// exceeded is errFindings where a finding is at or above the limit.
func exceeded(found []finding.Finding, limit finding.Severity) error {
	for i := range found {
		if limit != "" && found[i].Severity.Rank() >= limit.Rank() {
			return errFindings
		}
	}
	return nil
}

// named says whether a finding is one of those asked for, by the beginning of
// its id.
func named(f *finding.Finding, ids []string) bool {
	for _, id := range ids {
		if id != "" && strings.HasPrefix(f.ID, id) {
			return true
		}
	}
	return len(ids) == 0
}

// pick selects findings; an id that selects none is a mistake.
func (a *app) pick(found []finding.Finding, keep func(*finding.Finding) bool, ids []string) ([]finding.Finding, error) {
	for _, id := range ids {
		hit := false
		for i := range found {
			hit = hit || named(&found[i], []string{id})
		}
		if !hit {
			return nil, usage(lang.M("findings.no-id", "id", id), lang.M("findings.no-id.do"))
		}
	}
	var out []finding.Finding
	for i := range found {
		if keep(&found[i]) {
			out = append(out, found[i])
		}
	}
	return out, nil
}

// loadFindings reads what the last detect found and says when it is out of
// date.
func (a *app) loadFindings(c *store.Case) ([]finding.Finding, error) {
	e, sha, err := a.election(c)
	if err != nil {
		return nil, err
	}
	a.Zone = e.Location()
	if c.Manifest().Findings == nil {
		return nil, failed(lang.M("findings.none-yet"), lang.M("findings.none-yet.do", "dir", c.Dir), nil)
	}
	lines, err := c.Findings()
	if err != nil {
		return nil, failed(lang.M("cli.case-broken", "why", err.Error()), lang.M("findings.none-yet.do", "dir", c.Dir), err)
	}
	if c.Stale(sha) {
		a.note(lang.M("findings.stale", "dir", c.Dir))
	}
	return suite.Decode(lines)
}

// note prints a remark on standard error, so that results stay clean.
func (a *app) note(m lang.Message) {
	if !a.quiet {
		_, _ = fmt.Fprintln(a.err, a.Print(m))
	}
}

// total counts the records of sources.
func total(sources []source.Info) (n int64) {
	for _, s := range sources {
		n += s.Kept
	}
	return n
}

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
	parts := []string{f.ID[:7], a.when(f), terminalSafe(f.Subject)}
	if f.Verdict != "" {
		parts = append(parts, a.text("verdict."+string(f.Verdict)))
	}
	if f.Likelihood != nil {
		parts = append(parts, fmt.Sprintf("%s (%s)", a.text("term."+f.Term), lang.Percent(*f.Likelihood)))
	}
	return strings.Join(append(parts, a.Print(lang.M("findings.confidence", "word", a.text("confidence."+string(f.Confidence))))), " · ")
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
	if unit == "share" {
		value, unit = lang.Percent(m.Value), ""
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
		parts = append(parts, fmt.Sprintf("%s=%v", k, p[k]))
	}
	return strings.Join(parts, ", ")
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
