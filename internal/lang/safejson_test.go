package lang_test

import (
	"encoding/json"
	"testing"

	"github.com/unveil-project/unveil/internal/lang"
)

func TestSafeJSON(t *testing.T) {
	for in, want := range map[string]string{
		"{\"a\":\"ñ\"}":                    "{\"a\":\"ñ\"}",
		"\"\u009b31m\u202egpj.exe\u2069\"": `"\u009b31m\u202egpj.exe\u2069"`,
		"\"\u007f\"":                       `"\u007f"`,
	} {
		got := lang.SafeJSON([]byte(in))
		if string(got) != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
		var a, b any
		if json.Unmarshal([]byte(in), &a) != nil || json.Unmarshal(got, &b) != nil {
			t.Fatalf("%q is no JSON any more", got)
		}
		if as, ok := a.(string); ok && as != b {
			t.Errorf("%q means %q now", in, b)
		}
	}
}
