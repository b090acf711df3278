package flood

import (
	"cmp"
	"maps"
	"slices"

	"github.com/unveil-project/unveil/internal/stats"
)

// weighWhere compares where addresses are registered with ordinary time. Both
// weights are set, not fitted, and small: a call to citizens abroad, a report
// on foreign television, a delivery network or a carrier's new range move the
// countries of a crowd, and machines can be hired next door.
func (j *judge) weighWhere() {
	if j.place == nil {
		return
	}
	countries, networks := j.placed(j.main)
	before, usual := j.placed(j.ref)
	v := divergence(countries, before)
	j.line("country_divergence", v, nil, clip(0.6*(v-0.25), -0.1, 0.3))
	v = divergence(networks, usual)
	j.line("network_divergence", v, nil, clip(0.3*(v-0.5), -0.1, 0.15))
}

// placed counts the requests of a window by country and by number of network.
func (j *judge) placed(w *window) (countries map[string]float64, networks map[uint32]float64) {
	countries, networks = map[string]float64{}, map[uint32]float64{}
	w.each(func(p *profile) {
		country, asn := j.place(p.client)
		countries[country] += p.requests()
		networks[asn] += p.requests()
	})
	return countries, networks
}

// divergence is the Jensen–Shannon divergence of two tables of counts, in
// bits; it does not depend on their order.
func divergence[K cmp.Ordered](a, b map[K]float64) float64 {
	keys := slices.Collect(maps.Keys(a))
	for k := range b {
		if _, ok := a[k]; !ok {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	var p, q []float64
	for _, k := range keys {
		p, q = append(p, a[k]), append(q, b[k])
	}
	return stats.JensenShannon(p, q)
}
