package finding

import "github.com/unveil-project/unveil/internal/lang"

// floodMessages is what the detector flood can say.
var floodMessages = lang.Merge(floodStatements, floodReasons, floodInnocent, floodPrograms, floodClock)

var floodStatements = lang.Catalogue{
	"flood.hypothesis": {
		En: "the burst contains an attack on the availability of the site",
		Es: "la ráfaga contiene un ataque a la disponibilidad del sitio",
	},
	"flood.headline.attack": {
		En: "{site} received {requests:count:request|requests} in {seconds:duration} from {clients:count:address|addresses}; by their behaviour, {attack:int} of them beyond the usual came from programs, as in a flood.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} en {seconds:duration} desde {clients:count:dirección|direcciones}; por su comportamiento, {attack:int} de ellas, por encima de lo habitual, provinieron de programas, como en una inundación.",
	},
	"flood.headline.crowd": {
		En: "{site} received {requests:count:request|requests} in {seconds:duration} from {clients:count:address|addresses}; by their behaviour, this was a crowd of visitors.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} en {seconds:duration} desde {clients:count:dirección|direcciones}; por su comportamiento, fue una afluencia de visitantes.",
	},
	"flood.headline.both": {
		En: "{site} received {requests:count:request|requests} in {seconds:duration}: a crowd (about {crowd:int} beyond the usual) and, at the same time, programs that behaved as in a flood (about {attack:int}).",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} en {seconds:duration}: una afluencia (unas {crowd:int} por encima de lo habitual) y, al mismo tiempo, programas que se comportaron como en una inundación (unas {attack:int}).",
	},
	"flood.headline.unclear": {
		En: "{site} received {requests:count:request|requests} in {seconds:duration} from {clients:count:address|addresses}; the log does not hold enough to call it a crowd or an attack.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} en {seconds:duration} desde {clients:count:dirección|direcciones}; el registro no basta para llamarlo afluencia ni ataque.",
	},
	"flood.headline.scan": {
		En: "{site} received {requests:count:request|requests} in {seconds:duration}, most of them of a scan: few addresses asking for many things, many of which are not there. A scan is not a flood.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} en {seconds:duration}, la mayoría de un escaneo: pocas direcciones que piden muchas cosas, muchas de ellas inexistentes. Un escaneo no es una inundación.",
	},
	"flood.headline.crawler": {
		En: "{site} received {requests:count:request|requests} in {seconds:duration}, most of them from declared crawlers and monitors. That is no crowd, and by itself no attack.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} en {seconds:duration}, la mayoría de rastreadores y monitores declarados. No es una afluencia ni, por sí mismo, un ataque.",
	},
	"flood.headline.scheduled": {
		En: "{site} received {requests:count:request|requests} in {seconds:duration}, most of them from a scheduled job: the same few addresses came at this time of day on {days:count:day|days}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} en {seconds:duration}, la mayoría de una tarea programada: las mismas pocas direcciones llegaron a esta hora en {days:count:día|días}.",
	},
	"flood.headline.own": {
		En: "{site} received {requests:count:request|requests} in {seconds:duration}, nearly all from its own machines or its proxy by their addresses; the log does not show other clients, so it does not decide between a crowd and an attack.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} en {seconds:duration}, casi todas de sus propias máquinas o de su proxy según sus direcciones; el registro no muestra otros clientes, por lo que no permite decidir entre una afluencia y un ataque.",
	},
	"flood.headline.proxy": {
		En: "{site} received {requests:count:request|requests} in {seconds:duration}, nearly all by way of one proxy; the log does not show the clients behind it, so it does not decide between a crowd and an attack.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} en {seconds:duration}, casi todas a través de un mismo proxy; el registro no muestra los clientes detrás de él, por lo que no permite decidir entre una afluencia y un ataque.",
	},
	"flood.detail.volume": {
		En: "The site's own baseline expected {expected:count:request|requests} in this time; there were {requests:int}, {ratio:number} times as many, {z:number} robust standard deviations above.",
		Es: "El nivel habitual del propio sitio preveía {expected:count:solicitud|solicitudes} en este lapso; hubo {requests:int}, {ratio:number} veces esa cifra, {z:number} desviaciones estándar robustas por encima.",
	},
	"flood.detail.from-nothing": {
		En: "The site's own baseline expected next to no requests in this time; there were {requests:int}.",
		Es: "El nivel habitual del propio sitio casi no preveía solicitudes en este lapso; hubo {requests:int}.",
	},
	"flood.detail.parts": {
		En: "Of the requests beyond the usual, {machine:percent} came from addresses that behaved like programs, {human:percent} like browsers with a person, {robot:percent} from declared crawlers, monitors and scheduled jobs and {scan:percent} from scans; {rest:percent} cannot be told.",
		Es: "De las solicitudes por encima de lo habitual, {machine:percent} provino de direcciones que se comportaron como programas, {human:percent} como navegadores de personas, {robot:percent} de rastreadores y monitores declarados y tareas programadas y {scan:percent} de escaneos; de {rest:percent} no se puede saber.",
	},
	"flood.detail.rate": {
		En: "Rate: {average:number} requests a second on average, {peak:number} at the peak.",
		Es: "Ritmo: {average:number} solicitudes por segundo en promedio, {peak:number} en el máximo.",
	},
	"flood.detail.top": {
		En: "The busiest address made {share:percent} of the requests; they came from about {networks:count:network|networks} (/24 or /48).",
		Es: "La dirección más activa hizo {share:percent} de las solicitudes; provinieron de unas {networks:count:red|redes} (/24 o /48).",
	},
	"flood.detail.failed": {
		En: "{failed:percent} of the pages asked for were answered with an overload or server error or not at all; {cut:percent} were given up by the client (status 499 or 408).",
		Es: "{failed:percent} de las páginas solicitadas recibió un error de saturación o del servidor, o ninguna respuesta; {cut:percent} fue abandonado por el cliente (estado 499 o 408).",
	},
	"flood.role.first":    {En: "first request of the burst", Es: "primera solicitud de la ráfaga"},
	"flood.role.path":     {En: "page asked for {n:count:time|times}, {share:percent} of the pages", Es: "página solicitada {n:count:vez|veces}, {share:percent} de las páginas"},
	"flood.role.busiest":  {En: "from the busiest address, with {n:count:request|requests}", Es: "de la dirección más activa, con {n:count:solicitud|solicitudes}"},
	"flood.role.ordinary": {En: "from the ordinary time that the burst was compared with", Es: "del lapso ordinario con el que se comparó la ráfaga"},
}

