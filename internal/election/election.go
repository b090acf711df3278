// Package election holds election.yaml: the facts of the contest that
// detectors and readers need, each of them public. It reads, validates and
// explains that file; it knows nothing of cases.
//
//	bytes ─ Parse ─▶ *Election + []Problem
//
// A wrong file is answered with every problem in it at once, each with its
// line, its column and what to do (docs/formats/election.md describes every
// field).
package election

import (
	"slices"
	"time"
	_ "time/tzdata" // a zone must load on machines without a zone database
)

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

// Contest is one office or chamber that is voted for.
type Contest struct {
	ID     string `yaml:"id"`
	Name   string `yaml:"name"`
	Seats  int    `yaml:"seats"`
	Method string `yaml:"method"` // how the seats are filled, in words
}

// Party is one party on the ballot.
type Party struct {
	ID      string   `yaml:"id"` // as ballot columns name it: "MORENA"
	Name    string   `yaml:"name"`
	Aliases []string `yaml:"aliases"`
	Handles []string `yaml:"handles"` // accounts that the party declares its own, without @
}

// Handles lists the accounts that candidates and parties declare their own, in
// the order of the file.
func (e *Election) Handles() []string {
	var out []string
	for _, c := range e.People {
		out = append(out, c.Handles...)
	}
	for _, p := range e.Parties {
		out = append(out, p.Handles...)
	}
	return out
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
	Handles   []string `yaml:"handles"`  // "lopezobrador_", without @
	Hashtags  []string `yaml:"hashtags"` // without #
}

// Site is a web site that the election depends on.
type Site struct {
	Host  string   `yaml:"host"`
	Names []string `yaml:"names"` // other host names of the same site
	Owner string   `yaml:"owner"`
	Role  string   `yaml:"role"` // one of SiteRoles
}

// SiteRoles are the roles that a site can have.
func SiteRoles() []string { return []string{"authority", "results", "campaign", "press", "other"} }

// Kinds of event that the calendar knows.
const (
	Debate      = "debate"       // candidates meet, usually on television
	Broadcast   = "broadcast"    // something else that many people watch at once
	PollEvent   = "poll"         // an opinion poll is published
	Campaign    = "campaign"     // from the first to the last day of campaigning
	Silence     = "silence"      // campaigning and new polls are forbidden
	ElectionDay = "election-day" // polling stations are open
	Results     = "results"      // results begin to be published
)

// EventKinds lists the kinds of event.
func EventKinds() []string {
	return []string{Debate, Broadcast, PollEvent, Campaign, Silence, ElectionDay, Results}
}

// Event is something public that explains why people act at one time. Where
// the file states no end, End is Start: a moment.
type Event struct {
	Kind  string    `yaml:"kind"`
	Name  string    `yaml:"name"`
	Start time.Time `yaml:"start"`
	End   time.Time `yaml:"end"`
	Sites []string  `yaml:"sites"` // sites that it sent people to; empty: any
}

// Poll is a published opinion poll.
type Poll struct {
	Firm      string             `yaml:"firm"`
	Date      Date               `yaml:"date"`      // last day of the interviews
	Published Date               `yaml:"published"` // zero where not stated
	Base      string             `yaml:"base"`      // one of PollBases; "" where not stated
	Source    string             `yaml:"source"`
	Shares    map[string]float64 `yaml:"shares"` // candidate id → per cent
}

// PollBases are what the shares of a poll can be per cent of: everyone asked,
// or those who named a candidate.
func PollBases() []string { return []string{"all", "decided"} }

// Location gives the zone of the case; nil where the file states none.
func (e *Election) Location() *time.Location {
	if e == nil || e.Zone == "" || e.Zone == "Local" {
		return nil
	}
	loc, err := time.LoadLocation(e.Zone)
	if err != nil {
		return nil
	}
	return loc
}

// Composition gives the columns of a contest whose votes make up a candidate:
// the parties of the coalition in the file's order and then every combination
// in order of its name; or the party; or, for a candidate without party, the
// candidate's own column. An unknown candidate has none.
func (e *Election) Composition(candidate string) []string {
	for _, c := range e.People {
		if c.ID != candidate {
			continue
		}
		if c.Party != "" {
			return []string{c.Party}
		}
		if c.Coalition == "" {
			return []string{c.ID}
		}
		return e.coalitionColumns(c.Coalition)
	}
	return nil
}

func (e *Election) coalitionColumns(id string) []string {
	for _, k := range e.Coalit {
		if k.ID == id {
			return append(slices.Clone(k.Parties), k.CombinationNames()...)
		}
	}
	return nil
}

// CombinationNames lists the columns for combinations in order.
func (k Coalition) CombinationNames() []string {
	names := make([]string, 0, len(k.Combinations))
	for name := range k.Combinations {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
