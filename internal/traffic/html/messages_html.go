package html

import "github.com/unveil-project/unveil/internal/lang"

// Catalogue is the texts of the page that are not of the account.
var Catalogue = lang.Catalogue{
	"html.kicker":     {En: "Web traffic: attack or crowd", Es: "Tráfico web: ataque o afluencia"},
	"html.title":      {En: "Web traffic", Es: "Tráfico web"},
	"html.skip":       {En: "Skip to the bursts", Es: "Ir a las ráfagas"},
	"html.answer":     {En: "The answer", Es: "La respuesta"},
	"html.contents":   {En: "On this page", Es: "En esta página"},
	"html.volume":     {En: "Volume over time", Es: "El volumen en el tiempo"},
	"html.volume.how": {En: "The shaded stretches are bursts, each with its number and verdict. A letter is an event of the timeline.", Es: "Los tramos sombreados son ráfagas, cada una con su número y dictamen. Una letra es un acontecimiento de la cronología."},
	"html.requests":   {En: "requests", Es: "solicitudes"},
	"html.failed":     {En: "of these, failed", Es: "de ellas, fallidas"},
	"html.expected":   {En: "expected", Es: "esperadas"},
	"html.table":      {En: "The same as a table", Es: "Lo mismo en una tabla"},
	"html.verdict":    {En: "Verdict", Es: "Dictamen"},
	"html.id":         {En: "Finding", Es: "Hallazgo"},
	"html.when":       {En: "When", Es: "Cuándo"},
	"html.likelihood": {En: "Likelihood", Es: "Probabilidad"},
	"html.confidence": {En: "Confidence", Es: "Confianza"},
	"html.scale":      {En: "{p:percent} on a scale from 0 to 100 %", Es: "{p:percent} en una escala de 0 a 100 %"},
	"html.range.how":  {En: "Bar: share of the requests; pale: where the databases differ; line: the share in ordinary time.", Es: "Barra: parte de las solicitudes; claro: donde las bases difieren; línea: la parte en tiempo ordinario."},
	"html.check":      {En: "How to check this", Es: "Cómo comprobarlo"},
	"html.check.hash": {En: "Compare the SHA-256 of each file:", Es: "Compare la huella SHA-256 de cada archivo:"},
	"html.check.run":  {En: "Run the same command on the same files; it gives the same report:", Es: "Ejecute la misma orden con los mismos archivos; da el mismo informe:"},
	"html.proof":      {En: "Check this line", Es: "Comprobar esta línea"},
	"html.digest":     {En: "Digest, first 32 digits of the line's SHA-256", Es: "Resumen, primeros 32 dígitos del SHA-256 de la línea"},
	"html.command":    {En: "Command, on the unpacked file", Es: "Orden, sobre el archivo descomprimido"},
	"html.made":       {En: "Written by", Es: "Elaborado con"},
	"html.sealed":     {En: "Sealed version. It holds addresses of visitors. Do not publish it.", Es: "Versión reservada. Contiene direcciones de visitantes. No la publique."},
	"html.band":       {En: "What this page does not say", Es: "Lo que esta página no dice"},
	"html.band.who":   {En: "Who is responsible. An address, a network or a country names nobody; attributing is for people, who sign it with their reasons.", Es: "Quién es responsable. Ni una dirección, ni una red, ni un país nombran a nadie; atribuir corresponde a personas, que lo firman con sus razones."},
	"html.band.log":   {En: "What the log does not hold: requests that a delivery network absorbed, and attacks below HTTP.", Es: "Lo que el registro no contiene: solicitudes que absorbió una red de distribución y ataques por debajo de HTTP."},
	"html.masked":     {En: "Whose addresses these are. Addresses of visitors appear under pseudonyms; the sealed version holds them.", Es: "De quién son las direcciones. Las de visitantes aparecen con seudónimo; la versión reservada las contiene."},
	"html.band.both":  {En: "Attack and crowd are judged by the same evidence, and the innocent explanations are printed with what was found of them.", Es: "Ataque y afluencia se juzgan con los mismos indicios, y las explicaciones inocentes aparecen con lo que se encontró de ellas."},
}
