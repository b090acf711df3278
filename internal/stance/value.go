package stance

import (
	"strings"

	"github.com/unveil-project/unveil/internal/election"
)

// Stances lists the stances.
func Stances() []Stance { return []Stance{Hostile, Favourable, Unclear} }

// ParseStance reads a stance as people label it, in Spanish or English:
// "against", "contra", "favor", "neutral".
func ParseStance(s string) (Stance, bool) {
	var folded []string
	for _, w := range election.Words(s) {
		folded = append(folded, w.Text)
	}
	switch strings.Join(folded, " ") {
	case "hostile", "against", "contra", "en contra", "anti", "negative", "negativo", "negativa", "hostil", "h", "neg", "oppose", "opposed":
		return Hostile, true
	case "favourable", "favorable", "favor", "favour", "a favor", "en favor", "in favor", "in favour", "for", "pro", "positive", "positivo", "positiva", "f", "pos", "support":
		return Favourable, true
	case "unclear", "neutral", "none", "neither", "mixed", "unknown", "neutro", "neutra", "no claro", "poco claro", "incierto", "ninguna", "ninguno", "u", "0":
		return Unclear, true
	}
	return "", false
}

// Candidate finds the candidate that a name, alias, handle or id means; "" for
// none or several.
func (r *Reader) Candidate(name string) string {
	for _, id := range r.ids {
		if strings.EqualFold(id, strings.TrimSpace(name)) {
			return id
		}
	}
	found := map[int]bool{}
	only := -1
	for _, m := range r.names.Mentions(election.Words(name)) {
		found[m.Candidate], only = true, m.Candidate
	}
	if len(found) != 1 {
		return ""
	}
	return r.ids[only]
}
