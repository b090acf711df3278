package arithmetic

import (
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/sheet"
)

// kind is one kind of discrepancy.
type kind string

// The kinds, each the middle of the keys of its messages.
const (
	candidateSum  kind = "sum"
	totalSum      kind = "total"
	overList      kind = "over"
	overListSmall kind = "over-small"
	allZero       kind = "zero"
	oneOption     kind = "one-option"
)

// kinds lists them in the order in which they are reported.
var kinds = []kind{candidateSum, totalSum, overList, overListSmall, allZero, oneOption}

// discrepancy is one thing that is odd about one sheet.
type discrepancy struct {
	row    *row
	column string // whose figure is compared
	got    int64  // stated
	want   int64  // what it is compared with

	slip        bool    // one slip of the pen explains it
	chance      float64 // share of differences that a slip would explain; first chanceSample sheets only
	combination bool    // votes under a combination, left out or counted twice, explain it
}

// diff is how much the stated figure is too large.
func (d discrepancy) diff() int64 { return d.got - d.want }

// checked is one contest after checking.
type checked struct {
	contest  string
	rows     []row
	election *election.Election
	rules    map[*layout]*rule
	found    map[kind][]discrepancy

	sums, totals, bounds, lists int // how many of each could be checked
	openSums, openTotals        int // how many of each could not, as a figure is missing
	special, specialZero        int // special stations; those among them with list 0
	noList                      int // stations whose list is not given
	markSpecial                 bool
	resent                      resent
}

// check checks all sheets of a contest.
func check(rows []row, e *election.Election) *checked {
	c := &checked{
		contest: rows[0].contest, rows: rows, election: e,
		rules: map[*layout]*rule{}, found: map[kind][]discrepancy{},
	}
	for i := range rows {
		c.markSpecial = c.markSpecial || rows[i].special
	}
	for i := range rows {
		r := &rows[i]
		u := c.rule(r.layout)
		c.checkSums(r, u)
		c.checkTotal(r, u)
		c.checkList(r, u)
		c.checkShape(r, u)
	}
	c.resent = findResent(rows)
	return c
}

// rule gives the rule of a layout.
func (c *checked) rule(l *layout) *rule {
	u, ok := c.rules[l]
	if !ok {
		u = newRule(l, c.contest, c.election)
		c.rules[l] = u
	}
	return u
}

// checkSums compares each candidate's sum with its parties and combinations.
func (c *checked) checkSums(r *row, u *rule) {
	for _, s := range u.sums {
		got := r.votes[s.column]
		want, ok := add(r.votes, s.parts)
		if s.state != composed {
			continue
		}
		if got < 0 || !ok {
			c.openSums++
			continue
		}
		c.sums++
		if got == want {
			continue
		}
		d := discrepancy{row: r, column: r.layout.columns[s.column].name, got: got, want: want}
		c.testSlip(&d, candidateSum, s.column, s.parts)
		d.combination = byCombination(r.votes, u, s.parts, d.diff())
		c.found[candidateSum] = append(c.found[candidateSum], d)
	}
}

// testSlip tests whether one slip explains a difference. How often it would by
// chance is found on the first sheets only: it needs a thousand trials each.
func (c *checked) testSlip(d *discrepancy, k kind, stated int, parts []int) {
	d.slip = slips(d.row.votes, stated, parts)
	if len(c.found[k]) < chanceSample {
		d.chance = slipChance(d.row.votes, stated, parts)
	}
}

// checkTotal compares the total with the votes that it is made of. Where
// sums of unknown composition leave a range, only a total outside it is a
// discrepancy; without a column of null votes only one that is too small.
func (c *checked) checkTotal(r *row, u *rule) {
	if u.total < 0 || len(u.options) == 0 && len(u.sums) == 0 {
		return
	}
	low, high, ok := u.counted(r.votes)
	if !ok || r.votes[u.total] < 0 {
		c.openTotals++
		return
	}
	got, exact := r.votes[u.total], low == high && len(u.null) > 0
	if exact {
		c.totals++
	} else {
		c.bounds++
	}
	d := discrepancy{row: r, column: r.layout.columns[u.total].name, got: got}
	switch {
	case got < low:
		d.want = low
	case got > high && len(u.null) > 0:
		d.want = high
	default:
		return
	}
	if exact {
		parts := u.addends()
		c.testSlip(&d, totalSum, u.total, parts)
		d.combination = byCombination(r.votes, u, parts, d.diff())
	}
	c.found[totalSum] = append(c.found[totalSum], d)
}

