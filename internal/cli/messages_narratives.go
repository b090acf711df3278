package cli

import "github.com/unveil-project/unveil/internal/lang"

// narrativesMessages are the texts of narratives.
var narrativesMessages = lang.Catalogue{
	"narratives.use":               {En: "[FILE…]", Es: "[ARCHIVO…]"},
	"narratives.short":             {En: "texts that several accounts posted in nearly the same words", Es: "textos que varias cuentas publicaron casi con las mismas palabras"},
	"narratives.long":              {En: "Lists texts that several accounts posted in nearly the same words, hashtags, mentions and links left out: who began, how it spread, how much is by accounts that probably share on one plan, which candidates it names and in which tone, and which innocent explanations fit. Without files it reads the case. The same words are in themselves neither false nor planned.", Es: "Enumera los textos que varias cuentas publicaron casi con las mismas palabras, sin contar etiquetas, menciones ni enlaces: quién empezó, cómo se difundió, cuánto es de cuentas que probablemente comparten según un mismo plan, qué candidaturas nombra y en qué tono, y qué explicaciones inocentes concuerdan. Sin archivos lee el caso. Las mismas palabras no son por sí solas ni falsas ni planeadas."},
	"narratives.example":           {En: "unveil narratives posts.csv\nunveil narratives posts.csv --claims checks.json\nunveil narratives posts.csv --show n5b1c07aa\nunveil narratives --case mexico-2018 -o narratives.csv", Es: "unveil narratives publicaciones.csv\nunveil narratives publicaciones.csv --claims verificaciones.json\nunveil narratives publicaciones.csv --show n5b1c07aa\nunveil narratives --case mexico-2018 -o narrativas.csv"},
	"narratives.flag.min-accounts": {En: "least accounts of a narrative, `N`", Es: "mínimo de cuentas de una narrativa, `N`"},
	"narratives.flag.claims":       {En: "a `FILE` of examined claims: ClaimReview as JSON, JSON Lines or CSV", Es: "un `ARCHIVO` de afirmaciones verificadas: ClaimReview en JSON, JSON Lines o CSV"},
	"narratives.flag.show":         {En: "print the narrative `ID` with its posts", Es: "imprime la narrativa `ID` con sus publicaciones"},
	"narratives.flag.most":         {En: "list the `N` largest", Es: "enumera las `N` más grandes"},
	"narratives.flag.output":       {En: "write all of them to `FILE` as CSV too", Es: "escribe además todas en `ARCHIVO` como CSV"},

	"narratives.least":           {En: "a narrative cannot have fewer than {value:count:account|accounts} as its least", Es: "el mínimo de una narrativa no puede ser de {value:count:cuenta|cuentas}"},
	"narratives.least.do":        {En: "Give --min-accounts 2 or more.", Es: "Indique --min-accounts 2 o más."},
	"narratives.most":            {En: "the list cannot have a length of {value:int}", Es: "la lista no puede tener un largo de {value:int}"},
	"narratives.most.do":         {En: "Give --most 1 or more.", Es: "Indique --most 1 o más."},
	"narratives.empty":           {En: "there are no posts to look at", Es: "no hay publicaciones que examinar"},
	"narratives.empty.do":        {En: "Give a file of posts, or add one to the case.", Es: "Indique un archivo de publicaciones o agregue uno al caso."},
	"narratives.claims":          {En: "the claims in {file} cannot be read: {why}", Es: "no se pueden leer las afirmaciones de {file}: {why}"},
	"narratives.claims.do":       {En: "Give ClaimReview as JSON, JSON Lines or CSV with a column claimReviewed.", Es: "Indique ClaimReview en JSON, JSON Lines o CSV con una columna claimReviewed."},
	"narratives.no-claims":       {En: "there is no claim in {file}", Es: "no hay ninguna afirmación en {file}"},
	"narratives.large-claims":    {En: "{file} is larger than 256 MB", Es: "{file} mide más de 256 MB"},
	"narratives.large-claims.do": {En: "Give a part of it.", Es: "Indique una parte."},
	"narratives.claims-read":     {En: "{file}: {claims:count:claim|claims}, {rejects:int} left out", Es: "{file}: {claims:count:afirmación|afirmaciones}, {rejects:int} sin usar"},
	"narratives.no-id":           {En: "there is no narrative {id} here", Es: "aquí no hay ninguna narrativa {id}"},
	"narratives.no-id.do":        {En: "Take an id from the list that narratives prints without --show.", Es: "Tome un identificador de la lista que narratives imprime sin --show."},

	"narratives.head":        {En: "{narratives:count:narrative|narratives} in {posts:count:post|posts} by {accounts:count:account|accounts}; {compared:int} posts hold enough words to be compared", Es: "{narratives:count:narrativa|narrativas} en {posts:count:publicación|publicaciones} de {accounts:count:cuenta|cuentas}; {compared:int} publicaciones tienen palabras suficientes para compararse"},
	"narratives.size":        {En: "{accounts:count:account|accounts} ({writers:int} with posts that are no reposts), {posts:count:post|posts}, {variants:count:wording|wordings}", Es: "{accounts:count:cuenta|cuentas} ({writers:int} con publicaciones que no son republicaciones), {posts:count:publicación|publicaciones}, {variants:count:redacción|redacciones}"},
	"narratives.coordinated": {En: "{share:percent} of the posts are by accounts that probably share on one plan ({accounts:count:account|accounts})", Es: "El {share:percent} de las publicaciones es de cuentas que probablemente comparten según un mismo plan ({accounts:count:cuenta|cuentas})"},
	"narratives.named":       {En: "names {candidate} in {named:count:post|posts}: hostile {hostile:int}, favourable {favourable:int}, unclear {unclear:int}", Es: "nombra a {candidate} en {named:count:publicación|publicaciones}: hostil {hostile:int}, favorable {favourable:int}, no concluyente {unclear:int}"},
	"narratives.supported":   {En: "fits the data: {names}", Es: "concuerda con los datos: {names}"},
	"narratives.possible":    {En: "possible: {names}", Es: "posible: {names}"},
	"narratives.claim":       {En: "like an examined claim ({share:percent} of the words, weighed): “{claim}”", Es: "semejante a una afirmación verificada ({share:percent} de las palabras, ponderadas): «{claim}»"},
	"narratives.rating":      {En: "{publisher} rated it “{rating}”: {url}", Es: "{publisher} la calificó como «{rating}»: {url}"},
	"narratives.burst":       {En: "Burst of {posts:count:post|posts} from {onset:time} for {length:duration}; the last doubling took {doubling:duration}", Es: "Oleada de {posts:count:publicación|publicaciones} desde el {onset:time} durante {length:duration}; la última duplicación tomó {doubling:duration}"},
	"narratives.hashtags":    {En: "Hashtags: {names}", Es: "Etiquetas: {names}"},
	"narratives.links":       {En: "Links: {names}", Es: "Enlaces: {names}"},
	"narratives.posts":       {En: "{n:count:post|posts}, in order of time", Es: "{n:count:publicación|publicaciones}, por hora"},
	"narratives.more-posts":  {En: "and {n:count:post|posts} more", Es: "y {n:count:publicación|publicaciones} más"},
	"narratives.more":        {En: "{n:int} more are not listed; --most N lists more, -o FILE.csv writes the {all:int} largest.", Es: "No se enumeran otras {n:int}; --most N enumera más y -o ARCHIVO.csv escribe las {all:int} más grandes."},
	"narratives.next":        {En: "Posts of one: the same command with --show {id}", Es: "Publicaciones de una: el mismo comando con --show {id}"},
}
