package cli

import (
	"strings"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/lang"
)

// setLanguage chooses the language before anything is said: the flag --lang,
// else the first of UNVEIL_LANG, LC_ALL, LC_MESSAGES and LANG that is set and
// names a language that is spoken here.
func (a *app) setLanguage() error {
	a.Lang = lang.En
	for _, name := range []string{"UNVEIL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"} {
		if l, ok := lang.Parse(a.Getenv(name)); ok {
			a.Lang = l
			break
		}
	}
	value, given := langFlag(a.Args)
	if !given {
		return nil
	}
	l, ok := lang.Parse(value)
	completing := strings.HasPrefix(a.Args[0], "__complete") // the value may be half typed
	if !ok && completing {
		return nil
	}
	if !ok {
		return usage(lang.M("cli.lang", "value", value), a.choice(value, langNames()))
	}
	a.Lang = l
	return nil
}

// langFlag finds --lang in the arguments, since help itself must be in the
// language that it names.
func langFlag(args []string) (value string, given bool) {
	for i, arg := range args {
		switch {
		case arg == "--":
			return value, given
		case arg == "--lang" && i+1 < len(args):
			value, given = args[i+1], true
		case strings.HasPrefix(arg, "--lang="):
			value, given = strings.TrimPrefix(arg, "--lang="), true
		}
	}
	return value, given
}

// langNames lists what --lang takes.
func langNames() []string {
	var names []string
	for _, l := range lang.Langs() {
		names = append(names, string(l))
	}
	return names
}

// choice says which of the names was probably meant, or all there are.
func (a *app) choice(got string, names []string) lang.Message {
	if near := election.Nearest(got, names); near != "" {
		return lang.M("cli.do.nearest", "name", near)
	}
	return lang.M("cli.do.one-of", "names", strings.Join(names, ", "))
}
