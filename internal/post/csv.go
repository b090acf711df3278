package post

import (
	"context"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// mapped reads any table with a header line.
type mapped struct {
	*table
	*filler
	at     [roles]int // column of each role, -1 where there is none
	fields [][]byte   // of the current row
}

func sniffTable(head []byte) int {
	return postlike(headerNames(head, delimiter(head)))
}

func readTable(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Post]) error {
	t, err := openTable(in, 0, to)
	if err != nil {
		return err
	}
	c, err := bind(opt, t.names, false)
	if err != nil {
		return err
	}
	f, err := newFiller(opt, c)
	if err != nil {
		return err
	}
	r := &mapped{table: t, filler: f}
	r.locate()
	t.row, t.cut.blind = r.row, c[roleRepost] == ""
	if err := r.tellZoneBeside(); err != nil {
		return err
	}
	return r.read(ctx)
}

// locate finds the columns, and which of them hold ids that were rounded.
func (r *mapped) locate() {
	comma := delimiter(r.head)
	for i := range r.at {
		r.at[i] = -1
		if name := r.columns[i]; name != "" {
			r.at[i] = r.column(name)
		}
	}
	for _, i := range []role{roleAccount, roleID, roleRepost, roleReply} {
		r.distrust[i] = r.at[i] >= 0 && roundedColumn(r.head, comma, r.at[i])
	}
}

func (r *mapped) row(fields [][]byte, p *Post) (string, lang.Message) {
	r.fields = fields
	return r.fill(r, p)
}

func (r *mapped) one(i role) string {
	if r.at[i] < 0 {
		return ""
	}
	return trimmed(r.fields[r.at[i]])
}

func (r *mapped) many(i role, to []string) []string {
	return splitCell(to, r.one(i), i)
}
