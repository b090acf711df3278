package html_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

// TestNotesAreATable holds that a note is one line of its front's table, that
// its particulars are folded, and what --severity makes of it.
func TestNotesAreATable(t *testing.T) {
	serious, note := sums(0, finding.Serious), silence(0)
	tests := []struct {
		least   finding.Severity
		table   bool // a line of its own
		full    bool // an article that is not folded
		leftOut string
	}{
		{"", true, false, ""},
		{finding.Note, false, true, ""},
		{finding.Minor, false, false, "1 finding below minor"},
		{finding.Serious, false, false, "1 finding below serious"},
	}
	for _, tt := range tests {
		t.Run("least "+string(tt.least), func(t *testing.T) {
			in := sampleInput(serious, note)
			in.Least = tt.least
			pg := render(t, in, lang.En)
			wellFormed(t, pg)
			if got := strings.Contains(pg, `<tr id="`+note.ID+`">`); got != tt.table {
				t.Errorf("a line of a table: %v, want %v", got, tt.table)
			}
			if got := strings.Contains(pg, `<article class="finding count" id="`+note.ID+`"`); got != tt.full {
				t.Errorf("in full: %v, want %v", got, tt.full)
			}
			if got := strings.Contains(pg, "Left out"); got != (tt.leftOut != "") || !strings.Contains(pg, tt.leftOut) {
				t.Errorf("left out: %v, want %q", got, tt.leftOut)
			}
			if !strings.Contains(pg, "There are 2 findings") {
				t.Error("the summary no longer counts all findings")
			}
			if !strings.Contains(pg, `<article class="finding count" id="`+serious.ID+`"`) {
				t.Error("the serious finding is not in full")
			}
		})
	}
}

// TestLikelihoodHasItsQuestion holds that no list gives a likelihood without
// saying of what.
func TestLikelihoodHasItsQuestion(t *testing.T) {
	in := sampleInput(flood(0, finding.Attack, 0.93, finding.Serious), coord(1, 0.7, finding.Minor), silence(0))
	want := map[lang.Lang][]string{
		lang.En: {"attack: very likely (93 %)", "one plan: likely (70 %)", "more than chance: roughly even (50 %)"},
		lang.Es: {"ataque: muy probable (93 %)", "un mismo plan: probable (70 %)", "algo más que azar: casi a la par (50 %)"},
	}
	bare := regexp.MustCompile(`[>·] *(?:almost|very|roughly|likely|unlikely|casi|muy|probable|improbable)[^<:]* \(\d+ %\)`)
	for _, l := range lang.Langs() {
		pg := render(t, in, l)
		for _, w := range want[l] {
			if !strings.Contains(pg, w) {
				t.Errorf("%s: the page lacks %q", l, w)
			}
		}
		if m := bare.FindString(pg); m != "" {
			t.Errorf("%s: a likelihood without its question: %s", l, m)
		}
	}
	odd := silence(0)
	odd.Detector = "unheard-of"
	if pg := render(t, sampleInput(odd), lang.En); !strings.Contains(pg, "the transmission was interrupted: roughly even (50 %)") {
		t.Error("without a short form the hypothesis does not stand before the likelihood")
	}
}

// TestTopList holds that the list at a glance takes minor findings as well,
// ten at most, and no note.
func TestTopList(t *testing.T) {
	var fs []finding.Finding
	for i := range 7 {
		fs = append(fs, sums(i, finding.Serious), sums(10+i, finding.Minor))
	}
	pg := render(t, sampleInput(append(fs, silence(0))...), lang.En)
	list := pg[strings.Index(pg, `<ol class="toplist">`):]
	list = list[:strings.Index(list, "</ol>")]
	if n := strings.Count(list, "<li>"); n != 10 {
		t.Errorf("%d findings at a glance, want 10", n)
	}
	if n := strings.Count(list, `class="num minor"`); n != 3 {
		t.Errorf("%d minor findings at a glance, want 3", n)
	}
	if !strings.Contains(pg, "and 4 more, below") {
		t.Error("the list does not say how many it leaves out")
	}
}

// TestComparisonIsNoFact holds that a comparison is not called a fact that
// anyone can check.
func TestComparisonIsNoFact(t *testing.T) {
	f := sums(0, finding.Note)
	f.Detector = "rhythm"
	for l, want := range map[lang.Lang][2]string{lang.En: {"a comparison", "plain fact"}, lang.Es: {"una comparación", "hecho comprobable"}} {
		pg := render(t, sampleInput(f), l)
		if !strings.Contains(pg, want[0]) || strings.Contains(pg, want[1]) {
			t.Errorf("%s: a comparison is called %q", l, want[1])
		}
	}
	if pg := render(t, sampleInput(sums(0, finding.Note)), lang.En); !strings.Contains(pg, "plain fact") {
		t.Error("a count is no plain fact")
	}
}