// addends lists the columns that make up the total.
func (u *rule) addends() []int {
	var all []int
	all = append(append(append(all, u.options...), u.writeIn...), u.null...)
	for _, s := range u.sums {
		if s.state == own {
			all = append(all, s.column)
		}
	}
	return all
}

// cast gives the votes of a sheet: the total as stated, else as counted where
// that is certain.
func (u *rule) cast(r *row) (votes int64, column string, ok bool) {
	if u.total >= 0 && r.votes[u.total] >= 0 {
		return r.votes[u.total], r.layout.columns[u.total].name, true
	}
	low, high, ok := u.counted(r.votes)
	return low, "votes", ok && low == high && len(u.options)+len(u.sums) > 0
}

// checkList compares the votes with the list. A special station has no list
// of its own; neither has one with a list of 0 where nothing in the file marks
// special stations.
func (c *checked) checkList(r *row, u *rule) {
	if r.special {
		c.special++
		if r.registered == 0 {
			c.specialZero++
		}
		return
	}
	if r.registered < 0 || r.registered == 0 && !c.markSpecial {
		c.noList++
		return
	}
	cast, column, ok := u.cast(r)
	if !ok {
		return
	}
	c.lists++
	if cast <= r.registered {
		return
	}
	d := discrepancy{row: r, column: column, got: cast, want: r.registered}
	low, high, ok := u.counted(r.votes)
	d.slip = ok && u.total >= 0 && r.votes[u.total] > high && low <= r.registered
	var combined int64
	for _, i := range u.options {
		if u.combinations[i] {
			combined += max(r.votes[i], 0)
		}
	}
	d.combination = combined >= d.diff()
	k := overList
	if d.diff() <= u.bound() {
		k = overListSmall
	}
	c.found[k] = append(c.found[k], d)
}

// checkShape looks for a sheet without any vote, and for one whose votes are
// all for one option.
func (c *checked) checkShape(r *row, u *rule) {
	known, missing := 0, false
	var most int64
	for i, col := range r.layout.columns {
		switch col.role {
		case sheet.Option, sheet.Sum, sheet.WriteIn, sheet.Null, sheet.Total:
			if r.votes[i] < 0 {
				missing = true
				continue
			}
			known++
			most = max(most, r.votes[i])
		}
	}
	if known < 2 {
		return
	}
	if most == 0 && missing && (u.total < 0 || r.votes[u.total] < 0) {
		return // the missing figure may hold votes
	}
	if most == 0 {
		c.found[allZero] = append(c.found[allZero], discrepancy{row: r})
		return
	}
	cast, _, ok := u.cast(r)
	if !ok || cast < unanimousMin {
		return
	}
	if name, votes := u.leader(r); votes == cast {
		c.found[oneOption] = append(c.found[oneOption], discrepancy{row: r, column: name, got: votes, want: cast})
	}
}

// leader gives the candidate or option with the most votes on a sheet, the
// first of equals.
func (u *rule) leader(r *row) (name string, votes int64) {
	votes = -1
	take := func(column int, n int64) {
		if n > votes {
			name, votes = r.layout.columns[column].name, n
		}
	}
	for _, s := range u.sums {
		switch s.state {
		case composed:
			if n, ok := add(r.votes, s.parts); ok {
				take(s.column, n)
			}
		case own:
			take(s.column, r.votes[s.column])
		}
	}
	for _, i := range u.options {
		take(i, r.votes[i])
	}
	return name, votes
}
