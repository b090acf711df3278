package finding

import "github.com/unveil-project/unveil/internal/lang"

// probeHeadlines are the statements on one family.
var probeHeadlines = lang.Catalogue{
	"probe.headline.path-traversal": {
		En: "{site} received {requests:count:request|requests} that tried to read files outside of its directories (path traversal); they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} que intentaron leer archivos fuera de sus directorios (recorrido de rutas); provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.sql-injection": {
		En: "{site} received {requests:count:request|requests} with commands for a database in them (SQL injection); they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} con instrucciones para una base de datos (inyección de SQL); provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.command-injection": {
		En: "{site} received {requests:count:request|requests} with commands for the server or program code in them (command injection); they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} con órdenes para el servidor o código de programa (inyección de órdenes); provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.expression-injection": {
		En: "{site} received {requests:count:request|requests} with expressions that a library or template would evaluate (expression injection); they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} con expresiones que una biblioteca o plantilla evaluaría (inyección de expresiones); provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.cross-site-scripting": {
		En: "{site} received {requests:count:request|requests} with scripts for the browsers of others in them (cross-site scripting); they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} con código para los navegadores de otras personas (secuencias de comandos entre sitios); provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.known-vulnerability": {
		En: "{site} received {requests:count:request|requests} for paths by which published vulnerabilities are asked for; they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} a rutas por las que se buscan vulnerabilidades publicadas; provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.web-shell": {
		En: "{site} received {requests:count:request|requests} for hidden consoles that somebody may have left on the server (web shells); they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} a consolas ocultas que pudieron quedar en el servidor (consolas web); provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.sensitive-file": {
		En: "{site} received {requests:count:request|requests} for files that should not be public (settings, backups, keys); they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} a archivos que no deberían ser públicos (configuración, respaldos, claves); provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.admin-interface": {
		En: "{site} received {requests:count:request|requests} for administration pages that are not there or not for all; they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} a páginas de administración que no existen o no son para todos; provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.wordpress-scan": {
		En: "{site} received {requests:count:request|requests} for parts of WordPress that are not there; they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} a partes de WordPress que no existen; provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.user-enumeration": {
		En: "{site} received {requests:count:request|requests} that list the names of users one by one; they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} que recorren uno por uno los nombres de usuario; provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.login-brute-force": {
		En: "{site} received {requests:count:request|requests} with names and passwords that were refused again and again; they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} con nombres y contraseñas rechazados una y otra vez; provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.credential-stuffing": {
		En: "{site} received {requests:count:request|requests} with names and passwords, a few from each of many addresses, nearly all refused; they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} con nombres y contraseñas, unas pocas de cada una de muchas direcciones, casi todas rechazadas; provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.xmlrpc-brute-force": {
		En: "{site} received {requests:count:request|requests} to the interface of WordPress by which many passwords can be tried at once; they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} a la interfaz de WordPress que permite probar muchas contraseñas a la vez; provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.form-abuse": {
		En: "{site} received {requests:count:request|requests} that filled in its forms from many addresses faster than people can; they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} que llenaron sus formularios desde muchas direcciones más rápido de lo que puede una persona; provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.open-proxy": {
		En: "{site} received {requests:count:request|requests} that asked it to pass them on to other sites (open proxy); they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} que le pidieron reenviarlas a otros sitios (proxy abierto); provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.not-http": {
		En: "{site} received {requests:count:request|requests} in the bytes of other protocols; they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} con los bytes de otros protocolos; provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.invalid-http-version": {
		En: "{site} received {requests:count:request|requests} with versions of HTTP that do not exist; they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} con versiones de HTTP que no existen; provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.scanner-agent": {
		En: "{site} received {requests:count:request|requests} by programs that call themselves scanners; they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} de programas que se presentan como escáneres; provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.unwanted-agent": {
		En: "{site} received {requests:count:request|requests} by programs that copy sites or collect addresses; they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} de programas que copian sitios o reúnen direcciones; provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.impostor-crawler": {
		En: "{site} received {requests:count:request|requests} under the name of a crawler, from outside of its published ranges; they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} con el nombre de un rastreador, desde fuera de sus rangos publicados; provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.scan": {
		En: "{site} received {requests:count:request|requests} for many different pages that are not there (scan); they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} a muchas páginas distintas que no existen (escaneo); provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.crawl": {
		En: "{site} received {requests:count:request|requests} for very many different pages in quick succession; they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} a muchísimas páginas distintas en rápida sucesión; provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.random-path": {
		En: "{site} received {requests:count:request|requests} for made-up paths of six capitals, as a known flooding tool makes them; they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} a rutas inventadas de seis mayúsculas, como las de una conocida herramienta de inundación; provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.cache-buster": {
		En: "{site} received {requests:count:request|requests} with ever new numbers to get past a cache; they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} con números siempre nuevos para eludir la memoria caché; provinieron de {clients:count:dirección|direcciones}.",
	},
	"probe.headline.agent-cycling": {
		En: "{site} received {requests:count:request|requests} that each named another program, from one address; they came from {clients:count:address|addresses}.",
		Es: "{site} recibió {requests:count:solicitud|solicitudes} que nombraban cada vez otro programa, desde una misma dirección; provinieron de {clients:count:dirección|direcciones}.",
	},
}
