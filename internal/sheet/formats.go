package sheet

import (
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// Formats lists the formats that sheets are read from.
func Formats() []source.Format[Sheet] {
	return []source.Format[Sheet]{
		{
			Name: "ine-remesa",
			Kind: source.Sheets,
			Doc: lang.Text{
				En: "Quick-count batch (remesa) of Mexico's INE: the number of rows, a header, one sheet per line, separated by |.",
				Es: "Remesa del conteo rápido del INE: número de filas, encabezado y un acta por línea, separada por |.",
			},
			Zone:     mexicoCity,
			NativeID: true,
			Sniff:    sniffRemesa,
			Read:     readRemesa,
		},
		{
			Name: "sheet-csv",
			Kind: source.Sheets,
			Doc: lang.Text{
				En: "Any table of sheets separated by comma, semicolon, bar or tab, with --map saying which column holds what.",
				Es: "Cualquier tabla de actas separada por coma, punto y coma, barra o tabulador; --map dice qué contiene cada columna.",
			},
			NativeID:    true,
			MayLackZone: true,
			Sniff:       sniffCSV,
			Read:        readCSV,
		},
	}
}
