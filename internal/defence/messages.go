package defence

import "github.com/unveil-project/unveil/internal/lang"

// Messages are the comments and refusals.
var Messages = lang.Catalogue{
	"defence.burst": {
		En: "unveil: rule for the burst at {site}, {from} to {to}",
		Es: "unveil: regla para el pico en {site}, de {from} a {to}",
	},
	"defence.stopped": {
		En: "It would have stopped {burst:percent} of the burst's requests and {attack:percent} of those that look like machines'.",
		Es: "Habría detenido el {burst:percent} de las solicitudes del pico y el {attack:percent} de las que parecen de máquinas.",
	},
	"defence.harm": {
		En: "Of ordinary time it would have hit {clients:percent} of the clients and {requests:percent} of the requests ({time:duration} measured), and {visitors:percent} of those who look like visitors in the burst.",
		Es: "En tiempo ordinario habría afectado al {clients:percent} de los clientes y al {requests:percent} de las solicitudes ({time:duration} medidos), y en el pico al {visitors:percent} de quienes parecen visitantes.",
	},
	"defence.unmeasured": {
		En: "The log holds no ordinary time: whom else it would hit is not known. It would have hit {visitors:percent} of those who look like visitors in the burst.",
		Es: "El registro no contiene tiempo ordinario: no se sabe a quién más afectaría. En el pico habría afectado al {visitors:percent} de quienes parecen visitantes.",
	},
	"defence.warning": {
		En: "WARNING: this rule turns ordinary visitors away, or nobody knows whether it does. Prefer a rate limit or a challenge to a block.",
		Es: "ADVERTENCIA: esta regla rechaza a visitantes ordinarios, o no se sabe si lo hace. Prefiera un límite de frecuencia o una verificación a un bloqueo.",
	},
	"defence.expiry": {
		En: "Remove it after {time:duration} at the latest; measure again if the attack goes on.",
		Es: "Retírela a más tardar después de {time:duration}; si el ataque continúa, mida de nuevo.",
	},
	"defence.where.nginx": {
		En: "The maps belong into the http block, the if into the server block of the site. 403 may be replaced by 444, which closes the connection without an answer.",
		Es: "Los bloques map van en el bloque http; el if, en el bloque server del sitio. En lugar de 403 puede usarse 444, que cierra la conexión sin respuesta.",
	},
	"defence.where.haproxy": {
		En: "Into the frontend of the site, before other http-request rules. deny may be replaced by tarpit, with a timeout tarpit.",
		Es: "En el frontend del sitio, antes de otras reglas http-request. En lugar de deny puede usarse tarpit, con un timeout tarpit.",
	},
	"defence.where.caddy": {
		En: "Into the block of the site.",
		Es: "En el bloque del sitio.",
	},
	"defence.where.cloudflare": {
		En: "Paste the last line as the expression of a custom rule; lines that begin with # are not part of it. Begin with the action Managed Challenge. The operator matches needs a plan that has regular expressions.",
		Es: "Pegue la última línea como expresión de una regla personalizada; las líneas que empiezan con # no son parte de ella. Empiece con la acción Managed Challenge. El operador matches requiere un plan con expresiones regulares.",
	},
	"defence.where.nftables": {
		En: "Load with: nft -f FILE. Entries expire by themselves. Addresses alone are blocked, whatever they ask for.",
		Es: "Se carga con: nft -f ARCHIVO. Las entradas caducan solas. Se bloquean direcciones enteras, pidan lo que pidan.",
	},
	"defence.where.scenario": {
		En: "A scenario for CrowdSec with its HTTP parsers: it bans an address with the first request that matches. Try it in simulation first.",
		Es: "Un escenario para CrowdSec con sus analizadores de HTTP: bloquea una dirección con la primera solicitud que coincide. Pruébelo primero en simulación.",
	},
	"defence.reason": {
		En: "unveil: burst at {site}, {from}; hits {clients:percent} of ordinary clients ({time:duration} measured)",
		Es: "unveil: pico en {site}, {from}; afecta al {clients:percent} de los clientes ordinarios ({time:duration} medidos)",
	},

	"defence.no.signature": {
		En: "no set of field values tells the attack from ordinary traffic; there is nothing to write",
		Es: "ningún conjunto de valores distingue el ataque del tráfico ordinario; no hay nada que escribir",
	},
	"defence.no.target": {
		En: "there is no target {target}; there are {targets}",
		Es: "no existe el destino {target}; existen {targets}",
	},
	"defence.no.field": {
		En: "{target} cannot ask for the field {field}",
		Es: "{target} no puede consultar el campo {field}",
	},
	"defence.no.value": {
		En: "a value of the field {field} cannot be written safely into a configuration",
		Es: "un valor del campo {field} no puede escribirse con seguridad en una configuración",
	},
	"defence.no.distributed": {
		En: "the attack comes from too many addresses: a list of them would miss most of it and be out of date at once",
		Es: "el ataque llega de demasiadas direcciones: una lista de ellas dejaría pasar la mayor parte y caducaría de inmediato",
	},
	"defence.no.addresses": {
		En: "the signature names no addresses, and {target} can block nothing else",
		Es: "la firma no nombra direcciones, y {target} no puede bloquear otra cosa",
	},
	"defence.no.length": {
		En: "the expression has {length:int} characters; {target} takes {most:int}",
		Es: "la expresión tiene {length:int} caracteres; {target} admite {most:int}",
	},
}
