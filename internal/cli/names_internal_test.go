package cli

import (
	"bytes"
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/unveil-project/unveil/internal/detect/suite"
	"github.com/unveil-project/unveil/internal/dossier/html"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
)

// names collects the names of findings that the report has no word for.
type names struct {
	words lang.Catalogue
	bare  map[string]bool
}

func newNames() *names {
	all := maps.Clone(html.Catalogue)
	maps.Copy(all, finding.Catalogue)
	return &names{all, map[string]bool{}}
}

// need holds that a name has a word under one of the prefixes.
func (n *names) need(name string, prefixes ...string) {
	if strings.HasPrefix(name, "sum:") || strings.HasPrefix(name, "change:") {
		return // the name of a column stands in a sentence
	}
	for _, p := range prefixes {
		if t, ok := n.words[p+name]; ok && t.En != "" && t.Es != "" {
			return
		}
	}
	n.bare[prefixes[0]+name] = true
}

func (n *names) measure(m finding.Measure) {
	n.need(m.Name, "measure.")
	n.unit(m.Unit)
}

func (n *names) unit(u string) {
	if !slices.Contains([]string{"", "s", "share", "ratio", "bytes", "probability"}, u) {
		n.need(u, "unit.")
	}
}

func (n *names) finding(f *finding.Finding) {
	for _, m := range f.Measures {
		n.measure(m)
	}
	for _, x := range f.Features {
		if e, ok := strings.CutPrefix(x.Name, "innocent:"); ok {
			n.need(e, "explanation.")
		} else {
			n.need(x.Name, "feature.", "measure.")
		}
	}
	for _, e := range f.Innocent {
		n.need(e.Name, "explanation.")
		for _, m := range e.Measures {
			n.measure(m)
		}
	}
	if f.Series != nil {
		n.need(f.Series.Name, "series.")
		n.unit(f.Series.Unit)
	}
	if f.Likelihood != nil {
		n.need(f.Detector, "short.")
	}
}

// TestEveryNameHasAWord runs a drill through all detectors: whatever name
// they use, a reader meets a word in his language.
func TestEveryNameHasAWord(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates an election")
	}
	dir := filepath.Join(t.TempDir(), "drill")
	run := func(args ...string) []byte {
		var out, errs bytes.Buffer
		env := Env{
			Args: args, Getenv: func(string) string { return "" }, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs,
			Now: func() time.Time { return time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC) }, IsTerminal: func(any) bool { return false },
		}
		if code := Main(context.Background(), env); code != 0 {
			t.Fatalf("%q: %s", args, errs.String())
		}
		return out.Bytes()
	}
	run("drill", "write", "--quiet", "--scenario", "everything", "--seed", "7", dir)
	found, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	files, _, facts := drillFiles(found)
	all, err := suite.Decode(run(append([]string{"detect", "--quiet", "--json", "--election", facts[0]}, files...)...))
	if err != nil {
		t.Fatal(err)
	}
	n, seen := newNames(), map[string]bool{}
	for i := range all {
		n.finding(&all[i])
		seen[all[i].Detector] = true
	}
	if len(seen) < 6 {
		t.Errorf("only %d detectors found something: %v", len(seen), seen)
	}
	for _, name := range slices.Sorted(maps.Keys(n.bare)) {
		t.Errorf("%s has no word in both languages", name)
	}
}

// TestEveryWrittenNameHasAWord reads the names out of the detectors' own
// source, so that one which no drill shows is found as well.
func TestEveryWrittenNameHasAWord(t *testing.T) {
	n, literals := newNames(), 0
	prefixes := map[string][]string{"Measure": {"measure."}, "Feature": {"feature.", "measure."}, "Explanation": {"explanation."}}
	err := filepath.WalkDir("../detect", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(node ast.Node) bool {
			if lit, ok := node.(*ast.CompositeLit); ok {
				kind := kindOf(lit.Type)
				for _, name := range namesIn(lit) {
					if p := prefixes[kind]; p != nil {
						literals++
						n.need(name, p...)
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if literals < 60 {
		t.Errorf("only %d names were found in the source", literals)
	}
	for _, name := range slices.Sorted(maps.Keys(n.bare)) {
		t.Errorf("%s has no word in both languages", name)
	}
}

// kindOf gives Measure for finding.Measure and for []finding.Measure.
func kindOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.ArrayType:
		return kindOf(e.Elt)
	}
	return ""
}

// namesIn gives the literal names of a composite literal and, of a list, of
// its elements that leave their type out.
func namesIn(lit *ast.CompositeLit) []string {
	var out []string
	for _, el := range lit.Elts {
		switch el := el.(type) {
		case *ast.KeyValueExpr:
			key, isName := el.Key.(*ast.Ident)
			value, isText := el.Value.(*ast.BasicLit)
			if isName && isText && key.Name == "Name" {
				if s, err := strconv.Unquote(value.Value); err == nil {
					out = append(out, s)
				}
			}
		case *ast.CompositeLit:
			if el.Type == nil {
				out = append(out, namesIn(el)...)
			}
		}
	}
	return out
}
