package probe

// Read gives the families that a text shows in one place of a request: those
// that are enough alone, those that are where the answer is an error, and
// those that want others beside them.
func Read(text, where string) (strong, absent, weak Set) {
	v := newClassifier(newRules()).classify(text, places[where])
	return v.strong, v.absent, v.weak
}

var places = map[string]place{"path": inPath, "query": inQuery, "agent": inAgent, "referer": inReferer}

// Reader reads texts as Read does, with rules that are made once.
func Reader() func(text, where string) Set {
	c := newClassifier(newRules())
	return func(text, where string) Set {
		v := c.classify(text, places[where])
		return v.strong | v.absent | v.weak
	}
}

// Plain is the plain form of a text.
func Plain(text, where string) string {
	var n normaliser
	if b, ok := n.normal(text, places[where]); ok {
		return string(b)
	}
	return text
}

// Words gives the words of a list that stand in a text.
func Words(words []string, text string) (found []string) {
	match(newAutomaton(words), text, func(w uint16, _ int) { found = append(found, words[w]) })
	return found
}

// OneOff, Busting and Entropy are the shapes that Tools reads.
func OneOff(path string) bool     { return oneOff(path) }
func Busting(query string) bool   { return busting(query) }
func Entropy(text string) float64 { return entropy(text) }

// Levels are those of a leaky bucket after each event.
func Levels(stepMicros int64, times []int64) (out []float64) {
	b := newBucket(stepMicros, false)
	for _, t := range times {
		out = append(out, b.add(t, 0))
	}
	return out
}
