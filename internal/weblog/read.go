package weblog

import (
	"context"
	"iter"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
)

// Read makes a table of observations. progress, where not nil, is told now
// and then how many were read.
func Read(ctx context.Context, requests iter.Seq2[*source.Obs[request.Request], error], sources []source.Info, sites *Sites, progress func(int64)) (*Table, error) {
	b := NewBuilder(0)
	n := int64(0)
	for o, err := range requests {
		if err != nil {
			return nil, err
		}
		if n++; n%4096 == 0 {
			if progress != nil {
				progress(n)
			}
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
		}
		b.Add(o.Source, &o.Record)
	}
	return Merge([]*Builder{b}, sources, sites), nil
}

// Cited is a row's record as its source has it.
type Cited struct {
	source.Where // without Raw
	Digest       source.Digest
}

// Cite looks rows of a table up among the observations that it was made of.
func Cite(ctx context.Context, requests iter.Seq2[*source.Obs[request.Request], error], t *Table, rows []int) ([]Cited, error) {
	type place struct {
		source int
		offset int64
	}
	wanted := map[place][]int{}
	for i, row := range rows {
		r := t.Row(row)
		p := place{int(r.Source), r.Offset}
		wanted[p] = append(wanted[p], i)
	}
	cited := make([]Cited, len(rows))
	for o, err := range requests {
		if err != nil {
			return nil, err
		}
		at := place{o.Source, o.Record.Offset}
		if is := wanted[at]; is != nil {
			for _, i := range is {
				cited[i] = Cited{o.Record.Where, o.Digest}
				cited[i].Raw = nil
			}
			if delete(wanted, at); len(wanted) == 0 {
				break
			}
		}
	}
	return cited, ctx.Err()
}
