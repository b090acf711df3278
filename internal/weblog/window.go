package weblog

import "iter"

// Window is a stretch of time at one site.
type Window struct {
	Site     int   // index of Table.Sites; AllSites for all
	From, To int64 // seconds since 1970; To is the first second after it
}

// AllSites stands for every site in a Window.
const AllSites = -1

// Seconds is the length of a window.
func (w Window) Seconds() float64 { return float64(w.To - w.From) }

// Has says whether a row lies in the window.
func (w Window) Has(r *Row) bool {
	return (w.Site == AllSites || int(r.Site) == w.Site) && r.Time >= w.From*1e6 && r.Time < w.To*1e6
}

// Select is a table of some of the rows, which shares everything else, volumes
// included; and the number that each of its rows has here.
func (t *Table) Select(is func(*Row) bool) (some *Table, rows []int) {
	c := *t
	c.order = nil
	for i := range t.Len() {
		if is(t.Row(i)) {
			c.order, rows = append(c.order, t.order[i]), append(rows, i)
		}
	}
	return &c, rows
}

// In yields the rows of a window in order of time. A row stands for
// Row.Count requests of its address, and an address for Table.Scale of them.
func (t *Table) In(w Window) iter.Seq[*Row] {
	return func(yield func(*Row) bool) {
		for i, n := t.From(w.From*1e6), t.Len(); i < n; i++ {
			r := t.Row(i)
			if r.Time >= w.To*1e6 {
				return
			}
			if w.Site != AllSites && int(r.Site) != w.Site {
				continue
			}
			if !yield(r) {
				return
			}
		}
	}
}
