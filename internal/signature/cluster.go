package signature

import (
	"cmp"
	"math"
	"slices"
)

// tally is what one value has in the burst and in ordinary time.
type tally struct {
	burst, usual float64 // counted requests
	clients      uint32
	last         uint32 // client + 1 that was counted last
}

// plain is the surprise, 1 in 20, below which a value did not clearly grow.
const plain = 1.3

// clusters are the values that grew.
func (g *ground) clusters(excess float64) []Cluster {
	lists, sizes := make([][]Cluster, len(g.columns)), make([]int, len(g.columns))
	place := map[string]int{}
	for i, c := range g.columns {
		place[c.field] = i
	}
	g.each(func(c *column) { i := place[c.field]; lists[i], sizes[i] = g.column(c, excess) })
	values := 0
	for _, n := range sizes {
		values += n
	}
	var out []Cluster
	for _, list := range lists {
		for _, x := range list {
			x.Surprise = surprise(x.G, values)
			if len(g.usual) == 0 || x.Surprise >= plain {
				out = append(out, x)
			}
		}
	}
	return out
}

// column counts the values of one field. It gives those that grew most, and
// how many grew at all.
func (g *ground) column(c *column, excess float64) (out []Cluster, grown int) {
	counts := make([]tally, c.size)
	burst, usual := 0.0, 0.0
	for i := range g.burst {
		h := &g.burst[i]
		t := &counts[c.value(h)]
		t.burst += float64(h.count)
		burst += float64(h.count)
		if t.last != h.client+1 {
			t.last = h.client + 1
			t.clients++
		}
	}
	for i := range g.usual {
		h := &g.usual[i]
		counts[c.value(h)].usual += float64(h.count)
		usual += float64(h.count)
	}
	growth := func(t *tally) float64 { return t.burst*g.weight - t.usual*g.scale }
	least, grown := least(counts, growth)
	for v := range counts {
		t := &counts[v]
		if n := growth(t); n > 0 && n >= least {
			out = append(out, Cluster{
				Field: c.field, Value: c.texts(uint32(v)), Requests: t.burst * g.weight,
				Clients: float64(t.clients) * g.q.Table.Scale(), Usual: t.usual * g.scale,
				Share: finite(n, excess), G: logLikelihood(t.burst, burst, t.usual, usual) / g.design,
			})
		}
	}
	slices.SortFunc(out, func(a, b Cluster) int {
		return cmp.Or(cmp.Compare(b.Requests-b.Usual, a.Requests-a.Usual), cmp.Compare(a.Value, b.Value))
	})
	return out[:min(len(out), MaxClusters)], grown
}

// least is the growth of the last value that is reported, and how many grew.
// Where too many share that growth none of them is: which would be chance.
func least(counts []tally, growth func(*tally) float64) (least float64, grown int) {
	var top [MaxClusters]float64 // the largest, descending
	same := 0
	for v := range counts {
		n := growth(&counts[v])
		if n > 0 {
			grown++
		}
		last := MaxClusters - 1
		switch {
		case n <= 0 || n < top[last]:
			continue
		case n == top[last]:
			same++
			continue
		}
		for same = 0; last > 0 && top[last-1] < n; last-- {
			top[last] = top[last-1]
		}
		top[last] = n
	}
	least = top[MaxClusters-1]
	if same > 1000 {
		least = math.Nextafter(least, math.Inf(1))
	}
	return least, grown
}

// logLikelihood is G² of a table of two by two (Dunning 1993): a of n here,
// b of m in the background; 0 where the share here is not the greater one.
// Counts are taken as independent; what they are not is corrected by dividing
// by their design effect (Rao and Scott 1981).
func logLikelihood(a, n, b, m float64) float64 {
	if n <= 0 || m <= 0 || a*m <= b*n {
		return 0
	}
	p := (a + b) / (n + m)
	return 2 * max(term(a, n*p)+term(n-a, n*(1-p))+term(b, m*p)+term(m-b, m*(1-p)), 0)
}

func term(seen, expected float64) float64 {
	if seen <= 0 || expected <= 0 {
		return 0
	}
	return seen * math.Log(seen/expected)
}

// surprise is −log₁₀ of the chance of G or more under a χ² of one degree of
// freedom, times the number of values tested (Bonferroni). Where the chance
// is below what a float holds, the first terms of the tail's asymptotic series
// stand for it (Abramowitz and Stegun 1964, 7.1.23).
func surprise(g float64, tests int) float64 {
	x := math.Sqrt(max(g, 0) / 2)
	log := math.Log(math.Erfc(x))
	if x > 20 {
		log = -x*x - math.Log(x*math.Sqrt(math.Pi)) + math.Log1p(-1/(2*x*x))
	}
	return max(-(log+math.Log(float64(max(tests, 1))))/math.Ln10, 0)
}
