package stance

// revealed reads "it comes to light that NAME …": what is announced so is told
// against the candidate, unless a word of it speaks well of somebody.
func (a *analysis) revealed(v *verb) bool {
	that := v.at + v.n
	if that >= len(a.ts) || !a.joined(v.at, that) || !a.w().that[a.ts[that].text] {
		return false
	}
	for k := range a.verbs {
		w := &a.verbs[k]
		if w.at <= that || !a.samePart(w.at, v.at) || len(w.agents) != 1 {
			continue
		}
		if w.negated {
			return false
		}
		t := a.told(w)
		if t.praise || t.others || t.behind > 0 || t.words < 2 || a.has(w.agents[0], RuleBlamed) {
			return false
		}
		a.mark(w.agents, v.at, that+1, RuleBlamed, -solid)
		return true
	}
	return false
}

// reigns is true of "with NAME (as president)" beside a verb that says what
// will come.
func (a *analysis) reigns(g *group, from, to int) bool {
	if !a.w().with[g.prep] || g.head >= 0 || g.prepAt > 0 && a.ts[g.prepAt].before == none && (g.end >= len(a.ts) || !a.is(g.end, ifs)) {
		return false
	}
	for k := from; k < to; k++ {
		if i, ok := a.verbAt.at(k); ok && a.future(&a.verbs[i]) && !contains(a.verbs[i].agents, a.ts[g.at].who[0]) {
			return true
		}
	}
	return false
}

// frightens counts a country whose name stands for a bad end: strongly where
// the sentence says what would come, or joins it to the candidate.
func (a *analysis) frightens(g *group, k int, supposed bool) {
	weight, rule := -weak, RuleNear
	switch {
	case supposed:
		weight, rule = -solid, RuleIf
	case k >= g.start && k < g.end, a.tied(k, g.at):
		weight = -solid
	}
	a.mark(a.ts[g.at].who, k, k+1, rule, weight)
}

// ownedLater is true of "his" or "her" before a word behind the name of the
// sentence's only candidate.
func (a *analysis) ownedLater(g *group, k int) bool {
	return k > g.end && k-g.end < farSubject && a.joined(k-1, k) && a.w().own[a.ts[k-1].text] && g.free()
}
