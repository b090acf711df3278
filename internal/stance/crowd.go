package stance

import "strings"

// speechRules reads what somebody's own words say of her.
func (a *analysis) speechRules() {
	for k := range a.ts {
		t := &a.ts[k]
		if len(t.speaker) == 0 || t.used {
			continue
		}
		switch {
		case a.is(k, slur):
			a.mark(t.speaker, k, k+1, RuleSpeech, -solid)
		case a.demanded(k):
			a.mark(t.speaker, k, k+1, RuleSpeech, -solid)
		}
	}
}

// demanded is true of harm that a speaker calls for: "they should be beaten".
func (a *analysis) demanded(k int) bool {
	i, ok := a.verbAt.at(k)
	if !ok || !a.verbs[i].has(harm) || a.verbs[i].negated {
		return false
	}
	if sign, _ := a.polarity(k + a.verbs[i].n); sign < 0 {
		return false
	}
	for j := k - 1; j >= 0 && j >= k-3 && a.samePart(j, k); j-- {
		if a.w().modal[a.ts[j].text] {
			return true
		}
	}
	return false
}

// crowdRules count what stands in one sentence with a name and is joined to
// it by no rule: cries, cheers, and words that are good or bad by themselves.
// They count only where the sentence names one candidate alone.
func (a *analysis) crowdRules() {
	for i := range a.found {
		g := &a.found[i]
		if !a.soleIn(g) {
			continue
		}
		who := a.ts[g.at].who
		from, to := a.sentenceOf(g.at)
		supposed := a.supposed(from, to)
		for k := from; k < to; k++ {
			a.lone(g, k, who, supposed)
		}
	}
}

// soleIn is true of the first mention of a sentence's only candidate.
func (a *analysis) soleIn(g *group) bool {
	from, to := a.sentenceOf(g.at)
	for k := from; k < to; k++ {
		if !a.ts[k].mention() {
			continue
		}
		if k < g.at || len(a.ts[k].who) > 1 || a.ts[k].who[0] != a.ts[g.at].who[0] {
			return false
		}
	}
	return true
}

// sentenceOf gives the tokens of a sentence, and of a cry of at most three
// words that stands before or after it.
func (a *analysis) sentenceOf(i int) (from, to int) {
	from, to = i, i+1
	for from > 0 && a.ts[from-1].sentence == a.ts[i].sentence {
		from--
	}
	for to < len(a.ts) && a.ts[to].sentence == a.ts[i].sentence {
		to++
	}
	if start := a.short(from-1, -1); start >= 0 {
		from = start
	}
	if end := a.short(to, 1); end >= 0 {
		to = end + 1
	}
	return from, to
}

// short gives the far end of a neighbouring sentence of at most three words
// without a name, −1 where there is none.
func (a *analysis) short(i, step int) int {
	if i < 0 || i >= len(a.ts) {
		return -1
	}
	n, end := 0, i
	for k := i; k >= 0 && k < len(a.ts) && a.ts[k].sentence == a.ts[i].sentence; k += step {
		if a.ts[k].mention() {
			return -1
		}
		n, end = n+1, k
	}
	if n > 3 {
		return -1
	}
	return end
}

// supposed is true of a sentence about what would come if somebody won.
func (a *analysis) supposed(from, to int) bool {
	for k := from; k < to; k++ {
		if a.is(k, ifs) {
			return true
		}
		if g, ok := a.of.at(k); ok && a.reigns(&a.found[g], from, to) {
			return true
		}
		if i, ok := a.verbAt.at(k); ok && a.verbs[i].has(merit) && a.conditional(&a.verbs[i]) && len(a.verbs[i].agents) > 0 {
			return true
		}
	}
	return false
}

