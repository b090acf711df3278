package cli

import "github.com/unveil-project/unveil/internal/lang"

// postsMessages are the texts of posts.
var postsMessages = lang.Catalogue{
	"posts.use":   {En: "[FILE…]", Es: "[ARCHIVO…]"},
	"posts.short": {En: "list the posts behind an edge, a group or an object", Es: "lista las publicaciones detrás de un vínculo, grupo u objeto"},
	"posts.long": {
		En: "Lists posts in order of time, each with the place where a stranger can check it: file, row, bytes and digest. --edge and --group keep only posts on objects that two of the accounts shared within --within of each other, and say how long after the other each came. Without FILE the posts are those of the case.",
		Es: "Lista publicaciones en orden de tiempo, cada una con el lugar donde cualquiera puede verificarla: archivo, fila, bytes y huella digital. --edge y --group conservan solo las publicaciones con objetos que dos de las cuentas compartieron con menos de --within de diferencia, y dicen cuánto después de la otra llegó cada una. Sin ARCHIVO, las publicaciones son las del caso.",
	},
	"posts.example": {
		En: "unveil posts export.csv --edge a17,a18 --on hashtag --within 60s\nunveil posts --group f3kq7ab --limit 0 -o group.csv\nunveil posts export.csv --object '#vota' --since 2018-06-27",
		Es: "unveil posts exportacion.csv --edge a17,a18 --on hashtag --within 60s\nunveil posts --group f3kq7ab --limit 0 -o grupo.csv\nunveil posts exportacion.csv --object '#vota' --since 2018-06-27",
	},
	"posts.flag.edge":     {En: "posts of the accounts `A,B` on what both shared", Es: "publicaciones de las cuentas `A,B` sobre lo que ambas compartieron"},
	"posts.flag.group":    {En: "posts of a group on what two of it shared: the id of a finding of the case, or a `FILE` with one account on each line", Es: "publicaciones de un grupo sobre lo que compartieron dos de sus cuentas: el id de un hallazgo del caso, o un `ARCHIVO` con una cuenta por línea"},
	"posts.flag.account":  {En: "posts of this `ACCOUNT`, by id or handle; may be repeated", Es: "publicaciones de esta `CUENTA`, por id o nombre; se puede repetir"},
	"posts.flag.object":   {En: "posts that share this `OBJECT`: a hashtag, link, text, id", Es: "publicaciones que comparten este `OBJETO`: una etiqueta, enlace, texto, id"},
	"posts.flag.text":     {En: "posts whose text has all these `WORDS`", Es: "publicaciones cuyo texto contiene todas estas `PALABRAS`"},
	"posts.flag.on":       {En: "count only this `KIND` of object: hashtag, link, domain, text, similar, repost, reply, mention, media, object, column:NAME", Es: "cuenta solo este `TIPO` de objeto: hashtag, link, domain, text, similar, repost, reply, mention, media, object, column:NOMBRE"},
	"posts.flag.within":   {En: "most that two shares lie apart, such as `60s`, 10m, 1h", Es: "lo más que distan dos publicaciones, como `60s`, 10m, 1h"},
	"posts.flag.since":    {En: "from this `DAY` or instant on", Es: "desde este `DÍA` o instante"},
	"posts.flag.until":    {En: "before this `DAY` or instant", Es: "antes de este `DÍA` o instante"},
	"posts.flag.limit":    {En: "list at most `N` posts; 0 lists all", Es: "lista a lo sumo `N` publicaciones; 0 las lista todas"},
	"posts.flag.output":   {En: "write the list to a `FILE.csv`", Es: "escribe la lista en un `ARCHIVO.csv`"},
	"posts.flag.election": {En: "facts of the election: a `FILE` like election.yaml, or the name of an example", Es: "datos de la elección: un `ARCHIVO` como election.yaml, o el nombre de un ejemplo"},

	"posts.none":          {En: "No post is like that.", Es: "Ninguna publicación es así."},
	"posts.none-together": {En: "These accounts shared nothing within {window:duration} of each other. A longer --within, or another --on, may find some.", Es: "Estas cuentas no compartieron nada con menos de {window:duration} de diferencia. Con un --within mayor, u otro --on, puede haber algo."},
	"posts.more":          {En: "{n:count:post|posts} more. --limit 0 lists all.", Es: "{n:count:publicación|publicaciones} más. --limit 0 las lista todas."},
	"posts.after":         {En: "{delay} s after {account}", Es: "{delay} s después de {account}"},
	"posts.object":        {En: "{kind}: {object}", Es: "{kind}: {object}"},
	"posts.cite":          {En: "{file} row {row}, {length} bytes from byte {offset}, digest {digest}, file {sha}…", Es: "{file} fila {row}, {length} bytes desde el byte {offset}, huella {digest}, archivo {sha}…"},
	"posts.wrote":         {En: "Wrote {file}: {n:count:post|posts} of {found} found. It names accounts.", Es: "Se escribió {file}: {n:count:publicación|publicaciones} de {found}. Contiene nombres de cuentas."},

	"posts.edge-or-group":    {En: "--edge and --group exclude each other", Es: "--edge y --group se excluyen"},
	"posts.edge-or-group.do": {En: "Give one of them.", Es: "Indique solo una de las dos."},
	"posts.bad-edge":         {En: "--edge {value} does not name two accounts", Es: "--edge {value} no nombra dos cuentas"},
	"posts.bad-edge.do":      {En: "Put a comma between them: --edge a17,a18", Es: "Sepárelas con una coma: --edge a17,a18"},
	"posts.limit.do":         {En: "Give a number from 0 on; 0 lists all.", Es: "Indique un número desde 0; 0 las lista todas."},
	"posts.bad-output":       {En: "a list of posts is written as CSV, not as {file}", Es: "una lista de publicaciones se escribe en CSV, no como {file}"},
	"posts.bad-output.do":    {En: "Give a name that ends in .csv, or use --json.", Es: "Indique un nombre que termine en .csv, o use --json."},
	"posts.no-account":       {En: "no post is by the account {name}", Es: "ninguna publicación es de la cuenta {name}"},
	"posts.no-account.do":    {En: "None of the {n} names there is like it. An account is named by its id, or by its handle.", Es: "Ninguno de los {n} nombres que hay se le parece. Una cuenta se nombra por su id o por su nombre de usuario."},
	"posts.no-group":         {En: "{value} is no file that can be read", Es: "{value} no es un archivo que se pueda leer"},
	"posts.no-group.do":      {En: "Give a file with one account on each line; or, in a case, the id of a finding.", Es: "Indique un archivo con una cuenta por línea; o bien, en un caso, el id de un hallazgo."},
	"posts.short-group":      {En: "{file} lists fewer than two accounts", Es: "{file} contiene menos de dos cuentas"},
	"posts.short-group.do":   {En: "Put one account on each line.", Es: "Ponga una cuenta en cada línea."},
	"posts.no-accounts":      {En: "the finding {id} is not about accounts", Es: "el hallazgo {id} no trata de cuentas"},
	"posts.no-accounts.do":   {En: "Name a finding of the social front.", Es: "Nombre un hallazgo del frente social."},
}
