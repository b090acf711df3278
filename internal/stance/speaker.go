package stance

// findSpeakers marks the words that a candidate is said to have spoken. What
// she says is not said of her; what she says in the first person, she does.
func (a *analysis) findSpeakers() {
	for i := range a.ts {
		a.ts[i].said = a.ts[i].quoted
	}
	for i := range a.found {
		g := &a.found[i]
		if g.prep != "" && !according(a.ts[g.prepAt].text) {
			continue
		}
		switch {
		case a.labelBefore(g), a.labelAfter(g):
		default:
			a.saysThat(g)
		}
	}
}

func according(w string) bool { return w == "segun" || w == "to" }

// alone is true of a group that is all of its part, or nearly.
func (a *analysis) alone(g *group) bool {
	first := g.start
	for first > 0 && a.ts[first-1].part == a.ts[g.at].part {
		first--
	}
	return g.start-first <= 0
}

// labelBefore reads "NAME: …" and "NAME «…»".
func (a *analysis) labelBefore(g *group) bool {
	n := g.end
	if !a.alone(g) || n >= len(a.ts) || a.ts[n].before != hard || !a.ts[n].colon {
		return false
	}
	if !a.ts[n].quoted && !a.sentenceLike(n) {
		return false
	}
	quoted := a.ts[n].quoted
	for k := n; k < len(a.ts) && (a.ts[k].sentence == a.ts[n].sentence || quoted && a.ts[k].quoted); k++ {
		if quoted && !a.ts[k].quoted {
			break
		}
		a.ts[k].speaker, a.ts[k].said = a.ts[g.at].who, true
	}
	return true
}

// labelAfter reads "…: NAME" and "«…» NAME".
func (a *analysis) labelAfter(g *group) bool {
	s := g.start
	if s == 0 || a.ts[s].before < hard || a.ts[s].before == sentence && !a.ts[s-1].quoted {
		return false
	}
	from := s - 1
	for from > 0 && (a.ts[from-1].sentence == a.ts[s-1].sentence || a.ts[s-1].quoted && a.ts[from-1].quoted) {
		from--
	}
	if a.ts[s-1].quoted {
		for from < s && !a.ts[from].quoted {
			from++
		}
	} else if !a.sentenceLike(from) || !a.ts[s].colon || g.end < len(a.ts) && a.ts[g.end].before == none && a.ts[g.end].sentence == a.ts[g.at].sentence {
		return false
	}
	for k := from; k < s; k++ {
		if a.ts[k].mention() && contains(a.ts[g.at].who, a.ts[k].who[0]) {
			return false // nobody speaks of herself by name
		}
	}
	for k := from; k < s; k++ {
		a.ts[k].speaker = a.ts[g.at].who
	}
	return s-from >= 3
}

// sentenceLike is true where a verb stands in the part that begins at from:
// somebody says something, rather than being called something.
func (a *analysis) sentenceLike(from int) bool {
	verbs, words := 0, 0
	for k := from; k < len(a.ts) && a.ts[k].sentence == a.ts[from].sentence; k++ {
		words++
		if i, ok := a.verbAt.at(k); ok && a.verbs[i].form&(finite|infinitive) != 0 {
			verbs++
		}
	}
	return verbs > 0 && words > 2
}

// saysThat reads "NAME says that …", "NAME says: …" and "…, says NAME".
func (a *analysis) saysThat(g *group) {
	for k := range a.verbs {
		v := &a.verbs[k]
		if !v.has(say) || a.ts[v.at].sentence != a.ts[g.at].sentence && v.at-g.end > 2 {
			continue
		}
		after := v.at + v.n
		if who, _ := a.subject(k); !contains(who, a.ts[g.at].who[0]) {
			continue
		}
		if g.at > v.at { // says NAME
			after = g.end
			if a.ts[v.at].before >= comma && (after >= len(a.ts) || a.ts[after].before > none) {
				a.speakBack(v, g)
				continue
			}
		}
		a.speakOn(after, g)
	}
}

// speakOn gives what follows a verb of saying to the one who says it.
func (a *analysis) speakOn(from int, g *group) {
	if from >= len(a.ts) {
		return
	}
	that := a.w().subordinator[a.ts[from].text] && a.ts[from].before == none
	bare := !a.w().verbFirst && !a.w().blocking[a.ts[from].text]
	if !that && !bare && a.ts[from].before < hard && !a.ts[from].quoted {
		return
	}
	for k := from; k < len(a.ts) && a.ts[k].sentence == a.ts[from].sentence; k++ {
		a.ts[k].speaker = a.ts[g.at].who
	}
}

// speakBack gives what stands before ", says NAME" to the one who says it.
func (a *analysis) speakBack(v *verb, g *group) {
	for k := v.at - 1; k >= 0 && (a.ts[k].sentence == a.ts[v.at].sentence || a.ts[k].quoted); k-- {
		a.ts[k].speaker = a.ts[g.at].who
	}
}
