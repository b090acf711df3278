package election

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/lang"
)

// mostParties is how many parties one coalition can have: the number of
// combinations grows as two to their number.
const mostParties = 12

func (r *report) coalitions(e *Election) {
	r.ids("coalitions", len(e.Coalit), func(i int) string { return e.Coalit[i].ID })
	contests := idsOf(e.Contests, func(c Contest) string { return c.ID })
	parties := idsOf(e.Parties, func(p Party) string { return p.ID })
	columns := map[string]bool{} // contest and column → taken
	member := map[string]string{}
	for i, k := range e.Coalit {
		path := fmt.Sprintf("coalitions[%d]", i)
		r.required(path+".name", k.Name)
		if r.required(path+".contest", k.Contest) {
			r.known(path+".contest", k.Contest, contests)
		}
		if n := len(k.Parties); (n < 2 || n > mostParties) && !r.reported(path+".parties") {
			r.fail(path+".parties", lang.M("election.coalition-size", "n", n, "most", mostParties), lang.M("election.do.parties"))
		}
		for j, p := range k.Parties {
			at := fmt.Sprintf("%s.parties[%d]", path, j)
			r.known(at, p, parties)
			if other, taken := member[k.Contest+"\x00"+p]; taken {
				r.fail(at, lang.M("election.party-twice", "party", clip(p), "coalition", clip(other)), lang.M("election.do.one-coalition"))
			}
			member[k.Contest+"\x00"+p] = k.ID
		}
		r.combinations(path+".combinations", k, parties, columns)
	}
}

// combinations checks the columns of one coalition and names the missing.
func (r *report) combinations(path string, k Coalition, parties []string, columns map[string]bool) {
	have := map[string]bool{}
	for _, name := range k.CombinationNames() {
		at := join(path, name)
		set := k.Combinations[name]
		if slices.Contains(parties, name) || columns[k.Contest+"\x00"+name] {
			r.failKey(at, lang.M("election.column-twice", "column", clip(name)), lang.M("election.do.unique"))
		}
		columns[k.Contest+"\x00"+name] = true
		if len(set) < 2 {
			r.fail(at, lang.M("election.combination-size"), lang.M("election.do.two-parties"))
		}
		for j, p := range set {
			r.known(fmt.Sprintf("%s[%d]", at, j), p, k.Parties)
		}
		key := setKey(set)
		if have[key] {
			r.fail(at, lang.M("election.combination-twice", "parties", clip(strings.Join(set, ", "))), lang.M("election.do.keep-one"))
		}
		have[key] = true
	}
	_, written := r.places[path]
	missing := missingSets(k, have)
	switch {
	case len(missing) == 0 || r.reported(path):
	case !written:
		r.warn(path, lang.M("election.combinations-none", "coalition", clip(k.ID)), lang.M("election.do.combinations-none"))
	case len(k.Combinations) > 0:
		r.warn(path, lang.M("election.combinations-missing", "n", len(missing), "names", clip(strings.Join(missing, ", "))), lang.M("election.do.combinations"))
	}
}

// missingSets lists the pairs, the triples and the whole of a coalition that
// have no column.
func missingSets(k Coalition, have map[string]bool) []string {
	n := len(k.Parties)
	if n < 2 || n > mostParties {
		return nil
	}
	var missing []string
	for bits := 1; bits < 1<<n; bits++ {
		var set []string
		for i, p := range k.Parties {
			if bits&(1<<i) != 0 {
				set = append(set, p)
			}
		}
		if m := len(set); (m == 2 || m == 3 || m == n) && m >= 2 && !have[setKey(set)] {
			missing = append(missing, strings.Join(set, "_"))
		}
	}
	return missing
}

func setKey(set []string) string {
	s := slices.Sorted(slices.Values(set))
	return strings.Join(slices.Compact(s), "\x00")
}