var floodReasons = lang.Catalogue{
	"flood.basis.none": {
		En: "The log holds only {seconds:duration} and nothing to compare them with: the verdict rests on the structure of the requests alone, for want of history.",
		Es: "El registro abarca solo {seconds:duration} y nada con qué compararlo: el dictamen se apoya únicamente en la estructura de las solicitudes, por falta de historial.",
	},
	"flood.basis.thin": {
		En: "The log holds {days:number} days before the burst and too little ordinary traffic to know what visitors usually do.",
		Es: "El registro abarca {days:number} días antes de la ráfaga y muy poco tráfico ordinario para saber qué hacen normalmente los visitantes.",
	},
	"flood.basis.same-hour": {
		En: "Compared with the same hour of other days; the log holds {days:number} days before the burst.",
		Es: "Comparado con la misma hora de otros días; el registro abarca {days:number} días antes de la ráfaga.",
	},
	"flood.basis.neighbours": {
		En: "Compared with the time around it; the log holds {seconds:duration} before the burst, too little for the same hour of several days.",
		Es: "Comparado con el tiempo alrededor; el registro abarca {seconds:duration} antes de la ráfaga, poco para usar la misma hora de varios días.",
	},
	"flood.basis.after": {
		En: "The ordinary visitors it is compared with came after the burst: the log begins too late.",
		Es: "Los visitantes ordinarios con los que se compara llegaron después de la ráfaga: el registro empieza demasiado tarde.",
	},
	"flood.basis.bound": {
		En: "{held:count:address|addresses} were profiled one by one; {missed:count:request|requests} of further addresses were only counted.",
		Es: "Se perfilaron una por una {held:count:dirección|direcciones}; {missed:count:solicitud|solicitudes} de otras direcciones solo se contaron.",
	},
	"flood.basis.unclear": {
		En: "The signs point both ways or are too few.",
		Es: "Los indicios apuntan en ambos sentidos o son muy pocos.",
	},
	"flood.basis.own": {
		En: "{share:percent} of the requests beyond the usual came from {clients:count:loopback or private address|loopback or private addresses}: the site's own machines, or the proxy in front of it. The clients behind a proxy are not in this log.",
		Es: "{share:percent} de las solicitudes por encima de lo habitual provino de {clients:count:dirección local o privada|direcciones locales o privadas}: las máquinas del propio sitio o su proxy. Los clientes detrás de un proxy no aparecen en este registro.",
	},
	"flood.basis.proxy": {
		En: "One address made {share:percent} of the requests, under at least {agents:int} different agents: a proxy or a delivery network. The clients behind it are not in this log.",
		Es: "Una sola dirección hizo {share:percent} de las solicitudes, con al menos {agents:int} agentes distintos: un proxy o una red de distribución. Los clientes detrás de ella no aparecen en este registro.",
	},
	"flood.limit.layers": {
		En: "An access log does not show attacks below HTTP, nor requests that a delivery network answered or absorbed.",
		Es: "Un registro de acceso no muestra ataques por debajo de HTTP ni solicitudes que una red de distribución haya respondido o absorbido.",
	},
	"flood.limit.edited": {
		En: "A log can be edited or cut; the hashes in this report show only that it has not changed since it was read.",
		Es: "Un registro puede ser editado o recortado; los hashes de este informe solo muestran que no ha cambiado desde que se leyó.",
	},
	"flood.limit.addresses": {
		En: "Addresses are not people: many people can share one, and one person can use many.",
		Es: "Las direcciones no son personas: muchas personas pueden compartir una, y una persona puede usar muchas.",
	},
	"flood.limit.country": {
		En: "Where the addresses are registered was not examined, and would not tell who is behind them.",
		Es: "No se examinó dónde están registradas las direcciones, y eso no diría quién está detrás de ellas.",
	},
}

