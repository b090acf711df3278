package stance_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/stance"
)

// shared finds a file of the shared data beside the module.
func shared(t *testing.T, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		path := filepath.Join(dir, "shared", "data", name)
		if _, err := os.Stat(path); err == nil {
			return path
		}
		if dir == filepath.Dir(dir) {
			t.Skipf("shared/data/%s is not here", name)
		}
	}
}

// gold reads headlines that a person labelled.
func gold(t *testing.T) (texts []string, labels []stance.Stance) {
	t.Helper()
	f, err := os.Open(shared(t, "posts/fakenews-mx/amlo_stance_gold.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]stance.Stance{"against": stance.Hostile, "favor": stance.Favourable, "unclear": stance.Unclear}
	for _, r := range rows[1:] {
		texts, labels = append(texts, r[4]), append(labels, values[r[6]])
	}
	return texts, labels
}

// What was reached on the headlines, rounded down. The method was built for a
// precision of 0.85 at a recall of 0.6, and falls short of both.
const (
	floorPrecision = 0.75
	floorRecall    = 0.44
)

// TestGold measures the method on headlines that were not looked at while it
// was written.
func TestGold(t *testing.T) {
	texts, labels := gold(t)
	data, _ := election.Example("mexico-2018")
	e, _ := election.Parse("", data)
	r := stance.New(e)
	table := map[[2]stance.Stance]int{}
	for i, text := range texts {
		got := stance.Unclear
		for _, o := range r.Read(text, "es") {
			if o.Candidate == "AMLO" {
				got = o.Stance
			}
		}
		table[[2]stance.Stance{labels[i], got}]++
	}
	total := func(got stance.Stance) (n int) {
		for pair, k := range table {
			if pair[1] == got {
				n += k
			}
		}
		return n
	}
	hits := table[[2]stance.Stance{stance.Hostile, stance.Hostile}]
	precision := float64(hits) / float64(max(total(stance.Hostile), 1))
	recall := float64(hits) / 36
	wrong := table[[2]stance.Stance{stance.Favourable, stance.Hostile}]
	t.Logf("%v: precision %.3f (target 0.85), recall %.3f (target 0.60)", table, precision, recall)
	if precision < floorPrecision || recall < floorRecall {
		t.Errorf("precision %.3f and recall %.3f of hostile, held are %.2f and %.2f", precision, recall, floorPrecision, floorRecall)
	}
	if wrong > 2 {
		t.Errorf("%d of 8 favourable headlines are called hostile, want at most 2", wrong)
	}
}
