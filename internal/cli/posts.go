package cli

import (
	"context"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
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
		if err := a.postsGroup(cmd.Context(), f, ask, args); err != nil {
			return err
		}
		from, err := a.postFeed(cmd.Context(), *f.dir, ask.request, args)
		if err != nil {
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
	edge       string   // two accounts and a comma, not cut yet
	members    []string // accounts whose shared posts are wanted
	together   bool     // only posts in which two of members met
	accounts   []string // accounts whose posts are wanted
	given      string   // object as it was given
	object     string   // without the mark that it was cut
	words      []string // in lower case; all must occur
	limit      int      // 0: all
}

// named says whether accounts are asked for.
func (k *postsAsk) named() bool { return len(k.accounts) > 0 }

// postsAsk checks the flags.
func (a *app) postsAsk(f *postsFlags) (*postsAsk, error) {
	k := &postsAsk{accounts: *f.accounts, given: strings.TrimSpace(*f.object), words: strings.Fields(strings.ToLower(*f.words)), limit: *f.limit}
	if k.object = strings.TrimRight(k.given, "…"); k.object == "" && k.given != "" {
		return nil, usage(lang.M("cli.flag-value", "name", "--object", "value", k.given), lang.M("posts.bad-object.do"))
	}
	if *f.edge != "" && *f.group != "" {
		return nil, usage(lang.M("posts.edge-or-group"), lang.M("posts.edge-or-group.do"))
	}
	if k.edge = *f.edge; k.edge != "" && !strings.Contains(k.edge, ",") {
		return nil, usage(lang.M("posts.bad-edge", "value", terminalSafe(k.edge)), lang.M("posts.bad-edge.do"))
	}
	k.together = *f.edge != "" || *f.group != ""
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

// postsGroup sets the accounts that --group names.
func (a *app) postsGroup(ctx context.Context, f *postsFlags, k *postsAsk, files []string) error {
	ref, err := a.groupFlag(*f.group, *f.dir, files)
	if err != nil || ref == nil {
		return err
	}
	k.members, err = ref.accounts(func() ([]finding.Finding, error) {
		obs, err := a.postsOf(ctx, files, f.read, *f.dir, *f.facts)
		if err != nil {
			return nil, err
		}
		return a.coordIn(ctx, obs, *f.facts)
	})
	if err == nil && len(k.members) < 2 {
		err = failed(lang.M("posts.short-group", "file", terminalSafe(*f.group)), lang.M("posts.short-group.do"), nil)
	}
	return err
}
