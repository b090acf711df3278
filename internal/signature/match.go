package signature

import (
	"regexp"

	"github.com/unveil-project/unveil/internal/weblog"
)

// Matcher says of rows of one table whether a signature matches them. It
// remembers what it worked out for dictionary entries: one goroutine at a time
// may use it.
type Matcher struct {
	g     *ground
	terms []condition
}

// condition is a term, compiled.
type condition struct {
	column  *column
	negated bool
	values  map[string]bool
	regular []*regexp.Regexp
	known   []uint8 // by entry of the dictionary: 1 holds, 2 does not
}

// Compile prepares a signature for the rows of a table. Place must be given
// where a term is of networks or countries.
func (s *Signature) Compile(t *weblog.Table, place Place) *Matcher {
	g := &ground{q: &Question{Table: t, Place: place}, methods: []string{""}}
	g.fill()
	return g.matcher(s)
}

// Match is true of a row of which every term holds.
func (m *Matcher) Match(r *weblog.Row) bool {
	h := m.g.hit(r)
	return m.match(&h)
}

func (g *ground) matcher(s *Signature) *Matcher {
	m := &Matcher{g: g}
	for _, t := range s.Terms {
		c := condition{negated: t.Negated, values: map[string]bool{}}
		for _, column := range g.columns {
			if column.field == t.Field {
				c.column = column
			}
		}
		for _, v := range t.Values {
			c.values[v] = true
			if expr, ok := Pattern(t.Field, v); ok {
				if re, err := regexp.Compile(expr); err == nil {
					c.regular = append(c.regular, re)
				}
			}
		}
		m.terms = append(m.terms, c)
	}
	return m
}

func (m *Matcher) match(h *hit) bool {
	for i := range m.terms {
		if !m.terms[i].holds(m.g, h) {
			return false
		}
	}
	return true
}

// holds works a condition out once for each dictionary entry. A condition of
// a field that the table has not never holds.
func (c *condition) holds(g *ground, h *hit) bool {
	if c.column == nil {
		return false
	}
	entry := c.column.base.entry(h)
	for int(entry) >= len(c.known) {
		c.known = append(c.known, make([]uint8, int(entry)+1024)...)
	}
	if c.known[entry] == 0 {
		c.known[entry] = 2
		if c.names(g, h) != c.negated {
			c.known[entry] = 1
		}
	}
	return c.known[entry] == 1
}

// names says whether the value is one of the condition's, or is matched by
// one's expression.
func (c *condition) names(g *ground, h *hit) bool {
	if c.values[c.column.texts(c.column.value(h))] {
		return true
	}
	if len(c.regular) == 0 {
		return false
	}
	text := g.text(c.column.base, h)
	for _, re := range c.regular {
		if re.MatchString(text) {
			return true
		}
	}
	return false
}

// text is what a regular expression is held against.
func (g *ground) text(b base, h *hit) string {
	t := g.q.Table
	switch b {
	case ofPath:
		return t.Paths.Text(h.path)
	case ofQuery:
		return t.Queries.Text(h.query)
	}
	return t.Agents.Text(h.agent)
}
