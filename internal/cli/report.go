package cli

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/detect/suite"
	"github.com/unveil-project/unveil/internal/dossier"
	"github.com/unveil-project/unveil/internal/dossier/html"
	"github.com/unveil-project/unveil/internal/durable"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/store"
)

func (a *app) reportCommand() *cobra.Command {
	cmd := a.command("report", groupCase)
	cmd.Args = a.noArgs
	dir := a.caseFlag(cmd)
	output := cmd.Flags().StringP("output", "o", "", a.text("report.flag.output"))
	sealed := cmd.Flags().Bool("sealed", false, a.text("report.flag.sealed"))
	atLeast := cmd.Flags().String("severity", "", a.text("report.flag.severity"))
	_ = cmd.RegisterFlagCompletionFunc("severity", severityCompletions)
	asJSON := a.jsonFlag(cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		least, err := severity(*atLeast)
		if err != nil {
			return err
		}
		c, err := a.openCase(*dir)
		if err != nil {
			return err
		}
		return a.runReport(c, *output, *sealed, *asJSON, least)
	}
	return cmd
}

func (a *app) runReport(c *store.Case, output string, sealed, asJSON bool, least finding.Severity) error {
	in, err := a.dossier(c, sealed)
	if err != nil {
		return err
	}
	if in.Least = least; least != "" {
		in.Command += " --severity " + string(least)
	}
	write := func(w io.Writer) error { return html.Render(w, in, a.Printer) }
	if asJSON {
		write = func(w io.Writer) error { return jsonLines(w, in) }
	}
	if output == "" && !asJSON {
		output = "report.html"
	}
	if output == "" || output == "-" {
		return write(a.out)
	}
	if info, err := os.Stat(output); err == nil && info.IsDir() {
		return failed(lang.M("report.is-dir", "file", output), lang.M("report.is-dir.do", "file", output), nil)
	}
	if err := writeReport(output, write); err != nil {
		return failed(lang.M("cli.write", "file", output, "why", plainError(err)), lang.M("cli.output.do"), err)
	}
	key := "report.done"
	if sealed {
		key = "report.done-sealed"
	}
	a.say(lang.M(key, "file", output, "n", len(dossier.AtLeast(in.Findings, least))))
	return nil
}

// writeReport replaces a file whole: a report that was cut short must never
// be taken for one.
func writeReport(name string, write func(io.Writer) error) error {
	dir, err := durable.Disk(filepath.Dir(name))
	if err != nil {
		return err
	}
	var buf strings.Builder
	w := bufio.NewWriter(&buf)
	if err := errors.Join(write(w), w.Flush()); err != nil {
		return err
	}
	return durable.WriteFile(dir, filepath.Base(name), []byte(buf.String()), 0o644)
}

// jsonLines writes the findings as they are published: masked unless sealed.
func jsonLines(w io.Writer, in dossier.Input) error {
	masked, err := dossier.Mask(in)
	if err != nil {
		return err
	}
	lines, err := suite.Encode(dossier.AtLeast(masked.Findings, in.Least))
	if err != nil {
		return err
	}
	_, err = w.Write(lines)
	return err
}

// dossier gathers what a report is made of.
func (a *app) dossier(c *store.Case, sealed bool) (dossier.Input, error) {
	e, _, err := a.election(c)
	if err != nil {
		return dossier.Input{}, err
	}
	found, err := a.loadFindings(c)
	if err != nil {
		return dossier.Input{}, err
	}
	key, err := c.MaskKey()
	if errors.Is(err, fs.ErrNotExist) && !sealed {
		return dossier.Input{}, failed(lang.M("report.no-key"), lang.M("report.no-key.do"), err)
	} else if err != nil && !sealed {
		return dossier.Input{}, err
	}
	rejects, err := rejectLines(c)
	if err != nil {
		return dossier.Input{}, failed(lang.M("cli.case-broken", "why", err.Error()), lang.M("cli.case-broken.do"), err)
	}
	name := caseName(c)
	command := "unveil report --case " + name
	if sealed {
		command += " --sealed"
	}
	if a.Lang != lang.En {
		command += " --lang " + string(a.Lang)
	}
	m := c.Manifest()
	return dossier.Input{
		Case: name, Election: e, Sources: c.Sources(), Findings: found, Rejects: rejects,
		Totals:  dossier.Totals{Posts: m.Rows(source.Posts), Requests: m.Rows(source.Requests), Sheets: m.Rows(source.Sheets)},
		Version: buildInfo().Version, Command: command, Generated: a.Now(), MaskKey: key, Sealed: sealed,
		Method: a.methodNote,
	}, nil
}

// caseName is the name of the directory of a case.
func caseName(c *store.Case) string {
	abs, err := filepath.Abs(c.Dir)
	if err != nil {
		return filepath.Base(c.Dir)
	}
	return filepath.Base(abs)
}

// methodNote is what a detector says of itself.
func (a *app) methodNote(name string) string {
	for _, d := range a.detectors() {
		if d.Name == name {
			return d.Doc.In(a.Lang)
		}
	}
	return ""
}

// rejectsShown is how many rejects and warnings of one source a report shows
// in full; it counts all of them.
const rejectsShown = 5

// rejectLines takes the first few issues of each source, one for each problem
// first.
func rejectLines(c *store.Case) ([]dossier.RejectLine, error) {
	var lines []dossier.RejectLine
	shown := map[int]int{}
	type kind struct {
		source  int
		problem string
	}
	seen := map[kind]bool{}
	for i, err := range c.Issues() {
		if err != nil {
			return nil, err
		}
		k := kind{i.Source, i.Problem.Key}
		if seen[k] || shown[i.Source] >= rejectsShown {
			continue
		}
		seen[k] = true
		shown[i.Source]++
		lines = append(lines, dossier.RejectLine{
			File: i.File, Row: i.Row, Line: i.Line, Column: i.Column, Problem: i.Problem, Warning: !i.Reject,
			Count: c.Sources()[i.Source].Problems[i.Problem.Key],
		})
	}
	return lines, nil
}
