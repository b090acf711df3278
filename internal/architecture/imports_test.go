package architecture_test

import (
	"fmt"
	"slices"
	"strings"
)

// imports complains of a package that is not in the table and of an import
// that its row does not name.
func imports(files []*file, table map[string]place) (bad []string) {
	for _, f := range files {
		from, known := table[f.pkg]
		if !known {
			bad = append(bad, fmt.Sprintf("%s: the table of packages does not have this package", f.pkg))
			continue
		}
		for _, i := range f.imports {
			pkg, ok := ours(i)
			if !ok || pkg == f.pkg {
				continue
			}
			to, known := table[pkg]
			switch {
			case !known:
				bad = append(bad, fmt.Sprintf("%s: imports %s, which the table of packages does not have", f.path, pkg))
			case f.test && to.floor > from.floor:
				bad = append(bad, fmt.Sprintf("%s: this test imports %s, which is above its package", f.path, pkg))
			case !f.test && !slices.Contains(allowed(from), pkg):
				bad = append(bad, fmt.Sprintf("%s: %s may not import %s", f.path, f.pkg, pkg))
			}
		}
	}
	return bad
}

// allowed gives the packages that a row names.
func allowed(p place) (packages []string) {
	for name := range strings.FieldsSeq(p.may) {
		if !below(name, "verify") { // the one package that is not internal
			name = "internal/" + name
		}
		packages = append(packages, name)
	}
	return packages
}

// stale complains of rows for packages that are no more, and of permissions
// that no file uses: the table is the picture of the tree as it is.
func stale(files []*file, table map[string]place) (bad []string) {
	exists := map[string]bool{}
	used := map[[2]string]bool{}
	for _, f := range files {
		exists[f.pkg] = true
		for _, i := range f.imports {
			if pkg, ok := ours(i); ok {
				used[[2]string{f.pkg, pkg}] = true
			}
		}
	}
	for pkg, p := range table {
		if !exists[pkg] {
			bad = append(bad, fmt.Sprintf("%s: the table has this package, the tree has not", pkg))
			continue
		}
		for _, to := range allowed(p) {
			if !used[[2]string{pkg, to}] {
				bad = append(bad, fmt.Sprintf("%s: the table lets it import %s, which it does not", pkg, to))
			}
		}
	}
	return bad
}

// upward complains of rows of the table that do not go down.
func upward(table map[string]place) (bad []string) {
	for pkg, p := range table {
		for _, name := range allowed(p) {
			to, known := table[name]
			if !known || to.floor >= p.floor {
				bad = append(bad, fmt.Sprintf("table: %s on floor %d names %s, which is not below it", pkg, p.floor, name))
			}
		}
	}
	return bad
}

// apart complains where verify/ shares code with what writes what it checks,
// and where anything but the command line leans on it.
func apart(files []*file) (bad []string) {
	for _, f := range files {
		for _, i := range f.imports {
			pkg, ok := ours(i)
			if !ok {
				continue
			}
			inside, of := below(f.pkg, "verify"), below(pkg, "verify")
			if inside && !of || of && !inside && f.pkg != "internal/cli" && !f.test {
				bad = append(bad, fmt.Sprintf("%s: imports %s; verify shares no code with the rest", f.path, pkg))
			}
		}
	}
	return bad
}

// below is true of a package and of those inside its directory.
func below(pkg, dir string) bool { return pkg == dir || strings.HasPrefix(pkg, dir+"/") }
