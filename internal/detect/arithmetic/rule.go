package arithmetic

import (
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/sheet"
)

// state of knowledge about a candidate's sum.
type sumState int

const (
	composed sumState = iota // its parts are columns of the sheet
	own                      // no column feeds it: its votes count once more
	unknown                  // the election does not say, or parts are missing
)

// sumRule says how a column of role Sum comes about.
type sumRule struct {
	column  int
	state   sumState
	parts   []int    // columns of options
	missing []string // parts that the sheets do not have
}

// rule says how the figures of one layout are to add up.
type rule struct {
	sums    []sumRule
	options []int
	writeIn []int
	null    []int
	total   int // column, -1 where there is none

	combinations map[int]bool // options that stand for two or more parties
	contenders   int          // parties and candidates without party
}

// newRule finds the rule of a layout from the election's facts. It infers
// nothing that the election does not say: a sum of an unknown candidate stays
// unknown.
func newRule(l *layout, contest string, e *election.Election) *rule {
	r := &rule{total: -1, combinations: map[int]bool{}}
	at := map[string]int{}
	totals := 0
	for i, c := range l.columns {
		switch c.role {
		case sheet.Option:
			r.options = append(r.options, i)
			at[c.name] = i
		case sheet.WriteIn:
			r.writeIn = append(r.writeIn, i)
		case sheet.Null:
			r.null = append(r.null, i)
		case sheet.Total:
			r.total = i
			totals++
		}
	}
	if totals > 1 {
		r.total = -1 // which of them is meant is not known
	}
	for i, c := range l.columns {
		if c.role == sheet.Sum {
			r.sums = append(r.sums, newSumRule(i, c.name, at, contest, e))
		}
	}
	r.findCombinations(l, at, e)
	r.contenders = len(r.options) - len(r.combinations)
	for _, s := range r.sums {
		if s.state == own || len(r.options) == 0 {
			r.contenders++
		}
	}
	return r
}

// newSumRule finds which options make up a candidate's sum.
func newSumRule(col int, name string, at map[string]int, contest string, e *election.Election) sumRule {
	s := sumRule{column: col, state: unknown}
	if !knows(e, name, contest) {
		return s
	}
	for _, part := range e.Composition(name) {
		if i, ok := at[part]; ok {
			s.parts = append(s.parts, i)
		} else if part != name {
			s.missing = append(s.missing, part)
		}
	}
	switch {
	case len(s.parts) == 0:
		s.state, s.missing = own, nil
	case len(s.missing) == 0:
		s.state = composed
	}
	return s
}

// knows says whether the election has this candidate in this contest.
func knows(e *election.Election, candidate, contest string) bool {
	return slices.ContainsFunc(e.People, func(c election.Candidate) bool {
		return c.ID == candidate && (contest == "" || c.Contest == "" || c.Contest == contest)
	})
}

// findCombinations marks the options that stand for several parties: as the
// election says, and those whose name joins the names of other options.
func (u *rule) findCombinations(l *layout, at map[string]int, e *election.Election) {
	for _, k := range e.Coalit {
		for name := range k.Combinations {
			if i, ok := at[name]; ok {
				u.combinations[i] = true
			}
		}
	}
	for _, i := range u.options {
		parts := strings.Split(l.columns[i].name, "_")
		if len(parts) < 2 {
			continue
		}
		if !slices.ContainsFunc(parts, func(p string) bool { _, ok := at[p]; return !ok }) {
			u.combinations[i] = true
		}
	}
}

// bound is the largest excess over the list that representatives can explain.
func (u *rule) bound() int64 { return int64(repsPerContender * u.contenders) }

// add sums columns of a sheet; ok is false where one of them is unknown.
func add(votes []int64, columns []int) (sum int64, ok bool) {
	for _, c := range columns {
		if votes[c] < 0 {
			return 0, false
		}
		sum += votes[c]
	}
	return sum, true
}

// counted gives the least and the most that the votes of a sheet add up to.
// They differ by the sums whose composition is unknown: their votes may be
// votes of their own or be held in the options already.
func (u *rule) counted(votes []int64) (low, high int64, ok bool) {
	for _, columns := range [][]int{u.options, u.writeIn, u.null} {
		n, known := add(votes, columns)
		if !known {
			return 0, 0, false
		}
		low += n
	}
	high = low
	for _, s := range u.sums {
		v := votes[s.column]
		switch {
		case s.state == composed:
			continue
		case v < 0:
			return 0, 0, false
		case s.state == own:
			low += v
		}
		high += v
	}
	return low, high, true
}
