package sheet

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// separators are what may stand between fields, the likeliest first.
const separators = ",;|\t"

// sniffSeparator finds the separator of a table: the one that its first line
// holds most often outside quotes, 0 where it holds none.
func sniffSeparator(head []byte) byte {
	var count [len(separators)]int
	quoted := false
	for _, b := range head {
		if b == '"' {
			quoted = !quoted
		}
		if b == '\n' && !quoted {
			break
		}
		if i := strings.IndexByte(separators, b); i >= 0 && !quoted {
			count[i]++
		}
	}
	best := 0
	for i, n := range count {
		if n > count[best] {
			best = i
		}
	}
	if count[best] == 0 {
		return 0
	}
	return separators[best]
}

// sniffCSV recognises a table that names its columns as this format does, and
// suspects one that has a station beside a list or a total.
func sniffCSV(head []byte) int {
	comma := sniffSeparator(head)
	if comma == 0 {
		return 0
	}
	names, ok := source.NewCSV(bytes.NewReader(head), comma, false).Header()
	if !ok {
		return 0
	}
	votes, known := 0, map[string]bool{}
	for _, name := range names {
		if _, _, ok := cutVotes(name); ok {
			votes++
		}
		known[keyOf(strings.ToLower(name))] = true
	}
	switch {
	case known[keyStation] && votes > 0:
		return 90
	case known[keyStation] && (known[keyRegistered] || known["total"] || known["null"]):
		return 30
	}
	return 0
}

// readCSV reads any table of sheets.
func readCSV(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Sheet]) error {
	head := bufio.NewReaderSize(in, source.HeadSize)
	first, err := head.Peek(source.HeadSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("reading the header: %w", err)
	}
	comma := sniffSeparator(first)
	if comma == 0 {
		return source.Refuse("no-header")
	}
	c := source.NewCSV(head, comma, false)
	names, ok := c.Header()
	if !ok {
		if err := c.Err(); err != nil {
			return err
		}
		return source.Refuse("no-header")
	}
	columns, err := mapColumns(names, opt.Map)
	if err != nil {
		return err
	}
	t := &table{csvColumns: columns, opt: opt, to: to}
	t.sheet.Figures = make([]Figure, len(columns.figures))
	for n := 0; c.Next(); n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := t.row(c); err != nil {
			return err
		}
	}
	if err := c.Err(); err != nil {
		return fmt.Errorf("reading row %d: %w", c.Row+1, err)
	}
	return nil
}

// table reads the rows of one table.
type table struct {
	csvColumns
	opt   source.Options
	to    source.Sink[Sheet]
	sheet Sheet // reused for every row
	buf   []byte
	ends  []textEnd
	bad   string // column whose bytes were not UTF-8
	empty string // first column of votes that is empty in the row, "" where none is
}

// textEnd is where the text of one field ends in the row's text.
type textEnd struct {
	field *string
	end   int
}

// row reads one record and hands it on as a sheet or as a reject.
func (t *table) row(c *source.CSV) error {
	column, problem := t.parse(c)
	if problem.Key != "" {
		return t.to.Issue(source.Issue{Where: c.Where, Reject: true, Column: column, Problem: problem})
	}
	t.sheet.Where = c.Where
	if t.bad != "" {
		issue := source.Issue{Where: c.Where, Column: t.bad, Problem: lang.M("not-utf8")}
		if err := t.to.Issue(issue); err != nil {
			return err
		}
	}
	if t.empty != "" {
		if err := t.to.Issue(emptyFigure(c.Where, t.empty)); err != nil {
			return err
		}
	}
	return t.to.Record(&t.sheet)
}

// parse fills the sheet from one record; a problem names the column that
// makes it impossible.
func (t *table) parse(c *source.CSV) (column string, problem lang.Message) {
	switch {
	case c.Problem == "line-too-long":
		return "", lang.M(c.Problem, "limit", int64(source.MaxRecord))
	case c.Problem != "":
		return "", lang.M(c.Problem)
	case len(c.Fields) != t.width:
		return "", lang.M("field-count", "got", len(c.Fields), "want", t.width)
	}
	station := t.text[keyStation]
	if len(bytes.TrimSpace(station.of(c.Fields))) == 0 {
		return station.name, lang.M("field-empty", "field", station.name)
	}
	t.parseText(c.Fields)
	if column, problem = t.parseTime(c.Fields); problem.Key != "" {
		return column, problem
	}
	return t.parseFigures(c.Fields)
}

// parseText copies the fields of text, all of them pieces of one string so
// that a row costs one allocation.
func (t *table) parseText(fields [][]byte) {
	s := &t.sheet
	t.buf, t.ends, t.bad = t.buf[:0], t.ends[:0], ""
	for _, f := range []struct {
		key string
		to  *string
	}{
		{keyStation, &s.Station},
		{keyContest, &s.Contest},
		{keyState, &s.State},
		{keyDistrict, &s.District},
		{keyTown, &s.Town},
		{keySection, &s.Section},
		{keyStratum, &s.Stratum},
		{keyOrigin, &s.Origin},
	} {
		*f.to = ""
		if at, ok := t.text[f.key]; ok {
			t.copyText(at, fields, f.to)
		}
	}
	all, begin := string(t.buf), 0
	for _, e := range t.ends {
		*e.field = all[begin:e.end]
		begin = e.end
	}
	if s.Contest == "" {
		s.Contest = t.opt.Contest
	}
	s.Special = t.flag(keySpecial, fields)
	s.Modified = t.flag(keyModified, fields)
}

// copyText appends a field's text, made valid where it is not.
func (t *table) copyText(at place, fields [][]byte, to *string) {
	b := bytes.TrimSpace(fields[at.index])
	if !utf8.Valid(b) {
		b, t.bad = bytes.ToValidUTF8(b, []byte("\uFFFD")), at.name
	}
	t.buf = append(t.buf, b...)
	t.ends = append(t.ends, textEnd{to, len(t.buf)})
}

// flag reads a yes or no. Whatever is not a yes is a no.
func (t *table) flag(key string, fields [][]byte) bool {
	at, ok := t.text[key]
	if !ok {
		return false
	}
	switch strings.ToLower(string(bytes.TrimSpace(fields[at.index]))) {
	case "1", "s", "si", "sí", "y", "yes", "t", "true", "x":
		return true
	}
	return false
}

// parseTime reads the arrival time; an empty field is a sheet without one.
func (t *table) parseTime(fields [][]byte) (column string, problem lang.Message) {
	t.sheet.Time = 0
	at, ok := t.text[keyTime]
	if !ok || absent(fields[at.index]) {
		return "", problem
	}
	var when time.Time
	if when, problem = parseTime(fields[at.index], t.opt.Zone); problem.Key != "" {
		return at.name, problem
	}
	t.sheet.Time = when.UnixMicro()
	return "", problem
}

// parseFigures reads the list and every column of votes.
func (t *table) parseFigures(fields [][]byte) (column string, problem lang.Message) {
	t.sheet.Registered = Unknown
	if at, ok := t.text[keyRegistered]; ok {
		if t.sheet.Registered, problem = figure(fields[at.index]); problem.Key != "" {
			return at.name, problem
		}
	}
	t.empty, column, problem = readFigures(t.sheet.Figures, t.figures, fields)
	return column, problem
}
