package election

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"github.com/unveil-project/unveil/internal/lang"
)

// Parse reads and validates an election.yaml. name is what problems call the
// file. The election is nil where one of the problems is an error; with
// warnings alone it is usable. Problems stand in the order of the file.
func Parse(name string, data []byte) (*Election, []Problem) {
	r := newReport(name)
	e := r.read(data)
	problems := r.done()
	if Failed(problems) {
		return nil, problems
	}
	return e, problems
}

func (r *report) read(data []byte) *Election {
	tokens, ok := r.screen(data)
	if !ok {
		return nil
	}
	root := r.tree(tokens)
	if root == nil {
		return nil
	}
	e := &Election{}
	r.bind(root, e)
	r.validate(e)
	return e
}

// tree parses the tokens into the one map that the file has to be.
func (r *report) tree(tokens token.Tokens) ast.Node {
	file, err := parse(tokens)
	if err != nil {
		r.syntax(err)
		return nil
	}
	var bodies []ast.Node
	for _, doc := range file.Docs {
		if doc.Body != nil {
			bodies = append(bodies, doc.Body)
		}
	}
	if len(bodies) == 0 {
		r.add(place{1, 1}, "", false, lang.M("election.empty"), lang.M("election.do.template"))
		return nil
	}
	if len(bodies) > 1 {
		r.add(nodePlace(bodies[1]), "", false, lang.M("election.documents"), lang.M("election.do.one-document"))
		return nil
	}
	if _, ok := bodies[0].(ast.MapNode); !ok {
		r.add(nodePlace(bodies[0]), "", false, lang.M("election.want-map"), lang.M("election.do.template"))
		return nil
	}
	return bodies[0]
}

// parse runs the YAML parser. A panic in it is taken as an error: the parser
// is fed files that strangers wrote.
func parse(tokens token.Tokens) (f *ast.File, err error) {
	defer func() {
		if p := recover(); p != nil {
			f, err = nil, fmt.Errorf("not YAML (%v)", p)
		}
	}()
	return parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
}

func (r *report) syntax(err error) {
	at, why := place{1, 1}, err.Error()
	var y yaml.Error
	if errors.As(err, &y) {
		why = y.GetMessage()
		if t := y.GetToken(); t != nil && t.Position != nil {
			at = place{max(t.Position.Line, 1), max(t.Position.Column, 1)}
		}
	}
	r.add(at, "", false, lang.M("election.syntax", "why", clip(why)), lang.M("election.do.indent"))
}

// sortProblems orders problems by their place in the file.
func sortProblems(ps []Problem) {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}
