package election_test

import (
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/election"
)

func TestNearest(t *testing.T) {
	known := []string{"contests", "candidates", "coalitions", "calendar", "country", "MORENA"}
	tests := map[string]string{
		"contest": "contests", "candidtes": "candidates", "canddiates": "candidates", "calender": "calendar",
		"contry": "country", "morena": "MORENA", "moréna": "MORENA", "polls": "", "": "", "x": "",
		strings.Repeat("contests", 100): "",
	}
	for got, want := range tests {
		if near := election.Nearest(got, known); near != want {
			t.Errorf("Nearest(%q) = %q, want %q", got, near, want)
		}
	}
	if near := election.Nearest("a", nil); near != "" {
		t.Errorf("with no names: %q", near)
	}
}
