package finding

import "github.com/unveil-project/unveil/internal/lang"

// rhythmMessages is what the detector rhythm can say.
var rhythmMessages = lang.Catalogue{
	"rhythm.headline": {
		En: "How {accounts:count:account|accounts} of one group keep time: {above:int} of {known:int} measures are higher than in {share:percent} of ordinary groups of the same size.",
		Es: "Cómo se reparten en el tiempo {accounts:count:cuenta|cuentas} de un grupo: {above:int} de {known:int} medidas son más altas que en el {share:percent} de los grupos comunes del mismo tamaño.",
	},
	"rhythm.headline.bare": {
		En: "How {accounts:count:account|accounts} of one group keep time. The input holds too few other accounts to compare with.",
		Es: "Cómo se reparten en el tiempo {accounts:count:cuenta|cuentas} de un grupo. Los datos contienen muy pocas cuentas más con las cuales comparar.",
	},
	"rhythm.rest": {
		En: "{groups:count:further group was|further groups were} measured for how the accounts keep time; {standing:int} stood out among ordinary groups.",
		Es: "Se examinó cómo se reparten en el tiempo {groups:count:grupo más|grupos más}; sobresalieron entre los grupos comunes: {standing:int}.",
	},
	"rhythm.rest.list": {
		En: "They have no note of their own. To see one in full: unveil rhythm --group ID, with the id of its finding by coord.",
		Es: "No tienen nota propia. Para ver uno completo: unveil rhythm --group ID, con el id de su hallazgo de coord.",
	},
	"rhythm.rest.basis": {
		En: "{compared:int} of {groups:int} groups could be compared with ordinary groups of the same size.",
		Es: "Se pudieron comparar con grupos comunes del mismo tamaño {compared:int} de {groups:int} grupos.",
	},
	"rhythm.rest.hours-alike": {
		En: "Weeks of two members alike: {above:int} of {known:int} groups above {share:percent} of ordinary groups.",
		Es: "Parecido entre las semanas de dos integrantes: {above:int} de {known:int} grupos por encima del {share:percent} de los grupos comunes.",
	},
	"rhythm.rest.forms-alike": {
		En: "Forms of posting of two members alike: {above:int} of {known:int} groups above {share:percent} of ordinary groups.",
		Es: "Parecido entre las formas de publicar de dos integrantes: {above:int} de {known:int} grupos por encima del {share:percent} de los grupos comunes.",
	},
	"rhythm.rest.regular": {
		En: "Regular intervals: {above:int} of {known:int} groups above {share:percent} of ordinary groups.",
		Es: "Regularidad de los intervalos: {above:int} de {known:int} grupos por encima del {share:percent} de los grupos comunes.",
	},
	"rhythm.rest.sessions-joined": {
		En: "Sessions that begin together: {above:int} of {known:int} groups above {share:percent} of ordinary groups.",
		Es: "Sesiones que empiezan juntas: {above:int} de {known:int} grupos por encima del {share:percent} de los grupos comunes.",
	},
	"rhythm.rest.one-client": {
		En: "One program for most posts: {above:int} of {known:int} groups above {share:percent} of ordinary groups.",
		Es: "Un mismo programa para la mayoría de las publicaciones: {above:int} de {known:int} grupos por encima del {share:percent} de los grupos comunes.",
	},
	"rhythm.rest.made-together": {
		En: "Accounts made within the same seven days: {above:int} of {known:int} groups above {share:percent} of ordinary groups.",
		Es: "Cuentas creadas dentro de unos mismos siete días: {above:int} de {known:int} grupos por encima del {share:percent} de los grupos comunes.",
	},
	"rhythm.rest.minutes-of-five": {
		En: "Posts in minutes divisible by five: {above:int} of {known:int} groups above {share:percent} of ordinary groups.",
		Es: "Publicaciones en minutos múltiplos de cinco: {above:int} de {known:int} grupos por encima del {share:percent} de los grupos comunes.",
	},
	"rhythm.rest.language-switching": {
		En: "Changes of language: {above:int} of {known:int} groups above {share:percent} of ordinary groups.",
		Es: "Cambios de idioma: {above:int} de {known:int} grupos por encima del {share:percent} de los grupos comunes.",
	},
	"rhythm.detail.zone": {
		En: "Three patterns were compared over {active:count:half hour|half hours} with posts. Their probabilities, if each is equally likely beforehand: office hours at some offset from UTC {office:percent}, the daily curve of people {people:percent}, posting round the clock {even:percent}.",
		Es: "Se compararon tres patrones en {active:count:media hora|medias horas} con publicaciones. Sus probabilidades, si de antemano los tres lo son por igual: un horario de oficina con alguna diferencia respecto de UTC, {office:percent}; la curva diaria de las personas, {people:percent}; publicar a toda hora, {even:percent}.",
	},
	"rhythm.detail.office": {
		En: "If these are office hours, the offset {offset} from UTC fits best, with a probability of {share:percent} among all offsets.",
		Es: "Si se trata de un horario de oficina, la diferencia con UTC que mejor concuerda es {offset}, con una probabilidad de {share:percent} entre todas.",
	},
	"rhythm.detail.people": {
		En: "If this is the daily curve of people, the offset {offset} from UTC fits best, with a probability of {share:percent} among all offsets.",
		Es: "Si se trata de la curva diaria de las personas, la diferencia con UTC que mejor concuerda es {offset}, con una probabilidad de {share:percent} entre todas.",
	},
	"rhythm.detail.quiet": {
		En: "The longest quiet stretch of the day is {length:duration}, from {clock} UTC, with {share:percent} of the activity.",
		Es: "El lapso más largo de calma del día es de {length:duration}, desde las {clock} UTC, con el {share:percent} de la actividad.",
	},
	"rhythm.detail.together": {
		En: "{joined:int} of {starts:int} sessions begin within {window:duration} of one of another account; {expected:number} would if each began at any moment of its half hour (p {p:number}, {draws:int} redrawings).",
		Es: "{joined:int} de {starts:int} sesiones empiezan con {window:duration} o menos de diferencia respecto de una de otra cuenta; serían {expected:number} si cada una empezara en cualquier momento de su media hora (p {p:number}, {draws:int} sorteos).",
	},
	"rhythm.detail.intervals": {
		En: "In the account in the middle, half of the pauses between posts are no longer than {median:duration}; their burstiness is {burstiness:number} (−1 is a clock, 0 chance, 1 bursts).",
		Es: "En la cuenta de en medio, la mitad de las pausas entre publicaciones dura {median:duration} o menos; su intermitencia es de {burstiness:number} (−1 es un reloj, 0 el azar, 1 ráfagas).",
	},
	"rhythm.detail.made": {
		En: "{inside:int} of {dates:int} accounts with a known date were made within seven days, from {start:date} (p {p:number} if dates were spread evenly).",
		Es: "{inside:int} de {dates:int} cuentas con fecha conocida se crearon dentro de siete días, desde el {start:date} (p {p:number} si las fechas se repartieran de manera uniforme).",
	},
	"rhythm.detail.client": {
		En: "{share:percent} of the posts that name a program name “{client}”; among the other accounts it is {others:percent}.",
		Es: "El {share:percent} de las publicaciones que indican un programa indica «{client}»; entre las demás cuentas es el {others:percent}.",
	},
	"rhythm.measure.hours-alike": {
		En: "Weeks of two members are {value:number} alike on average, higher than in {percentile:percent} of {groups:int} ordinary groups.",
		Es: "Las semanas de dos integrantes se parecen en promedio {value:number}, más que en el {percentile:percent} de {groups:int} grupos comunes.",
	},
	"rhythm.measure.forms-alike": {
		En: "The forms of posting (BLOC strings) of two members are {value:number} alike on average, higher than in {percentile:percent} of {groups:int} ordinary groups.",
		Es: "Las formas de publicar (cadenas BLOC) de dos integrantes se parecen en promedio {value:number}, más que en el {percentile:percent} de {groups:int} grupos comunes.",
	},
	"rhythm.measure.regular": {
		En: "Their regularity (minus the median burstiness) is {value:number}, higher than in {percentile:percent} of {groups:int} ordinary groups.",
		Es: "Su regularidad (la mediana de la intermitencia con signo contrario) es de {value:number}, más alta que en el {percentile:percent} de {groups:int} grupos comunes.",
	},
	"rhythm.measure.sessions-joined": {
		En: "{value:percent} of the sessions begin within a minute of another member's, more than in {percentile:percent} of {groups:int} ordinary groups.",
		Es: "El {value:percent} de las sesiones empieza a menos de un minuto de la de otro integrante, más que en el {percentile:percent} de {groups:int} grupos comunes.",
	},
	"rhythm.measure.one-client": {
		En: "{value:percent} of the posts come from the commonest program, more than in {percentile:percent} of {groups:int} ordinary groups.",
		Es: "El {value:percent} de las publicaciones sale del programa más frecuente, más que en el {percentile:percent} de {groups:int} grupos comunes.",
	},
	"rhythm.measure.made-together": {
		En: "{value:percent} of the accounts were made within seven days of one another, more than in {percentile:percent} of {groups:int} ordinary groups.",
		Es: "El {value:percent} de las cuentas se creó dentro de unos mismos siete días, más que en el {percentile:percent} de {groups:int} grupos comunes.",
	},
	"rhythm.measure.minutes-of-five": {
		En: "{value:percent} of the posts fall in minutes divisible by five, more than in {percentile:percent} of {groups:int} ordinary groups.",
		Es: "El {value:percent} de las publicaciones cae en minutos múltiplos de cinco, más que en el {percentile:percent} de {groups:int} grupos comunes.",
	},
	"rhythm.measure.language-switching": {
		En: "{value:percent} of the posts are in another language than the account's last one, more than in {percentile:percent} of {groups:int} ordinary groups.",
		Es: "El {value:percent} de las publicaciones está en un idioma distinto al de la anterior de la cuenta, más que en el {percentile:percent} de {groups:int} grupos comunes.",
	},
	"rhythm.basis": {
		En: "The numbers rest on {posts:count:post|posts}; {others:count:account belongs|accounts belong} to no group; groups measured: {groups:int}, so that some measures are high by chance.",
		Es: "Las cifras se apoyan en {posts:count:publicación|publicaciones}; {others:count:cuenta no pertenece|cuentas no pertenecen} a ningún grupo; grupos medidos: {groups:int}, de modo que algunas medidas salen altas por azar.",
	},
	"rhythm.innocent.scheduled-posts": {
		En: "A scheduling tool posts at round minutes. {five:percent} of the posts fall in minutes divisible by five, where chance puts 20 %, and {tools:percent} name a program made to schedule or to pass on a feed.",
		Es: "Una herramienta de programación publica en minutos redondos. El {five:percent} de las publicaciones cae en minutos múltiplos de cinco, donde el azar pone el 20 %, y el {tools:percent} indica un programa hecho para programar o para difundir un canal.",
	},
	"rhythm.innocent.newsroom": {
		En: "A newsroom or an office keeps working hours or works in turns, posts links, and talks little. {linked:percent} of the posts hold a link, {replies:percent} answer somebody, they posted on {active:percent} of the days, and office hours have the probability {office:percent}.",
		Es: "Una redacción o una oficina tiene horario de trabajo o turnos, difunde enlaces y conversa poco. El {linked:percent} de las publicaciones lleva un enlace, el {replies:percent} responde a alguien, publicaron en el {active:percent} de los días y el horario de oficina tiene una probabilidad de {office:percent}.",
	},
	"rhythm.innocent.shift-work": {
		En: "People who work in shifts, or who live in several time zones, leave no long quiet stretch and can look like another offset. Here the longest stretch with at most {share:percent} of the activity is {quiet:duration}. Posts alone cannot settle this.",
		Es: "Quienes trabajan por turnos, o viven en varios husos horarios, no dejan un lapso largo de calma y pueden parecer de otro huso. Aquí el lapso más largo con a lo sumo el {share:percent} de la actividad es de {quiet:duration}. Las publicaciones por sí solas no bastan para decidirlo.",
	},
	"rhythm.innocent.batch-times": {
		En: "An export can write one time for many posts. {batch:percent} of the posts carry the commonest time of day; spread evenly it would be {even:percent}.",
		Es: "Una exportación puede anotar una misma hora para muchas publicaciones. El {batch:percent} de las publicaciones lleva la hora del día más frecuente; repartidas de manera uniforme sería el {even:percent}.",
	},
	"rhythm.innocent.export-gap": {
		En: "A pause can be one of the collection. In the longest pause of these accounts, {gap:duration}, the others have {inside:count:post|posts}; {expected:int} would be usual.",
		Es: "Una pausa puede ser de la recopilación. En la pausa más larga de estas cuentas, de {gap:duration}, las demás tienen {inside:count:publicación|publicaciones}; lo usual serían {expected:int}.",
	},
	"rhythm.innocent.none.export-gap": {
		En: "Whether the pauses are of the collection cannot be tested: there are no other accounts.",
		Es: "No se puede comprobar si las pausas son de la recopilación: no hay otras cuentas.",
	},
	"rhythm.innocent.declared-bots": {
		En: "Automatic accounts often say so in their name. {bots:int} of {accounts:count:account does|accounts do}.",
		Es: "Las cuentas automáticas suelen decirlo en su nombre. {bots:int} de {accounts:count:cuenta lo dice|cuentas lo dicen}.",
	},
	"rhythm.limit.zone": {
		En: "An offset from UTC is no place: many countries share one, daylight-saving time moves it, a week from Sunday to Thursday is another office week, and schedules and night shifts imitate it.",
		Es: "Una diferencia con UTC no es un lugar: muchos países comparten una misma, el horario de verano la mueve, la semana de domingo a jueves es otra semana laboral, y los horarios programados y los turnos nocturnos la imitan.",
	},
	"rhythm.limit.export": {
		En: "Only posts that were collected are counted. A collection by keyword changes hours and intervals.",
		Es: "Solo cuentan las publicaciones recopiladas. Una recopilación por palabra clave cambia las horas y los intervalos.",
	},
	"rhythm.limit.chosen": {
		En: "The group was chosen because its accounts share things within a minute of one another, so that beginning together is partly the same observation again and no second proof.",
		Es: "El grupo se eligió porque sus cuentas comparten cosas con menos de un minuto de diferencia, de modo que empezar al mismo tiempo es en parte la misma observación y no una segunda prueba.",
	},
	"rhythm.clock.headline": {
		En: "{accounts:count:account posts|accounts post} by the clock, of {tested:int} with enough posts to tell.",
		Es: "{accounts:count:cuenta publica|cuentas publican} con regularidad de reloj, de {tested:int} con publicaciones suficientes para saberlo.",
	},
	"rhythm.clock.detail": {
		En: "{bots:count:account has a name that says|accounts have names that say} it is automatic; {scheduled:percent} of the posts that name a program name one made to schedule.",
		Es: "{bots:count:cuenta dice|cuentas dicen} en su nombre que publican de forma automática; de las publicaciones que indican un programa, el {scheduled:percent} indica uno hecho para programar.",
	},
	"rhythm.clock.basis": {
		En: "Each of {tested:count:account|accounts} with at least 50 posts was tested, and the limit was set for all tests together.",
		Es: "Se examinó cada una de {tested:count:cuenta|cuentas} con al menos 50 publicaciones, y el límite se fijó para todas las pruebas en conjunto.",
	},
	"rhythm.clock.limit": {
		En: "Posting by the clock is what schedulers, feeds and weather stations do every day. It says nothing about what is posted.",
		Es: "Publicar con regularidad de reloj es lo que hacen a diario los programadores, los canales automáticos y las estaciones meteorológicas. No dice nada de lo que se publica.",
	},
	"rhythm.role.post": {
		En: "a post of the group",
		Es: "una publicación del grupo",
	},
}
