package cli

import (
	"fmt"

	"github.com/unveil-project/unveil/internal/lang"
)

// What the parts of a network take, bytes.
const (
	shareBytes = 2*20 + 12 + 30 + 8 // columns while they are sorted, windows, the nulls, marks
	meetBytes  = 2 * 8
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
