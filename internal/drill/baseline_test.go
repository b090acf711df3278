package drill_test

import (
	"testing"

	"github.com/unveil-project/unveil/internal/drill"
	"github.com/unveil-project/unveil/internal/finding"
)

// Hard scenarios defeat the naive baselines: whatever a detector has to find
// there, a fixed threshold and the busiest hundredth have a precision below
// 0.6. The planted things are there all the same.
func TestHardScenariosDefeatBaselines(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates whole elections")
	}
	for _, s := range drill.Scenarios() {
		if !s.Hard {
			continue
		}
		seeds := []uint64{1, 2, 3}
		if s.Scale > 1 {
			seeds = seeds[:1]
		}
		for _, seed := range seeds {
			dir, tr := written(t, s.Name, seed)
			scores, err := drill.Score(t.Context(), tr, readFronts(t, dir, attacked(tr)), nil)
			if err != nil {
				t.Fatal(err)
			}
			checkDefeat(t, s.Name, seed, scores)
		}
	}
}

// attacked lists the fronts on which something is planted.
func attacked(tr *drill.Truth) []finding.Front {
	var fronts []finding.Front
	for _, it := range tr.Items {
		if it.Planted {
			fronts = append(fronts, it.Front)
		}
	}
	return fronts
}

func checkDefeat(t *testing.T, scenario string, seed uint64, scores *drill.Scores) {
	t.Helper()
	planted := 0
	for _, r := range scores.Detectors {
		if r.Planted == 0 {
			continue
		}
		planted++
		for _, b := range r.Baselines {
			if b.Found == 0 {
				t.Errorf("%s, seed %d, %s (%s): %s suspects nothing, so that it proves nothing", scenario, seed, r.Name, r.Unit, b.Name)
			}
			if b.Precision != nil && *b.Precision >= 0.6 {
				t.Errorf("%s, seed %d, %s (%s): %s has a precision of %.2f", scenario, seed, r.Name, r.Unit, b.Name, *b.Precision)
			}
		}
	}
	if planted == 0 {
		t.Errorf("%s, seed %d: nothing is planted", scenario, seed)
	}
}