var floodInnocent = lang.Catalogue{
	"flood.call.aligned": {
		En: "A call to visit the site: “{event}” began {delay:duration} before the burst. {share:percent} of the requests beyond the usual came from addresses that behaved like people with browsers.",
		Es: "Un llamado a visitar el sitio: «{event}» empezó {delay:duration} antes de la ráfaga. {share:percent} de las solicitudes por encima de lo habitual provino de direcciones que se comportaron como personas con navegador.",
	},
	"flood.call.before": {
		En: "A call to visit the site: “{event}” began {delay:duration} after the burst did. {share:percent} of the requests beyond the usual came from addresses that behaved like people with browsers.",
		Es: "Un llamado a visitar el sitio: «{event}» empezó {delay:duration} después que la ráfaga. {share:percent} de las solicitudes por encima de lo habitual provino de direcciones que se comportaron como personas con navegador.",
	},
	"flood.call.apart": {
		En: "A call to visit the site: no event of the calendar fits the beginning of the burst. {share:percent} of the requests beyond the usual came from addresses that behaved like people with browsers.",
		Es: "Un llamado a visitar el sitio: ningún evento del calendario coincide con el inicio de la ráfaga. {share:percent} de las solicitudes por encima de lo habitual provino de direcciones que se comportaron como personas con navegador.",
	},
	"flood.call.no-calendar": {
		En: "A call to visit the site: the calendar names no event near this time, so only behaviour could be tested. {share:percent} of the requests beyond the usual came from addresses that behaved like people with browsers.",
		Es: "Un llamado a visitar el sitio: el calendario no registra eventos cercanos, por lo que solo se pudo examinar el comportamiento. {share:percent} de las solicitudes por encima de lo habitual provino de direcciones que se comportaron como personas con navegador.",
	},
	"flood.crawler": {
		En: "A search engine or a monitor: {share:percent} of the requests beyond the usual came from declared crawlers and monitors, and {known:percent} of all requests from addresses that came in ordinary time too.",
		Es: "Un buscador o un monitor: {share:percent} de las solicitudes por encima de lo habitual provino de rastreadores y monitores declarados, y {known:percent} de todas las solicitudes, de direcciones que también llegaron en tiempo ordinario.",
	},
	"flood.crawler.alone": {
		En: "A search engine or a monitor: {share:percent} of the requests beyond the usual came from declared crawlers and monitors.",
		Es: "Un buscador o un monitor: {share:percent} de las solicitudes por encima de lo habitual provino de rastreadores y monitores declarados.",
	},
	"flood.crawler.untested": {
		En: "A search engine or a monitor: the log does not hold what the clients call themselves.",
		Es: "Un buscador o un monitor: el registro no contiene cómo se identifican los clientes.",
	},
	"flood.mailing": {
		En: "A mailing or a link of the campaign's own: {marked:percent} of the pages carried a campaign mark (utm, fbclid, gclid), and {external:percent} more were reached from other sites.",
		Es: "Un envío o un enlace de la propia campaña: {marked:percent} de las páginas llevaba una marca de campaña (utm, fbclid, gclid), y a otro {external:percent} se llegó desde otros sitios.",
	},
	"flood.retry": {
		En: "A storm of retries on an overloaded site: {again:percent} of the requests came from addresses that got no answer and asked again; {failed:percent} of the pages failed.",
		Es: "Una tormenta de reintentos en un sitio saturado: {again:percent} de las solicitudes provino de direcciones que no obtuvieron respuesta y volvieron a pedir; falló {failed:percent} de las páginas.",
	},
	"flood.clock": {
		En: "A fault of the log: it was silent for {gap:duration} before the burst, and its busiest second holds {second:percent} of the requests.",
		Es: "Una falla del registro: estuvo en silencio {gap:duration} antes de la ráfaga, y su segundo más cargado contiene {second:percent} de las solicitudes.",
	},
	"flood.clock.untested": {
		En: "A fault of the log: there is nothing before the burst to see a gap in; its busiest second holds {second:percent} of the requests.",
		Es: "Una falla del registro: no hay nada antes de la ráfaga donde ver un hueco; su segundo más cargado contiene {second:percent} de las solicitudes.",
	},
	"flood.scan": {
		En: "A scan for weak spots, which is no flood: {share:percent} of the requests beyond the usual came from {clients:count:address|addresses} that asked for many different things; {missing:percent} of all pages asked for were refused or not there.",
		Es: "Un escaneo en busca de puntos débiles, que no es una inundación: {share:percent} de las solicitudes por encima de lo habitual provino de {clients:count:dirección|direcciones} que pidieron muchas cosas distintas; {missing:percent} de todas las páginas solicitadas fue rechazado o no existía.",
	},
}

