package html_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/document/documenttest"
	"github.com/unveil-project/unveil/internal/lang"
)

func wellFormed(t *testing.T, pg string) {
	t.Helper()
	documenttest.WellFormed(t, pg)
}

func TestWellFormed(t *testing.T) {
	for _, l := range lang.Langs() {
		wellFormed(t, render(t, fullInput(), l))
		wellFormed(t, render(t, sampleInput(), l))
		wellFormed(t, render(t, crowdedInput(), l))
	}
}

func TestNeedsNothingElse(t *testing.T) {
	documenttest.NeedsNothingElse(t, render(t, fullInput(), lang.En))
}

// ICD 203: a likelihood and a confidence never share a sentence.
func TestLikelihoodAndConfidenceApart(t *testing.T) {
	tags := regexp.MustCompile(`<[^>]*>`)
	block := regexp.MustCompile(`(?s)<(p|li|dd|td|h4|figcaption)\b[^>]*>(.*?)</(?:p|li|dd|td|h4|figcaption)>`)
	words := map[lang.Lang][2][]string{
		lang.En: {{"likely", "roughly even", "almost certain"}, {"onfidence"}},
		lang.Es: {{"probable", "casi a la par", "casi seguro"}, {"onfianza"}},
	}
	for _, l := range lang.Langs() {
		pg := render(t, fullInput(), l)
		sentences := 0
		for _, m := range block.FindAllStringSubmatch(pg, -1) {
			for s := range strings.SplitSeq(tags.ReplaceAllString(m[2], ""), ". ") {
				sentences++
				has := func(ws []string) bool {
					return slices.ContainsFunc(ws, func(w string) bool { return strings.Contains(s, w) })
				}
				if has(words[l][0]) && has(words[l][1]) {
					t.Errorf("%s: one sentence has both: %s", l, s)
				}
			}
		}
		if sentences < 100 {
			t.Errorf("%s: only %d sentences were looked at", l, sentences)
		}
	}
}
