package stance

// odd reads plans, sayings and doings of which no word is good or part of a
// campaign's day: "NAME will change the name of …", "NAME: «…»", "the son of
// NAME …"; and what puts a candidate among things of shows, sport, kitchens and
// beasts: "NAME looks for an actress for …". No campaign announces them; whoever
// tells of them tells them against the candidate. It is the boldest of the
// rules, and counts once for each.
func (a *analysis) odd(v *verb) bool {
	if len(v.agents) != 1 || v.passive || v.negated || v.has(say) && v.form&first == 0 || a.has(v.agents[0], RuleOdd) {
		return false
	}
	t := a.told(v)
	least := 2
	if v.has(cut) && a.future(v) {
		least = 1
	}
	if t.praise || t.others || t.words < least || t.words > longPlan {
		return false
	}
	announced := v.has(want) || v.planned || a.future(v) || v.form&first != 0 || a.kinDoes(v)
	if !(announced && t.routine == 0) && !(t.stage && t.behind <= 1) {
		return false
	}
	a.mark(v.agents, v.at, v.at+v.n, RuleOdd, -solid)
	return true
}

// told is what a sentence tells around a verb.
type told struct {
	words   int  // behind the verb
	routine int  // of the sentence, that belong to a campaign's day
	behind  int  // of them, behind the verb
	praise  bool // one speaks well of somebody
	stage   bool // one behind the verb belongs to shows, sport, kitchens, beasts
	others  bool // others than the verb's subject are named
}

func (a *analysis) told(v *verb) (t told) {
	for k, end := a.tale(v.at); k < end; k++ {
		switch {
		case a.ts[k].mention():
			t.others = t.others || !contains(v.agents, a.ts[k].who[0])
			continue
		case a.praising(k):
			t.praise = t.praise || k >= v.at || !a.is(k, virtue)
		case a.is(k, routine):
			t.routine++
		}
		if k >= v.at+v.n {
			t.words++
			t.stage = t.stage || a.is(k, stage)
			if a.is(k, routine) {
				t.behind++
			}
		}
	}
	return t
}

// longPlan is the most words that a headline has behind its verb.
const longPlan = 25

// tale gives the words of a sentence up to "if she wins", which says nothing of
// the plan.
func (a *analysis) tale(i int) (from, to int) {
	from, to = i, i+1
	for from > 0 && a.ts[from-1].sentence == a.ts[i].sentence {
		from--
	}
	for to < len(a.ts) && a.ts[to].sentence == a.ts[i].sentence {
		if j, ok := a.verbAt.at(to); ok && a.verbs[j].has(merit) && a.conditional(&a.verbs[j]) {
			return from, to
		}
		to++
	}
	return from, to
}

// kinDoes is true where a relative of the candidate does something.
func (a *analysis) kinDoes(v *verb) bool {
	for k := v.at - 1; k >= 0 && k > v.at-farSubject && a.samePart(k, v.at); k-- {
		if g, ok := a.of.at(k); ok {
			for i := a.found[g].start; i < a.found[g].end; i++ {
				if a.is(i, kin) {
					return v.form&finite != 0
				}
			}
			return false
		}
	}
	return false
}

// warnings counts what is said to come if the candidate wins, where no word
// of it is good: a victory's consequences are told as warnings unless they are
// praised.
func (a *analysis) warnings() {
	for i := range a.verbs {
		v := &a.verbs[i]
		if !v.has(merit) || len(v.agents) != 1 || !a.conditional(v) || v.negated || len(a.ts[v.at].speaker) > 0 && contains(a.ts[v.at].speaker, v.agents[0]) {
			continue
		}
		if a.warns(v) && !a.against(v.agents[0]) {
			a.mark(v.agents, v.at, v.at+v.n, RuleIf, -solid)
		}
	}
	for i := range a.found {
		g := &a.found[i]
		from, to := a.sentenceOf(g.at)
		if who := a.ts[g.at].who; len(who) == 1 && a.soleIn(g) && a.reigns(g, from, to) && a.gloomy(from, to) && !a.against(who[0]) {
			a.mark(who, g.prepAt, g.end, RuleIf, -solid)
		}
	}
}

// gloomy is true of words of which none is good or part of a campaign's day.
func (a *analysis) gloomy(from, to int) bool {
	for k := from; k < to; k++ {
		if a.ordinary(k) || a.is(k, boom) || len(a.ts[k].speaker) > 0 {
			return false
		}
	}
	return to-from >= 5
}

// warns is true where others than the candidate do something in the sentence.
func (a *analysis) warns(v *verb) bool {
	words := 0
	for k := range a.ts {
		if a.ts[k].sentence != a.ts[v.at].sentence || k >= v.at && k < v.at+v.n {
			continue
		}
		j, isVerb := a.verbAt.at(k)
		if a.ordinary(k) || a.is(k, good) || isVerb && contains(a.verbs[j].agents, v.agents[0]) {
			return false
		}
		if !a.ts[k].mention() {
			words++
		}
	}
	return words >= 3
}

// ordinary is true of words that campaigns use of themselves.
func (a *analysis) ordinary(k int) bool { return a.is(k, routine) || a.praising(k) }

// praising is true of words that speak well of somebody, or take back what is
// said.
func (a *analysis) praising(k int) bool {
	for _, h := range a.hits[k] {
		switch h.class {
		case virtue, praise, cheer, irony, untrue:
			return true
		case laud:
			if !a.is(k, mild) {
				return true
			}
		case merit:
			if h.form&finite != 0 && h.form&infinitive == 0 || a.lex.words.verbFirst && h.form&infinitive == 0 {
				return true
			}
		}
	}
	return false
}

// sayings counts what a candidate is quoted with, where no word of it is good
// or part of a campaign's day: who is proud of a saying quotes another.
func (a *analysis) sayings() {
	for i := range a.found {
		who := a.ts[a.found[i].at].who
		first, last := -1, -1
		for k := range a.ts {
			if a.ts[k].said && len(a.ts[k].speaker) > 0 && a.ts[k].speaker[0] == who[0] {
				if first < 0 {
					first = k
				}
				last = k
				if a.ordinary(k) || a.ts[k].mention() || a.denounced(k) {
					first = len(a.ts)
				}
			}
		}
		if len(who) == 1 && first >= 0 && last-first >= 3 && !a.has(who[0], RuleOdd) && !a.against(who[0]) {
			a.mark(who, first, last+1, RuleOdd, -solid)
		}
	}
}

// denounced is true of bad things that a speaker names to complain of them.
func (a *analysis) denounced(k int) bool {
	return a.is(k, bad) || a.is(k, foe) || a.is(k, insult)
}
