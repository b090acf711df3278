package finding

import "github.com/unveil-project/unveil/internal/lang"

// probeMessages is what the detector probe can say.
var probeMessages = lang.Merge(probeStatements, probeHeadlines, probeFamilies, probeRoles, probeReasons, probeRecon)

var probeStatements = lang.Catalogue{
	"probe.hypothesis.success": {
		En: "at least one of these requests got what it asked for",
		Es: "al menos una de estas solicitudes obtuvo lo que pedía",
	},
	"probe.hypothesis.acting": {
		En: "these requests come from programs that misuse the site",
		Es: "estas solicitudes provienen de programas que abusan del sitio",
	},
	"probe.headline.note": {
		En: "{site} was probed for weak spots from {clients:count:address|addresses}, in {kinds:count:way|ways}; nothing in the log shows that an attempt succeeded.",
		Es: "{site} recibió sondeos de puntos débiles desde {clients:count:dirección|direcciones}, de {kinds:count:modo|modos}; nada en el registro muestra que un intento haya tenido éxito.",
	},
	"probe.headline.note.won": {
		En: "{site} was probed for weak spots from {clients:count:address|addresses}, in {kinds:count:way|ways}. What looks like success is in findings of its own.",
		Es: "{site} recibió sondeos de puntos débiles desde {clients:count:dirección|direcciones}, de {kinds:count:modo|modos}. Lo que parece un éxito está en hallazgos aparte.",
	},
	"probe.detail.networks": {
		En: "They came from about {networks:count:network|networks} (/24 or /48), {mean:number} requests from an address on average.",
		Es: "Provinieron de unas {networks:count:red|redes} (/24 o /48), con {mean:number} solicitudes por dirección en promedio.",
	},
	"probe.detail.spread": {
		En: "The addresses act alike and each stays below what a limit per address would notice.",
		Es: "Las direcciones se comportan igual y cada una queda por debajo de lo que notaría un límite por dirección.",
	},
	"probe.detail.more":    {En: "There are {kinds:count:further kind|further kinds}.", Es: "Hay {kinds:count:clase|clases} más."},
	"probe.detail.counted": {En: "One request can be of several kinds.", Es: "Una solicitud puede ser de varias clases."},

	"probe.won.size": {
		En: "{n:count:answer looks|answers look} like success: status 200 with a size unlike the site's answers for things that are not there, its front page and its empty answers.",
		Es: "{n:count:respuesta parece|respuestas parecen} un éxito: estado 200 con un tamaño distinto al de las respuestas del sitio para lo que no existe, al de su portada y al de sus respuestas vacías.",
	},
	"probe.won.follow-up": {
		En: "{n:count:answer looks|answers look} like success: status 200 with a size of its own, and the same address then used the page with a form or a query.",
		Es: "{n:count:respuesta parece|respuestas parecen} un éxito: estado 200 con un tamaño propio, y la misma dirección usó después la página con un formulario o una consulta.",
	},
	"probe.won.other-answers": {
		En: "{n:count:answer looks|answers look} like success: status 200 with a size unlike every other answer of the same page.",
		Es: "{n:count:respuesta parece|respuestas parecen} un éxito: estado 200 con un tamaño distinto al de todas las demás respuestas de la misma página.",
	},
	"probe.won.login": {
		En: "{n:count:answer looks|answers look} like success: a redirect after five or more refusals of the same address at the same page.",
		Es: "{n:count:respuesta parece|respuestas parecen} un éxito: una redirección tras cinco o más rechazos a la misma dirección en la misma página.",
	},
	"probe.outcome.none": {
		En: "Whether any succeeded cannot be seen: it shows in the content of answers, which a log does not hold.",
		Es: "No se puede ver si alguna tuvo éxito: eso consta en el contenido de las respuestas, que un registro no guarda.",
	},
	"probe.outcome.size": {
		En: "No answer had status 200 and a size unlike the site's answers for things that are not there.",
		Es: "Ninguna respuesta tuvo estado 200 y un tamaño distinto al de las respuestas del sitio para lo que no existe.",
	},
	"probe.outcome.follow-up": {
		En: "No address came back to use a page that it had found.",
		Es: "Ninguna dirección volvió para usar una página que hubiera encontrado.",
	},
	"probe.outcome.other-answers": {
		En: "No answer differed in size from all others of its page.",
		Es: "Ninguna respuesta difirió en tamaño de todas las demás de su página.",
	},
	"probe.outcome.login": {
		En: "No redirect followed on five refusals of one address, as it would after a right password.",
		Es: "Ninguna redirección siguió a cinco rechazos a una misma dirección, como ocurriría tras una contraseña correcta.",
	},
}