func (r *report) candidates(e *Election) {
	r.ids("candidates", len(e.People), func(i int) string { return e.People[i].ID })
	contests := idsOf(e.Contests, func(c Contest) string { return c.ID })
	parties := idsOf(e.Parties, func(p Party) string { return p.ID })
	coalitions := idsOf(e.Coalit, func(k Coalition) string { return k.ID })
	for i, c := range e.People {
		path := fmt.Sprintf("candidates[%d]", i)
		r.required(path+".name", c.Name)
		if r.required(path+".contest", c.Contest) {
			r.known(path+".contest", c.Contest, contests)
		}
		if c.Party != "" && c.Coalition != "" {
			r.fail(path+".party", lang.M("election.party-and-coalition"), lang.M("election.do.one-of-both"))
		}
		if c.Party != "" {
			r.known(path+".party", c.Party, parties)
		}
		if c.Coalition != "" && r.known(path+".coalition", c.Coalition, coalitions) {
			r.sameContest(path+".coalition", c, e)
		}
		r.spellings(path, c)
	}
}

func (r *report) sameContest(path string, c Candidate, e *Election) {
	for _, k := range e.Coalit {
		if k.ID == c.Coalition && k.Contest != c.Contest {
			r.fail(path, lang.M("election.other-contest", "coalition", clip(k.ID), "contest", clip(k.Contest)), lang.M("election.do.same-contest"))
		}
	}
}

var (
	goodHandle  = regexp.MustCompile(`^[A-Za-z0-9_.-]{1,64}$`)
	goodHashtag = regexp.MustCompile(`^[\pL\pN_]{1,100}$`)
)

// spellings checks the aliases, handles and hashtags of a candidate.
func (r *report) spellings(path string, c Candidate) {
	for i, a := range c.Aliases {
		if len(words(a)) == 0 || utf8.RuneCountInString(a) > 200 {
			r.fail(fmt.Sprintf("%s.aliases[%d]", path, i), lang.M("election.alias", "value", clip(a)), lang.M("election.do.alias"))
		}
	}
	r.handles(path, c.Handles)
	for i, h := range c.Hashtags {
		if !goodHashtag.MatchString(h) {
			r.fail(fmt.Sprintf("%s.hashtags[%d]", path, i), lang.M("election.hashtag", "value", clip(h)), lang.M("election.do.without", "value", clip(strings.TrimLeft(h, "#"))))
		}
	}
}

// handles checks the names of accounts of a candidate or a party.
func (r *report) handles(path string, handles []string) {
	for i, h := range handles {
		if !goodHandle.MatchString(h) {
			r.fail(fmt.Sprintf("%s.handles[%d]", path, i), lang.M("election.handle", "value", clip(h)), lang.M("election.do.without", "value", clip(strings.TrimLeft(h, "@"))))
		}
	}
}

// sharedNames reports what two candidates are both called: such a word would
// count for both.
func (r *report) sharedNames(e *Election) {
	owner := map[string]int{}
	for i, c := range e.People {
		path := fmt.Sprintf("candidates[%d]", i)
		claim := func(kind, spelling, at string) {
			key := kind + foldedName(spelling)
			if j, taken := owner[key]; taken && j != i && spelling != "" {
				r.fail(at, lang.M("election.shared-name", "value", clip(spelling), "other", clip(e.People[j].ID)), lang.M("election.do.only-one"))
				return
			}
			owner[key] = i
		}
		claim(" ", c.Name, path+".name")
		for j, a := range c.Aliases {
			claim(" ", a, fmt.Sprintf("%s.aliases[%d]", path, j))
		}
		for j, h := range c.Handles {
			claim("@", h, fmt.Sprintf("%s.handles[%d]", path, j))
		}
		for j, h := range c.Hashtags {
			claim("#", h, fmt.Sprintf("%s.hashtags[%d]", path, j))
		}
	}
}

func foldedName(s string) string {
	var b strings.Builder
	for _, w := range words(s) {
		b.WriteString(w.text + " ")
	}
	return b.String()
}
