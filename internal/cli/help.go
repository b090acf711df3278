package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/unveil-project/unveil/internal/lang"
)

// helpWidth is how wide help is written, so that it fits every terminal.
const helpWidth = 80

// helpCommand explains a command, a detector or the formats.
func (a *app) helpCommand() *cobra.Command {
	cmd := a.command("help", groupOther)
	cmd.Args = cobra.ArbitraryArgs
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return a.explain(cmd.Root(), args) }
	cmd.ValidArgsFunction = func(cmd *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
		fits := slices.DeleteFunc(a.topics(cmd.Root()), func(s string) bool { return !strings.HasPrefix(s, begun) })
		return fits, cobra.ShellCompDirectiveNoFileComp
	}
	return cmd
}

func (a *app) explain(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		a.help(root)
		return nil
	}
	if cmd, rest, err := root.Find(args); err == nil && cmd != root && len(rest) == 0 {
		cmd.InheritedFlags() // merges the flags of the parents
		a.help(cmd)
		return nil
	}
	if len(args) == 1 && args[0] == "formats" {
		a.helpFormats()
		return nil
	}
	for _, d := range a.detectors() {
		if len(args) == 1 && d.Name == args[0] {
			a.out.line(fmt.Sprintf("%s %s (%s)\n\n%s", a.color(bold, d.Name), d.Version, a.text("front."+string(d.Front)), wrap(d.Doc.In(a.Lang), helpWidth)))
			return nil
		}
	}
	topic := strings.Join(args, " ")
	return usage(lang.M("cli.no-topic", "name", topic), a.choice(topic, a.topics(root)))
}

// topics lists what help can explain.
func (a *app) topics(root *cobra.Command) []string {
	var names []string
	for _, c := range a.inOrder(root) {
		names = append(names, c.Name())
	}
	for _, d := range a.detectors() {
		names = append(names, d.Name)
	}
	return append(names, "formats")
}

// help prints the help of the program or of one command.
func (a *app) help(cmd *cobra.Command) {
	if !cmd.HasParent() {
		a.helpRoot(cmd)
		return
	}
	var b strings.Builder
	b.WriteString(wrap(cmd.Long, helpWidth) + "\n\n")
	fmt.Fprintf(&b, "%s\n  %s\n", a.heading("cli.usage"), cmd.UseLine())
	if subs := available(cmd); len(subs) > 0 {
		fmt.Fprintf(&b, "\n%s\n", a.heading("cli.subcommands"))
		writeRows(&b, commandRows(subs))
	}
	if cmd.Example != "" {
		fmt.Fprintf(&b, "\n%s\n%s\n", a.heading("cli.examples"), indent(cmd.Example))
	}
	if rows := a.flagRows(cmd.LocalNonPersistentFlags()); len(rows) > 0 {
		fmt.Fprintf(&b, "\n%s\n", a.heading("cli.flags-own"))
		writeRows(&b, rows)
	}
	fmt.Fprintf(&b, "\n%s\n", a.heading("cli.flags-all"))
	writeRows(&b, a.flagRows(cmd.Root().PersistentFlags()))
	a.out.line(strings.TrimRight(b.String(), "\n"))
}

// helpRoot prints the overview: every command by its group, in the order of
// the list, in columns that line up across the groups. It has to fit a screen,
// so the commands that are about the program itself are only named.
func (a *app) helpRoot(root *cobra.Command) {
	var b strings.Builder
	b.WriteString(wrap(root.Long, helpWidth) + "\n")
	fmt.Fprintf(&b, "%s\n", a.text("cli.usage-line"))
	cmds := a.inOrder(root)
	width := nameWidth(commandRows(cmds))
	for _, g := range root.Groups() {
		if g.ID == groupOther {
			continue
		}
		rows := commandRows(slices.DeleteFunc(slices.Clone(cmds), func(c *cobra.Command) bool { return c.GroupID != g.ID }))
		if len(rows) > 0 {
			b.WriteString(a.color(bold, g.Title) + "\n")
			writeColumns(&b, rows, width)
		}
	}
	var others []string
	for _, c := range cmds {
		if c.GroupID == groupOther && c.Name() != "help" {
			others = append(others, c.Name())
		}
	}
	for line := range strings.SplitSeq(a.Print(lang.M("cli.footer", "others", strings.Join(others, ", "))), "\n") {
		b.WriteString(wrap(line, helpWidth) + "\n")
	}
	a.out.line(strings.TrimRight(b.String(), "\n"))
}

// inOrder lists the commands as commands does, where cobra sorts by name, and
// then help.
func (a *app) inOrder(root *cobra.Command) []*cobra.Command {
	cmds := slices.DeleteFunc(slices.Clone(root.Commands()), func(c *cobra.Command) bool { return c.Hidden })
	slices.SortStableFunc(cmds, func(x, y *cobra.Command) int {
		return cmp.Compare(slices.Index(a.order, x.Name()), slices.Index(a.order, y.Name()))
	})
	return cmds
}

func (a *app) heading(key string) string { return a.color(bold, a.text(key)) }

func available(cmd *cobra.Command) []*cobra.Command {
	var cs []*cobra.Command
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			cs = append(cs, c)
		}
	}
	return cs
}

// row is a name and what it is, in two columns.
type row struct{ name, text string }

func commandRows(cs []*cobra.Command) []row {
	var rows []row
	for _, c := range cs {
		rows = append(rows, row{c.Name(), c.Short})
	}
	return rows
}

func (a *app) flagRows(f *pflag.FlagSet) []row {
	var rows []row
	f.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, text := strings.Join(f.Annotations[flagValue], ""), f.Usage
		name := "    --" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", --" + f.Name
		}
		if value != "" {
			name += " " + value
		}
		if !slices.Contains([]string{"", "false", "0", "0s", "[]"}, f.DefValue) {
			text += " " + a.Print(lang.M("cli.default", "value", f.DefValue))
		}
		rows = append(rows, row{name, text})
	})
	return rows
}

// writeRows writes two columns, the second wrapped.
func writeRows(b *strings.Builder, rows []row) { writeColumns(b, rows, nameWidth(rows)) }

// nameWidth is how wide the first column is; a longer name juts out.
func nameWidth(rows []row) int {
	width := 0
	for _, r := range rows {
		width = max(width, utf8.RuneCountInString(r.name))
	}
	return min(width, 28)
}

func writeColumns(b *strings.Builder, rows []row, width int) {
	for _, r := range rows {
		pad := strings.Repeat(" ", max(width-utf8.RuneCountInString(r.name), 0))
		text := strings.ReplaceAll(wrap(r.text, helpWidth-width-4), "\n", "\n"+strings.Repeat(" ", width+4))
		fmt.Fprintf(b, "  %s%s  %s\n", r.name, pad, text)
	}
}

// wrap breaks the paragraphs of a text at the width; lines that begin with a
// space stay as they are.
func wrap(text string, width int) string {
	var out []string
	for _, par := range strings.Split(strings.TrimSpace(text), "\n\n") {
		if strings.HasPrefix(par, " ") {
			out = append(out, par)
			continue
		}
		out = append(out, wrapWords(strings.Fields(par), width))
	}
	return strings.Join(out, "\n\n")
}

func wrapWords(words []string, width int) string {
	var b strings.Builder
	at := 0
	for i, w := range words {
		n := utf8.RuneCountInString(w)
		switch {
		case i == 0:
		case at+1+n > width:
			b.WriteByte('\n')
			at = 0
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(w)
		at += n
	}
	return b.String()
}

func indent(s string) string {
	return "  " + strings.ReplaceAll(strings.TrimSpace(s), "\n", "\n  ")
}
