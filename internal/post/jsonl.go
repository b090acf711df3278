package post

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"github.com/valyala/fastjson"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// objects reads any stream of JSON objects, each of them one post.
type objects struct {
	valueReader
	*filler
	paths  [roles][]string // of each role, nil where there is none
	parser fastjson.Parser
	object *fastjson.Value // the current one
	digits []byte          // numbers of the current one
	noted  []string        // columns whose ids were said to be rounded
	failed error           // of the sink, when it took a warning
}

// sniffObjects looks at the names of the first objects.
func sniffObjects(head []byte) int {
	start := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	if len(start) == 0 || start[0] != '{' && start[0] != '[' || !isText(head) {
		return 0
	}
	return postlike(fieldNames(head))
}

func readObjects(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Post]) error {
	head, whole, err := peek(in)
	if err != nil {
		return err
	}
	names := fieldNames(head)
	if len(names) == 0 && len(opt.Map) == 0 {
		return source.Refuse("no-objects")
	}
	c, err := bind(opt, names, true)
	if err != nil {
		return err
	}
	f, err := newFiller(opt, c)
	if err != nil {
		return err
	}
	r := &objects{valueReader: newValueReader(whole, to), filler: f}
	for i, name := range c {
		if name != "" {
			r.paths[i] = strings.Split(name, ".")
		}
	}
	r.each, r.cut.blind = r.record, c[roleRepost] == ""
	return r.read(ctx)
}

// fieldNames lists the fields of the first objects of a stream, and with a
// dot those of the objects inside them.
func fieldNames(head []byte) []string {
	const most = 20 // objects
	var names []string
	add := func(name string) {
		if len(name) < 200 && len(names) < 1000 && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for v := source.NewValues(bytes.NewReader(head)); v.Next() && v.Row <= most; {
		if v.Problem != "" {
			continue
		}
		for m := range source.Members(v.Raw) {
			add(string(m.Name))
			for inner := range source.Members(m.Value) {
				add(string(m.Name) + "." + string(inner.Name))
			}
		}
	}
	return names
}

// record hands the current value to the sink, as a post or as a reject.
func (r *objects) record() error {
	w := r.Where
	if len(w.Raw) > source.MaxRecord {
		return r.reject(w, "", lang.M("value-too-long", "limit", source.MaxRecord))
	}
	if w.Raw[0] != '{' {
		return r.reject(w, "", lang.M("not-a-post"))
	}
	raw, err := r.usable(w)
	if err != nil {
		return err
	}
	if r.object, err = r.parser.ParseBytes(raw); err != nil {
		return r.reject(w, "", lang.M("json-invalid"))
	}
	r.digits = r.digits[:0]
	r.post.reset()
	column, problem := r.fill(r, &r.post)
	if r.failed != nil {
		return r.failed
	}
	if problem.Key != "" {
		return r.reject(w, column, problem)
	}
	r.post.Where = w
	r.cut.see(&r.post)
	return r.to.Record(&r.post)
}

// start is where a role's path begins: at a field that has the whole path as
// its name, else at the object.
func (r *objects) start(i role) (*fastjson.Value, []string) {
	if r.paths[i] == nil {
		return nil, nil
	}
	if v := r.object.Get(r.columns[i]); v != nil {
		return v, nil
	}
	return r.object, r.paths[i]
}

func (r *objects) one(i role) (got string) {
	v, path := r.start(i)
	r.walk(v, path, false, func(s string, _ bool) bool {
		got = s
		return false
	})
	return got
}

func (r *objects) many(i role, to []string) []string {
	v, path := r.start(i)
	r.walk(v, path, false, func(s string, element bool) bool {
		if element {
			to = appendValue(to, s, i)
		} else {
			to = splitCell(to, s, i)
		}
		return true
	})
	return to
}

// walk follows a path and gives the values at its end, until yield says that
// it has enough. An array on the way stands for each of its elements.
func (r *objects) walk(v *fastjson.Value, path []string, element bool, yield func(string, bool) bool) bool {
	switch {
	case v == nil:
		return true
	case v.Type() == fastjson.TypeArray:
		for _, e := range v.GetArray() {
			if !r.walk(e, path, true, yield) {
				return false
			}
		}
		return true
	case len(path) > 0:
		return r.walk(v.Get(path[0]), path[1:], element, yield)
	}
	if s := r.scalar(v); s != "" {
		return yield(s, element)
	}
	return true
}

// scalar is a string, number or truth value as text. A number keeps all its
// digits.
func (r *objects) scalar(v *fastjson.Value) string {
	switch v.Type() {
	case fastjson.TypeString:
		return strings.TrimSpace(alias(v.GetStringBytes()))
	case fastjson.TypeNumber:
		begin := len(r.digits)
		r.digits = v.MarshalTo(r.digits)
		return alias(r.digits[begin:])
	case fastjson.TypeTrue:
		return "true"
	case fastjson.TypeFalse:
		return "false"
	}
	return ""
}

// note warns once per source that the ids of a field were rounded.
func (r *objects) note(column string) {
	if slices.Contains(r.noted, column) {
		return
	}
	r.noted = append(r.noted, column)
	r.warn(column, lang.M("rounded-id", "field", column))
}

// warn remarks on the current object.
func (r *objects) warn(column string, problem lang.Message) {
	r.failed = r.to.Issue(source.Issue{Where: r.Where, Column: column, Problem: problem})
}
