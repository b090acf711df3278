package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/drill"
	"github.com/unveil-project/unveil/internal/drill/score"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/store"
)

func (a *app) drillCommand() *cobra.Command {
	return a.parent("drill", groupDrill, a.drillListCommand(), a.drillWriteCommand(), a.drillScoreCommand())
}

func (a *app) drillListCommand() *cobra.Command {
	cmd := a.command("drill.list", "")
	cmd.Args = a.noArgs
	cmd.RunE = func(*cobra.Command, []string) error {
		for _, s := range drill.Scenarios() {
			hard := ""
			if s.Hard {
				hard = "  " + a.color(yellow, a.text("drill.hard"))
			}
			a.out.line(a.color(bold, s.Name) + hard)
			a.out.line("  " + s.Doc.In(a.Lang))
		}
		return nil
	}
	return cmd
}

func scenarioNames() []string {
	var names []string
	for _, s := range drill.Scenarios() {
		names = append(names, s.Name)
	}
	return names
}

func (a *app) drillWriteCommand() *cobra.Command {
	cmd := a.command("drill.write", "")
	cmd.Args = a.oneArg
	scenario := cmd.Flags().String("scenario", "debate-night", a.text("drill.flag.scenario"))
	seed := cmd.Flags().Uint64("seed", 1, a.text("drill.flag.seed"))
	_ = cmd.RegisterFlagCompletionFunc("scenario", cobra.FixedCompletions(scenarioNames(), cobra.ShellCompDirectiveNoFileComp))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		t, err := a.writeDrill(cmd.Context(), args[0], *scenario, *seed)
		if err != nil {
			return err
		}
		a.say(lang.M("drill.written", "dir", args[0], "planted", len(plantedItems(t)), "innocent", len(t.Items)-len(plantedItems(t))))
		a.say(lang.M("drill.next", "case", shellWord(filepath.Clean(args[0])+"-case"), "facts", shellWord(filepath.Join(args[0], store.ElectionName)), "files", shellWord(filepath.Clean(args[0]))+"/*"))
		return nil
	}
	return cmd
}

// shellWord writes a name so that it can be pasted into a shell.
func shellWord(name string) string {
	if name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_./,:@%+=-", r)
	}) {
		return name
	}
	return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
}

func plantedItems(t *drill.Truth) (out []drill.Item) {
	for _, i := range t.Items {
		if i.Planted {
			out = append(out, i)
		}
	}
	return out
}

// writeDrill simulates an election into a directory.
func (a *app) writeDrill(ctx context.Context, dir, scenario string, seed uint64) (*drill.Truth, error) {
	known := false
	for _, n := range scenarioNames() {
		known = known || n == scenario
	}
	if !known {
		return nil, usage(lang.M("drill.no-scenario", "name", scenario), a.choice(scenario, scenarioNames()))
	}
	bar := a.progressCount(-1, lang.M("drill.progress", "scenario", scenario), lang.M("detect.unit"))
	defer bar.Done()
	t, err := drill.Write(ctx, dir, scenario, seed)
	if err != nil && ctx.Err() == nil {
		return nil, failed(lang.M("drill.failed", "why", err.Error()), lang.M("cli.output.do"), err)
	}
	return t, err
}

func (a *app) drillScoreCommand() *cobra.Command {
	cmd := a.command("drill.score", "")
	cmd.Args = a.oneArg
	truth := cmd.Flags().String("truth", "", a.text("drill.flag.truth"))
	asJSON := a.jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		c, err := a.openCase(args[0])
		if err != nil {
			return err
		}
		t, err := a.truth(c, *truth)
		if err != nil {
			return err
		}
		found, err := a.loadFindings(c)
		if err != nil {
			return err
		}
		s, err := drill.Score(cmd.Context(), t, c, found)
		if err != nil {
			return err
		}
		if *asJSON {
			return a.printJSON(s)
		}
		a.showScores(t, s)
		return nil
	}
	return cmd
}

// truth reads the truth of the drill that a case holds: from the file named,
// else from the case, else from the directory that the case lies in.
func (a *app) truth(c *store.Case, name string) (*drill.Truth, error) {
	names := []string{filepath.Join(c.Dir, drill.TruthFile), filepath.Join(c.Dir, "..", drill.TruthFile)}
	if name != "" {
		names = []string{name}
	}
	for _, n := range names {
		t, err := drill.ReadTruth(n)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, failed(lang.M("drill.bad-truth", "file", n, "why", err.Error()), lang.M("drill.bad-truth.do"), err)
		}
		return t, nil
	}
	return nil, failed(lang.M("drill.no-truth", "dir", c.Dir), lang.M("drill.no-truth.do"), fs.ErrNotExist)
}

// showScores prints the table of what was found of what was planted.
func (a *app) showScores(t *drill.Truth, s *score.Scores) {
	a.out.line(a.Print(lang.M("drill.scored", "scenario", t.Scenario, "seed", int64(t.Seed))))
	head := fmt.Sprintf("  %-12s %-9s %9s %9s %9s %9s", a.text("drill.col.detector"), a.text("drill.col.unit"), a.text("drill.col.planted"), a.text("drill.col.found"), a.text("drill.col.precision"), a.text("drill.col.recall"))
	a.out.line(a.color(bold, head))
	for _, r := range s.Detectors {
		a.out.line(fmt.Sprintf("  %-12s %-9s %9s %9s %9s %9s", r.Name, a.unit(r.Unit), lang.Int(int64(r.Planted)), lang.Int(int64(r.Found)), ratio(r.Precision), ratio(r.Recall)))
		for _, b := range r.Baselines {
			a.out.line(a.color(dim, fmt.Sprintf("    %-30s %9s %9s %9s", a.Print(lang.M("drill.baseline", "name", b.Name)), lang.Int(int64(b.Found)), ratio(b.Precision), ratio(b.Recall))))
		}
	}
	for _, i := range plantedItems(t) {
		if i.Detector == "" {
			a.out.line("  " + a.Print(lang.M("drill.uncovered", "kind", i.Kind, "size", i.Size, "unit", a.unit(i.Unit))))
		}
	}
}

func (a *app) unit(u string) string {
	if a.has("drill.unit." + u) {
		return a.text("drill.unit." + u)
	}
	return u
}

// ratio writes a share with two decimals; a share of nothing is a dash.
func ratio(p *float64) string {
	if p == nil {
		return "–"
	}
	return fmt.Sprintf("%.2f", *p)
}

// drillFiles takes the files that are no observations but belong to a case
// out of a list: a drill's truth.json and an election.yaml.
func drillFiles(files []string) (observations, truths, facts []string) {
	for _, f := range files {
		switch filepath.Base(f) {
		case drill.TruthFile:
			if _, err := drill.ReadTruth(f); err == nil {
				truths = append(truths, f)
				continue
			}
		case store.ElectionName:
			if b, err := os.ReadFile(f); err == nil && strings.Contains(string(b), "contests:") {
				facts = append(facts, f)
				continue
			}
		}
		observations = append(observations, f)
	}
	return observations, truths, facts
}
