package null

import (
	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/stats"
)

// Validated gives each pair the p-value of a statistically validated network
// (Tumminello et al. 2011): of all objects that two and more accounts shared,
// how often would two that took as many as these have so many in common? It
// counts common objects whatever the times, within the whole table, and takes
// all objects to be equally popular: it is offered for comparison. bonferroni
// is the p below which an edge holds at 0.01 against all pairs of accounts.
func Validated(s *network.Shares, accounts int, pairs []network.PairCount) (p []float64, bonferroni float64) {
	t := newTable(s, accounts)
	common := commonObjects(s)
	total := 0
	for _, c := range common {
		if c {
			total++
		}
	}
	degree := make([]int, accounts)
	active := 0.0
	for a := range degree {
		eachRun(s, t.of(uint32(a)), func(o uint32, _ []uint32) {
			if common[o] {
				degree[a]++
			}
		})
		if degree[a] > 0 {
			active++
		}
	}
	p = make([]float64, len(pairs))
	has := make([]bool, len(common))
	for _, g := range byFirst(pairs) {
		own := t.of(pairs[g.from].A)
		eachRun(s, own, func(o uint32, _ []uint32) { has[o] = common[o] })
		for i := g.from; i < g.to; i++ {
			q, both := pairs[i], 0
			eachRun(s, t.of(q.B), func(o uint32, _ []uint32) {
				if has[o] {
					both++
				}
			})
			p[i] = stats.HypergeometricTail(total, degree[q.A], degree[q.B], both)
		}
		eachRun(s, own, func(o uint32, _ []uint32) { has[o] = false })
	}
	if active < 2 {
		return p, 0.01
	}
	return p, 0.01 / (active * (active - 1) / 2)
}

// Disparities gives each edge α of the disparity filter (Serrano et al. 2009),
// the smaller of its two ends'. weight gives the weight of pair i; ends are
// numbered below accounts.
func Disparities(accounts int, pairs []network.PairCount, weight func(i int) float64) []float64 {
	strength, edges := make([]float64, accounts), make([]int, accounts)
	for i, p := range pairs {
		for _, a := range [2]uint32{p.A, p.B} {
			strength[a] += weight(i)
			edges[a]++
		}
	}
	alpha := make([]float64, len(pairs))
	for i, p := range pairs {
		w := weight(i)
		alpha[i] = min(stats.Disparity(w, strength[p.A], edges[p.A]), stats.Disparity(w, strength[p.B], edges[p.B]))
	}
	return alpha
}
