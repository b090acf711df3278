package finding

import "github.com/unveil-project/unveil/internal/lang"

// arithmeticMessages is what the detector arithmetic can say.
var arithmeticMessages = lang.Catalogue{
	"arithmetic.sum.headline": {
		En: "On {sheets:count:sheet|sheets} the votes stated for a candidate are not the sum of the candidate's parties and combinations.",
		Es: "En {sheets:count:acta|actas} los votos asentados para una candidatura no son la suma de sus partidos y combinaciones.",
	},
	"arithmetic.sum.role": {
		En: "{column} states {got:int}, its parts add up to {want:int}",
		Es: "{column} asienta {got:int}; sus partes suman {want:int}",
	},
	"arithmetic.total.headline": {
		En: "On {sheets:count:sheet|sheets} of {checked:int} the stated total is not the sum of the votes.",
		Es: "En {sheets:count:acta|actas} de {checked:int} el total asentado no es la suma de los votos.",
	},
	"arithmetic.total.headline-same": {
		En: "On {sheets:count:sheet|sheets} of {checked:int} the stated total is not the sum of the votes; {same:int} of them are among the {others:count:sheet|sheets} on which a candidate's sum does not agree either.",
		Es: "En {sheets:count:acta|actas} de {checked:int} el total asentado no es la suma de los votos; {same:int} de ellas están entre las {others:count:acta|actas} en que tampoco cuadra la suma de una candidatura.",
	},
	"arithmetic.total.headline-all": {
		En: "On {same:count:sheet|sheets} of {checked:int} the stated total is not the sum of the votes. They are among the {others:count:sheet|sheets} on which a candidate's sum does not agree either.",
		Es: "En {same:count:acta|actas} de {checked:int} el total asentado no es la suma de los votos. Están entre las {others:count:acta|actas} en que tampoco cuadra la suma de una candidatura.",
	},
	"arithmetic.total.role": {
		En: "{column} states {got:int}, the votes add up to {want:int}",
		Es: "{column} asienta {got:int}; los votos suman {want:int}",
	},
	"arithmetic.over.headline": {
		En: "{sheets:count:sheet shows|sheets show} more votes than voters on the list, by more than party representatives can explain (at most {max:int} too many, {bound:int} can be explained).",
		Es: "{sheets:count:acta tiene|actas tienen} más votos que personas en la lista nominal, por encima de lo que explican los representantes de partido (hasta {max:int} de más; se explican {bound:int}).",
	},
	"arithmetic.over.role": {
		En: "{got:int} votes, {want:int} voters on the list",
		Es: "{got:int} votos, {want:int} personas en la lista nominal",
	},
	"arithmetic.over-small.headline": {
		En: "{sheets:count:sheet shows|sheets show} a few more votes than voters on the list (at most {max:int} too many); representatives who vote where they serve can explain up to {bound:int}.",
		Es: "{sheets:count:acta tiene|actas tienen} unos votos más que personas en la lista nominal (hasta {max:int} de más); los representantes que votan donde prestan servicio explican hasta {bound:int}.",
	},
	"arithmetic.over-small.role": {
		En: "{got:int} votes, {want:int} voters on the list",
		Es: "{got:int} votos, {want:int} personas en la lista nominal",
	},
	"arithmetic.zero.headline": {
		En: "{sheets:count:sheet holds|sheets hold} no vote at all.",
		Es: "{sheets:count:acta no tiene|actas no tienen} ningún voto.",
	},
	"arithmetic.zero.role": {
		En: "every figure that is given is zero",
		Es: "todas las cifras que trae son cero",
	},
	"arithmetic.one-option.headline": {
		En: "On {sheets:count:sheet|sheets} all votes are for one option; small communities that vote as one are a known cause.",
		Es: "En {sheets:count:acta|actas} todos los votos son para una opción; las comunidades pequeñas que votan en bloque son una causa conocida.",
	},
	"arithmetic.one-option.role": {
		En: "{column} holds {got:int} of {want:int} votes",
		Es: "{column} tiene {got:int} de {want:int} votos",
	},
	"arithmetic.resent.headline": {
		En: "{changed:count:sheet was|sheets were} sent again with other figures.",
		Es: "{changed:count:acta se envió|actas se enviaron} de nuevo con otras cifras.",
	},
	"arithmetic.resent.detail": {
		En: "Of {sheets:count:sheet|sheets}, {resent:int} came more than once, {changed:int} of them with other figures. The latest version counts here.",
		Es: "De {sheets:count:acta|actas}, {resent:int} llegaron más de una vez, {changed:int} de ellas con otras cifras. Aquí cuenta la última versión.",
	},
	"arithmetic.resent.net": {
		En: "Set against each other, the changes from the first version to the latest come to: {columns}.",
		Es: "Compensados entre sí, los cambios de la primera versión a la última dan: {columns}.",
	},
	"arithmetic.resent.same-total": {
		En: "Of the sheets with other figures ({of:int}), {same:int} state the same total as before.",
		Es: "De las actas con otras cifras ({of:int}), {same:int} asientan el mismo total que antes.",
	},
	"arithmetic.resent.partial": {
		En: "On {partial:count:further sheet|further sheets} one version gives a figure that another lacks; no figure differs.",
		Es: "En {partial:count:acta más|actas más} una versión trae una cifra que falta en otra; ninguna cifra difiere.",
	},
	"arithmetic.resent.role-first": {
		En: "the first version of the sheet",
		Es: "la primera versión del acta",
	},
	"arithmetic.resent.role-last": {
		En: "the version of the same sheet that counts here",
		Es: "la versión de la misma acta que cuenta aquí",
	},
	"arithmetic.checked.agree": {
		En: "{sheets:count:sheet was|sheets were} checked: every sum that could be checked agrees.",
		Es: "{sheets:count:acta revisada|actas revisadas}: todas las sumas que se pudieron revisar cuadran.",
	},
	"arithmetic.checked.some": {
		En: "{sheets:count:sheet was|sheets were} checked: {wrong:int} with a sum that does not agree.",
		Es: "{sheets:count:acta revisada|actas revisadas}: {wrong:int} con una suma que no cuadra.",
	},
	"arithmetic.checked.range": {
		En: "{sheets:count:sheet was|sheets were} checked: every total lies in the range that its votes leave; no sum could be checked exactly.",
		Es: "{sheets:count:acta revisada|actas revisadas}: cada total cae en el intervalo que dejan sus votos; ninguna suma se pudo revisar con exactitud.",
	},
	"arithmetic.checked.none": {
		En: "No sum could be checked on {sheets:count:sheet|sheets}.",
		Es: "No se pudo revisar ninguna suma en {sheets:count:acta|actas}.",
	},
	"arithmetic.checked.detail": {
		En: "Checked were {sums:count:candidate's sum|candidates' sums}, the total of {totals:count:sheet|sheets} and the list of {lists:count:sheet|sheets}. {special:count:special station has|special stations have} no list to compare with.",
		Es: "Se revisaron {sums:count:suma de candidatura|sumas de candidaturas}, el total de {totals:count:acta|actas} y la lista nominal de {lists:count:acta|actas}. {special:count:casilla especial no tiene|casillas especiales no tienen} lista con la cual comparar.",
	},
	"arithmetic.detail.net": {
		En: "The differences add up to {total:int} votes; set against each other they leave {net:int}.",
		Es: "Las diferencias suman {total:int} votos; compensadas entre sí dejan {net:int}.",
	},
	"arithmetic.detail.bound": {
		En: "The bound is {each:int} representatives for each party and each candidate without party: {bound:int} votes.",
		Es: "El límite es de {each:int} representantes por cada partido y por cada candidatura independiente: {bound:int} votos.",
	},
	"arithmetic.detail.modified": {
		En: "{modified:count:of these sheets is|of these sheets are} marked as changed after capture.",
		Es: "{modified:count:de estas actas está marcada como modificada|de estas actas están marcadas como modificadas} después de la captura.",
	},
	"arithmetic.innocent.slip": {
		En: "One wrong digit, or two swapped, explains {n:int} of {of:int} differences; by chance it would explain about {chance:percent} of any differences on these sheets.",
		Es: "Un dígito equivocado, o dos intercambiados, explica {n:int} de {of:int} diferencias; por azar explicaría cerca del {chance:percent} de cualesquiera diferencias en estas actas.",
	},
	"arithmetic.innocent.combination": {
		En: "In {n:int} of {of:int} cases the difference equals the votes marked for a combination of parties, left out or counted twice.",
		Es: "En {n:int} de {of:int} casos la diferencia es igual a los votos marcados para una combinación de partidos, omitidos o contados dos veces.",
	},
	"arithmetic.innocent.correction": {
		En: "Figures are lawfully corrected after a recount, or when a capture is checked against the sheet; the record of the recount or the picture of the sheet would tell. {n:int} of {of:int} sheets are marked as changed after capture.",
		Es: "Las cifras se corrigen legalmente tras un recuento o al cotejar la captura con el acta; la constancia del recuento o la imagen del acta lo aclararía. {n:int} de {of:int} actas están marcadas como modificadas después de la captura.",
	},
	"arithmetic.innocent.double-capture": {
		En: "A sheet captured twice can differ by a slip. On {n:int} of {of:int} sheets a single figure differs, by one wrong digit or two swapped.",
		Es: "Un acta capturada dos veces puede diferir por un descuido. En {n:int} de {of:int} actas difiere una sola cifra, por un dígito equivocado o dos intercambiados.",
	},
	"arithmetic.innocent.representatives": {
		En: "Representatives of parties and of candidates without party vote where they serve, beyond the list. At {each:int} for each of them, {bound:int} votes are possible: {n:int} of {of:int} sheets stay within.",
		Es: "Los representantes de partidos y de candidaturas independientes votan donde prestan servicio, además de la lista. Con {each:int} por cada uno caben {bound:int} votos: {n:int} de {of:int} actas quedan dentro.",
	},
	"arithmetic.innocent.special": {
		En: "Special stations serve voters in transit and have no list. {special:count:such sheet|such sheets} ({zero:int} with a list of 0) stayed out of this comparison.",
		Es: "Las casillas especiales atienden a electores en tránsito y no tienen lista nominal. {special:count:acta de este tipo|actas de este tipo} ({zero:int} con lista de 0) no se tomaron en cuenta aquí.",
	},
	"arithmetic.innocent.over-slip": {
		En: "On {n:int} of {of:int} sheets only the stated total exceeds the list; the votes themselves do not.",
		Es: "En {n:int} de {of:int} actas solo el total asentado rebasa la lista; los votos mismos no.",
	},
	"arithmetic.innocent.over-combination": {
		En: "On {n:int} of {of:int} sheets the votes marked for combinations of parties are as many as the excess or more; had they been written down twice, that would explain it.",
		Es: "En {n:int} de {of:int} actas los votos marcados para combinaciones de partidos son tantos como el exceso o más; si se hubieran anotado dos veces, eso lo explicaría.",
	},
	"arithmetic.innocent.not-installed": {
		En: "A station that did not open, or a sheet captured blank because it could not be read, looks the same ({sheets:count:sheet|sheets}); the sheets' pictures would tell.",
		Es: "Una casilla que no se instaló, o un acta capturada en blanco por ilegible, se ve igual ({sheets:count:acta|actas}); la imagen del acta lo aclararía.",
	},
	"arithmetic.innocent.community": {
		En: "Small communities sometimes vote as one. In {same:int} of {of:int} cases the same option also leads most other sheets of the district.",
		Es: "Hay comunidades pequeñas que votan en bloque. En {same:int} de {of:int} casos la misma opción también va adelante en la mayoría de las demás actas del distrito.",
	},
	"arithmetic.basis": {
		En: "The statement is a sum that anyone can repeat with the sheets in hand.",
		Es: "La afirmación es una suma que cualquiera puede repetir con las actas a la vista.",
	},
	"arithmetic.limit.consistent": {
		En: "A sheet whose figures were all changed together so that they still add up is not seen.",
		Es: "No se ve un acta cuyas cifras se cambiaron todas juntas de modo que aún cuadran.",
	},
	"arithmetic.limit.sample": {
		En: "Only the sheets in the data were checked, as they were captured; the paper was not seen.",
		Es: "Solo se revisaron las actas que están en los datos, tal como se capturaron; no se vio el papel.",
	},
	"arithmetic.limit.composition": {
		En: "election.yaml does not say which columns make up {columns}, or the sheets lack some of them; these sums were not checked, and a total was checked only against the range that they leave.",
		Es: "election.yaml no dice qué columnas componen {columns}, o faltan algunas en las actas; estas sumas no se revisaron, y el total solo se comparó con el intervalo que dejan.",
	},
	"arithmetic.limit.range": {
		En: "On {sheets:count:sheet|sheets} the total could be compared with a range only, because a figure that it may contain is not on the sheet.",
		Es: "En {sheets:count:acta|actas} el total solo se pudo comparar con un intervalo, porque falta en el acta una cifra que podría contener.",
	},
	"arithmetic.limit.no-list": {
		En: "{sheets:count:sheet gives|sheets give} no list of voters; votes over the list could not be looked for there.",
		Es: "{sheets:count:acta no da|actas no dan} la lista nominal; ahí no se pudieron buscar votos por encima de la lista.",
	},
	"arithmetic.limit.missing": {
		En: "A missing figure is unknown, not zero: {sums:count:candidate's sum|candidates' sums} and the total of {totals:count:sheet|sheets} could not be checked for want of one.",
		Es: "Una cifra que falta es desconocida, no cero: por falta de alguna no se pudieron revisar {sums:count:suma de candidatura|sumas de candidaturas} ni el total de {totals:count:acta|actas}.",
	},
	"arithmetic.limit.undated": {
		En: "No time says which version of {sheets:count:sheet|sheets} is the latest. The choice is the same on every run but arbitrary; where figures differ, a change may have gone the other way.",
		Es: "Ninguna hora dice cuál versión de {sheets:count:acta|actas} es la última. La elección es siempre la misma, pero arbitraria; donde las cifras difieren, el cambio pudo ser en sentido contrario.",
	},
	"arithmetic.limit.no-total": {
		En: "{sheets:count:sheet has|sheets have} no total, or a figure is missing; the total was not checked there.",
		Es: "{sheets:count:acta no tiene|actas no tienen} total o les falta una cifra; ahí no se revisó el total.",
	},
}
