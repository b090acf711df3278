package storm

import (
	"github.com/unveil-project/unveil/internal/drill/chance"
)

// visitors are the people of every day: some have come before.
type visitors struct {
	r     *chance.Rand
	h     habits
	pool  []int32
	loyal chance.Weights
	rate  float64 // visits a minute
}

func newVisitors(m *maker, r *chance.Rand) *visitors {
	v := &visitors{r: r, h: m.ordinary(r)}
	v.rate = m.Rate * 60 / m.weight(&v.h)
	w := make([]uint64, min(max(60, int(v.rate*400)), 20_000))
	for i := range w {
		w[i] = uint64(1000 * min(max(r.LogNormal(1, 1), 0.05), 20))
		v.pool = append(v.pool, m.client(m.net.person(r, m.People.Foreign)))
	}
	v.loyal = chance.NewWeights(w)
	return v
}

// weight is how many lines a visit has on average, found by making some.
func (m *maker) weight(h *habits) float64 {
	const visits = 400
	r, n := m.stream("weight"), 0
	for range visits {
		m.visit(r, h, m.from-minute*1e5, 0, 0, func(hit) { n++ })
	}
	return float64(n) / visits
}

func (v *visitors) minute(m *maker, from int64) {
	for range v.r.Poisson(float64(v.rate * m.daily(from))) {
		v.come(m, v.r, &v.h, from+v.r.Int64N(minute), 0)
	}
}

// come is one visit of somebody: one who has come before, one behind a shared
// address, or somebody new.
func (v *visitors) come(m *maker, r *chance.Rand, h *habits, at int64, part int16) {
	var client int32
	switch {
	case r.Is(h.shared):
		client = h.gates[min(r.IntN(len(h.gates)), r.IntN(len(h.gates)))]
	case r.Is(h.loyal):
		client = v.pool[v.loyal.Draw(r)]
	default:
		client = m.client(m.net.person(r, h.foreign))
	}
	m.visit(r, h, at, client, part, m.push)
}

// daily is how active people are at a time; the mean over a day is 1.
func (m *maker) daily(at int64) float64 {
	_, zone := m.Start.Zone()
	hour := float64((at/second+int64(zone))%86400) / 3600
	w := [25]float64{30, 18, 11, 8, 7, 9, 18, 33, 46, 54, 58, 60, 62, 63, 62, 60, 58, 60, 66, 76, 88, 92, 78, 52, 30}
	k := int(hour)
	return (w[k] + float64((w[k+1]-w[k])*(hour-float64(k)))) / 49.3
}
