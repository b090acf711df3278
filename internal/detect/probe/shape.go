package probe

import (
	"math"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/weblog"
)

// textReader reads paths and agents of a table when they are asked for, each
// once: what kind of page it is, what kind of program.
type textReader struct {
	t         *weblog.Table
	c         *classifier
	libraries *automaton
	monitors  *automaton
	paths     map[uint32]traits
	agents    map[uint32]uint8
}

const (
	isLibrary uint8 = 1 << iota
	isMonitor
	isDeclared
)

func newTextReader(t *weblog.Table) *textReader {
	return &textReader{
		t: t, c: newClassifier(rulesOf(logins())), libraries: newAutomaton(libraries), monitors: newAutomaton(monitors),
		paths: map[uint32]traits{}, agents: map[uint32]uint8{},
	}
}

func (x *textReader) path(id uint32) traits {
	tr, ok := x.paths[id]
	if !ok {
		tr = x.c.classify(x.t.Paths.Text(id), inPath).traits
		x.paths[id] = tr
	}
	return tr
}

func (x *textReader) agent(id uint32) uint8 {
	a, ok := x.agents[id]
	if !ok {
		text := x.t.Agents.Text(id)
		if has(x.libraries, text) {
			a |= isLibrary
		}
		if has(x.monitors, text) {
			a |= isMonitor
		}
		if has(x.c.rules.declared, text) {
			a |= isDeclared
		}
		x.agents[id] = a
	}
	return a
}

func (x *textReader) library(agent uint32) bool { return x.agent(agent)&isLibrary != 0 }

// oneOff says whether the last part of a path looks made up: letters and
// digits of at least six, mixed, without the words of a title between dashes.
func oneOff(path string) bool {
	last := path[strings.LastIndexByte(path, '/')+1:]
	if i := strings.LastIndexByte(last, '.'); i > 0 {
		last = last[:i]
	}
	if len(last) < oneOffLength || len(last) > 64 {
		return false
	}
	var lower, upper, digits, turns int
	kind := byte(0)
	for i := range len(last) {
		k := byte(0)
		switch c := last[i]; {
		case c >= 'a' && c <= 'z':
			lower, k = lower+1, 'a'
		case c >= 'A' && c <= 'Z':
			upper, k = upper+1, 'A'
		case c >= '0' && c <= '9':
			digits, k = digits+1, '0'
		default:
			return false
		}
		if i > 0 && k != kind {
			turns++
		}
		kind = k
	}
	if digits == len(last) || entropy(last) < oneOffBits {
		return false
	}
	return turns >= 3 || turns >= 1 && digits > 0 && upper > 0 || vowels(last)*6 <= lower+upper
}

// vowels counts vowels; words of most languages have one in three letters.
func vowels(s string) int {
	n := 0
	for i := range len(s) {
		if strings.IndexByte("aeiouyAEIOUY", s[i]) >= 0 {
			n++
		}
	}
	return n
}

// entropy is that of the bytes of a text, in bits for each (C. E. Shannon, A
// Mathematical Theory of Communication, 1948).
func entropy(s string) float64 {
	var count [256]int
	for i := range len(s) {
		count[s[i]]++
	}
	h := 0.0
	for _, n := range count {
		if n > 0 {
			p := float64(n) / float64(len(s))
			h -= p * math.Log2(p)
		}
	}
	return h
}

// countedParams are parameters that hold a number in ordinary addresses.
var countedParams = []string{"id", "page", "p", "pag", "pagina", "cat", "year", "month", "day", "date", "fecha", "lang", "v", "ver", "version", "section", "sec", "nota", "articulo"}

// busting says whether a query looks made to get past a cache: a number or
// hexadecimal alone, or as the only value.
func busting(q string) bool {
	if strings.ContainsAny(q, "&;") || strings.Count(q, "=") > 1 {
		return false
	}
	name, v, ok := strings.Cut(q, "=")
	if !ok {
		v = q
	} else if slices.Contains(countedParams, strings.ToLower(name)) {
		return false
	}
	digits, letters := 0, 0
	for i := range len(v) {
		switch c := v[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			letters++
		case c == '.' && digits > 0:
		default:
			return false
		}
	}
	switch {
	case letters == 0:
		return digits >= 5
	case len(name) > 16 && ok:
		return false
	}
	return digits+letters >= 8 && digits >= 2 && entropy(v) >= oneOffBits
}

// searching says whether a request asks a site to search.
func searching(path, query string) bool {
	p := strings.ToLower(cut(path, 256))
	for _, w := range []string{"search", "buscar", "busqueda", "buscador", "find", "consulta"} {
		if strings.Contains(p, w) {
			return true
		}
	}
	for part := range strings.SplitSeq(query, "&") {
		switch name, _, _ := strings.Cut(part, "="); strings.ToLower(name) {
		case "s", "q", "query", "search", "keyword", "keywords", "searchword", "buscar", "texto", "busqueda", "term":
			return true
		}
	}
	return false
}
