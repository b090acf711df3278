package stance

import "strings"

// inflectSpanish gives the forms of a Spanish word, folded. It makes more
// forms than there are: a form that nobody writes does no harm.
func inflectSpanish(lemma string, stems []string, c class) map[string]form {
	if !c.verb() {
		return spanishNoun(lemma, c)
	}
	out := map[string]form{}
	lemma, reflexive := strings.CutSuffix(lemma, "se")
	if len(lemma) < 3 || !strings.HasSuffix(lemma, "r") {
		if reflexive {
			lemma += "se"
		}
		out[lemma] = finite
		return out
	}
	stem, vowel := lemma[:len(lemma)-2], lemma[len(lemma)-2]
	out[lemma] |= infinitive
	for _, clitic := range strings.Fields("lo la los las le les se me te nos selo sela") {
		out[lemma+clitic] |= infinitive
	}
	if len(stem) > 1 { // dar, ir, ver: only the forms that are listed
		conjugate(out, stem, vowel)
	}
	for _, s := range stems {
		if literal, ok := strings.CutPrefix(s, "="); ok {
			out[literal] |= literalForm(literal)
			continue
		}
		conjugate(out, s, vowel)
	}
	// Future and conditional stand on the infinitive.
	for ending, how := range map[string]form{
		"e": first, "as": 0, "a": 0, "emos": first, "an": 0,
		"ia": 0, "iamos": first, "ian": 0, "ias": 0,
	} {
		out[lemma+ending] |= finite | how
	}
	return out
}

// conjugate adds the simple tenses of one stem. Accents are folded, so that
// "acusó" and "acuso" are one form: it is read as the third person, which
// texts about others use, unless "yo" stands before it.
func conjugate(out map[string]form, stem string, vowel byte) {
	if irregularParticiple(stem) {
		for _, e := range []string{"o", "a", "os", "as"} {
			out[stem+e] |= participle
		}
		return
	}
	hard := func(ending string) string { return spell(stem, ending, vowel) + ending }
	third := "a an o aron aba aban e en as aste es ara aran ase asen ando ado ada ados adas"
	firsts := "amos abamos emos"
	if vowel != 'a' {
		third = "e en o io ieron yo yeron ia ian a an es as iste iera ieran iendo yendo ido ida idos idas to ta tos tas eron"
		firsts = "emos imos iamos amos i"
	}
	for e := range strings.FieldsSeq(third) {
		out[hard(e)] |= spanishForm(e)
	}
	for e := range strings.FieldsSeq(firsts) {
		out[hard(e)] |= finite | first
	}
	for e := range strings.FieldsSeq("ando iendo yendo") {
		for _, clitic := range []string{"lo", "la", "los", "las", "le", "les", "se"} {
			out[hard(e)+clitic] |= gerund
		}
	}
}

// irregularParticiples end neither in -ado nor in -ido.
func irregularParticiple(stem string) bool {
	switch stem {
	case "hech", "dich", "muert", "puest", "impuest", "propuest", "vuelt", "devuelt", "suelt", "resuelt", "absuelt", "abiert", "descubiert", "escrit", "rot":
		return true
	}
	return false
}

// literalForm tells the form of a word that the lexicon lists whole.
func literalForm(w string) form {
	switch {
	case strings.HasSuffix(w, "ndo"):
		return gerund
	case w == "dado" || w == "dada" || w == "sido":
		return participle
	case strings.HasSuffix(w, "oy") || strings.HasSuffix(w, "mos"):
		return finite | first
	}
	return finite
}

// spanishForm tells the form by its ending.
func spanishForm(ending string) form {
	switch {
	case strings.HasSuffix(ending, "ndo"):
		return gerund
	case ending == "ado" || ending == "ada" || ending == "ados" || ending == "adas",
		ending == "ido" || ending == "ida" || ending == "idos" || ending == "idas",
		ending == "to" || ending == "ta" || ending == "tos" || ending == "tas":
		return participle
	}
	return finite
}

