package flood_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/finding"
)

// TestCatalogue holds that every message that the source names is in the
// catalogue, and that the catalogue has none that nothing says.
func TestCatalogue(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, v := range []finding.Verdict{finding.Attack, finding.Crowd, finding.Both, finding.Unclear} {
		named["flood.headline."+string(v)] = true
	}
	key := regexp.MustCompile(`"(flood\.[a-z.-]+[a-z])"`)
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range key.FindAllStringSubmatch(string(b), -1) {
			named[m[1]] = true
		}
	}
	for k := range named {
		if _, ok := finding.Catalogue[k]; !ok {
			t.Errorf("%s is not in the catalogue", k)
		}
	}
	for _, k := range finding.Catalogue.Keys() {
		if strings.HasPrefix(k, "flood.") && !named[k] {
			t.Errorf("nothing says %s", k)
		}
	}
}
