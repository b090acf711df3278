package origin

import "github.com/unveil-project/unveil/internal/lang"

// Failure is why a file cannot be used as a database, as one sentence for the
// user. Its cause, if any, is for the log.
type Failure struct {
	Problem lang.Message // a key of Failures
	Cause   error
}

// Error is the sentence in English.
func (f *Failure) Error() string {
	return lang.Printer{Catalogue: Failures}.Print(f.Problem)
}

// Unwrap gives the cause.
func (f *Failure) Unwrap() error { return f.Cause }

// refuse makes a Failure.
func refuse(cause error, key string, pairs ...any) error {
	return &Failure{Problem: lang.M("origin-"+key, pairs...), Cause: cause}
}

// Failures are the sentences of a Failure.
var Failures = lang.Catalogue{
	"origin-unreadable": {En: "cannot be opened: {why}", Es: "no se puede abrir: {why}"},
	"origin-broken":     {En: "is damaged or cut off: {why}", Es: "está dañado o cortado: {why}"},
	"origin-empty":      {En: "holds nothing", Es: "no contiene nada"},
	"origin-unknown":    {En: "is no database of addresses of a known form: neither MaxMind DB, nor a table of ranges, nor a package that holds one of these", Es: "no es una base de direcciones de forma conocida: ni MaxMind DB, ni una tabla de rangos, ni un paquete que contenga una de ellas"},
	"origin-zip":        {En: "is a ZIP archive; unpack it and give the .mmdb or .csv file in it", Es: "es un archivo ZIP; desempáquelo y dé el archivo .mmdb o .csv que contiene"},
	"origin-large":      {En: "holds more than {limit:bytes}, more than any database of addresses has", Es: "contiene más de {limit:bytes}, más que cualquier base de direcciones"},
	"origin-many":       {En: "holds more than {limit:int} ranges", Es: "contiene más de {limit:int} rangos"},
	"origin-asns":       {En: "names more than {limit:int} networks, more than there are", Es: "nombra más de {limit:int} redes, más de las que existen"},
	"origin-members":    {En: "is an archive with more than {limit:int} files", Es: "es un archivo con más de {limit:int} archivos dentro"},
	"origin-several":    {En: "is an archive with several databases ({names}); give one of them", Es: "es un archivo con varias bases ({names}); dé una de ellas"},
	"origin-none":       {En: "is an archive without an .mmdb or .csv file", Es: "es un archivo sin ningún .mmdb ni .csv dentro"},
	"origin-mmdb":       {En: "is a MaxMind DB that cannot be read: {why}", Es: "es una MaxMind DB que no se puede leer: {why}"},
	"origin-nothing":    {En: "has neither countries nor AS numbers where they are looked for", Es: "no tiene países ni números AS donde se buscan"},
	"origin-columns":    {En: "is a table whose columns are not understood; its first row is {row}; start,end,country or start,end,asn,organisation is expected", Es: "es una tabla cuyas columnas no se entienden; su primera fila es {row}; se espera inicio,fin,país o inicio,fin,asn,organización"},
	"origin-rows":       {En: "has {rejects:int} rows of {rows:int} that cannot be read; the first: {first}", Es: "tiene {rejects:int} filas de {rows:int} que no se pueden leer; la primera: {first}"},
	"origin-list":       {En: "is a list of addresses; say with --kind what it marks", Es: "es una lista de direcciones; indique con --kind qué marca"},
	"origin-no-list":    {En: "is no list of addresses; leave out --kind", Es: "no es una lista de direcciones; omita --kind"},
	"origin-kind":       {En: "the kind {kind} is not known", Es: "no se conoce el tipo {kind}"},
	"origin-built":      {En: "does not say when it was made; give --built with the day", Es: "no dice cuándo se hizo; dé --built con el día"},
	"origin-day":        {En: "{value} is no day; it is written as 2026-06-01", Es: "{value} no es un día; se escribe como 2026-06-01"},
	"origin-name":       {En: "{name} cannot be the name of a database; small letters, digits, point, dash and underscore can", Es: "{name} no puede ser el nombre de una base; sí letras minúsculas, dígitos, punto, guion y guion bajo"},
	"origin-twice":      {En: "is here already, as {name}: it would only agree with itself", Es: "ya está aquí, como {name}: solo coincidiría consigo misma"},
	"origin-absent":     {En: "there is no database {name} here", Es: "aquí no hay ninguna base {name}"},
	"origin-write":      {En: "cannot be written: {why}", Es: "no se puede escribir: {why}"},
}
