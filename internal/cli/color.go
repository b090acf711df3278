package cli

import "io"

// style is one way to set off words on a terminal.
type style string

// The styles, as ANSI escape sequences.
const (
	bold   style = "\x1b[1m"
	dim    style = "\x1b[2m"
	red    style = "\x1b[31m"
	yellow style = "\x1b[33m"
	green  style = "\x1b[32m"
)

// color sets off words on standard output.
func (a *app) color(s style, words string) string { return a.colorOn(a.Stdout, s, words) }

// errColor sets off words on standard error.
func (a *app) errColor(s style, words string) string { return a.colorOn(a.Stderr, s, words) }

// colorOn colours words only where a person sees them on a terminal that can
// and has not said no (https://no-color.org).
func (a *app) colorOn(w io.Writer, s style, words string) string {
	if a.noColor || a.Getenv("NO_COLOR") != "" || a.Getenv("TERM") == "dumb" || !a.terminal(w) {
		return words
	}
	return string(s) + words + "\x1b[0m"
}

func (a *app) terminal(stream any) bool { return a.IsTerminal != nil && a.IsTerminal(stream) }
