package stance

// The rules, as marks name them. docs/methods/stance.md has each with an
// example.
const (
	RuleDoes      = "does"       // what the candidate does, by what is done to what
	RulePlans     = "plans"      // what the candidate wants, when it is good or bad
	RuleOdd       = "odd"        // what no campaign would announce of the candidate
	RuleHas       = "has"        // what the candidate has, gets or spends
	RuleFails     = "fails"      // the candidate comes off badly
	RuleIll       = "ill"        // the candidate is ill or dead
	RuleShines    = "shines"     // the candidate comes off well
	RuleBeaten    = "beaten"     // somebody else wins over the candidate
	RulePraised   = "praised"    // somebody speaks for the candidate
	RuleBadFriend = "bad-friend" // and that is one whose support nobody wants
	RuleBlamed    = "blamed"     // somebody speaks or proceeds against the candidate
	RuleCalled    = "called"     // somebody gives the candidate a name
	RuleIs        = "is"         // the text says that the candidate is so
	RuleBeside    = "beside"     // a name or quality stands beside the candidate's
	RuleOwns      = "owns"       // the candidate's lies, success …
	RuleAgainst   = "against"    // something is brought against the candidate
	RuleVictim    = "victim"     // something unfair is done to the candidate
	RuleSupport   = "support"    // support goes to the candidate
	RuleSpeech    = "speech"     // words by which a speaker shows herself up
	RuleAlarm     = "alarm"      // a cry over the candidate
	RuleCheer     = "cheer"      // a cheer for the candidate
	RuleIf        = "if"         // what would come if the candidate won
	RuleNear      = "near"       // words in the same sentence, with no rule that joins them
	RuleEmoji     = "emoji"      // pictures
)

// Rules lists the rules in the order in which they are tried.
func Rules() []string {
	return []string{
		RuleDoes, RulePlans, RuleOdd, RuleHas, RuleFails, RuleIll, RuleShines, RuleBeaten, RulePraised, RuleBadFriend,
		RuleBlamed, RuleCalled, RuleIs, RuleBeside, RuleOwns, RuleAgainst, RuleVictim, RuleSupport, RuleSpeech,
		RuleAlarm, RuleCheer, RuleIf, RuleNear, RuleEmoji,
	}
}

// Weights. One strong mark decides alone; two weak ones do.
const (
	strong = 1.0
	solid  = 0.8
	unsure = 0.75
	middle = 0.5
	weak   = 0.4
)

// mark counts something for or against some candidates.
func (a *analysis) mark(who []int, from, to int, rule string, weight float64) {
	if weight == 0 || len(who) == 0 || from < 0 {
		return
	}
	weight = a.tempered(from, weight)
	for k := from; k < to; k++ {
		a.ts[k].used = true
	}
	if weight == 0 {
		return
	}
	m := Mark{Start: a.ts[from].start, End: a.ts[to-1].end, Rule: rule, Weight: weight}
	for _, c := range who {
		a.marks[c] = append(a.marks[c], m)
	}
}

// tempered takes away what the sentence takes back: what it denies, praise
// that it mocks, half of what it only asks.
func (a *analysis) tempered(at int, weight float64) float64 {
	t := &a.ts[at]
	if a.deniedAt(at) || weight > 0 && (t.scare || a.ironic(t.sentence)) {
		return 0
	}
	switch {
	case t.question && weight > 0:
		return weight / 2
	case t.question:
		return weight * solid // what a question insinuates is told nearly as much as what is said
	}
	return weight
}

// ironic is true of a sentence with a word of mockery.
func (a *analysis) ironic(sentence int) bool {
	for k := range a.ts {
		if a.ts[k].sentence == sentence && a.is(k, irony) {
			return true
		}
	}
	return false
}

// apply runs the rules.
func (a *analysis) apply() {
	for k := range a.verbs {
		a.verbRules(&a.verbs[k])
	}
	for i := range a.found {
		a.nounRules(&a.found[i])
	}
	a.speechRules()
	a.crowdRules()
	a.sayings()
	a.warnings()
}

