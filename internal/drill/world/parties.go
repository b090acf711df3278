package world

// Office is what a party publishes through: accounts that election.yaml
// declares as its own.
type Office struct {
	Site    string
	Hashtag string
	Handles []string // the first publishes, the others repeat
}

// PartyAccounts are the declared accounts of two parties.
func PartyAccounts() []Office {
	return []Office{
		{"partido-uno", "ConLaA", []string{"partido_uno", "uno_norte", "uno_sur", "uno_centro", "uno_costa", "uno_jovenes", "uno_prensa", "uno_sierra"}},
		{"partido-cuatro", "VamosConB", []string{"partido_cuatro", "cuatro_norte", "cuatro_sur", "cuatro_centro", "cuatro_costa", "cuatro_jovenes", "cuatro_prensa"}},
	}
}
