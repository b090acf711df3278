package finding

import "github.com/unveil-project/unveil/internal/lang"

// narrativeMessages is what the detector narrative can say.
var narrativeMessages = lang.Catalogue{
	"narrative.headline": {
		En: "{accounts:count:account|accounts} posted nearly the same words, {posts:count:time|times} in all. Key words: “{label}”.",
		Es: "{accounts:count:cuenta publicó|cuentas publicaron} casi las mismas palabras, {posts:count:vez|veces} en total. Palabras clave: «{label}».",
	},
	"narrative.rest": {
		En: "{narratives:count:further text was|further texts were} posted in nearly the same words by several accounts, in {posts:count:post|posts}.",
		Es: "{narratives:count:texto más apareció|textos más aparecieron} casi con las mismas palabras en varias cuentas, en {posts:count:publicación|publicaciones}.",
	},
	"narrative.rest.detail": {
		En: "Of the {described:int} largest of these, {coordinated:int} have half or more of their posts from accounts that probably share on one plan. The command “unveil narratives” lists them.",
		Es: "De los {described:int} más grandes, {coordinated:int} tienen la mitad o más de sus publicaciones en cuentas que probablemente comparten según un mismo plan. El comando «unveil narratives» los enumera.",
	},
	"narrative.detail.spread": {
		En: "From the first post to the last it took {span:duration}, in {variants:count:wording|different wordings}; the median time from one copy to the next by another account is {delay:duration}.",
		Es: "De la primera publicación a la última pasaron {span:duration}, con {variants:count:redacción|redacciones distintas}; la mediana del tiempo entre una copia y la siguiente de otra cuenta es de {delay:duration}.",
	},
	"narrative.detail.spread.bare": {
		En: "From the first post to the last it took {span:duration}, in {variants:count:wording|different wordings}.",
		Es: "De la primera publicación a la última pasaron {span:duration}, con {variants:count:redacción|redacciones distintas}.",
	},
	"narrative.detail.burst": {
		En: "{posts:count:post was|posts were} made in one burst that begins {onset:time} and lasts {length:duration}; the last doubling before its peak took {doubling:duration}.",
		Es: "{posts:count:publicación se hizo|publicaciones se hicieron} en una sola oleada que empieza {onset:time} y dura {length:duration}; la última duplicación antes del punto más alto tomó {doubling:duration}.",
	},
	"narrative.detail.coordinated": {
		En: "{posts:count:post is|posts are} by accounts that probably share on one plan ({share:percent} of them, {accounts:count:account|accounts}).",
		Es: "{posts:count:publicación es|publicaciones son} de cuentas que probablemente comparten según un mismo plan ({share:percent} del total, {accounts:count:cuenta|cuentas}).",
	},
	"narrative.detail.named": {
		En: "{candidate} is named in {posts:count:post|posts} (95 % interval {low:percent} to {high:percent}); log-odds against the other posts of this input {logodds:number}, standard error {error:number}.",
		Es: "{candidate} aparece en {posts:count:publicación|publicaciones} (intervalo del 95 %: de {low:percent} a {high:percent}); logaritmo de la razón de momios frente a las demás publicaciones de estos datos {logodds:number}, error estándar {error:number}.",
	},
	"narrative.detail.stance": {
		En: "Tone towards {candidate}: hostile in {hostile:count:post|posts}, favourable in {favourable:int}, unclear in {unclear:int}; hostile 95 % interval {low:percent} to {high:percent}.",
		Es: "Tono hacia {candidate}: hostil en {hostile:count:publicación|publicaciones}, favorable en {favourable:int}, no concluyente en {unclear:int}; intervalo del 95 % de lo hostil: de {low:percent} a {high:percent}.",
	},
	"narrative.detail.hashtags": {
		En: "Hashtags that went along, with their posts: {tags}.",
		Es: "Etiquetas que lo acompañaron, con sus publicaciones: {tags}.",
	},
	"narrative.detail.links": {
		En: "Links that went along, with their posts: {links}.",
		Es: "Enlaces que lo acompañaron, con sus publicaciones: {links}.",
	},
	"narrative.basis.cohesion": {
		En: "Wordings compared: {variants:int}; the mean similarity to the most copied one is {cohesion:percent}, the least {loosest:percent}.",
		Es: "Redacciones comparadas: {variants:int}; la semejanza media con la más copiada es de {cohesion:percent}, y la menor, de {loosest:percent}.",
	},
	"narrative.basis.compared": {
		En: "{compared:int} of {posts:int} posts hold enough words to be compared.",
		Es: "{compared:int} de {posts:int} publicaciones tienen palabras suficientes para compararse.",
	},
	"narrative.innocent.reposted-post": {
		En: "A repost copies a text at the press of a button. {reposts:percent} of these posts are reposts.",
		Es: "Una republicación copia un texto con solo apretar un botón. El {reposts:percent} de estas publicaciones son republicaciones.",
	},
	"narrative.innocent.news-wire": {
		En: "News outlets publish one agency's headline, each with a link to its own site. {linked:percent} of the posts hold a link and {talking:percent} reply to or mention somebody; of {accounts:count:account|accounts} whose link shows its site, the links lead to {sites:count:site|different sites}.",
		Es: "Los medios publican el titular de una agencia, cada cual con un enlace a su propio sitio. El {linked:percent} de las publicaciones lleva enlace y el {talking:percent} responde o menciona a alguien; de {accounts:count:cuenta cuyo enlace muestra|cuentas cuyo enlace muestra} su sitio, los enlaces llevan a {sites:count:sitio|sitios distintos}.",
	},
	"narrative.innocent.share-button": {
		En: "A share button writes the same text for every reader and ends it with “via @…”. {via:percent} of the posts have that.",
		Es: "Un botón de compartir escribe el mismo texto para cada lector y lo termina con «vía @…». El {via:percent} de las publicaciones lo tiene.",
	},
	"narrative.innocent.quotation": {
		En: "Sayings, lyrics, prayers and chain letters come back again and again. {quoted:percent} of the posts stand in quotation marks, {chain:percent} ask to be copied or are prayers, they were made on {days:count:day|days}, and the busiest day holds {busy:percent} of them.",
		Es: "Dichos, letras de canciones, oraciones y cadenas vuelven una y otra vez. El {quoted:percent} de las publicaciones va entre comillas, el {chain:percent} pide que se copie o es una oración, se hicieron en {days:count:día|días}, y el día con más reúne el {busy:percent}.",
	},
	"narrative.innocent.proposed-text": {
		En: "A day of action proposes a text under one hashtag, and many post it once, when they have time. {tag:percent} of the posts have one hashtag in common, {accounts:count:account takes|accounts take} part, the busiest day holds {busy:percent}, and the median time between copies is {delay:duration}.",
		Es: "Una jornada de acción propone un texto con una etiqueta, y muchas cuentas lo publican una vez, cuando pueden. El {tag:percent} de las publicaciones tiene una etiqueta en común, {accounts:count:cuenta participa|cuentas participan}, el día con más reúne el {busy:percent}, y la mediana del tiempo entre copias es de {delay:duration}.",
	},
	"narrative.innocent.giveaway": {
		En: "Giveaways ask everybody to post the same words. {prizes:percent} of the posts speak of a draw or a prize.",
		Es: "Los sorteos piden a todos publicar las mismas palabras. El {prizes:percent} de las publicaciones habla de un sorteo o de un premio.",
	},
	"narrative.innocent.official-text": {
		En: "Supporters copy what a campaign's own accounts post. {official:percent} of the posts are by accounts listed in the election file.",
		Es: "Los simpatizantes copian lo que publican las cuentas propias de una campaña. El {official:percent} de las publicaciones es de cuentas que figuran en el archivo de la elección.",
	},
	"narrative.innocent.official-text.first": {
		En: "Supporters copy what a campaign's own accounts post. The first post is by an account listed in the election file, and {official:percent} of all are.",
		Es: "Los simpatizantes copian lo que publican las cuentas propias de una campaña. La primera publicación es de una cuenta que figura en el archivo de la elección, como el {official:percent} del total.",
	},
	"narrative.innocent.none.official-text": {
		En: "Whether this is an official text cannot be tested: the election file lists no accounts.",
		Es: "No se puede comprobar si es un texto oficial: el archivo de la elección no incluye cuentas.",
	},
	"narrative.innocent.one-account": {
		En: "One account that repeats itself makes a text look common. The busiest account made {own:percent} of the posts.",
		Es: "Una sola cuenta que se repite hace que un texto parezca común. La cuenta con más hizo el {own:percent} de las publicaciones.",
	},
	"narrative.limit.truth": {
		En: "That many post the same words says nothing about whether they are true.",
		Es: "Que muchas cuentas publiquen las mismas palabras no dice nada sobre si son ciertas.",
	},
	"narrative.limit.export": {
		En: "An export shows what was collected, not what was posted: the first post here need not be the first of all.",
		Es: "Una exportación muestra lo que se recopiló, no lo que se publicó: la primera publicación de estos datos no tiene por qué ser la primera de todas.",
	},
	"narrative.limit.words": {
		En: "Only the same words are found together. The same message in other words, in a picture or in another language is not.",
		Es: "Solo se reúnen las mismas palabras. El mismo mensaje con otras palabras, en una imagen o en otro idioma no se encuentra.",
	},
	"narrative.limit.stance": {
		En: "The tone is read by a list of words and rules; irony and hints escape it.",
		Es: "El tono se lee con una lista de palabras y reglas; la ironía y las insinuaciones se le escapan.",
	},
	"narrative.role.first": {
		En: "the first post of these",
		Es: "la primera de estas publicaciones",
	},
	"narrative.role.next": {
		En: "nearly the same words by another account, {gap:duration} after the first",
		Es: "casi las mismas palabras en otra cuenta, {gap:duration} después de la primera",
	},
}
