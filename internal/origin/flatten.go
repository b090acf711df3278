package origin

import "slices"

// span is one row of a database: a value from first to last, both within.
type span struct {
	first, last position
	value       uint32
}

// edge is where the value changes.
type edge struct {
	at    position
	value uint32
}

// spans gathers the rows of one family.
type spans struct {
	rows []span
	six  bool
}

// add keeps a row. One that goes on where the last ended, with its value, is
// the same range.
func (s *spans) add(first, last position, value uint32) {
	if n := len(s.rows); n > 0 {
		if prev := &s.rows[n-1]; prev.value == value && prev.last != highest(s.six) && prev.last.next() == first {
			prev.last = last
			return
		}
	}
	s.rows = append(s.rows, span{first, last, value})
}

// flatten turns rows into edges. Where rows overlap, the one that begins last
// holds, and of those that begin together the shorter: a range within another
// is the more particular statement. overlaps counts the rows that begin within
// another of another value.
func (s *spans) flatten() (edges []edge, overlaps int) {
	slices.SortStableFunc(s.rows, func(a, b span) int {
		if c := a.first.compare(b.first); c != 0 {
			return c
		}
		return b.last.compare(a.last)
	})
	f := flattener{end: highest(s.six)}
	for _, r := range s.rows {
		f.closeBefore(r.first)
		if n := len(f.open); n > 0 && f.open[n-1].value != r.value {
			overlaps++
		}
		f.emit(r.first, r.value)
		f.open = append(f.open, r)
	}
	for len(f.open) > 0 {
		f.closeTop()
	}
	return f.edges, overlaps
}

// flattener sweeps over rows in order; open are those that have begun, the
// latest last.
type flattener struct {
	edges []edge
	open  []span
	end   position
}

// closeBefore ends the rows that end before a position, as long as the latest
// does. One below that ends earlier stays hidden, and goes with the latest.
func (f *flattener) closeBefore(at position) {
	for len(f.open) > 0 && f.open[len(f.open)-1].last.compare(at) < 0 {
		f.closeTop()
	}
}

// closeTop ends the latest row and those that end with or before it; the one
// below goes on.
func (f *flattener) closeTop() {
	last := f.open[len(f.open)-1].last
	for len(f.open) > 0 && f.open[len(f.open)-1].last.compare(last) <= 0 {
		f.open = f.open[:len(f.open)-1]
	}
	if last == f.end {
		f.open = nil
		return
	}
	var value uint32
	if n := len(f.open); n > 0 {
		value = f.open[n-1].value
	}
	f.emit(last.next(), value)
}

// emit says that a value holds from a position on. Positions ascend; the last
// word for one counts.
func (f *flattener) emit(at position, value uint32) {
	if n := len(f.edges); n > 0 && f.edges[n-1].at == at {
		f.edges = f.edges[:n-1]
	}
	var before uint32
	if n := len(f.edges); n > 0 {
		before = f.edges[n-1].value
	}
	if before != value {
		f.edges = append(f.edges, edge{at, value})
	}
}
