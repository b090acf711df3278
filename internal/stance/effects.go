package stance

// harms: whoever destroys does ill, unless what is destroyed is ill itself.
func (a *analysis) harms(v *verb) bool {
	if len(v.suffer) > 0 && !v.negated && !v.foe && !v.has(blame) {
		a.mark(v.suffer, v.at, v.to(v.at), RuleVictim, middle)
	}
	return a.effect(v, -1, -strong)
}

// cuts: whoever removes something does ill or well by what it is.
func (a *analysis) cuts(v *verb) bool { return a.effect(v, -1, 0) }

// helps: whoever makes or gives something does well or ill by what it is.
func (a *analysis) helps(v *verb) bool {
	if v.foe && len(v.suffer) > 0 {
		a.mark(v.suffer, v.at, v.to(v.at), RuleBadFriend, -strong)
		return true
	}
	return a.effect(v, 1, 0)
}

// effect composes the direction of a verb with the sign of its object.
func (a *analysis) effect(v *verb, direction, without float64) bool {
	if len(v.agents) == 0 || v.passive && len(v.agents) == 0 {
		a.spare(v)
		return false
	}
	sign, at := a.polarity(v.at + v.n)
	weight := direction * sign
	switch {
	case sign == 0 && at >= 0 && direction < 0:
		return false // whoever sells a luxury does no harm
	case sign == 0:
		weight, at = without, v.at
	case a.is(at, elite) && at+1 < len(a.ts) && a.joined(at, at+1) && (a.is(at+1, bad) || a.is(at+1, insult)):
		at++
	}
	if sign > 0 && a.is(at, pay) && a.toSelf(v, at) {
		weight = -weight
	}
	switch {
	case weight > 0 && !v.negated && v.has(giving) && a.odd(v):
		return true // what is promised as a gift somebody has to pay
	case v.negated && weight < 0:
		weight = weak
	case v.negated && weight > 0:
		weight = -solid
	case weight > 0 && direction < 0 && (a.is(at, elite) || !v.planned && a.future(v) && a.is(at, burden)):
		weight = solid // those in power lose what they had, or prices fall
	case weight > 0 && direction < 0 && !v.planned && !a.future(v):
		weight = solid
	case weight > 0:
		weight = middle // campaigns say so of themselves every day
	}
	a.mark(v.agents, v.at, v.to(at), RuleDoes, weight)
	return weight != 0
}

// toSelf is true where the subject does it to herself: "raises her own pay".
func (a *analysis) toSelf(v *verb, at int) bool {
	if v.at > 0 && a.ts[v.at-1].before <= comma && a.ts[v.at-1].text == "se" {
		return true
	}
	for k := v.at; k < at && !v.has(praise) && v.has(raise); k++ {
		if a.w().own[a.ts[k].text] {
			return true
		}
	}
	return false
}

// spare keeps what is done to a candidate from being counted as lone words.
func (a *analysis) spare(v *verb) {
	if len(v.suffer) == 0 {
		return
	}
	for k := v.at; k < v.at+v.n; k++ {
		a.ts[k].used = true
	}
}

// future is true of a verb that says "will".
func (a *analysis) future(v *verb) bool {
	for k := v.at - 1; k >= 0 && k >= v.at-3 && a.samePart(k, v.at); k-- {
		switch a.ts[k].text {
		case "will", "would", "ll", "va", "van", "voy", "vamos", "a", "to":
			return true
		}
	}
	w := a.ts[v.at].text
	for _, ending := range []string{"ra", "ran", "re", "remos", "ria", "rian"} {
		if a.w().verbFirst && len(w) > len(ending)+3 && w[len(w)-len(ending):] == ending {
			return true
		}
	}
	return false
}

// takes: having money, lovers or illnesses is told against somebody.
func (a *analysis) takes(v *verb) bool {
	if len(v.agents) == 0 || v.passive {
		return false
	}
	sign, at := a.polarity(v.at + v.n)
	if rich := a.rich(v); sign >= 0 && rich >= 0 {
		sign, at = 0, rich
	}
	weight := 0.0
	switch {
	case sign > 0 && v.has(want), at >= 0 && a.is(at, scare) && !a.is(at, bad) && !a.is(at, foe):
	case at >= 0 && a.is(at, luxury):
		weight = -solid
	case sign < 0:
		weight = -strong
	case sign > 0 && a.is(at, virtue):
		weight = solid
	}
	if v.negated {
		weight = -weight / 2
	}
	if v.planned && weight > 0 {
		weight = 0
	}
	a.mark(v.agents, v.at, v.to(at), RuleHas, weight)
	return weight != 0
}

// rich finds a word of luxury among the next ones, −1 for none.
func (a *analysis) rich(v *verb) int {
	for k := v.at + v.n; k < len(a.ts) && k < v.at+v.n+nearObject && a.ts[k].before <= comma && a.samePart(k, v.at); k++ {
		if a.is(k, luxury) {
			return k
		}
	}
	return -1
}

// plans: what somebody proposes is told of her by what it is.
func (a *analysis) plans(v *verb) bool {
	if len(v.agents) == 0 || v.passive {
		return false
	}
	sign, at := a.polarity(v.at + v.n)
	weight := sign * solid
	if weight > 0 {
		weight = weak
	}
	if v.negated {
		weight = -weight / 2
	}
	a.mark(v.agents, v.at, v.to(at), RulePlans, weight)
	return weight != 0
}