// verbRules applies what the senses of a verb say. Where a verb has several,
// the first that says something counts.
func (a *analysis) verbRules(v *verb) {
	rules := []struct {
		class class
		apply func(*verb) bool
	}{
		{suffer, a.suffers},
		{call, a.calls},
		{expose, a.exposes},
		{be, a.isSo},
		{beat, a.beats},
		{blame, a.blames},
		{praise, a.praises},
		{fault, a.faults},
		{harm, a.harms},
		{cut, a.cuts},
		{help, a.helps},
		{pardon, a.pardons},
		{take, a.takes},
		{want, a.plans},
		{merit, a.merits},
		{other, a.omits},
		{aux, a.omits},
		{help, a.omits},
	}
	for _, r := range rules {
		if v.has(r.class) && r.apply(v) {
			return
		}
	}
	a.odd(v)
}

// omits: what somebody does not do, or cannot, is told against her, where no
// word of it is bad, good or part of a campaign's day.
func (a *analysis) omits(v *verb) bool {
	if !v.negated || len(v.agents) != 1 || v.passive || v.form&first != 0 || len(a.ts[v.at].speaker) > 0 {
		return false
	}
	if sign, _ := a.polarity(v.at + v.n); sign < 0 || a.told(v).praise || a.told(v).behind > 1 || a.told(v).others {
		return false
	}
	a.mark(v.agents, v.at, v.at+v.n, RuleFails, -enough)
	return true
}

// prevented is true of an infinitive that the verb before it forbids.
func (a *analysis) prevented(v *verb) bool {
	for k := v.at - 1; k >= 0 && k >= v.at-nearSubject && a.samePart(k, v.at); k-- {
		if a.w().coordinator[a.ts[k].text] {
			return false
		}
		if i, ok := a.verbAt.at(k); ok {
			return v.form&infinitive != 0 && (a.verbs[i].has(harm) || a.verbs[i].has(cut)) && !a.verbs[i].negated
		}
	}
	return false
}

// from and to are the tokens of a verb, as far as the word that decided.
func (v *verb) to(at int) int { return max(v.at+v.n, at+1) }

func (a *analysis) suffers(v *verb) bool {
	who := append(append([]int(nil), v.agents...), v.suffer...)
	if v.negated || len(who) == 0 {
		return false
	}
	a.mark(who, v.at, v.to(v.at), RuleIll, -strong)
	return true
}

func (a *analysis) faults(v *verb) bool {
	if len(v.agents) == 0 && !v.passive {
		return false
	}
	who := v.agents
	if v.passive {
		who = v.suffer
	}
	if v.negated {
		a.mark(who, v.at, v.to(v.at), RuleFails, weak)
		return true
	}
	if sign, at := a.polarity(v.at + v.n); sign < 0 && (v.has(blame) || v.has(cut)) {
		a.mark(who, v.at, v.to(at), RuleDoes, middle)
		return true
	}
	a.mark(who, v.at, v.to(v.at), RuleFails, -strong)
	return len(who) > 0
}

func (a *analysis) merits(v *verb) bool {
	if v.planned || a.conditional(v) || len(v.agents) == 0 {
		return false
	}
	if a.birthday(v) {
		return false
	}
	weight := solid
	if sign, at := a.polarity(v.at + v.n); sign < 0 && at-v.at <= 3 {
		weight = -middle // wins by fraud, leads in scandals
	}
	if v.negated {
		weight = -solid
	}
	a.mark(v.agents, v.at, v.to(v.at), RuleShines, weight)
	return true
}

// birthday is true of a verb of success that only counts years.
func (a *analysis) birthday(v *verb) bool {
	for k := v.at + v.n; k < len(a.ts) && k < v.at+v.n+2 && a.samePart(k, v.at); k++ {
		if t := a.ts[k].text; t == "anos" || t == "years" {
			return true
		}
	}
	return false
}

// consume takes what somebody denounces as said of others.
func (a *analysis) consume(v *verb) {
	for k := v.at; k < len(a.ts) && a.samePart(k, v.at) && !a.ts[k].mention(); k++ {
		a.ts[k].used = true
	}
}

// conditional is true of a verb behind "if" or "when".
func (a *analysis) conditional(v *verb) bool {
	for k := v.at - 1; k >= 0 && k >= v.at-4 && a.samePart(k, v.at); k-- {
		switch a.ts[k].text {
		case "si", "cuando", "if", "when", "unless", "once", "de", "should", "tras", "despues", "luego", "porque", "after", "because", "since":
			return true
		}
	}
	return false
}

