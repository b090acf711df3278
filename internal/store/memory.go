package store

import (
	"slices"

	"github.com/unveil-project/unveil/internal/source"
)

// NewMemory makes an empty set of observations in memory.
func NewMemory() *Memory {
	m := &Memory{digests: map[int][]source.Digest{}}
	m.keys = NewKeys()
	return m
}

// NeedKeys does nothing: memory has no earlier sources to read.
func (m *Memory) NeedKeys() error { return nil }

// Batch gives an empty batch.
func (m *Memory) Batch() *Batch { return &Batch{} }

// Put keeps a batch.
func (m *Memory) Put(b *Batch) error {
	src := len(m.man.Sources)
	keepPart(&m.posts, b.Posts, src)
	keepPart(&m.requests, b.Requests, src)
	keepPart(&m.sheets, b.Sheets, src)
	return nil
}

func keepPart[R Row, P placed[R]](parts *[]part[R], rows []R, src int) {
	if len(rows) == 0 {
		return
	}
	sortRows[R, P](rows)
	*parts = append(*parts, part[R]{
		start: P(&rows[0]).place().Time, source: src,
		open: func() (cursor[R], error) { return &sliceCursor[R]{rows: rows}, nil },
	})
}

// Issue keeps an issue of the source under way.
func (m *Memory) Issue(i Issue) error {
	m.issues = append(m.issues, i)
	return nil
}

// RowDigests gives the digests of the rows of a source in their order.
func (m *Memory) RowDigests(src int) ([]source.Digest, error) { return m.digests[src], nil }

// End keeps the source under way.
func (m *Memory) End(info source.Info, rows []source.Digest) error {
	m.digests[len(m.man.Sources)] = rows
	m.end(info)
	return nil
}

// Discard forgets the source under way.
func (m *Memory) Discard() error {
	src := len(m.man.Sources)
	m.posts = dropPart(m.posts, src)
	m.requests = dropPart(m.requests, src)
	m.sheets = dropPart(m.sheets, src)
	m.issues = slices.DeleteFunc(m.issues, func(i Issue) bool { return i.Source == src })
	m.back()
	return nil
}

func dropPart[R Row](parts []part[R], src int) []part[R] {
	return slices.DeleteFunc(parts, func(p part[R]) bool { return p.source == src })
}

// Issues lists the rejects and warnings of all sources.
func (m *Memory) Issues() []Issue { return m.issues }
