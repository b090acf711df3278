package graph

import (
	"cmp"
	"slices"
)

// Partition puts every node in one community.
type Partition struct {
	// Of is each node's community, numbered from 0: the largest first, of
	// equal ones that with the smallest node.
	Of    []uint32
	Count int
	// Modularity is the partition's, at the resolution it was made with.
	Modularity float64
}

// Modularity is how much more weight lies within communities than strengths
// alone would put there (Newman and Girvan 2004; with weights Newman 2004),
//
//	Q = Σ_c ( W_c / W − γ (S_c / 2W)² )
//
// with W_c the weight inside community c, S_c the strength of its nodes, W the
// weight of all edges and γ the resolution (Reichardt and Bornholdt 2006). A
// graph without edges has 0. Communities may bear any numbers below n.
func (g *Weighted) Modularity(of []uint32, resolution float64) float64 {
	if g.Total == 0 {
		return 0
	}
	inside, strength := make([]float64, g.Len()), make([]float64, g.Len())
	for i := range g.Len() {
		c := of[i]
		strength[c] += g.Strength[i]
		if g.inner != nil {
			inside[c] += g.inner[i]
		}
		to, weight := g.Of(uint32(i))
		for k, j := range to {
			if of[j] == c {
				inside[c] += weight[k]
			}
		}
	}
	q, whole := 0.0, 2*g.Total
	for c := range inside {
		share := strength[c] / whole
		q += inside[c]/whole - float64(resolution*float64(share*share))
	}
	return q
}

// renumber numbers classes by size, the largest first, of equal ones that with
// the smallest node, and gives how many there are. Classes are below n.
func renumber(class []uint32) int {
	size, first := make([]int, len(class)), make([]int, len(class))
	var seen []uint32
	for i, c := range class {
		if size[c] == 0 {
			first[c] = i
			seen = append(seen, c)
		}
		size[c]++
	}
	slices.SortFunc(seen, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(size[b], size[a]), cmp.Compare(first[a], first[b]))
	})
	number := make([]uint32, len(class))
	for i, c := range seen {
		number[c] = uint32(i)
	}
	for i, c := range class {
		class[i] = number[c]
	}
	return len(seen)
}

// AdjustedRand says how alike two partitions of the same nodes are: 1 the
// same, 0 as chance would have it, given the sizes of the communities (Hubert
// and Arabie 1985, equation 5). Two partitions that leave nothing to compare,
// one community or all apart in both, are the same.
func AdjustedRand(a, b []uint32) float64 {
	if len(a) != len(b) {
		panic("graph: partitions of different nodes")
	}
	return adjustedRand(dense(a), dense(b))
}

// dense numbers classes from 0 in the order in which they come.
func dense(class []uint32) []uint32 {
	number := map[uint32]uint32{}
	out := make([]uint32, len(class))
	for i, c := range class {
		k, ok := number[c]
		if !ok {
			k = uint32(len(number))
			number[c] = k
		}
		out[i] = k
	}
	return out
}

// adjustedRand is AdjustedRand of classes numbered from 0. Its room follows the
// largest number.
func adjustedRand(a, b []uint32) float64 {
	count := func(class []uint32) int {
		most := 0
		for _, c := range class {
			most = max(most, int(c)+1)
		}
		return most
	}
	nodes, start := members(a, count(a))
	sizes, cell := make([]float64, count(b)), make([]float64, count(b))
	index, rows, columns := 0.0, 0.0, 0.0
	for c := range len(start) - 1 {
		class := nodes[start[c]:start[c+1]]
		rows += pairsOf(float64(len(class)))
		for _, x := range class {
			// One more in a cell of k makes k more pairs.
			index += cell[b[x]]
			cell[b[x]]++
			sizes[b[x]]++
		}
		for _, x := range class {
			cell[b[x]] = 0
		}
	}
	for _, k := range sizes {
		columns += pairsOf(k)
	}
	expected := 0.0
	if n := float64(len(a)); n > 1 {
		expected = rows * columns / pairsOf(n)
	}
	most := (rows + columns) / 2
	if most == expected {
		return 1
	}
	return (index - expected) / (most - expected)
}

func pairsOf(k float64) float64 { return k * (k - 1) / 2 }
