package html

import (
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/document/documenttest"
	"github.com/unveil-project/unveil/internal/lang"
)

// definitions are the structs that the templates are written for.
var definitions = map[string]any{
	"page": page{}, "burst": burst{}, "scale": scale{}, "figure": figure{}, "section": section{}, "stack": stack{},
	"table": table{}, "bar": bar{}, "style": struct{}{},
}

func TestTemplatesFitTheirStructs(t *testing.T) {
	doc, err := parseOnce()
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, key := range documenttest.Fit(t, doc.Templates, definitions) {
		used[key] = true
		if _, ok := Catalogue[key]; !ok {
			t.Errorf("the templates use %q, which is not in the catalogue", key)
		}
	}
	code := map[string]bool{"html.title": true, "html.scale": true, "html.table": true} // not by templates
	for _, key := range Catalogue.Keys() {
		if !used[key] && !code[key] {
			t.Errorf("%q is never shown", key)
		}
	}
	if wrong := lang.Check(Catalogue); len(wrong) > 0 {
		t.Error(strings.Join(wrong, "\n"))
	}
}

func TestJoin(t *testing.T) {
	values := make([]float64, 1000)
	values[777] = 9
	got := join(values)
	if len(got) > mostSteps || highest(got) != 9 {
		t.Errorf("%d steps with the highest %v", len(got), highest(got))
	}
}

func TestSteps(t *testing.T) {
	if got, want := steps([]float64{0, 2, 2, 1}, 2), "M0 180H250V4H750V92H1000"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
