package stance

import "strings"

// inflectEnglish gives the forms of an English word, folded. It makes more
// forms than there are: a form that nobody writes does no harm.
func inflectEnglish(lemma string, stems []string, c class) map[string]form {
	out := map[string]form{}
	if !c.verb() {
		out[lemma] = 0
		if c != alarm && c != cheer && c != negator && c != untrue && c != irony && c != ifs {
			out[plural(lemma)] = 0
		}
		return out
	}
	out[lemma] |= finite | infinitive
	out[plural(lemma)] |= finite
	for _, s := range stems {
		out[s] |= finite | participle
	}
	if c == be {
		return out
	}
	for _, base := range verbStems(lemma) {
		out[base+"ed"] |= finite | participle
		out[base+"ing"] |= gerund
	}
	return out
}

// plural is also the third person: liar → liars, deny → denies.
func plural(w string) string {
	switch {
	case len(w) > 1 && strings.HasSuffix(w, "y") && !strings.ContainsAny(w[len(w)-2:len(w)-1], "aeiou"):
		return w[:len(w)-1] + "ies"
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "x"), strings.HasSuffix(w, "z"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"):
		return w + "es"
	}
	return w + "s"
}

// verbStems are what -ed and -ing are put to: deny → deni, deny; rob → rob,
// robb; lie → li, ly.
func verbStems(w string) []string {
	if len(w) < 2 {
		return []string{w}
	}
	last, before := w[len(w)-1], w[len(w)-2]
	switch {
	case strings.HasSuffix(w, "ie"):
		return []string{w[:len(w)-1], w[:len(w)-2] + "y"}
	case last == 'e':
		return []string{w[:len(w)-1]}
	case last == 'y' && strings.IndexByte("aeiou", before) < 0:
		return []string{w[:len(w)-1] + "i", w}
	case strings.IndexByte("bdgklmnprtv", last) >= 0 && strings.IndexByte("aeiou", before) >= 0:
		return []string{w, w + string(last)}
	}
	return []string{w}
}

func englishWords() functionWords {
	return functionWords{
		blocking: set("of to with against by for about on at from over behind in under toward towards anti pro near like than into after before"),
		object:   set("of at on for to against behind with the a an his her their new our as"),
		of:       set("of"),
		against:  set("against anti"),
		toward:   set("for to toward towards of behind in"),
		determiner: set("the a an this that his her our my mr mrs ms dr sir candidate nominee president senator governor sen gov rep former vp secretary " +
			"hopeful contender"),
		group: set("will would can could has had have having is are was were be been being get gets got getting to not never just also still now always reportedly " +
			"again actually finally do does did may might should must shall only even really then once ever"),
		perfect:      set("has had have having ve"),
		passive:      set("is are was were be been being get gets got getting re m"),
		coordinator:  set("and or but nor who that which whom"),
		subordinator: set("that because when if while although as whether since"),
		by:           set("by"),
		modal:        set("must should"),
		pronoun:      set("him them"),
		mine:         set("i we"),
		common: set("the of and to in that is was for it with as his on be at by had not are but from or have an they which you were her she he this their has will would " +
			"there been who more if out what up about just your my our than its me we us them all don"),
		after:       set("of by for in as over after on at with to during amid from following"),
		that:        set("that how"),
		with:        set("with under"),
		than:        set("than"),
		comparative: set("better worse smarter dumber"),
		occasion:    set("after before with by since following amid despite over possible"),
		own:         set("his her their"),
	}
}
