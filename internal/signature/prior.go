package signature

import "slices"

// doubt is how many people must be measured before nothing is assumed of
// those who were not. With little ordinary traffic to spare, a rule that
// matches nearly everything would seem to harm nobody.
const doubt = 200

// unmeasured is the share of people of whom nothing is known whom a rule is
// taken to harm; less, the more people were measured.
func (p *pool) unmeasured(terms []choice) float64 {
	weight := 1 - (p.clients[usual]+p.clients[people])/doubt
	if weight <= 0 {
		return 0
	}
	// Terms of one origin, as address and prefix, say the same twice.
	var least [ofStatus + 1]float64
	for i := range least {
		least[i] = 1
	}
	for i := range terms {
		b := p.columns[terms[i].column].base
		least[b] = min(least[b], p.common(&terms[i]))
	}
	for _, chance := range least {
		weight *= chance
	}
	return weight
}

// common is the chance that a visitor of whom nothing is known matches a term.
// The values are round: a half of people send no referer, or use one version
// of HTTP; one agent is that of one in twenty; an address is anybody's.
func (p *pool) common(t *choice) float64 {
	if t.negated {
		return 1
	}
	n := float64(t.count)
	switch p.columns[t.column].field {
	case Method, Protocol:
		return min(0.5*n, 1)
	case Shape:
		return p.either(t, "", 0.7, 0.05)
	case Referer:
		return p.either(t, "", 0.5, 0.05)
	case Path, PathForm:
		return p.either(t, "/", 0.5, 0.1)
	case Agent:
		return min(0.05*n, 0.5)
	case AgentFamily:
		return min(0.1*n, 0.7)
	case ASN:
		return min(0.05*n, 0.5)
	case Country:
		return min(0.3*n, 1)
	}
	return 0.01
}

// either is one chance where a term names the value that most people have, and
// another where it does not.
func (p *pool) either(t *choice, usual string, with, without float64) float64 {
	if v := slices.IndexFunc(p.back[t.column], func(full uint32) bool { return p.columns[t.column].texts(full) == usual }); v >= 0 && t.named[v] {
		return with
	}
	return without
}
