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

// Dispersion gives the index and the degrees of freedom of counts of slides.
func Dispersion(counts []int, slides int) (index, df float64) {
	e := estimate{slides: slides}
	e.add(counts)
	d := e.dispersion()
	return d.index, d.df
}

// Given gives the weights of all indices after one measurement.
func Given(index, df float64) []float64 {
	w := flat().given(dispersion{index, df})
	return w[:]
}

// Pool gives the weights that pairs of index and degrees of freedom show.
func Pool(measured ...[2]float64) []float64 {
	var all []dispersion
	for _, m := range measured {
		all = append(all, dispersion{m[0], m[1]})
	}
	w := pool(all)
	return w[:]
}

// ClumpedGap is the p-value of a gap over weights of all indices.
func ClumpedGap(w []float64, single float64) float64 {
	return weights(w).mean(func(index float64) float64 { return clumpedGapP(single, index) })
}

// ClumpedRush is that of a rush over a window beside k sheets in an hour.
func ClumpedRush(rush int, window float64, k int, index float64) float64 {
	return clumpedRushP(rush, window, side{k, 3600}, index)
}

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
