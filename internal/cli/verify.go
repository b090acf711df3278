package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"filippo.io/age"
	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/verify"
)

// verifyAsk is what the command verify is asked for.
type verifyAsk struct {
	inputs, identities []string
	id                 string
	asJSON             *bool
}

func (a *app) verifyCommand() *cobra.Command {
	cmd := a.command("verify", groupOther)
	cmd.Args = a.oneArg
	ask := &verifyAsk{}
	f := cmd.Flags()
	f.StringArrayVar(&ask.inputs, "input", nil, a.text("verify.flag.input"))
	f.StringArrayVar(&ask.identities, "identity", nil, a.text("verify.flag.identity"))
	f.StringVar(&ask.id, "id", "", a.text("verify.flag.id"))
	ask.asJSON = a.jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return a.verify(cmd.Context(), args[0], ask) }
	return cmd
}

// verify checks a pack and says what came of it.
func (a *app) verify(ctx context.Context, name string, ask *verifyAsk) error {
	opt, err := a.verifyOptions(ask)
	if err != nil {
		return err
	}
	in, err := os.Open(name)
	if err != nil {
		return a.verifyUnread(name, err)
	}
	defer func() { _ = in.Close() }() // only read
	info, err := in.Stat()
	if err != nil {
		return a.verifyUnread(name, err)
	}
	if !info.Mode().IsRegular() {
		return failed(lang.M("verify.irregular", "file", terminalSafe(name)), lang.M("verify.open.do"), nil)
	}
	result, err := verify.Pack(ctx, in, info.Size(), opt)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return a.verifyUnread(name, err)
	}
	if err := a.showVerified(name, result, *ask.asJSON); err != nil {
		return err
	}
	return verdictOf(name, result)
}

func (a *app) verifyUnread(name string, err error) error {
	return failed(lang.M("verify.open", "file", terminalSafe(name), "why", terminalSafe(plainError(err))), lang.M("verify.open.do"), err)
}

// verifyOptions opens what the pack is compared with.
func (a *app) verifyOptions(ask *verifyAsk) (verify.Options, error) {
	opt := verify.Options{ID: ask.id}
	for _, name := range ask.inputs {
		if info, err := os.Stat(name); err != nil {
			return opt, a.verifyUnread(name, err)
		} else if info.IsDir() {
			return opt, failed(lang.M("verify.irregular", "file", terminalSafe(name)), lang.M("verify.open.do"), nil)
		}
		opt.Inputs = append(opt.Inputs, verify.Input{Name: name, Open: func() (io.ReadCloser, error) { return os.Open(name) }})
	}
	for _, name := range ask.identities {
		ids, err := identities(name)
		if err != nil {
			return opt, failed(lang.M("verify.identity", "file", terminalSafe(name), "why", terminalSafe(plainError(err))), lang.M("verify.identity.do"), err)
		}
		opt.Identities = append(opt.Identities, ids...)
	}
	return opt, nil
}

// identities reads a file of private keys.
func identities(name string) ([]age.Identity, error) {
	in, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = in.Close() }() // only read
	return verify.Identities(in)
}

// showVerified prints the checks, one sentence each.
func (a *app) showVerified(name string, r *verify.Result, asJSON bool) error {
	if asJSON {
		return a.printJSON(a.verifyJSON(name, r))
	}
	for _, c := range r.Checks {
		word, st := a.outcome(c.Outcome)
		a.out.line(fmt.Sprintf("%s  %s", a.color(st, word), indentRest(a.sentence(c))))
	}
	if r.Sealed != nil {
		a.out.line(a.Print(lang.M("verify.sealed", "files", strings.Join(r.Sealed.Files, ", "))))
	}
	return nil
}

// outcomeWidth is how wide the word for an outcome is.
const outcomeWidth = 12

// outcome gives the word for an outcome, filled to one width, and its colour.
func (a *app) outcome(o verify.Outcome) (string, style) {
	word := fmt.Sprintf("%-*s", outcomeWidth, a.text("verify.outcome."+string(o)))
	switch o {
	case verify.Passed:
		return word, green
	case verify.Failed:
		return word, red
	}
	return word, dim
}

// sentence is what a check says, in the reader's language.
func (a *app) sentence(c verify.Check) string {
	return terminalSafe(a.Print(lang.Message{Key: "verify.check." + c.Reason, Args: c.Args}))
}

// indentRest wraps a sentence behind the word for its outcome.
func indentRest(s string) string {
	return strings.ReplaceAll(wrap(s, helpWidth-outcomeWidth-2), "\n", "\n"+strings.Repeat(" ", outcomeWidth+2))
}

// verifySchema names the form of verify --json.
const verifySchema = "unveil/verify/1"

// verifyJSON is the form of verify --json; docs/formats/pack.md describes it.
func (a *app) verifyJSON(name string, r *verify.Result) any {
	type check struct {
		verify.Check
		Text string `json:"text"`
	}
	out := struct {
		Schema string           `json:"schema"`
		File   string           `json:"file"`
		ID     string           `json:"id"`
		OK     bool             `json:"ok"`
		Checks []check          `json:"checks"`
		Sealed *verify.Contents `json:"sealed"`
	}{verifySchema, name, r.ID, r.OK(), []check{}, r.Sealed}
	for _, c := range r.Checks {
		out.Checks = append(out.Checks, check{c, a.sentence(c)})
	}
	return out
}

// verdictOf fails where a check failed.
func verdictOf(name string, r *verify.Result) error {
	bad := 0
	for _, c := range r.Checks {
		if c.Outcome == verify.Failed {
			bad++
		}
	}
	if bad == 0 {
		return nil
	}
	return failed(lang.M("verify.failed", "file", terminalSafe(name), "n", bad, "of", len(r.Checks)), lang.M("verify.failed.do"), nil)
}
