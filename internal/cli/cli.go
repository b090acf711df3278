// Package cli is the command line: flags in, exit code out. It parses, calls
// the packages below, and prints; whatever knows something about elections is
// in those packages.
//
// # Adding a command
//
//  1. Write NAME.go with func (a *app) nameCommand() *cobra.Command. Begin
//     with a.command("name", groupCase): it takes the texts below. Set Args to
//     one of a.noArgs, a.oneArg, a.argsFrom, and RunE to what the command does.
//  2. Write messages_NAME.go with its texts in a catalogue: "NAME.use" (what
//     follows the name on the usage line), "NAME.short", "NAME.long",
//     "NAME.example", and "NAME.flag.FLAG" for each flag, where back quotes
//     stand around the name of the flag's value. Add it to Messages.
//  3. Put a.nameCommand() in commands below.
//  4. Write cmd/unveil/testdata/NAME.txtar with its failing cases.
//
// A command returns an error made by usage or failed, which say in the
// reader's language what went wrong and what to do; Main prints it and turns
// it into the exit code. Output goes to a.out, what is said beside it to
// a.err.
package cli

import (
	"context"
	"io"
	"log/slog"
	"time"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/detect/suite"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/store"
)

// Env is everything that the program takes from the world around it.
type Env struct {
	Args           []string // without the program's name
	Getenv         func(string) string
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Now            func() time.Time
	Random         io.Reader // for keys that nobody may repeat
	// Ticks gives the time again and again until stop is called.
	Ticks func(every time.Duration) (c <-chan time.Time, stop func())
	// IsTerminal says whether a stream, one of the three, is a terminal.
	IsTerminal func(stream any) bool
	// Keys has a terminal give single keys until restore is called; nil: it
	// gives lines.
	Keys func(stream any) (restore func(), err error)
	// Columns is how wide a terminal is, 0 where that is not known.
	Columns func(stream any) int
}

// Main runs the program once and gives its exit code.
func Main(ctx context.Context, env Env) int {
	a := newApp(env)
	err := a.setLanguage()
	if err == nil {
		err = a.root().ExecuteContext(ctx)
	}
	if err == nil {
		err = a.outputFailure()
	}
	return a.finish(ctx, err)
}

// app is what every command works with.
type app struct {
	Env
	lang.Printer           // renders messages of the whole program: a.Print(lang.M(…))
	out          *output   // standard output; remembers the first failed write
	err          io.Writer // standard error
	log          *slog.Logger
	logLevel     *slog.LevelVar
	quiet        bool
	noColor      bool
	detectors    func() []detect.Detector
	formats      func() []formatDoc
	newCase      creator
	order        []string // names of the commands as help shows them
}

// creator makes the directory of a case.
type creator func(dir string, electionYAML []byte) error

func newApp(env Env) *app {
	a := &app{
		Env: env, out: &output{w: env.Stdout}, err: env.Stderr,
		Printer:   lang.Printer{Catalogue: Catalogue},
		logLevel:  new(slog.LevelVar),
		detectors: suite.Detectors,
		formats:   formatDocs,
		newCase: func(dir string, electionYAML []byte) error {
			_, err := store.Create(dir, electionYAML)
			return err
		},
	}
	a.logLevel.Set(slog.LevelWarn)
	a.log = slog.New(slog.NewTextHandler(a.err, &slog.HandlerOptions{Level: a.logLevel}))
	return a
}

// commands lists every command, in the order in which help shows them.
func (a *app) commands() []*cobra.Command {
	return []*cobra.Command{
		a.networkCommand(),
		a.postsCommand(),
		a.narrativesCommand(),
		a.stanceCommand(),
		a.labelCommand(),
		a.rhythmCommand(),
		a.fingerprintCommand(),
		a.trafficCommand(),
		a.newCommand(),
		a.addCommand(),
		a.rejectsCommand(),
		a.detectCommand(),
		a.findingsCommand(),
		a.reportCommand(),
		a.demoCommand(),
		a.drillCommand(),
		a.originCommand(),
		a.verifyCommand(),
		a.versionCommand(),
		a.completionCommand(),
	}
}

// say prints a message on standard output unless the user asked for quiet. It
// is for what a person wants to know, never for a command's result.
func (a *app) say(m lang.Message) {
	if !a.quiet {
		a.out.line(a.Print(m))
	}
}

// text renders a message without arguments.
func (a *app) text(key string) string { return a.Print(lang.M(key)) }

// has is true where the catalogue has a message.
func (a *app) has(key string) bool { _, ok := a.Catalogue[key]; return ok }

// output is standard output. A write that fails (a full disk) is remembered
// and makes the program fail at its end.
type output struct {
	w   io.Writer
	bad error
}

// Write writes to the stream unless a write failed before.
func (o *output) Write(p []byte) (int, error) {
	if o.bad != nil {
		return 0, o.bad
	}
	n, err := o.w.Write(p)
	if err != nil {
		o.bad = err
	}
	return n, err
}

func (o *output) line(s string) {
	_, _ = io.WriteString(o, s+"\n") // a failure is remembered by Write
}

func (a *app) outputFailure() error {
	if a.out.bad == nil {
		return nil
	}
	return failed(lang.M("cli.output", "why", a.out.bad.Error()), lang.M("cli.output.do"), a.out.bad)
}
