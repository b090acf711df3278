package finding_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

func TestCatalogueIsSound(t *testing.T) {
	if wrong := lang.Check(finding.Catalogue); len(wrong) > 0 {
		t.Errorf("%s", strings.Join(wrong, "\n"))
	}
}

// words are the arguments that are text, by nature; every other argument is a
// number or a time and says how it is written.
var words = []string{"area", "candidate", "client", "clock", "column", "columns", "databases", "event", "family", "file", "label", "links", "network", "offset", "phase", "site", "tags"}

var placeholder = regexp.MustCompile(`\{(\w+)(?::(\w+)(?::([^}]*))?)?\}`)

func TestEveryArgumentHasAType(t *testing.T) {
	for _, key := range finding.Catalogue.Keys() {
		for _, l := range lang.Langs() {
			text := finding.Catalogue[key].In(l)
			for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
				if typed, word := m[2] != "", slices.Contains(words, m[1]); typed == word {
					t.Errorf("%s in %s: %s", key, l, m[0])
				}
			}
			if strings.ContainsAny(placeholder.ReplaceAllString(text, ""), "{}") {
				t.Errorf("%s in %s has a stray brace", key, l)
			}
		}
	}
}

// sentences gives the sentences of a text with the words that stand in its
// placeholders: {n:count:sheet|sheets} as "N sheet" and as "N sheets".
func sentences(text string) []string {
	var out []string
	for _, form := range []int{0, 1} {
		s := placeholder.ReplaceAllStringFunc(text, func(p string) string {
			m := placeholder.FindStringSubmatch(p)
			if m[2] != "count" {
				return "{" + m[1] + "}"
			}
			return "N " + strings.Split(m[3], "|")[form]
		})
		out = append(out, regexp.MustCompile(`[.;:]\s`).Split(s, -1)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// actors are words for those who can be responsible for something: states and
// their organs, parties and those who stand for them, groups and persons.
var actors = map[lang.Lang]string{
	lang.En: `governments?|regimes?|states?|countr(?:y|ies)|nations?|powers?|minist(?:ry|ries|ers?)|presidents?|arm(?:y|ies)|military|polices?|intelligence|services?|agenc(?:y|ies)|embass(?:y|ies)|part(?:y|ies)|coalitions?|candidates?|candidac(?:y|ies)|campaigns?|politicians?|officials?|rivals?|opponents?|opposition|compan(?:y|ies)|firms?|organi[sz]ations?|groups?|gangs?|factor(?:y|ies)|farms?|persons?|people|men|man|women|woman|individuals?|somebody|someone|operators?|owners?|authors?|perpetrators?|attackers?|hackers?|adversar(?:y|ies)|enem(?:y|ies)|trolls?|representatives?|accounts?|actors?|they|he|she|who`,
	lang.Es: `gobiernos?|reg[ií]men(?:es)?|estados?|pa[ií]s(?:es)?|naci[oó]n(?:es)?|potencias?|ministeri[oa]s?|ministr[oa]s?|president[ea]s?|ej[eé]rcitos?|militares|polic[ií]as?|inteligencia|servicios?|agencias?|embajadas?|partidos?|coalici[oó]n(?:es)?|candidat[oa]s?|candidaturas?|campañas?|pol[ií]tic[oa]s?|funcionari[oa]s?|rivales?|opositor(?:es)?|oposici[oó]n|empresas?|organizaci[oó]n(?:es)?|grupos?|bandas?|f[aá]bricas?|granjas?|personas?|gente|hombres?|mujer(?:es)?|individuos?|alguien|operador(?:es|as)?|dueñ[oa]s?|autor(?:es|as)?|responsables?|atacantes?|hackers?|adversari[oa]s?|enemig[oa]s?|troles|trolls?|representantes?|cuentas?|actor(?:es)?|ellos|ellas|él|ella|qui[eé]n(?:es)?`,
}

// deeds are the verbs that make somebody responsible, in the forms of a
// statement.
var deeds = map[lang.Lang]string{
	lang.En: `attack(?:s|ed)?|cause[sd]?|launch(?:es|ed)?|order(?:s|ed)?|orchestrate[sd]?|organi[sz]e[sd]?|coordinate[sd]?|plan(?:s|ned)?|run|runs|ran|operate[sd]?|direct(?:s|ed)?|control(?:s|led)?|conduct(?:s|ed)?|carr(?:y|ies|ied) out|commit(?:s|ted)?|perpetrate[sd]?|sponsor(?:s|ed)?|fund(?:s|ed)?|financ(?:e|es|ed)|pa(?:y|ys|id)|hire[sd]?|manipulate[sd]?|interfere[sd]?|meddle[sd]?|tamper(?:s|ed)?|alter(?:s|ed)?|change[sd]?|falsif(?:y|ies|ied)|forge[sd]?|fake[sd]?|rig(?:s|ged)?|steal|steals|stole|stolen|hid|hide[s]?|hidden|withh(?:old|olds|eld)|invent(?:s|ed)?|deceive[sd]?|lie[sd]?|cheat(?:s|ed)?|flood(?:s|ed)?|hack(?:s|ed)?|benefit(?:s|ed)?|gain(?:s|ed)?|(?:is|are|was|were) (?:behind|responsible|guilty|to blame)`,
	lang.Es: `atac(?:a|an|ó|aron|ado)|caus(?:a|an|ó|aron|ado)|lanz(?:a|an|ó|aron|ado)|orden(?:a|an|ó|aron|ado)|orquest(?:a|an|ó|aron|ado)|organiz(?:a|an|ó|aron|ado)|coordin(?:a|an|ó|aron|ado)|plane(?:a|an|ó|aron|ado)|oper(?:a|an|ó|aron|ado)|maneja(?:n|ron|do)?|manejó|dirig(?:e|en|ió|ieron|ido)|control(?:a|an|ó|aron|ado)|comet(?:e|en|ió|ieron|ido)|perpetr(?:a|an|ó|aron|ado)|patrocin(?:a|an|ó|aron|ado)|financi(?:a|an|ó|aron|ado)|pag(?:a|an|ó|aron|ado)|contrat(?:a|an|ó|aron|ado)|manipul(?:a|an|ó|aron|ado)|interfier(?:e|en)|interf(?:irió|irieron|erido)|alter(?:a|an|ó|aron|ado)|cambi(?:a|an|ó|aron|ado)|falsific(?:a|an|ó|aron|ado)|falsea(?:n|ron|do)?|rob(?:a|an|ó|aron|ado)|ocult(?:a|an|ó|aron|ado)|retien(?:e|en)|ret(?:uvo|uvieron|enido)|invent(?:a|an|ó|aron|ado)|engañ(?:a|an|ó|aron|ado)|mient(?:e|en)|mint(?:ió|ieron)|inund(?:a|an|ó|aron|ado)|hacke(?:a|an|ó|aron|ado)|benefici(?:a|an|ó|aron|ado)|(?:está|están|estuvo|estaba) detrás|(?:es|son|fue|fueron) (?:responsables?|culpables?)`,
}

// by is how a language names who did what was done.
var by = map[lang.Lang]string{lang.En: `by`, lang.Es: `por`}

// accusations match an actor as the subject of a deed: "the party has clearly
// ordered", "launched by a foreign power".
func accusations(l lang.Lang) []*regexp.Regexp {
	word := `[\p{L}{}'’]+`
	return []*regexp.Regexp{
		regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:` + actors[l] + `) (?:` + word + ` ){0,2}(?:` + deeds[l] + `)(?:$|[^\p{L}])`),
		regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:` + deeds[l] + `|` + participles[l] + `) ` + by[l] + ` (?:` + word + ` ){0,3}(?:` + actors[l] + `)(?:$|[^\p{L}])`),
		regexp.MustCompile(`(?i)\{\w+\} (?:` + word + ` ){0,1}(?:` + deeds[l] + `)(?:$|[^\p{L}])`),
	}
}

// accusing is compiled once.
var accusing = map[lang.Lang][]*regexp.Regexp{lang.En: accusations(lang.En), lang.Es: accusations(lang.Es)}

// participles are the forms of deeds in the passive that deeds lacks.
var participles = map[lang.Lang]string{
	lang.En: `done|made|driven|led`,
	lang.Es: `hech[oa]s?|(?:atac|caus|lanz|orden|orquest|organiz|coordin|plane|oper|manej|control|perpetr|patrocin|financi|pag|contrat|manipul|alter|cambi|falsific|rob|ocult|invent|inund|hacke)ad[oa]s?|(?:dirig|comet|reten)id[oa]s?`,
}

// unsaid says whether a message may use who and quién with a deed: only where
// it says what the data cannot show.
func unsaid(key string) bool { return strings.Contains(key, ".limit.") }

// accuses gives the part of a text that makes an actor responsible, "" if
// none does.
func accuses(l lang.Lang, key, text string) string {
	for _, s := range sentences(text) {
		for _, r := range accusing[l] {
			hit := strings.TrimSpace(r.FindString(s))
			if hit == "" {
				continue
			}
			if who, _, _ := strings.Cut(strings.ToLower(hit), " "); unsaid(key) && (who == "who" || strings.HasPrefix(who, "qui")) {
				continue
			}
			return hit
		}
	}
	return ""
}

// TestNoMessageNamesWhoIsResponsible holds rule 1 of the design: detectors
// observe, people attribute.
func TestNoMessageNamesWhoIsResponsible(t *testing.T) {
	for _, key := range finding.Catalogue.Keys() {
		for _, l := range lang.Langs() {
			if hit := accuses(l, key, finding.Catalogue[key].In(l)); hit != "" {
				t.Errorf("%s in %s says %q", key, l, hit)
			}
		}
	}
}

// TestAccusationsAreSeen holds that the test above would see what it is for.
func TestAccusationsAreSeen(t *testing.T) {
	for _, tt := range []struct {
		l    lang.Lang
		text string
		want bool
	}{
		{lang.En, "A foreign government has clearly launched this.", true},
		{lang.En, "The party paid for these posts.", true},
		{lang.En, "{site} was attacked by a foreign power.", true},
		{lang.En, "{country} attacked {site}.", true},
		{lang.En, "Candidates benefit from this.", true},
		{lang.En, "{accounts:count:account is|accounts are} run by one person.", true},
		{lang.En, "These accounts are behind it; they are responsible.", true},
		{lang.En, "Somebody withheld {sheets:int} sheets.", true},
		{lang.En, "Who ordered this is plain.", true},
		{lang.En, "{site} received {requests:int} requests.", false},
		{lang.En, "The votes of the parties do not add up.", false},
		{lang.Es, "Un gobierno extranjero lanzó este ataque.", true},
		{lang.Es, "El partido pagó estas publicaciones.", true},
		{lang.Es, "El sitio fue atacado por una potencia extranjera.", true},
		{lang.Es, "Las actas fueron alteradas por funcionarios.", true},
		{lang.Es, "Una persona está detrás de las cuentas.", true},
		{lang.Es, "Los votos de los partidos no cuadran.", false},
	} {
		if got := accuses(tt.l, "x", tt.text); (got != "") != tt.want {
			t.Errorf("%q: saw %q", tt.text, got)
		}
	}
	if got := accuses(lang.En, "coord.limit.who", "Posts do not show who runs an account."); got != "" {
		t.Errorf("a limit was taken for an accusation: %q", got)
	}
}

// peoples are words for those of a country, which the table of country names
// does not hold.
var peoples = regexp.MustCompile(`(?i)\b(russians?|kremlin|moscow|chinese|beijing|iranians?|tehran|north koreans?|americans?|washington|israelis?|ukrainians?|venezuelans?|cubans?|saudis?|turkish|british|europeans?|foreign(?:ers?)?|rus[oa]s?|moscú|chin[oa]s?|pekín|iraní(?:es)?|norcorean[oa]s?|estadounidenses?|israelíes|ucranian[oa]s?|venezolan[oa]s?|cuban[oa]s?|saudíes|turc[oa]s?|británic[oa]s?|europe[oa]s?|extranjer[oa]s?)\b`)

// TestNoMessageNamesACountry holds that no sentence names a country or those
// of one at all.
func TestNoMessageNamesACountry(t *testing.T) {
	countries := map[lang.Lang]*regexp.Regexp{
		lang.En: countryNames(t, display.Regions(language.English)),
		lang.Es: countryNames(t, display.Regions(language.Spanish)),
	}
	if !countries[lang.En].MatchString("attacked from Russia.") || !countries[lang.Es].MatchString("desde España, según") {
		t.Fatal("the table of countries is not used")
	}
	for _, key := range finding.Catalogue.Keys() {
		for _, l := range lang.Langs() {
			text := finding.Catalogue[key].In(l)
			for _, r := range []*regexp.Regexp{countries[l], peoples} {
				if hit := r.FindString(text); hit != "" {
					t.Errorf("%s in %s names %q", key, l, hit)
				}
			}
		}
	}
}

// countryNames matches the names of all countries, as whole words with their
// capitals.
func countryNames(t *testing.T, namer display.Namer) *regexp.Regexp {
	t.Helper()
	var names []string
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			r, err := language.ParseRegion(string(a) + string(b))
			if err == nil && r.IsCountry() && namer.Name(r) != "" {
				names = append(names, regexp.QuoteMeta(namer.Name(r)))
			}
		}
	}
	if len(names) < 190 {
		t.Fatalf("only %d countries", len(names))
	}
	return regexp.MustCompile(`(?:^|[^\p{L}])(?:` + strings.Join(names, "|") + `)(?:$|[^\p{L}])`)
}

