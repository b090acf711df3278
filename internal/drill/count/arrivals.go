package count

import (
	"time"

	"github.com/unveil-project/unveil/internal/drill/chance"
	"github.com/unveil-project/unveil/internal/drill/truth"
	"github.com/unveil-project/unveil/internal/drill/world"
)

// curve2018 is how many sheets of the quick count of 1 July 2018 arrived in
// each quarter of an hour from 18:30 to 24:00.
func curve2018() []uint64 {
	return []uint64{4, 23, 76, 135, 231, 369, 402, 492, 496, 522, 486, 451, 436, 428, 393, 331, 274, 236, 181, 161, 106, 74}
}

// arrive draws the arrival of every sheet from the curve of 2018.
func (n *night) arrive(r *chance.Rand) {
	curve, from := chance.NewWeights(curve2018()), world.Hour(18, 30).Unix()
	for i := range n.sheets {
		n.sheets[i].arrival = from + int64(curve.Draw(r))*900 + r.Int64N(900)
	}
}

// travel delays the country sheets of some small states: they come by road,
// in batches of the rounds of two couriers, from a quarter past nine on.
func (n *night) travel(r *chance.Rand) {
	for _, state := range world.RuralStates() {
		rounds := [2][]int64{courierRounds(r), courierRounds(r)}
		var late []int
		for i := range n.sheets {
			s := &n.sheets[i]
			if s.state != state {
				continue
			}
			if s.area == 1 && r.Is(0.35) { // the towns near the capital report early
				s.arrival = min(s.arrival, world.Hour(20, 50).Unix()+r.Int64N(900))
				continue
			}
			s.arrival = chance.Pick(r, rounds[s.section%2]) + int64(r.Exp(150))
			s.courier = true
			late = append(late, i)
		}
		first, last := n.span(late)
		n.item(truth.Item{
			ID: lateID(state), Kind: truth.LateRural, Start: first, End: last,
		}, late)
	}
}

func lateID(state int) string {
	return "late-rural-" + string(rune('0'+state/10)) + string(rune('0'+state%10))
}

// courierRounds are the times at which couriers hand in what they collected.
func courierRounds(r *chance.Rand) []int64 {
	var rounds []int64
	t := world.Hour(21, 15).Unix() + r.Int64N(1800)
	for t < world.Hour(23, 50).Unix() {
		rounds = append(rounds, t)
		t += int64(r.Between(26, 44)) * 60
	}
	return rounds
}

// Withheld is one state's sheets held back from Start to End and then let go
// within Rush.
type Withheld struct {
	ID         string
	State      int
	Start, End time.Time
	Rush       time.Duration
}

func (n *night) withhold(r *chance.Rand, w *Withheld) {
	var held []int
	for i := range n.sheets {
		s := &n.sheets[i]
		if s.state == w.State && s.arrival >= w.Start.Unix() && s.arrival < w.End.Unix() {
			s.arrival = w.End.Unix() + r.Int64N(max(1, int64(w.Rush.Seconds())))
			held = append(held, i)
		}
	}
	n.item(truth.Item{
		ID: w.ID, Kind: truth.Withheld, Planted: true, Detector: "silence", Start: w.Start, End: w.End, Stealth: truth.Plain,
	}, held)
}
