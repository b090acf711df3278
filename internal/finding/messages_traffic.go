package finding

import "github.com/unveil-project/unveil/internal/lang"

// trafficMessages are what unveil traffic says beside the findings.
var trafficMessages = lang.Catalogue{
	"traffic.note.clock-back": {
		En: "In {file} the clock goes back by more than a minute {n:count:time|times}, by up to {seconds:duration}. Requests are put in order of their stated times.",
		Es: "En {file} el reloj retrocede más de un minuto {n:count:vez|veces}, hasta {seconds:duration}. Las solicitudes se ordenan por la hora que declaran.",
	},
	"traffic.note.uncompared": {
		En: "The lines of {file} were not looked for in the other logs, which are too long for that. If two logs hold the same lines, those count twice.",
		Es: "Las líneas de {file} no se buscaron en los otros registros, demasiado largos para eso. Si dos registros contienen las mismas líneas, estas cuentan dos veces.",
	},
	"traffic.note.zone": {
		En: "In {file} {n:count:time states|times state} no zone and {n:count:is|are} taken as UTC; give --zone if the server's clock is another. Verdicts do not depend on it, what is said of the timeline does.",
		Es: "En {file} {n:count:hora no declara zona y se toma|horas no declaran zona y se toman} como UTC; dé --zone si el reloj del servidor es otro. Los dictámenes no dependen de ello; lo que se dice de la cronología, sí.",
	},
	"traffic.note.cdn-only": {
		En: "{share:percent} of the lines name an address of a delivery network and no other: who asked is not known of these, and nothing is said of their addresses.",
		Es: "{share:percent} de las líneas nombra una dirección de una red de distribución y ninguna otra: no se sabe quién hizo esas solicitudes y nada se dice de sus direcciones.",
	},
	"traffic.note.proxy-only": {
		En: "{share:percent} of the lines name an address of a private network: a proxy of the site's own, or a machine beside it. Who asked through it is not known. If a proxy adds X-Forwarded-For, log that field.",
		Es: "{share:percent} de las líneas nombra una dirección de una red privada: un intermediario del propio sitio o una máquina a su lado. No se sabe quién preguntó por su medio. Si un intermediario agrega X-Forwarded-For, registre ese campo.",
	},
	"traffic.note.edge": {
		En: "At an edge of {file} {n:count:line stands|lines stand} whose addresses appear nowhere else; the other {rest:count:line comes|lines come} from one network ({network}). Such a line may be a stranger's, or may have been added by hand: compare the file with the server's own copy.",
		Es: "Al borde de {file} {n:count:línea tiene una dirección|líneas tienen direcciones} sin otra aparición; del resto, {rest:count:línea|líneas}, todo viene de una sola red ({network}). Una línea así puede ser de un tercero o haberse agregado a mano: compare el archivo con la copia del servidor.",
	},
	"traffic.limit.country": {
		En: "A country here is where a registry lists the range of an address, as the databases {databases} had it; it is not where the person at the other end is, and says nothing of who sent the request.",
		Es: "Un país aquí es aquel en que un registro inscribe el rango de una dirección, según las bases {databases}; no es donde está la persona al otro extremo, y nada dice de quién envió la solicitud.",
	},
	"traffic.why.probe": {
		En: "an example of a probe: {family}",
		Es: "un ejemplo de sondeo: {family}",
	},
	"traffic.why.signature": {
		En: "a line that the signature of the burst matches",
		Es: "una línea que la firma de la ráfaga abarca",
	},
}
