package lang_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/lang"
)

func TestCheck(t *testing.T) {
	tests := []struct {
		name string
		text lang.Text
		want []string
	}{
		{"sound", lang.Text{En: "{n:count:file|files} of {name}, {}", Es: "{name}: {n:count:archivo|archivos} {}"}, nil},
		{"an argument twice", lang.Text{En: "{a} and {a}", Es: "{a}"}, nil},
		{"no Spanish", lang.Text{En: "text"}, []string{"k has no text in es"}},
		{"no English", lang.Text{Es: "{a}"}, []string{"k has no text in en", "k has the arguments [] in en and [a] in es"}},
		{"other argument", lang.Text{En: "{a}", Es: "{b}"}, []string{"k has the arguments [a] in en and [b] in es"}},
		{"other way", lang.Text{En: "{a:int}", Es: "{a}"}, []string{"k has the arguments [a:int] in en and [a] in es"}},
		{"unknown way", lang.Text{En: "{a:hex}", Es: "{a:hex}"}, []string{"k in en: {a:hex} is written in no known way", "k in es: {a:hex} is written in no known way"}},
		{"one form", lang.Text{En: "{a:count:file}", Es: "{a:count:a|b}"}, []string{"k in en: {a:count:file} needs a singular and a plural"}},
		{"open", lang.Text{En: "a {b", Es: "a"}, []string{"k in en: a brace is never closed"}},
		{"no name", lang.Text{En: "{:int}", Es: "{:int}"}, []string{"k in en: {:int} has no name", "k in es: {:int} has no name"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, lang.Check(lang.Catalogue{"k": tt.text})); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}
