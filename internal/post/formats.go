package post

import (
	"time"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// Formats lists the formats that posts are read from.
func Formats() []source.Format[Post] {
	return []source.Format[Post]{
		{
			Name: "ira", Kind: source.Posts, Zone: time.UTC, NativeID: true,
			Doc: lang.Text{
				En: "Internet Research Agency tweets as FiveThirtyEight and Clemson University released them (CSV, both layouts).",
				Es: "Tuits de la Internet Research Agency como los publicaron FiveThirtyEight y la Universidad Clemson (CSV, ambas variantes).",
			},
			Sniff: sniffIRA, Read: readIRA,
		},
		{
			Name: "x-v2", Kind: source.Posts, Zone: time.UTC, NativeID: true,
			Doc: lang.Text{
				En: "Answers of the X (Twitter) API v2 as twarc saves them: pages, streams or flattened tweets (JSON).",
				Es: "Respuestas de la API v2 de X (Twitter) como las guarda twarc: páginas, flujos o tuits aplanados (JSON).",
			},
			Sniff: sniffX, Read: readX,
		},
		{
			Name: "share-table", Kind: source.Posts, MayLackZone: true,
			Doc: lang.Text{
				En: "A share table in the layout of CooRTweet: object_id, account_id, content_id, timestamp_share (CSV).",
				Es: "Una tabla de publicaciones compartidas con las columnas de CooRTweet: object_id, account_id, content_id, timestamp_share (CSV).",
			},
			Sniff: sniffShares, Read: readShares,
		},
		{
			Name: "csv", Kind: source.Posts, NativeID: true, MayLackZone: true,
			Doc: lang.Text{
				En: "Any table of posts with a header line, separated by commas, semicolons, tabs or bars; --map says which column is which.",
				Es: "Cualquier tabla de publicaciones con encabezado, separada por comas, punto y coma, tabuladores o barras; --map indica qué es cada columna.",
			},
			Sniff: sniffTable, Read: readTable,
		},
		{
			Name: "jsonl", Kind: source.Posts, NativeID: true, MayLackZone: true,
			Doc: lang.Text{
				En: "Any JSON Lines or JSON array of posts; --map says which field is which, with dots for fields inside fields.",
				Es: "Cualquier lista de publicaciones en JSON o JSON Lines; --map indica qué es cada campo, con puntos para los campos internos.",
			},
			Sniff: sniffObjects, Read: readObjects,
		},
	}
}
