package arithmetic_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/detect/arithmetic"
	"github.com/unveil-project/unveil/internal/detect/detecttest"
	"github.com/unveil-project/unveil/internal/sheet"
)

// TestHostile holds that sheets of any shape give findings that can be
// encoded, and only the facts that their figures bear.
func TestHostile(t *testing.T) {
	figure := func(name string, role sheet.Role, votes int64) sheet.Figure {
		return sheet.Figure{Name: name, Role: role, Votes: votes}
	}
	for name, tt := range map[string]struct {
		sheets []sheet.Sheet
		want   []string
	}{
		"none": {nil, nil},
		"no figures": {
			[]sheet.Sheet{{Station: "a", Registered: sheet.Unknown}},
			[]string{"arithmetic.checked.none"},
		},
		"two totals": {
			[]sheet.Sheet{{Station: "a", Registered: 5, Figures: []sheet.Figure{
				figure("P3", sheet.Option, 3), figure("N", sheet.Null, 0), figure("T", sheet.Total, 3), figure("U", sheet.Total, 9),
			}}},
			[]string{"arithmetic.checked.none"},
		},
		"all unknown": {
			[]sheet.Sheet{{Station: "a", Registered: 5, Figures: []sheet.Figure{
				figure("P3", sheet.Option, sheet.Unknown), figure("B", sheet.Sum, sheet.Unknown), figure("T", sheet.Total, sheet.Unknown),
			}}},
			[]string{"arithmetic.checked.none"},
		},
		"no null votes": {
			[]sheet.Sheet{
				{Station: "a", Registered: 50, Figures: []sheet.Figure{figure("P3", sheet.Option, 3), figure("T", sheet.Total, 9)}},
				{Station: "b", Registered: 50, Figures: []sheet.Figure{figure("P3", sheet.Option, 9), figure("T", sheet.Total, 3)}},
			},
			[]string{"arithmetic.total.headline", "arithmetic.checked.some"},
		},
		"candidates only": {
			[]sheet.Sheet{{Station: "a", Registered: 50, Figures: []sheet.Figure{
				figure("A", sheet.Sum, 3), figure("B", sheet.Sum, 4), figure("N", sheet.Null, 1), figure("T", sheet.Total, 9),
			}}},
			[]string{"arithmetic.total.headline", "arithmetic.checked.some"},
		},
		"parts missing": {
			[]sheet.Sheet{{Station: "a", Registered: 50, Figures: []sheet.Figure{
				figure("P1", sheet.Option, 3), figure("A", sheet.Sum, 7), figure("N", sheet.Null, 1), figure("T", sheet.Total, 9),
			}}},
			[]string{"arithmetic.checked.range"},
		},
	} {
		o := &detecttest.Observations{}
		for _, s := range tt.sheets {
			o.List = append(o.List, detect.Obs[sheet.Sheet]{Record: s, Source: 7})
		}
		var keys []string
		for _, f := range detecttest.Run(t, arithmetic.Detector, o, village()) {
			if _, err := json.Marshal(f); err != nil {
				t.Error(err)
			}
			keys = append(keys, f.Headline.Key)
		}
		if d := cmp.Diff(tt.want, keys); d != "" {
			t.Errorf("%s: -want +got\n%s", name, d)
		}
	}
}

// TestManyEvidence holds that all sheets are members and some are quoted.
func TestManyEvidence(t *testing.T) {
	o := detecttest.Read(t, "testdata/agree.csv", "sheet-csv")
	one := o.List[0]
	o.List = nil
	for i := range 300 {
		s := one
		s.Record.Station = fmt.Sprintf("%06d", i)
		s.Record.Figures = append([]sheet.Figure(nil), one.Record.Figures...)
		s.Record.Figures[0].Votes += int64(i % 7)
		o.List = append(o.List, s)
	}
	f := detecttest.Run(t, arithmetic.Detector, o, village())[0]
	if len(f.Members.IDs) != 257 || len(f.Evidence) != 20 {
		t.Errorf("%d members, %d quoted", len(f.Members.IDs), len(f.Evidence))
	}
}
