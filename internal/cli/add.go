package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/drill"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/intake"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/store"
)

func (a *app) addCommand() *cobra.Command {
	cmd := a.command("add", groupCase)
	cmd.Args = a.argsFrom(1)
	dir := a.caseFlag(cmd)
	read := a.readFlags(cmd)
	dry := cmd.Flags().Bool("dry-run", false, a.text("add.flag.dry-run"))
	reliability := cmd.Flags().String("reliability", "", a.text("add.flag.reliability"))
	asJSON := a.jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		c, err := a.openCase(*dir)
		if err != nil {
			return err
		}
		e, _, err := a.election(c)
		if err != nil {
			return err
		}
		names, err := source.Expand(args)
		if err != nil {
			return a.readFailure(err)
		}
		files, truths, facts := drillFiles(names)
		if e, err = a.takeFacts(c, e, facts, *dry); err != nil {
			return err
		}
		if len(files) == 0 && len(truths)+len(facts) > 0 {
			return usage(lang.M("add.nothing"), lang.M("add.nothing.do"))
		}
		req, err := a.request(read, files, e)
		if err != nil {
			return err
		}
		if !admiralty(*reliability) {
			return usage(lang.M("add.reliability", "value", *reliability), lang.M("add.reliability.do"))
		}
		req.Reliability = *reliability
		if *dry {
			return a.dryRun(cmd.Context(), c, req, *asJSON)
		}
		if err := a.runAdd(cmd.Context(), c, req, *asJSON); err != nil {
			return err
		}
		return a.takeTruth(c, append(truths, besideTruths(c, files)...))
	}
	return cmd
}

// takeFacts takes over an election.yaml that lies among the files, where that
// of the case is still the template.
func (a *app) takeFacts(c *store.Case, e *election.Election, facts []string, dry bool) (*election.Election, error) {
	for _, f := range facts {
		if e.Country != election.TemplateCountry || dry {
			a.note(lang.M("add.facts-kept", "file", f))
			continue
		}
		data, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		if e, err = a.parseElection(f, data); err != nil {
			return nil, err
		}
		if err := c.SetElection(data); err != nil {
			return nil, failed(lang.M("add.commit", "why", err.Error()), lang.M("add.commit.do"), err)
		}
		a.note(lang.M("add.facts", "file", f))
	}
	return e, nil
}

// besideTruths finds the truth of a drill that lies beside its files, where the
// case has none yet.
func besideTruths(c *store.Case, files []string) []string {
	if _, err := os.Stat(filepath.Join(c.Dir, drill.TruthFile)); err == nil {
		return nil
	}
	for _, f := range files {
		name := filepath.Join(filepath.Dir(f), drill.TruthFile)
		if _, err := drill.ReadTruth(name); f != "-" && err == nil {
			return []string{name}
		}
	}
	return nil
}

// takeTruth keeps the truth of a drill beside the case.
func (a *app) takeTruth(c *store.Case, truths []string) error {
	for _, f := range truths {
		data, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(c.Dir, drill.TruthFile), data, 0o644); err != nil {
			return failed(lang.M("cli.write", "file", f, "why", plainError(err)), lang.M("cli.output.do"), err)
		}
		a.note(lang.M("add.truth", "file", f))
	}
	return nil
}

// admiralty says whether s is a grade of the Admiralty scale, "B2", or empty.
func admiralty(s string) bool {
	return s == "" || len(s) == 2 && s[0] >= 'A' && s[0] <= 'F' && s[1] >= '1' && s[1] <= '6'
}

func (a *app) runAdd(ctx context.Context, c *store.Case, req intake.Request, asJSON bool) error {
	w, err := a.writer(c, "add")
	if err != nil {
		return err
	}
	results, err := a.intake(ctx, w, req)
	if err != nil {
		return errors.Join(err, w.Abort())
	}
	if w.Empty() {
		// Every file was read before: the findings stay up to date.
		if err := w.Abort(); err != nil {
			return err
		}
		return a.showAdded(c, results, asJSON, false)
	}
	if err := w.Commit(); err != nil {
		return failed(lang.M("add.commit", "why", err.Error()), lang.M("add.commit.do"), err)
	}
	return a.showAdded(c, results, asJSON, false)
}

// dryRun reads the files without keeping anything of them.
func (a *app) dryRun(ctx context.Context, c *store.Case, req intake.Request, asJSON bool) error {
	results, err := a.intake(ctx, c.DryRun(), req)
	if err != nil {
		return err
	}
	return a.showAdded(c, results, asJSON, true)
}

// addedJSON is what --json prints; docs/formats/add.md documents it.
type addedJSON struct {
	Schema  int           `json:"schema"`
	DryRun  bool          `json:"dry_run"`
	Sources []source.Info `json:"sources"`
}

func (a *app) showAdded(c *store.Case, results []intake.Result, asJSON, dry bool) error {
	if asJSON {
		out := addedJSON{Schema: 1, DryRun: dry, Sources: []source.Info{}}
		for _, r := range results {
			out.Sources = append(out.Sources, r.Info)
		}
		return a.printJSON(out)
	}
	var read, kept, duplicates, rejects int64
	for _, r := range results {
		a.showResult(r)
		if dry {
			a.exampleTable(r)
		}
		read, kept = read+r.Info.Read, kept+r.Info.Kept
		duplicates, rejects = duplicates+r.Info.Duplicates, rejects+r.Info.Rejects
	}
	if len(results) > 1 {
		a.out.line(a.Print(lang.M("add.total", "files", len(results), "read", read, "kept", kept, "duplicates", duplicates, "rejects", rejects)))
	}
	switch {
	case dry:
		a.say(lang.M("add.dry"))
	case rejects > 0:
		a.say(lang.M("add.next-rejects", "dir", c.Dir))
	default:
		a.say(lang.M("add.next", "dir", c.Dir))
	}
	return nil
}

func (a *app) rejectsCommand() *cobra.Command {
	cmd := a.command("rejects", groupCase)
	cmd.Args = a.noArgs
	dir := a.caseFlag(cmd)
	warnings := cmd.Flags().Bool("warnings", false, a.text("rejects.flag.warnings"))
	asJSON := a.jsonFlag(cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		c, err := a.openCase(*dir)
		if err != nil {
			return err
		}
		return a.runRejects(c, *warnings, *asJSON)
	}
	return cmd
}

func (a *app) runRejects(c *store.Case, warnings, asJSON bool) error {
	n := 0
	for i, err := range c.Issues() {
		if err != nil {
			return failed(lang.M("cli.case-broken", "why", err.Error()), lang.M("cli.case-broken.do"), err)
		}
		if !i.Reject && !warnings {
			continue
		}
		n++
		if asJSON {
			if err := a.printJSON(i); err != nil {
				return err
			}
			continue
		}
		key := "rejects.line"
		if i.Column != "" {
			key = "rejects.line-column"
		}
		a.out.line(a.Print(lang.M(key, "file", terminalSafe(i.File), "row", i.Row, "line", i.Line, "column", terminalSafe(i.Column), "why", terminalSafe(a.Print(i.Problem)))))
		a.out.line("    " + a.color(dim, clip(terminalSafe(i.Raw), 160)))
	}
	if !asJSON {
		a.say(lang.M("rejects.total", "n", n))
	}
	return nil
}
