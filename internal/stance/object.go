package stance

// objects finds the candidates to whom an active verb does something.
func (a *analysis) objects(v *verb) []int {
	for k := v.at + v.n; k < len(a.ts) && k < v.at+v.n+nearObject && a.ts[k].before <= comma; k++ {
		if a.ts[k].before == comma && k > v.at+v.n {
			return nil
		}
		if g, ok := a.of.at(k); ok {
			return a.objectGroup(v, &a.found[g])
		}
		if a.endsObject(v, k) {
			return nil
		}
	}
	return nil
}

// endsObject is true of a word behind which no object of the verb comes.
func (a *analysis) endsObject(v *verb, k int) bool {
	t := a.ts[k].text
	if i, ok := a.verbAt.at(k); ok && !a.verbs[i].has(be) && a.verbs[i].form&participle == 0 && k > v.at+v.n {
		return true
	}
	if a.w().subordinator[t] && !a.w().object[t] {
		return true
	}
	return a.w().blocking[t] && !a.w().object[t]
}

// objectGroup decides whether a name behind a verb is its object.
func (a *analysis) objectGroup(v *verb, g *group) []int {
	if g.prep != "" && a.given(v, g) {
		return nil
	}
	direct := g.start <= v.at+v.n || g.prepAt == v.at+v.n || g.prepAt == v.at+v.n-1
	switch {
	case g.prep == "" && a.w().verbFirst:
		// Without "a" a name behind the verb is its subject, unless the verb
		// has its own preposition or the group is a thing ("la campaña de …").
		if v.n == 1 && g.start > v.at+v.n-1 && g.end-g.at == 1 && g.at-g.start < 2 && !a.thing(g) {
			return nil
		}
	case a.w().of[g.prep] && g.head < 0 && !direct:
		// "criticises the posture of NAME": what is said of the thing holds
		// for its owner where somebody speaks.
		if !v.has(blame) && !v.has(praise) {
			return nil
		}
	case g.prep != "" && !a.w().object[g.prep], a.w().by[g.prep] && v.n == 1, g.prep == "con" && v.n == 1, g.prep == "with" && v.n == 1:
		return nil
	case g.head >= 0 && !direct && !v.has(blame):
		return nil
	}
	return a.joint(g)
}

// given is true where a noun between the verb and the name says what goes to
// the name: "a complaint against", "support for".
func (a *analysis) given(v *verb, g *group) bool {
	for k := v.at + v.n; k < g.prepAt; k++ {
		if a.is(k, wrong) || a.is(k, charge) || a.is(k, support) && a.w().toward[g.prep] {
			return true
		}
	}
	return false
}

// thing is true of a group that is more than a name and its title.
func (a *analysis) thing(g *group) bool {
	for k := g.start; k < g.end; k++ {
		if a.is(k, part) {
			return true
		}
	}
	return false
}

// joint gives the candidates of a group and of those that follow it by "and".
func (a *analysis) joint(g *group) []int {
	who := append([]int(nil), a.ts[g.at].who...)
	for k := g.end; k+1 < len(a.ts) && a.samePart(k, g.at) && and(a.ts[k].text); {
		next := k + 1
		for next < len(a.ts)-1 && (a.w().determiner[a.ts[next].text] || a.w().object[a.ts[next].text]) {
			next++
		}
		if !a.ts[next].mention() {
			break
		}
		if g := a.found[a.of[next]-1]; g.end < len(a.ts) && a.samePart(g.end, next) {
			if _, verb := a.verbAt.at(g.end); verb {
				break // the next name is the subject of what follows
			}
		}
		who = append(who, a.ts[next].who...)
		k = next + 1
	}
	return who
}

// frontedObject finds the object before the verb: "A NAME lo acusan".
func (a *analysis) frontedObject(v *verb) []int {
	j := a.skipGroup(v.at - 1)
	if !a.w().verbFirst || !a.samePart(j, v.at) || v.form&finite == 0 {
		return nil
	}
	g := a.groupEnding(j)
	if g == nil || g.prep != "a" && g.prep != "al" && g.prep != "contra" {
		return nil
	}
	return a.ts[g.at].who
}

