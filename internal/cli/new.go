package cli

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/store"
)

func (a *app) newCommand() *cobra.Command {
	cmd := a.command("new", groupCase)
	cmd.Args = a.oneArg
	example := cmd.Flags().String("example", "", a.text("new.flag.example"))
	_ = cmd.RegisterFlagCompletionFunc("example", cobra.FixedCompletions(election.Examples(), cobra.ShellCompDirectiveNoFileComp))
	file := cmd.Flags().String("election", "", a.text("new.flag.election"))
	cmd.RunE = func(_ *cobra.Command, args []string) error { return a.runNew(args[0], *example, *file) }
	return cmd
}

func (a *app) runNew(dir, example, file string) error {
	if strings.TrimSpace(dir) == "" {
		return usage(lang.M("new.no-name"), lang.M("new.no-name.do"))
	}
	facts, next, err := a.facts(filepath.Base(filepath.Clean(dir)), example, file)
	if err != nil {
		return err
	}
	err = a.newCase(dir, facts)
	switch {
	case errors.Is(err, store.ErrExists):
		return failed(lang.M("new.exists", "dir", dir), lang.M("new.exists.do"), err)
	case err != nil:
		return failed(lang.M("new.failed", "dir", dir, "why", err.Error()), lang.M("new.failed.do"), err)
	}
	a.say(lang.M(next, "dir", dir, "file", filepath.Join(dir, store.ElectionName)))
	return nil
}

// facts gives the election.yaml that a case begins with, and the message that
// says what comes next: a copy of the file named, once it is found sound; an
// example; else a template that explains itself.
func (a *app) facts(name, example, file string) (facts []byte, next string, err error) {
	switch {
	case example != "" && file != "":
		return nil, "", usage(lang.M("new.two"), lang.M("new.two.do"))
	case file != "":
		facts, err := os.ReadFile(file)
		if err != nil {
			return nil, "", failed(lang.M("cli.no-election", "name", file, "why", plainError(err)), lang.M("cli.no-election.do", "names", strings.Join(election.Examples(), ", ")), err)
		}
		_, err = a.parseElection(file, facts)
		return facts, "new.done-example", err
	case example != "":
		known, ok := election.Example(example)
		if !ok {
			return nil, "", usage(lang.M("new.no-example", "name", example), a.choice(example, election.Examples()))
		}
		return known, "new.done-example", nil
	}
	return election.Template(name), "new.done", nil
}
