package signature

import (
	"cmp"
	"slices"
)

// What a signature costs, in shares of the attack that it must cover more to
// be worth it. Losing one visitor in a hundred weighs as much as missing six
// hundredths of the attack.
const (
	costClients  = 6.0  // share of the addresses of ordinary time
	costRequests = 2.0  // share of their requests
	costPeople   = 6.0  // share of the visitors in the burst
	costOpen     = 0.25 // requests of undetermined addresses, over those of the attack
	costValue    = 0.001
	costTerm     = 0.02
	costCountry  = 0.1 // a country says little of a request, and few servers can ask for it
)

const (
	maxTerms   = 4
	beamWidth  = 5
	listValues = 60 // values of a term that are no addresses
	// listRequests is how many requests an address must have sent to be listed:
	// any few addresses can be told from others by a list of them.
	listRequests = 20
)

// choice is a term under way: which values of a column it names.
type choice struct {
	column  int
	named   []bool // by number in the pool
	count   int
	negated bool
}

func (c *choice) holds(v uint32) bool { return c.named[v] != c.negated }

// rule is a signature under way.
type rule struct {
	terms []choice
	marks
}

// marks is how good a rule is.
type marks struct {
	coverage, clients, requests, people, open float64
	score                                     float64
}

// search finds the signature: its form by a beam search on a sample, its
// values on a larger one. nil where none is better than nothing.
// What it matches is counted on all rows.
//
// The search tells values as they are classed; a configuration tells them by
// regular expression, which may match more. Where that harms, the search is
// done again without the fields that are told so.
func (g *ground) search() *Signature {
	distributed := g.distributed()
	// A sample of addresses names only those that are in it.
	sampled := g.q.Table.Level > 0
	banned := map[string]bool{Status: true, Client: distributed || sampled, Prefix: sampled}
	var best *Signature
	var alternates []Term
	for best == nil || !banned[PathForm] {
		p := g.newPool(g.searched(banned), sampleRows)
		if alternates == nil {
			alternates = p.alternates()
		}
		s, hoped := g.once(p)
		if s == nil {
			break
		}
		if best == nil || s.worth() > best.worth() {
			best = s
		}
		if s.worth() >= hoped-0.05 || banned[PathForm] {
			break
		}
		banned[Shape], banned[PathForm], banned[AgentFamily] = true, true, true
	}
	if best == nil || best.worth() <= 0 {
		return nil
	}
	best.Distributed, best.Alternates = distributed, alternates
	return best
}

// once searches with the columns of a pool, and says how good its result
// would be if values were told as they are classed.
func (g *ground) once(p *pool) (s *Signature, hoped float64) {
	best := p.beam()
	if best == nil {
		return nil, 0
	}
	used := make([]*column, len(best.terms))
	for i, t := range best.terms {
		used[i] = p.columns[t.column]
	}
	full := g.newPool(used, valueRows)
	if best = full.again(p, best); best == nil {
		return nil, 0
	}
	s = full.signature(best)
	g.measure(s)
	return s, best.coverage - costClients*best.clients - costRequests*best.requests - costPeople*best.people
}

// worth is what a signature covers less what it harms, as measured.
func (s *Signature) worth() float64 {
	return s.Coverage - costClients*s.CollateralClients - costRequests*s.CollateralRequests - costPeople*s.BurstVisitors
}

// searched are the columns of which terms are made.
func (g *ground) searched(banned map[string]bool) []*column {
	var out []*column
	for _, c := range g.columns {
		if !banned[c.field] {
			out = append(out, c)
		}
	}
	return out
}

// distributed is true where more than MaxAddresses addresses are needed to
// cover nine tenths of the attack.
func (g *ground) distributed() bool {
	var sizes []float64
	groups(g.burst, func(of []hit) {
		if of[0].label != hostile {
			return
		}
		n := 0.0
		for i := range of {
			n += float64(of[i].count)
		}
		sizes = append(sizes, n)
	})
	slices.SortFunc(sizes, func(a, b float64) int { return cmp.Compare(b, a) })
	covered := 0.0
	most := int(MaxAddresses / g.q.Table.Scale()) // each stands for so many
	for _, n := range sizes[:min(len(sizes), most)] {
		covered += n
	}
	return covered < 0.9*g.hostileBurst
}

