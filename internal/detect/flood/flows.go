package flood

import (
	"cmp"
	"math"
	"slices"
)

// flows are the requests of networks over time, in equal slices of a window:
// how alike the machines of one attack ask (Yu et al. 2012), and over how many
// networks requests spread.
type flows struct {
	from, to int64
	rates    map[uint64]*flow
}

// flow is one network's requests, in all and by slice of the window.
type flow struct {
	n     float64
	rates *[slots]float32 // nil for networks beyond maxFlows
}

const slots = 32

func newFlows(from, to int64) flows {
	return flows{from: from, to: to, rates: map[uint64]*flow{}}
}

// of is the flow of a network; nil for more than can be counted.
func (f *flows) of(network uint64) *flow {
	x := f.rates[network]
	if x != nil || len(f.rates) >= maxPaths {
		return x
	}
	x = &flow{}
	if len(f.rates) < maxFlows {
		x.rates = &[slots]float32{}
	}
	f.rates[network] = x
	return x
}

// add counts requests of a network.
func (f *flows) add(x *flow, second int64, n float64) {
	if x == nil {
		return
	}
	x.n += n
	if x.rates != nil {
		k := (second - f.from) * slots / max(f.to-f.from, 1)
		x.rates[min(max(k, 0), slots-1)] += float32(n)
	}
}

// counts are the requests of the networks.
func (f *flows) counts() []float64 {
	out := make([]float64, 0, len(f.rates))
	for _, x := range f.rates {
		out = append(out, x.n)
	}
	slices.Sort(out) // so that a sum does not depend on the order of a map
	return out
}

// correlation is the mean correlation coefficient of the rates of the busiest
// networks, two by two, after the rate of all of them was taken out: people
// come at the same hour too, but not in the same seconds. It is NaN with
// fewer than five networks of eight requests.
func (f *flows) correlation() float64 {
	busy := f.busiest()
	if len(busy) < 5 {
		return math.NaN()
	}
	sum, pairs := 0.0, 0.0
	for i := range busy {
		for k := range i {
			sum += pearson(busy[i], busy[k])
			pairs++
		}
	}
	return sum / pairs
}

// busiest are the rates of the busiest networks, as shares of each one's
// requests less the share of all.
func (f *flows) busiest() [][]float64 {
	type named struct {
		id uint64
		*flow
	}
	var list []named
	var all [slots]float64
	total := 0.0
	for id, x := range f.rates {
		if x.rates == nil || x.n < 8 {
			continue
		}
		list = append(list, named{id, x})
		for k, r := range x.rates {
			all[k] += float64(r) // whole numbers: the order changes nothing
		}
		total += x.n
	}
	slices.SortFunc(list, func(a, b named) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.id, b.id)) })
	var out [][]float64
	for _, x := range list[:min(len(list), 40)] {
		v := make([]float64, slots)
		for k, r := range x.rates {
			v[k] = float64(r)/x.n - all[k]/total
		}
		out = append(out, v)
	}
	return out
}

// pearson is the correlation coefficient; 0 where one does not vary.
func pearson(a, b []float64) float64 {
	n := float64(len(a))
	var sa, sb, saa, sbb, sab float64
	for i := range a {
		sa, sb = sa+a[i], sb+b[i]
		saa, sbb, sab = saa+a[i]*a[i], sbb+b[i]*b[i], sab+a[i]*b[i]
	}
	v := (saa - sa*sa/n) * (sbb - sb*sb/n)
	if v <= 0 {
		return 0
	}
	return (sab - sa*sb/n) / math.Sqrt(v)
}

// Kinds of answer.
const statusKinds = 6

// statusKind sorts answers: served, elsewhere, not modified, refused, broken,
// cut off.
func statusKind(s uint16) int {
	switch {
	case s == 304:
		return 2
	case s == 499 || s == 408:
		return 5
	case s < 200 || s >= 500:
		return 4
	case s >= 400:
		return 3
	case s >= 300:
		return 1
	}
	return 0
}
