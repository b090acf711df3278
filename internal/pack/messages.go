package pack

import "github.com/unveil-project/unveil/internal/lang"

// Messages are the texts of README.txt.
var Messages = lang.Catalogue{
	"pack.title": {
		En: "EVIDENCE PACK OF AN ACCESS LOG\n\n(En español: más abajo.)\n",
		Es: "EXPEDIENTE DE EVIDENCIA DE UN REGISTRO DE ACCESOS\n",
	},
	"pack.what": {
		En: `This pack holds what somebody else needs to check a statement about the
requests to a web site: the statement, the lines of the log that it quotes,
and the digests of the files that it rests on. It was written by the program
unveil. Addresses, host names of visitors, user names and secrets in queries
are replaced by pseudonyms such as addr-1a2b3c4d. The same name has the same
pseudonym everywhere in this pack. Nobody can turn a pseudonym back without
the key.
`,
		Es: `Este expediente reúne lo que otra persona necesita para verificar una
afirmación sobre las solicitudes a un sitio web: la afirmación, las líneas del
registro que cita y las huellas digitales de los archivos en que se apoya. Lo
escribió el programa unveil. Las direcciones, los nombres de equipo de los
visitantes, los nombres de usuario y los datos reservados de las consultas se
sustituyen por seudónimos como addr-1a2b3c4d. Un mismo nombre tiene siempre el
mismo seudónimo en este expediente. Sin la clave nadie puede revertirlo.
`,
	},
	"pack.claim": {
		En: "WHAT IS STATED\n\nRead: {read:count:line|lines}; {kept:int} kept, {duplicates:int} duplicates, {rejects:int} that could not be read. Inputs:",
		Es: "QUÉ SE AFIRMA\n\nSe leyeron {read:count:línea|líneas}: {kept:int} conservadas, {duplicates:int} duplicadas, {rejects:int} que no se pudieron leer. Archivos de origen:",
	},
	"pack.input": {
		En: "  {file}, {bytes:int} bytes, SHA-256\n    {sha256}",
		Es: "  {file}, {bytes:int} bytes, SHA-256\n    {sha256}",
	},
	"pack.burst.attack": {
		En: "- {site}, {start:time} to {end:time}: {requests:count:request|requests}. The log fits an attack (likelihood {p:percent}).",
		Es: "- {site}, {start:time} a {end:time}: {requests:count:solicitud|solicitudes}. El registro corresponde a un ataque (verosimilitud {p:percent}).",
	},
	"pack.burst.crowd": {
		En: "- {site}, {start:time} to {end:time}: {requests:count:request|requests}. The log fits a crowd of visitors (likelihood of an attack {p:percent}).",
		Es: "- {site}, {start:time} a {end:time}: {requests:count:solicitud|solicitudes}. El registro corresponde a una multitud de visitantes (verosimilitud de un ataque {p:percent}).",
	},
	"pack.burst.both": {
		En: "- {site}, {start:time} to {end:time}: {requests:count:request|requests}. The log fits an attack and a crowd at the same time (likelihood of an attack {p:percent}).",
		Es: "- {site}, {start:time} a {end:time}: {requests:count:solicitud|solicitudes}. El registro corresponde a un ataque y a una multitud a la vez (verosimilitud de un ataque {p:percent}).",
	},
	"pack.burst.unclear": {
		En: "- {site}, {start:time} to {end:time}: {requests:count:request|requests}. The log does not tell an attack from a crowd (likelihood of an attack {p:percent}).",
		Es: "- {site}, {start:time} a {end:time}: {requests:count:solicitud|solicitudes}. El registro no permite distinguir un ataque de una multitud (verosimilitud de un ataque {p:percent}).",
	},
	"pack.burst.other": {
		En: "- {site}, {start:time} to {end:time}: {requests:count:request|requests} (likelihood of an attack {p:percent}).",
		Es: "- {site}, {start:time} a {end:time}: {requests:count:solicitud|solicitudes} (verosimilitud de un ataque {p:percent}).",
	},
	"pack.no-burst": {
		En: "- No stretch with clearly more requests than usual was found.",
		Es: "- No se encontró ningún periodo con claramente más solicitudes de lo habitual.",
	},
	"pack.probe": {
		En: "- Attempts of the kind {family} (MITRE ATT&CK {technique}): {requests:count:request|requests}, of which {succeeded:int} look as if they succeeded.",
		Es: "- Intentos del tipo {family} (MITRE ATT&CK {technique}): {requests:count:solicitud|solicitudes}, de las cuales {succeeded:int} parecen haber tenido éxito.",
	},
	"pack.files": {
		En: `
WHAT IS IN IT

manifest.json  path, size and SHA-256 of every other file. The SHA-256 of
               manifest.json itself is the id of this pack.
report.json    the report, with every number.
lines.jsonl    each quoted line: its file, its place, its text with names
               masked, and a commitment to its bytes.
inputs.json    the files that were read, the program, the databases, the
               assumptions about the clock, and the command that gives the
               same report again.`,
		Es: `
QUÉ CONTIENE

manifest.json  ruta, tamaño y SHA-256 de cada uno de los demás archivos. El
               SHA-256 del propio manifest.json es el identificador del
               expediente.
report.json    el informe, con todas sus cifras.
lines.jsonl    cada línea citada: su archivo, su lugar, su texto con los
               nombres ocultos y un compromiso criptográfico con sus bytes.
inputs.json    los archivos leídos, el programa, las bases de datos, los
               supuestos sobre el reloj y la orden que vuelve a producir el
               mismo informe.`,
	},
	"pack.page": {
		En: "report.html    the same report as a page for any browser.",
		Es: "report.html    el mismo informe como página para cualquier navegador.",
	},
	"pack.sealed": {
		En: "sealed.age     the full report, the quoted lines byte for byte and the key of\n               the pseudonyms, encrypted to {n:count:recipient|recipients} (age-encryption.org).",
		Es: "sealed.age     el informe completo, las líneas citadas byte por byte y la clave\n               de los seudónimos, cifrados para {n:count:destinatario|destinatarios} (age-encryption.org).",
	},
	"pack.open": {
		En: "There is no sealed part: only who wrote this pack can show what the\npseudonyms stand for.",
		Es: "No hay parte sellada: solo quien escribió este expediente puede mostrar a\nquién corresponden los seudónimos.",
	},
	"pack.hand": {
		En: `
HOW TO CHECK IT

With the program, without a network:
  unveil verify FILE.zip
  unveil verify FILE.zip --input access.log.gz
  unveil verify FILE.zip --input access.log.gz --identity key.txt

By hand, with tools that every computer has:
  unzip FILE.zip -d pack
  sha256sum pack/*           and compare with manifest.json
  sha256sum access.log.gz    and compare with inputs.json
What sha256sum prints for manifest.json is the id of the pack. Compare it with
the id that was announced: whoever changes a file and the manifest changes the
id.`,
		Es: `
CÓMO VERIFICARLO

Con el programa, sin conexión a la red:
  unveil verify ARCHIVO.zip
  unveil verify ARCHIVO.zip --input access.log.gz
  unveil verify ARCHIVO.zip --input access.log.gz --identity clave.txt

A mano, con herramientas que tiene cualquier equipo:
  unzip ARCHIVO.zip -d expediente
  sha256sum expediente/*     y compare con manifest.json
  sha256sum access.log.gz    y compare con inputs.json
Lo que sha256sum da para manifest.json es el identificador del expediente.
Compárelo con el que se anunció: quien cambie un archivo y el manifiesto
cambia el identificador.`,
	},
	"pack.line": {
		En: `The first quoted line ({length:int} bytes from byte {offset:int} on, counted from zero in
the unpacked file):
  {read} {file} | tail -c +{from} | head -c {length}
  {read} {file} | dd bs=1 skip={offset} count={length} 2>/dev/null`,
		Es: `La primera línea citada ({length:int} bytes a partir del byte {offset:int}, contado desde
cero en el archivo sin comprimir):
  {read} {file} | tail -c +{from} | head -c {length}
  {read} {file} | dd bs=1 skip={offset} count={length} 2>/dev/null`,
	},
	"pack.limits": {
		En: `
WHAT THIS CANNOT SHOW

- A log is a file. Lines can be added, changed or cut before it comes to who
  analyses it. The digests here show that it was not changed afterwards.
- A country is where a registry places a range of addresses. It does not say
  who sent a request, nor for whom.
- An address is not a person. Many persons share one, and one person has many.
- An access log does not see attacks below HTTP, requests that a delivery
  network or a firewall answered or dropped before the server, or what was
  said inside a request.
- Times are those of the server's clock, with the offset in inputs.json.
- The digest of a file that holds only a few lines lets a reader test guesses
  at what it holds. This holds for any published digest.`,
		Es: `
QUÉ NO PUEDE MOSTRAR

- Un registro es un archivo. Antes de llegar a quien lo analiza se le pueden
  agregar, cambiar o quitar líneas. Las huellas digitales muestran que no
  cambió después.
- Un país es donde un registro regional ubica un rango de direcciones. No dice
  quién envió una solicitud ni por cuenta de quién.
- Una dirección no es una persona. Muchas personas comparten una y una persona
  tiene muchas.
- Un registro de accesos no ve los ataques por debajo de HTTP, ni lo que una
  red de distribución o un cortafuegos contestó o descartó antes del servidor,
  ni lo que llevaba dentro una solicitud.
- Las horas son las del reloj del servidor, con la corrección que indica
  inputs.json.
- La huella digital de un archivo con muy pocas líneas permite a un lector
  poner a prueba conjeturas sobre su contenido. Así ocurre con cualquier
  huella publicada.`,
	},
}