var floodPrograms = lang.Catalogue{
	"flood.refresh": {
		En: "A page that refreshes itself: {share:percent} of the requests beyond the usual came from {clients:count:address|addresses} that loaded a page of the site with its assets and then asked from within it again and again, every {interval:duration} on average.",
		Es: "Una página que se actualiza sola: {share:percent} de las solicitudes por encima de lo habitual provino de {clients:count:dirección|direcciones} que cargaron una página del sitio con sus elementos y luego siguieron pidiendo desde ella, cada {interval:duration} en promedio.",
	},
	"flood.refresh.none": {
		En: "A page that refreshes itself: no address that loaded a page with its assets went on asking from within it at an even pace.",
		Es: "Una página que se actualiza sola: ninguna dirección que cargó una página con sus elementos siguió pidiendo desde ella a ritmo constante.",
	},
	"flood.refresh.untested": {
		En: "A page that refreshes itself: the log holds no referers or no assets, so who had loaded a page is not known.",
		Es: "Una página que se actualiza sola: el registro no contiene páginas de procedencia o elementos, por lo que no se sabe quién había cargado una página.",
	},
	"flood.scheduled": {
		En: "A scheduled job, such as a backup: {share:percent} of the requests beyond the usual came from {clients:count:address|addresses} that came at this time of day on {days:count:day|days}.",
		Es: "Una tarea programada, como un respaldo: {share:percent} de las solicitudes por encima de lo habitual provino de {clients:count:dirección|direcciones} que llegaron a esta hora en {days:count:día|días}.",
	},
	"flood.scheduled.none": {
		En: "A scheduled job, such as a backup: no address made much of a burst at this time of day on three days or more.",
		Es: "Una tarea programada, como un respaldo: ninguna dirección formó buena parte de una ráfaga a esta hora en tres días o más.",
	},
	"flood.scheduled.untested": {
		En: "A scheduled job, such as a backup: the log holds too few days to see it recur.",
		Es: "Una tarea programada, como un respaldo: el registro abarca muy pocos días para ver si se repite.",
	},
	"flood.shared": {
		En: "Many people behind few addresses, as with mobile carriers: {share:percent} of the requests beyond the usual came from {clients:count:address|addresses} with many agents each that loaded pages with their assets.",
		Es: "Muchas personas detrás de pocas direcciones, como ocurre con las operadoras móviles: {share:percent} de las solicitudes por encima de lo habitual provino de {clients:count:dirección|direcciones} con muchos agentes cada una, que cargaron páginas con sus elementos.",
	},
	"flood.shared.untested": {
		En: "Many people behind few addresses, as with mobile carriers: the log does not hold agents and referers, so that cannot be told.",
		Es: "Muchas personas detrás de pocas direcciones, como ocurre con las operadoras móviles: el registro no contiene los agentes y las páginas de procedencia, por lo que no se puede saber.",
	},
	"flood.own": {
		En: "The site's own machines or the proxy in front of it: {share:percent} of the requests beyond the usual came from few loopback or private addresses.",
		Es: "Las máquinas del propio sitio o su proxy: {share:percent} de las solicitudes por encima de lo habitual provino de pocas direcciones locales o privadas.",
	},
}

