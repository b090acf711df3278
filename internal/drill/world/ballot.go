package world

// Column is one column of the drill's tally sheets that voters fill.
type Column struct {
	Name      string
	Candidate string  // id of the candidate whose sum it enters
	Share     float64 // of all votes, 0..1, before states and stations differ
}

// Options are the columns of parties and of combinations of parties, in the
// order of the file. The shares have the shape of a night with one leader, a
// second, a third and an independent (the order of size of 2018: 53, 22, 16,
// 5 %), and combinations that take a few votes in a hundred.
func Options() []Column {
	return []Column{
		{"UNO", "CA", 0.430},
		{"DOS", "CA", 0.049},
		{"TRES", "CA", 0.018},
		{"CUATRO", "CB", 0.181},
		{"CINCO", "CB", 0.038},
		{"SEIS", "CC", 0.131},
		{"SIETE", "CC", 0.022},
		{"UNO_DOS_TRES", "CA", 0.0196},
		{"UNO_DOS", "CA", 0.0057},
		{"UNO_TRES", "CA", 0.0041},
		{"DOS_TRES", "CA", 0.0009},
		{"CUATRO_CINCO", "CB", 0.0088},
		{"SEIS_SIETE", "CC", 0.0058},
	}
}

// Candidates are the ids of the candidates whose sums a sheet states. The
// last runs without a party: its column is both its votes and its sum.
func Candidates() []string { return []string{"CA", "CB", "CC", "CD"} }

// Shares of the votes that no party gets.
const (
	IndependentShare = 0.0562
	WriteInShare     = 0.0018
	NullShare        = 0.0259
)

// StateWeights is the size of each state; state 1 is the first. The shape,
// some large states and many small ones, is that of the 6,307 sheets of the
// quick count of 2018, in an order of its own.
func StateWeights() []uint64 {
	return []uint64{
		852, 498, 430, 411, 311, 270, 269, 265, 249, 215, 211, 208, 178, 174, 173, 170,
		149, 144, 137, 122, 105, 103, 98, 83, 77, 75, 72, 69, 65, 45, 42, 37,
	}
}

// RuralStates are the small states whose country sheets travel by road and
// arrive late, in batches.
func RuralStates() []int { return []int{21, 22, 23, 24, 25, 26} }
