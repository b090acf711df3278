package label_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/label"
	"github.com/unveil-project/unveil/internal/stance"
)

// TestUseful holds the model against always giving the commonest answer. The
// upper ends are Wilson's at 95 %, computed by hand with z = 1.96: 2 of 20 is
// wrong in at most 30.1 %, 5 of 20 in at most 46.9 %, 6 of 20 in at most 51.9 %.
func TestUseful(t *testing.T) {
	tests := []struct {
		name   string
		counts [3]int // hostile, favourable, unclear
		wrong  int
		always stance.Stance
		k      int
		want   bool
	}{
		{"clearly better", [3]int{10, 10, 0}, 2, stance.Hostile, 10, true},
		{"just below", [3]int{10, 10, 0}, 5, stance.Hostile, 10, true},
		{"interval reaches it", [3]int{10, 10, 0}, 6, stance.Hostile, 10, false},
		{"rare side", [3]int{2, 16, 2}, 2, stance.Favourable, 4, false},
		{"mostly unclear", [3]int{0, 4, 16}, 4, stance.Unclear, 4, false},
	}
	for _, tt := range tests {
		n := tt.counts[0] + tt.counts[1] + tt.counts[2]
		r := label.Report{Examples: n, PerStance: tt.counts, Model: label.Table{
			{stance.Hostile, stance.Hostile}: n - tt.wrong, {stance.Hostile, stance.Unclear}: tt.wrong,
		}}
		always, wrong := r.Baseline()
		if always != tt.always || wrong.K != tt.k || wrong.N != n {
			t.Errorf("%s: always %s, wrong %d of %d", tt.name, always, wrong.K, wrong.N)
		}
		if r.Useful() != tt.want {
			t.Errorf("%s: useful %v, error up to %.3f beside %.3f", tt.name, r.Useful(), r.Model.Errors().High, wrong.Share())
		}
	}
}

func TestEnough(t *testing.T) {
	tests := []struct {
		counts [3]int
		folds  int
		want   bool
	}{
		{[3]int{6, 2, 2}, 5, false},
		{[3]int{10, 9, 0}, 5, false},
		{[3]int{10, 0, 10}, 5, true},
		{[3]int{4, 4, 0}, 2, true},
	}
	for _, tt := range tests {
		var examples []label.Example
		for i, s := range stance.Stances() {
			for range tt.counts[i] {
				examples = append(examples, label.Example{Want: s})
			}
		}
		if d := cmp.Diff(tt.counts, label.Count(examples)); d != "" {
			t.Error(d)
		}
		if got := label.Enough(examples, tt.folds); got != tt.want {
			t.Errorf("%v over %d folds: %v", tt.counts, tt.folds, got)
		}
	}
}
