package html

import (
	"slices"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/document/documenttest"
	"github.com/unveil-project/unveil/internal/lang"
)

// definitions are the structs that the templates are written for.
var definitions = map[string]any{
	"page": page{}, "summary": page{}, "toc": []link{}, "timeline": timeline{}, "group": group{}, "notes": noteTable{},
	"finding-head": entry{}, "finding-body": entry{}, "measures": []measureRow{}, "figure": figure{}, "network": network{},
	"inputs": page{}, "check": page{}, "methods": []methodNote{}, "glossary": page{}, "style": struct{}{},
}

func TestTemplatesFitTheirStructs(t *testing.T) {
	doc, err := parseOnce()
	if err != nil {
		t.Fatal(err)
	}
	words := documenttest.Fit(t, doc.Templates, definitions)
	for _, key := range words {
		if _, ok := Catalogue[key]; !ok {
			t.Errorf("the templates use %q, which is not in the catalogue", key)
		}
	}
	if len(words) < 80 {
		t.Errorf("only %d texts were found in the templates", len(words))
	}
}

func TestCatalogue(t *testing.T) {
	for _, key := range Catalogue.Keys() {
		text := Catalogue[key]
		if text.En == "" || text.Es == "" {
			t.Errorf("%s lacks a language", key)
		}
		if en, es := arguments(text.In(lang.En)), arguments(text.In(lang.Es)); !slices.Equal(en, es) {
			t.Errorf("%s has the arguments %v in English and %v in Spanish", key, en, es)
		}
	}
}

func arguments(text string) []string {
	var out []string
	for _, part := range strings.Split(text, "{")[1:] {
		name, _, _ := strings.Cut(part, "}")
		name, _, _ = strings.Cut(name, ":")
		out = append(out, name)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
