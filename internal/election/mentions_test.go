package election_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/election"
)

func TestMentions(t *testing.T) {
	e := example(t, "mexico-2018")
	names := e.Names()
	tests := []struct{ text, want string }{
		{"", ""},
		{"Hoy gana Andrés Manuel López Obrador", "AMLO=Andrés Manuel López Obrador"},
		{"ANAYA y amlo, y «El Bronco»", "RAC=ANAYA AMLO=amlo JHRC=El Bronco"},
		{"Lo\u0301pez Obrador!", "AMLO=Lo\u0301pez Obrador"},
		{"@lopezobrador_ #AnayaPresidente", "AMLO=lopezobrador_ RAC=AnayaPresidente"},
		{"Anayansi", ""},
	}
	for _, tt := range tests {
		ws := election.Words(tt.text)
		var got []string
		for _, m := range names.Mentions(ws) {
			got = append(got, e.People[m.Candidate].ID+"="+tt.text[ws[m.First].Start:ws[m.Last-1].End])
		}
		if d := cmp.Diff(tt.want, strings.Join(got, " ")); d != "" {
			t.Errorf("%q: -want +got\n%s", tt.text, d)
		}
	}
}

// FuzzMentions holds that the candidates mentioned are those named, and that
// words lie in the text, in order.
func FuzzMentions(f *testing.F) {
	data, _ := election.Example("mexico-2018")
	e, _ := election.Parse("", data)
	names := e.Names()
	for _, s := range []string{"AMLO", "el\u0301 Peje", "@lopezobrador_", "#AMLO\u200d", "\xff#", "ǅ İ ß", "ﬁn ½ AMLO", "0¾", "AMLO¾"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		ws := election.Words(s)
		at := 0
		for _, w := range ws {
			if w.Start < at || w.End < w.Start || w.End > len(s) {
				t.Fatalf("%q: word %v after %d", s, w, at)
			}
			at = w.End
		}
		var got []string
		for _, m := range names.Mentions(ws) {
			if id := e.People[m.Candidate].ID; !slices.Contains(got, id) {
				got = append(got, id)
			}
		}
		for _, id := range got {
			if !slices.Contains(names.Named(s), id) {
				t.Fatalf("%q: %s is mentioned and not named", s, id)
			}
		}
	})
}
