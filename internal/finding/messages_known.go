package finding

import "github.com/unveil-project/unveil/internal/lang"

// knownMessages is what the detector known can say.
var knownMessages = lang.Catalogue{
	"known.headline": {
		En: "Compared with the fingerprint labelled “{label}”: on {above:int} of {axes:int} axes the group is more like it than {share:percent} of {groups:int} groups of ordinary accounts are.",
		Es: "Comparación con la huella etiquetada «{label}»: en {above:int} de {axes:int} ejes el grupo se le parece más que el {share:percent} de {groups:int} grupos de cuentas comunes.",
	},
	"known.headline.bare": {
		En: "Compared with the fingerprint labelled “{label}” on {axes:count:axis|axes}. The input holds too few ordinary accounts to say what is usual.",
		Es: "Comparación con la huella etiquetada «{label}» en {axes:count:eje|ejes}. Los datos contienen muy pocas cuentas comunes para decir qué es lo habitual.",
	},
	"known.axis.hours": {
		En: "Hours of the week in UTC: similarity {value:number}, above {percentile:percent} of {groups:int} ordinary groups.",
		Es: "Las horas de la semana en UTC: parecido de {value:number}, por encima del {percentile:percent} de {groups:int} grupos comunes.",
	},
	"known.axis.bare.hours": {
		En: "Hours of the week in UTC: similarity {value:number}, with nothing to compare it with.",
		Es: "Las horas de la semana en UTC: parecido de {value:number}, sin nada con qué compararlo.",
	},
	"known.axis.hours-shifted": {
		En: "Hours of the week, moved by up to half a day: similarity {value:number}, above {percentile:percent} of {groups:int} ordinary groups.",
		Es: "Las horas de la semana, movidas hasta medio día: parecido de {value:number}, por encima del {percentile:percent} de {groups:int} grupos comunes.",
	},
	"known.axis.bare.hours-shifted": {
		En: "Hours of the week, moved by up to half a day: similarity {value:number}, with nothing to compare it with.",
		Es: "Las horas de la semana, movidas hasta medio día: parecido de {value:number}, sin nada con qué compararlo.",
	},
	"known.axis.languages": {
		En: "Languages: similarity {value:number}, above {percentile:percent} of {groups:int} ordinary groups.",
		Es: "Los idiomas: parecido de {value:number}, por encima del {percentile:percent} de {groups:int} grupos comunes.",
	},
	"known.axis.bare.languages": {
		En: "Languages: similarity {value:number}, with nothing to compare it with.",
		Es: "Los idiomas: parecido de {value:number}, sin nada con qué compararlo.",
	},
	"known.axis.clients": {
		En: "Programs: similarity {value:number}, above {percentile:percent} of {groups:int} ordinary groups.",
		Es: "Los programas: parecido de {value:number}, por encima del {percentile:percent} de {groups:int} grupos comunes.",
	},
	"known.axis.bare.clients": {
		En: "Programs: similarity {value:number}, with nothing to compare it with.",
		Es: "Los programas: parecido de {value:number}, sin nada con qué compararlo.",
	},
	"known.axis.pairs": {
		En: "Forms of posting (BLOC pairs): similarity {value:number}, above {percentile:percent} of {groups:int} ordinary groups.",
		Es: "Las formas de publicar (pares BLOC): parecido de {value:number}, por encima del {percentile:percent} de {groups:int} grupos comunes.",
	},
	"known.axis.bare.pairs": {
		En: "Forms of posting (BLOC pairs): similarity {value:number}, with nothing to compare it with.",
		Es: "Las formas de publicar (pares BLOC): parecido de {value:number}, sin nada con qué compararlo.",
	},
	"known.axis.hashtags": {
		En: "Hashtags that at least two accounts share: similarity {value:number}, above {percentile:percent} of {groups:int} ordinary groups.",
		Es: "Las etiquetas que comparten al menos dos cuentas: parecido de {value:number}, por encima del {percentile:percent} de {groups:int} grupos comunes.",
	},
	"known.axis.bare.hashtags": {
		En: "Hashtags that at least two accounts share: similarity {value:number}, with nothing to compare it with.",
		Es: "Las etiquetas que comparten al menos dos cuentas: parecido de {value:number}, sin nada con qué compararlo.",
	},
	"known.axis.links": {
		En: "Links that at least two accounts share: similarity {value:number}, above {percentile:percent} of {groups:int} ordinary groups.",
		Es: "Los enlaces que comparten al menos dos cuentas: parecido de {value:number}, por encima del {percentile:percent} de {groups:int} grupos comunes.",
	},
	"known.axis.bare.links": {
		En: "Links that at least two accounts share: similarity {value:number}, with nothing to compare it with.",
		Es: "Los enlaces que comparten al menos dos cuentas: parecido de {value:number}, sin nada con qué compararlo.",
	},
	"known.axis.domains": {
		En: "Domains that at least two accounts share: similarity {value:number}, above {percentile:percent} of {groups:int} ordinary groups.",
		Es: "Los dominios que comparten al menos dos cuentas: parecido de {value:number}, por encima del {percentile:percent} de {groups:int} grupos comunes.",
	},
	"known.axis.bare.domains": {
		En: "Domains that at least two accounts share: similarity {value:number}, with nothing to compare it with.",
		Es: "Los dominios que comparten al menos dos cuentas: parecido de {value:number}, sin nada con qué compararlo.",
	},
	"known.axis.texts": {
		En: "Runs of three words that at least two accounts share: similarity {value:number}, above {percentile:percent} of {groups:int} ordinary groups.",
		Es: "Las series de tres palabras que comparten al menos dos cuentas: parecido de {value:number}, por encima del {percentile:percent} de {groups:int} grupos comunes.",
	},
	"known.axis.bare.texts": {
		En: "Runs of three words that at least two accounts share: similarity {value:number}, with nothing to compare it with.",
		Es: "Las series de tres palabras que comparten al menos dos cuentas: parecido de {value:number}, sin nada con qué compararlo.",
	},
	"known.basis": {
		En: "Comparisons of a group with a file: {comparisons:int}, on several axes each, so that some come out high by chance; a percentile is known to {resolution:percent}.",
		Es: "Comparaciones de un grupo con un archivo: {comparisons:int}, cada una en varios ejes, de modo que algunas salen altas por azar; un percentil se conoce con una resolución de {resolution:percent}.",
	},
	"known.basis.file": {
		En: "The file stands for {accounts:count:account|accounts} with {posts:count:post|posts}, from {first:date} to {last:date}.",
		Es: "El archivo representa {accounts:count:cuenta|cuentas} con {posts:count:publicación|publicaciones}, del {first:date} al {last:date}.",
	},
	"known.innocent.same-trade": {
		En: "Groups of one trade, topic, language or zone are alike without knowing of one another: newsrooms like newsrooms, campaigns like campaigns. The percentiles say how far that goes among ordinary accounts of this input; whether the group belongs to the same trade, posts cannot say.",
		Es: "Los grupos de un mismo oficio, tema, idioma o huso se parecen sin saber unos de otros: las redacciones a las redacciones, las campañas a las campañas. Los percentiles dicen hasta dónde llega eso entre las cuentas comunes de estos datos; si el grupo es del mismo oficio, las publicaciones no lo dicen.",
	},
	"known.limit.likeness": {
		En: "A likeness is no identity, and there is no sum over the axes: no one knows how they should be weighed.",
		Es: "Un parecido no es una identidad, y los ejes no se suman: nadie sabe qué peso darle a cada uno.",
	},
	"known.limit.label": {
		En: "The label is the words of whoever made the file, and it was not checked.",
		Es: "La etiqueta son las palabras de quien hizo el archivo y no se verificó.",
	},
	"known.limit.topic": {
		En: "Ordinary accounts of this input may speak of another topic, in another language or at other hours than the group, which alone makes percentiles high.",
		Es: "Las cuentas comunes de estos datos pueden tratar otro tema, en otro idioma o a otras horas que el grupo, y eso solo ya eleva los percentiles.",
	},
}
