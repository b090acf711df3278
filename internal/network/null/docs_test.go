package null_test

import (
	"os"
	"strings"
	"testing"
)

// TestPage holds that the method page prints what was measured.
func TestPage(t *testing.T) {
	page, err := os.ReadFile("../../../docs/methods/chance.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"testdata/calibration.golden", "testdata/power.golden"} {
		table, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(page), string(table)) {
			t.Errorf("docs/methods/chance.md does not hold %s as it is", name)
		}
	}
}
