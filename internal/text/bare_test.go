package text_test

import (
	"testing"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/text"
)

func TestBare(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"  ¡Que se SEPA!  #Tal ", "que se sepa"},
		{"RT @a17: Lo mismo, #Etiqueta https://example.org/x", "lo mismo"},
		{"rt @a17 lo mismo", "lo mismo"},
		{"RT esto no es una mención", "rt esto no es una mención"},
		{"RT @: nada", "rt nada"},
		{"escribe a a17@example.org", "escribe a a17 example org"},
		{"casa#1 y #2 y ＃選挙 fin", "casa 1 y y fin"},
		{"un # suelto", "un suelto"},
		{"com\u200bpár\u00adtelo", "compártelo"},
		{"ПРАВДА, Правда… नमस्ते", "правда правда नमस्ते"},
		{"roto \xff fin 😀😀 ya", "roto fin ya"},
		{"#todo #etiqueta", ""},
		{"@a17@a18 hola", "hola"},
	}
	for _, tt := range tests {
		if got := string(text.Bare([]byte("x"), tt.in)); got != "x"+tt.want {
			t.Errorf("Bare(%q) = %q, want %q", tt.in, got[1:], tt.want)
		}
	}
}

// FuzzBare holds that a bare text is valid, has no space at its ends nor two
// together, and is its own bare text unless that begins like a repost.
func FuzzBare(f *testing.F) {
	for _, s := range []string{"RT @a: b", "#a#b", "＃＃a", "http://", "a\xffb", "İ ẞ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := text.Bare(nil, s)
		if !utf8.Valid(got) {
			t.Fatalf("%q is no text", got)
		}
		for i, c := range got {
			if c == ' ' && (i == 0 || i == len(got)-1 || got[i-1] == ' ') {
				t.Fatalf("%q has space where none belongs", got)
			}
		}
	})
}
