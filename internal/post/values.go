package post

import (
	"bytes"
	"context"
	"io"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// valueReader reads a stream of JSON values.
type valueReader struct {
	*source.Values
	to   source.Sink[Post]
	post Post
	each func() error // takes the current value
	// count, where not nil, numbers a broken value: the values of the stream
	// are not its records.
	count func() int64
	cut   cutReposts
}

func newValueReader(in io.Reader, to source.Sink[Post]) valueReader {
	return valueReader{Values: source.NewValues(in), to: to}
}

// read hands every whole value to each, and rejects the others.
func (v *valueReader) read(ctx context.Context) error {
	for v.Next() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := v.value(); err != nil {
			return err
		}
	}
	if err := v.Err(); err != nil {
		return err
	}
	if err := v.cut.tell(v.to); err != nil {
		return err
	}
	if v.Open {
		whole := source.Where{Line: v.Line, Offset: v.Offset} // of no one record
		return v.to.Issue(source.Issue{Where: whole, Problem: lang.M("list-open")})
	}
	return nil
}

func (v *valueReader) value() error {
	if v.Problem == "" {
		return v.each()
	}
	limit := source.MaxValue
	if v.Problem == "json-depth" {
		limit = source.MaxDepth
	}
	w := v.Where
	if v.count != nil {
		w.Row = v.count()
	}
	return v.reject(w, "", lang.M(v.Problem, "at", v.At, "limit", limit))
}

func (v *valueReader) reject(w source.Where, column string, problem lang.Message) error {
	return v.to.Issue(source.Issue{Where: w, Reject: true, Column: column, Problem: problem})
}

// usable is a record's bytes as valid UTF-8, after a warning where they were
// not.
func (v *valueReader) usable(w source.Where) ([]byte, error) {
	if utf8.Valid(w.Raw) {
		return w.Raw, nil
	}
	err := v.to.Issue(source.Issue{Where: w, Problem: lang.M("not-utf8")})
	return bytes.ToValidUTF8(w.Raw, []byte("\uFFFD")), err
}
