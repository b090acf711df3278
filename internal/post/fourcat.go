package post

import (
	"context"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// fourCAT reads the tables of 4CAT. Its data sources agree on a few columns
// (id, thread_id, author, timestamp, body) and each adds its own.
type fourCAT struct {
	*table
	*fourCATRow
	at     [fourCATColumns]int // column of each, -1 where there is none
	ids    idColumns
	fields [][]byte // of the current row
}

// sniffFourCAT looks for the columns that all of its data sources have, or
// for what it adds to an item that was imported.
func sniffFourCAT(head []byte) int {
	object := firstObject(head)
	var names nameSet
	if object != nil {
		if names = topNames(object); names[importMeta] || hasName(object, importMeta) && names.any("id", "rest_id", "legacy") {
			return 98
		}
	} else {
		names = nameSet{}
		for _, n := range headerNames(head, ',') {
			names[n] = true
		}
	}
	if names.all("id", "thread_id", "body") && names.any("author", "author_id", "account_id") && names.any("timestamp", "unix_timestamp", "created_at") {
		return 92
	}
	return 0
}

func readFourCAT(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Post]) error {
	head, whole, err := peek(in)
	if err != nil {
		return err
	}
	if firstObject(head) != nil {
		return readCaptured(ctx, source.NewStream(whole), opt, to)
	}
	t, err := openTable(whole, ',', to)
	if err != nil {
		return err
	}
	for _, need := range []string{"id", "body"} {
		if t.column(need) < 0 {
			return source.Refuse("no-column", "column", need)
		}
	}
	r := &fourCAT{table: t}
	for c, names := range fourCATNames {
		r.at[c] = t.column(names...)
	}
	r.ids = newIDColumns(t, ',', r.at[fcID], r.at[fcAuthorID])
	r.fourCATRow = newFourCATRow(opt, r.cell, func(name string) bool { return t.column(name) >= 0 })
	r.fourCATRow.settle()
	t.row = r.post
	return r.read(ctx)
}

func (r *fourCAT) post(fields [][]byte, p *Post) (string, lang.Message) {
	r.fields = fields
	return r.fill(p)
}

func (r *fourCAT) cell(c fourCATColumn) string {
	if r.at[c] < 0 {
		return ""
	}
	switch c {
	case fcBody:
		return alias(r.fields[r.at[c]])
	case fcID, fcAuthorID:
		return r.ids.get(r.fields, r.at[c])
	}
	return trimmed(r.fields[r.at[c]])
}