// byAgent finds who does what a passive verb says.
func (a *analysis) byAgent(v *verb) []int {
	for k := v.at + v.n; k < len(a.ts) && k < v.at+v.n+nearObject && a.samePart(k, v.at); k++ {
		if g, ok := a.of.at(k); ok && a.w().by[a.found[g].prep] {
			return a.joint(&a.found[g])
		}
	}
	return nil
}

// foeAfter is true of "… by criminals".
func (a *analysis) foeAfter(v *verb) bool {
	by := false
	for k := v.at + v.n; k < len(a.ts) && k < v.at+v.n+4 && a.samePart(k, v.at); k++ {
		by = by || a.w().by[a.ts[k].text]
		if by && a.is(k, foe) {
			a.ts[k].used = true
			return true
		}
	}
	return false
}

// foeBefore is true where the subject is one whose support nobody wants.
func (a *analysis) foeBefore(v *verb) bool {
	for k := v.at - 1; k >= 0 && k >= v.at-4 && a.samePart(k, v.at); k-- {
		if i, verb := a.verbAt.at(k); verb && !a.isPassive(&a.verbs[i]) && !governs(&a.verbs[i], v) || a.w().subordinator[a.ts[k].text] || a.ts[k].mention() {
			return false
		}
		if a.is(k, foe) {
			a.ts[k].used = true
			return true
		}
	}
	return false
}

// ofElite gives the token of those in power to whom a good thing belongs, −1
// where it is nobody's or anybody's: the pensions of former presidents.
func (a *analysis) ofElite(k int) int {
	for j := k + 1; j < len(a.ts) && j < k+5 && a.ts[j].before <= comma && a.samePart(j, k); j++ {
		if a.is(j, elite) {
			return j
		}
		if t := a.ts[j].text; !a.w().of[t] && !a.w().object[t] && !a.w().determiner[t] {
			return -1
		}
	}
	return -1
}

// governs is true of a verb whose subject also does what the second says: "the
// cartel orders to vote for".
func governs(first, second *verb) bool {
	return second.form&infinitive != 0 && (first.has(want) || first.has(aux) || first.has(say))
}

// negatedAt is true where a negation stands before a word and reaches it.
func (a *analysis) negatedAt(i int) bool {
	for k := i - 1; k >= 0 && k >= i-negReach && a.samePart(k, i) && a.ts[k+1].before == none; k-- {
		if a.is(k, negator) {
			return true
		}
		if a.ts[k].mention() {
			return false
		}
		if j, ok := a.verbAt.at(k); ok && !a.verbs[j].has(be) && !a.verbs[j].has(want) && !a.verbs[j].has(take) {
			return false
		}
		if t := a.ts[k].text; a.w().subordinator[t] && t != "que" && t != "para" || a.w().by[t] {
			return false
		}
	}
	return false
}

// deniedAt is true where the sentence says before the word that it is not so.
func (a *analysis) deniedAt(i int) bool {
	for k := i - 1; k >= 0 && a.ts[k].sentence == a.ts[i].sentence; k-- {
		if a.is(k, untrue) {
			return true
		}
		if j, ok := a.verbAt.at(k); ok && a.verbs[j].has(deny) {
			return true
		}
	}
	return false
}

// polarity is whether what follows a verb is wanted: +1, −1, or 0 where no
// known word says so. The tokens that decided are those from first to last.
func (a *analysis) polarity(from int) (sign float64, at int) {
	flip := 1.0
	for k := from; k < len(a.ts) && k < from+nearNoun && a.ts[k].before <= comma && a.samePart(k, max(from-1, 0)); k++ {
		if i, ok := a.verbAt.at(k); ok && a.verbs[i].form&participle == 0 && !a.ambiguous(k) {
			return 0, -1
		}
		if a.ts[k].mention() && k > from {
			return 0, -1
		}
		switch {
		case a.is(k, less) && !a.is(k, bad), a.is(k, negator):
			flip = -flip
		case a.is(k, bad), a.is(k, foe), a.is(k, insult), a.is(k, scare):
			return -flip, k
		case a.is(k, good), a.is(k, virtue):
			if e := a.ofElite(k); e >= 0 {
				return -flip, e
			}
			return flip, k
		case a.is(k, elite):
			return -flip, k
		case a.is(k, luxury):
			return 0, k
		}
	}
	return 0, -1
}
