package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/store"
)

// postsFlags are the flags of posts as they were given.
type postsFlags struct {
	read                                *readFlags
	dir, facts, edge, group, object     *string
	words, within, since, until, output *string
	accounts, on                        *[]string
	limit                               *int
	json                                *bool
}

func (a *app) postsFlags(cmd *cobra.Command) *postsFlags {
	f := cmd.Flags()
	text := func(name string) string { return a.text("posts.flag." + name) }
	p := &postsFlags{
		edge:     f.String("edge", "", text("edge")),
		group:    f.String("group", "", text("group")),
		accounts: f.StringArray("account", nil, text("account")),
		object:   f.String("object", "", text("object")),
		words:    f.String("text", "", text("text")),
		on:       f.StringSlice("on", nil, text("on")),
		within:   f.String("within", "60s", text("within")),
		since:    f.String("since", "", text("since")),
		until:    f.String("until", "", text("until")),
		limit:    f.Int("limit", 50, text("limit")),
		output:   f.StringP("output", "o", "", text("output")),
		facts:    f.String("election", "", text("election")),
	}
	p.dir, p.json, p.read = a.caseFlag(cmd), a.jsonFlag(cmd), a.readFlags(cmd)
	return p
}

func (a *app) postsCommand() *cobra.Command {
	cmd := a.command("posts", groupShot)
	cmd.Args = a.argsFrom(0)
	f := a.postsFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		ask, err := a.postsAsk(f)
		if err != nil {
			return err
		}
		from, err := a.postsFrom(cmd.Context(), f, ask, args)
		if err != nil {
			return err
		}
		if err := a.postsMembers(f, ask, from); err != nil {
			return err
		}
		list, err := a.selectPosts(cmd.Context(), ask, from)
		if err != nil {
			return err
		}
		if *f.output != "" {
			if err := a.writePosts(*f.output, list); err != nil {
				return err
			}
		}
		switch {
		case *f.json:
			return a.printJSON(postsDocument(ask, list))
		case *f.output == "":
			a.showPosts(ask, list)
		}
		return nil
	}
	return cmd
}

// postsAsk is what was asked for.
type postsAsk struct {
	networkAsk          // kinds of object, columns, window and period
	members    []string // accounts whose shared posts are wanted
	together   bool     // only posts in which two of members met
	accounts   []string // accounts whose posts are wanted
	object     string
	words      []string // in lower case; all must occur
	limit      int      // 0: all
}

// postsAsk checks the flags.
func (a *app) postsAsk(f *postsFlags) (*postsAsk, error) {
	k := &postsAsk{accounts: *f.accounts, object: strings.TrimSpace(*f.object), words: strings.Fields(strings.ToLower(*f.words)), limit: *f.limit}
	if *f.edge != "" && *f.group != "" {
		return nil, usage(lang.M("posts.edge-or-group"), lang.M("posts.edge-or-group.do"))
	}
	if *f.limit < 0 {
		return nil, usage(lang.M("cli.flag-value", "name", "--limit", "value", *f.limit), lang.M("posts.limit.do"))
	}
	if *f.output != "" && !strings.EqualFold(filepath.Ext(*f.output), ".csv") {
		return nil, usage(lang.M("posts.bad-output", "file", terminalSafe(*f.output)), lang.M("posts.bad-output.do"))
	}
	facts, err := a.electionFlag(*f.facts)
	if err != nil {
		return nil, err
	}
	if k.request, err = a.request(f.read, nil, facts); err != nil {
		return nil, err
	}
	if err := a.networkOn(&k.networkAsk, *f.on); err != nil {
		return nil, err
	}
	if k.window, err = span("--within", *f.within); err != nil {
		return nil, err
	}
	return k, a.postsPeriod(f, k, facts)
}

// postsPeriod reads --since and --until.
func (a *app) postsPeriod(f *postsFlags, k *postsAsk, facts *election.Election) (err error) {
	loc := k.request.Options.Zone
	if loc == nil {
		loc = facts.Location()
	}
	a.Zone = loc
	if k.since, err = moment("--since", *f.since, loc); err != nil {
		return err
	}
	k.until, err = moment("--until", *f.until, loc)
	return err
}

// postsFrom gives the files, or the case where none is named.
func (a *app) postsFrom(ctx context.Context, f *postsFlags, k *postsAsk, files []string) (detect.Observations, error) {
	if len(files) == 0 {
		c, err := a.openCase(*f.dir)
		if err != nil {
			return nil, err
		}
		e, _, err := a.election(c)
		if err != nil {
			return nil, err
		}
		a.Zone = e.Location()
		return c, nil
	}
	req := k.request
	req.Files = files
	m := store.NewMemory()
	results, err := a.intake(ctx, m, req)
	if err != nil {
		return nil, err
	}
	for _, r := range results {
		a.note(lang.M("detect.read", "file", terminalSafe(r.Info.Name), "format", r.Info.Format, "kept", r.Info.Kept, "rejects", r.Info.Rejects))
	}
	return m, nil
}

// postsMembers sets the accounts that --edge or --group names.
func (a *app) postsMembers(f *postsFlags, k *postsAsk, from detect.Observations) error {
	switch {
	case *f.edge != "":
		k.together = true
		k.members = []string{*f.edge} // cut in two once the accounts are known
		if !strings.Contains(*f.edge, ",") {
			return usage(lang.M("posts.bad-edge", "value", terminalSafe(*f.edge)), lang.M("posts.bad-edge.do"))
		}
	case *f.group != "":
		k.together = true
		names, err := a.groupAccounts(*f.group, from)
		if err != nil {
			return err
		}
		k.members = names
	}
	return nil
}

// groupAccounts reads the accounts of a group: a file that lists them, else a
// finding of the case.
func (a *app) groupAccounts(name string, from detect.Observations) ([]string, error) {
	if data, err := os.ReadFile(name); err == nil {
		var names []string
		for line := range strings.Lines(string(data)) {
			if line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff")); line != "" {
				names = append(names, line)
			}
		}
		if len(names) < 2 {
			return nil, failed(lang.M("posts.short-group", "file", terminalSafe(name)), lang.M("posts.short-group.do"), nil)
		}
		return names, nil
	}
	c, ok := from.(*store.Case)
	if !ok {
		return nil, usage(lang.M("posts.no-group", "value", terminalSafe(name)), lang.M("posts.no-group.do"))
	}
	found, err := a.loadFindings(c)
	if err != nil {
		return nil, err
	}
	other := ""
	for i := range found {
		switch f := &found[i]; {
		case !named(f, []string{name}):
		case f.Members != nil && f.Members.Unit == "accounts":
			return f.Members.IDs, nil
		default:
			other = f.ID
		}
	}
	if other != "" {
		return nil, usage(lang.M("posts.no-accounts", "id", other), lang.M("posts.no-accounts.do"))
	}
	return nil, usage(lang.M("findings.no-id", "id", terminalSafe(name)), lang.M("findings.no-id.do"))
}
