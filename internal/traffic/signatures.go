package traffic

import (
	"github.com/unveil-project/unveil/internal/detect/flood"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/signature"
)

// signature says what the excess of a burst has in common, where there is
// something to tell from ordinary traffic.
func (a *analyser) signature(out *Burst, b *flood.Burst, hostile func(uint32) bool) {
	if out.Verdict == finding.Crowd {
		return
	}
	usual := b.Week // whom a rule would have hit is measured on as much as there is
	if len(usual) == 0 {
		usual = b.Usual
	}
	q := signature.Question{Table: a.t, Burst: b.Window, Usual: usual, Expected: b.Expected, Hostile: hostile}
	if a.located() {
		q.Place = a.placed
	}
	s := signature.Search(q)
	if s == nil {
		return
	}
	a.signatures[len(a.signatures)-1] = s
	out.Signature = &Signature{
		Terms: terms(s.Terms), Coverage: round(s.Coverage), Collateral: round(s.CollateralClients),
		Usual: round(s.CollateralRequests), Days: round(s.Days), Spread: s.Distributed, Alternates: terms(s.Alternates),
	}
}

func (a *analyser) placed(client uint32) (country string, asn uint32) {
	p := a.place(client)
	return p.Country.String(), p.ASN
}

func terms(list []signature.Term) []Term {
	out := []Term{}
	for _, t := range list {
		out = append(out, Term{Field: t.Field, Values: t.Values, Negated: t.Negated, Coverage: round(t.Coverage), Collateral: round(t.Collateral)})
	}
	return out
}
