// Package election holds election.yaml: the facts of the contest that
// detectors and readers need, each of them public. It reads, validates and
// explains that file; it knows nothing of cases.
package election

import "time"

// Election is one election.yaml, validated.
type Election struct {
	Name     string      `yaml:"name"`
	Country  string      `yaml:"country"` // ISO 3166-1 alpha-2
	Zone     string      `yaml:"zone"`    // IANA time zone of the case
	Day      Date        `yaml:"day"`     // election day
	Sources  []string    `yaml:"sources"` // where the facts come from
	Contests []Contest   `yaml:"contests"`
	Parties  []Party     `yaml:"parties"`
	Coalit   []Coalition `yaml:"coalitions"`
	People   []Candidate `yaml:"candidates"`
	Sites    []Site      `yaml:"sites"`
	Calendar []Event     `yaml:"calendar"`
	Polls    []Poll      `yaml:"polls"`
}

// Date is a calendar day, "2018-07-01".
type Date struct{ Year, Month, Day int }

// Contest is one office or chamber that is voted for.
type Contest struct {
	ID    string `yaml:"id"`
	Name  string `yaml:"name"`
	Seats int    `yaml:"seats"`
}

// Party is one party on the ballot.
type Party struct {
	ID      string   `yaml:"id"` // as ballot columns name it: "MORENA"
	Name    string   `yaml:"name"`
	Aliases []string `yaml:"aliases"`
}

// Coalition is parties that field one candidate, and the ways in which a
// voter can mark the ballot for it.
type Coalition struct {
	ID      string `yaml:"id"`
	Name    string `yaml:"name"`
	Contest string `yaml:"contest"`
	// Parties are ids. Combinations are the columns for ballots marked for
	// two or more of them: "PAN_PRD_MC" → [PAN PRD MC].
	Parties      []string            `yaml:"parties"`
	Combinations map[string][]string `yaml:"combinations"`
}

// Candidate is one candidate of one contest.
type Candidate struct {
	ID        string   `yaml:"id"` // as tally columns name the sum: "AMLO"
	Name      string   `yaml:"name"`
	Contest   string   `yaml:"contest"`
	Coalition string   `yaml:"coalition"` // or Party, or neither: without party
	Party     string   `yaml:"party"`
	Aliases   []string `yaml:"aliases"`  // names and nicknames, accents as written
	Handles   []string `yaml:"handles"`  // "@lopezobrador_" without @
	Hashtags  []string `yaml:"hashtags"` // without #
}

// Site is a web site that the election depends on.
type Site struct {
	Host  string   `yaml:"host"`
	Names []string `yaml:"names"` // other host names of the same site
	Owner string   `yaml:"owner"`
	Role  string   `yaml:"role"` // "campaign", "results", "authority", "press"
}

// Kinds of event that the calendar knows.
const (
	Debate      = "debate"
	Broadcast   = "broadcast"
	PollEvent   = "poll"
	Campaign    = "campaign"
	ElectionDay = "election-day"
	Results     = "results"
)

// Event is something public that explains why people act at one time.
type Event struct {
	Kind  string    `yaml:"kind"`
	Name  string    `yaml:"name"`
	Start time.Time `yaml:"start"`
	End   time.Time `yaml:"end"`
	Sites []string  `yaml:"sites"` // sites that it sent people to; empty: any
}

// Poll is a published opinion poll.
type Poll struct {
	Firm   string             `yaml:"firm"`
	Date   Date               `yaml:"date"`
	Source string             `yaml:"source"`
	Shares map[string]float64 `yaml:"shares"` // candidate id → per cent
}

// Location gives the zone of the case; nil where the file states none.
func (e *Election) Location() *time.Location {
	if e == nil || e.Zone == "" {
		return nil
	}
	loc, err := time.LoadLocation(e.Zone)
	if err != nil {
		return nil
	}
	return loc
}

// Composition gives the columns of a contest whose votes make up a candidate:
// the parties and every combination of the coalition, or the party, or the
// candidate's own column.
func (e *Election) Composition(candidate string) []string {
	for _, c := range e.People {
		if c.ID != candidate {
			continue
		}
		if c.Party != "" {
			return []string{c.Party}
		}
		for _, k := range e.Coalit {
			if k.ID != c.Coalition {
				continue
			}
			cols := append([]string(nil), k.Parties...)
			for name := range k.Combinations {
				cols = append(cols, name)
			}
			return cols
		}
	}
	return nil
}
