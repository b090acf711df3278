package narrative_test

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/detect/coord"
	"github.com/unveil-project/unveil/internal/detect/detecttest"
	"github.com/unveil-project/unveil/internal/detect/narrative"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/intake"
	"github.com/unveil-project/unveil/internal/store"
)

// realPosts reads a file of real posts into memory.
func realPosts(t testing.TB, name string) *store.Memory {
	t.Helper()
	m := store.NewMemory()
	if _, err := intake.Add(t.Context(), m, intake.Request{Files: []string{detecttest.Shared(t, name)}}); err != nil {
		t.Fatal(err)
	}
	return m
}

// run gives the sealed findings of the detector, after those of coord.
func run(t testing.TB, o detect.Observations, e *election.Election, before []finding.Finding) []finding.Finding {
	t.Helper()
	return runOne(t, narrative.Detector, o, e, before)
}

func runOne(t testing.TB, d detect.Detector, o detect.Observations, e *election.Election, before []finding.Finding) []finding.Finding {
	t.Helper()
	var out []finding.Finding
	pass := &detect.Pass{
		Election: e, Observations: o, Before: detect.Found(before), Log: slog.New(slog.DiscardHandler),
		Report: func(f *finding.Finding) {
			f.Detector, f.Version, f.Front = d.Name, d.Version, d.Front
			f.Seal()
			out = append(out, *f)
		},
	}
	if err := d.Run(t.Context(), pass); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestRealPosts finds the narratives of a release of 589,604 posts.
func TestRealPosts(t *testing.T) {
	if testing.Short() {
		t.Skip("reads half a million posts")
	}
	m := realPosts(t, "posts/ira-2016h2.csv.zst")
	begin := time.Now()
	before := runOne(t, coord.Detector, m, &election.Election{}, nil)
	t.Logf("coord: %d findings in %v", len(before), time.Since(begin))
	begin = time.Now()
	found := run(t, m, &election.Election{}, before)
	t.Logf("narrative: %d findings in %v", len(found), time.Since(begin))
	if len(found) != 11 {
		t.Errorf("%d findings", len(found))
	}
	// On 21 and 22 July 2016 these accounts posted texts about the chancellor of
	// Germany under one hashtag, hundreds of them, copied from one another.
	under := 0
	for _, f := range found {
		for _, m := range f.Details {
			if tags, _ := m.Args["tags"].(string); strings.Contains(tags, "#merkelmussbleiben") {
				under++
			}
		}
	}
	if under < 4 {
		t.Errorf("%d of the largest narratives are under the hashtag of that day", under)
	}
}
