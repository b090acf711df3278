package post

import (
	"bytes"
	"io"

	"github.com/valyala/fastjson"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// records reads JSON objects that are records, of values that may hold many:
// every record has a place and bytes of its own.
type records struct {
	valueReader
	row    int64 // records so far
	parser fastjson.Parser
	digits []byte // numbers of the current record
	// fill makes a post of an object, or says why it is none.
	fill func(o *fastjson.Value, p *Post) (column string, problem lang.Message)
}

func newRecords(in io.Reader, to source.Sink[Post]) records {
	return records{valueReader: newValueReader(in, to)}
}

// nextRow numbers a record: a page holds many.
func (r *records) nextRow() int64 {
	r.row++
	return r.row
}

// parts takes what lies inside the current value as records: every element
// where it is a list, else itself.
func (r *records) parts(data []byte) error {
	begin := cap(r.Raw) - cap(data) // data lies inside Raw
	line := r.Line + int64(bytes.Count(r.Raw[:begin], []byte{'\n'}))
	if data[0] != '[' {
		return r.record(source.Where{Line: line, Offset: r.Offset + int64(begin), Length: int64(len(data)), Raw: data})
	}
	at := begin
	for i, raw := range source.Elements(data) {
		line += int64(bytes.Count(r.Raw[at:begin+i], []byte{'\n'}))
		at = begin + i
		w := source.Where{Line: line, Offset: r.Offset + int64(at), Length: int64(len(raw)), Raw: raw}
		if err := r.record(w); err != nil {
			return err
		}
	}
	return nil
}

// record hands one object to the sink, as a post or as a reject.
func (r *records) record(w source.Where) error {
	w.Row = r.nextRow()
	if len(w.Raw) > source.MaxRecord {
		return r.reject(w, "", lang.M("value-too-long", "limit", source.MaxRecord))
	}
	raw, err := r.usable(w)
	if err != nil {
		return err
	}
	if raw[0] != '{' {
		return r.reject(w, "", lang.M("not-a-post"))
	}
	o, err := r.parser.ParseBytes(raw)
	if err != nil {
		return r.reject(w, "", lang.M("json-invalid"))
	}
	r.digits = r.digits[:0]
	r.post.reset()
	if column, problem := r.fill(o, &r.post); problem.Key != "" {
		return r.reject(w, column, problem)
	}
	r.post.Where = w
	r.cut.see(&r.post)
	return r.to.Record(&r.post)
}

// id is a member that is a string or a number as text, with all its digits;
// of several the first that is there.
func (r *records) id(o *fastjson.Value, names ...string) string {
	for _, name := range names {
		switch v := o.Get(name); {
		case v == nil:
		case v.Type() == fastjson.TypeNumber:
			begin := len(r.digits)
			r.digits = v.MarshalTo(r.digits)
			return alias(r.digits[begin:])
		case v.Type() == fastjson.TypeString && len(v.GetStringBytes()) > 0:
			return alias(v.GetStringBytes())
		}
	}
	return ""
}

// scalar is id for members that may be yes and no as well.
func (r *records) scalar(o *fastjson.Value, names ...string) string {
	for _, name := range names {
		if v := o.Get(name); v != nil && v.Type() == fastjson.TypeTrue {
			return "true"
		}
	}
	return r.id(o, names...)
}
