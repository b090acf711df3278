package traffictest_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/unveil-project/unveil/internal/traffic"
	"github.com/unveil-project/unveil/internal/traffic/traffictest"
)

const (
	pageFile   = "../../../docs/formats/traffic.md"
	schemaFile = "../../../docs/formats/traffic.schema.json"
)

// types are the structs of a report, by their names: Report and all that it
// holds.
func types() map[string]reflect.Type {
	all := map[string]reflect.Type{}
	var visit func(t reflect.Type)
	visit = func(t reflect.Type) {
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || t.PkgPath() != reflect.TypeFor[traffic.Report]().PkgPath() || all[t.Name()] != nil {
			return
		}
		all[t.Name()] = t
		for _, f := range reflect.VisibleFields(t) {
			visit(f.Type)
		}
	}
	visit(reflect.TypeFor[traffic.Report]())
	return all
}

// members lists the names of a struct's JSON form, and which are always there.
func members(t reflect.Type) (all, required []string) {
	for _, f := range reflect.VisibleFields(t) {
		name, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
		all = append(all, name)
		if !strings.Contains(rest, "omitempty") {
			required = append(required, name)
		}
	}
	return all, required
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestEveryMemberIsDocumented holds that the page has a table for each part,
// with its members in their order.
func TestEveryMemberIsDocumented(t *testing.T) {
	page := string(read(t, pageFile))
	row := regexp.MustCompile("(?m)^\\| `([^`]+)` \\|")
	for name, typ := range types() {
		_, rest, ok := strings.Cut(page, "\n## "+name+"\n")
		if !ok {
			t.Errorf("traffic.md has no part %s", name)
			continue
		}
		body, _, _ := strings.Cut(rest, "\n## ")
		var got []string
		for _, m := range row.FindAllStringSubmatch(body, -1) {
			got = append(got, m[1])
		}
		want, _ := members(typ)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: -code +page\n%s", name, d)
		}
	}
}

// TestSchemaKnowsEveryMember holds that the schema describes the members of
// each part, and demands those that are always there.
func TestSchemaKnowsEveryMember(t *testing.T) {
	type object struct {
		Required   []string
		Properties map[string]json.RawMessage
	}
	var s struct {
		object
		Defs map[string]object `json:"$defs"`
	}
	if err := json.Unmarshal(read(t, schemaFile), &s); err != nil {
		t.Fatal(err)
	}
	for name, typ := range types() {
		got := s.Defs[strings.ToLower(name[:1])+name[1:]]
		if name == "Report" {
			got = s.object
		}
		all, required := members(typ)
		slices.Sort(all)
		if d := cmp.Diff(all, slices.Sorted(maps.Keys(got.Properties))); d != "" {
			t.Errorf("%s: -code +schema\n%s", name, d)
		}
		if d := cmp.Diff(required, got.Required); d != "" {
			t.Errorf("%s, required: -code +schema\n%s", name, d)
		}
	}
}

// TestReportsFollowTheSchema holds it for reports of every kind, and that the
// schema would see a wrong one.
func TestReportsFollowTheSchema(t *testing.T) {
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	schema, err := c.Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	valid := func(r *traffic.Report) error {
		b, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		return schema.Validate(v)
	}
	for _, name := range []string{"attack", "crowd", "both", "unclear", "quiet"} {
		if err := valid(traffictest.All()[name]); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, spoil := range map[string]func(*traffic.Report){
		"verdict":    func(r *traffic.Report) { r.Bursts[0].Verdict = "perhaps" },
		"likelihood": func(r *traffic.Report) { r.Bursts[0].Likelihood = 1.2 },
		"country":    func(r *traffic.Report) { r.Bursts[0].Countries[0].Code = "Russia" },
		"schema":     func(r *traffic.Report) { r.Schema = "other" },
		"no list":    func(r *traffic.Report) { r.Probes = nil },
	} {
		r := traffictest.Attack()
		if spoil(r); valid(r) == nil {
			t.Errorf("%s: the schema sees nothing wrong", name)
		}
	}
}
