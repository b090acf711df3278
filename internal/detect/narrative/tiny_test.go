package narrative_test

import (
	"fmt"
	"testing"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/post"
)

// TestTiny holds that inputs in which most of what is measured is not defined
// make findings that can be written: run seals them, which no finding with a
// number that is none survives; and that each number has a unit.
func TestTiny(t *testing.T) {
	const words = "el candidato vendió el agua y nadie lo dice en las noticias"
	same := func(n int, at func(i int) float64, text string) (out []post.Post) {
		for i := range n {
			out = append(out, one(fmt.Sprintf("a%d", i), at(i), text))
		}
		return out
	}
	moment := func(int) float64 { return 0 }
	facts := &election.Election{People: []election.Candidate{{ID: "x", Name: "Equis Ygriega"}}}
	for name, list := range map[string][]post.Post{
		"one post":          same(1, moment, words),
		"one account":       {one("a1", 0, words), one("a1", 1, words)},
		"two accounts":      same(2, moment, words),
		"all in one second": same(9, moment, words),
		"no texts":          same(9, moment, ""),
		"all name one":      same(9, moment, words+" dijo Equis Ygriega"),
	} {
		for _, e := range []*election.Election{{}, facts} {
			for _, f := range run(t, &observations{list}, e, nil) {
				measures := f.Measures
				for _, x := range f.Innocent {
					measures = append(measures, x.Measures...)
				}
				for _, m := range measures {
					if m.Name == "" || m.Unit == "" {
						t.Errorf("%s: the measure %q has the unit %q", name, m.Name, m.Unit)
					}
				}
			}
		}
	}
}
