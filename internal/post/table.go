package post

import (
	"bytes"
	"context"
	"errors"
	"io"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// rowReader fills a post from the fields of one row. It names the column
// concerned and the problem where the row is a reject; else the message's key
// is empty.
type rowReader func(fields [][]byte, p *Post) (column string, problem lang.Message)

// table reads the rows of one CSV.
type table struct {
	csv   *source.CSV
	names []string // of the columns
	head  []byte   // the first bytes of the stream, the header among them
	to    source.Sink[Post]
	post  Post
	row   rowReader
	// short, where not nil, is asked about a row whose time or count of fields
	// is wrong: it may know better what the row is.
	short func(fields [][]byte) (lang.Message, bool)
	noted map[string]bool // warnings given once per source
	cut   cutReposts
	// indexed: rows have one more field than the header, the first of which
	// counts them.
	indexed bool
	failed  error // of the sink, when it took a warning
}

// errNoHeader is what a stream without a first record gives.
var errNoHeader = source.Refuse("no-header")

// openTable reads the header of a stream. The delimiter is a comma where
// comma is 0 and the header does not say otherwise.
func openTable(in io.Reader, comma byte, to source.Sink[Post]) (*table, error) {
	return openDialect(in, comma, false, to)
}

// openDialect is openTable where, with escape, a backslash inside quotes takes
// the next byte as it is.
func openDialect(in io.Reader, comma byte, escape bool, to source.Sink[Post]) (*table, error) {
	head, in, err := peek(in)
	if err != nil {
		return nil, err
	}
	if comma == 0 {
		comma = delimiter(head)
	}
	t := &table{csv: source.NewCSV(in, comma, escape), head: head, to: to, noted: map[string]bool{}}
	names, ok := t.csv.Header()
	if err := t.csv.Err(); err != nil {
		return nil, err
	}
	if !ok {
		return nil, errNoHeader
	}
	t.names = names
	if t.indexed = hasIndex(head, comma, len(names)); t.indexed {
		if err := to.Issue(source.Issue{Where: source.Where{Line: 1}, Problem: lang.M("index-column")}); err != nil {
			return nil, err
		}
	}
	return t, t.duplicates()
}

// duplicates warns about names that two columns have: the first is used.
func (t *table) duplicates() error {
	seen := make(map[string]int, len(t.names))
	for _, name := range t.names {
		if seen[name]++; seen[name] != 2 || name == "" {
			continue
		}
		header := source.Where{Line: 1}
		if err := t.to.Issue(source.Issue{Where: header, Column: name, Problem: lang.M("duplicate-field", "field", name)}); err != nil {
			return err
		}
	}
	return nil
}

// peek reads the first bytes of a stream and gives a stream that still has
// them.
func peek(in io.Reader) (head []byte, whole io.Reader, err error) {
	head = make([]byte, source.HeadSize)
	n, err := io.ReadFull(in, head)
	head = head[:n]
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, nil, err
	}
	return head, io.MultiReader(bytes.NewReader(head), in), nil
}

// read hands every row to the sink.
func (t *table) read(ctx context.Context) error {
	for t.csv.Next() {
		if t.csv.Row&1023 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if err := t.record(); err != nil {
			return err
		}
	}
	if err := t.csv.Err(); err != nil {
		return err
	}
	return t.cut.tell(t.to)
}

// record hands the current row to the sink, as a post or as a reject.
func (t *table) record() error {
	c := t.csv
	if c.Problem != "" {
		return t.reject("", lang.M(c.Problem, "limit", source.MaxRecord))
	}
	if !utf8.Valid(c.Raw) {
		if err := t.repair(); err != nil {
			return err
		}
	}
	fields := c.Fields
	if t.indexed && len(fields) == len(t.names)+1 {
		fields = fields[1:]
	}
	if len(fields) != len(t.names) {
		return t.rejectRow("", lang.M("field-count", "got", len(fields), "want", len(t.names)))
	}
	t.post.reset()
	column, problem := t.row(fields, &t.post)
	if t.failed != nil {
		return t.failed
	}
	if problem.Key != "" {
		return t.rejectRow(column, problem)
	}
	t.post.Where = c.Where
	t.cut.see(&t.post)
	return t.to.Record(&t.post)
}

// rejectRow rejects the current row, for a better reason where there is one.
func (t *table) rejectRow(column string, problem lang.Message) error {
	if t.short != nil {
		if better, ok := t.short(t.csv.Fields); ok {
			return t.reject("", better)
		}
	}
	return t.reject(column, problem)
}

func (t *table) reject(column string, problem lang.Message) error {
	return t.to.Issue(source.Issue{Where: t.csv.Where, Reject: true, Column: column, Problem: problem})
}

// repair replaces the bytes of the current row that are no UTF-8, and warns.
func (t *table) repair() error {
	for i, f := range t.csv.Fields {
		t.csv.Fields[i] = bytes.ToValidUTF8(f, []byte("\uFFFD"))
	}
	return t.to.Issue(source.Issue{Where: t.csv.Where, Problem: lang.M("not-utf8")})
}

// note warns once per source that the ids of a column were rounded.
func (t *table) note(column string) {
	if t.noted[column] {
		return
	}
	t.noted[column] = true
	t.warn(column, lang.M("rounded-id", "field", column))
}

// warn remarks on the current row.
func (t *table) warn(column string, problem lang.Message) {
	t.failed = t.to.Issue(source.Issue{Where: t.csv.Where, Column: column, Problem: problem})
}

// column finds the first column with one of the names; -1 where there is none.
func (t *table) column(names ...string) int {
	for _, want := range names {
		for i, name := range t.names {
			if name == want {
				return i
			}
		}
	}
	return -1
}
