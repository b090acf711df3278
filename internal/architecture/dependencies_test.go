package architecture_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// borrowed complains of imports from modules that are not in the list, of
// test tools in the program, and of modules in the list that nothing imports.
func borrowed(files []*file, list []dependency) (bad []string) {
	used := map[string]bool{}
	for _, f := range files {
		for _, i := range f.imports {
			first, _, _ := strings.Cut(i, "/")
			if below(i, module) || !strings.Contains(first, ".") {
				continue // of ours, or of the standard library
			}
			d, ok := owner(i, list)
			switch {
			case !ok:
				bad = append(bad, fmt.Sprintf("%s: imports %s, which is of no listed dependency", f.path, i))
			case d.testsOnly && !f.test:
				bad = append(bad, fmt.Sprintf("%s: imports %s, which is for tests", f.path, i))
			}
			used[d.module] = true
		}
	}
	for _, d := range list {
		if !used[d.module] {
			bad = append(bad, fmt.Sprintf("dependency %s: nothing imports it", d.module))
		}
	}
	return bad
}

// owner finds the dependency that a package belongs to.
func owner(imported string, list []dependency) (dependency, bool) {
	for _, d := range list {
		if below(imported, d.module) {
			return d, true
		}
	}
	return dependency{}, false
}

func listed() (modules []string) {
	for _, d := range dependencies {
		modules = append(modules, d.module)
	}
	return modules
}

// TestGoModNamesTheDirectDependencies holds go.mod against the list.
func TestGoModNamesTheDirectDependencies(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	var direct []string
	line := regexp.MustCompile(`(?m)^\s+(\S+) v\S+$|^require (\S+) v\S+$`)
	for _, m := range line.FindAllStringSubmatch(string(text), -1) {
		direct = append(direct, m[1]+m[2])
	}
	slices.Sort(direct)
	if d := cmp.Diff(listed(), direct); d != "" {
		t.Errorf("direct dependencies (-listed +go.mod):\n%s", d)
	}
	if strings.Contains(string(text), "\nreplace") {
		t.Error("go.mod replaces a module: then nobody can install the program by its path")
	}
}

// TestEveryDependencyIsExplained wants one row of docs/dependencies.md for
// each direct dependency, with its licence, and no other row.
func TestEveryDependencyIsExplained(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "docs", "dependencies.md"))
	if err != nil {
		t.Fatal(err)
	}
	var explained []string
	row := regexp.MustCompile("(?m)^\\| `([^`]+)` \\|(.+)\\|(.+)\\|(.+)\\|$")
	for _, m := range row.FindAllStringSubmatch(string(text), -1) {
		if strings.Contains(m[1], ".") {
			explained = append(explained, m[1])
		}
		for _, cell := range m[2:] {
			if strings.TrimSpace(cell) == "" {
				t.Errorf("docs/dependencies.md: the row of %s has an empty cell", m[1])
			}
		}
	}
	slices.Sort(explained)
	if d := cmp.Diff(listed(), explained); d != "" {
		t.Errorf("direct dependencies (-listed +docs/dependencies.md):\n%s", d)
	}
}
