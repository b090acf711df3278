package cli

import (
	"context"
	"math"

	"github.com/unveil-project/unveil/internal/network/export"
	"github.com/unveil-project/unveil/internal/network/peer"
	"github.com/unveil-project/unveil/internal/share"
)

// rows is the table as another tool takes it.
func (n *networkRun) rows() *peer.Rows {
	t := n.table
	return &peer.Rows{
		Object: t.Object, Account: t.Account, Content: t.Post, Time: t.Time, Own: t.Own,
		Objects: len(t.Objects), Accounts: len(t.Accounts), Contents: t.Posts,
	}
}

// cooRTweet computes CooRTweet's network, with its columns.
func (n *networkRun) cooRTweet(ctx context.Context) error {
	ask := n.ask
	edges, err := n.rows().CooRTweet(ctx, peer.CooRTweet{
		Window: ask.window, MinActions: ask.actions, Loops: ask.loops, Quantile: ask.quantile, Fast: ask.fast, AtOnce: ask.fastSet,
		Most: int(max(ask.memory/edgeBytes, 1)),
	})
	if err != nil {
		return err
	}
	f := &n.found
	columns := cooRTweetColumns(ask.fastSet)
	for _, c := range columns {
		f.columns = append(f.columns, export.Column{Name: c.name, Unit: c.unit})
	}
	for i := range edges {
		e := &edges[i]
		if float64(e.Full.Weight) < ask.least {
			continue
		}
		out := export.Edge{A: int(e.A), B: int(e.B), Weight: float64(e.Full.Weight)}
		for _, c := range columns {
			out.Values = append(out.Values, c.of(e))
		}
		if e.Full.Exceeds {
			f.flagged++
		}
		f.edges = append(f.edges, out)
	}
	return nil
}

// peerColumn is a column of CooRTweet's.
type peerColumn struct {
	name, unit string
	of         func(*peer.Edge) float64
}

// cooRTweetColumns lists them in its order: those of fast_net where fast is
// true.
func cooRTweetColumns(fast bool) []peerColumn {
	sides := []struct {
		name string
		of   func(*peer.Edge) *peer.Side
	}{{"", func(e *peer.Edge) *peer.Side { return &e.Full }}}
	if fast {
		sides[0].name = "_full"
		sides = append(sides, sides[0])
		sides[1].name, sides[1].of = "_fast", func(e *peer.Edge) *peer.Side { return &e.Fast }
	}
	var all []peerColumn
	add := func(name, unit string, of func(*peer.Side) float64) {
		for _, s := range sides {
			all = append(all, peerColumn{name + s.name, unit, func(e *peer.Edge) float64 {
				if side := s.of(e); side.Weight > 0 {
					return of(side)
				}
				return math.NaN()
			}})
		}
	}
	if fast {
		add("weight", "", func(s *peer.Side) float64 { return float64(s.Weight) })
	}
	add("avg_time_delta", "s", func(s *peer.Side) float64 { return s.Delay })
	add("n_content_id", "", func(s *peer.Side) float64 { return float64(s.Older) })
	add("n_content_id_y", "", func(s *peer.Side) float64 { return float64(s.Newer) })
	add("edge_symmetry_score", "", func(s *peer.Side) float64 { return s.Symmetry() })
	add("weight_threshold", "", func(s *peer.Side) float64 {
		if s.Exceeds {
			return 1
		}
		return 0
	})
	return all
}

// toolkit computes the network of the Coordination Network Toolkit. The rows
// of a share table are messages with one key each, but for hashtags and links
// of posts, of which a message may have several.
func (n *networkRun) toolkit(ctx context.Context) error {
	ask := n.ask
	many := ask.on.Has(share.Hashtag) || ask.on.Has(share.Link) && n.table.Seen.Of[share.Object] == 0
	n.table.Active(ask.actions)
	arcs, err := n.rows().Toolkit(ctx, peer.Toolkit{
		Window: ask.window, Least: int(math.Ceil(ask.least)), Loops: ask.loops, Many: many,
		Most: int(max(ask.memory/edgeBytes, 1)),
	})
	if err != nil {
		return err
	}
	n.found.directed = true
	for _, a := range arcs {
		n.found.edges = append(n.found.edges, export.Edge{A: int(a.From), B: int(a.To), Weight: float64(a.Weight)})
	}
	return nil
}
