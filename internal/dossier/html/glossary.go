package html

// icd203 is the scale of likelihood terms.
// Source: Intelligence Community Directive 203, Analytic Standards (2015).
var icd203 = []struct {
	term     string
	from, to float64
}{
	{"almost no chance", 0.01, 0.05},
	{"very unlikely", 0.05, 0.20},
	{"unlikely", 0.20, 0.45},
	{"roughly even", 0.45, 0.55},
	{"likely", 0.55, 0.80},
	{"very likely", 0.80, 0.95},
	{"almost certain", 0.95, 0.99},
}

func (b *builder) terms() []termRow {
	var out []termRow
	for _, t := range icd203 {
		out = append(out, termRow{capital(b.name("term.", t.term)), b.say("ui.range", "from", t.from, "to", t.to)})
	}
	return out
}

// words explains the other fixed words of the report.
func (b *builder) words() []termRow {
	var out []termRow
	for _, w := range []string{
		"confidence.high", "confidence.moderate", "confidence.low",
		"verdict.attack", "verdict.crowd", "verdict.both", "verdict.unclear",
		"severity.serious", "severity.minor", "severity.note",
	} {
		out = append(out, termRow{capital(b.word(w)), b.word("ui.word." + w)})
	}
	return out
}
