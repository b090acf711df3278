package stance

// group is a mention with the words that belong to it: titles before it, and
// the person or thing through which the text speaks of the candidate ("the
// campaign of …", "…'s brother").
type group struct {
	at         int    // the mention's token
	start, end int    // tokens of the whole group
	prep       string // preposition before the group, "" where it stands free
	prepAt     int    // its token
	head       int    // token of a noun that the candidate owns, -1 for none
}

// groups finds the group of every mention.
func (a *analysis) groups() {
	for i := range a.ts {
		if a.ts[i].mention() {
			a.of[i] = int32(len(a.found) + 1)
			a.found = append(a.found, a.groupAt(i))
		}
	}
}

func (a *analysis) groupAt(i int) group {
	g := group{at: i, start: i, end: i + 1, head: -1, prepAt: -1}
	a.rightOf(&g)
	a.titles(&g)
	p := g.start - 1
	if p < 0 || !a.joined(p, g.start) || !a.w().blocking[a.ts[p].text] {
		return g
	}
	g.prep, g.prepAt = a.ts[p].text, p
	if a.w().of[g.prep] {
		a.owned(&g, p-1)
	}
	return g
}

// rightOf takes in "'s campaign", or notes what else the candidate owns.
func (a *analysis) rightOf(g *group) {
	n := g.at + 1
	if !a.ts[g.at].owner {
		if n < len(a.ts) && a.joined(g.at, n) && a.is(n, part) && !a.anyVerb(n) && !a.w().verbFirst {
			g.end = n + 1
		}
		return
	}
	for k := n; k < len(a.ts) && k < n+3 && a.joined(k-1, k); k++ {
		switch {
		case a.is(k, part):
			g.end = k + 1
			return
		case a.is(k, bad), a.is(k, insult), a.is(k, virtue), a.is(k, laud), a.is(k, charge), a.is(k, support):
			g.head = k
			return
		}
	}
}

// titles takes in articles and titles before the group.
func (a *analysis) titles(g *group) {
	for g.start > 0 && a.joined(g.start-1, g.start) && a.w().determiner[a.ts[g.start-1].text] {
		g.start--
	}
}

// owned takes in the noun before "of", or notes it as what the candidate owns.
func (a *analysis) owned(g *group, p int) {
	for k := p; k >= 0 && k > p-2 && a.joined(k, k+1); k-- {
		if a.is(k, part) {
			g.start, g.prep, g.prepAt = k, "", -1
			a.titles(g)
			if before := g.start - 1; before >= 0 && a.joined(before, g.start) && a.w().blocking[a.ts[before].text] {
				g.prep, g.prepAt = a.ts[before].text, before
			}
			return
		}
		if g.head < 0 && (a.is(k, bad) || a.is(k, insult) || a.is(k, virtue) || a.is(k, laud) || a.is(k, charge) || a.is(k, support) || a.is(k, wrong)) {
			g.head = k
			return
		}
	}
}

// joined is true of neighbouring words with nothing but space between them.
func (a *analysis) joined(i, j int) bool {
	return i >= 0 && j < len(a.ts) && a.ts[j].before == none && a.ts[i].part == a.ts[j].part
}

// free is true of a group that can be a subject.
func (g *group) free() bool { return g.prep == "" && g.head < 0 }