func (a *analysis) beats(v *verb) bool {
	if v.planned || v.negated || len(v.agents)+len(v.suffer) == 0 || !v.passive && len(v.suffer) == 0 {
		return false
	}
	a.mark(v.agents, v.at, v.to(v.at), RuleShines, strong)
	a.mark(v.suffer, v.at, v.to(v.at), RuleBeaten, -solid)
	return true
}

func (a *analysis) blames(v *verb) bool {
	if len(v.suffer) == 0 {
		if len(v.agents) > 0 && !v.has(harm) && !v.has(fault) {
			a.consume(v)
		}
		return false
	}
	weight := -strong
	if v.negated {
		weight = weak
	}
	if v.foe {
		weight = middle // criminals against somebody speak for her
	}
	a.mark(v.suffer, v.at, v.to(v.at), RuleBlamed, weight)
	return true
}

func (a *analysis) praises(v *verb) bool {
	rule, weight := RulePraised, a.worth(v)
	switch {
	case v.foe:
		rule, weight = RuleBadFriend, -strong
	case v.negated, a.prevented(v):
		weight = -solid
	}
	a.mark(v.suffer, v.at, v.to(v.at), rule, weight)
	if sign, at := a.polarity(v.at + v.n); len(v.suffer) == 0 && sign < 0 && !v.negated && !v.passive {
		a.mark(v.agents, v.at, v.to(at), RuleDoes, -solid)
		return len(v.agents) > 0
	}
	return len(v.suffer) > 0
}

// worth is what praise counts for: much where the one who gives it is well
// thought of, a rival, or the writer; a hint where nothing is known of her, since
// an embrace by the wrong friend is told against the one embraced.
func (a *analysis) worth(v *verb) float64 {
	if len(v.agents) > 0 || a.ts[v.at].before == sentence || v.form&first != 0 {
		return strong
	}
	for k := max(v.at-6, 0); k < len(a.ts) && k < v.at+6; k++ {
		near := k < v.at || v.passive
		if near && a.samePart(k, v.at) && (a.is(k, honour) || a.w().mine[a.ts[k].text]) {
			return strong
		}
	}
	return unsure
}

// exposes: what is found out about somebody is told against her.
func (a *analysis) exposes(v *verb) bool {
	if len(v.agents) > 0 || v.negated {
		return false
	}
	if a.revealed(v) {
		return true
	}
	for k := v.at + v.n; k < len(a.ts) && k < v.at+10 && a.samePart(k, v.at) && a.ts[k].before <= comma; k++ {
		if i, ok := a.verbAt.at(k); ok && a.verbs[i].form&finite != 0 && !a.ambiguous(k) || a.w().subordinator[a.ts[k].text] {
			return false
		}
		if g, ok := a.of.at(k); ok {
			return a.exposed(v, &a.found[g])
		}
	}
	return false
}

func (a *analysis) exposed(v *verb, g *group) bool {
	belongs := a.w().of[g.prep] || a.ts[g.at].owner || a.thing(g)
	if !belongs || g.head >= 0 && (a.is(g.head, virtue) || a.is(g.head, support)) {
		return false
	}
	a.mark(a.ts[g.at].who, v.at, g.at, RuleBlamed, -solid)
	return true
}

// pardons: letting criminals off is told against somebody.
func (a *analysis) pardons(v *verb) bool { return a.effect(v, 1, -solid) }

// calls reads the name that is given.
func (a *analysis) calls(v *verb) bool {
	for k := v.at + v.n; k < len(a.ts) && k < v.at+v.n+nearNoun && a.ts[k].before <= comma && len(v.suffer) > 0; k++ {
		sign := 0.0
		switch {
		case a.is(k, insult), a.is(k, bad), a.is(k, foe), a.is(k, slur):
			sign = -strong
		case a.is(k, laud):
			sign = strong
		}
		if sign != 0 {
			if v.negated {
				sign = -sign / 2
			}
			a.mark(v.suffer, k, k+1, RuleCalled, sign)
			return true
		}
	}
	return false
}
