package store

import (
	"cmp"
	"container/heap"
	"context"
	"iter"
	"slices"

	"github.com/unveil-project/unveil/internal/source"
)

// part is one sorted run of rows: a segment, or a batch in memory.
type part[R Row] struct {
	start  int64 // time of the first row
	source int
	open   func() (cursor[R], error)
}

// ranks gives each source its place in the order of SHA-256, so that the
// order of records does not depend on the order in which files were added.
func ranks(sources []source.Info) []int {
	order := make([]int, len(sources))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(sources[a].SHA256, sources[b].SHA256) })
	rank := make([]int, len(sources))
	for place, i := range order {
		rank[i] = place
	}
	return rank
}

// head is an open part and its current row.
type head[R Row] struct {
	row   *R
	place *Place
	rank  int
	c     cursor[R]
}

// heads is a heap of open parts by time, rank of source, row.
type heads[R Row] []head[R]

func (h heads[R]) Len() int { return len(h) }
func (h heads[R]) Less(i, j int) bool {
	p, q := h[i].place, h[j].place
	if p.Time != q.Time {
		return p.Time < q.Time
	}
	if h[i].rank != h[j].rank {
		return h[i].rank < h[j].rank
	}
	return p.Row < q.Row
}
func (h heads[R]) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *heads[R]) Push(x any)   { *h = append(*h, x.(head[R])) }
func (h *heads[R]) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

// merge yields the rows of all parts in order. A part is opened only when its
// first row is due, so that a long log needs one open segment at a time.
func merge[R Row, P placed[R]](ctx context.Context, parts []part[R], rank []int) iter.Seq2[*R, error] {
	parts = slices.Clone(parts)
	slices.SortStableFunc(parts, func(a, b part[R]) int { return cmp.Compare(a.start, b.start) })
	return func(yield func(*R, error) bool) {
		m := merger[R, P]{rest: parts, rank: rank}
		defer m.close()
		for n := 0; ; n++ {
			if n%4096 == 0 && ctx.Err() != nil {
				yield(nil, ctx.Err())
				return
			}
			row, err := m.next()
			if row == nil && err == nil {
				return
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// merger is a merge under way.
type merger[R Row, P placed[R]] struct {
	open heads[R]
	rest []part[R]
	rank []int
	last bool // the top of open was yielded and must move on
}

func (m *merger[R, P]) next() (*R, error) {
	if m.last {
		if err := m.advance(); err != nil {
			return nil, err
		}
	}
	for len(m.rest) > 0 && (len(m.open) == 0 || m.rest[0].start <= m.open[0].place.Time) {
		if err := m.openNext(); err != nil {
			return nil, err
		}
	}
	if len(m.open) == 0 {
		return nil, nil
	}
	m.last = true
	return m.open[0].row, nil
}

// advance moves the part that was yielded to its next row.
func (m *merger[R, P]) advance() error {
	m.last = false
	top := &m.open[0]
	row, err := top.c.next()
	if err != nil {
		return err
	}
	if row == nil {
		c := top.c
		heap.Pop(&m.open)
		return c.close()
	}
	top.row, top.place = row, P(row).place()
	if len(m.open) > 1 {
		heap.Fix(&m.open, 0)
	}
	return nil
}

func (m *merger[R, P]) openNext() error {
	p := m.rest[0]
	m.rest = m.rest[1:]
	c, err := p.open()
	if err != nil {
		return err
	}
	row, err := c.next()
	if err != nil || row == nil {
		c.close()
		return err
	}
	heap.Push(&m.open, head[R]{row: row, place: P(row).place(), rank: m.rank[p.source], c: c})
	return nil
}

func (m *merger[R, P]) close() {
	for _, h := range m.open {
		h.c.close()
	}
}

// convert turns rows into observations; the one Obs is reused.
func convert[R Row, P placed[R], T any](rows iter.Seq2[*R, error], record func(*R) T) iter.Seq2[*source.Obs[T], error] {
	return func(yield func(*source.Obs[T], error) bool) {
		var o source.Obs[T]
		for row, err := range rows {
			if err != nil {
				yield(nil, err)
				return
			}
			p := P(row).place()
			o = source.Obs[T]{Record: record(row), Source: int(p.Source), Version: int(p.Version), Digest: p.Digest}
			if !yield(&o, nil) {
				return
			}
		}
	}
}
