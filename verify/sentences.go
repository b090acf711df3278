package verify

import "maps"

// Sentence is what a reason says, in English and Spanish. {name} stands for an
// argument; {name:int} and {name:bytes} say how a number is best written.
type Sentence struct{ En, Es string }

// Sentences gives the sentence of every reason that a check can have.
func Sentences() map[string]Sentence { return maps.Clone(sentences) }

var sentences = map[string]Sentence{
	"container.ok":         {"The zip file is byte for byte as unveil writes it: {files:int} files, {bytes:bytes}.", "El archivo zip es byte por byte como lo escribe unveil: {files:int} archivos, {bytes:bytes}."},
	"container.changed":    {"The zip file is not as unveil writes it, from byte {at:int} on: it was changed, cut off, or packed again.", "El archivo zip no es como lo escribe unveil, desde el byte {at:int}: fue modificado, cortado o empaquetado de nuevo."},
	"container.order":      {"The zip file is not as unveil writes it: at byte {at:int}, {file} is out of order or there twice.", "El archivo zip no es como lo escribe unveil: en el byte {at:int}, {file} está fuera de orden o repetido."},
	"container.extra":      {"The zip file holds {file}, which no pack has.", "El archivo zip contiene {file}, que ningún expediente tiene."},
	"container.twice":      {"The zip file holds {file} twice.", "El archivo zip contiene {file} dos veces."},
	"container.large":      {"The zip file holds {file}, which is larger than it may be.", "El archivo zip contiene {file}, que es más grande de lo permitido."},
	"container.crc":        {"{file} does not fit its check sum in the zip file: it was changed.", "{file} no corresponde a su suma de verificación en el archivo zip: fue modificado."},
	"container.unreadable": {"This cannot be read as a zip file.", "Esto no se puede leer como archivo zip."},

	"manifest.ok":         {"manifest.json is as unveil writes it.", "manifest.json es como lo escribe unveil."},
	"manifest.missing":    {"manifest.json is missing.", "Falta manifest.json."},
	"manifest.unreadable": {"manifest.json cannot be read: {why}.", "manifest.json no se puede leer: {why}."},
	"manifest.form":       {"manifest.json is not as unveil writes it: it was changed.", "manifest.json no es como lo escribe unveil: fue modificado."},
	"file.ok":             {"All {files:int} listed files are there, with the sizes and SHA-256 of the manifest, and no other.", "Están los {files:int} archivos listados, con los tamaños y SHA-256 del manifiesto, y ningún otro."},
	"file.twice":          {"manifest.json lists {file} twice or out of order.", "manifest.json lista {file} dos veces o fuera de orden."},
	"file.missing":        {"{file} is missing.", "Falta {file}."},
	"file.extra":          {"{file} is not in the manifest.", "{file} no está en el manifiesto."},
	"file.size":           {"{file} has {got:int} bytes; the manifest says {want:int}.", "{file} tiene {got:int} bytes; el manifiesto dice {want:int}."},
	"file.differs":        {"{file} was changed: its SHA-256 is {got}, the manifest says {want}.", "{file} fue modificado: su SHA-256 es {got}, el manifiesto dice {want}."},
	"id.ok":               {"The id of the pack is the one that was announced: {id}.", "El identificador del expediente es el anunciado: {id}."},
	"id.differs":          {"The id of the pack is {id}, not {want}: this is another pack, or it was changed.", "El identificador del expediente es {id}, no {want}: es otro expediente o fue modificado."},
	"id.none":             {"The id of the pack is {id}; give --id with the one that was announced to compare them.", "El identificador del expediente es {id}; dé --id con el anunciado para compararlos."},

	"schema.ok":       {"The forms of the files are known: {pack}, {report}.", "Las formas de los archivos son conocidas: {pack}, {report}."},
	"schema.unknown":  {"{file} has the form {schema}, which is not known here; a newer unveil may know it.", "{file} tiene la forma {schema}, que aquí no se conoce; una versión más reciente de unveil puede conocerla."},
	"json.unreadable": {"{file} cannot be read as JSON: {why}.", "{file} no se puede leer como JSON: {why}."},
	"json.line":       {"Line {line:int} of {file} cannot be read as JSON: {why}.", "La línea {line:int} de {file} no se puede leer como JSON: {why}."},
	"agree.ok":        {"inputs.json says the same as report.json.", "inputs.json dice lo mismo que report.json."},
	"agree.differs":   {"inputs.json and report.json do not say the same of {member}.", "inputs.json y report.json no dicen lo mismo de {member}."},

	"counts.ok":      {"The counts add up: {read:int} lines read are {kept:int} kept, {duplicates:int} duplicates and {rejects:int} rejects, and the sums over the inputs.", "Las cuentas cuadran: {read:int} líneas leídas son {kept:int} conservadas, {duplicates:int} duplicadas y {rejects:int} rechazadas, y las sumas de los archivos de origen."},
	"counts.differ":  {"The counts of {file} do not add up: {read:int} read, {kept:int} kept, {duplicates:int} duplicates, {rejects:int} rejects.", "Las cuentas de {file} no cuadran: {read:int} leídas, {kept:int} conservadas, {duplicates:int} duplicadas, {rejects:int} rechazadas."},
	"counts.inputs":  {"The counts of the inputs do not sum up to those of the report: {sum:int} and {read:int} lines read.", "Las cuentas de los archivos de origen no suman las del informe: {sum:int} y {read:int} líneas leídas."},
	"counts.formats": {"The lines by format cannot be right: with {format} they are more than the {read:int} that were read.", "Las líneas por formato no pueden ser correctas: con {format} son más que las {read:int} leídas."},
	"counts.sites":   {"The requests by site cannot be right: with {site} they are more than the {kept:int} lines kept.", "Las solicitudes por sitio no pueden ser correctas: con {site} son más que las {kept:int} líneas conservadas."},
	"bursts.ok":      {"The numbers of the {bursts:int} bursts and {probes:int} kinds of attempts agree with each other.", "Las cifras de las {bursts:int} ráfagas y {probes:int} clases de intentos concuerdan entre sí."},
	"bursts.wrong":   {"Burst {burst:int} ({site}) of report.json cannot be right in: {what}.", "La ráfaga {burst:int} ({site}) de report.json no puede ser correcta en: {what}."},
	"bursts.probe":   {"Attempts {probe:int} ({family}) of report.json cannot be right: more succeeded than there were.", "Los intentos {probe:int} ({family}) de report.json no pueden ser correctos: tuvieron éxito más de los que hubo."},

	"quotes.ok":         {"All {quotes:int} quotes of the report are among the {lines:int} lines of lines.jsonl, and each lies in a listed input.", "Las {quotes:int} citas del informe están entre las {lines:int} líneas de lines.jsonl, y cada una pertenece a un archivo de origen listado."},
	"quotes.input":      {"Line {line:int} of lines.jsonl is of an input that is not listed: {sha256}.", "La línea {line:int} de lines.jsonl es de un archivo de origen no listado: {sha256}."},
	"quotes.place":      {"Line {line:int} of lines.jsonl lies outside its input: {length:int} bytes from {offset:int} on.", "La línea {line:int} de lines.jsonl queda fuera de su archivo de origen: {length:int} bytes desde {offset:int}."},
	"quotes.commitment": {"Line {line:int} of lines.jsonl has no commitment of the known form.", "La línea {line:int} de lines.jsonl no tiene un compromiso de la forma conocida."},
	"quotes.order":      {"Line {line:int} of lines.jsonl is out of order or there twice.", "La línea {line:int} de lines.jsonl está fuera de orden o repetida."},
	"quotes.missing":    {"Quote {quote:int} of burst {burst:int} ({file}, byte {offset:int}) is not in lines.jsonl.", "La cita {quote:int} de la ráfaga {burst:int} ({file}, byte {offset:int}) no está en lines.jsonl."},
	"quotes.digest":     {"Quote {quote:int} of burst {burst:int} ({file}, byte {offset:int}) has another commitment than its line in lines.jsonl.", "La cita {quote:int} de la ráfaga {burst:int} ({file}, byte {offset:int}) tiene otro compromiso que su línea de lines.jsonl."},
	"quotes.text":       {"Quote {quote:int} of burst {burst:int} ({file}, byte {offset:int}) says other than its line in lines.jsonl.", "La cita {quote:int} de la ráfaga {burst:int} ({file}, byte {offset:int}) dice otra cosa que su línea de lines.jsonl."},

	"input.ok":         {"{file} is one of the inputs: SHA-256 {sha256}.", "{file} es uno de los archivos de origen: SHA-256 {sha256}."},
	"input.size":       {"{file} has {got:int} bytes; the pack says {want:int}.", "{file} tiene {got:int} bytes; el expediente dice {want:int}."},
	"input.other":      {"{file} is none of the inputs of this pack: its SHA-256 is {sha256}.", "{file} no es ninguno de los archivos de origen del expediente: su SHA-256 es {sha256}."},
	"input.unreadable": {"{file} cannot be read: {why}.", "{file} no se puede leer: {why}."},
	"input.not-given":  {"{file} was not given with --input: whether it has the SHA-256 {sha256} was not checked.", "{file} no se dio con --input: no se verificó si tiene el SHA-256 {sha256}."},
	"bytes.key":        {"The {lines:int} quoted lines of {file} are byte for byte those that the pack commits to.", "Las {lines:int} líneas citadas de {file} son byte por byte aquellas a las que se compromete el expediente."},
	"bytes.text":       {"The {lines:int} quoted lines of {file} read as the pack shows them. What pseudonyms hide was not compared: that needs the key in the sealed part (--identity).", "Las {lines:int} líneas citadas de {file} dicen lo que muestra el expediente. Lo que ocultan los seudónimos no se comparó: para eso hace falta la clave de la parte sellada (--identity)."},
	"bytes.none":       {"No line of {file} is quoted.", "No se cita ninguna línea de {file}."},
	"bytes.differ":     {"The {length:int} bytes of {file} from byte {offset:int} on are not those that the pack quotes.", "Los {length:int} bytes de {file} desde el byte {offset:int} no son los que cita el expediente."},
	"bytes.record":     {"{lines:int} quoted lines of {file} were not compared: their bytes were not at hand when the pack was written, and their digests, if there are any, need the key in the sealed part (--identity).", "No se compararon {lines:int} líneas citadas de {file}: sus bytes no estaban disponibles al escribir el expediente, y sus huellas, si las hay, requieren la clave de la parte sellada (--identity)."},
	"bytes.unreadable": {"The quoted lines of {file} cannot be read: {why}.", "Las líneas citadas de {file} no se pueden leer: {why}."},

	"sealed.ok":       {"The sealed part was opened: the full report with {members:int} addresses of machines, {lines:int} lines with their bytes, {names:int} names behind pseudonyms.", "Se abrió la parte sellada: el informe completo con {members:int} direcciones de máquinas, {lines:int} líneas con sus bytes, {names:int} nombres detrás de seudónimos."},
	"sealed.none":     {"The pack has no sealed part: who stands behind the pseudonyms cannot be checked.", "El expediente no tiene parte sellada: no se puede verificar a quién corresponden los seudónimos."},
	"sealed.closed":   {"The sealed part ({bytes:bytes}) was not opened: give --identity with a recipient's key.", "La parte sellada ({bytes:bytes}) no se abrió: dé --identity con la clave de un destinatario."},
	"sealed.missing":  {"A key was given, and the pack has no sealed part.", "Se dio una clave y el expediente no tiene parte sellada."},
	"sealed.identity": {"The key that was given does not open the sealed part: it was sealed to others.", "La clave que se dio no abre la parte sellada: se selló para otros."},
	"sealed.damaged":  {"The sealed part is damaged: {why}.", "La parte sellada está dañada: {why}."},

	"commitments.ok":      {"The commitments of all {lines:int} lines open to their bytes, and their masked texts are these bytes with names replaced.", "Los compromisos de las {lines:int} líneas corresponden a sus bytes, y sus textos son esos bytes con los nombres sustituidos."},
	"commitments.missing": {"Line {line:int} of lines.jsonl is not in the sealed part.", "La línea {line:int} de lines.jsonl no está en la parte sellada."},
	"commitments.differ":  {"The commitment of line {line:int} of lines.jsonl is not to the bytes in the sealed part.", "El compromiso de la línea {line:int} de lines.jsonl no corresponde a los bytes de la parte sellada."},
	"commitments.text":    {"Line {line:int} of lines.jsonl says other than its bytes in the sealed part.", "La línea {line:int} de lines.jsonl dice otra cosa que sus bytes en la parte sellada."},
	"commitments.count":   {"lines.jsonl has {public:int} lines, the sealed part {sealed:int}.", "lines.jsonl tiene {public:int} líneas, la parte sellada {sealed:int}."},
	"pseudonyms.ok":       {"All {names:int} pseudonyms are made of their names with the key.", "Los {names:int} seudónimos se hicieron de sus nombres con la clave."},
	"pseudonyms.differ":   {"The pseudonym {pseudonym} is not made of its name with the key.", "El seudónimo {pseudonym} no se hizo de su nombre con la clave."},
	"pseudonyms.spelling": {"The pseudonym {pseudonym} stands for a text that does not spell its name.", "El seudónimo {pseudonym} representa un texto que no escribe su nombre."},
	"masking.ok":          {"The public report is the full one with names replaced and the machines' addresses left out: {values:int} values compared.", "El informe público es el completo con los nombres sustituidos y sin las direcciones de las máquinas: se compararon {values:int} valores."},
	"masking.differs":     {"The public report and the full one do not say the same at {member}.", "El informe público y el completo no dicen lo mismo en {member}."},
	"masking.unreadable":  {"The full report in the sealed part cannot be read: {why}.", "El informe completo de la parte sellada no se puede leer: {why}."},
	"left.ok":             {"None of {names:int} hidden addresses, mail addresses and host names stands in a public file.", "Ninguna de las {names:int} direcciones, direcciones de correo y nombres de equipo ocultos aparece en un archivo público."},
	"left.name":           {"A name that should be hidden stands in {file} at byte {at:int}.", "Un nombre que debía ocultarse aparece en {file}, en el byte {at:int}."},
}
