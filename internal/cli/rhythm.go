package cli

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/activity"
	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/store"
)

// portraitSeed makes the redrawings of rhythm and fingerprint the same in
// every run.
const portraitSeed = 20300701

func (a *app) rhythmCommand() *cobra.Command {
	cmd := a.command("rhythm", groupOther)
	cmd.Args = a.argsFrom(0)
	accounts := cmd.Flags().StringArray("account", nil, a.text("rhythm.flag.account"))
	group := cmd.Flags().String("group", "", a.text("rhythm.flag.group"))
	dir := a.caseFlag(cmd)
	facts := cmd.Flags().String("election", "", a.text("detect.flag.election"))
	read := a.readFlags(cmd)
	asJSON := a.jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		ctx := cmd.Context()
		names := slices.Clone(*accounts)
		ref, err := a.groupFlag(*group, *dir, args)
		if err != nil {
			return err
		}
		obs, err := a.postsOf(ctx, args, read, *dir, *facts)
		if err != nil {
			return err
		}
		if ref != nil {
			more, err := ref.accounts(func() ([]finding.Finding, error) { return a.coordIn(ctx, obs, *facts) })
			if err != nil {
				return err
			}
			names = append(names, more...)
		}
		c, err := a.corpus(ctx, obs, activity.Options{})
		if err != nil {
			return err
		}
		members, err := a.members(c, names)
		if err != nil {
			return err
		}
		v := newRhythmView(c, members, len(names) > 0)
		if *asJSON {
			return a.printJSON(v.json())
		}
		a.showRhythm(v)
		return nil
	}
	return cmd
}

// postsOf gives the observations of files, or of a case where there are none.
func (a *app) postsOf(ctx context.Context, files []string, read *readFlags, dir, facts string) (detect.Observations, error) {
	if len(files) == 0 {
		c, err := a.openCase(dir)
		if err != nil {
			return nil, err
		}
		return c, nil
	}
	e := &election.Election{}
	if facts != "" {
		var err error
		if e, err = a.electionFlag(facts); err != nil {
			return nil, err
		}
	}
	req, err := a.request(read, files, e)
	if err != nil {
		return nil, err
	}
	m := store.NewMemory()
	results, err := a.intake(ctx, m, req)
	if err != nil {
		return nil, err
	}
	if !a.quiet {
		for _, r := range results {
			a.note(lang.M("detect.read", "file", terminalSafe(r.Info.Name), "format", r.Info.Format, "kept", r.Info.Kept, "rejects", r.Info.Rejects))
		}
	}
	return m, nil
}

// corpus reads how the accounts behave. An input without posts is a failure.
func (a *app) corpus(ctx context.Context, obs detect.Observations, o activity.Options) (*activity.Corpus, error) {
	bar := a.progressCount(total(obs.Sources()), lang.M("detect.progress"), lang.M("detect.unit"))
	defer bar.Done()
	c, err := activity.Read(obs.Posts(ctx), o, bar.Set)
	if err != nil {
		return nil, err
	}
	if c.Posts() == 0 {
		return nil, failed(lang.M("rhythm.none"), lang.M("rhythm.none.do"), nil)
	}
	return c, nil
}

// members finds the accounts named, all where none is. Names that are nobody's
// are said; where all are, that is a mistake.
func (a *app) members(c *activity.Corpus, names []string) ([]int, error) {
	if len(names) == 0 {
		all := make([]int, len(c.Accounts))
		for i := range all {
			all[i] = i
		}
		return all, nil
	}
	found, unknown := c.Find(names)
	if len(found) == 0 {
		return nil, usage(lang.M("rhythm.no-account", "name", terminalSafe(names[0])), a.nearest(names[0], namesOf(c)))
	}
	if len(unknown) > 0 {
		a.note(lang.M("rhythm.unknown", "n", len(unknown), "name", terminalSafe(unknown[0])))
	}
	return found, nil
}

// namesOf lists at most ten thousand names, for suggestions.
func namesOf(c *activity.Corpus) []string {
	var out []string
	for _, a := range c.Accounts[:min(len(c.Accounts), 10_000)] {
		out = append(out, a.Name)
		if a.Handle != "" && a.Handle != a.Name {
			out = append(out, a.Handle)
		}
	}
	return out
}
