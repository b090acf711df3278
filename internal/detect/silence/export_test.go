package silence

import (
	"fmt"
	"maps"
	"slices"
)

// For known-answer tests.
var (
	GapP         = gapP
	BinomialTail = binomialTail
	FisherP      = fisherP
	BayesBound   = bayesBound
	Posterior    = posterior
)

// Alarms counts the gaps reported on one night of arrivals by area.
func Alarms(areas map[string][]int64) int {
	n := &night{}
	for _, area := range slices.Sorted(maps.Keys(areas)) {
		for i, t := range areas[area] {
			n.all.arrivals = append(n.all.arrivals, arrival{time: t, state: area, station: fmt.Sprint(area, i)})
		}
	}
	n.group()
	return len(n.assess().gaps)
}
