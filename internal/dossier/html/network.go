package html

import (
	"cmp"
	"math"
	"slices"

	"github.com/unveil-project/unveil/internal/finding"
)

const (
	leastNodes = 4   // fewer are told in words
	drawnNodes = 60  // nodes of a network that are drawn
	drawnEdges = 240 // pairs that are drawn
	netCentre  = 160
	netRadius  = 148
)

// strongest gives the pairs by falling weight, then by name.
func strongest(edges []finding.Edge) []finding.Edge {
	out := slices.Clone(edges)
	slices.SortFunc(out, func(x, y finding.Edge) int {
		return cmp.Or(cmp.Compare(y.Weight, x.Weight), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	return out
}

// network draws the pairs of a finding between members on a circle: enough to
// see whether all are tied to all or to one.
func (b *builder) network(f *finding.Finding) *network {
	if f.Members == nil || len(f.Members.Edges) == 0 || len(f.Members.IDs) < leastNodes {
		return nil
	}
	edges := strongest(f.Members.Edges)
	place := map[string]int{}
	var drawn []finding.Edge
	for _, e := range edges {
		if len(drawn) == drawnEdges {
			break
		}
		if seat(place, e.A, e.B) {
			drawn = append(drawn, e)
		}
	}
	n := &network{ID: f.ID, Title: b.word("ui.network")}
	n.Desc = b.say("ui.network.desc", "nodes", len(f.Members.IDs), "edges", len(edges))
	n.Caption = b.say("ui.network.caption", "nodes", len(place), "edges", len(drawn), "all", len(edges))
	for i := range len(place) {
		x, y := onCircle(i, len(place))
		n.Nodes = append(n.Nodes, node{x, y})
	}
	heaviest := max(edges[0].Weight, 1e-9)
	for _, e := range drawn {
		x1, y1 := onCircle(place[e.A], len(place))
		x2, y2 := onCircle(place[e.B], len(place))
		n.Lines = append(n.Lines, netLine{x1, y1, x2, y2, round2(0.4 + 2.2*clamp01(e.Weight/heaviest))})
	}
	return n
}

// seat gives both ends of a pair a place on the circle; false where it is full.
func seat(place map[string]int, ends ...string) bool {
	free := drawnNodes - len(place)
	for _, name := range ends {
		if _, ok := place[name]; !ok {
			free--
		}
	}
	if free < 0 {
		return false
	}
	for _, name := range ends {
		if _, ok := place[name]; !ok {
			place[name] = len(place)
		}
	}
	return true
}

func onCircle(i, n int) (x, y float64) {
	angle := 2*math.Pi*float64(i)/float64(n) - math.Pi/2
	tenth := func(f float64) float64 { return math.Round(f*10) / 10 }
	return tenth(netCentre + netRadius*math.Cos(angle)), tenth(netCentre + netRadius*math.Sin(angle))
}
