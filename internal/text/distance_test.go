package text_test

import (
	"testing"

	"github.com/unveil-project/unveil/internal/text"
)

func TestEdits(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"a", "", 1},
		{"", "abc", 3},
		{"kitten", "sitting", 3},
		{"combnied", "combined", 1},
		{"flaw", "lawn", 2},
		{"ca", "abc", 3},
		{"elección", "eleccion", 1},
		{"same", "same", 0},
	} {
		if got := text.Edits(tt.a, tt.b); got != tt.want {
			t.Errorf("%s, %s: got %d, want %d", tt.a, tt.b, got, tt.want)
		}
		if got := text.Edits(tt.b, tt.a); got != tt.want {
			t.Errorf("%s, %s: got %d, want %d", tt.b, tt.a, got, tt.want)
		}
	}
	if got := text.Distance([]rune("kitten"), []rune("sitting"), 2); got != 2 {
		t.Errorf("beyond the limit: %d", got)
	}
}