var (
	likelihoodWord = regexp.MustCompile(`(?i)\b(likely|unlikely|almost certain|no chance|roughly even|probable|improbable|casi segur[oa]|casi imposible|casi a la par|likelihood|verosimilitud)\b|\{(term|likelihood)[:}]`)
	confidenceWord = regexp.MustCompile(`(?i)\b(confidence|confident|confianza)\b|\{confidence[:}]`)
)

// TestLikelihoodAndConfidenceStayApart holds that no message has a word for
// both (ICD 203).
func TestLikelihoodAndConfidenceStayApart(t *testing.T) {
	if s := "It is likely, with high confidence."; !likelihoodWord.MatchString(s) || !confidenceWord.MatchString(s) {
		t.Fatal("the words are not seen")
	}
	for _, key := range finding.Catalogue.Keys() {
		for _, l := range lang.Langs() {
			if text := finding.Catalogue[key].In(l); likelihoodWord.MatchString(text) && confidenceWord.MatchString(text) {
				t.Errorf("%s in %s speaks of both", key, l)
			}
		}
	}
}

// TestFixedWordsAreThere holds that each word that a finding can hold has a
// text.
func TestFixedWordsAreThere(t *testing.T) {
	var want []string
	for _, b := range terms {
		want = append(want, "term."+b.term)
	}
	for _, c := range []finding.Confidence{finding.Low, finding.Moderate, finding.High} {
		want = append(want, "confidence."+string(c))
	}
	for _, v := range []finding.Verdict{finding.Attack, finding.Crowd, finding.Both, finding.Unclear} {
		want = append(want, "verdict."+string(v))
	}
	for _, o := range []finding.Outcome{finding.Supported, finding.Possible, finding.Unlikely, finding.NotTestable} {
		want = append(want, "outcome."+string(o))
	}
	for _, s := range []finding.Severity{finding.Note, finding.Minor, finding.Serious} {
		want = append(want, "severity."+string(s))
	}
	for _, f := range finding.Fronts() {
		want = append(want, "front."+string(f))
	}
	for _, key := range want {
		if _, ok := finding.Catalogue[key]; !ok {
			t.Errorf("%s has no text", key)
		}
	}
}
