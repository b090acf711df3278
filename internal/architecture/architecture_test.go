// Package architecture holds no code, only tests of the whole tree: which
// package may import which, what no package may do, and which modules of
// others the product is made of. The picture behind the tables is in
// docs/design.md.
package architecture_test

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/unveil-project/unveil"

// root is the module's directory, seen from this package.
const root = "../.."

// file is one Go file of the module.
type file struct {
	path    string // from the module's root, with slashes: internal/cli/add.go
	pkg     string // its directory: internal/cli
	test    bool
	lines   int
	imports []string // as written
	syntax  *ast.File
	set     *token.FileSet
}

// at is a position as a complaint shows it.
func (f *file) at(p token.Pos) string {
	return fmt.Sprintf("%s:%d", f.path, f.set.Position(p).Line)
}

// ours is the imported package's directory in the module, if it is of ours.
func ours(imported string) (pkg string, ok bool) {
	return strings.CutPrefix(imported, module+"/")
}

// parse reads one Go file.
func parse(path, text string) (*file, error) {
	set := token.NewFileSet()
	syntax, err := parser.ParseFile(set, path, text, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	f := &file{
		path: path, pkg: filepath.ToSlash(filepath.Dir(path)), test: strings.HasSuffix(path, "_test.go"),
		lines: strings.Count(text, "\n"), syntax: syntax, set: set,
	}
	for _, i := range syntax.Imports {
		name, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		f.imports = append(f.imports, name)
	}
	return f, nil
}

// tree reads every Go file of the module, in the order of their names. What
// has a go.mod of its own (tools) is not of the module.
func tree(t *testing.T) []*file {
	t.Helper()
	var files []*file
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && foreign(path, d.Name()):
			return filepath.SkipDir
		case d.IsDir() || filepath.Ext(path) != ".go":
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		f, err := parse(filepath.ToSlash(rel), string(text))
		files = append(files, f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 100 {
		t.Fatalf("only %d Go files were found: this is not the whole module", len(files))
	}
	slices.SortFunc(files, func(a, b *file) int { return cmp.Compare(a.path, b.path) })
	return files
}

// foreign is true of a directory that holds no packages of the module.
func foreign(path, name string) bool {
	if name == "testdata" || name == "node_modules" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") {
		return true
	}
	_, err := os.Stat(filepath.Join(path, "go.mod"))
	return err == nil
}

// report fails the test with every complaint.
func report(t *testing.T, complaints []string) {
	t.Helper()
	slices.Sort(complaints)
	for _, c := range slices.Compact(complaints) {
		t.Error(c)
	}
}

// TestTheTreeKeepsItsShape holds the whole module against the tables.
func TestTheTreeKeepsItsShape(t *testing.T) {
	files := tree(t)
	for name, check := range map[string]func([]*file) []string{
		"imports go down":             func(f []*file) []string { return imports(f, packages) },
		"the table is of the tree":    func(f []*file) []string { return stale(f, packages) },
		"the table itself":            func([]*file) []string { return upward(packages) },
		"names":                       names,
		"length of files":             lengths,
		"cgo, unsafe, init, math":     forbidden,
		"clock and randomness":        chanceAndClock,
		"the world outside":           outside,
		"package variables stay":      mutable,
		"modules of others":           func(f []*file) []string { return borrowed(f, dependencies) },
		"verify stands on its own":    apart,
		"whoever prints is a command": prints,
	} {
		t.Run(name, func(t *testing.T) { report(t, check(files)) })
	}
}
