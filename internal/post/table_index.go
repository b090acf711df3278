package post

import (
	"bytes"
	"iter"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// hasIndex says whether the rows of a table have an index that the header
// does not name, as R writes it: every row in the head has one field more
// than the header, and the first fields are numbers that go up by one.
func hasIndex(head []byte, comma byte, columns int) bool {
	rows, last, filled := 0, 0, false
	for fields := range headRows(head, comma) {
		filled = filled || len(fields[len(fields)-1]) > 0
		n, ok := digits(trimmed(fields[0]))
		if len(fields) != columns+1 || !ok || rows > 0 && n != last+1 {
			return false
		}
		last = n
		rows++
	}
	return rows > 0 && filled // else every row ends in a comma too many
}

// headRows walks the whole rows of a table's head after the header, the first
// hundred of them.
func headRows(head []byte, comma byte) iter.Seq[[][]byte] {
	const most = 100
	if i := bytes.LastIndexByte(head, '\n'); len(head) == source.HeadSize && i >= 0 {
		head = head[:i+1]
	}
	return func(yield func([][]byte) bool) {
		c := source.NewCSV(bytes.NewReader(head), comma, false)
		c.Header()
		for c.Row < most && c.Next() {
			if c.Problem == "" && !yield(c.Fields) {
				return
			}
		}
	}
}

// tellZoneBeside warns where the times of the column mapped state no zone
// while those of another column do: some tools drop the zone of one of them.
func (r *mapped) tellZoneBeside() error {
	own := r.at[roleTime]
	for fields := range headRows(r.head, delimiter(r.head)) {
		if r.indexed {
			fields = fields[1:]
		}
		if len(fields) != len(r.names) || own >= len(fields) {
			continue
		}
		if statesZone(trimmed(fields[own])) != zoneMissing {
			return nil
		}
		for i, f := range fields {
			if statesZone(trimmed(f)) == zoneStated {
				problem := lang.M("zone-beside", "field", quoted(r.names[own]), "other", quoted(r.names[i]))
				return r.to.Issue(source.Issue{Where: source.Where{Line: 1}, Column: r.names[own], Problem: problem})
			}
		}
		return nil
	}
	return nil
}
