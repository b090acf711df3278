package election_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/election"
)

func TestNamed(t *testing.T) {
	e := example(t, "mexico-2018")
	names := e.Names()
	tests := []struct {
		text string
		want string
	}{
		{"", ""},
		{"Hoy llueve", ""},
		{"Andrés Manuel López Obrador", "AMLO"},
		{"ANDRES MANUEL LOPEZ OBRADOR", "AMLO"},
		{"lo´pez obrador", ""},
		{"Lo\u0301pez Obrador", "AMLO"},
		{"ＡＭＬＯ gana", "AMLO"},
		{"AM\u200bLO gana", "AMLO"},
		{"amlo, anaya y meade", "RAC JAMK AMLO"},
		{"Meade y después Anaya, y otra vez Meade", "RAC JAMK"},
		{"el peje!", "AMLO"},
		{"pejelagarto", ""},
		{"Anayansi canta", ""},
		{"Ánaya", "RAC"},
		{"bronco", ""},
		{"«El Bronco»", "JHRC"},
		{"el\nbronco", "JHRC"},
		{"Jaime Rodríguez", "JHRC"},
		{"Jaime y Rodríguez", ""},
		{"@lopezobrador_ dijo", "AMLO"},
		{"@LOPEZOBRADOR_", "AMLO"},
		{"lopezobrador_ sin arroba", ""},
		{"escriba a x@lopezobrador_", ""},
		{"@lopezobrador", ""},
		{"@AMLO no es su cuenta", ""},
		{"(@RicardoAnayaC)", "RAC"},
		{".@JoseAMeadeK y @JaimeRdzNL", "JAMK JHRC"},
		{"#AnayaPresidente", "RAC"},
		{"#anayapresidente2018", ""},
		{"#AMLO", "AMLO"},
		{"#LopezObrador", "AMLO"},
		{"#ElBronco #MexicoBronco", "JHRC"},
		{"AnayaPresidente sin gato", ""},
		{"# AMLO", "AMLO"},
		{"ricky riquin canallin", "RAC"},
		{"#RickyRiquínCanallín", "RAC"},
		{"@", ""},
		{"#", ""},
		{"@@lopezobrador_", "AMLO"},
		{"#@lopezobrador_", "AMLO"},
	}
	for _, tt := range tests {
		got := names.Named(tt.text)
		if d := cmp.Diff(strings.Fields(tt.want), got); d != "" && len(got)+len(tt.want) > 0 {
			t.Errorf("%q: -want +got\n%s", tt.text, d)
		}
		if d := cmp.Diff(got, e.Named(tt.text)); d != "" {
			t.Errorf("%q asked of the election: %s", tt.text, d)
		}
	}
}

// FuzzNamed holds that a text names nobody whose words are not in it, and that
// its names are found again between other words.
func FuzzNamed(f *testing.F) {
	data, _ := election.Example("mexico-2018")
	e, _ := election.Parse("", data)
	names := e.Names()
	for _, s := range []string{"AMLO", "el\u0301 Peje", "@lopezobrador_", "#AMLO\u200d", "a@AMLO", "\xff#", "ǅ İ ß"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := names.Named(s)
		if again := names.Named(s); !cmp.Equal(got, again) {
			t.Fatalf("%v, then %v", got, again)
		}
		for i := 1; i < len(got); i++ {
			if got[i] == got[i-1] {
				t.Fatalf("%s twice", got[i])
			}
		}
		more := names.Named(". " + s + " . Meade")
		if len(more) < len(got) || len(more) == 0 {
			t.Fatalf("%v alone, %v between other words", got, more)
		}
	})
}

func BenchmarkNamed(b *testing.B) {
	data, _ := election.Example("mexico-2018")
	e, _ := election.Parse("", data)
	names := e.Names()
	text := "RT @someone: El segundo debate fue de Ricardo Anaya y López Obrador, dicen https://example.org/a #DebateINE"
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		names.Named(text)
	}
}
