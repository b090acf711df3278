package label

import (
	"slices"

	"github.com/unveil-project/unveil/internal/stance"
)

// Agreement is how far two coders agree on the texts that both labelled.
type Agreement struct {
	A, B  string
	Texts int     // labelled by both, skips left out
	Same  int     // with the same label
	Kappa float64 // Cohen's; 1 where chance alone would agree on everything
}

// Agreements compares every two coders who share texts, in order of names.
func Agreements(labels []Label) []Agreement {
	by := map[string]map[string]stance.Stance{}
	var coders []string
	for _, x := range Last(labels) {
		if by[x.Coder] == nil {
			by[x.Coder] = map[string]stance.Stance{}
			coders = append(coders, x.Coder)
		}
		if x.Stance != "" {
			by[x.Coder][x.Key] = x.Stance
		}
	}
	slices.Sort(coders)
	var out []Agreement
	for i, a := range coders {
		for _, b := range coders[i+1:] {
			if g := agree(by[a], by[b]); g.Texts > 0 {
				g.A, g.B = a, b
				out = append(out, g)
			}
		}
	}
	return out
}

func agree(a, b map[string]stance.Stance) Agreement {
	table := map[[2]stance.Stance]int{}
	for k, s := range a {
		if t, ok := b[k]; ok {
			table[[2]stance.Stance{s, t}]++
		}
	}
	return Kappa(table)
}

// Kappa is Cohen's kappa (Cohen 1960) of a table of pairs of labels: the
// agreement beyond what two coders with these habits would reach by chance, as
// a share of what is left to reach. It takes the texts as independent.
func Kappa(table map[[2]stance.Stance]int) Agreement {
	var g Agreement
	rows, cols := map[stance.Stance]int{}, map[stance.Stance]int{}
	for pair, n := range table {
		g.Texts += n
		rows[pair[0]] += n
		cols[pair[1]] += n
		if pair[0] == pair[1] {
			g.Same += n
		}
	}
	if g.Texts == 0 {
		return g
	}
	total := float64(g.Texts)
	chance := 0.0
	for _, s := range stance.Stances() {
		chance += float64(rows[s]) / total * float64(cols[s]) / total
	}
	if chance >= 1 {
		g.Kappa = 1
		return g
	}
	g.Kappa = (float64(g.Same)/total - chance) / (1 - chance)
	return g
}
