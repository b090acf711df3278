package signature

import (
	"cmp"
	"slices"
)

// apply marks the rows on which a rule's terms fail.
func (p *pool) apply(r *rule) {
	clear(p.fails)
	for i := range r.terms {
		p.mark(&r.terms[i], true)
	}
}

// mark puts a term in force, or takes it out.
func (p *pool) mark(t *choice, in bool) {
	bit := uint16(1) << t.column
	for i, v := range p.cols[t.column] {
		p.fails[i] &^= bit
		if in && !t.holds(v) {
			p.fails[i] |= bit
		}
	}
}

// gain is what one value brings and costs.
type gain struct {
	value                 uint32
	attack, harm          float64
	lastUsual, lastPeople uint32 // client + 1
}

// gains adds up for each value of a column what the rows are on which the
// other terms hold. An address counts for each value that it used: the sum
// over values is an upper bound of the addresses harmed.
func (p *pool) gains(c int, ease float64) []gain {
	out := make([]gain, len(p.back[c]))
	bit := uint16(1) << c
	request := [kindsOfRows]float64{
		attack: over(1, p.requests[attack]), open: over(costOpen*ease, p.requests[attack]),
		usual: over(costRequests*ease, p.requests[usual]),
	}
	usualClient, visitorClient := over(costClients*ease, p.clients[usual]), over(costPeople*ease, p.clients[people])
	for i, v := range p.cols[c] {
		if p.fails[i]&^bit != 0 {
			continue
		}
		g := &out[v]
		switch k := p.kind[i]; k {
		case attack:
			g.attack += p.w[i] * request[attack]
		case people:
			if g.lastPeople != p.client[i]+1 {
				g.lastPeople = p.client[i] + 1
				g.harm += visitorClient
			}
		case usual:
			if g.lastUsual != p.client[i]+1 {
				g.lastUsual = p.client[i] + 1
				g.harm += usualClient
			}
			g.harm += p.w[i] * request[usual]
		case open:
			g.harm += p.w[i] * request[open]
		}
	}
	for v := range out {
		out[v].value = uint32(v)
	}
	return out
}

func over(a, b float64) float64 {
	if b <= 0 {
		return 0
	}
	return a / b
}

// choices are the best terms of a column while the others hold: the values
// whose gain is above their cost and, for fields of which an endless number
// of values may come, all but those that cost more than they bring.
func (p *pool) choices(c int, ease float64) (out []choice) {
	gains := p.gains(c, ease)
	field := p.columns[c].field
	limit := listValues
	least := 0.0
	if field == Client || field == Prefix {
		limit = MaxAddresses
		least = over(listRequests*p.part, p.requests[attack])
	}
	if t := p.choice(c, gains, limit, func(g *gain) float64 {
		if g.attack < least {
			return 0
		}
		return g.attack - g.harm - costValue
	}); t != nil {
		out = append(out, *t)
	}
	switch field {
	case Shape, PathForm, Agent, AgentFamily, Method, Protocol, Referer:
		if t := p.choice(c, gains, limit, func(g *gain) float64 { return g.harm - g.attack - costValue }); t != nil {
			t.negated = true
			out = append(out, *t)
		}
	}
	return out
}

// choice names the values that are worth it, the best first; nil where none
// is.
func (p *pool) choice(c int, gains []gain, limit int, worth func(*gain) float64) *choice {
	var good []gain
	column := p.columns[c]
	for i := range gains {
		if worth(&gains[i]) > 0 {
			good = append(good, gains[i])
		}
	}
	// The same whatever the numbers of the values.
	slices.SortFunc(good, func(a, b gain) int {
		if d := cmp.Compare(worth(&b), worth(&a)); d != 0 {
			return d
		}
		return cmp.Compare(p.text(c, a.value), p.text(c, b.value))
	})
	t := &choice{column: c, named: make([]bool, len(gains))}
	for _, g := range good {
		if t.count == limit {
			break
		}
		if expressible(column.field, p.text(c, g.value)) {
			t.named[g.value] = true
			t.count++
		}
	}
	if t.count == 0 {
		return nil
	}
	return t
}

func (p *pool) text(c int, v uint32) string { return p.columns[c].texts(p.back[c][v]) }

// marks measures a rule. Its terms are in force, but for at most one: that of
// the column out, which is left out, or replaced by in where that is not nil.
func (p *pool) marks(terms []choice, out int, in *choice, ease float64) (m marks) {
	var requests, clients [kindsOfRows]float64
	var last [kindsOfRows]uint32
	bit := uint16(0)
	if out >= 0 {
		bit = 1 << out
	}
	for i, f := range p.fails {
		if f&^bit != 0 || in != nil && !in.holds(p.cols[out][i]) {
			continue
		}
		k := p.kind[i]
		requests[k] += p.w[i]
		if last[k] != p.client[i]+1 {
			last[k] = p.client[i] + 1
			clients[k]++
		}
	}
	m.coverage = finite(requests[attack], p.requests[attack])
	m.clients, m.requests = finite(clients[usual], p.clients[usual]), finite(requests[usual], p.requests[usual])
	m.people = finite(clients[people], p.clients[people])
	m.open = over(requests[open], p.requests[attack])
	m.score = m.coverage - ease*(costClients*m.clients+costRequests*m.requests+costPeople*m.people+costOpen*m.open)
	m.score -= ease * costClients * p.unmeasured(terms)
	for i := range terms {
		m.score -= costTerm + costValue*float64(terms[i].count-1)
		if p.columns[terms[i].column].field == Country {
			m.score -= costCountry
		}
	}
	return m
}