// lone counts one word of a sentence.
func (a *analysis) lone(g *group, k int, who []int, supposed bool) {
	t := &a.ts[k]
	if t.used || t.mention() || len(t.speaker) > 0 || k-g.at > poles || g.at-k > poles {
		return
	}
	negated := a.negatedAt(k)
	wronged := a.has(who[0], RuleVictim)
	switch {
	case a.is(k, alarm) && !wronged:
		a.mark(who, k, k+a.length(k, alarm), RuleAlarm, -max(a.close(g, k), enough))
	case a.is(k, cheer) && !negated:
		a.mark(who, k, k+a.length(k, cheer), RuleCheer, a.close(g, k))
	case supposed && a.gives(k):
		a.mark(who, k, k+1, RuleIf, solid)
	case a.is(k, boom) && !negated:
		a.mark(who, k, k+a.length(k, boom), RuleIf, solid)
	case a.is(k, bad), a.is(k, insult), a.is(k, foe), a.is(k, slur), supposed && a.damages(k):
		if negated || wronged || k > 0 && a.is(k-1, less) || k > 1 && a.is(k-2, less) {
			return
		}
		rule, weight := RuleNear, -weak
		if !a.is(k, topic) {
			weight = -enough
		}
		switch {
		case supposed:
			rule, weight = RuleIf, -solid
		case a.ownedLater(g, k):
			rule, weight = RuleOwns, -solid
		case a.is(k, foe) && a.tied(k, g.at):
			weight = -solid
		}
		a.mark(who, k, k+1, rule, weight)
	case a.is(k, scare) && !negated && !wronged:
		a.frightens(g, k, supposed)
	case a.is(k, luxury) && !negated && !wronged && (k >= g.start && k < g.end || k < g.start && g.start-k <= 4 && a.thing(g)):
		a.mark(who, k, k+1, RuleHas, -solid)
	case a.is(k, laud) && !a.is(k, mild) && !negated && !a.against(who[0]):
		a.mark(who, k, k+a.length(k, laud), RuleNear, weak)
	}
}

// has is true of a candidate for whom a rule has counted.
func (a *analysis) has(who int, rule string) bool {
	for _, m := range a.marks[who] {
		if m.Rule == rule {
			return true
		}
	}
	return false
}

// against is true of a candidate against whom something has counted.
func (a *analysis) against(who int) bool {
	for _, m := range a.marks[who] {
		if m.Weight < 0 {
			return true
		}
	}
	return false
}

func (a *analysis) damages(k int) bool {
	i, ok := a.verbAt.at(k)
	if !ok || a.verbs[i].negated || len(a.verbs[i].agents) > 0 {
		return false
	}
	v := &a.verbs[i]
	return v.has(harm) || v.has(fault) || v.has(cut)
}

// gives is true of a verb by which others than a candidate give something good.
func (a *analysis) gives(k int) bool {
	i, ok := a.verbAt.at(k)
	if !ok || a.verbs[i].negated || a.verbs[i].passive || len(a.verbs[i].agents) > 0 || !a.verbs[i].has(help) {
		return false
	}
	sign, _ := a.polarity(k + a.verbs[i].n)
	return sign > 0
}

// tied is true where a word between two others, or just beside them, joins
// them.
func (a *analysis) tied(i, j int) bool {
	for k := max(min(i, j)-3, 0); k < min(max(i, j)+3, len(a.ts)); k++ {
		if a.is(k, tie) && a.ts[k].sentence == a.ts[i].sentence {
			return true
		}
	}
	return false
}

// close weighs a cry by how near it stands to the name.
func (a *analysis) close(g *group, k int) float64 {
	if d := g.start - (k + max(a.length(k, alarm), a.length(k, cheer))); d >= 0 && d <= 1 || k-g.end >= 0 && k-g.end <= 1 {
		return solid
	}
	return middle
}

// The pictures that people put beside a name. Hearts of one colour are some
// party's in one country and nobody's in the next: all of them count alike.
const (
	angry = "🤡🤮💩🐀🖕👎😡🤬🐍🤢🤥👹🐷🪳"
	happy = "💚💙💜🧡💛🤍🖤❤♥👏🙌✌💪🎉👍😍🥰🏆🥇"
)

// pictures counts emoji for the only candidate of a text.
func (a *analysis) pictures(text string) {
	var who []int
	for i := range a.found {
		for _, c := range a.ts[a.found[i].at].who {
			if !contains(who, c) {
				who = append(who, c)
			}
		}
	}
	if len(who) != 1 {
		return
	}
	for at, c := range text {
		weight := 0.0
		switch {
		case strings.ContainsRune(angry, c):
			weight = -middle
		case strings.ContainsRune(happy, c):
			weight = middle
		}
		if weight != 0 && !a.counted(who[0], RuleEmoji, weight) {
			m := Mark{Start: at, End: at + len(string(c)), Rule: RuleEmoji, Weight: weight}
			a.marks[who[0]] = append(a.marks[who[0]], m)
		}
	}
}

// counted is true where a rule has counted so much already: ten hearts are one.
func (a *analysis) counted(who int, rule string, weight float64) bool {
	for _, m := range a.marks[who] {
		if m.Rule == rule && m.Weight == weight {
			return true
		}
	}
	return false
}
