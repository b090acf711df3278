package stance

// isSo reads "NAME is …".
func (a *analysis) isSo(v *verb) bool {
	if len(v.agents) == 0 {
		return false
	}
	flip := 1.0
	for k := v.at + v.n; k < len(a.ts) && k < v.at+v.n+nearNoun && a.samePart(k, v.at) && a.ts[k].before <= comma; k++ {
		if a.ts[k].before == comma && k > v.at+v.n+1 {
			return false
		}
		if i, ok := a.verbAt.at(k); ok && !a.ambiguous(k) && a.verbs[i].form != participle {
			return false
		}
		t := a.ts[k].text
		if a.ts[k].mention() || t == "victima" || t == "victim" || t == "target" || a.w().against[t] {
			return false
		}
		if sign := a.quality(k); sign != 0 {
			a.mark(v.agents, v.at, k+1, RuleIs, flip*a.negate(v, sign))
			return true
		}
		if a.is(k, less) || a.is(k, negator) {
			flip = -flip
		}
	}
	return false
}

// negate turns a statement around: not to be bad is little praise, not to be
// good is blame.
func (a *analysis) negate(v *verb, sign float64) float64 {
	switch {
	case !v.negated:
		return sign
	case sign < 0:
		return weak
	}
	return -solid
}

// quality is what a word says of the one it is said of.
func (a *analysis) quality(k int) float64 {
	switch {
	case a.is(k, insult), a.is(k, foe):
		return -strong
	case a.is(k, bad):
		return -solid
	case a.is(k, laud):
		return strong
	}
	return 0
}

// nounRules reads what stands around a name.
func (a *analysis) nounRules(g *group) {
	who := a.ts[g.at].who
	a.owns(g, who)
	a.brought(g, who)
	a.compared(g, who)
	if g.head < 0 && (g.prep == "" || a.w().of[g.prep]) {
		a.before(g, who)
	}
	if g.free() {
		a.behind(g, who)
	}
}

// owns reads "the lies of NAME".
func (a *analysis) owns(g *group, who []int) {
	if g.head < 0 || a.ts[g.head].used {
		return
	}
	weight := 0.0
	switch {
	case a.is(g.head, charge), a.is(g.head, support), a.is(g.head, wrong) && !a.is(g.head, insult) && !a.lie(g.head):
		return // they may be the candidate's own words about others
	case a.is(g.head, bad), a.is(g.head, insult):
		weight = -solid
	case a.occasion(g):
		return // "after the victory of NAME …" tells what follows
	case a.is(g.head, virtue), a.is(g.head, laud):
		weight = solid
	}
	if a.negatedAt(g.head) {
		weight = -weight / 2
	}
	a.mark(who, g.head, g.head+1, RuleOwns, weight)
}

// occasion is true of a thing that is only when or why something else comes.
func (a *analysis) occasion(g *group) bool {
	for k := g.head - 1; k >= 0 && k >= g.head-3 && a.joined(k, k+1); k-- {
		if a.w().occasion[a.ts[k].text] {
			return true
		}
	}
	return false
}

// lie is true of untruths: whose they are is told against her.
func (a *analysis) lie(k int) bool {
	switch a.ts[k].text {
	case "mentira", "mentiras", "fraude", "fraudes", "trampa", "trampas", "lies", "lie", "plot", "threats", "threat", "amenaza", "amenazas":
		return true
	}
	return false
}

// brought reads "… against NAME" and "support for NAME".
func (a *analysis) brought(g *group, who []int) {
	if g.prep == "" {
		return
	}
	if a.declared(g, who) {
		return
	}
	for k := g.prepAt - 1; k >= 0 && k >= g.prepAt-4 && a.samePart(k, g.at); k-- {
		if a.ts[k].mention() || a.ts[k].used {
			return
		}
		if a.w().against[g.prep] {
			switch {
			case a.is(k, wrong):
				a.mark(who, k, g.prepAt+1, RuleVictim, a.sided(k, solid))
				return
			case a.is(k, charge):
				a.mark(who, k, g.prepAt+1, RuleAgainst, -strong)
				return
			}
		}
		if a.w().toward[g.prep] && a.is(k, support) {
			a.supported(k, g, who)
			return
		}
	}
	if a.w().against[g.prep] && g.head < 0 && !a.ts[g.prepAt].used && !a.negatedAt(g.prepAt) {
		a.mark(who, g.prepAt, g.end, RuleAgainst, -enough)
	}
}

