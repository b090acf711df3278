package sheet

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// sniffRemesa recognises a batch by its first two lines: a bare number, then
// the header with the columns that name a polling station.
func sniffRemesa(head []byte) int {
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	first, rest, ok := bytes.Cut(head, []byte("\n"))
	if !ok {
		return 0
	}
	if _, problem := parseCount(first); problem.Key != "" {
		return 0
	}
	header, _, ok := bytes.Cut(rest, []byte("\n"))
	if !ok {
		return 0
	}
	seen := 0
	for name := range bytes.SplitSeq(bytes.TrimSpace(header), []byte("|")) {
		switch string(bytes.ToUpper(bytes.TrimSpace(name))) {
		case "ID_ESTADO", "SECCION", "TIPO_CASILLA", "ID_CASILLA", "ID_AREA_RESPONSABILIDAD":
			seen++
		}
	}
	if seen < 5 {
		return 0
	}
	return 100
}

// readRemesa reads a quick-count batch.
func readRemesa(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Sheet]) error {
	c := source.NewCSV(in, '|', false)
	announced, columns, err := remesaHeader(c)
	if err != nil {
		return err
	}
	r, err := newRemesa(columns, opt, to)
	if err != nil {
		return err
	}
	rows := int64(0)
	for ; c.Next(); rows++ {
		if rows%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := r.row(c); err != nil {
			return err
		}
	}
	if err := c.Err(); err != nil {
		return fmt.Errorf("reading row %d: %w", rows+1, err)
	}
	if announced == rows {
		return nil
	}
	return to.Issue(source.Issue{Problem: lang.M("row-count", "want", announced, "got", rows)})
}

// remesaHeader reads the first line, which announces the number of rows, and
// the column names.
func remesaHeader(c *source.CSV) (announced int64, columns []string, err error) {
	if !c.Next() {
		return 0, nil, orErr(c.Err(), "the file is empty; a quick-count batch begins with the number of its rows")
	}
	first := shown(c.Raw)
	announced, problem := int64(0), lang.Message{Key: "quote-open"}
	if c.Problem == "" && len(c.Fields) == 1 {
		announced, problem = parseCount(c.Fields[0])
	}
	if problem.Key != "" {
		return 0, nil, fmt.Errorf("line 1 is %q; a quick-count batch begins with the number of its rows", first)
	}
	columns, ok := c.Header()
	if !ok {
		return 0, nil, orErr(c.Err(), "the column names that a quick-count batch has on line 2 are missing")
	}
	return announced, columns, nil
}

// orErr is the error that ended a stream, else one that says what is missing.
func orErr(err error, message string) error {
	if err != nil {
		return fmt.Errorf("reading the header: %w", err)
	}
	return fmt.Errorf("%s", message)
}

// remesa reads the rows of one batch.
type remesa struct {
	remesaColumns
	opt   source.Options
	to    source.Sink[Sheet]
	sheet Sheet // reused for every row
	text  []byte
	empty string // first column of votes that is empty in the row, "" where none is
}

// newRemesa prepares reading rows under a header and warns of columns that
// appear twice.
func newRemesa(columns []string, opt source.Options, to source.Sink[Sheet]) (*remesa, error) {
	cols, twice, err := findRemesaColumns(columns)
	if err != nil {
		return nil, err
	}
	for _, name := range twice {
		issue := source.Issue{Column: name, Problem: lang.M("duplicate-field", "field", name)}
		if err := to.Issue(issue); err != nil {
			return nil, err
		}
	}
	r := &remesa{remesaColumns: cols, opt: opt, to: to}
	r.sheet.Figures = make([]Figure, len(cols.figures))
	return r, nil
}

// row reads one record and hands it on as a sheet or as a reject.
func (r *remesa) row(c *source.CSV) error {
	column, problem := r.parse(c)
	if problem.Key != "" {
		return r.to.Issue(source.Issue{Where: c.Where, Reject: true, Column: column, Problem: problem})
	}
	r.sheet.Where = c.Where
	if r.empty != "" {
		if err := r.to.Issue(emptyFigure(c.Where, r.empty)); err != nil {
			return err
		}
	}
	return r.to.Record(&r.sheet)
}

// parse fills the sheet from one record; a problem names the column that
// makes it impossible.
func (r *remesa) parse(c *source.CSV) (column string, problem lang.Message) {
	switch {
	case c.Problem == "line-too-long":
		return "", lang.M(c.Problem, "limit", int64(source.MaxRecord))
	case c.Problem != "":
		return "", lang.M(c.Problem)
	case len(c.Fields) != r.width:
		return "", lang.M("field-count", "got", len(c.Fields), "want", r.width)
	}
	if column, problem = r.parseTime(c.Fields); problem.Key != "" {
		return column, problem
	}
	if column, problem = r.parseStation(c.Fields); problem.Key != "" {
		return column, problem
	}
	return r.parseFigures(c.Fields)
}

