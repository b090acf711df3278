// Package sheet is one of the three observations: the tally sheet (acta) of
// one polling station for one contest, and the readers of the formats that
// sheets come in.
//
//	Stream ─ Format.Read ─▶ Sheet + Where ─▶ Sink
//
// A sheet is kept as it was captured: a sum that does not add up is an
// observation for a detector, not an error of reading.
package sheet

import "github.com/unveil-project/unveil/internal/source"

// Unknown is the value of a number that the sheet does not hold.
const Unknown = -1

// Role says what a figure of a sheet counts.
type Role string

// The roles of a figure.
const (
	Option   Role = "option"    // votes cast for a party, a combination of parties or a candidate without party
	Sum      Role = "sum"       // votes of a candidate summed over options by whoever captured the sheet
	WriteIn  Role = "write-in"  // votes for candidates not registered (CNR)
	Null     Role = "null"      // null votes
	Total    Role = "total"     // all votes of the sheet, as stated
	Unused   Role = "unused"    // ballots left over
	Voters   Role = "voters"    // people who voted, as stated
	Deposits Role = "deposited" // ballots taken from the box, as stated
)

// Figure is one number of a sheet under the name of its column.
type Figure struct {
	Name  string
	Role  Role
	Votes int64
}

// Sheet is one tally sheet.
type Sheet struct {
	source.Where
	Contest    string // id of the contest; "" where the file does not say
	Station    string // key of the polling station, unique in the contest
	State      string // areas by their codes; "" where not given
	District   string
	Town       string
	Section    string
	Stratum    string
	Special    bool  // a station without a list of its own (voters in transit)
	Registered int64 // people on the station's list; Unknown where not given
	Time       int64 // arrival or capture, microseconds since 1970 UTC; 0 where not given
	Modified   bool  // the capture says that the figures were changed afterwards
	Origin     string
	Figures    []Figure
}

// Get gives the figure with a role, where the sheet has exactly one.
func (s *Sheet) Get(r Role) (Figure, bool) {
	var found Figure
	n := 0
	for _, f := range s.Figures {
		if f.Role == r {
			found = f
			n++
		}
	}
	return found, n == 1
}
