package cli

import (
	"errors"
	"log/slog"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/lang"
)

// The groups of commands in help.
const (
	groupShot  = "shot"  // on files, no case needed
	groupCase  = "case"  // what a team lives in
	groupDrill = "drill" // simulated elections
	groupOther = "other"
)

func groups() []string { return []string{groupShot, groupCase, groupDrill, groupOther} }

// root makes the whole tree of commands.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use: "unveil", Short: a.text("cli.short"), Long: a.text("cli.long"),
		SilenceErrors: true, SilenceUsage: true, DisableSuggestions: true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		Args:              a.unknownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error {
			a.help(cmd)
			return nil
		},
	}
	root.SetArgs(append([]string{}, a.Args...))
	root.SetIn(a.Stdin)
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { a.help(cmd) })
	root.SetFlagErrorFunc(a.flagError)
	a.globalFlags(root.PersistentFlags())
	// The flag was understood already; here it is completed.
	_ = root.RegisterFlagCompletionFunc("lang", cobra.FixedCompletions(langNames(), cobra.ShellCompDirectiveNoFileComp))
	root.PersistentPreRunE = func(cmd *cobra.Command, args []string) error {
		if a.quiet {
			a.logLevel.Set(slog.LevelError)
		}
		return guardInputs(cmd, args)
	}
	for _, g := range groups() {
		root.AddGroup(&cobra.Group{ID: g, Title: a.text("cli.group." + g)})
	}
	for _, cmd := range append(a.commands(), a.helpCommand()) {
		a.order = append(a.order, cmd.Name())
		root.AddCommand(cmd)
		if cmd.Name() == "help" {
			root.SetHelpCommand(cmd)
		}
	}
	nameValues(root)
	return root
}

// flagValue is the annotation of a flag that names its value in help.
const flagValue = "value"

// nameValues takes the names of values out of the flags' texts, where they
// stand in back quotes, so that help and the shells' completion can both
// print the texts.
func nameValues(cmd *cobra.Command) {
	name := func(f *pflag.Flag) {
		value, text := pflag.UnquoteUsage(f)
		if f.Value.Type() != "bool" && f.Annotations[flagValue] == nil {
			f.Usage = text
			if f.Annotations == nil {
				f.Annotations = map[string][]string{}
			}
			f.Annotations[flagValue] = []string{value}
		}
	}
	cmd.PersistentFlags().VisitAll(name)
	cmd.Flags().VisitAll(name)
	for _, c := range cmd.Commands() {
		nameValues(c)
	}
}

func (a *app) globalFlags(f *pflag.FlagSet) {
	f.SortFlags = false
	f.String("lang", "", a.text("cli.flag.lang"))
	f.BoolVarP(&a.quiet, "quiet", "q", false, a.text("cli.flag.quiet"))
	f.BoolVar(&a.noColor, "no-color", false, a.text("cli.flag.no-color"))
	f.BoolP("help", "h", false, a.text("cli.flag.help"))
}

// command begins a command with the texts that the catalogue has under its
// name. A sub-command is named with its parents: "drill.write".
func (a *app) command(name, group string) *cobra.Command {
	own := name[strings.LastIndexByte(name, '.')+1:]
	cmd := &cobra.Command{Use: own, GroupID: group, Short: a.text(name + ".short"), Long: a.text(name + ".long")}
	if a.has(name + ".use") {
		cmd.Use += " " + a.text(name+".use")
	}
	cmd.DisableFlagsInUseLine = true // it would say so in English
	cmd.Use += " " + a.text("cli.flags-word")
	if a.has(name + ".example") {
		cmd.Example = a.text(name + ".example")
	}
	cmd.Flags().SortFlags = false
	return cmd
}

// parent begins a command that only holds sub-commands.
func (a *app) parent(name, group string, subs ...*cobra.Command) *cobra.Command {
	cmd := a.command(name, group)
	cmd.Args = a.unknownCommand
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		a.help(cmd)
		return nil
	}
	cmd.AddCommand(subs...)
	return cmd
}

// unknownCommand refuses words where a command is expected.
func (a *app) unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() || c.Name() == "help" {
			names = append(names, c.Name())
		}
	}
	do := lang.M("cli.do.help", "command", cmd.CommandPath())
	if near := election.Nearest(args[0], names); near != "" {
		do = lang.M("cli.do.nearest", "name", cmd.CommandPath()+" "+near)
	}
	return usage(lang.M("cli.unknown-command", "name", args[0]), do)
}

// noArgs is for commands that take nothing but flags.
func (a *app) noArgs(cmd *cobra.Command, args []string) error { return a.count(cmd, args, 0, 0) }

// oneArg is for commands that take exactly one argument.
func (a *app) oneArg(cmd *cobra.Command, args []string) error { return a.count(cmd, args, 1, 1) }

// argsFrom is for commands that take n arguments or more.
func (a *app) argsFrom(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error { return a.count(cmd, args, n, -1) }
}

func (a *app) count(cmd *cobra.Command, args []string, least, most int) error {
	do := lang.M("cli.do.usage", "line", cmd.UseLine())
	switch {
	case len(args) < least:
		return usage(lang.M("cli.too-few", "command", cmd.CommandPath()), do)
	case most >= 0 && len(args) > most:
		return usage(lang.M("cli.too-many", "command", cmd.CommandPath(), "name", args[most]), do)
	}
	return nil
}

// flagError puts the flag parser's errors into the reader's language.
func (a *app) flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var noValue *pflag.ValueRequiredError
	var badValue *pflag.InvalidValueError
	help := lang.M("cli.do.help", "command", cmd.CommandPath())
	switch {
	case errors.As(err, &unknown):
		return usage(lang.M("cli.unknown-flag", "name", dashed(unknown)), a.nearFlag(cmd, unknown.GetSpecifiedName(), help))
	case errors.As(err, &noValue):
		return usage(lang.M("cli.flag-needs-value", "name", "--"+noValue.GetFlag().Name), help)
	case errors.As(err, &badValue):
		return usage(lang.M("cli.flag-value", "name", "--"+badValue.GetFlag().Name, "value", badValue.GetValue()), help)
	}
	return usage(lang.M("cli.flags", "why", err.Error()), help)
}

func dashed(e *pflag.NotExistError) string {
	if s := e.GetSpecifiedShortnames(); s != "" {
		return "-" + s[:1]
	}
	return "--" + e.GetSpecifiedName()
}

func (a *app) nearFlag(cmd *cobra.Command, name string, other lang.Message) lang.Message {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := election.Nearest(name, names); near != "" {
		return lang.M("cli.do.nearest", "name", "--"+near)
	}
	return other
}
