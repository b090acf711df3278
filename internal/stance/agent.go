package stance

// The distances over which words are taken to belong together, in tokens.
const (
	nearSubject = 5  // from a verb back to a subject with words after it
	farSubject  = 9  // the same behind "who", "and"
	nearObject  = 6  // from a verb on to its object
	nearNoun    = 7  // from a verb on to the noun that decides
	negReach    = 4  // from a negation on to its verb
	poles       = 14 // how far from a name a lone word still counts
)

// findAgents says of every verb who does it and to whom.
func (a *analysis) findAgents() {
	for k := range a.verbs {
		v := &a.verbs[k]
		v.speakers = a.ts[v.at].speaker
		who, how := a.subject(k)
		v.passive = a.isPassive(v)
		v.negated = a.negatedAt(v.at) || v.at > 0 && a.joined(v.at-1, v.at) && a.w().against[a.ts[v.at-1].text]
		if v.passive {
			v.suffer = who
			v.agents = a.byAgent(v)
			v.foe = len(v.agents) == 0 && a.foeAfter(v)
			continue
		}
		v.agents, v.foe = who, len(who) == 0 && a.foeBefore(v)
		v.suffer = a.objects(v)
		v.planned = how == viaPlan
		if len(v.suffer) == 0 && len(v.agents) == 0 {
			v.suffer = a.frontedObject(v)
		}
		if len(v.suffer) == 0 {
			v.suffer = a.pronoun(v)
		}
		v.agents = without(v.agents, v.suffer)
	}
}

func without(list, drop []int) []int {
	var out []int
	for _, x := range list {
		if !contains(drop, x) {
			out = append(out, x)
		}
	}
	return out
}

func contains(list []int, x int) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

// How a subject was found.
const (
	viaName  = iota // a name before or after the verb
	viaVerb         // the subject of an earlier verb
	viaPlan         // the same, and that verb says that it is a plan
	viaVoice        // the first person of someone who speaks
)

// subject finds the candidates that are the grammatical subject of verb k.
func (a *analysis) subject(k int) ([]int, int) {
	v := &a.verbs[k]
	t := &a.ts[v.at]
	j := a.skipGroup(v.at - 1)
	if a.firstPerson(v, j) {
		return t.speaker, viaVoice
	}
	if a.samePart(j, v.at) {
		if g := a.groupEnding(j); g != nil {
			if g.free() {
				return a.together(g), viaName
			}
			if !a.w().of[g.prep] {
				return nil, viaName
			}
			// "the X of NAME does": the owner is none who does it
		}
	}
	if who, how, ok := a.inherited(k, j); ok {
		return who, how
	}
	if who := a.carried(v, j); who != nil {
		return who, viaVerb
	}
	if a.samePart(j, v.at) && !a.w().blocking[a.ts[j].text] {
		if who := a.lookBack(j); who != nil {
			return who, viaName
		}
	}
	return a.verbFirst(v), viaName
}

func (a *analysis) samePart(i, j int) bool {
	return i >= 0 && a.ts[i].part == a.ts[j].part
}

// skipGroup goes left over what can stand between a subject and its verb.
func (a *analysis) skipGroup(j int) int {
	for j >= 0 && a.ts[j].before <= comma && !a.ts[j].mention() && (a.w().group[a.ts[j].text] || a.is(j, negator) || adverb(a.ts[j].text)) {
		if a.ts[j+1].before > none {
			return j
		}
		j--
	}
	return j
}

func adverb(w string) bool {
	n := len(w)
	return n > 6 && w[n-5:] == "mente" || n > 4 && w[n-2:] == "ly" && w[n-4:] != "mily"
}

// firstPerson is true where the one who speaks says "I do".
func (a *analysis) firstPerson(v *verb, j int) bool {
	if len(a.ts[v.at].speaker) == 0 || v.form&(finite|infinitive) == 0 {
		return false
	}
	if v.form&first != 0 {
		return true
	}
	for k := max(j, 0); k < v.at; k++ {
		t := a.ts[k].text
		if a.w().mine[t] || t == "voy" || t == "vamos" || t == "ill" || t == "well" || t == "im" {
			return a.samePart(k, v.at)
		}
	}
	return false
}

// groupEnding is the group whose last token is j.
func (a *analysis) groupEnding(j int) *group {
	for back := 0; back < 3 && j-back >= 0; back++ {
		if g, ok := a.of.at(j - back); ok && a.found[g].end == j+1 {
			return &a.found[g]
		}
	}
	return nil
}

// together gives the candidates of a group and of those that "and" joins to
// it on the left.
func (a *analysis) together(g *group) []int {
	who := append([]int(nil), a.ts[g.at].who...)
	for left := g; ; {
		k := left.start - 1
		if k < 1 || !a.samePart(k, left.start) || !and(a.ts[k].text) && a.ts[left.start].before != comma {
			return who
		}
		if and(a.ts[k].text) {
			k--
		}
		if left = a.groupEnding(k); left == nil || !left.free() {
			return who
		}
		who = append(who, a.ts[left.at].who...)
	}
}

func and(w string) bool { return w == "y" || w == "e" || w == "and" }

