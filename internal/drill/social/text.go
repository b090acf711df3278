package social

// style is the grammar that a text is made by.
type style uint8

const (
	talkStyle style = iota
	headlineStyle
	fanStyle
	activistStyle
	scheduleStyle
	sloganStyle
	partyStyle
	drawStyle
	styles
)

// phrases are the parts of each style's sentence in order; a text takes one
// of each.
type phrases [styles][][]string

func newPhrases() phrases {
	return phrases{
		talkStyle: talkParts(), headlineStyle: headlineParts(), fanStyle: fanParts(),
		activistStyle: activistParts(), scheduleStyle: scheduleParts(), sloganStyle: sloganParts(),
		partyStyle: partyParts(), drawStyle: drawParts(),
	}
}

// append appends a text without its objects. The same text and variant give
// the same words; another variant of a text says the same in other words.
func (p *phrases) append(b []byte, st style, text uint64, variant uint8) []byte {
	x := text
	for i, part := range p[st] {
		if i > 0 {
			b = append(b, ' ')
		}
		n := uint64(len(part))
		k := x % n
		x = x/n + 0x9e3779b97f4a7c15*(uint64(i)+1)
		if variant > 0 && i%2 == 0 { // synonyms stand at the even places
			k = (k + uint64(variant)>>(i/2)) % n
		}
		b = append(b, part[k]...)
	}
	return b
}

func talkParts() [][]string {
	return [][]string{
		{"hoy", "ayer", "otra vez", "por fin", "neta que", "la verdad", "en mi calle", "en el trabajo", "camino a casa", "desde temprano", "a estas horas", "como siempre", "ni modo", "qué bueno que", "dicen que", "mi mamá dice que"},
		{"hay mucho ruido", "no llega el camión", "se fue la luz", "hace un calorón", "llueve a cántaros", "cerraron la avenida", "abrió la panadería", "ganó el equipo", "nadie contesta", "todo está lleno", "el mercado está caro", "subió el pasaje", "todos hablan del debate", "pegaron más carteles", "hay fila en el banco", "volvió el agua"},
		{"y", "pero", "aunque", "mientras", "porque", "así que", "y mientras", "y encima"},
		{"yo sigo esperando", "mañana será otro día", "el café lo arregla", "no me quejo", "ya quiero que sea viernes", "mi vecino está feliz", "el perro ni se entera", "mejor me quedo en casa", "alguien tiene que decirlo", "aquí seguimos", "me da risa", "no entiendo nada", "ya ni sé qué pensar", "luego les cuento", "salimos a caminar", "el niño ya se durmió"},
		{".", "!", "...", "jaja", "saludos", "uf", "en fin", "buen día", "qué tal", "ánimo", "ojalá", "de verdad", "palabra", "sin más", "vaya", "pues sí"},
	}
}

func headlineParts() [][]string {
	return [][]string{
		{"Autoridad electoral", "Partido Uno", "Partido Cuatro", "Candidata A", "Candidato B", "Candidata C", "Congreso", "Banco central", "Observadores", "Encuesta", "Universidad", "Sindicato"},
		{"anuncia", "presenta", "rechaza", "propone", "confirma", "aplaza", "publica", "revisa", "defiende", "cuestiona"},
		{"plan de transporte", "gasto de campaña", "calendario de debates", "reforma de salud", "presupuesto del próximo año", "padrón electoral", "medidas contra la sequía", "acuerdo con maestros", "informe de seguridad", "programa de becas", "cifras de empleo", "reglas para observadores"},
		{"en la capital", "en el norte", "en el sur", "ante la prensa", "tras el debate", "por segunda vez", "sin cambios", "con reservas", "este martes", "esta semana", "a puerta cerrada", "por unanimidad"},
	}
}

