package cli

import (
	"context"
	"errors"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/share"
)

func (a *app) networkCommand() *cobra.Command {
	cmd := a.command("network", groupShot)
	cmd.Args = a.argsFrom(0)
	f := a.networkFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		args = f.groups.ruleOf(args)
		ask, err := a.networkAsk(cmd, f)
		if err != nil {
			return err
		}
		// Columns of numbers are cheap to look through and dear to hold.
		defer debug.SetGCPercent(debug.SetGCPercent(networkGC))
		return a.network(cmd.Context(), ask, args)
	}
	return cmd
}

// networkGC is how far the heap may grow between collections, per cent.
const networkGC = 25

// network computes, writes and shows one network.
func (a *app) network(ctx context.Context, ask *networkAsk, files []string) error {
	n := &networkRun{app: a, ask: ask, given: files}
	if err := n.canWrite(); err != nil {
		return err
	}
	if err := n.read(ctx, files); err != nil {
		return n.refused(err)
	}
	err := n.shares()
	if err == nil && ask.peer != "" {
		err = n.fitsPeer()
	}
	if err == nil {
		switch ask.peer {
		case "coortweet":
			err = n.cooRTweet(ctx)
		case "cnt":
			err = n.toolkit(ctx)
		default:
			err = n.own(ctx)
		}
	}
	if err == nil {
		err = n.findGroups(ctx)
	}
	if err != nil {
		return n.refused(err)
	}
	if err := n.writeAll(); err != nil {
		return err
	}
	if ask.json {
		return a.printJSON(n.document())
	}
	n.show()
	return nil
}

// networkRun is one network on its way from files to edges.
type networkRun struct {
	*app
	ask     *networkAsk
	files   []networkFile
	given   []string          // names of the files as they were given
	handles map[string]string // by account, as they were written last
	table   *share.Table
	count   struct{ shares, objects, accounts int }
	work    network.Candidates
	found   networkFound
}

// refused puts what the memory does not allow into words.
func (n *networkRun) refused(err error) error {
	var m *share.MemoryError
	switch {
	case errors.As(err, &m):
		return failed(lang.M("network.memory-read", "posts", m.Posts, "limit", m.Most), lang.M("network.memory-read.do", "limit", 4*m.Most), err)
	case errors.Is(err, network.ErrTooMany):
		return failed(lang.M("network.memory-edges", "edges", n.mostEdges(), "limit", n.ask.memory), n.lessEdges(), err)
	}
	return err
}
