package architecture_test

import (
	"fmt"
	"go/ast"
	"go/token"
)

// mutable complains of package variables that code assigns to: directly, to
// an element or a field, or by ++. It does not see what a method changes.
func mutable(files []*file) (bad []string) {
	variables := packageVariables(files)
	for _, f := range files {
		if f.test {
			continue
		}
		check := func(target ast.Expr) {
			id := base(target)
			if id != nil && variables[f.pkg][id.Name] && isPackageLevel(f, id) {
				bad = append(bad, fmt.Sprintf("%s: %s is a package variable, and is written to", f.at(id.Pos()), id.Name))
			}
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				for _, target := range n.Lhs {
					if n.Tok != token.DEFINE {
						check(target)
					}
				}
			case *ast.IncDecStmt:
				check(n.X)
			case *ast.RangeStmt:
				if n.Tok == token.ASSIGN {
					check(n.Key)
					check(n.Value)
				}
			}
			return true
		})
	}
	return bad
}

// packageVariables gives the names of each package's variables.
func packageVariables(files []*file) map[string]map[string]bool {
	variables := map[string]map[string]bool{}
	for _, f := range files {
		if f.test {
			continue
		}
		if variables[f.pkg] == nil {
			variables[f.pkg] = map[string]bool{}
		}
		for _, d := range f.syntax.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
				for _, s := range g.Specs {
					for _, name := range s.(*ast.ValueSpec).Names {
						variables[f.pkg][name.Name] = true
					}
				}
			}
		}
	}
	return variables
}

// base is the variable that an assignment's target belongs to.
func base(target ast.Expr) *ast.Ident {
	for {
		switch t := target.(type) {
		case *ast.Ident:
			return t
		case *ast.IndexExpr:
			target = t.X
		case *ast.SelectorExpr:
			target = t.X
		case *ast.StarExpr:
			target = t.X
		case *ast.ParenExpr:
			target = t.X
		default:
			return nil
		}
	}
}

// isPackageLevel is true of an identifier that the parser found in the file's
// own scope, or nowhere in the file: then it is another file's.
func isPackageLevel(f *file, id *ast.Ident) bool {
	return id.Obj == nil || f.syntax.Scope.Lookup(id.Name) == id.Obj
}
