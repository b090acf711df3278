package finding

import "github.com/unveil-project/unveil/internal/lang"

// silenceMessages is what the detector silence can say.
var silenceMessages = lang.Catalogue{
	"silence.hypothesis": {
		En: "the pause is not a matter of chance",
		Es: "la pausa no es obra del azar",
	},
	"silence.headline.area": {
		En: "No sheet arrived from area {area} for {gap:duration} from {from:time} on; at its own pace about {expected:number} would have.",
		Es: "No llegó ninguna acta de la entidad {area} durante {gap:duration} desde {from:time}; a su propio ritmo habrían llegado cerca de {expected:number}.",
	},
	"silence.headline.all": {
		En: "No sheet arrived from anywhere for {gap:duration} from {from:time} on; at the pace around it about {expected:number} would have.",
		Es: "No llegó ninguna acta de ningún lugar durante {gap:duration} desde {from:time}; al ritmo de esos momentos habrían llegado cerca de {expected:number}.",
	},
	"silence.headline.open": {
		En: "After {from:time} no further sheet arrived from area {area} while others went on; at its own pace about {expected:number} would have in the {gap:duration} left.",
		Es: "Después de {from:time} no llegó ninguna otra acta de la entidad {area}, mientras las demás seguían; a su propio ritmo habrían llegado cerca de {expected:number} en los {gap:duration} restantes.",
	},
	"silence.detail.p.rush": {
		En: "By chance the pause alone has a probability of {gap:number}, and the pause with the rush after it {p:number}. Both allow for arrivals in clumps, as far as they were seen.",
		Es: "Por azar, la pausa sola tiene una probabilidad de {gap:number}; la pausa con el tropel que le siguió, {p:number}. Ambas toman en cuenta las llegadas en grupos, en la medida observada.",
	},
	"silence.detail.p.alone": {
		En: "By chance the pause has a probability of {gap:number}. A rush after it was tested for as well; allowing for two tests makes that {p:number}. Both allow for arrivals in clumps, as far as they were seen.",
		Es: "Por azar, la pausa tiene una probabilidad de {gap:number}. También se buscó un tropel después; al tomar en cuenta dos pruebas resulta {p:number}. Ambas toman en cuenta las llegadas en grupos, en la medida observada.",
	},
	"silence.detail.p.open": {
		En: "By chance an area that still has sheets to send stops for so long with probability {p:number}, arrivals in clumps allowed for as far as they were seen.",
		Es: "Por azar, una entidad que aún tiene actas por enviar se detiene tanto tiempo con probabilidad {p:number}, tomando en cuenta las llegadas en grupos en la medida observada.",
	},
	"silence.detail.adjusted": {
		En: "Looked at were {gaps:count:pause|pauses} in this series and {series:count:series|series}, each area and all areas together. Allowing for so many multiplies {p:number} by {times:int}, to {adjusted:number}: from this the likelihood was computed.",
		Es: "Se revisaron {gaps:count:pausa|pausas} en esta serie y {series:count:serie|series}: cada entidad y todas juntas. Tomar en cuenta tantas multiplica {p:number} por {times:int} y da {adjusted:number}: de ahí se calculó la probabilidad del hallazgo.",
	},
	"silence.detail.adjusted.less": {
		En: "Looked at were {gaps:count:pause|pauses} in this series and {series:count:series|series}, each area and all areas together. Allowing for so many raises {p:number} to {adjusted:number}, from which the likelihood was computed. That is less than {times:int} times as much, since for large clumps, which are hardly possible here, the product would pass 1.",
		Es: "Se revisaron {gaps:count:pausa|pausas} en esta serie y {series:count:serie|series}: cada entidad y todas juntas. Tomar en cuenta tantas eleva {p:number} a {adjusted:number}, de donde se calculó la probabilidad del hallazgo. Es menos que {times:int} veces tanto, porque con grupos grandes, aquí casi imposibles, el producto pasaría de 1.",
	},
	"silence.detail.rush": {
		En: "After it {rush:count:sheet|sheets} arrived within {within:duration}, more than the pace before or later brings (by chance with probability {p:number}). Pause and rush together last {whole:duration}.",
		Es: "Después llegaron {rush:count:acta|actas} en {within:duration}, más de las que trae el ritmo de antes o de después (por azar, con probabilidad {p:number}). Pausa y tropel duran en conjunto {whole:duration}.",
	},
	"silence.role.before": {
		En: "the last sheet before the pause",
		Es: "la última acta antes de la pausa",
	},
	"silence.role.after": {
		En: "the first sheet after the pause",
		Es: "la primera acta después de la pausa",
	},
	"silence.role.rush": {
		En: "a sheet of the rush after the pause",
		Es: "un acta de las que llegaron en tropel después de la pausa",
	},
	"silence.longest": {
		En: "Taking all areas together, the longest time without a sheet between {from:time} and {to:time} was {gap:duration}; it ended at {at:time}.",
		Es: "Tomando juntas todas las entidades, el mayor lapso sin actas entre {from:time} y {to:time} fue de {gap:duration}; terminó a las {at:time}.",
	},
	"silence.longest.detail": {
		En: "{looked:count:pause was|pauses were} looked at, of all areas together and of {areas:count:area|areas} one by one; standing out: {found:int}. The probability that chance makes one as long as the longest is {p:percent}.",
		Es: "Se revisaron {looked:count:pausa|pausas}, de todas las entidades juntas y de {areas:count:entidad|entidades} una por una; sobresalen: {found:int}. La probabilidad de que el azar produzca una tan larga como la mayor es {p:percent}.",
	},
	"silence.too-few": {
		En: "Only {sheets:count:sheet|sheets} with a time arrived in core hours; silences are looked for from {min:int} on.",
		Es: "Solo {sheets:count:acta con hora llegó|actas con hora llegaron} en las horas centrales; los silencios se buscan a partir de {min:int}.",
	},
	"silence.no-times": {
		En: "None of {sheets:count:sheet|sheets} has a time of arrival; silences could not be looked for.",
		Es: "Ninguna de {sheets:count:acta|actas} tiene hora de llegada; no se pudieron buscar silencios.",
	},
	"silence.innocent.outage": {
		En: "A change of shift, a power cut or a lost connection in the area makes the same picture. {silent:count:other area was|other areas were} silent at the same time; an outage log would tell.",
		Es: "Un cambio de turno, un apagón o una conexión perdida en la entidad produce el mismo cuadro. {silent:count:entidad más guardó|entidades más guardaron} silencio al mismo tiempo; la bitácora de fallas lo aclararía.",
	},
	"silence.innocent.outage-all": {
		En: "An outage at the centre that receives the sheets makes the same picture, with no sheet from any area; its log would tell.",
		Es: "Una falla en el centro que recibe las actas produce el mismo cuadro, sin actas de ninguna entidad; su bitácora lo aclararía.",
	},
	"silence.innocent.slow": {
		En: "Remote and rural stations send late and seldom. Then the pace beside the pause is slow as well: it was {before:number} sheets an hour before and {after:number} after; the slower of both lets expect {expected:number} in the pause.",
		Es: "Las casillas lejanas y rurales envían tarde y poco. Entonces el ritmo junto a la pausa también es lento: fue de {before:number} actas por hora antes y {after:number} después; con el menor de ambos se esperarían {expected:number} en la pausa.",
	},
	"silence.innocent.clumps": {
		En: "Sheets that share a messenger or a road arrive in clumps, with pauses between them. This was tested: outside this pause the counts of {window:duration} vary {index:number} times as much as those of single arrivals (median of the areas: {median:number}). The probability given allows for all sizes of clumps that this leaves possible.",
		Es: "Las actas que comparten mensajero o camino llegan en grupos, con pausas entre ellos. Se puso a prueba: fuera de esta pausa, los conteos de cada {window:duration} varían {index:number} veces lo que varían los de llegadas sueltas (mediana de las entidades: {median:number}). La probabilidad indicada toma en cuenta todos los tamaños de grupo que esto deja como posibles.",
	},
	"silence.innocent.batches": {
		En: "An export made in batches has round times with pauses between them. Times here are in steps of {step:duration}, the pause is {gap:duration}.",
		Es: "Una exportación hecha por lotes tiene horas redondas con pausas entre ellas. Aquí las horas van en pasos de {step:duration}; la pausa es de {gap:duration}.",
	},
	"silence.innocent.end": {
		En: "An area that has sent everything falls silent. This one sent {later:count:more sheet|more sheets} afterwards; {elsewhere:count:sheet|sheets} arrived from elsewhere during the pause.",
		Es: "Una entidad que ya envió todo guarda silencio. Esta envió {later:count:acta más|actas más} después; de otros lugares {elsewhere:count:acta llegó|actas llegaron} durante la pausa.",
	},
	"silence.innocent.end-all": {
		En: "When all sheets are in, none arrive. Here {later:count:more sheet|more sheets} arrived afterwards.",
		Es: "Cuando ya están todas las actas, no llega ninguna. Aquí {later:count:acta más llegó|actas más llegaron} después.",
	},
	"silence.basis.gap": {
		En: "The pause alone is too long for chance, measured against {k:count:sheet|sheets} beside it.",
		Es: "La pausa por sí sola es demasiado larga para el azar, medida contra {k:count:acta|actas} junto a ella.",
	},
	"silence.basis.rush": {
		En: "It takes the pause and the rush after it together to rule out chance, measured against {k:count:sheet|sheets} beside it.",
		Es: "Hacen falta la pausa y el tropel que le siguió, juntos, para descartar el azar; se midió contra {k:count:acta|actas} junto a ella.",
	},
	"silence.basis.open": {
		En: "The area sent nothing afterwards, so that its pace is known from one side only; it may simply have been done.",
		Es: "La entidad no envió nada después, así que su ritmo solo se conoce de un lado; pudo simplemente haber terminado.",
	},
	"silence.basis.coarse": {
		En: "Times are in steps of {step:duration}, too coarse to place a pause well.",
		Es: "Las horas van en pasos de {step:duration}, demasiado gruesos para ubicar bien una pausa.",
	},
	"silence.basis.count": {
		En: "The numbers are counted, not estimated.",
		Es: "Las cifras están contadas, no estimadas.",
	},
	"silence.limit.cause": {
		En: "Arrival times do not show why nothing arrived.",
		Es: "Las horas de llegada no muestran por qué no llegó nada.",
	},
	"silence.limit.core": {
		En: "Only pauses that begin in core hours were looked at: {from:time} to {to:time}.",
		Es: "Solo se revisaron las pausas que empiezan en las horas centrales: {from:time} a {to:time}.",
	},
	"silence.limit.never": {
		En: "Sheets that never arrived are not in the data; an area that sent nothing at all, or began late, is not seen.",
		Es: "Las actas que nunca llegaron no están en los datos; no se ve una entidad que no envió nada o que empezó tarde.",
	},
	"silence.limit.no-time": {
		En: "{sheets:count:sheet has|sheets have} no time of arrival and could not be looked at.",
		Es: "{sheets:count:acta no tiene|actas no tienen} hora de llegada y no se pudieron revisar.",
	},
	"silence.limit.small": {
		En: "{areas:count:area has|areas have} fewer than {min:int} sheets in core hours and could not be looked at alone.",
		Es: "{areas:count:entidad tiene|entidades tienen} menos de {min:int} actas en las horas centrales y no se pudieron revisar por separado.",
	},
	"silence.limit.no-areas": {
		En: "The sheets do not say from which of several areas they are; only all of them together were looked at.",
		Es: "Las actas no dicen de cuál de varias entidades son; solo se revisaron todas juntas.",
	},
	"silence.limit.coarse": {
		En: "Times are in steps of {step:duration}; shorter pauses cannot be seen, and each pause was taken to be shorter by one step.",
		Es: "Las horas van en pasos de {step:duration}; no se ven pausas menores, y cada pausa se tomó como más corta por un paso.",
	},
}