func fanParts() [][]string {
	return [][]string{
		{"ya queremos", "no superamos", "estamos listas para", "lloramos con", "votamos por", "amamos", "repetimos", "soñamos con"},
		{"el concierto", "la gira", "el video nuevo", "la entrevista", "el disco", "su sonrisa", "el ensayo", "la portada"},
		{"de esta noche", "del sábado", "completa", "sin parar", "todas juntas", "en primera fila", "otra vez", "para siempre"},
		{"te queremos", "aquí estamos", "gracias por todo", "eres luz", "qué emoción", "mil gracias", "no pares", "hasta el final"},
	}
}

func activistParts() [][]string {
	return [][]string{
		{"yo voto porque", "hoy digo fuerte:", "este domingo", "mi voto es", "saldré a votar y", "convence a alguien:", "nadie decide por mí,", "por mis hijos"},
		{"mi voz cuenta", "quiero escuelas abiertas", "quiero calles seguras", "es secreto y es mío", "el futuro es de todos", "no me quedo en casa", "la democracia se cuida", "cada casilla importa"},
		{"y tú también", "pásalo", "súmate", "vamos juntos", "sin miedo", "cuéntanos por qué votas", "desde mi barrio", "con mi familia"},
	}
}

func scheduleParts() [][]string {
	return [][]string{
		{"Reporte:", "Ahora:", "En este momento:", "Actualización:", "Próxima hora:"},
		{"12 grados", "18 grados", "24 grados", "28 grados", "circulación lenta", "circulación fluida", "música sin pausa", "noticias breves", "su signo hoy"},
		{"en el centro", "en la zona norte", "en la zona sur", "en el puerto", "en la sierra", "en el valle", "en la costa"},
		{"viento ligero", "sin lluvia", "nublado", "despejado", "precaución", "sin novedad", "siga en sintonía", "buen ánimo"},
	}
}

func sloganParts() [][]string {
	return [][]string{
		{"El candidato B", "Ese tal B", "B, el de siempre,", "Como siempre B", "Otra vez B", "Don B", "El señor B", "Nuestro amigo B"},
		{"firmó un pacto", "vendió el agua", "escondió las cuentas", "faltó a su palabra", "cerró las escuelas", "subió su sueldo", "negó los documentos", "huyó de las preguntas"},
		{"y nadie lo dice", "y se callan", "y lo ocultan", "y no responde", "y no da la cara", "y guardan silencio", "y lo tapan", "y miran a otro lado"},
		{"en 2019", "en el norte", "con sus socios", "ante notario", "dos veces", "sin testigos", "de madrugada", "con dinero público"},
		{"compártelo", "que se sepa", "difunde", "pásalo", "hazlo viral", "que lo lean todos", "no te calles", "reenvíalo"},
	}
}

func partyParts() [][]string {
	return [][]string{
		{"Nuestra propuesta:", "Boletín:", "Hoy en campaña:", "Compromiso:", "Así lo dijimos:", "En vivo:", "Agenda:", "Comunicado:"},
		{"escuelas de tiempo completo", "agua para cada colonia", "transporte digno", "hospitales abiertos", "apoyo al campo", "calles con luz", "becas sin filas", "trabajo cerca de casa"},
		{"en los primeros cien días", "con presupuesto claro", "sin nuevos impuestos", "en todo el país", "con las comunidades", "desde el primer año", "junto a maestros", "con metas públicas"},
		{"conoce el plan", "lee el documento", "acompáñanos", "nos vemos en la plaza", "sigue la transmisión", "comparte tu opinión", "súmate al equipo", "pregunta lo que quieras"},
	}
}

func drawParts() [][]string {
	return [][]string{
		{"Participo en el sorteo de", "Ya estoy en el sorteo de", "Quiero ganar en el sorteo de", "Me apunto al sorteo de"},
		{"dos boletos", "una bicicleta", "una despensa", "un teléfono", "una cena", "un viaje", "una consola", "un mes de gimnasio"},
		{"con mis amigos", "para mi familia", "por seguir la cuenta", "por compartir", "de este fin de semana", "de la tienda", "de la radio", "del aniversario"},
		{"suerte a todos", "ojalá me toque", "cruzo los dedos", "gracias por la oportunidad", "aquí estoy", "listo", "hecho", "vamos por él"},
	}
}
