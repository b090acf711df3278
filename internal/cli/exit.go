package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/unveil-project/unveil/internal/lang"
)

// The exit codes of the program.
const (
	exitDone     = 0
	exitFailed   = 1
	exitUsage    = 2
	exitFindings = 3 // findings at or above --fail-on
)

// failure is an error that a user reads: what went wrong, and what to do.
type failure struct {
	code     int
	what, do lang.Message
	cause    error
}

// Error is for logs and tests; users see what and do in their language.
func (f *failure) Error() string {
	if f.cause != nil {
		return fmt.Sprintf("%s: %v", f.what.Key, f.cause)
	}
	return f.what.Key
}

// Unwrap gives the cause.
func (f *failure) Unwrap() error { return f.cause }

// usage is a mistake in the command line: exit code 2.
func usage(what, do lang.Message) error {
	return &failure{code: exitUsage, what: what, do: do}
}

// failed is work that could not be done: exit code 1.
func failed(what, do lang.Message, cause error) error {
	return &failure{code: exitFailed, what: what, do: do, cause: cause}
}

// errFindings ends a command that did its work and found something at or
// above --fail-on. Nothing is printed for it.
var errFindings = errors.New("findings at or above the limit")

// finish prints an error, if there is one, and gives the exit code.
func (a *app) finish(ctx context.Context, err error) int {
	var f *failure
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.As(err, &f):
		a.complain(f.what, f.do)
		return f.code
	case ctx.Err() != nil || errors.Is(err, context.Canceled):
		a.complain(lang.M("cli.interrupted"), lang.M("cli.interrupted.do"))
	default:
		a.complain(lang.M("cli.failed", "why", err.Error()), lang.M("cli.failed.do"))
	}
	return exitFailed
}

// complain prints "unveil: what went wrong" and on the next line what to do.
func (a *app) complain(what, do lang.Message) {
	_, _ = fmt.Fprintf(a.err, "%s %s\n  %s\n", a.errColor(red, "unveil:"), safeLines(a.Print(what)), safeLines(a.Print(do)))
}
