package request

import (
	"bytes"
	"context"

	"github.com/unveil-project/unveil/internal/source"
)

// w3c reads the Extended Log File Format of the W3C, whose "#Fields:" line
// says what the columns are, and may come again with others: IIS, its Advanced
// Logging, Amazon CloudFront, Imperva Incapsula, NetScaler, SHOUTcast. Where no
// such line was seen, the columns are CloudFront's standard ones if tabs set
// them apart, and else are told by their form (w3cUnnamed).
//
// The columns "date" and "time" are UTC, as the format documents.
type w3c struct {
	columns []column
	edge    bool  // the columns are CloudFront's: durations are seconds
	date    civil // of the last "#Date:" line, for logs with a time alone
}

// mostColumns is how many columns are read; the standard ones are below 40.
const mostColumns = 128

// readW3C reads a whole stream. Lines that begin with # are no records.
func readW3C(name string) func(context.Context, *source.Stream, source.Options, source.Sink[Request]) error {
	return func(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Request]) error {
		var f w3c
		p := newParser(name, opt)
		parse := f.parse
		lines := source.NewLines(in)
		for lines.Next() {
			if lines.Row&1023 == 0 {
				if err := ctx.Err(); err != nil {
					return err
				}
			}
			if !lines.TooLong && f.directive(lines.Raw) {
				lines.Row--
				continue
			}
			if err := p.line(lines, parse, to); err != nil {
				return err
			}
		}
		p.report(to)
		return lines.Err()
	}
}

// directive takes a line that begins with #.
func (f *w3c) directive(line []byte) bool {
	line = line[w3cPrefix(line):]
	if len(line) == 0 || line[0] != '#' {
		return false
	}
	if rest, ok := bytes.CutPrefix(line, []byte("#Fields:")); ok {
		f.setColumns(rest)
	}
	if rest, ok := bytes.CutPrefix(line, []byte("#Date:")); ok {
		if c, n := isoTime(bytes.TrimSpace(rest)); n > 0 {
			f.date = c
		}
	}
	return true
}

// w3cPrefix is the length of what a collector put before a line. A line's own
// date and time look like such a prefix, but for their T.
func w3cPrefix(line []byte) int {
	if len(line) < 20 || line[0] == '#' || line[0] == '"' || isDigit(line[0]) && line[4] == '-' && line[10] != 'T' {
		return 0
	}
	return prefix(line)
}

// parse reads one record.
func (f *w3c) parse(p *parser, line []byte) bool {
	line = line[w3cPrefix(line):]
	p.style = escapeNone
	switch {
	case f.columns != nil:
		return f.named(p, line)
	case bytes.IndexByte(line, '\t') >= 0:
		return cloudFrontColumns.named(p, line)
	}
	return w3cUnnamed(p, line)
}

// named reads a record by the names of its columns.
func (f *w3c) named(p *parser, line []byte) bool {
	var v values
	var t w3cTime
	at := fieldsOf(line)
	n := 0
	for ; !at.done(); n++ {
		value, quoted := at.next()
		if n < len(f.columns) && !f.columns[n].skip {
			f.columns[n].take(p, &v, &t, value, quoted)
		}
	}
	if want := len(f.columns); n != want && (!f.edge || n < cloudFrontFewest || n > want) {
		p.fault = fault{problem: "field-count", low: int64(n), high: int64(want)}
		return false
	}
	return f.finish(p, &v, &t)
}

// finish makes the request of the columns' values.
func (f *w3c) finish(p *parser, v *values, t *w3cTime) bool {
	micros, problem := int64(0), ""
	switch {
	case len(t.clock) > 0:
		micros, problem = t.read(p, f.date)
	case v.has(fieldTime):
		micros, problem = p.clock.any(v.raw[fieldTime])
	default:
		return p.bad("field-missing", "time", nil)
	}
	if problem != "" {
		return p.bad(problem, "time", t.text(p))
	}
	p.req.Time = micros
	p.plain = true // every value was decoded
	return p.build(v)
}

// fieldWalk walks over the values of a record: set apart by tabs where it has
// any, and else by spaces. A value in quotes may hold the separator.
type fieldWalk struct {
	b    []byte
	i    int
	tab  bool
	open bool // a quote was met that is never closed: no later one is either
}

func fieldsOf(line []byte) fieldWalk {
	line = bytes.TrimRight(line, " ")
	return fieldWalk{b: line, tab: bytes.IndexByte(line, '\t') >= 0}
}

func (w *fieldWalk) done() bool { return w.i >= len(w.b) }

// next is the next value, without its quotes where it has them.
func (w *fieldWalk) next() (value []byte, quoted bool) {
	separator := byte(' ')
	if w.tab {
		separator = '\t'
	}
	rest := w.b[w.i:]
	if rest[0] == '"' && !w.open {
		if end := closingField(rest, separator); end > 0 {
			w.i += end + 2
			return rest[1:end], true
		}
		w.open = true
	}
	end := bytes.IndexByte(rest, separator)
	if end < 0 {
		end = len(rest)
	}
	w.i += end + 1
	return rest[:end], false
}

// closingField is the place of the quote that ends a value: the first before
// a separator or the end.
func closingField(b []byte, separator byte) int {
	for i := 1; i < len(b); {
		j := bytes.IndexByte(b[i:], '"')
		if j < 0 {
			return 0
		}
		i += j + 1
		if i == len(b) || b[i] == separator {
			return i - 1
		}
	}
	return 0
}
