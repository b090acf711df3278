package weblog

import (
	"slices"

	"github.com/unveil-project/unveil/internal/source"
)

// Snapshot makes a table of what the builder holds, which goes on taking
// requests afterwards. Nothing may be added while it is made.
func (b *Builder) Snapshot(sources []source.Info, sites *Sites) *Table {
	c := *b
	c.units, c.counts = make([]unit, len(b.units)), slices.Clone(b.counts)
	for i, u := range b.units {
		c.units[i] = unit{rows: u.rows, chunks: make([][]Row, len(u.chunks))}
		for k := range u.chunks {
			c.units[i].chunks[k] = slices.Clone(u.chunks[k])
		}
	}
	c.asset = slices.Clone(b.asset)
	return Merge([]*Builder{&c}, sources, sites)
}
