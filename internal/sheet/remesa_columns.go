package sheet

import (
	"fmt"
	"strings"
)

// place is a column: its name in the file and its index, -1 where the file
// has none.
type place struct {
	name  string
	index int
}

// of gives the column's field in a row, nil where the file has no such column.
func (p place) of(fields [][]byte) []byte {
	if p.index < 0 {
		return nil
	}
	return fields[p.index]
}

// figureColumn is a column of votes.
type figureColumn struct {
	place
	role Role
}

// The codes of a station, in the order in which they are written: the first
// four, with the type's letter before the id, are the station's key.
const (
	codeState = iota
	codeSection
	codeID
	codeExtension
	codeDistrict
	codeTown
	codeCount
)

// codeColumn is a column with a number and how many digits it is written in.
type codeColumn struct {
	place
	width int
}

// remesaColumns says where a batch holds what.
type remesaColumns struct {
	width                                 int // columns of a row
	codes                                 [codeCount]codeColumn
	kind, stratum, list, origin, modified place
	clock                                 [6]place // year to second
	figures                               []figureColumn
}

// clockNames are the columns of the arrival time.
var clockNames = [6]string{"ANIO", "MES", "DIA", "HORA", "MINUTOS", "SEGUNDOS"}

// findRemesaColumns reads a batch's header. The columns of parties and their
// combinations are those between ID_AREA_RESPONSABILIDAD and CNR, whatever
// their names; the sums of candidates are those between TOTAL and ANIO.
// twice lists names that appear more than once.
func findRemesaColumns(names []string) (c remesaColumns, twice []string, err error) {
	index := make(map[string]int, len(names))
	for i, name := range names {
		key := strings.ToUpper(name)
		if _, seen := index[key]; seen {
			twice = append(twice, strings.ToValidUTF8(name, "\uFFFD"))
			continue
		}
		index[key] = i
	}
	at := func(name string) place {
		if i, ok := index[name]; ok {
			return place{names[i], i}
		}
		return place{name, -1}
	}
	c = remesaColumns{
		width: len(names),
		codes: [codeCount]codeColumn{
			{at("ID_ESTADO"), 2},
			{at("SECCION"), 4},
			{at("ID_CASILLA"), 2},
			{at("EXT_CONTIGUA"), 2},
			{at("ID_DISTRITO_FEDERAL"), 2},
			{at("ID_MUNICIPIO"), 3},
		},
		kind: at("TIPO_CASILLA"), stratum: at("ID_ESTRATO_F"),
		list: at("LISTA_NOMINAL"), origin: at("ORIGEN_CAPTURA"), modified: at("MODIFICADO"),
	}
	for i, name := range clockNames {
		c.clock[i] = at(name)
	}
	begin, cnr, null, total := at("ID_AREA_RESPONSABILIDAD"), at("CNR"), at("NULOS"), at("TOTAL")
	need := append([]place{c.kind, begin, cnr, null, total}, c.clock[:]...)
	for _, k := range c.codes[:codeDistrict] {
		need = append(need, k.place)
	}
	var missing []string
	for _, p := range need {
		if p.index < 0 {
			missing = append(missing, p.name)
		}
	}
	if missing != nil {
		return c, twice, fmt.Errorf("the header has no column %s; the columns are %s",
			strings.Join(missing, ", "), listed(names))
	}
	if begin.index > cnr.index || cnr.index > total.index || null.index > total.index || total.index > c.clock[0].index {
		return c, twice, fmt.Errorf("the columns ID_AREA_RESPONSABILIDAD, CNR, NULOS, TOTAL and ANIO are not in this order; the columns are %s", listed(names))
	}
	c.addFigures(names, index, begin.index+1, cnr.index, Option)
	c.figures = append(c.figures, figureColumn{cnr, WriteIn}, figureColumn{null, Null}, figureColumn{total, Total})
	c.addFigures(names, index, total.index+1, c.clock[0].index, Sum)
	return c, twice, nil
}

// addFigures adds the columns from one index to another with a role, without
// those that repeat an earlier name.
func (c *remesaColumns) addFigures(names []string, index map[string]int, from, to int, role Role) {
	for i := from; i < to; i++ {
		if index[strings.ToUpper(names[i])] != i || strings.EqualFold(names[i], "NULOS") {
			continue
		}
		c.figures = append(c.figures, figureColumn{place{strings.ToValidUTF8(names[i], "\uFFFD"), i}, role})
	}
}

// listed writes column names for an error message, not more than thirty.
func listed(names []string) string {
	const limit = 30
	more := ""
	if len(names) > limit {
		more = fmt.Sprintf(" and %d more", len(names)-limit)
		names = names[:limit]
	}
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = shown([]byte(n))
	}
	return strings.Join(quoted, ", ") + more
}
