package cli

import (
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/origin"
)

// originDir is where a case keeps databases of its own.
const originDir = "origin"

// originFlags are the flags that say where the databases lie and for which
// day they are asked.
type originFlags struct {
	dir, dirCase string
	asOf         string
	maxAge       int
}

func (a *app) originCommand() *cobra.Command {
	cmd := a.command("origin", groupOther)
	cmd.Args = a.argsFrom(0)
	ask := a.originFlags(cmd)
	cmd.Flags().StringVar(&ask.asOf, "as-of", "", a.text("origin.flag.as-of"))
	cmd.Flags().IntVar(&ask.maxAge, "max-age", 60, a.text("origin.flag.max-age"))
	asJSON := a.jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		at, err := ask.day()
		if err != nil {
			return err
		}
		set, err := a.openOrigin(ask.dir, ask.dirCase)
		if err != nil {
			return err
		}
		v := originView{Schema: 1, Databases: set.Databases(), Apart: []origin.Age{}}
		if !at.IsZero() {
			v.AsOf, v.Apart = ask.asOf, append(v.Apart, set.Apart(at, ask.maxAge)...)
		}
		if len(args) > 0 {
			if v.Addresses, err = a.lookUp(cmd.Context(), set, args); err != nil {
				return err
			}
		}
		if *asJSON {
			return a.printJSON(v)
		}
		a.showOrigin(&v, len(args) > 0)
		return nil
	}
	cmd.AddCommand(a.originAddCommand(), a.originRemoveCommand())
	return cmd
}

func (a *app) originFlags(cmd *cobra.Command) *originFlags {
	f := &originFlags{}
	cmd.Flags().StringVar(&f.dir, "origin", "", a.text("origin.flag.origin"))
	cmd.Flags().StringVar(&f.dirCase, "case", "", a.text("cli.flag.case"))
	return f
}

// day is the day that the databases are asked for, the zero time where none is
// given.
func (f *originFlags) day() (time.Time, error) {
	if f.maxAge < 0 {
		return time.Time{}, usage(lang.M("cli.flag-value", "name", "--max-age", "value", f.maxAge), lang.M("cli.do.help", "command", "unveil origin"))
	}
	if f.asOf == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.DateOnly, f.asOf)
	if err != nil {
		return t, usage(lang.M("cli.flag-value", "name", "--as-of", "value", f.asOf), lang.M("origin.day.do"))
	}
	return t, nil
}

// openOrigin loads the databases of addresses: those of the case, where it has
// some, and those of the directory that the flag or the environment names.
// Without any the set is empty.
func (a *app) openOrigin(flag, caseFlag string) (*origin.Set, error) {
	var dirs []string
	if dir := a.caseDir(caseFlag); dir != "" {
		dirs = append(dirs, filepath.Join(dir, originDir))
	}
	if dir := a.originHome(flag); dir != "" {
		dirs = append(dirs, dir)
	}
	if flag != "" {
		if _, err := os.Stat(flag); err != nil {
			return nil, failed(lang.M("origin.dir", "dir", flag, "why", plainError(err)), lang.M("origin.dir.do"), err)
		}
	}
	set, err := origin.Open(dirs...)
	if err != nil {
		return nil, failed(lang.M("origin.open", "why", terminalSafe(err.Error())), lang.M("origin.open.do"), err)
	}
	return set, nil
}

// originHome is the directory of databases outside of cases: that of the flag,
// of UNVEIL_ORIGIN, else one among the user's data. It is "" where the
// environment names no home.
func (a *app) originHome(flag string) string {
	if flag != "" {
		return flag
	}
	if dir := a.Getenv("UNVEIL_ORIGIN"); dir != "" {
		return dir
	}
	for _, place := range []struct{ name, below string }{
		{"XDG_DATA_HOME", ""}, {"HOME", filepath.Join(".local", "share")}, {"LOCALAPPDATA", ""},
	} {
		if base := a.Getenv(place.name); filepath.IsAbs(base) {
			return filepath.Join(base, place.below, "unveil", "origin")
		}
	}
	return ""
}

// originTarget is the directory that databases are added to and removed from:
// that of the case where --case is given, else originHome.
func (a *app) originTarget(f *originFlags) (string, error) {
	if f.dirCase != "" {
		c, err := a.openCase(f.dirCase)
		if err != nil {
			return "", err
		}
		return filepath.Join(c.Dir, originDir), nil
	}
	if dir := a.originHome(f.dir); dir != "" {
		return dir, nil
	}
	return "", usage(lang.M("origin.no-home"), lang.M("origin.no-home.do"))
}

func (a *app) originAddCommand() *cobra.Command {
	cmd := a.command("origin.add", "")
	cmd.Args = a.argsFrom(1)
	ask := a.originFlags(cmd)
	var o origin.Options
	cmd.Flags().StringVar(&o.Name, "name", "", a.text("origin.add.flag.name"))
	cmd.Flags().StringVar(&o.Kind, "kind", "", a.text("origin.add.flag.kind"))
	cmd.Flags().StringVar(&o.Built, "built", "", a.text("origin.add.flag.built"))
	asJSON := a.jsonFlag(cmd)
	_ = cmd.RegisterFlagCompletionFunc("kind", cobra.FixedCompletions(origin.ListKinds(), cobra.ShellCompDirectiveNoFileComp))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if o.Name != "" && len(args) > 1 {
			return usage(lang.M("origin.one-name"), lang.M("origin.one-name.do"))
		}
		dir, err := a.originTarget(ask)
		if err != nil {
			return err
		}
		added := []origin.Database{}
		for _, file := range args {
			dbs, err := origin.Add(cmd.Context(), dir, file, o)
			if err != nil {
				return a.originFailure(file, err)
			}
			added = append(added, dbs...)
			if !*asJSON {
				a.sayAdded(dbs)
			}
		}
		if *asJSON {
			return a.printJSON(originView{Schema: 1, Databases: added, Apart: []origin.Age{}})
		}
		a.say(lang.M("origin.added.next", "dir", terminalSafe(dir)))
		return nil
	}
	return cmd
}

// originFailure puts a refusal into the reader's language.
func (a *app) originFailure(file string, err error) error {
	f := new(origin.Failure)
	if !errors.As(err, &f) {
		return err
	}
	why := terminalSafe(a.Print(f.Problem))
	return failed(lang.M("origin.bad", "file", terminalSafe(file), "why", why), lang.M("origin.bad.do"), err)
}

func (a *app) originRemoveCommand() *cobra.Command {
	cmd := a.command("origin.remove", "")
	cmd.Args = a.oneArg
	ask := a.originFlags(cmd)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		dir, err := a.originTarget(ask)
		if err != nil {
			return err
		}
		if err := origin.Remove(dir, args[0]); err != nil {
			f := new(origin.Failure)
			if !errors.As(err, &f) {
				return err
			}
			return failed(f.Problem, lang.M("origin.absent.do"), err)
		}
		a.say(lang.M("origin.removed", "name", args[0]))
		return nil
	}
	return cmd
}