// compared reads "better than NAME", "worse than NAME".
func (a *analysis) compared(g *group, who []int) {
	for k := g.start - 2; k >= 0 && k >= g.start-4 && a.samePart(k, g.at) && a.w().than[a.ts[g.start-1].text]; k-- {
		if a.w().comparative[a.ts[k].text] {
			a.mark(who, k, g.start, RuleIs, -enough)
			return
		}
	}
}

// declared reads "in favour of NAME" and "en contra de NAME".
func (a *analysis) declared(g *group, who []int) bool {
	k := g.prepAt - 2
	if k < 0 || !a.samePart(k, g.at) || !a.w().of[g.prep] {
		return false
	}
	weight := 0.0
	switch a.ts[k].text + " " + a.ts[k+1].text {
	case "en favor", "a favor", "in favor", "in favour":
		weight = solid
	case "en contra":
		weight = -solid
	}
	a.mark(who, k, g.prepAt+1, RuleAgainst, weight)
	return weight != 0
}

// sided takes what is done unfairly as told for the victim, and as nothing
// where the sentence denies it.
func (a *analysis) sided(k int, weight float64) float64 {
	if a.negatedAt(k) {
		return 0
	}
	return weight
}

func (a *analysis) supported(k int, g *group, who []int) {
	rule, weight := RuleSupport, strong
	for i := max(k-5, 0); i < k; i++ {
		if a.samePart(i, k) && a.is(i, foe) {
			rule, weight = RuleBadFriend, -strong
			a.ts[i].used = true
		}
		if j, ok := a.verbAt.at(i); ok && a.samePart(i, k) && (a.verbs[j].has(cut) || a.verbs[j].has(deny)) {
			weight = -solid // support is withdrawn
		}
	}
	if a.negatedAt(k) {
		weight = -solid
	}
	a.mark(who, k, g.prepAt+1, rule, weight)
}

// before reads "liar NAME", "the corrupt NAME", "el ladrón de NAME".
func (a *analysis) before(g *group, who []int) {
	k := g.start - 1
	if g.prepAt >= 0 {
		k = g.prepAt - 1
	}
	if k < 0 || !a.samePart(k, g.at) || a.ts[k].used || a.ts[k].before == comma && a.ts[g.start].before == comma {
		return
	}
	for back := range 2 {
		i := k - back
		if i < 0 || !a.samePart(i, g.at) || a.ts[i].mention() {
			return
		}
		n := max(a.length(i, insult), a.length(i, laud))
		if n > 0 && i+n == k+1 && !a.behindMention(i) {
			sign := a.quality(i)
			if a.is(i, laud) && a.is(i, insult) {
				return
			}
			if a.negatedAt(i) {
				sign = -sign / 2
			}
			a.mark(who, i, k+1, RuleBeside, sign)
			return
		}
	}
}

// behindMention is true of a word that belongs to a name before it.
func (a *analysis) behindMention(i int) bool {
	for k := i - 1; k >= 0 && k >= i-3 && a.samePart(k, i); k-- {
		if a.ts[k].mention() {
			return true
		}
		if _, ok := a.verbAt.at(k); ok {
			return true
		}
	}
	return false
}

// behind reads "NAME liar", "NAME, the thief", "NAME: a danger".
func (a *analysis) behind(g *group, who []int) {
	for k := g.end; k < len(a.ts) && k < g.end+4 && a.ts[k].sentence == a.ts[g.at].sentence; k++ {
		t := &a.ts[k]
		if t.mention() || t.used || len(t.speaker) > 0 {
			return
		}
		if _, ok := a.verbAt.at(k); ok && !a.ambiguous(k) {
			return
		}
		if a.is(k, insult) || a.is(k, laud) || a.is(k, foe) && k == g.end {
			n := max(a.length(k, insult), a.length(k, laud), 1)
			sign := a.quality(k)
			if a.negatedAt(k) {
				sign = -sign / 2
			}
			a.mark(who, k, k+n, RuleBeside, sign)
			return
		}
		if !a.w().determiner[t.text] && !a.w().group[t.text] && !a.is(k, negator) && t.text != "very" && t.text != "tan" && t.text != "so" {
			return
		}
	}
}
