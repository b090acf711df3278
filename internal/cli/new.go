package cli

import (
	"errors"
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
	cmd.RunE = func(_ *cobra.Command, args []string) error { return a.runNew(args[0], *example) }
	return cmd
}

func (a *app) runNew(dir, example string) error {
	if strings.TrimSpace(dir) == "" {
		return usage(lang.M("new.no-name"), lang.M("new.no-name.do"))
	}
	name := filepath.Base(filepath.Clean(dir))
	facts, next := election.Template(name), "new.done"
	if example != "" {
		known, ok := election.Example(example)
		if !ok {
			return usage(lang.M("new.no-example", "name", example), a.choice(example, election.Examples()))
		}
		facts, next = known, "new.done-example"
	}
	err := a.newCase(dir, facts)
	switch {
	case errors.Is(err, store.ErrExists):
		return failed(lang.M("new.exists", "dir", dir), lang.M("new.exists.do"), err)
	case err != nil:
		return failed(lang.M("new.failed", "dir", dir, "why", err.Error()), lang.M("new.failed.do"), err)
	}
	a.say(lang.M(next, "dir", dir, "file", filepath.Join(dir, store.ElectionName)))
	return nil
}