var probeReasons = lang.Catalogue{
	"probe.basis.counted": {
		En: "The requests are counted one by one by what they ask for.",
		Es: "Las solicitudes se cuentan una por una por lo que piden.",
	},
	"probe.basis.size": {
		En: "It rests on sizes alone; the content of the answers is not in the log.",
		Es: "Se apoya solo en tamaños; el contenido de las respuestas no está en el registro.",
	},
	"probe.basis.follow-up": {
		En: "It rests on what the same address did next; the content of the answers is not in the log.",
		Es: "Se apoya en lo que la misma dirección hizo después; el contenido de las respuestas no está en el registro.",
	},
	"probe.basis.acting": {
		En: "It rests on how several addresses behave; what they sent is not in the log.",
		Es: "Se apoya en el comportamiento de varias direcciones; lo que enviaron no está en el registro.",
	},
	"probe.basis.one": {
		En: "It rests on a single address, which can be a program with an old password.",
		Es: "Se apoya en una sola dirección, que puede ser un programa con una contraseña vieja.",
	},
	"probe.innocent.research": {
		En: "A scan of the site's own, or of people who measure the internet: {share:percent} of the requests came from agents that say so, {inside:percent} from loopback or private addresses; {clients:count:address|addresses} in all.",
		Es: "Un escaneo del propio sitio, o de quienes miden internet: {share:percent} de las solicitudes provino de agentes que lo dicen, {inside:percent} de direcciones locales o privadas; {clients:count:dirección|direcciones} en total.",
	},
	"probe.innocent.broken": {
		En: "Broken links: {share:percent} of the requests came from another page, as those of visitors who follow a link do.",
		Es: "Enlaces rotos: {share:percent} de las solicitudes provino de otra página, como las de visitantes que siguen un enlace.",
	},
	"probe.innocent.broken.untested": {
		En: "Broken links: the log does not say from which page a request came.",
		Es: "Enlaces rotos: el registro no dice de qué página provino cada solicitud.",
	},
	"probe.innocent.polling": {
		En: "A program or mobile application that asks the same again and again: the path asked for most has {share:percent} of the requests; {clients:count:address|addresses} in all.",
		Es: "Un programa o aplicación móvil que pide lo mismo una y otra vez: la ruta más pedida tiene {share:percent} de las solicitudes; {clients:count:dirección|direcciones} en total.",
	},
	"probe.innocent.crawler": {
		En: "A crawler that still knows pages that went away: {share:percent} of the requests came from agents that declare themselves one.",
		Es: "Un rastreador que todavía conoce páginas que ya no están: {share:percent} de las solicitudes provino de agentes que se declaran como tal.",
	},
	"probe.innocent.crawler.untested": {
		En: "A crawler that still knows pages that went away: the log does not hold agents.",
		Es: "Un rastreador que todavía conoce páginas que ya no están: el registro no guarda agentes.",
	},
	"probe.limit.answers": {
		En: "A log does not hold what an answer contained: success can only be inferred from status, size and what followed.",
		Es: "Un registro no guarda qué contenía una respuesta: el éxito solo puede inferirse del estado, del tamaño y de lo que siguió.",
	},
	"probe.limit.bodies": {
		En: "What was sent in the body of a request (names, passwords, files) is not in the log.",
		Es: "Lo que se envió en el cuerpo de una solicitud (nombres, contraseñas, archivos) no está en el registro.",
	},
	"probe.limit.addresses": {
		En: "An address is not a person: requests can pass through machines whose owners know nothing of them.",
		Es: "Una dirección no es una persona: las solicitudes pueden pasar por máquinas cuyos dueños no saben nada de ellas.",
	},
	"probe.limit.edited": {
		En: "Whoever gets into a server can remove lines from its log: that nothing is seen does not prove that nothing happened.",
		Es: "Quien entra en un servidor puede quitar líneas de su registro: que no se vea nada no prueba que nada haya ocurrido.",
	},
}

// probeRecon says why an address is worth asking about.
var probeRecon = lang.Catalogue{
	"probe.recon.before": {
		En: "It asked for the target of the burst {seconds:duration} before it began, and for {requests:count:thing|things} in all until then.",
		Es: "Pidió el objetivo de la ráfaga {seconds:duration} antes de que empezara, y {requests:count:cosa|cosas} en total hasta entonces.",
	},
	"probe.recon.during": {
		En: "It came for the first time while the site failed, with {requests:count:request|requests}, and was gone.",
		Es: "Llegó por primera vez mientras el sitio fallaba, con {requests:count:solicitud|solicitudes}, y se fue.",
	},
	"probe.recon.agent": {
		En: "It names the same program as the burst, which is rare in ordinary time.",
		Es: "Nombra el mismo programa que la ráfaga, raro en tiempo ordinario.",
	},
	"probe.recon.joined":   {En: "Later it was part of the burst.", Es: "Después formó parte de la ráfaga."},
	"probe.recon.head":     {En: "It asked with HEAD: whether the page is there, not for its content.", Es: "Preguntó con HEAD: si la página está, no por su contenido."},
	"probe.recon.library":  {En: "It names a library or command-line program, not a browser.", Es: "Nombra una biblioteca o un programa de línea de órdenes, no un navegador."},
	"probe.recon.monitor":  {En: "It names a service that looks whether sites are up.", Es: "Nombra un servicio que comprueba si los sitios funcionan."},
	"probe.recon.no-agent": {En: "It names no program.", Es: "No nombra ningún programa."},
	"probe.recon.innocent.before": {
		En: "Worth asking about, no more: link checkers, previews and search engines look at pages in the same way.",
		Es: "Vale la pena preguntar, nada más: los verificadores de enlaces, las vistas previas y los buscadores miran las páginas del mismo modo.",
	},
	"probe.recon.innocent.during": {
		En: "Worth asking about, no more: the site's own staff, its visitors and its provider also check whether it is up.",
		Es: "Vale la pena preguntar, nada más: el personal del sitio, sus visitantes y su proveedor también comprueban si funciona.",
	},
}
