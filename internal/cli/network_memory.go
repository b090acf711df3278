package cli

import (
	"fmt"
	"slices"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/network"
)

// What the parts of a network take, bytes.
const (
	shareBytes = 2*20 + 12 + 30 + 8 // columns while they are sorted, windows, the nulls, marks
	meetBytes  = 2 * 8
	pairBytes  = 2 * (2*4 + 8)       // posts and times behind edges, while they grow
	edgeBytes  = 56 + 40 + 40 + 15*8 // weighed, judged, written
)

// fits refuses a network whose shares and meetings need more memory than
// allowed, and says which window would fit.
func (n *networkRun) fits() error {
	need := n.needs(n.work.Most)
	if need <= n.ask.memory {
		return nil
	}
	do := lang.M("network.memory.do", "limit", need)
	for w := n.ask.window / 2; w > 0; w /= 2 {
		if n.needs(n.table.Candidates(len(n.table.Accounts), w).Most) <= n.ask.memory {
			do = lang.M("network.memory-window.do", "limit", need, "window", fmt.Sprintf("%dms", w/1000))
			break
		}
	}
	return failed(lang.M("network.memory", "need", need, "limit", n.ask.memory), do, nil)
}

// needs is the memory of a network before its edges, where an account meets
// others at most most times.
func (n *networkRun) needs(most int64) int64 {
	return int64(n.table.Len())*shareBytes + int64(workers())*most*meetBytes
}

// mostEdges is how many edges the memory holds beside the shares.
func (n *networkRun) mostEdges() int {
	return int(max((n.ask.memory-n.needs(n.work.Most))/edgeBytes, 1))
}

// lessEdges says what would make the edges fewer.
func (n *networkRun) lessEdges() lang.Message {
	return lang.M("network.memory-edges.do", "weight", n.ask.least+1, "limit", 4*n.ask.memory)
}

// fitsBehind refuses to hold when accounts met where that takes more memory
// than allowed.
func (n *networkRun) fitsBehind() error {
	need := n.needs(n.work.Most) + n.work.Pairs*pairBytes
	if need <= n.ask.memory {
		return nil
	}
	return failed(lang.M("network.memory", "need", need, "limit", n.ask.memory), lang.M("network.memory.do", "limit", need), nil)
}

// fitsPeer estimates what another program's network needs as fits does. The
// table keeps its order, which is part of what those programs count.
func (n *networkRun) fitsPeer() error {
	t := n.table
	kept := t.Shares
	t.Shares = network.Shares{
		Object: slices.Clone(kept.Object), Account: slices.Clone(kept.Account), Post: slices.Clone(kept.Post), Time: slices.Clone(kept.Time),
	}
	t.Group(len(t.Objects))
	n.work = t.Candidates(len(t.Accounts), n.ask.window)
	err := n.fits()
	t.Shares, n.work = kept, network.Candidates{}
	return err
}
