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
			Name: "x-v1", Kind: source.Posts, Zone: time.UTC, NativeID: true,
			Doc: lang.Text{
				En: "Tweets of the X (Twitter) API v1.1: one per line or in a list, answers to searches, streams (JSON).",
				Es: "Tuits de la API v1.1 de X (Twitter): uno por línea o en lista, respuestas de búsqueda, flujos (JSON).",
			},
			Sniff: sniffX1, Read: readX1,
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
			Name: "twarc-csv", Kind: source.Posts, Zone: time.UTC, NativeID: true,
			Doc: lang.Text{
				En: "Tables that twarc-csv makes of answers of the X (Twitter) API v2 (CSV).",
				Es: "Tablas que twarc-csv hace de las respuestas de la API v2 de X (Twitter) (CSV).",
			},
			Sniff: sniffTwarc, Read: readTwarc,
		},
		{
			Name: "x-io", Kind: source.Posts, Zone: time.UTC, NativeID: true,
			Doc: lang.Text{
				En: "The archive of information operations that Twitter published from 2018 to 2021 (CSV).",
				Es: "El archivo de operaciones de información que Twitter publicó de 2018 a 2021 (CSV).",
			},
			Sniff: sniffXIO, Read: readXIO,
		},
		{
			Name: "4cat", Kind: source.Posts, Zone: time.UTC, NativeID: true,
			Doc: lang.Text{
				En: "Data sets of 4CAT: its tables (CSV) and what it keeps of imported items of X and TikTok (NDJSON).",
				Es: "Conjuntos de datos de 4CAT: sus tablas (CSV) y lo que guarda de elementos importados de X y TikTok (NDJSON).",
			},
			Sniff: sniffFourCAT, Read: readFourCAT,
		},
		{
			Name: "zeeschuimer", Kind: source.Posts, Zone: time.UTC, NativeID: true,
			Doc: lang.Text{
				En: "What the browser extension Zeeschuimer captured of X and TikTok (NDJSON).",
				Es: "Lo que la extensión de navegador Zeeschuimer capturó de X y TikTok (NDJSON).",
			},
			Sniff: sniffZeeschuimer, Read: readCaptured,
		},
		{
			Name: "cnt", Kind: source.Posts, NativeID: true, MayLackZone: true,
			Doc: lang.Text{
				En: "A table in the layout of the Coordination Network Toolkit: message_id, user_id, username, repost_id, reply_id, message, timestamp, urls (CSV).",
				Es: "Una tabla con las columnas del Coordination Network Toolkit: message_id, user_id, username, repost_id, reply_id, message, timestamp, urls (CSV).",
			},
			Sniff: sniffCNT, Read: readCNT,
		},
		{
			Name: "crowdtangle", Kind: source.Posts, NativeID: true, MayLackZone: true,
			Doc: lang.Text{
				En: "Tables that CrowdTangle exported of Facebook pages, Facebook groups or Instagram accounts (CSV).",
				Es: "Tablas que exportó CrowdTangle de páginas o grupos de Facebook o cuentas de Instagram (CSV).",
			},
			Sniff: sniffCrowdTangle, Read: readCrowdTangle,
		},
		{
			Name: "crowdtangle-api", Kind: source.Posts, Zone: time.UTC, NativeID: true,
			Doc: lang.Text{
				En: "Answers of the CrowdTangle API, or its posts one in each line (JSON).",
				Es: "Respuestas de la API de CrowdTangle, o sus publicaciones una por línea (JSON).",
			},
			Sniff: sniffCrowdTangleJSON, Read: readCrowdTangleJSON,
		},
		{
			Name: "meta-library", Kind: source.Posts, Zone: time.UTC, NativeID: true,
			Doc: lang.Text{
				En: "Tables of posts from the Meta Content Library (CSV).",
				Es: "Tablas de publicaciones de la Meta Content Library (CSV).",
			},
			Sniff: sniffMetaLibrary, Read: readMetaLibrary,
		},
		{
			Name: "telegram", Kind: source.Posts, NativeID: true, MayLackZone: true,
			Doc: lang.Text{
				En: "What Telegram Desktop exports of one chat or of an account (JSON).",
				Es: "Lo que Telegram Desktop exporta de un chat o de una cuenta (JSON).",
			},
			Sniff: sniffTelegram, Read: readTelegram,
		},
		{
			Name: "telethon", Kind: source.Posts, Zone: time.UTC, NativeID: true,
			Doc: lang.Text{
				En: "Messages of the Telegram API as Telethon and 4CAT write them (JSON).",
				Es: "Mensajes de la API de Telegram como los escriben Telethon y 4CAT (JSON).",
			},
			Sniff: sniffTelethon, Read: readTelethon,
		},
		{
			Name: "bluesky", Kind: source.Posts, NativeID: true,
			Doc: lang.Text{
				En: "Events of Bluesky from Jetstream or tap, and answers of its API: posts, feeds and threads (JSON).",
				Es: "Eventos de Bluesky de Jetstream o tap, y respuestas de su API: publicaciones, listas e hilos (JSON).",
			},
			Sniff: sniffBluesky, Read: readBluesky,
		},
		{
			Name: "mastodon", Kind: source.Posts, NativeID: true,
			Doc: lang.Text{
				En: "Statuses of the API of Mastodon, Truth Social and other servers that speak it (JSON).",
				Es: "Publicaciones de la API de Mastodon, Truth Social y otros servidores que la hablan (JSON).",
			},
			Sniff: sniffMastodon, Read: readMastodon,
		},
		{
			Name: "youtube", Kind: source.Posts, NativeID: true, MayLackZone: true,
			Doc: lang.Text{
				En: "Comments from the YouTube Data API (JSON), and comments or videos from YouTube Data Tools (CSV).",
				Es: "Comentarios de la YouTube Data API (JSON), y comentarios o videos de YouTube Data Tools (CSV).",
			},
			Sniff: sniffYouTube, Read: readYouTube,
		},
		{
			Name: "vk", Kind: source.Posts, NativeID: true,
			Doc: lang.Text{
				En: "Posts and comments of the VK API, or as 4CAT writes them (JSON).",
				Es: "Publicaciones y comentarios de la API de VK, o como los escribe 4CAT (JSON).",
			},
			Sniff: sniffVK, Read: readVK,
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
