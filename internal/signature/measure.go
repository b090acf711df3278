package signature

import (
	"cmp"
	"slices"
)

// signature gives a rule its texts. Values that match most of the attack come
// first.
func (p *pool) signature(r *rule) *Signature {
	s := &Signature{}
	for i := range r.terms {
		s.Terms = append(s.Terms, p.term(&r.terms[i]))
	}
	order := map[string]int{}
	for i, f := range Fields() {
		order[f] = i
	}
	slices.SortStableFunc(s.Terms, func(a, b Term) int { return cmp.Compare(order[a.Field], order[b.Field]) })
	return s
}

// term measures one term alone.
func (p *pool) term(t *choice) Term {
	p.apply(&rule{})
	gains := p.gains(t.column, 1)
	m := p.marks([]choice{*t}, t.column, t, 1)
	out := Term{Field: p.columns[t.column].field, Negated: t.negated, Coverage: m.coverage, Collateral: m.clients}
	var named []gain
	for v, is := range t.named {
		if is {
			named = append(named, gains[v])
		}
	}
	worth := func(g *gain) float64 {
		if t.negated {
			return g.harm
		}
		return g.attack
	}
	slices.SortFunc(named, func(a, b gain) int {
		return cmp.Or(cmp.Compare(worth(&b), worth(&a)), cmp.Compare(p.text(t.column, a.value), p.text(t.column, b.value)))
	})
	for _, g := range named {
		out.Values = append(out.Values, p.text(t.column, g.value))
	}
	return out
}

// maxAlternates is how many single values are given beside a signature.
const maxAlternates = 8

// alternates are the single values that cover a twentieth of the attack or
// more and spare others best.
func (p *pool) alternates() []Term {
	type scored struct {
		Term
		score float64
	}
	var all []scored
	p.apply(&rule{})
	for c, column := range p.columns {
		for _, g := range p.gains(c, 1) {
			if g.attack < 0.05 || g.attack-g.harm < 0 {
				continue
			}
			t := choice{column: c, named: make([]bool, len(p.back[c])), count: 1}
			t.named[g.value] = true
			m := p.marks([]choice{t}, c, &t, 1)
			all = append(all, scored{Term{
				Field: column.field, Values: []string{p.text(c, g.value)}, Coverage: m.coverage, Collateral: m.clients,
			}, m.score})
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.Values[0], b.Values[0]))
	})
	var out []Term
	for _, s := range all[:min(len(all), maxAlternates)] {
		out = append(out, s.Term)
	}
	return out
}

// measure counts what a signature matches, as its texts are written into a
// configuration: by regular expression where the field has one.
func (g *ground) measure(s *Signature) {
	m := g.matcher(s)
	var matched, all [kindsOfRows]float64
	var stopped, machines, machinesUsual, usualHits, usualAll float64
	groups(g.burst, func(of []hit) {
		n, any := 0.0, 0.0
		for i := range of {
			any += float64(of[i].count)
			if m.match(&of[i]) {
				n += float64(of[i].count)
			}
		}
		stopped += n
		k := rowKind(of[0].label)
		all[k]++
		if n > 0 {
			matched[k]++
		}
		if k == attack {
			machines += n
		}
	})
	groups(g.usual, func(of []hit) {
		n := 0.0
		for i := range of {
			usualAll += float64(of[i].count)
			if m.match(&of[i]) {
				n += float64(of[i].count)
			}
		}
		usualHits += n
		all[usual]++
		if n > 0 {
			matched[usual]++
		}
		if of[0].label == hostile {
			machinesUsual += n
		}
	})
	s.Stopped = finite(stopped*g.weight, g.total)
	s.Coverage = finite(machines*g.weight-machinesUsual*g.scale, g.attack())
	s.CollateralClients, s.CollateralRequests, s.Days = finite(matched[usual], all[usual]), finite(usualHits, usualAll), g.days
	s.BurstClients = finite(matched[people]+matched[open], all[people]+all[open])
	s.BurstVisitors = finite(matched[people], all[people])
	if len(g.usual) == 0 {
		s.Days = 0
	}
}

func rowKind(l label) kind {
	switch l {
	case hostile:
		return attack
	case visitor:
		return people
	}
	return open
}
