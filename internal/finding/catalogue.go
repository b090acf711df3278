package finding

import "github.com/unveil-project/unveil/internal/lang"

// Catalogue holds every sentence that a detector can print. A test holds that
// each is in every language with the same arguments, and that none makes an
// actor the subject of a responsibility verb.
var Catalogue = lang.Merge(termMessages, coordMessages, rhythmMessages, knownMessages, floodMessages, probeMessages, trafficMessages, arithmeticMessages, silenceMessages, narrativeMessages)

// termMessages are the fixed words of a finding: ICD 203 terms, confidence,
// verdicts, outcomes, severities and fronts.
var termMessages = lang.Catalogue{
	"term.almost no chance": {En: "almost no chance", Es: "casi imposible"},
	"term.very unlikely":    {En: "very unlikely", Es: "muy improbable"},
	"term.unlikely":         {En: "unlikely", Es: "improbable"},
	"term.roughly even":     {En: "roughly even", Es: "casi a la par"},
	"term.likely":           {En: "likely", Es: "probable"},
	"term.very likely":      {En: "very likely", Es: "muy probable"},
	"term.almost certain":   {En: "almost certain", Es: "casi seguro"},
	"confidence.low":        {En: "low", Es: "baja"},
	"confidence.moderate":   {En: "moderate", Es: "moderada"},
	"confidence.high":       {En: "high", Es: "alta"},
	"verdict.attack":        {En: "attack", Es: "ataque"},
	"verdict.crowd":         {En: "crowd", Es: "afluencia"},
	"verdict.both":          {En: "both", Es: "ambos"},
	"verdict.unclear":       {En: "unclear", Es: "no concluyente"},
	"outcome.supported":     {En: "fits the data", Es: "concuerda con los datos"},
	"outcome.possible":      {En: "possible", Es: "posible"},
	"outcome.unlikely":      {En: "the data speak against it", Es: "los datos hablan en contra"},
	"outcome.not-testable":  {En: "cannot be tested on this input", Es: "no se puede comprobar con estos datos"},
	"severity.note":         {En: "note", Es: "nota"},
	"severity.minor":        {En: "minor", Es: "menor"},
	"severity.serious":      {En: "serious", Es: "grave"},
	"front.social":          {En: "social media", Es: "redes sociales"},
	"front.traffic":         {En: "web traffic", Es: "tráfico web"},
	"front.count":           {En: "count", Es: "cómputo"},
}