// beam looks for the best rule. Terms are added one by one to the few best
// rules so far. In the beginning harm weighs little, so that terms are found
// which only together spare visitors; each rule is then polished under the
// full weights, and the best of all is kept.
func (p *pool) beam() *rule {
	var best *rule
	front := []*rule{{}}
	for depth, ease := range []float64{0.15, 0.4, 1, 1} {
		if depth == maxTerms {
			break
		}
		var next []*rule
		for _, r := range front {
			next = append(next, p.extended(r, ease)...)
		}
		slices.SortStableFunc(next, func(a, b *rule) int { return cmp.Compare(b.score, a.score) })
		front = unlike(next)
		for _, r := range front {
			if polished := p.polish(r); polished != nil && (best == nil || polished.score > best.score+1e-9) {
				best = polished
			}
		}
	}
	if best == nil || best.score <= 0.05 {
		return nil
	}
	return best
}

// unlike is the first rules that match differently.
func unlike(rules []*rule) []*rule {
	var out []*rule
	for _, r := range rules {
		if len(out) == beamWidth {
			break
		}
		if !slices.ContainsFunc(out, func(o *rule) bool { return o.marks == r.marks }) {
			out = append(out, r)
		}
	}
	return out
}

// extended is a rule with one more term, in every way.
func (p *pool) extended(r *rule, ease float64) (out []*rule) {
	p.apply(r)
	for c := range p.columns {
		if r.has(c) {
			continue
		}
		for _, t := range p.choices(c, ease) {
			terms := append(slices.Clone(r.terms), t)
			out = append(out, &rule{terms: terms, marks: p.marks(terms, c, &t, ease)})
		}
	}
	return out
}

func (r *rule) has(column int) bool {
	return slices.ContainsFunc(r.terms, func(t choice) bool { return t.column == column })
}

// polish chooses the values of each term anew, given the others, and drops
// terms without which the rule is as good, under the full weights.
func (p *pool) polish(r *rule) *rule {
	r = &rule{terms: slices.Clone(r.terms)}
	p.apply(r)
	r.marks = p.marks(r.terms, -1, nil, 1)
	for range 3 {
		before := r.score
		for i := 0; i < len(r.terms); i++ {
			r = p.chosenAnew(r, i)
		}
		r = p.dropped(r)
		if r.score <= before+1e-9 {
			break
		}
	}
	if len(r.terms) == 0 {
		return nil
	}
	return r
}

// chosenAnew is the rule with another term of the same column, where that is
// better.
func (p *pool) chosenAnew(r *rule, i int) *rule {
	column := r.terms[i].column
	for _, t := range p.choices(column, 1) {
		terms := slices.Clone(r.terms)
		terms[i] = t
		if m := p.marks(terms, column, &t, 1); m.score > r.score+1e-9 {
			r = &rule{terms: terms, marks: m}
		}
	}
	p.mark(&r.terms[i], true)
	return r
}

// dropped is the rule without the terms that it does not need.
func (p *pool) dropped(r *rule) *rule {
	for i := len(r.terms) - 1; i >= 0 && len(r.terms) > 1; i-- {
		terms := slices.Delete(slices.Clone(r.terms), i, i+1)
		if m := p.marks(terms, r.terms[i].column, nil, 1); m.score >= r.score {
			p.mark(&r.terms[i], false)
			r = &rule{terms: terms, marks: m}
		}
	}
	return r
}

// again is the rule of a sample, its values chosen anew in a pool that has its
// columns only.
func (p *pool) again(sample *pool, r *rule) *rule {
	terms := make([]choice, len(r.terms))
	for i, t := range r.terms {
		named := make([]bool, len(p.back[i]))
		inSample := map[uint32]bool{}
		for v, is := range t.named {
			if is {
				inSample[sample.back[t.column][v]] = true
			}
		}
		for v, full := range p.back[i] {
			named[v] = inSample[full]
		}
		terms[i] = choice{column: i, named: named, count: t.count, negated: t.negated}
	}
	return p.polish(&rule{terms: terms})
}
