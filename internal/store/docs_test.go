package store_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/store"
)

var update = flag.Bool("update", false, "write the generated parts of the pages anew")

// section gives the part of a page under a heading, up to the next heading.
func section(t *testing.T, page, heading string) string {
	t.Helper()
	_, rest, ok := strings.Cut("\n"+page, "\n"+heading+"\n")
	if !ok {
		t.Fatalf("the page has no heading %q", heading)
	}
	body, _, _ := strings.Cut(rest, "\n#")
	return body
}

// tableRow is a row of a table whose first cell is a name in back quotes.
var tableRow = regexp.MustCompile("(?m)^\\| `([^`]+)` \\| ([^|]+) \\|")

// documented lists the rows of the tables in a part of a page, as "name type".
func documented(part string) []string {
	var out []string
	for _, m := range tableRow.FindAllStringSubmatch(part, -1) {
		out = append(out, m[1]+" "+m[2])
	}
	return out
}

// columnType is the word that segments.md has for the type of a field.
func columnType(f reflect.StructField) string {
	switch f.Name {
	case "Time", "Since":
		return "time"
	case "Digest":
		return "bytes16"
	case "Figures":
		return "figures"
	}
	if f.Type.Kind() == reflect.Slice {
		return "list"
	}
	return f.Type.Kind().String()
}

// columns lists the columns of a row struct that are its own, as "name type".
func columns(row any) []string {
	var out []string
	typ := reflect.TypeOf(row)
	for i := range typ.NumField() {
		if name, _, _ := strings.Cut(typ.Field(i).Tag.Get("parquet"), ","); name != "" {
			out = append(out, name+" "+columnType(typ.Field(i)))
		}
	}
	return out
}

func TestEveryColumnIsDocumented(t *testing.T) {
	page := readDoc(t, "segments.md")
	for heading, row := range map[string]any{
		"## Every segment": store.Place{},
		"## posts":         store.PostRow{},
		"## requests":      store.RequestRow{},
	} {
		if d := cmp.Diff(columns(row), documented(section(t, page, heading))); d != "" {
			t.Errorf("%s: -code +page\n%s", heading, d)
		}
	}
	sheets := append(columns(store.SheetRow{}), columns(store.FigureRow{})...)
	if d := cmp.Diff(sheets, documented(section(t, page, "## sheets"))); d != "" {
		t.Errorf("## sheets: -code +page\n%s", d)
	}
}

// dictionaries lists the columns of a struct that are stored with one.
func dictionaries(row any) []string {
	var out []string
	typ := reflect.TypeOf(row)
	for i := range typ.NumField() {
		if name, rest, _ := strings.Cut(typ.Field(i).Tag.Get("parquet"), ","); strings.Contains(rest, "dict") {
			out = append(out, name)
		}
	}
	return out
}

func TestDictionariesAreDocumented(t *testing.T) {
	page := readDoc(t, "segments.md")
	sheets := append(dictionaries(store.SheetRow{}), dictionaries(store.FigureRow{})...)
	for heading, want := range map[string][]string{
		"## posts": dictionaries(store.PostRow{}), "## requests": dictionaries(store.RequestRow{}), "## sheets": sheets,
	} {
		var got []string
		for _, m := range regexp.MustCompile("(?m)^\\| `([^`]+)` .*Dictionary").FindAllStringSubmatch(section(t, page, heading), -1) {
			got = append(got, m[1])
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: -code +page\n%s", heading, d)
		}
	}
}

// members lists the members of a struct's JSON form in their order.
func members(v any) []string {
	var out []string
	typ := reflect.TypeOf(v)
	for i := range typ.NumField() {
		if name, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ","); name != "" && name != "-" {
			out = append(out, name)
		}
	}
	return out
}

// names lists the first cells of the tables in a part of a page.
func names(part string) []string {
	var out []string
	for _, m := range tableRow.FindAllStringSubmatch(part, -1) {
		out = append(out, m[1])
	}
	return out
}

func TestEveryMemberIsDocumented(t *testing.T) {
	manifest := readDoc(t, "case.md")
	for heading, v := range map[string]any{
		"### Manifest":      store.Manifest{},
		"### Source":        source.Info{},
		"### Overlap":       source.Overlap{},
		"### Segment":       store.Segment{},
		"### Issue file":    store.IssueFile{},
		"### Findings file": store.FindingsFile{},
	} {
		if d := cmp.Diff(members(v), names(section(t, manifest, heading))); d != "" {
			t.Errorf("case.md, %s: -code +page\n%s", heading, d)
		}
	}
	if d := cmp.Diff(members(store.Issue{}), names(section(t, readDoc(t, "rejects.md"), "# Rejects and warnings"))); d != "" {
		t.Errorf("rejects.md: -code +page\n%s", d)
	}
}

// TestSchemaOfAddKnowsEveryMember holds that add.schema.json describes the
// members of a source, and no others.
func TestSchemaOfAddKnowsEveryMember(t *testing.T) {
	type object struct{ Properties map[string]json.RawMessage }
	var s struct {
		Defs map[string]object `json:"$defs"`
	}
	if err := json.Unmarshal([]byte(readDoc(t, "add.schema.json")), &s); err != nil {
		t.Fatal(err)
	}
	want := slices.Sorted(slices.Values(members(source.Info{})))
	if d := cmp.Diff(want, slices.Sorted(maps.Keys(s.Defs["source"].Properties))); d != "" {
		t.Errorf("-code +schema\n%s", d)
	}
}

const (
	tableBegin = "<!-- problems -->\n"
	tableEnd   = "<!-- /problems -->"
)

// problemTable writes the table of problems.
func problemTable() string {
	var b strings.Builder
	b.WriteString("| problem | English | Spanish |\n|---|---|---|\n")
	for _, key := range source.Problems.Keys() {
		p := source.Problems[key]
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", key, cell(p.En), cell(p.Es))
	}
	return b.String()
}

// cell writes a template as a cell of a table: {n:count:row|rows} as "{n}
// rows", {n:int} as "{n}".
func cell(s string) string {
	s = regexp.MustCompile(`\{(\w+):count:[^|}]*\|([^}]*)\}`).ReplaceAllString(s, "{$1} $2")
	s = regexp.MustCompile(`\{(\w+):\w+\}`).ReplaceAllString(s, "{$1}")
	return strings.ReplaceAll(s, "|", "\\|")
}

// TestEveryProblemIsDocumented holds that the table of problems is the one in
// the program; -update writes it.
func TestEveryProblemIsDocumented(t *testing.T) {
	if wrong := lang.Check(source.Problems); len(wrong) > 0 {
		t.Errorf("%s", strings.Join(wrong, "\n"))
	}
	page := readDoc(t, "rejects.md")
	before, rest, ok := strings.Cut(page, tableBegin)
	got, after, ok2 := strings.Cut(rest, tableEnd)
	if !ok || !ok2 {
		t.Fatal("rejects.md has no place for the table")
	}
	if *update {
		page = before + tableBegin + problemTable() + tableEnd + after
		if err := os.WriteFile(filepath.Join("../../docs/formats", "rejects.md"), []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(problemTable(), got); d != "" {
		t.Errorf("run go test ./internal/store -update: -program +page\n%s", d)
	}
}
