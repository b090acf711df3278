package count

import (
	"strconv"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/drill/world"
)

// header names the columns as the batch of 2018 does, its misspelt first
// name included, with the drill's own parties and candidates.
func header() string {
	cols := []string{
		"iD_ESTADO", "ID_DISTRITO_FEDERAL", "SECCION", "TIPO_CASILLA", "ID_CASILLA", "EXT_CONTIGUA", "TIPO_SECCION",
		"LISTA_NOMINAL", "ID_MUNICIPIO", "ID_DIST_LOC", "ID_ESTRATO_F", "ESTRATO_F", "ID_ESTRATO_L", "ESTRATO_L", "ID_AREA_RESPONSABILIDAD",
	}
	for _, o := range world.Options() {
		cols = append(cols, o.Name)
	}
	cols = append(cols, "CNR", "NULOS", "TOTAL")
	cols = append(cols, world.Candidates()...)
	cols = append(cols, "ANIO", "MES", "DIA", "HORA", "MINUTOS", "SEGUNDOS", "ORIGEN_CAPTURA", "MODIFICADO")
	return strings.Join(cols, "|")
}

// append appends the sheet's row.
func (s *sheet) append(b []byte) []byte {
	b = ints(b, s.state, s.district, s.section)
	b = append(b, s.kind, '|')
	b = ints(b, s.number, s.extension, s.area, s.list, s.town, s.local, s.stratum)
	b = append(b, "Estrato "...)
	b = append(ints(b, s.stratum), "0||"...)
	b = ints(b, s.district)
	b = ints(b, s.votes...)
	b = ints(b, s.writeIn, s.null, s.total)
	b = ints(b, s.sums...)
	b = ints(b, s.independent)
	t := time.Unix(s.arrival, 0).In(world.Zone())
	b = ints(b, t.Year(), int(t.Month()), t.Day(), t.Hour(), t.Minute(), t.Second(), s.origin)
	if s.modified {
		return append(b, "S\n"...)
	}
	return append(b, "N\n"...)
}

// ints appends numbers, each with a bar after it.
func ints(b []byte, xs ...int) []byte {
	for _, x := range xs {
		b = append(strconv.AppendInt(b, int64(x), 10), '|')
	}
	return b
}
