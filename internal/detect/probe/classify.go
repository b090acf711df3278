package probe

import (
	"bytes"
	"slices"
	"strings"
	"sync"
)

// verdict is what a text shows: the families by what they are worth alone, and
// what kind of page it is.
type verdict struct {
	strong, absent, weak Set
	cve                  uint16 // 1 + number of a pattern that names one
	traits               traits
}

// traits are facts of a text that matter together with others of a request.
type traits uint8

const (
	loginPage   traits = 1 << iota // takes a name and a password
	xmlrpcPage                     // takes many of them in one request
	sixCapitals                    // "/NGUHGC"
	digitsOnly                     // a query of seven to twelve digits and no more
	foreignText                    // the bytes of another protocol
	research                       // an agent that says that it measures the internet
	declares                       // an agent that says that it is a program
)

// classifier reads single texts. Its automata may be shared, the classifier
// itself not.
type classifier struct {
	rules *rules
	norm  normaliser
	text  []byte
	where place
	v     verdict
}

// rules are all patterns with an automaton for each place of a request.
type rules struct {
	patterns []pattern
	by       [4]*automaton
	of       [4][]uint16 // by word of an automaton: its pattern
	declared *automaton
	research *automaton
}

// newRules makes the automata of all patterns.
func newRules() *rules {
	return rulesOf(slices.Concat(injections(), resources(), vulnerabilities(), agentPatterns()))
}

func rulesOf(patterns []pattern) *rules {
	r := &rules{patterns: patterns}
	var wg sync.WaitGroup
	for i := range r.by {
		var words []string
		for id, p := range r.patterns {
			if p.where&(1<<i) != 0 {
				words = append(words, p.text)
				r.of[i] = append(r.of[i], uint16(id))
			}
		}
		wg.Go(func() { r.by[i] = newAutomaton(words) })
	}
	wg.Wait()
	r.declared, r.research = newAutomaton(declared), newAutomaton(researchAgents)
	return r
}

func newClassifier(r *rules) *classifier { return &classifier{rules: r} }

// index numbers a place from 0.
func (p place) index() int {
	switch p {
	case inPath:
		return 0
	case inQuery:
		return 1
	case inAgent:
		return 2
	}
	return 3
}

// classify reads a text that stands in one place of a request.
func (c *classifier) classify(text string, where place) verdict {
	c.v, c.where = verdict{}, where
	if where == inReferer && !suspicious(text) {
		return c.v
	}
	at := where.index()
	if plain, ok := c.norm.normal(text, where); ok {
		c.text = plain
		match(c.rules.by[at], plain, func(w uint16, end int) { c.found(c.rules.of[at][w], end) })
	} else {
		c.text = nil
		match(c.rules.by[at], text, func(w uint16, end int) {
			if c.text == nil {
				c.text = []byte(text)
			}
			c.found(c.rules.of[at][w], end)
		})
	}
	c.traits(text)
	return c.v
}

// suspicious says whether a referer has a byte without which no pattern of
// referers stands.
func suspicious(s string) bool {
	return strings.ContainsAny(s, "<({'$;\\") || strings.Contains(s, "%")
}

// found looks whether a pattern stands where it must.
func (c *classifier) found(id uint16, end int) {
	p := &c.rules.patterns[id]
	start := end - len(p.text)
	if !c.stands(p, start, end) {
		return
	}
	s := p.strength
	if p.limits&doubled != 0 && !c.norm.dots && bytes.Count(c.text, []byte(p.text)) < 2 {
		s = weak
	}
	switch s {
	case strong:
		c.v.strong |= of(p.family)
	case absent:
		c.v.absent |= of(p.family)
	case weak:
		c.v.weak |= of(p.family)
	case page:
		c.v.traits |= loginPage
	}
	if p.cve != "" && c.v.cve == 0 {
		c.v.cve = id + 1
	}
}

func (c *classifier) stands(p *pattern, start, end int) bool {
	t, l := c.text, p.limits
	switch {
	case l&atStart != 0 && start != 0,
		l&atEnd != 0 && end != len(t),
		l&segmentEnd != 0 && end < len(t) && !endsSegment(t[end]),
		l&wordStart != 0 && start > 0 && alphanumeric(t[start-1]),
		l&wordEnd != 0 && end < len(t) && alphanumeric(t[end]) && alphanumeric(t[end-1]),
		l&paramStart != 0 && start > 0 && !separates(t[start-1]),
		l&named != 0 && !hidden(t[end:]),
		l&script != 0 && !scripted(t[end:]),
		p.also != "" && !containsFold(t[end:], p.also):
		return false
	}
	return true
}

func endsSegment(c byte) bool { return c == '/' || c == '?' || c == ';' || c == '#' }

func separates(c byte) bool { return c == '&' || c == ';' || c == '?' }

func alphanumeric(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9'
}

// hidden says whether the rest of a path segment behind "/." names a hidden
// file: not ".well-known", and not a page whose name was left out (".html").
func hidden(rest []byte) bool {
	if len(rest) < 2 || rest[0]|0x20 < 'a' || rest[0]|0x20 > 'z' {
		return false
	}
	for _, common := range []string{"well-known", "htm", "php", "asp", "jpg", "png", "gif", "css", "js", "pdf", "xml", "webp", "svg"} {
		if len(rest) >= len(common) && strings.EqualFold(string(rest[:len(common)]), common) {
			return false
		}
	}
	return true
}

// scripted says whether a text begins with the extension of a program that a
// server runs.
func scripted(rest []byte) bool {
	n := 0
	for n < len(rest) && alphanumeric(rest[n]) {
		n++
	}
	if n < len(rest) && !endsSegment(rest[n]) {
		return false
	}
	switch strings.ToLower(string(rest[:n])) {
	case "php", "php5", "php7", "phtml", "jsp", "jspx", "asp", "aspx", "ashx", "pl", "cgi", "cfm":
		return true
	}
	return false
}

func containsFold(t []byte, word string) bool {
	return bytes.Contains(bytes.ToLower(t), []byte(word))
}

// traits reads what is no pattern.
func (c *classifier) traits(text string) {
	switch c.where {
	case inPath:
		if isSixCapitals(text) {
			c.v.traits |= sixCapitals
		}
		if c.v.traits&loginPage != 0 && endsFold(text, "xmlrpc.php") {
			c.v.traits |= xmlrpcPage
		}
		if text != "" && text[0] != '/' && text[0] != '*' {
			c.v.traits |= foreignText
		}
	case inQuery:
		if isDigits(text) {
			c.v.traits |= digitsOnly
		}
	case inAgent:
		if has(c.rules.declared, text) {
			c.v.traits |= declares
		}
		// A crawler that says where to complain hides nothing.
		if strings.Contains(text, "://") || strings.Contains(text, "@") {
			c.v.strong &^= of(UnwantedAgent)
		}
		if c.v.strong.Has(ScannerAgent) && has(c.rules.research, text) {
			c.v.traits |= research
		}
	}
}

// has says whether any word of an automaton stands in a text.
func has(a *automaton, text string) bool {
	any := false
	match(a, text, func(uint16, int) { any = true })
	return any
}

func isSixCapitals(s string) bool {
	if len(s) != 7 || s[0] != '/' {
		return false
	}
	for i := 1; i < 7; i++ {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return true
}

func isDigits(s string) bool {
	if len(s) < 7 || len(s) > 12 {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

func endsFold(s, end string) bool {
	return len(s) >= len(end) && strings.EqualFold(s[len(s)-len(end):], end)
}
