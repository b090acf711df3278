package post

// idColumns reads the columns of a table that hold ids, and says once of each
// whose ids a spreadsheet rounded: those are not used.
type idColumns struct {
	table    *table
	distrust map[int]bool // columns all of whose ids were rounded
}

// newIDColumns looks at the first rows of a table. A column below 0 is none.
func newIDColumns(t *table, comma byte, columns ...int) idColumns {
	ids := idColumns{t, map[int]bool{}}
	for _, c := range columns {
		if c >= 0 && roundedColumn(t.head, comma, c) {
			ids.distrust[c] = true
		}
	}
	return ids
}

// get is the id in a column, "" where there is none or it was rounded.
func (i idColumns) get(fields [][]byte, column int) string {
	if column < 0 {
		return ""
	}
	id := trimmed(fields[column])
	if id == "" || !i.distrust[column] && !rounded(id) {
		return id
	}
	i.table.note(i.table.names[column])
	return ""
}
