package cli

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/detect/suite"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

// groupRef is the group that --group ID|FILE names, known before any file of
// posts is read.
type groupRef struct {
	given string
	names []string // of its accounts; nil: the findings of the files must say
}

// groupFlag finds the group that --group names: a finding of the case by its
// id or the beginning of it, else a file with one account on each line. Where
// files are named and what is given looks like an id, the group is one of
// those that coord finds in the files, and accounts looks it up. nil: no
// --group was given.
func (a *app) groupFlag(given, dir string, files []string) (*groupRef, error) {
	if given == "" {
		return nil, nil
	}
	if given != "-" {
		names, ids, err := a.groupInCase(given, dir, len(files) > 0)
		if err != nil || names != nil {
			return &groupRef{given, names}, err
		}
		if info, err := os.Stat(given); err != nil || info.IsDir() {
			if looksLikeID(given) && len(files) > 0 {
				return &groupRef{given: given}, nil
			}
			return nil, a.noGroup(given, ids, err)
		}
	}
	names, err := a.accountList(given)
	return &groupRef{given, names}, err
}

// groupInCase looks for a finding about accounts in the case, where there is
// one. ids are those that could have been given. A case beside files may be
// without findings.
func (a *app) groupInCase(given, dir string, besides bool) (names, ids []string, err error) {
	_, missing := os.Stat(given)
	if besides && (a.caseDir(dir) == "" || !looksLikeID(given)) || a.caseDir(dir) == "" && missing == nil {
		return nil, nil, nil
	}
	zone := a.Zone
	if besides {
		defer func() { a.Zone = zone }()
	}
	c, err := a.openCase(dir)
	var found []finding.Finding
	if err == nil {
		found, err = a.loadFindings(c)
	}
	if err != nil {
		if besides || missing == nil {
			err = nil
		}
		return nil, nil, err
	}
	names, err = groupNamed(found, given)
	if missing == nil && names == nil {
		err = nil // a file of that name is meant
	}
	return names, groupIDs(found), err
}

// groupNamed gives the accounts of the first finding about accounts whose id
// begins with what was given; nil where there is none.
func groupNamed(found []finding.Finding, given string) ([]string, error) {
	other := ""
	for i := range found {
		switch f := &found[i]; {
		case !named(f, []string{given}):
		case f.Members != nil && f.Members.Unit == "accounts" && len(f.Members.IDs) > 0:
			return f.Members.IDs, nil
		case other == "":
			other = f.ID
		}
	}
	if other != "" {
		return nil, usage(lang.M("group.no-accounts", "id", other), lang.M("group.no-accounts.do"))
	}
	return nil, nil
}

// groupIDs lists the findings that are about accounts.
func groupIDs(found []finding.Finding) (ids []string) {
	for i := range found {
		if m := found[i].Members; m != nil && m.Unit == "accounts" {
			ids = append(ids, found[i].ID)
		}
	}
	return ids
}

// accounts gives the names of the group's accounts. findings is asked where
// the group is one that has to be found in the files first.
func (g *groupRef) accounts(findings func() ([]finding.Finding, error)) ([]string, error) {
	if g.names != nil {
		return g.names, nil
	}
	found, err := findings()
	if err != nil {
		return nil, err
	}
	names, err := groupNamed(found, g.given)
	if err == nil && names == nil {
		err = noGroupID(g.given, groupIDs(found))
	}
	return names, err
}

// coordIn gives the groups that coord finds in observations without a case.
func (a *app) coordIn(ctx context.Context, obs detect.Observations, facts string) ([]finding.Finding, error) {
	detectors, err := a.chosen([]string{"coord"})
	if err != nil {
		return nil, err
	}
	e, err := a.electionFlag(facts)
	if err != nil {
		return nil, err
	}
	return suite.Run(ctx, suite.Config{Detectors: detectors, Election: e, Log: a.log}, obs)
}

// looksLikeID says whether a string may be the beginning of a finding's id: f
// and base32.
func looksLikeID(s string) bool {
	return strings.HasPrefix(s, "f") && len(s) <= 17 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz234567") == ""
}

// noGroup says that there is no such group, and what was probably meant.
func (a *app) noGroup(given string, ids []string, cause error) error {
	if looksLikeID(given) && ids != nil {
		return noGroupID(given, ids)
	}
	if cause != nil && !errors.Is(cause, fs.ErrNotExist) {
		return usage(lang.M("rhythm.no-list", "file", terminalSafe(given), "why", plainError(cause)), lang.M("group.none.do"))
	}
	do := lang.M("group.none.do")
	if near := election.Nearest(given, append(filesBeside(given), ids...)); near != "" {
		do = lang.M("group.none.near", "name", terminalSafe(near))
	}
	return usage(lang.M("group.none", "value", terminalSafe(given)), do)
}

func noGroupID(given string, ids []string) error {
	do := lang.M("group.no-id.do")
	if len(ids) > 0 {
		do = lang.M("group.no-id.some", "ids", strings.Join(ids[:min(len(ids), 5)], ", "))
	}
	return usage(lang.M("findings.no-id", "id", terminalSafe(given)), do)
}

// filesBeside lists the files of the directory in which a name lies.
func filesBeside(name string) (names []string) {
	dir, _ := filepath.Split(name)
	entries, err := os.ReadDir(filepath.Clean(dir))
	if err != nil {
		return nil
	}
	for _, e := range entries[:min(len(entries), 10_000)] {
		if !e.IsDir() {
			names = append(names, dir+e.Name())
		}
	}
	slices.Sort(names)
	return names
}

// nearest says which name may have been meant; where none is near, how names
// are given.
func (a *app) nearest(given string, names []string) lang.Message {
	if near := election.Nearest(given, names); near != "" {
		return lang.M("cli.do.nearest", "name", terminalSafe(near))
	}
	if len(names) > 0 && len(names) <= 20 {
		return lang.M("cli.do.one-of", "names", terminalSafe(strings.Join(names, ", ")))
	}
	return lang.M("posts.no-account.do", "n", len(names))
}

// maxAccountList bounds a file of account names.
const maxAccountList = 16 << 20

// accountList reads names of accounts from a file, one a line; "-" is
// standard input. What follows a comma or a tab is not read, nor is a line
// that begins with #. A list without any is a failure.
func (a *app) accountList(name string) ([]string, error) {
	in := a.Stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, failed(lang.M("rhythm.no-list", "file", terminalSafe(name), "why", plainError(err)), lang.M("rhythm.no-list.do"), err)
		}
		defer func() { _ = f.Close() }() // only read
		in = f
	}
	var out []string
	scan := bufio.NewScanner(io.LimitReader(in, maxAccountList))
	for scan.Scan() {
		if line := accountLine(scan.Text()); line != "" {
			out = append(out, line)
		}
	}
	if err := scan.Err(); err != nil {
		return nil, failed(lang.M("rhythm.no-list", "file", terminalSafe(name), "why", err.Error()), lang.M("rhythm.no-list.do"), err)
	}
	if len(out) == 0 {
		return nil, failed(lang.M("group.empty", "file", terminalSafe(name)), lang.M("rhythm.no-list.do"), nil)
	}
	return out, nil
}

// accountLine takes the account out of a line of a list.
func accountLine(line string) string {
	line = strings.TrimPrefix(line, "\ufeff")
	if i := strings.IndexAny(line, ",\t"); i >= 0 {
		line = line[:i]
	}
	if line = strings.Trim(strings.TrimSpace(line), `"@`); line != "" && line[0] == '#' {
		return ""
	}
	return line
}
