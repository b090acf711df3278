package arithmetic_test

import "github.com/unveil-project/unveil/internal/election"

// village is the election of the fixtures: two parties for A, one for B, and C
// without party.
func village() *election.Election {
	return &election.Election{
		Contests: []election.Contest{{ID: "mayor"}},
		Parties:  []election.Party{{ID: "P1"}, {ID: "P2"}, {ID: "P3"}},
		Coalit: []election.Coalition{{
			ID: "ab", Contest: "mayor", Parties: []string{"P1", "P2"},
			Combinations: map[string][]string{"P1_P2": {"P1", "P2"}},
		}},
		People: []election.Candidate{
			{ID: "A", Contest: "mayor", Coalition: "ab"},
			{ID: "B", Contest: "mayor", Party: "P3"},
			{ID: "C", Contest: "mayor"},
		},
	}
}

// mexico2018 is the presidential election of 2018 as its ballot had it.
func mexico2018() *election.Election {
	combos := func(names ...string) map[string][]string {
		m := map[string][]string{}
		for _, n := range names {
			m[n] = nil
		}
		return m
	}
	return &election.Election{
		Contests: []election.Contest{{ID: "president", Seats: 1}},
		Coalit: []election.Coalition{
			{ID: "rac", Parties: []string{"PAN", "PRD", "MC"}, Combinations: combos("PAN_PRD_MC", "PAN_PRD", "PAN_MC", "PRD_MC")},
			{ID: "jamk", Parties: []string{"PRI", "PVEM", "PANAL"}, Combinations: combos("PRI_PVEM_PANAL", "PRI_PVEM", "PRI_PANAL", "PVEM_PANAL")},
			{ID: "amlo", Parties: []string{"PT", "MORENA", "PES"}, Combinations: combos("PT_MORENA_PES", "PT_MORENA", "PT_PES", "MORENA_PES")},
		},
		People: []election.Candidate{
			{ID: "RAC", Contest: "president", Coalition: "rac"},
			{ID: "JAMK", Contest: "president", Coalition: "jamk"},
			{ID: "AMLO", Contest: "president", Coalition: "amlo"},
			{ID: "JHRC", Contest: "president"},
		},
	}
}
