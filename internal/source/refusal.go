package source

import "github.com/unveil-project/unveil/internal/lang"

// Refusal is why a reader cannot begin to read a source: what the user said
// of it does not fit what is in it.
type Refusal struct {
	Problem lang.Message // a key of Refusals
}

// Refuse makes a Refusal from a key of Refusals and its arguments.
func Refuse(key string, pairs ...any) error { return &Refusal{lang.M(key, pairs...)} }

// Error is the sentence in English.
func (r *Refusal) Error() string { return lang.Printer{Catalogue: Refusals}.Print(r.Problem) }

// Refusals are the sentences of a Refusal. They continue "posts.csv …".
var Refusals = lang.Catalogue{
	"map-guess":    {En: "has the columns {columns}, from which it cannot be told which is which ({why}); say so, for example {example}", Es: "tiene las columnas {columns}, de las que no se deduce cuál es cuál ({why}); indíquelo, por ejemplo {example}"},
	"map-key":      {En: "cannot be read with that --map: it has no key {key}; its keys are {keys}", Es: "no se puede leer con ese --map: no existe la clave {key}; sus claves son {keys}"},
	"map-repeat":   {En: "cannot be read with that --map: it names the {key} twice", Es: "no se puede leer con ese --map: nombra dos veces {key}"},
	"map-column":   {En: "has no column {column} (nearest: {nearest}); its columns are {columns}", Es: "no tiene la columna {column} (la más parecida: {nearest}); sus columnas son {columns}"},
	"map-need":     {En: "cannot be read before --map says which column is the {key}, as in {example}; the columns are {columns}", Es: "no se puede leer hasta que --map indique qué columna es {key}, como en {example}; las columnas son {columns}"},
	"map-empty":    {En: "cannot be read with that --map: {key} names no column", Es: "no se puede leer con ese --map: {key} no nombra ninguna columna"},
	"map-case":     {En: "cannot be read with that --map: for {key}, two columns are named {column} but for their case", Es: "no se puede leer con ese --map: para {key} hay dos columnas llamadas {column} que solo difieren en mayúsculas"},
	"map-names":    {En: "has two columns of votes named {column}; give each its own name with --map option:NAME=COLUMN", Es: "tiene dos columnas de votos llamadas {column}; dé a cada una su nombre con --map option:NOMBRE=COLUMNA"},
	"no-column":    {En: "has no column {column}; for other names use --format csv with --map", Es: "no tiene la columna {column}; para otros nombres use --format csv con --map"},
	"no-header":    {En: "has no header line that names its columns", Es: "no tiene una línea de encabezado que nombre sus columnas"},
	"x-users":      {En: "holds profiles of users of X, not posts; unveil reads posts", Es: "contiene perfiles de usuarios de X, no publicaciones; unveil lee publicaciones"},
	"x-counts":     {En: "holds counts of posts of X by time, not the posts; unveil reads the posts", Es: "contiene conteos de publicaciones de X por hora, no las publicaciones; unveil lee las publicaciones"},
	"x-compliance": {En: "holds results of X's compliance service (what was deleted), not posts; unveil reads posts", Es: "contiene resultados del servicio de cumplimiento de X (lo que fue borrado), no publicaciones; unveil lee publicaciones"},
	"x-lists":      {En: "holds lists of X (who follows and owns them), not posts; unveil reads posts", Es: "contiene listas de X (quién las sigue y a quién pertenecen), no publicaciones; unveil lee publicaciones"},
	"captured":     {En: "holds what was captured from {platform}; of what this tool captures, unveil reads X and TikTok", Es: "contiene lo capturado de {platform}; de lo que captura esta herramienta, unveil lee X y TikTok"},
	"no-objects":   {En: "does not begin with a JSON object whose fields can be seen; say which field is which, for example --map account=user.id,time=created_at,text=text", Es: "no empieza con un objeto JSON cuyos campos se vean; indique qué campo es cuál, por ejemplo --map account=user.id,time=created_at,text=text"},
}
