package request

import (
	"bytes"
	"maps"
	"slices"
	"time"
)

// FormatCounter is a Sink that is told, once at the end of a stream, how many
// of its records were read in each format that was met, by name.
type FormatCounter interface {
	Lines(format string, n int64)
}

// mixture reads lines of several formats, each by the first that can. It
// remembers what the lines of each looked like at their beginning, so that a
// run of lines in another format than the chosen one does not cost a failed
// parse each.
type mixture struct {
	readers []lineReader // the chosen one first
	last    int          // the reader of the last line
}

// lineReader reads lines of one format that says all of itself on each line.
type lineReader struct {
	name   string    // "" for the Common Log Format, whose lines have several
	parse  parseLine // nil for the chosen one, which the caller has
	object bool      // its lines are JSON objects
	zone   *time.Location

	lead lead  // of the last line that it read
	n    int64 // lines that it read
}

// lead is what tells lines of different formats apart at a glance: of an
// object its first key, of text the kind of its first byte and what ends
// its first word.
type lead [12]byte

func leadOf(line []byte) (l lead) {
	if len(line) == 0 {
		return l
	}
	if line[0] == '{' {
		n := copy(l[:], line)
		if i := bytes.IndexByte(l[:n], '"'); i > 0 {
			if j := bytes.IndexByte(l[i+1:n], '"'); j >= 0 {
				clear(l[i+1+j:])
			}
		}
		return l
	}
	switch c := line[0]; {
	case isDigit(c):
		l[0] = '0'
	case isLetterOrDigit(c):
		l[0] = 'a'
	default:
		l[0] = c
	}
	for i := 1; i < len(line) && i < 24; i++ {
		if !isLetterOrDigit(line[i]) {
			l[1] = line[i]
			break
		}
	}
	return l
}

// lineReaders are the formats that a line can be told to be in by itself:
// those with keys of their own before those that take anything.
func lineReaders() []lineReader {
	readers := make([]lineReader, 0, 48)
	readers = append(readers, lineReader{parse: clf})
	for _, f := range textLines() {
		readers = append(readers, lineReader{name: f.name, parse: f.parse})
	}
	for _, s := range append(specificJSON[:], &jsonShape{name: "nginx-json", table: nginxTable}) {
		readers = append(readers, lineReader{name: s.name, parse: s.parse, object: true, zone: s.zone})
	}
	return readers
}

// newMixture makes the readers of a stream beside the chosen one.
func newMixture(p *parser, chosen string) *mixture {
	if p.common {
		chosen = ""
	}
	others := lineReaders()
	m := &mixture{readers: []lineReader{{name: chosen, zone: p.clock.zone}}}
	for _, r := range append(others, lineReader{name: "wrapped-json", parse: wrapped, object: true}) {
		if r.name != chosen {
			m.readers = append(m.readers, r)
		}
	}
	return m
}

// read reads a line by the chosen format, or by whatever other it is in,
// except where a user gave a layout: that says exactly what the lines are.
func (p *parser) read(chosen parseLine, line []byte) bool {
	if p.mix != nil {
		return p.mix.read(p, chosen, line)
	}
	if p.strict = true; chosen(p, line) {
		if p.common {
			p.kinds[p.clfKind()]++
		} else {
			p.own++
		}
		return true
	}
	if p.format == "layout" || p.closed() {
		return false
	}
	p.mix = newMixture(p, p.format)
	return p.mix.read(p, chosen, line)
}

// read reads a line by whatever format it is in; the fault of the chosen one
// is left where it is in none.
func (m *mixture) read(p *parser, chosen parseLine, line []byte) bool {
	l := leadOf(line)
	first := m.likeliest(l)
	if m.try(p, first, chosen, line, l, true) {
		return true
	}
	object := len(line) > 0 && line[objectAt(line)] == '{'
	for i := 1; i < len(m.readers) && !p.closed(); i++ {
		if i != first && m.readers[i].object == object && m.try(p, i, chosen, line, l, false) {
			return true
		}
	}
	if p.closed() {
		return false
	}
	if first > 0 && m.try(p, first, chosen, line, l, false) { // not by force of habit, but for want of a better
		return true
	}
	return !p.closed() && m.try(p, 0, chosen, line, l, false) // if only for its fault
}

// likeliest is the reader to begin with: the chosen one, unless lines that
// began like this one were read by others.
func (m *mixture) likeliest(l lead) int {
	if m.readers[0].lead == l {
		return 0
	}
	if m.readers[m.last].lead == l {
		return m.last
	}
	for i := range m.readers {
		if m.readers[i].lead == l {
			return i
		}
	}
	return 0
}

// closed says whether a reader that refused a line has said what it is.
func (p *parser) closed() bool { return p.final || p.fault.problem == "error-log-line" }

// try reads a line by one reader. A strict one leaves what it could read too,
// though others know it better.
func (m *mixture) try(p *parser, i int, chosen parseLine, line []byte, l lead, strict bool) bool {
	r := &m.readers[i]
	p.again(line)
	p.strict = strict
	p.useZone(r.zone)
	parse := r.parse
	if parse == nil {
		parse = chosen
	}
	if !parse(p, line) {
		return false
	}
	r.lead, m.last = l, i
	switch {
	case chosen == nil: // the line lies within another, which is counted
	case r.name == "":
		p.kinds[p.clfKind()]++
	default:
		r.n++
	}
	return true
}

// again forgets what a reader made of a line, but for its place.
func (p *parser) again(line []byte) {
	where := p.req.Where
	p.begin(line)
	p.req.Where = where
}

// useZone sets the zone of times that state none: that of the format, else
// the user's.
func (p *parser) useZone(zone *time.Location) {
	if p.clock.zone = zone; zone == nil {
		p.clock.zone = p.zone
	}
}

// clfKinds are the formats that one reader of the Common Log Format reads.
var clfKinds = [...]string{"common", "combined", "vhost", "nginx-ingress", "traefik-clf"}

// clfKind is which of them the line that was read is in.
func (p *parser) clfKind() int {
	switch {
	case p.more == moreIngress:
		return 3
	case p.more == moreTraefik:
		return 4
	case p.vhost:
		return 2
	case p.full:
		return 1
	}
	return 0
}

// ZoneCounter is a Sink that is told, once at the end of a stream, how many of
// its times stated no zone and were read in the one of Options.
type ZoneCounter interface {
	Lent(n int64)
}

// report tells a sink that wants to know how many lines were read by format,
// in the order of their names, and how many times took the user's zone.
func (p *parser) report(to any) {
	if z, ok := to.(ZoneCounter); ok {
		z.Lent(p.clock.lent)
	}
	c, ok := to.(FormatCounter)
	if !ok {
		return
	}
	counts := map[string]int64{}
	counts[p.format] += p.own
	if p.mix != nil {
		for _, r := range p.mix.readers {
			counts[r.name] += r.n
		}
	}
	delete(counts, "")
	for i, n := range p.kinds {
		counts[clfKinds[i]] += n
	}
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		if n := counts[name]; n > 0 {
			c.Lines(name, n)
		}
	}
}
