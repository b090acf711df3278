package election

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"github.com/unveil-project/unveil/internal/lang"
)

// binder fills an Election from the tree of the file. It is used instead of
// the library's decoder because that one stops at the first mistake and
// forgets where values stood.
type binder struct {
	*report
	loc *time.Location // zone of the file, for times that state none
}

var (
	dateType = reflect.TypeFor[Date]()
	timeType = reflect.TypeFor[time.Time]()
)

// bind fills e from the root of the file, which is a map. The zone is looked
// up first since times need it.
func (r *report) bind(root ast.Node, e *Election) {
	b := binder{report: r}
	if m, ok := root.(ast.MapNode); ok {
		for it := m.MapRange(); it.Next(); {
			if keyName(it.Key()) == "zone" {
				e.Zone, _ = textOf(it.Value())
			}
		}
	}
	b.loc = e.Location()
	b.value(root, reflect.ValueOf(e).Elem(), "")
}

// value fills v from a node of any kind.
func (b binder) value(n ast.Node, v reflect.Value, path string) {
	b.places[path] = nodePlace(n)
	if _, null := n.(*ast.NullNode); null {
		return // as if it were not there; what is required is missed later
	}
	switch {
	case v.Type() == dateType:
		b.date(n, v, path)
	case v.Type() == timeType:
		b.time(n, v, path)
	case v.Kind() == reflect.Struct:
		b.fields(n, v, path)
	case v.Kind() == reflect.Map:
		b.entries(n, v, path)
	case v.Kind() == reflect.Slice:
		b.list(n, v, path)
	default:
		b.scalar(n, v, path)
	}
}

// fields fills a struct, key by key.
func (b binder) fields(n ast.Node, v reflect.Value, path string) {
	m, ok := n.(ast.MapNode)
	if !ok {
		b.fail(path, lang.M("election.want-map"), lang.M("election.do.fields", "names", strings.Join(keysOf(v.Type()), ", ")))
		return
	}
	seen := map[string]bool{}
	for it := m.MapRange(); it.Next(); {
		name := keyName(it.Key())
		at := join(path, name)
		field, known := fieldOf(v, name)
		if !known {
			b.unknownKey(it.Key(), name, at, v.Type())
			continue
		}
		if b.repeated(seen, it.Key(), name, at) {
			continue
		}
		b.keys[at] = nodePlace(it.Key())
		b.value(it.Value(), field, at)
	}
}

// entries fills a map whose keys are the file's own words.
func (b binder) entries(n ast.Node, v reflect.Value, path string) {
	m, ok := n.(ast.MapNode)
	if !ok {
		b.fail(path, lang.M("election.want-map"), lang.M("election.do.pairs"))
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	seen := map[string]bool{}
	for it := m.MapRange(); it.Next(); {
		name := keyName(it.Key())
		at := join(path, name)
		if b.repeated(seen, it.Key(), name, at) {
			continue
		}
		b.keys[at] = nodePlace(it.Key())
		item := reflect.New(v.Type().Elem()).Elem()
		b.value(it.Value(), item, at)
		v.SetMapIndex(reflect.ValueOf(name), item)
	}
}

func (b binder) list(n ast.Node, v reflect.Value, path string) {
	s, ok := n.(*ast.SequenceNode)
	if !ok {
		b.fail(path, lang.M("election.want-list"), lang.M("election.do.list"))
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(s.Values), len(s.Values)))
	for i, item := range s.Values {
		b.value(item, v.Index(i), fmt.Sprintf("%s[%d]", path, i))
	}
}

func (b binder) scalar(n ast.Node, v reflect.Value, path string) {
	s, ok := textOf(n)
	switch {
	case !ok:
		b.fail(path, lang.M("election.want-text"), lang.M("election.do.one-value"))
	case v.Kind() == reflect.String:
		v.SetString(strings.TrimSpace(s))
	case v.Kind() == reflect.Int:
		i, err := strconv.ParseInt(s, 10, 32)
		if err != nil {
			b.fail(path, lang.M("election.want-int", "value", clip(s)), lang.M("election.do.digits"))
			return
		}
		v.SetInt(i)
	case v.Kind() == reflect.Float64:
		f, err := strconv.ParseFloat(s, 64)
		if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
			b.fail(path, lang.M("election.want-number", "value", clip(s)), lang.M("election.do.decimal"))
			return
		}
		v.SetFloat(f)
	}
}

func (b binder) date(n ast.Node, v reflect.Value, path string) {
	s, ok := textOf(n)
	d, isDate := ParseDate(strings.TrimSpace(s))
	if !ok || !isDate {
		b.fail(path, lang.M("election.not-a-date", "value", clip(s)), lang.M("election.do.date"))
		return
	}
	v.Set(reflect.ValueOf(d))
}

func (b binder) time(n ast.Node, v reflect.Value, path string) {
	s, _ := textOf(n)
	t, trouble := parseTime(s, b.loc, strings.HasSuffix(path, ".end"))
	v.Set(reflect.ValueOf(t))
	switch trouble {
	case "":
	case twice:
		b.warn(path, lang.M(trouble, "value", clip(s)), lang.M("election.do.offset"))
	case noZone:
		b.fail(path, lang.M(trouble, "value", clip(s)), lang.M("election.do.zone"))
	case skipped:
		b.fail(path, lang.M(trouble, "value", clip(s)), lang.M("election.do.offset"))
	default:
		b.fail(path, lang.M(trouble, "value", clip(s)), lang.M("election.do.time"))
	}
}

// repeated reports a key that stands twice in one map.
func (b binder) repeated(seen map[string]bool, key ast.Node, name, path string) bool {
	if seen[name] {
		b.add(nodePlace(key), path, false, lang.M("election.duplicate-key", "key", clip(name)), lang.M("election.do.keep-one"))
		return true
	}
	seen[name] = true
	return false
}

func (b binder) unknownKey(key ast.Node, name, path string, t reflect.Type) {
	known := keysOf(t)
	do := lang.M("election.do.fields", "names", strings.Join(known, ", "))
	if near := Nearest(name, known); near != "" {
		do = lang.M("election.do.nearest", "name", near)
	}
	b.add(nodePlace(key), path, false, lang.M("election.unknown-key", "key", clip(name)), do)
}

// fieldOf finds the field of a struct that a key of the file names.
func fieldOf(v reflect.Value, name string) (reflect.Value, bool) {
	for i := range v.NumField() {
		if v.Type().Field(i).Tag.Get("yaml") == name {
			return v.Field(i), true
		}
	}
	return reflect.Value{}, false
}

// keysOf lists the keys of a struct in its order.
func keysOf(t reflect.Type) []string {
	names := make([]string, t.NumField())
	for i := range names {
		names[i] = t.Field(i).Tag.Get("yaml")
	}
	return names
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func keyName(n ast.Node) string { s, _ := textOf(n); return s }

// textOf gives the words of a scalar as they stand in the file, so that an id
// such as 007 or NO stays what it is.
func textOf(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	}
	return "", false
}

// nodePlace is where a node begins.
func nodePlace(n ast.Node) place {
	t := n.GetToken()
	switch n := n.(type) {
	case *ast.MappingNode:
		if len(n.Values) > 0 && !n.IsFlowStyle {
			return nodePlace(n.Values[0].Key)
		}
		t = n.Start
	case *ast.MappingValueNode:
		return nodePlace(n.Key)
	case *ast.SequenceNode:
		t = n.Start
	case *ast.LiteralNode:
		t = n.Start
	}
	if t == nil || t.Position == nil {
		return place{1, 1}
	}
	return place{max(t.Position.Line, 1), max(t.Position.Column, 1)}
}
