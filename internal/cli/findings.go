package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/detect/suite"
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
	_ = cmd.RegisterFlagCompletionFunc("fail-on", severityCompletions)
	return s
}

// severityCompletions offers the severities to a shell.
func severityCompletions(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return []cobra.Completion{string(finding.Note), string(finding.Minor), string(finding.Serious)}, cobra.ShellCompDirectiveNoFileComp
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
	found, err := suite.Decode(lines)
	if file := a.notCompared(c.Dir, found); file != "" {
		a.note(lang.M("fingerprint.not-compared", "file", terminalSafe(file)))
	}
	return found, err
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
