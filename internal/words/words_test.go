package words_test

import (
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/words"
)

// TestStem compares with the published vocabularies of the Snowball project.
func TestStem(t *testing.T) {
	for _, tt := range []struct{ word, language, want string }{
		{"consistency", "en", "consist"},
		{"generously", "en", "generous"},
		{"chicharrones", "es", "chicharron"},
		{"torneado", "es", "torn"},
		{"continuellement", "fr", "continuel"},
		{"вагонов", "ru", "вагон"},
		{"casillas", "pt", "casillas"}, // no stemmer
		{strings.Repeat("a", 100), "en", strings.Repeat("a", 100)},
	} {
		if got := words.Stem(tt.word, tt.language); got != tt.want {
			t.Errorf("Stem(%s, %s) = %s, want %s", tt.word, tt.language, got, tt.want)
		}
	}
}

func TestStop(t *testing.T) {
	for _, tt := range []struct {
		word, language string
		want           bool
	}{
		{"the", "en", true},
		{"the", "es", false},
		{"los", "es", true},
		{"voto", "es", false},
		{"rt", "", true},
		{"x", "es", true},
		{"и", "ru", true},
	} {
		if got := words.Stop(tt.word, tt.language); got != tt.want {
			t.Errorf("Stop(%s, %s) = %v", tt.word, tt.language, got)
		}
	}
}

func TestLanguage(t *testing.T) {
	for in, want := range map[string]string{
		"English": "en", "es": "es", "es-MX": "es", "pt_BR": "pt", "spa": "es", "Español": "es", " RU ": "ru",
		"": "", "und": "", "qme": "", "zxx": "", "LANGUAGE UNDEFINED": "", "x\x00": "",
	} {
		if got := words.Language(in); got != want {
			t.Errorf("Language(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDetect(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "hola": "", "12345 67890 !!!": "",
		"Nadie dijo la verdad sobre el agua que vendió el gobierno del norte":                           "es",
		"Nobody told the truth about the water that was sold by the north":                              "en",
		"Никто не сказал правду о воде, которую продали на севере страны":                               "ru",
		"Niemand sagte die Wahrheit über das Wasser, das im Norden verkauft":                            "de",
		"Ninguém disse a verdade sobre a água que foi vendida pelo governo, e não há uma só explicação": "pt",
	} {
		if got := words.Detect(in); got != want {
			t.Errorf("Detect(%q) = %q, want %q", in, got, want)
		}
	}
}

// FuzzStem holds that no text makes a stemmer fail, and that none makes a word
// longer by more than a few bytes.
func FuzzStem(f *testing.F) {
	for _, s := range []string{"", "yyy", "'''", "guía", "ёжик", "a\xffb", "i̇", "ing"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, l := range []string{"en", "es", "fr", "ru", ""} {
			low := strings.ToLower(s)
			if got := words.Stem(low, l); len(got) > 2*len(low)+8 {
				t.Errorf("%q became %q in %s", low, got, l)
			}
			if words.Stop(low, l) && len(low) > 64 {
				t.Errorf("%q is a stop word in %s", low, l)
			}
		}
		words.Detect(s)
	})
}

func BenchmarkDetect(b *testing.B) {
	for b.Loop() {
		words.Detect("Nadie dijo la verdad sobre el agua que vendió el gobierno del norte")
	}
}
