package lang_test

import (
	"testing"

	"github.com/unveil-project/unveil/internal/lang"
)

func TestSafeText(t *testing.T) {
	for in, want := range map[string]string{
		"plain ñ 😡 👩\u200d🌾":         "plain ñ 😡 👩\u200d🌾",
		"a\nb\tc\rd":                 "a b c\uFFFDd",
		"\x1b[31m\x07\x9b\u0085":     "\uFFFD[31m\uFFFD\uFFFD\uFFFD",
		"\u202e\u2066\u200e\u061c":   "\uFFFD\uFFFD\uFFFD\uFFFD",
		"\u200b\ufeff\u2028\u00ad":   "\uFFFD\uFFFD\uFFFD\uFFFD",
		"\xff\xc3(\U000e0041\u2060x": "\uFFFD\uFFFD(\uFFFD\uFFFDx",
	} {
		if got := lang.SafeText(in); got != want {
			t.Errorf("SafeText(%q) = %q, want %q", in, got, want)
		}
	}
}
