package finding_test

import (
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

// page reads docs/formats/finding.md.
func page(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("../../docs/formats/finding.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// firstCells lists the names in the table under a heading.
func firstCells(t *testing.T, heading string) []string {
	t.Helper()
	_, rest, ok := strings.Cut(page(t), "\n"+heading+"\n")
	if !ok {
		t.Fatalf("finding.md has no heading %q", heading)
	}
	body, _, _ := strings.Cut(rest, "\n#")
	var out []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\|").FindAllStringSubmatch(body, -1) {
		out = append(out, m[1])
	}
	return out
}

// jsonNames lists the members of a struct's JSON form.
func jsonNames(v any) []string {
	var out []string
	for _, f := range reflect.VisibleFields(reflect.TypeOf(v)) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" {
			out = append(out, name)
		}
	}
	return out
}

func TestEveryMemberIsDocumented(t *testing.T) {
	for heading, v := range map[string]any{
		"## Finding":      finding.Finding{},
		"### Message":     lang.Message{},
		"### Measure":     finding.Measure{},
		"### Feature":     finding.Feature{},
		"### Explanation": finding.Explanation{},
		"### Technique":   finding.Technique{},
		"### Evidence":    finding.Evidence{},
		"### Members":     finding.Members{},
		"### Edge":        finding.Edge{},
		"### Series":      finding.Series{},
		"### Method":      finding.Method{},
	} {
		if d := cmp.Diff(jsonNames(v), firstCells(t, heading)); d != "" {
			t.Errorf("%s: -code +page\n%s", heading, d)
		}
	}
}

// TestTermsAreDocumented holds the table of terms, with their bounds and
// their Spanish.
func TestTermsAreDocumented(t *testing.T) {
	var want []string
	for _, b := range terms {
		end := ")"
		if b.term == "almost certain" {
			end = "]"
		}
		want = append(want, "| `"+b.term+"` | ["+b.low+", "+b.high+end+" | "+finding.Catalogue["term."+b.term].Es+" |")
	}
	if table := strings.Join(want, "\n"); !strings.Contains(page(t), table) {
		t.Errorf("finding.md lacks\n%s", table)
	}
}

// TestSchemaKnowsEveryMember holds that finding.schema.json describes the
// members of a finding, and no others.
func TestSchemaKnowsEveryMember(t *testing.T) {
	b, err := os.ReadFile("../../docs/formats/finding.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var s struct{ Properties map[string]json.RawMessage }
	if err := json.Unmarshal(b, &s); err != nil {
		t.Fatal(err)
	}
	want := slices.Sorted(slices.Values(jsonNames(finding.Finding{})))
	if d := cmp.Diff(want, slices.Sorted(maps.Keys(s.Properties))); d != "" {
		t.Errorf("-code +schema\n%s", d)
	}
}
