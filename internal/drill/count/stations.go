package count

import (
	"context"

	"github.com/unveil-project/unveil/internal/drill/chance"
	"github.com/unveil-project/unveil/internal/drill/world"
)

// open lays out the polling stations: each state's share of the sheets by
// its size, sections of one to several stations.
func (n *night) open(r *chance.Rand) {
	weights := world.StateWeights()
	var sum uint64
	for _, w := range weights {
		sum += w
	}
	n.sheets = make([]sheet, 0, n.cfg.Sheets+len(weights))
	var before uint64
	for i, w := range weights {
		from, to := before*uint64(n.cfg.Sheets)/sum, (before+w)*uint64(n.cfg.Sheets)/sum
		n.state(r, i+1, int(to-from))
		before += w
	}
}

func (n *night) state(r *chance.Rand, state, sheets int) {
	section := r.Between(1, 12)
	step := max(1, 9000/max(1, sheets))
	for made := 0; made < sheets; {
		area := areaOf(r)
		base := sheet{
			state: state, section: section, area: area, stratum: (state-1)*4 + area,
			district: 1 + section*8/9000, town: 1 + section/150, local: 1 + section/600,
		}
		for k := range min(r.Between(1, 2), sheets-made) {
			n.sheets = append(n.sheets, station(r, base, k))
			made++
		}
		section = min(section+r.Between(1, 2*step-1), 9990-(sheets-made))
	}
}

// areaOf draws a section's kind in the shares of the batch of 2018: 4,469
// sheets of kind 1, 781 of kind 2, 1,057 of kind 3.
func areaOf(r *chance.Rand) int {
	switch x := r.IntN(6307); {
	case x < 4469:
		return 1
	case x < 4469+781:
		return 2
	}
	return 3
}

// station makes the k-th station of a section: basic, then contiguous; 313
// in 6,307 are extraordinary and 42 special, without a list.
func station(r *chance.Rand, s sheet, k int) sheet {
	s.number, s.kind = 1, 'B'
	s.list = min(750, 420+int(r.Normal()*40)+r.Between(-250, 330))
	s.list = max(s.list, 69)
	if k > 0 {
		s.kind, s.number = 'C', k
	}
	switch x := r.IntN(6307); {
	case x < 42:
		s.kind, s.list, s.number = 'S', 0, 1+k
	case x < 42+313:
		s.kind, s.extension, s.number = 'E', r.Between(0, 3), 1+k
	}
	s.origin = 1
	if x := r.IntN(6307); x < 68 {
		s.origin = 2
	} else if x < 71 {
		s.origin = 3
	}
	s.modified = r.IntN(6307) < 16
	return s
}

// vote draws the figures of every sheet.
func (n *night) vote(ctx context.Context, r *chance.Rand) error {
	lean := map[int]*leaning{}
	for i := range n.sheets {
		if i%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		s := &n.sheets[i]
		l := lean[s.stratum]
		if l == nil {
			l = newLeaning(r)
			lean[s.stratum] = l
		}
		s.turnOut(r, l)
		s.fill(r, l)
	}
	return nil
}

// leaning is how one stratum of one state differs from the country.
type leaning struct {
	candidate [4]float64 // factor on the shares of each candidate
	turnout   float64    // added to the turnout
}

func newLeaning(r *chance.Rand) *leaning {
	l := &leaning{turnout: r.Normal() * 0.05}
	for i := range l.candidate {
		l.candidate[i] = r.LogNormal(1, 0.25)
	}
	return l
}

// turnOut draws how many voted: in 2018 the median turnout of a station was
// 63 % of its list, its standard deviation 11 points; special stations had
// 71 to 768 votes. One station in a thousand exceeds its list by a few votes,
// since party representatives vote where they serve.
func (s *sheet) turnOut(r *chance.Rand, l *leaning) {
	if s.kind == 'S' {
		s.total = r.Between(71, 768)
		return
	}
	t := 0.63 + l.turnout + float64(r.Normal()*0.09)
	s.total = int(float64(s.list) * min(max(t, 0.12), 0.985))
	if r.IntN(1000) == 0 {
		s.total = s.list + r.Between(1, 15)
	}
}

// fill draws each vote of the sheet, and the sums.
func (s *sheet) fill(r *chance.Rand, l *leaning) {
	options := world.Options()
	w := make([]uint64, 0, len(options)+3)
	station := [4]float64{r.LogNormal(1, 0.2), r.LogNormal(1, 0.25), r.LogNormal(1, 0.25), r.LogNormal(1, 0.4)}
	factor := func(c int) float64 { return float64(station[c] * l.candidate[c]) }
	for _, o := range options {
		w = append(w, uint64(1e6*o.Share*factor(candidate(o.Candidate))))
	}
	w = append(w, uint64(1e6*world.IndependentShare*factor(3)), uint64(1e6*world.WriteInShare), uint64(1e6*world.NullShare*r.LogNormal(1, 0.4)))
	table, drawn := chance.NewWeights(w), make([]int, len(w))
	for range s.total {
		drawn[table.Draw(r)]++
	}
	k := len(options)
	s.votes, s.independent, s.writeIn, s.null = drawn[:k:k], drawn[k], drawn[k+1], drawn[k+2]
	s.add()
}

// add makes the candidates' sums from the votes.
func (s *sheet) add() {
	s.sums = make([]int, 3)
	for i, o := range world.Options() {
		s.sums[candidate(o.Candidate)] += s.votes[i]
	}
}

// candidate gives the index of a candidate in world.Candidates.
func candidate(id string) int { return int(id[1] - 'A') }
