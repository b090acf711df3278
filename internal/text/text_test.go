package text_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/text"
)

func TestNormal(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"  Vota \t este\n\nDOMINGO ", "vota este domingo"},
		{"Mira https://example.org/a?b=c esto", "mira esto"},
		{"Mira HTTPS://EXAMPLE.org/a", "mira"},
		{"antes http://example.org", "antes"},
		{"pegado:http://example.org/x fin", "pegado: fin"},
		{"http sin enlace", "http sin enlace"},
		{"@a17 hola @a18, ¿qué tal?", "hola , ¿qué tal?"},
		{"hola @a17.", "hola ."},
		{"hola @a17.example.org adiós", "hola adiós"},
		{"hola @a17@example.org adiós", "hola adiós"},
		{"escribe a a17@example.org", "escribe a a17@example.org"},
		{"un @ suelto @", "un @ suelto @"},
		{"ÁÉÍ Ñandú ПРАВДА Правда 選挙", "áéí ñandú правда правда 選挙"},
		{"duro\u00a0espacio\u2003ancho", "duro espacio ancho"},
		{"RT @a17: Lo mismo #Etiqueta", "rt : lo mismo #etiqueta"},
		{"roto \xff fin", "roto \ufffd fin"},
	}
	for _, tt := range tests {
		if got := string(text.Normal([]byte("x"), tt.in)); got != "x"+tt.want {
			t.Errorf("Normal(%q) = %q, want %q", tt.in, got[1:], tt.want)
		}
	}
}

func TestTelling(t *testing.T) {
	tests := []struct {
		in   string
		want bool
	}{
		{"", false},
		{"buenos días a todos", false}, // 19 characters
		{"buenos días a todas.", true}, // 20 characters, four words
		{"muchísimas felicitaciones compatriotas", false},
		{"a b c d e f g", false},
	}
	for _, tt := range tests {
		if got := text.Telling([]byte(tt.in)); got != tt.want {
			t.Errorf("Telling(%q) = %v, want %v", tt.in, got, tt.want)
		}
	}
}

func TestHashtag(t *testing.T) {
	for in, want := range map[string]string{"#YoVoto": "yovoto", "Elección": "elección", " # x ": "x", "": "", "＃選挙": "選挙"} {
		if got := string(text.Hashtag(nil, in)); got != want {
			t.Errorf("Hashtag(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLink(t *testing.T) {
	tests := []struct{ in, want, domain string }{
		{"https://www.Example.org/Nota/", "example.org/Nota", "example.org"},
		{"http://example.org/Nota#abajo", "example.org/Nota", "example.org"},
		{"https://example.org/Nota?utm_source=x&utm_medium=y", "example.org/Nota", "example.org"},
		{"https://example.org/?id=5&fbclid=z&p=2", "example.org?id=5&p=2", "example.org"},
		{"example.org", "example.org", "example.org"},
		{"https://example.org?q", "example.org?q", "example.org"},
		{" 23678 ", "23678", "23678"},
		{"", "", ""},
	}
	for _, tt := range tests {
		got := string(text.Link(nil, tt.in))
		if got != tt.want || text.Domain(got) != tt.domain {
			t.Errorf("Link(%q) = %q of %q, want %q of %q", tt.in, got, text.Domain(got), tt.want, tt.domain)
		}
	}
}

// TestHash64 compares with the published vectors of FNV-1a.
func TestHash64(t *testing.T) {
	for in, want := range map[string]uint64{"": 0xcbf29ce484222325, "a": 0xaf63dc4c8601ec8c, "foobar": 0x85944171f73967e8} {
		if got := text.Hash64([]byte(in)); got != want {
			t.Errorf("Hash64(%q) = %#x, want %#x", in, got, want)
		}
	}
}

func FuzzNormal(f *testing.F) {
	for _, s := range []string{"Hola @a17 https://example.org", "@@@", "http://", "\xff@\xfe", "a@b.c", "İ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := text.Normal(nil, s)
		if !utf8.Valid(got) {
			t.Fatalf("Normal(%q) is not UTF-8: %q", s, got)
		}
		if bytes.Contains(got, []byte("  ")) || len(got) != len(bytes.TrimSpace(got)) && strings.TrimSpace(s) == s && !strings.ContainsRune(s, '\x00') {
			t.Fatalf("Normal(%q) = %q keeps runs of white space", s, got)
		}
		text.Domain(string(text.Link(nil, s)))
		text.Hashtag(nil, s)
	})
}

func BenchmarkNormal(b *testing.B) {
	s := strings.Repeat("Que no te digan: este domingo todas y todos a las urnas @a17 #YoVoto https://example.org/nota ", 3)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	var buf []byte
	for b.Loop() {
		buf = text.Normal(buf[:0], s)
	}
}