// inherited takes the subject of an earlier verb: of an infinitive, or behind
// "and", "who", "that".
func (a *analysis) inherited(k, j int) (who []int, how int, ok bool) {
	v := &a.verbs[k]
	if k == 0 || !a.samePart(max(j, 0), v.at) {
		return nil, 0, false
	}
	prev := &a.verbs[k-1]
	if !a.samePart(prev.at, v.at) {
		return a.relative(j)
	}
	bound := v.form&(infinitive|gerund) != 0 && v.form&finite == 0 || j >= 0 && (a.ts[j].text == "to" || prev.at+prev.n-1 == j || a.ts[j].text == "a" && prev.at+prev.n-1 == j-1)
	joint := j >= 0 && (a.w().coordinator[a.ts[j].text] || a.ts[v.at].before == comma)
	if !bound && !joint {
		return nil, 0, false
	}
	if !bound {
		if who, how, ok := a.relative(j); ok {
			return who, how, ok
		}
	}
	who = prev.agents
	if prev.passive {
		who = prev.suffer
	}
	if bound && prev.has(call) && len(prev.suffer) > 0 {
		who = prev.suffer
	}
	how = viaVerb
	if prev.has(want) || prev.planned {
		how = viaPlan
	}
	return who, how, true
}

// relative finds the name that "who" refers to.
func (a *analysis) relative(j int) ([]int, int, bool) {
	if j < 1 || !a.w().coordinator[a.ts[j].text] || and(a.ts[j].text) {
		return nil, 0, false
	}
	if g := a.groupEnding(j - 1); g != nil && a.samePart(j-1, j) && g.head < 0 {
		return a.ts[g.at].who, viaName, true
	}
	return nil, 0, false
}

// carried takes the subject of the part before: "NAME punishes us: cancels …".
func (a *analysis) carried(v *verb, j int) []int {
	if !a.w().verbFirst || v.form&finite == 0 || a.ts[v.at].before != hard || a.samePart(j, v.at) {
		return nil
	}
	for k := len(a.verbs) - 1; k >= 0; k-- {
		prev := &a.verbs[k]
		if prev.at < v.at && a.ts[prev.at].part == a.ts[v.at].part-1 && a.ts[prev.at].sentence == a.ts[v.at].sentence {
			if len(prev.agents) > 0 && !prev.has(say) {
				return prev.agents
			}
			return nil
		}
	}
	return nil
}

// pronoun finds the object that a pronoun stands for: the last name before.
func (a *analysis) pronoun(v *verb) []int {
	if !v.has(blame) && !v.has(praise) && !v.has(call) {
		return nil
	}
	there := v.at > 0 && a.ts[v.at].before == none && a.w().pronoun[a.ts[v.at-1].text]
	if !a.w().verbFirst {
		n := v.at + v.n
		there = n < len(a.ts) && a.ts[n].before == none && a.w().pronoun[a.ts[n].text]
	}
	if !there {
		return nil
	}
	for k := v.at - 1; k >= 0 && k > v.at-poles && a.ts[k].sentence == a.ts[v.at].sentence; k-- {
		if a.ts[k].mention() {
			return a.ts[k].who
		}
	}
	return nil
}

// lookBack finds a free name a few words before, with no verb in between.
func (a *analysis) lookBack(j int) []int {
	reach := nearSubject
	if a.w().coordinator[a.ts[j].text] {
		reach = farSubject
	}
	for k := j; k >= 0 && k > j-reach && a.samePart(k, j); k-- {
		if g, ok := a.of.at(k); ok {
			if a.found[g].free() {
				return a.together(&a.found[g])
			}
			return nil
		}
		if i, ok := a.verbAt.at(k); ok && a.verbs[i].form&(finite|infinitive|gerund) != 0 && !a.isPassive(&a.verbs[i]) {
			return nil
		}
		if a.w().subordinator[a.ts[k].text] && k != j {
			return nil
		}
	}
	return nil
}

// verbFirst finds the subject behind its verb, as Spanish headlines have it:
// "Promete NAME …".
func (a *analysis) verbFirst(v *verb) []int {
	if !a.w().verbFirst || v.form&finite == 0 {
		return nil
	}
	for k := v.at + v.n; k < len(a.ts) && k < v.at+v.n+2 && a.ts[k].before == none; k++ {
		if g, ok := a.of.at(k); ok && a.found[g].free() {
			return a.ts[k].who
		}
		if !a.w().determiner[a.ts[k].text] {
			return nil
		}
	}
	return nil
}

// isPassive is true of a participle whose subject suffers it.
func (a *analysis) isPassive(v *verb) bool {
	if v.form&participle == 0 || v.has(be) {
		return false
	}
	for k := v.at - 1; k >= 0 && k >= v.at-4 && a.samePart(k, v.at) && a.ts[k+1].before == none; k-- {
		t := a.ts[k].text
		switch {
		case a.w().passive[t]:
			return true
		case a.w().perfect[t] && v.form&participle != 0:
			return false
		case !a.w().group[t] && !adverb(t) && !a.is(k, negator):
			k = 0
		}
	}
	if a.w().verbFirst {
		return v.form&finite == 0
	}
	next := v.at + v.n
	return !a.intransitive(v) && (next >= len(a.ts) || a.ts[next].before >= comma || a.w().after[a.ts[next].text] || a.ts[next].text == "again")
}

// intransitive is true of verbs whose participle says that the subject did it.
func (a *analysis) intransitive(v *verb) bool {
	for _, c := range v.senses {
		switch c {
		case blame, praise, beat, harm, call, cut:
			return false
		}
	}
	return true
}