var floodClock = lang.Catalogue{
	"flood.clock-note.minute": {
		En: "{share:percent} of the requests to {site} are logged in minute {phase} of an hour: an artefact of the clock or of the export, not hourly bursts.",
		Es: "{share:percent} de las solicitudes a {site} está registrado en el minuto {phase} de una hora: es un artefacto del reloj o de la exportación, no ráfagas cada hora.",
	},
	"flood.clock-note.second": {
		En: "{share:percent} of the requests to {site} are logged in second {phase} of a minute: the times were rounded; these are not bursts every minute.",
		Es: "{share:percent} de las solicitudes a {site} está registrado en el segundo {phase} de un minuto: las horas fueron redondeadas; no son ráfagas cada minuto.",
	},
	"flood.clock-note.basis": {
		En: "The pattern holds over {cycles:int} periods and {requests:count:request|requests}.",
		Es: "El patrón se mantiene en {cycles:int} periodos y {requests:count:solicitud|solicitudes}.",
	},
	"flood.clock-note.detail": {
		En: "Bursts were looked for in steps of {bin:duration}; shorter ones cannot be seen in this log.",
		Es: "Se buscaron ráfagas en pasos de {bin:duration}; en este registro no se pueden ver las más cortas.",
	},
	"flood.clock-note.innocent": {
		En: "Times spread evenly would put {chance:percent} of the requests there; {share:percent} are. A rounded clock, a sampled export or a site that is only called on schedule does this.",
		Es: "Con horas repartidas de manera uniforme habría ahí {chance:percent} de las solicitudes; hay {share:percent}. Así ocurre con un reloj redondeado, una exportación por muestreo o un sitio que solo se consulta a horas fijas.",
	},
}
