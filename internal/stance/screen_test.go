package stance_test

import (
	"testing"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/stance"
)

// TestScreen holds that the quick look before reading lets every way of writing
// a name pass.
func TestScreen(t *testing.T) {
	r := stance.New(contest(t))
	for _, text := range []string{
		"xolot", "XOLOT", "Xólot", "Xo\u0301lot", "Xo\u00adlot", "ＸＯＬＯＴ", "𝗫olot", "«Xolot»", "…Xolot😡", "@xolot", "#NoXolot", "#XolotPresidente2018",
		"el Xolo", "ÿÿ Robin Xolot Quiroz ××",
	} {
		if got := r.Read(text, ""); len(got) != 1 || got[0].Candidate != "X" {
			t.Errorf("Read(%q) = %v, want one opinion of X", text, got)
		}
	}
	for _, text := range []string{"", "Xolo", "alexandria", "El partido azul gana", "@yerba", "ПРИВЕТ", "日本"} {
		if got := r.Read(text, ""); got != nil {
			t.Errorf("Read(%q) = %v, want none", text, got)
		}
	}
}

// TestNameTwice holds that a name which stands among its own aliases counts
// once.
func TestNameTwice(t *testing.T) {
	e, problems := election.Parse("", []byte(`name: Test
country: MX
zone: America/Mexico_City
day: 2018-07-01
contests: [{id: president, name: President, seats: 1}]
parties: [{id: PA, name: Party A}]
candidates:
  - {id: X, name: Robin Xolot, contest: president, party: PA, aliases: [Robin Xolot, Xolot]}
`))
	if election.Failed(problems) {
		t.Fatal(problems)
	}
	got := stance.New(e).Read("Robin Xolot miente", "es")
	if len(got) != 1 || len(got[0].Marks) != 1 || got[0].Score != -1 {
		t.Errorf("%+v, want one mark of weight -1", got)
	}
}

// TestOwnCountry holds that a country is no bad example in its own election.
func TestOwnCountry(t *testing.T) {
	const text = "Con Xolot en la presidencia viviremos como en Venezuela"
	e := contest(t)
	for country, want := range map[string]bool{"MX": true, "VE": false} {
		e.Country = country
		marks := 0
		for _, m := range stance.New(e).Read(text, "es")[0].Marks {
			if text[m.Start:m.End] == "Venezuela" {
				marks++
			}
		}
		if (marks > 0) != want {
			t.Errorf("%s: %d marks on the country", country, marks)
		}
	}
}