// spell keeps the sound of a stem's last consonant before the ending.
func spell(stem, ending string, vowel byte) string {
	if vowel == 'a' && strings.HasPrefix(ending, "e") {
		switch {
		case strings.HasSuffix(stem, "c"):
			return stem[:len(stem)-1] + "qu"
		case strings.HasSuffix(stem, "g"):
			return stem + "u"
		case strings.HasSuffix(stem, "z"):
			return stem[:len(stem)-1] + "c"
		}
	}
	if vowel != 'a' && (strings.HasPrefix(ending, "a") || strings.HasPrefix(ending, "o")) {
		switch {
		case strings.HasSuffix(stem, "gu"):
			return stem[:len(stem)-1]
		case strings.HasSuffix(stem, "g"):
			return stem[:len(stem)-1] + "j"
		}
	}
	return stem
}

// spanishNoun gives both genders and numbers of a noun or adjective, so that
// no word is read for one gender alone.
func spanishNoun(lemma string, c class) map[string]form {
	out := map[string]form{lemma: 0}
	if c == alarm || c == cheer || c == negator || c == untrue || c == irony || c == ifs {
		return out
	}
	last := lemma[len(lemma)-1]
	base := lemma[:len(lemma)-1]
	switch {
	case last == 'o':
		for _, e := range []string{"a", "os", "as"} {
			out[base+e] = 0
		}
	case last == 'a' && (c == insult || c == laud || c == foe):
		out[lemma+"s"] = 0
	case last == 'z':
		out[base+"ces"] = 0
	case strings.IndexByte("aeiou", last) >= 0:
		out[lemma+"s"] = 0
	default:
		out[lemma+"es"] = 0
		if c == insult || c == laud || c == foe {
			out[lemma+"a"], out[lemma+"as"] = 0, 0
		}
	}
	return out
}

func spanishWords() functionWords {
	return functionWords{
		blocking: set("a al de del con contra por para sobre ante segun tras en hacia sin desde entre bajo hasta anti pro"),
		object:   set("a al contra de del con el la los las su sus un una en por lo"),
		of:       set("de del"),
		against:  set("contra anti"),
		toward:   set("a al para hacia con por"),
		determiner: set("el la los las un una este esta ese esa su sus don doña senor senora sr sra lic licenciado doctor candidato candidata presidenciable " +
			"aspirante precandidato precandidata abanderado abanderada presidente presidenta gobernador gobernadora senador senadora politico politica"),
		group: set("se lo la los las le les me te nos ya tambien si solo no nunca jamas ni tampoco ha han habia habian habra habran habria habrian haya hubiera he hemos " +
			"va van iba iban ira voy vamos a fue fueron es son era eran sera seran ser sido siendo esta estan estaba estaria seria puede pueden podra podria debe deben " +
			"deberia todo siempre hoy ayer ahora aun todavia asi muy mas quiere que_no por_fin"),
		perfect:      set("ha han habia habian habra habran habria habrian haya hayan hubiera he hemos haber"),
		passive:      set("fue fueron es son era eran sera seran ser sido siendo esta estan estaba seria sea queda quedo resulta resulto"),
		coordinator:  set("y e o pero ni que quien quienes tras"),
		subordinator: set("que porque cuando si donde mientras aunque pues para"),
		by:           set("por"),
		modal:        set("deben debe deberian deberia hay_que tienen merecen haber debemos tendran tendria"),
		pronoun:      set("lo la los las"),
		mine:         set("yo nosotros"),
		common: set("el la los las de del que y en a un una por con no para su al lo como mas pero sus le ya o este si porque esta entre cuando muy sin sobre se es son ha " +
			"fue les dice asi tras ante contra hasta"),
		that:        set("que como"),
		with:        set("con bajo"),
		than:        set("que"),
		comparative: set("mejor peor mejores peores"),
		occasion:    set("tras ante con por luego despues desde durante posible eventual"),
		own:         set("su sus"),
		verbFirst:   true,
	}
}
