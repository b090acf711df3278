package peer

import (
	"context"

	"github.com/unveil-project/unveil/internal/network"
)

// Toolkit is what is asked of the Coordination Network Toolkit.
type Toolkit struct {
	Window int64 // --time_window, microseconds; both ends included
	Least  int   // --min_edge_weight, each direction on its own
	Loops  bool  // --include_self_loops
	Many   bool  // a message has several keys (links): rows that follow each other with one id are one message
	Most   int   // most edges held; 0: no limit
}

// Arc is one directed edge: Weight messages of From have the key of a message
// of To within the window.
type Arc struct {
	From, To uint32
	Weight   int
}

// Toolkit gives the arcs in order of From, then To.
func (r *Rows) Toolkit(ctx context.Context, q Toolkit) ([]Arc, error) {
	s := r.table(r.messages(q.Many))
	c := network.Coupling{Window: q.Window, Loops: q.Loops, Most: q.Most}
	arcs, err := network.Couples(ctx, s, r.Accounts, c, func() network.Visit[Arc] {
		return (&arcs{s: s, least: max(q.Least, 1)}).visit
	})
	return ordered(arcs, r.Accounts), err
}

// messages lists the rows that the toolkit loads. A message's id is a key of
// its table: a later message with the same id is ignored, and where a message
// has one key alone, so is every later row.
func (r *Rows) messages(many bool) []uint32 {
	loaded := make(set, r.Contents)
	var rows []uint32
	for i, c := range r.Content {
		goesOn := many && i > 0 && r.Content[i-1] == c && len(rows) > 0 && rows[len(rows)-1] == uint32(i-1)
		if loaded[c] && !goesOn {
			continue
		}
		loaded[c] = true
		rows = append(rows, uint32(i))
	}
	return rows
}

// arcs counts messages of both sides.
type arcs struct {
	s     *network.Shares
	least int
	marks [2]marks
}

func (n *arcs) visit(a, b uint32, met []network.Meet, to []Arc) []Arc {
	n.marks[0].visit++
	n.marks[1].visit++
	var of [2]int
	for _, m := range met {
		of[0] += n.marks[0].first(n.s.Post[m.X])
		if a == b {
			of[0] += n.marks[0].first(n.s.Post[m.Y])
			continue
		}
		of[1] += n.marks[1].first(n.s.Post[m.Y])
	}
	if of[0] >= n.least {
		to = append(to, Arc{a, b, of[0]})
	}
	if of[1] >= n.least {
		to = append(to, Arc{b, a, of[1]})
	}
	return to
}

// ordered puts arcs in order of From, then To, by two passes of counting.
func ordered(all []Arc, accounts int) []Arc {
	by := func(key func(Arc) uint32) {
		next := make([]int, accounts+1)
		for _, a := range all {
			next[key(a)+1]++
		}
		for i := range accounts {
			next[i+1] += next[i]
		}
		out := make([]Arc, len(all))
		for _, a := range all {
			out[next[key(a)]] = a
			next[key(a)]++
		}
		all = out
	}
	by(func(a Arc) uint32 { return a.To })
	by(func(a Arc) uint32 { return a.From })
	return all
}
