package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/store"
)

// caseFlag gives a command the flag --case.
func (a *app) caseFlag(cmd *cobra.Command) *string {
	return cmd.Flags().String("case", "", a.text("cli.flag.case"))
}

// openCase opens the case that --case names; without the flag, the one that
// UNVEIL_CASE names or that the current directory is.
func (a *app) openCase(dir string) (*store.Case, error) {
	if dir = a.caseDir(dir); dir == "" {
		return nil, usage(lang.M("cli.no-case"), lang.M("cli.no-case.do"))
	}
	c, err := store.Open(dir)
	switch {
	case errors.Is(err, store.ErrNoCase), errors.Is(err, fs.ErrNotExist):
		return nil, failed(lang.M("cli.not-a-case", "dir", dir), lang.M("cli.not-a-case.do", "dir", dir), err)
	case errors.Is(err, store.ErrNewer):
		return nil, failed(lang.M("cli.newer", "why", err.Error()), lang.M("cli.newer.do"), err)
	case err != nil:
		return nil, failed(lang.M("cli.case-broken", "why", err.Error()), lang.M("cli.case-broken.do"), err)
	}
	return c, nil
}

// caseDir is the directory of the case that is meant, "" where none is.
func (a *app) caseDir(flag string) string {
	if flag != "" {
		return flag
	}
	if dir := a.Getenv("UNVEIL_CASE"); dir != "" {
		return dir
	}
	if _, err := os.Stat("manifest.json"); err != nil {
		return ""
	}
	return "."
}

// election reads the facts of a case and prints what is wrong with them. It
// also gives the digest of the file.
func (a *app) election(c *store.Case) (*election.Election, string, error) {
	data, sha, err := c.Election()
	if err != nil {
		return nil, "", failed(lang.M("cli.case-broken", "why", err.Error()), lang.M("cli.case-broken.do"), err)
	}
	e, err := a.parseElection(filepath.Join(c.Dir, store.ElectionName), data)
	return e, sha, err
}

// electionFlag reads the facts that --election names: a file, or one of the
// examples. Without it there are none.
func (a *app) electionFlag(name string) (*election.Election, error) {
	if name == "" {
		return &election.Election{}, nil
	}
	if data, ok := election.Example(name); ok {
		return a.parseElection(name, data)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, failed(lang.M("cli.no-election", "name", name, "why", plainError(err)), lang.M("cli.no-election.do", "names", strings.Join(election.Examples(), ", ")), err)
	}
	return a.parseElection(name, data)
}

// parseElection shows every problem of the file. Warnings do not stop.
func (a *app) parseElection(name string, data []byte) (*election.Election, error) {
	e, problems := election.Parse(name, data)
	for _, p := range problems {
		if !p.Warning || !a.quiet {
			_, _ = fmt.Fprintln(a.err, p.Print(a.Printer))
		}
	}
	if e == nil {
		return nil, failed(lang.M("cli.bad-election", "name", name), lang.M("cli.bad-election.do"), nil)
	}
	if loc := e.Location(); loc != nil {
		a.Zone = loc
	}
	return e, nil
}

// writer locks a case for writing in the name of a command.
func (a *app) writer(c *store.Case, command string) (*store.Writer, error) {
	w, err := c.Writer("unveil " + command)
	var busy *store.BusyError
	switch {
	case errors.As(err, &busy):
		return nil, failed(lang.M("cli.busy", "holder", busy.Holder), lang.M("cli.busy.do"), err)
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EFBIG), errors.Is(err, syscall.EDQUOT):
		return nil, failed(lang.M("cli.full"), lang.M("cli.full.do"), err)
	case errors.Is(err, fs.ErrPermission):
		return nil, failed(lang.M("cli.read-only", "dir", c.Dir), lang.M("cli.read-only.do"), err)
	case err != nil:
		return nil, failed(lang.M("cli.case-broken", "why", err.Error()), lang.M("cli.case-broken.do"), err)
	}
	return w, nil
}

// zone reads the flag --zone; without it the zone of the election counts.
func zone(flag string, e *election.Election) (*time.Location, string, error) {
	if flag == "" {
		return e.Location(), "case", nil
	}
	loc, err := time.LoadLocation(flag)
	if err != nil || strings.EqualFold(flag, "local") {
		return nil, "", usage(lang.M("cli.bad-zone", "value", flag), lang.M("cli.bad-zone.do"))
	}
	return loc, "flag", nil
}

// plainError leaves the path out of an error of the file system, for messages
// that name it already.
func plainError(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}
