package store

import (
	"context"
	"iter"

	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
)

// parts lists the segments of a kind.
func parts[R Row](c *Case, k source.Kind) []part[R] {
	var ps []part[R]
	for _, s := range c.man.Segments {
		if s.Kind == k {
			ps = append(ps, part[R]{start: s.Start.UnixMicro(), source: s.Source, open: func() (cursor[R], error) { return openCursor[R](c.fs, s) }})
		}
	}
	return ps
}

// Posts yields the posts of the case in order of time, source and row.
func (c *Case) Posts(ctx context.Context) iter.Seq2[*source.Obs[post.Post], error] {
	return convert(merge[PostRow](ctx, parts[PostRow](c, source.Posts), c.rank), (*PostRow).post)
}

// Requests yields the requests of the case in order of time, source and row.
func (c *Case) Requests(ctx context.Context) iter.Seq2[*source.Obs[request.Request], error] {
	return convert(merge[RequestRow](ctx, parts[RequestRow](c, source.Requests), c.rank), (*RequestRow).request)
}

// Sheets yields the sheets of the case in order of time, source and row.
func (c *Case) Sheets(ctx context.Context) iter.Seq2[*source.Obs[sheet.Sheet], error] {
	return convert(merge[SheetRow](ctx, parts[SheetRow](c, source.Sheets), c.rank), (*SheetRow).sheet)
}

// Memory holds the observations of files that are read without a case.
type Memory struct {
	ledger
	posts    []part[PostRow]
	requests []part[RequestRow]
	sheets   []part[SheetRow]
	digests  map[int][]source.Digest
	issues   []Issue
}

// Sources lists the files that were read.
func (m *Memory) Sources() []source.Info { return m.man.Sources }

// Posts yields the posts in the order that a case would.
func (m *Memory) Posts(ctx context.Context) iter.Seq2[*source.Obs[post.Post], error] {
	return convert(merge[PostRow](ctx, m.posts, ranks(m.man.Sources)), (*PostRow).post)
}

// Requests yields the requests in the order that a case would.
func (m *Memory) Requests(ctx context.Context) iter.Seq2[*source.Obs[request.Request], error] {
	return convert(merge[RequestRow](ctx, m.requests, ranks(m.man.Sources)), (*RequestRow).request)
}

// Sheets yields the sheets in the order that a case would.
func (m *Memory) Sheets(ctx context.Context) iter.Seq2[*source.Obs[sheet.Sheet], error] {
	return convert(merge[SheetRow](ctx, m.sheets, ranks(m.man.Sources)), (*SheetRow).sheet)
}
