package count

import (
	"slices"

	"github.com/unveil-project/unveil/internal/drill/chance"
	"github.com/unveil-project/unveil/internal/drill/truth"
	"github.com/unveil-project/unveil/internal/drill/world"
)

// Altered is sheets whose figures were changed after the count.
type Altered struct {
	ID     string
	Sheets int
	// Consistent moves votes from one party to another and mends every sum:
	// nothing on the sheet itself shows it.
	Consistent bool
}

// alterAll plants all alterations, each on sheets of its own.
func (n *night) alterAll() {
	taken := map[int]bool{}
	for k := range n.cfg.Altered {
		a := &n.cfg.Altered[k]
		r := n.rand("altered/" + a.ID)
		var changed []int
		for tries := 0; len(changed) < a.Sheets && tries < 100*len(n.sheets); tries++ {
			i := r.IntN(len(n.sheets))
			if s := &n.sheets[i]; !taken[i] && s.kind != 'S' && s.alter(r, a.Consistent) {
				taken[i] = true
				changed = append(changed, i)
			}
		}
		slices.Sort(changed)
		n.describe(a, changed)
	}
}

func (n *night) describe(a *Altered, changed []int) {
	it := truth.Item{ID: a.ID, Kind: truth.Altered, Planted: true, Detector: "arithmetic", Stealth: truth.Plain}
	if a.Consistent {
		it.Detector = ""
	}
	it.Start, it.End = n.span(changed)
	n.item(it, changed)
}

// alter changes a sheet; false where it has too few votes for it. Candidate
// B gains: by votes moved with all sums mended, or by a figure that was
// written over without the others.
func (s *sheet) alter(r *chance.Rand, consistent bool) bool {
	gain := r.Between(20, 60)
	from, to := s.column("UNO"), s.column("CUATRO")
	if s.votes[from] <= gain || s.total+gain > s.list {
		return false
	}
	switch {
	case consistent:
		s.votes[from] -= gain
		s.votes[to] += gain
		s.add()
	case r.Is(0.4): // only the candidate's sum
		s.sums[1] += gain
	case r.Is(0.5): // a party's votes, and neither sum nor total
		s.votes[to] += gain
	default: // the sum and the total, and no party
		s.sums[1] += gain
		s.total += gain
	}
	return true
}

func (s *sheet) column(name string) int {
	return slices.IndexFunc(world.Options(), func(c world.Column) bool { return c.Name == name })
}
