package finding_test

import (
	"encoding/json"
	"math"
	"reflect"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// terms are the seven terms of ICD 203 with their bounds.
var terms = []struct{ term, low, high string }{
	{"almost no chance", "0.01", "0.05"},
	{"very unlikely", "0.05", "0.20"},
	{"unlikely", "0.20", "0.45"},
	{"roughly even", "0.45", "0.55"},
	{"likely", "0.55", "0.80"},
	{"very likely", "0.80", "0.95"},
	{"almost certain", "0.95", "0.99"},
}

func TestTerm(t *testing.T) {
	for _, b := range terms {
		low, err := strconv.ParseFloat(b.low, 64)
		if err != nil {
			t.Fatal(err)
		}
		high, err := strconv.ParseFloat(b.high, 64)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range []float64{low, (low + high) / 2, math.Nextafter(high, 0)} {
			if got := finding.Term(p); got != b.term {
				t.Errorf("%v is %q, want %q", p, got, b.term)
			}
		}
	}
	if got := finding.Term(0.99); got != "almost certain" {
		t.Errorf("0.99 is %q", got)
	}
}

func TestClamp(t *testing.T) {
	for _, tt := range []struct{ p, want float64 }{
		{0, 0.01},
		{-3, 0.01},
		{0.004, 0.01},
		{0.014, 0.01},
		{0.016, 0.02},
		{0.449, 0.45},
		{0.5, 0.5},
		{0.9999, 0.99},
		{1, 0.99},
		{math.Inf(1), 0.99},
		{math.Inf(-1), 0.01},
		{math.NaN(), 0.5},
	} {
		if got := finding.Clamp(tt.p); got != tt.want {
			t.Errorf("%v gives %v, want %v", tt.p, got, tt.want)
		}
	}
}

func ptr[T any](v T) *T { return &v }

// sample is a finding with every member filled in.
func sample() finding.Finding {
	zone := time.FixedZone("", -5*3600)
	return finding.Finding{
		Detector: "flood", Version: "1", Front: finding.Traffic, Subject: "vote.example.org",
		Start: time.Date(2018, 7, 1, 20, 0, 0, 0, zone), End: time.Date(2018, 7, 1, 20, 5, 0, 0, zone),
		Severity: finding.Serious, Verdict: finding.Attack, Likelihood: ptr(0.873), Hypothesis: ptr(lang.M("flood.hypothesis")), Prior: ptr(0.5),
		Confidence: finding.Low, Basis: []lang.Message{lang.M("flood.basis.unclear")},
		Headline:   lang.M("flood.headline.crowd", "site", "vote.example.org", "requests", 1200, "seconds", 300*time.Second, "clients", int64(7)),
		Details:    []lang.Message{lang.M("flood.detail.rate", "average", 4.0, "peak", 31.25)},
		Measures:   []finding.Measure{{Name: "requests", Value: 1200, Unit: "requests"}},
		Features:   []finding.Feature{{Name: "burst", Value: 1.5, Baseline: ptr(0.1), Weight: 2}},
		Innocent:   []finding.Explanation{{Name: "retry", Outcome: finding.Possible, Text: lang.M("flood.retry", "again", 0.25, "failed", 0.0), Measures: []finding.Measure{{Name: "again", Value: 0.25, Unit: "share"}}}},
		Limits:     []lang.Message{lang.M("flood.limit.layers")},
		Techniques: []finding.Technique{{Framework: "MITRE ATT&CK", ID: "T1499", Name: "Endpoint Denial of Service"}},
		Evidence: []finding.Evidence{finding.Cite(source.Info{Name: "access.log", SHA256: "ab"}, source.Where{Row: 3, Offset: 168, Length: 7},
			source.Digest{0x71, 0xca}, `GET /<b>&"`, lang.M("flood.role.first"))},
		Members: &finding.Members{Unit: "addresses", IDs: []string{"192.0.2.4", "192.0.2.5"}, Edges: []finding.Edge{{A: "192.0.2.4", B: "192.0.2.5", Weight: 3}}},
		Series:  &finding.Series{Name: "requests", Start: time.Date(2018, 7, 2, 0, 0, 0, 0, time.UTC), Step: 60, Unit: "requests", Values: []float64{1, 1199}, Expected: []float64{1, 1.5}},
		Method:  finding.Method{Name: "flood", Params: map[string]any{"bin_seconds": int64(60), "alpha": 0.01, "mode": "none"}},
	}
}

func TestSeal(t *testing.T) {
	f := sample()
	f.Seal()
	if f.Schema != finding.SchemaVersion || *f.Likelihood != 0.87 || f.Term != "very likely" || f.Start.Location() != time.UTC {
		t.Errorf("sealed: %d %v %q %v", f.Schema, *f.Likelihood, f.Term, f.Start)
	}
	if !regexp.MustCompile(`^f[a-z2-7]{16}$`).MatchString(f.ID) {
		t.Errorf("id %q", f.ID)
	}
	// The id of this finding, once and for all: a change of it is a change of
	// the JSON form, which asks for a new SchemaVersion.
	if want := "fofr77gcw5nkzavy6"; f.ID != want {
		t.Errorf("id %s, want %s", f.ID, want)
	}
	again := f
	again.Seal()
	if again.ID != f.ID {
		t.Error("sealing twice gives another id")
	}
}

func TestPlainFactHasNoTerm(t *testing.T) {
	f := sample()
	f.Likelihood, f.Hypothesis, f.Prior = nil, nil, nil
	f.Seal()
	if f.Term != "" {
		t.Errorf("term %q", f.Term)
	}
}

// given lists what Seal fills in itself.
var given = map[string]bool{"Schema": true, "ID": true, "Term": true}

// TestEveryFieldChangesTheID changes each field in turn, those of the parts
// too.
func TestEveryFieldChangesTheID(t *testing.T) {
	f := sample()
	f.Seal()
	seen := map[string]string{f.ID: "the sample"}
	n := 0
	walk(reflect.TypeOf(f), nil, func(path []step) {
		g := sample()
		g.Seal()
		v := follow(reflect.ValueOf(&g).Elem(), path)
		if !v.IsValid() || !v.CanSet() {
			t.Fatalf("%v is not filled in", path)
		}
		change(t, v)
		g.Seal()
		if before, ok := seen[g.ID]; ok {
			t.Errorf("changing %v gives the id of %v", path, before)
		}
		seen[g.ID] = name(path)
		n++
	})
	if n < 50 {
		t.Errorf("only %d fields were changed", n)
	}
}

// step leads from a struct to a field and, where that is a list or pointer,
// into its first element.
type step struct {
	field int
	name  string
}

func name(path []step) (s string) {
	for _, p := range path {
		s += "." + p.name
	}
	return s
}

// walk visits every plain field of a struct type and of the structs in it.
func walk(typ reflect.Type, path []step, visit func([]step)) {
	for i := range typ.NumField() {
		f := typ.Field(i)
		if len(path) == 0 && given[f.Name] {
			continue
		}
		here := append(append([]step{}, path...), step{i, f.Name})
		inner := f.Type
		for inner.Kind() == reflect.Pointer || inner.Kind() == reflect.Slice {
			inner = inner.Elem()
		}
		if inner.Kind() == reflect.Struct && inner != reflect.TypeFor[time.Time]() {
			if inner == reflect.TypeFor[lang.Message]() {
				visit(append(here, step{0, "Key"}))
				continue
			}
			walk(inner, here, visit)
			continue
		}
		visit(here)
	}
}

// follow goes along a path.
func follow(v reflect.Value, path []step) reflect.Value {
	for _, p := range path {
		v = inside(v).Field(p.field)
	}
	return inside(v)
}

// inside goes through pointers and into the first elements of lists.
func inside(v reflect.Value) reflect.Value {
	for v.IsValid() {
		switch {
		case v.Kind() == reflect.Pointer && !v.IsNil():
			v = v.Elem()
		case v.Kind() == reflect.Slice && v.Len() > 0:
			v = v.Index(0)
		default:
			return v
		}
	}
	return v
}

// change gives a field another value.
func change(t *testing.T, v reflect.Value) {
	t.Helper()
	switch x := v.Addr().Interface().(type) {
	case *time.Time:
		*x = x.Add(time.Millisecond)
		return
	case *map[string]any:
		*x = map[string]any{"bin_seconds": 61}
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(v.String() + "x")
	case reflect.Int, reflect.Int64:
		v.SetInt(v.Int() + 1)
	case reflect.Float64:
		v.SetFloat(v.Float()/2 + 0.01)
	default:
		t.Fatalf("a field of type %v", v.Type())
	}
}

// TestJSONKeepsTheID holds that a finding read back from JSON, with numbers
// that have become floats, has the id under which it was written.
func TestJSONKeepsTheID(t *testing.T) {
	f := sample()
	f.Seal()
	b, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	var back finding.Finding
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(back)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(b), string(again)); d != "" {
		t.Errorf("-written +read and written\n%s", d)
	}
	back.Seal()
	if back.ID != f.ID {
		t.Errorf("id %s became %s", f.ID, back.ID)
	}
}

func TestMessagesListsEveryMessage(t *testing.T) {
	f := sample()
	got := map[string]bool{}
	for _, m := range f.Messages() {
		got[m.Key] = true
	}
	b, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	var written []string
	for _, m := range regexp.MustCompile(`"key":"([^"]+)"`).FindAllStringSubmatch(string(b), -1) {
		written = append(written, m[1])
		if !got[m[1]] {
			t.Errorf("%s is not listed", m[1])
		}
	}
	if len(written) != len(got) || len(got) < 7 {
		t.Errorf("listed %v, written %v", got, written)
	}
}

func TestRank(t *testing.T) {
	order := []finding.Severity{"", finding.Minor, finding.Serious}
	for i, s := range order {
		if s.Rank() != i {
			t.Errorf("%q has rank %d, want %d", s, s.Rank(), i)
		}
	}
	if finding.Note.Rank() >= finding.Minor.Rank() {
		t.Error("a note is not below minor")
	}
}
