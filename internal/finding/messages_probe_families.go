package finding

import "github.com/unveil-project/unveil/internal/lang"

// probeFamilies say what the requests of each family are.
var probeFamilies = lang.Catalogue{
	"probe.family.path-traversal": {
		En: "{requests:count:request|requests} that tried to read files outside of its directories (path traversal), from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} que intentaron leer archivos fuera de sus directorios (recorrido de rutas), desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.sql-injection": {
		En: "{requests:count:request|requests} with commands for a database in them (SQL injection), from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} con instrucciones para una base de datos (inyección de SQL), desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.command-injection": {
		En: "{requests:count:request|requests} with commands for the server or program code in them (command injection), from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} con órdenes para el servidor o código de programa (inyección de órdenes), desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.expression-injection": {
		En: "{requests:count:request|requests} with expressions that a library or template would evaluate (expression injection), from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} con expresiones que una biblioteca o plantilla evaluaría (inyección de expresiones), desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.cross-site-scripting": {
		En: "{requests:count:request|requests} with scripts for the browsers of others in them (cross-site scripting), from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} con código para los navegadores de otras personas (secuencias de comandos entre sitios), desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.known-vulnerability": {
		En: "{requests:count:request|requests} for paths by which published vulnerabilities are asked for, from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} a rutas por las que se buscan vulnerabilidades publicadas, desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.web-shell": {
		En: "{requests:count:request|requests} for hidden consoles that somebody may have left on the server (web shells), from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} a consolas ocultas que pudieron quedar en el servidor (consolas web), desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.sensitive-file": {
		En: "{requests:count:request|requests} for files that should not be public (settings, backups, keys), from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} a archivos que no deberían ser públicos (configuración, respaldos, claves), desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.admin-interface": {
		En: "{requests:count:request|requests} for administration pages that are not there or not for all, from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} a páginas de administración que no existen o no son para todos, desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.wordpress-scan": {
		En: "{requests:count:request|requests} for parts of WordPress that are not there, from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} a partes de WordPress que no existen, desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.user-enumeration": {
		En: "{requests:count:request|requests} that list the names of users one by one, from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} que recorren uno por uno los nombres de usuario, desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.login-brute-force": {
		En: "{requests:count:request|requests} with names and passwords that were refused again and again, from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} con nombres y contraseñas rechazados una y otra vez, desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.credential-stuffing": {
		En: "{requests:count:request|requests} with names and passwords, a few from each of many addresses, nearly all refused, from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} con nombres y contraseñas, unas pocas de cada una de muchas direcciones, casi todas rechazadas, desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.xmlrpc-brute-force": {
		En: "{requests:count:request|requests} to the interface of WordPress by which many passwords can be tried at once, from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} a la interfaz de WordPress que permite probar muchas contraseñas a la vez, desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.form-abuse": {
		En: "{requests:count:request|requests} that filled in its forms from many addresses faster than people can, from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} que llenaron sus formularios desde muchas direcciones más rápido de lo que puede una persona, desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.open-proxy": {
		En: "{requests:count:request|requests} that asked it to pass them on to other sites (open proxy), from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} que le pidieron reenviarlas a otros sitios (proxy abierto), desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.not-http": {
		En: "{requests:count:request|requests} in the bytes of other protocols, from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} con los bytes de otros protocolos, desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.invalid-http-version": {
		En: "{requests:count:request|requests} with versions of HTTP that do not exist, from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} con versiones de HTTP que no existen, desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.scanner-agent": {
		En: "{requests:count:request|requests} by programs that call themselves scanners, from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} de programas que se presentan como escáneres, desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.unwanted-agent": {
		En: "{requests:count:request|requests} by programs that copy sites or collect addresses, from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} de programas que copian sitios o reúnen direcciones, desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.impostor-crawler": {
		En: "{requests:count:request|requests} under the name of a crawler, from outside of its published ranges, from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} con el nombre de un rastreador, desde fuera de sus rangos publicados, desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.scan": {
		En: "{requests:count:request|requests} for many different pages that are not there (scan), from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} a muchas páginas distintas que no existen (escaneo), desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.crawl": {
		En: "{requests:count:request|requests} for very many different pages in quick succession, from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} a muchísimas páginas distintas en rápida sucesión, desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.random-path": {
		En: "{requests:count:request|requests} for made-up paths of six capitals, as a known flooding tool makes them, from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} a rutas inventadas de seis mayúsculas, como las de una conocida herramienta de inundación, desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.cache-buster": {
		En: "{requests:count:request|requests} with ever new numbers to get past a cache, from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} con números siempre nuevos para eludir la memoria caché, desde {clients:count:dirección|direcciones}.",
	},
	"probe.family.agent-cycling": {
		En: "{requests:count:request|requests} that each named another program, from one address, from {clients:count:address|addresses}.",
		Es: "{requests:count:solicitud|solicitudes} que nombraban cada vez otro programa, desde una misma dirección, desde {clients:count:dirección|direcciones}.",
	},
}

var probeRoles = lang.Catalogue{
	"probe.role.path-traversal":       {En: "tries to leave the site's directories", Es: "intenta salir de los directorios del sitio"},
	"probe.role.sql-injection":        {En: "carries commands for a database", Es: "lleva instrucciones para una base de datos"},
	"probe.role.command-injection":    {En: "carries commands or program code", Es: "lleva órdenes o código de programa"},
	"probe.role.expression-injection": {En: "carries an expression to be evaluated", Es: "lleva una expresión para que se evalúe"},
	"probe.role.cross-site-scripting": {En: "carries a script for the browsers of others", Es: "lleva código para los navegadores de otras personas"},
	"probe.role.known-vulnerability":  {En: "asks for the path of a published vulnerability", Es: "pide la ruta de una vulnerabilidad publicada"},
	"probe.role.web-shell":            {En: "asks for a hidden console", Es: "pide una consola oculta"},
	"probe.role.sensitive-file":       {En: "asks for a file that should not be public", Es: "pide un archivo que no debería ser público"},
	"probe.role.admin-interface":      {En: "asks for an administration page", Es: "pide una página de administración"},
	"probe.role.wordpress-scan":       {En: "asks for a part of WordPress that is not there", Es: "pide una parte de WordPress que no existe"},
	"probe.role.user-enumeration":     {En: "asks for the names of users", Es: "pide los nombres de usuario"},
	"probe.role.login-brute-force":    {En: "a name and password", Es: "un nombre y una contraseña"},
	"probe.role.credential-stuffing":  {En: "a name and password", Es: "un nombre y una contraseña"},
	"probe.role.xmlrpc-brute-force":   {En: "a request to the interface of WordPress", Es: "una solicitud a la interfaz de WordPress"},
	"probe.role.form-abuse":           {En: "a form that was filled in", Es: "un formulario llenado"},
	"probe.role.open-proxy":           {En: "asks to be passed on to another site", Es: "pide ser reenviada a otro sitio"},
	"probe.role.not-http":             {En: "is not HTTP", Es: "no es HTTP"},
	"probe.role.invalid-http-version": {En: "names a version of HTTP that does not exist", Es: "indica una versión de HTTP que no existe"},
	"probe.role.scanner-agent":        {En: "comes from a program that calls itself a scanner", Es: "proviene de un programa que se presenta como escáner"},
	"probe.role.unwanted-agent":       {En: "comes from a program that copies sites or collects addresses", Es: "proviene de un programa que copia sitios o reúne direcciones"},
	"probe.role.impostor-crawler":     {En: "uses the name of a crawler from outside of its ranges", Es: "usa el nombre de un rastreador desde fuera de sus rangos"},
	"probe.role.scan":                 {En: "asks for a page that is not there", Es: "pide una página que no existe"},
	"probe.role.crawl":                {En: "one of very many pages in quick succession", Es: "una de muchísimas páginas en rápida sucesión"},
	"probe.role.random-path":          {En: "asks for a made-up path", Es: "pide una ruta inventada"},
	"probe.role.cache-buster":         {En: "carries a number to get past a cache", Es: "lleva un número para eludir la memoria caché"},
	"probe.role.agent-cycling":        {En: "names another program than the one before", Es: "nombra otro programa que la anterior"},
}
