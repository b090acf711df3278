package flood_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
)

var update = flag.Bool("update", false, "write the golden files anew")

// goldenSeeds is how many logs of each family the golden table is of: enough
// to see a change, few enough for every run of the tests.
const goldenSeeds = 20

// seeds per family; more of them measure better.
var seeds = flag.Int("seeds", goldenSeeds, "generated logs per family")

// score is one row of the accuracy table.
type score struct {
	verdicts                map[string]int
	right, wrong            int
	found, planted, correct int // addresses
}

// outcome is the verdict on the planted time, "none" where nothing was
// reported there, and the addresses named anywhere in the log. Where several
// bursts overlap it the largest speaks, but an attack in one and a crowd in
// another, neither below a tenth of the largest, are both.
func outcome(s *scenario, found []*finding.Finding) (verdict string, members map[string]bool) {
	members = map[string]bool{}
	volume := map[string]float64{}
	from, to := zero.Unix()+int64(s.start), zero.Unix()+int64(s.start+s.seconds)
	for _, f := range found {
		if f.Members != nil {
			for _, id := range f.Members.IDs {
				members[id] = true
			}
		}
		if f.Start.Unix() < to && f.End.Unix() > from || s.truth == "none" {
			volume[string(f.Verdict)] = max(volume[string(f.Verdict)], excess(f))
		}
	}
	verdict = "none"
	for _, v := range []string{"unclear", "crowd", "both", "attack"} {
		if volume[v] > volume[verdict] {
			verdict = v
		}
	}
	if volume["attack"] > volume[verdict]/10 && volume["crowd"] > volume[verdict]/10 {
		verdict = "both"
	}
	return verdict, members
}

// excess is the requests that a finding is about: all of them where it judges
// a log as a whole.
func excess(f *finding.Finding) float64 {
	if n := measure(f, "excess_requests"); n >= 0 {
		return n
	}
	return measure(f, "requests")
}

func (r *score) add(s *scenario, found []*finding.Finding) {
	verdict, members := outcome(s, found)
	r.verdicts[verdict]++
	attack := verdict == "attack" || verdict == "both"
	planted := s.truth == "attack" || s.truth == "both"
	switch {
	case verdict == s.truth:
		r.right++
	case verdict == "unclear" || attack && planted:
	case verdict == "none" && !planted:
	default:
		r.wrong++
	}
	r.found += len(members)
	r.planted += len(s.members)
	for _, id := range s.members {
		if members[id] {
			r.correct++
		}
	}
}

func part(a, b int) string {
	if b == 0 {
		return "–"
	}
	return fmt.Sprintf("%.3f", float64(a)/float64(b))
}

// TestAccuracy measures verdicts and members over the families and holds them
// to the golden table, which docs/methods/flood.md quotes.
func TestAccuracy(t *testing.T) {
	if testing.Short() {
		t.Skip("measures hundreds of generated logs")
	}
	rows := make([]score, len(families))
	t.Run("families", func(t *testing.T) {
		for i, fam := range families {
			t.Run(fam.name, func(t *testing.T) {
				t.Parallel()
				rows[i] = measureFamily(t, i)
			})
		}
	})
	var b strings.Builder
	fmt.Fprintf(&b, "%-18s %6s %6s %6s %8s %6s %6s %6s %10s %10s\n",
		"family", "attack", "both", "crowd", "unclear", "none", "right", "wrong", "precision", "recall")
	for i, row := range rows {
		v := row.verdicts
		fmt.Fprintf(&b, "%-18s %6d %6d %6d %8d %6d %6s %6s %10s %10s\n", families[i].name,
			v["attack"], v["both"], v["crowd"], v["unclear"], v["none"],
			part(row.right, *seeds), part(row.wrong, *seeds), part(row.correct, row.found), part(row.correct, row.planted))
	}
	if *seeds != goldenSeeds {
		t.Log("\n" + b.String())
		return
	}
	golden(t, "accuracy.txt", b.String())
}

func measureFamily(t *testing.T, family int) score {
	row := score{verdicts: map[string]int{}}
	for seed := range uint64(*seeds) {
		s := makeScenario(family, seed)
		var e *election.Election
		if !s.calendar.IsZero() {
			e = debate(s.calendar)
		}
		row.add(s, detectIn(t, s.log, e))
	}
	return row
}

// TestPage holds that the method's page quotes the golden table.
func TestPage(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "methods", "flood.md"))
	if err != nil {
		t.Fatal(err)
	}
	table, err := os.ReadFile(filepath.Join("testdata", "accuracy.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), string(table)) {
		t.Error("docs/methods/flood.md does not quote testdata/accuracy.txt as it is")
	}
}

// golden compares with a file of testdata, or writes it under -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}
