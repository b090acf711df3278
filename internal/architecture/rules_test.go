package architecture_test

import (
	"fmt"
	"go/ast"
	"path"
	"slices"
	"strings"
)

// may is true of a file that a list names, by itself or by its directory
// ("internal/bench/").
func may(f *file, list []string) bool {
	return f.test || slices.ContainsFunc(list, func(name string) bool {
		return f.path == name || strings.HasSuffix(name, "/") && strings.HasPrefix(f.path, name)
	})
}

// names complains of packages whose name says nothing.
func names(files []*file) (bad []string) {
	empty := []string{"common", "core", "helper", "helpers", "lib", "misc", "models", "pkg", "shared", "types", "util", "utils"}
	for _, f := range files {
		if slices.Contains(empty, path.Base(f.pkg)) {
			bad = append(bad, fmt.Sprintf("%s: the name of this package says nothing", f.pkg))
		}
	}
	return bad
}

// lengths complains of files that are too long to be read in one go.
func lengths(files []*file) (bad []string) {
	const most = 500
	for _, f := range files {
		if f.lines > most {
			bad = append(bad, fmt.Sprintf("%s: %d lines, at most %d", f.path, f.lines, most))
		}
	}
	return bad
}

// forbidden complains of cgo, of unsafe outside its files, of functions that
// run unasked, and of packages that have a better one beside them.
func forbidden(files []*file) (bad []string) {
	for _, f := range files {
		for _, i := range f.imports {
			switch {
			case i == "C", i == "math/rand", i == "io/ioutil", i == "log":
				bad = append(bad, fmt.Sprintf("%s: imports %s", f.path, i))
			case i == "unsafe" && !slices.Contains(mayUnsafe, f.path):
				bad = append(bad, fmt.Sprintf("%s: imports unsafe, and is not in its list", f.path))
			}
		}
		for _, d := range f.syntax.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				bad = append(bad, fmt.Sprintf("%s: func init runs before anyone asked for it", f.at(fn.Pos())))
			}
		}
	}
	return bad
}

// chanceAndClock complains where the same input could give another output:
// a clock that is not injected, randomness without a seed.
func chanceAndClock(files []*file) (bad []string) {
	seeded := []string{"New", "NewPCG", "NewChaCha8", "NewZipf", "Rand", "Source", "PCG", "ChaCha8", "Zipf"}
	for _, f := range files {
		if slices.Contains(f.imports, "crypto/rand") && !may(f, mayCryptoRand) {
			bad = append(bad, fmt.Sprintf("%s: imports crypto/rand, and is not in its list", f.path))
		}
		uses(f, "time", func(name, at string) {
			if slices.Contains([]string{"Now", "Since", "Until"}, name) && !may(f, mayClock) {
				bad = append(bad, fmt.Sprintf("%s: time.%s; the clock is injected", at, name))
			}
		})
		uses(f, "math/rand/v2", func(name, at string) {
			if !slices.Contains(seeded, name) {
				bad = append(bad, fmt.Sprintf("%s: rand.%s has no seed", at, name))
			}
		})
	}
	return bad
}

// outside complains where a package reaches around the command line into the
// process, or speaks HTTP.
func outside(files []*file) (bad []string) {
	process := []string{"Stdin", "Stdout", "Stderr", "Args", "Exit", "Getenv", "LookupEnv", "Environ", "Setenv"}
	for _, f := range files {
		uses(f, "os", func(name, at string) {
			if slices.Contains(process, name) && !may(f, mayProcess) {
				bad = append(bad, fmt.Sprintf("%s: os.%s; it is injected", at, name))
			}
		})
		if slices.Contains(f.imports, "net/http") && !may(f, mayHTTP) {
			bad = append(bad, fmt.Sprintf("%s: imports net/http, and is not in its list", f.path))
		}
	}
	return bad
}

// prints complains of what is written to standard output unseen.
func prints(files []*file) (bad []string) {
	for _, f := range files {
		if f.test || below(f.pkg, "internal/bench") {
			continue
		}
		uses(f, "fmt", func(name, at string) {
			if name == "Print" || name == "Printf" || name == "Println" {
				bad = append(bad, fmt.Sprintf("%s: fmt.%s; only the command line prints, on the stream it was given", at, name))
			}
		})
		for _, id := range f.syntax.Unresolved {
			if id.Name == "print" || id.Name == "println" {
				bad = append(bad, fmt.Sprintf("%s: %s", f.at(id.Pos()), id.Name))
			}
		}
	}
	return bad
}

// uses calls seen for every name that a file takes from an imported package.
func uses(f *file, imported string, seen func(name, at string)) {
	local := ""
	for i, spec := range f.syntax.Imports {
		if f.imports[i] != imported {
			continue
		}
		local = strings.TrimSuffix(imported, "/v2")
		local = path.Base(local)
		if spec.Name != nil {
			local = spec.Name.Name
		}
	}
	if local == "" {
		return
	}
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			// An identifier that was resolved is a variable of that name.
			if x, ok := s.X.(*ast.Ident); ok && x.Name == local && x.Obj == nil {
				seen(s.Sel.Name, f.at(s.Pos()))
			}
		}
		return true
	})
}
