package stance_test

import (
	"os"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/stance"
)

// contest is an election of two made-up candidates.
func contest(t testing.TB) *election.Election {
	t.Helper()
	e, problems := election.Parse("", []byte(`name: Test
country: MX
zone: America/Mexico_City
day: 2018-07-01
contests: [{id: president, name: President, seats: 1}]
parties: [{id: PA, name: Party A, aliases: [Partido Azul]}, {id: PB, name: Party B}, {id: PC, name: Party C}]
coalitions: [{id: bc, name: Todos Juntos, contest: president, parties: [PB, PC]}]
candidates:
  - {id: X, name: Robin Xolot Quiroz, contest: president, party: PA, aliases: [Xolot, Robin Xolot, El Xolo], handles: [xolot], hashtags: [XolotPresidente]}
  - {id: Y, name: Alex Yerba, contest: president, coalition: bc, aliases: [Yerba], handles: [yerba_mx]}
`))
	if election.Failed(problems) {
		t.Fatal(problems)
	}
	return e
}

type example struct {
	want stance.Stance
	text string // with {X} and {Y}
}

func examples(t testing.TB) []example {
	t.Helper()
	data, err := os.ReadFile("testdata/texts.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out []example
	for line := range strings.SplitSeq(strings.TrimSpace(string(data)), "\n") {
		if want, text, ok := strings.Cut(line, "\t"); ok && !strings.HasPrefix(line, "#") {
			out = append(out, example{stance.Stance(want), text})
		}
	}
	return out
}

func named(text, x, y string) string {
	return strings.NewReplacer("{X}", x, "{Y}", y).Replace(text)
}

func opinion(t testing.TB, r *stance.Reader, text, candidate string) stance.Opinion {
	t.Helper()
	for _, o := range r.Read(text, "") {
		if o.Candidate == candidate {
			return o
		}
	}
	t.Errorf("%q: no opinion of %s", text, candidate)
	return stance.Opinion{}
}

// TestTexts holds the method to made-up texts in both languages. It may leave
// some open; it may not take one side for the other.
func TestTexts(t *testing.T) {
	r := stance.New(contest(t))
	all := examples(t)
	right := 0
	for _, e := range all {
		text := named(e.text, "Xolot", "Yerba")
		got := opinion(t, r, text, "X")
		if got.Stance == e.want {
			right++
			continue
		}
		t.Logf("%s, want %s: %s %v", got.Stance, e.want, text, got.Marks)
		if got.Stance != stance.Unclear && e.want != stance.Unclear {
			t.Errorf("%q is called %s, and is %s", text, got.Stance, e.want)
		}
	}
	t.Logf("%d of %d", right, len(all))
	if share := float64(right) / float64(len(all)); share < 0.9 {
		t.Errorf("%.2f of the texts are read right, want 0.9", share)
	}
}
