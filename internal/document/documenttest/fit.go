package documenttest

import (
	"html/template"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"text/template/parse"
)

// Fit holds that every template fits the struct that definitions gives for
// it, as a compiler would, and lists the keys of the fixed texts that the
// templates use.
func Fit(t *testing.T, trees *template.Template, definitions map[string]any) []string {
	t.Helper()
	words := map[string]bool{}
	for _, tmpl := range trees.Templates() {
		if tmpl.Tree == nil || strings.HasSuffix(tmpl.Name(), ".tmpl") || tmpl.Name() == "report" {
			continue
		}
		data, ok := definitions[tmpl.Name()]
		if !ok {
			t.Errorf("template %s has no struct", tmpl.Name())
			continue
		}
		c := checker{t, definitions, tmpl.Name(), trees, map[string]reflect.Type{}, words}
		c.list(tmpl.Tree.Root, reflect.TypeOf(data))
	}
	return slices.Sorted(maps.Keys(words))
}

// checker follows the types through a template, as a compiler would.
type checker struct {
	t           *testing.T
	definitions map[string]any
	name        string
	trees       *template.Template
	vars        map[string]reflect.Type
	words       map[string]bool // keys of the catalogue that the templates use
}

func (c *checker) list(l *parse.ListNode, dot reflect.Type) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			c.pipe(n.Pipe, dot)
		case *parse.IfNode:
			c.pipe(n.Pipe, dot)
			c.list(n.List, dot)
			c.list(n.ElseList, dot)
		case *parse.WithNode:
			c.list(n.List, c.pipe(n.Pipe, dot))
			c.list(n.ElseList, dot)
		case *parse.RangeNode:
			c.ranges(n, dot)
		case *parse.TemplateNode:
			c.template(n, dot)
		}
	}
}

func (c *checker) ranges(n *parse.RangeNode, dot reflect.Type) {
	typ := c.pipe(n.Pipe, dot)
	if typ.Kind() != reflect.Slice {
		c.t.Errorf("%s: ranges over %v in %s", c.name, typ, n.Pipe)
		return
	}
	if len(n.Pipe.Decl) == 2 {
		c.vars[n.Pipe.Decl[0].Ident[0]] = reflect.TypeFor[int]()
		c.vars[n.Pipe.Decl[1].Ident[0]] = typ.Elem()
	}
	c.list(n.List, typ.Elem())
	c.list(n.ElseList, dot)
}

func (c *checker) template(n *parse.TemplateNode, dot reflect.Type) {
	if c.trees.Lookup(n.Name) == nil {
		c.t.Errorf("%s: no template %s", c.name, n.Name)
	}
	if n.Pipe == nil {
		return
	}
	got, want := c.pipe(n.Pipe, dot), reflect.TypeOf(c.definitions[n.Name])
	if got != want {
		c.t.Errorf("%s: template %s gets %v, wants %v", c.name, n.Name, got, want)
	}
}

// pipe gives the type of a pipeline: of its only argument, or of a function.
func (c *checker) pipe(p *parse.PipeNode, dot reflect.Type) reflect.Type {
	typ := reflect.TypeFor[string]()
	for _, cmd := range p.Cmds {
		for i, arg := range cmd.Args {
			if got := c.arg(arg, dot); i == 0 && len(cmd.Args) == 1 && len(p.Cmds) == 1 && got != nil {
				typ = got
			}
		}
		if id, ok := cmd.Args[0].(*parse.IdentifierNode); ok && id.Ident == "t" {
			c.words[cmd.Args[1].(*parse.StringNode).Text] = true
		}
	}
	if len(p.Decl) == 1 {
		c.vars[p.Decl[0].Ident[0]] = typ
	}
	return typ
}

func (c *checker) arg(n parse.Node, dot reflect.Type) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		return c.fields(dot, n.Ident)
	case *parse.VariableNode:
		return c.fields(c.vars[n.Ident[0]], n.Ident[1:])
	}
	return nil
}

func (c *checker) fields(typ reflect.Type, names []string) reflect.Type {
	for _, name := range names {
		if typ != nil && typ.Kind() == reflect.Pointer {
			typ = typ.Elem()
		}
		if typ == nil || typ.Kind() != reflect.Struct {
			c.t.Errorf("%s: .%s of %v", c.name, name, typ)
			return nil
		}
		f, ok := typ.FieldByName(name)
		if !ok {
			c.t.Errorf("%s: %v has no field %s", c.name, typ, name)
			return nil
		}
		typ = f.Type
	}
	if typ != nil && typ.Kind() == reflect.Pointer {
		return typ.Elem()
	}
	return typ
}
