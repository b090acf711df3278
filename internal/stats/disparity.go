package stats

import "math"

// Disparity is the chance that an edge of the given weight holds so large a
// share of a node's strength (the sum of its edges' weights), had the
// strength been cut into as many parts as the node has edges at places drawn
// evenly: α = (1 − w/s)^(k−1) (the disparity filter, Serrano, Boguñá and
// Vespignani 2009). A node with one edge gives 1, as its share says nothing.
// An edge has two nodes; the smaller α decides whether it stands out.
func Disparity(weight, strength float64, edges int) float64 {
	if edges < 2 || !(strength > 0) || !(weight > 0) {
		return 1
	}
	return math.Pow(max(0, 1-weight/strength), float64(edges-1))
}
