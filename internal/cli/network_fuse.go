package cli

import (
	"context"
	"math"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/network/export"
	"github.com/unveil-project/unveil/internal/network/fuse"
	"github.com/unveil-project/unveil/internal/share"
)

// kinds lists the kinds of object that there are, with the place of each among
// them.
func (n *networkRun) kinds() (kinds []share.Kind, place [16]uint8) {
	for _, k := range share.Kinds() {
		if n.table.Seen.Of[k] > 0 {
			place[k] = uint8(len(kinds))
			kinds = append(kinds, k)
		}
	}
	return kinds, place
}

// byKind numbers the kind of each object where there are several.
func (n *networkRun) byKind() []uint8 {
	kinds, place := n.kinds()
	if len(kinds) < 2 {
		return nil
	}
	of := make([]uint8, len(n.table.Kinds))
	for o, k := range n.table.Kinds {
		of[o] = place[k]
	}
	return of
}

// channelQ is the q up to which the edges of a channel are joined.
func (n *networkRun) channelQ() float64 {
	if n.ask.q > 0 {
		return n.ask.q
	}
	return fusedQ
}

// channels gives the significant edges of each kind of object, weighing the
// cosine of what the two shared. behind adds the posts and times behind them.
func (n *networkRun) channels(ctx context.Context, s *network.Shares, workers int, behind bool) ([]fuse.Channel, error) {
	kinds, _ := n.kinds()
	var all []fuse.Channel
	for _, k := range kinds {
		part := s.Of(func(o uint32) bool { return n.table.Kinds[o] == k })
		c := fuse.Channel{Name: k.String()}
		if part.Len() > 0 {
			edges, chance, err := n.weigh(ctx, part, n.weighing(workers), n.ask.null, n.channelQ())
			if err != nil {
				return nil, err
			}
			judged := 0
			for i := range edges {
				e := fuse.Edge{A: edges[i].A, B: edges[i].B, P: math.NaN()}
				if e.A == e.B {
					continue
				}
				if chance != nil {
					e.P = chance.Pairs[judged].P()
					judged++
				}
				c.Edges = append(c.Edges, e)
			}
			fuse.Cosines(part, len(n.table.Accounts), c.Edges)
			if behind {
				c.Edges = fuse.Behind(part, n.ask.window, 0, c.Edges)
			}
		}
		all = append(all, c)
	}
	return all, nil
}

// join is how channels are joined.
func (n *networkRun) join() fuse.Join {
	return fuse.Join{Rule: n.ask.groups.fuse.rule(), Alpha: n.channelQ()}
}

// fuse joins the channels, and gives of the edges over all objects those that
// the joined network has.
func (n *networkRun) fuse(ctx context.Context) error {
	if kinds, _ := n.kinds(); len(kinds) < 2 {
		return failed(lang.M("network.fuse-found", "kinds", kinds[0].String()), lang.M("network.fuse-found.do"), nil)
	}
	if err := n.fitsBehind(); err != nil {
		return err
	}
	channels, err := n.channels(ctx, &n.table.Shares, workers(), true)
	if err != nil {
		return err
	}
	n.found.report, err = n.analyse(channels, n.join())
	return err
}

// fusedEdges counts the edges of the joined network of a table.
func (n *networkRun) fusedEdges(ctx context.Context, s *network.Shares) (int, error) {
	channels, err := n.channels(ctx, s, 1, n.ask.groups.fuse == fuseStrict)
	if err != nil {
		return 0, err
	}
	edges, _, err := fuse.Fuse(len(n.table.Accounts), channels, n.join())
	return len(edges), err
}

// fuseColumns puts the weight of the joined network and what its channels say
// into the edges, and leaves out those that it does not have.
func (n *networkRun) fuseColumns() {
	f := &n.found
	r := f.report
	for _, name := range []string{"families", "fisher_p", "count_p"} {
		f.columns = append(f.columns, export.Column{Name: name})
	}
	for _, c := range r.Channels {
		f.columns = append(f.columns, export.Column{Name: "weight_" + c.Name})
	}
	k, out := 0, 0
	for i := range f.edges {
		e := f.edges[i]
		for k < len(r.Edges) && before(&r.Edges[k], &e) {
			k++
		}
		if k == len(r.Edges) || int(r.Edges[k].A) != e.A || int(r.Edges[k].B) != e.B {
			continue
		}
		own := &r.Edges[k]
		e.Weight = own.Weight
		e.Values = append(e.Values, float64(own.Families), own.Fisher, own.CountP)
		e.Values = append(e.Values, own.Weights...)
		f.edges[out] = e
		out++
	}
	f.edges = f.edges[:out]
}

// before says whether an edge comes before another in order of accounts.
func before(a *fuse.Fused, b *export.Edge) bool {
	return int(a.A) < b.A || int(a.A) == b.A && int(a.B) < b.B
}