// parseTime reads the arrival time from its six columns.
func (r *remesa) parseTime(fields [][]byte) (column string, problem lang.Message) {
	var part [6]int64
	for i, k := range r.clock {
		n, problem := parseCount(fields[k.index])
		if problem.Key != "" {
			return k.name, problem
		}
		part[i] = n
	}
	if part[0] < firstYear || part[0] > lastYear {
		return r.clock[0].name, lang.M("time-range", "value", shown(fields[r.clock[0].index]))
	}
	t, ok := clock(part[0], part[1], part[2], part[3], part[4], part[5], mexicoCity)
	if !ok {
		written := fmt.Sprintf("%d-%02d-%02d %02d:%02d:%02d", part[0], part[1], part[2], part[3], part[4], part[5])
		return r.clock[0].name, lang.M("not-a-time", "value", written)
	}
	r.sheet.Time = t.UnixMicro()
	return "", problem
}

// parseStation builds the key of the station and the codes of its areas, all
// of them pieces of one string so that a row costs one allocation. The text is
// state, section, type, id, extension (the key), then district, town, stratum,
// origin.
func (r *remesa) parseStation(fields [][]byte) (column string, problem lang.Message) {
	kind := bytes.TrimSpace(fields[r.kind.index])
	if len(kind) != 1 || kind[0] < 'A' || kind[0] > 'Z' {
		return r.kind.name, lang.M("not-a-station-type", "value", shown(kind))
	}
	r.text = r.text[:0]
	var ends [codeCount]int
	for i, k := range r.codes {
		if i == codeID {
			r.text = append(r.text, kind[0])
		}
		if problem := r.code(fields, k.place, k.width); problem.Key != "" {
			return k.name, problem
		}
		ends[i] = len(r.text)
	}
	r.text = append(r.text, bytes.TrimSpace(r.stratum.of(fields))...)
	stratum := len(r.text)
	r.text = append(r.text, bytes.TrimSpace(r.origin.of(fields))...)
	if !utf8.Valid(r.text) {
		return r.stratum.name, lang.M("not-utf8")
	}
	all := string(r.text)
	s := &r.sheet
	s.Contest = r.opt.Contest
	s.State, s.Section = all[:ends[codeState]], all[ends[codeState]:ends[codeSection]]
	s.Station = all[:ends[codeExtension]]
	s.District, s.Town = all[ends[codeExtension]:ends[codeDistrict]], all[ends[codeDistrict]:ends[codeTown]]
	s.Stratum, s.Origin = all[ends[codeTown]:stratum], all[stratum:]
	s.Special = kind[0] == 'S'
	s.Modified = string(bytes.TrimSpace(r.modified.of(fields))) == "S"
	return "", problem
}

// code appends a number padded with zeros to its width, nothing where the
// file has no such column.
func (r *remesa) code(fields [][]byte, at place, width int) (problem lang.Message) {
	if at.index < 0 {
		return problem
	}
	field := bytes.TrimSpace(fields[at.index])
	if len(field) == 0 {
		return lang.M("field-empty", "field", at.name)
	}
	n, problem := parseCount(field)
	if problem.Key != "" {
		return problem
	}
	limit := int64(1)
	for range width {
		limit *= 10
	}
	if n >= limit {
		return lang.M("out-of-range", "value", shown(field), "low", "0", "high", lang.Int(limit-1))
	}
	for limit /= 10; limit > 1 && n < limit; limit /= 10 {
		r.text = append(r.text, '0')
	}
	r.text = strconv.AppendInt(r.text, n, 10)
	return problem
}

// parseFigures reads the list and every column of votes.
func (r *remesa) parseFigures(fields [][]byte) (column string, problem lang.Message) {
	if r.sheet.Registered, problem = figure(r.list.of(fields)); problem.Key != "" {
		return r.list.name, problem
	}
	r.empty, column, problem = readFigures(r.sheet.Figures, r.figures, fields)
	return column, problem
}

// readFigures reads the columns of votes of a row. empty is the first of them
// without any content; column and problem say which makes the row impossible.
func readFigures(to []Figure, columns []figureColumn, fields [][]byte) (empty, column string, problem lang.Message) {
	for i, f := range columns {
		votes, problem := figure(fields[f.index])
		if problem.Key != "" {
			return "", f.name, problem
		}
		if votes == Unknown && empty == "" && len(bytes.TrimSpace(fields[f.index])) == 0 {
			empty = f.name
		}
		to[i] = Figure{Name: f.name, Role: f.role, Votes: votes}
	}
	return empty, "", problem
}

// emptyFigure warns that a sheet lacks a figure without a mark that says so.
// There is one warning for a row, whatever the number of its empty columns, so
// that a wide table cannot make more warnings than it has rows.
func emptyFigure(at source.Where, column string) source.Issue {
	return source.Issue{Where: at, Column: column, Problem: lang.M("field-empty", "field", column)}
}

// figure reads a count, Unknown where the field says that it holds none.
func figure(b []byte) (int64, lang.Message) {
	if absent(b) {
		return Unknown, lang.Message{}
	}
	return parseCount(b)
}
