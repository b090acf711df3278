package finding

import "github.com/unveil-project/unveil/internal/lang"

// coordMessages is what the detector coord can say.
var coordMessages = lang.Catalogue{
	"coord.hypothesis": {
		En: "These accounts share on one plan, and none of the innocent explanations tested accounts for it.",
		Es: "Estas cuentas comparten según un mismo plan y ninguna de las explicaciones inocentes examinadas basta para entenderlo.",
	},
	"coord.headline": {
		En: "{accounts:count:account|accounts} shared the same things within {window:duration} of one another: {objects:count:object|objects} on {days:count:day|days}.",
		Es: "{accounts:count:cuenta compartió|cuentas compartieron} lo mismo con {window:duration} o menos de diferencia: {objects:count:objeto|objetos} en {days:count:día|días}.",
	},
	"coord.lockstep.headline": {
		En: "{accounts:count:account|accounts} posted the same things within the same {window:duration}: {objects:count:object|objects}, in {posts:count:post|posts}. The input holds too little else to compare with.",
		Es: "{accounts:count:cuenta publicó|cuentas publicaron} lo mismo dentro de un mismo lapso de {window:duration}: {objects:count:objeto|objetos}, en {posts:count:publicación|publicaciones}. Los datos contienen muy poco más con qué comparar.",
	},
	"coord.lockstep.detail": {
		En: "{shares:int} of the {posts:int} posts of these accounts ({share:percent}) share something with others at one instant, on {occasions:count:occasion|occasions}.",
		Es: "{shares:int} de las {posts:int} publicaciones de estas cuentas ({share:percent}) comparten algo con otras en un mismo instante, en {occasions:count:ocasión|ocasiones}.",
	},
	"coord.detail.edges": {
		En: "{edges:count:pair of accounts was|pairs of accounts were} together more often than chance explains: on {observed:number} objects each, with {expected:number} expected, among {tests:int} pairs compared.",
		Es: "{edges:count:par de cuentas coincidió|pares de cuentas coincidieron} más de lo que explica el azar: en {observed:number} objetos cada uno, con {expected:number} esperados, entre {tests:int} pares comparados.",
	},
	"coord.detail.posts": {
		En: "{shares:int} of the {posts:int} posts of these accounts ({share:percent}) were shared together; the median time from one share to the next is {delay:duration}.",
		Es: "{shares:int} de las {posts:int} publicaciones de estas cuentas ({share:percent}) se compartieron en conjunto; la mediana del tiempo entre una y la siguiente es de {delay:duration}.",
	},
	"coord.detail.channels": {
		En: "What they shared together, each pair by what shows it most clearly: hashtags {hashtag:percent}, links {link:percent}, texts {text:percent}, reposts {repost:percent}, table objects {object:percent}.",
		Es: "Lo que compartieron en conjunto, cada par según lo que mejor lo muestra: etiquetas {hashtag:percent}, enlaces {link:percent}, textos {text:percent}, republicaciones {repost:percent}, objetos de tabla {object:percent}.",
	},
	"coord.detail.own": {
		En: "On {own:percent} of the occasions nobody else in this input ever shared the object.",
		Es: "En el {own:percent} de las ocasiones nadie más en estos datos compartió el objeto.",
	},
	"coord.detail.hashtags": {
		En: "Hashtags most often shared together: {tags}.",
		Es: "Etiquetas que más compartieron juntas: {tags}.",
	},
	"coord.detail.sites": {
		En: "Sites most often linked together: {links}.",
		Es: "Sitios que más enlazaron juntas: {links}.",
	},
	"coord.detail.text": {
		En: "The text most often shared together, in {posts:count:post|posts}: “{label}”",
		Es: "El texto que más compartieron juntas, en {posts:count:publicación|publicaciones}: «{label}»",
	},
	"coord.detail.named": {
		En: "Of {posts:count:post|posts} shared together, {named:int} name {candidate}: {hostile:int} hostile, {favourable:int} favourable, {unclear:int} unclear by the words; hostile are {low:percent} to {high:percent} of them (95 %).",
		Es: "De {posts:count:publicación compartida|publicaciones compartidas} en conjunto, {named:int} nombran a {candidate}: {hostile:int} hostiles, {favourable:int} favorables, {unclear:int} sin tono claro según las palabras; son hostiles del {low:percent} al {high:percent} de ellas (95 %).",
	},
	"coord.detail.odds": {
		En: "The odds that a post names {candidate} are {ratio:number} times those in all other posts ({low:number} to {high:number}, 95 %).",
		Es: "La razón de momios de que una publicación nombre a {candidate} es {ratio:number} veces la de las demás publicaciones (de {low:number} a {high:number}, 95 %).",
	},
	"coord.detail.two-channels": {
		En: "{accounts:int} of the {all:int} accounts would stand out by either of two kinds of things alone (hashtags; texts and links; reposts).",
		Es: "{accounts:int} de las {all:int} cuentas sobresaldrían por cualquiera de dos tipos de cosas por sí solo (etiquetas; textos y enlaces; republicaciones).",
	},
	"coord.detail.age": {
		En: "Half of these accounts were older than {own:duration} when they first shared together; of all others in this input, half were older than {others:duration}.",
		Es: "La mitad de estas cuentas tenía más de {own:duration} de antigüedad cuando compartieron juntas por primera vez; de todas las demás en estos datos, la mitad tenía más de {others:duration}.",
	},
	"coord.detail.minutes": {
		En: "The times in this input are whole minutes: a window of {window:duration} takes in shares up to {effective:duration} apart.",
		Es: "Las horas de estos datos son minutos completos: una ventana de {window:duration} abarca publicaciones con hasta {effective:duration} de diferencia.",
	},
	"coord.basis.background": {
		En: "{others:count:other account was|other accounts were} there to compare with.",
		Es: "Hubo {others:count:cuenta más|cuentas más} con las cuales comparar.",
	},
	"coord.basis.days": {
		En: "They were together on {days:count:day|days} of the {all:int} in this input.",
		Es: "Coincidieron en {days:count:día|días} de los {all:int} que abarcan los datos.",
	},
	"coord.basis.minutes": {
		En: "Times are known to the minute, not to the second.",
		Es: "Las horas se conocen al minuto, no al segundo.",
	},
	"coord.basis.no_text": {
		En: "The input has no texts, so most innocent explanations could not be tested.",
		Es: "Los datos no traen textos, por lo que la mayoría de las explicaciones inocentes no se pudo examinar.",
	},
	"coord.basis.short_text": {
		En: "The texts in this input are too short for a copy to be told from chance.",
		Es: "Los textos de estos datos son demasiado cortos para distinguir una copia de una casualidad.",
	},
	"coord.basis.alone": {
		En: "{accounts:int} of the {all:int} accounts in this input do it, so what is usual cannot be learned from the others.",
		Es: "Lo hacen {accounts:int} de las {all:int} cuentas de estos datos, por lo que no se puede saber por las demás qué es lo habitual.",
	},
	"coord.basis.merged": {
		En: "This finding puts {groups:count:small group|small groups} together that have no link to one another.",
		Es: "Este hallazgo reúne {groups:count:grupo pequeño|grupos pequeños} sin relación entre sí.",
	},
	"coord.innocent.popular-topic": {
		En: "On {crowded:percent} of the {occasions:count:occasion|occasions} at least as many others shared the same object at the same time.",
		Es: "En el {crowded:percent} de las {occasions:count:ocasión|ocasiones} al menos otras tantas cuentas compartieron el mismo objeto a la misma hora.",
	},
	"coord.innocent.news-wire.bare": {
		En: "News outlets that publish agency headlines post links, talk to nobody and are there every day. Here {linked:percent} of the posts hold a link, {talking:percent} reply to or mention somebody, and the accounts posted on {active:percent} of the days.",
		Es: "Los medios que publican cables de agencia difunden enlaces, no conversan y aparecen a diario. Aquí el {linked:percent} de las publicaciones lleva un enlace, el {talking:percent} responde o menciona a alguien, y las cuentas publicaron en el {active:percent} de los días.",
	},
	"coord.innocent.news-wire": {
		En: "News outlets that publish agency headlines post links, talk to nobody and are there every day. Here {linked:percent} of the posts hold a link, {talking:percent} reply to or mention somebody, and the accounts posted on {active:percent} of the days. Of {comparable:count:copied headline|copied headlines} with comparable links, {other_sites:percent} lead to different sites.",
		Es: "Los medios que publican cables de agencia difunden enlaces, no conversan y aparecen a diario. Aquí el {linked:percent} de las publicaciones lleva un enlace, el {talking:percent} responde o menciona a alguien, y las cuentas publicaron en el {active:percent} de los días. De {comparable:count:titular copiado|titulares copiados} con enlaces comparables, el {other_sites:percent} lleva a sitios distintos.",
	},
	"coord.innocent.none.news-wire": {
		En: "Whether these are news outlets cannot be tested: the input has no texts.",
		Es: "No se puede comprobar si son medios de noticias: los datos no traen textos.",
	},
	"coord.innocent.one-source": {
		En: "Outlets, automatic feeds and readers that pass on all that one site publishes meet on its links; so would accounts set to push that site, so this is never more than possible. {onesite:percent} of the posts shared together link to one site, and the accounts posted on {active:percent} of the days.",
		Es: "Los medios, los canales automáticos y los lectores que difunden todo lo que publica un sitio coinciden en sus enlaces; lo mismo harían cuentas dedicadas a promoverlo, por lo que esto nunca pasa de posible. El {onesite:percent} de lo compartido en conjunto enlaza a un mismo sitio, y las cuentas publicaron en el {active:percent} de los días.",
	},
	"coord.innocent.cross-posting": {
		En: "One publisher with two accounts, or a tool that copies from one to the other, shares nearly everything twice, day after day. {together:percent} of the posts of these two were shared together, and they posted on {active:percent} of the days.",
		Es: "Un mismo medio con dos cuentas, o una herramienta que copia de una a otra, comparte casi todo dos veces, un día tras otro. El {together:percent} de las publicaciones de estas dos se compartió en conjunto, y publicaron en el {active:percent} de los días.",
	},
	"coord.innocent.coarse-times": {
		En: "An export that writes one time for many posts makes them look simultaneous. Here {posts:count:post has|posts have} {times:count:different time|different times}.",
		Es: "Una exportación que anota una sola hora para muchas publicaciones las hace parecer simultáneas. Hay {times:count:hora distinta|horas distintas} en {posts:count:publicación|publicaciones}.",
	},
	"coord.innocent.share-button": {
		En: "A share button writes the same text for every reader and ends it with “via @…”. {via:percent} of the posts shared together have that.",
		Es: "Un botón de compartir escribe el mismo texto para cada lector y lo termina con «vía @…». El {via:percent} de lo compartido en conjunto lo tiene.",
	},
	"coord.innocent.none.share-button": {
		En: "Whether a share button wrote the texts cannot be tested: the input has none.",
		Es: "No se puede comprobar si los textos salieron de un botón de compartir: los datos no los traen.",
	},
	"coord.innocent.official-accounts": {
		En: "{official:percent} of the accounts are listed in the election file as a candidate's own.",
		Es: "El {official:percent} de las cuentas figura en el archivo de la elección como propia de una candidatura.",
	},
	"coord.innocent.none.official-accounts": {
		En: "Whether these are official accounts cannot be tested: the election file lists none.",
		Es: "No se puede comprobar si son cuentas oficiales: el archivo de la elección no incluye ninguna.",
	},
	"coord.innocent.community": {
		En: "Fans and activists talk to one another and post much else. {inside:percent} of the accounts mention another of the group, {together:percent} of their posts were shared together, and {copied:percent} of the occasions are copied texts.",
		Es: "Aficionados y activistas conversan entre sí y publican muchas otras cosas. El {inside:percent} de las cuentas menciona a otra del grupo, el {together:percent} de sus publicaciones se compartió en conjunto y el {copied:percent} de las ocasiones son textos copiados.",
	},
	"coord.innocent.none.community": {
		En: "Whether this is a community of people who know one another cannot be tested: no post in the input mentions an account.",
		Es: "No se puede comprobar si es una comunidad de personas que se conocen: ninguna publicación de los datos menciona cuentas.",
	},
	"coord.innocent.scheduled-posts": {
		En: "Posts set in a scheduling tool come out at round minutes and meet there. {round:percent} of the posts shared together were made in the first second of a minute divisible by five, and {hashtags:percent} of the occasions are hashtags alone.",
		Es: "Lo que se programa en una herramienta sale en minutos redondos y ahí coincide. El {round:percent} de lo compartido en conjunto se publicó en el primer segundo de un minuto múltiplo de cinco, y el {hashtags:percent} de las ocasiones son solo etiquetas.",
	},
	"coord.innocent.giveaway": {
		En: "Giveaways ask everybody to post the same words. {prizes:percent} of the posts shared together speak of a draw or a prize.",
		Es: "Los sorteos piden a todos publicar las mismas palabras. El {prizes:percent} de lo compartido en conjunto habla de un sorteo o de un premio.",
	},
	"coord.innocent.none.giveaway": {
		En: "Whether this is a giveaway cannot be tested: the input has no texts.",
		Es: "No se puede comprobar si se trata de un sorteo: los datos no traen textos.",
	},
	"coord.limit.export": {
		En: "An export shows what was collected, not what was posted. Shares that were not collected cannot be seen, and a collection made around one hashtag makes its users look closer than they are.",
		Es: "Una exportación muestra lo que se recopiló, no lo que se publicó. Lo que no se recopiló no se ve, y una recopilación hecha alrededor de una etiqueta hace ver a sus usuarios más cercanos de lo que son.",
	},
	"coord.limit.meaning": {
		En: "Sharing together is not the same as being inauthentic, and neither is the same as doing harm.",
		Es: "Compartir en conjunto no es lo mismo que ser falso, y ninguna de las dos cosas es lo mismo que causar daño.",
	},
	"coord.limit.who": {
		En: "Posts do not show who runs an account, or whether one person or many do.",
		Es: "Las publicaciones no muestran quién maneja una cuenta ni si lo hacen una o varias personas.",
	},
	"coord.limit.crammed": {
		En: "{posts:count:post holds|posts hold} more than {most:int} hashtags, links or table objects; the first {most:int} of each kind were compared.",
		Es: "{posts:count:publicación lleva|publicaciones llevan} más de {most:int} etiquetas, enlaces u objetos de tabla; se compararon los primeros {most:int} de cada clase.",
	},
	"coord.role.hashtag": {
		En: "the same hashtag, shared by {accounts:count:account|accounts} of the group together",
		Es: "la misma etiqueta, en conjunto por {accounts:count:cuenta|cuentas} del grupo",
	},
	"coord.role.link": {
		En: "the same link, shared by {accounts:count:account|accounts} of the group together",
		Es: "el mismo enlace, en conjunto por {accounts:count:cuenta|cuentas} del grupo",
	},
	"coord.role.text": {
		En: "the same text, shared by {accounts:count:account|accounts} of the group together",
		Es: "el mismo texto, en conjunto por {accounts:count:cuenta|cuentas} del grupo",
	},
	"coord.role.repost": {
		En: "a repost of the same post, shared by {accounts:count:account|accounts} of the group together",
		Es: "una republicación de lo mismo, en conjunto por {accounts:count:cuenta|cuentas} del grupo",
	},
	"coord.role.object": {
		En: "the same object, shared by {accounts:count:account|accounts} of the group together",
		Es: "el mismo objeto, en conjunto por {accounts:count:cuenta|cuentas} del grupo",
	},
	"coord.role.next": {
		En: "the same by another account, {gap:duration} later",
		Es: "lo mismo por otra cuenta, {gap:duration} después",
	},
}
