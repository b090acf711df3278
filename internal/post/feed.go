package post

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"slices"

	"github.com/valyala/fastjson"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// feed reads JSON values each of which is one record, or a page of many as
// the answers of an API are. A page is taken apart by its bytes: every record
// in it has a place and bytes of its own.
type feed struct {
	valueReader
	// parts appends to to the records of a page, which may not overlap, and
	// says whether raw is a page. Nil: no value is.
	parts func(raw []byte, to [][]byte) ([][]byte, bool)
	// fill makes a post of a record, or says which field keeps it from being one.
	fill func(v *fastjson.Value, p *Post) (column string, problem lang.Message)

	row     int64
	found   [][]byte     // parts of the current value
	at      source.Where // the current record
	parser  fastjson.Parser
	scratch []byte // numbers and joined strings of the current record
	noted   []string
	failed  error // of the sink, when it took a warning
}

func newFeed(in io.Reader, to source.Sink[Post]) feed {
	return feed{valueReader: newValueReader(in, to)}
}

// run reads the whole stream.
func (r *feed) run(ctx context.Context) error {
	r.each = r.envelope
	r.count = r.nextRow
	return r.read(ctx)
}

// nextRow numbers a record: a page holds many.
func (r *feed) nextRow() int64 {
	r.row++
	return r.row
}

// envelope takes the current value apart into records.
func (r *feed) envelope() error {
	page := false
	if r.parts != nil {
		r.found, page = r.parts(r.Raw, r.found[:0])
	}
	if !page {
		return r.record(r.Where)
	}
	// A part aliases Raw, so that what its capacity lacks is its offset.
	offset := func(part []byte) int { return cap(r.Raw) - cap(part) }
	slices.SortFunc(r.found, func(a, b []byte) int { return cmp.Compare(offset(a), offset(b)) })
	line, seen := r.Line, 0
	for _, part := range r.found {
		begin := offset(part)
		line += int64(bytes.Count(r.Raw[seen:begin], []byte{'\n'}))
		seen = begin
		w := source.Where{Line: line, Offset: r.Offset + int64(begin), Length: int64(len(part)), Raw: part}
		if err := r.record(w); err != nil {
			return err
		}
	}
	return nil
}

// record hands one object to the sink, as a post or as a reject.
func (r *feed) record(w source.Where) error {
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
	v, err := r.parser.ParseBytes(raw)
	if err != nil {
		return r.reject(w, "", lang.M("json-invalid"))
	}
	r.at = w
	r.scratch = r.scratch[:0]
	r.post.reset()
	column, problem := r.fill(v, &r.post)
	if r.failed != nil {
		return r.failed
	}
	if problem.Key != "" {
		return r.reject(w, column, problem)
	}
	r.post.Where = w
	return r.to.Record(&r.post)
}

// warn gives a warning once per source and column, at the current record.
func (r *feed) warn(column string, problem lang.Message) {
	if key := problem.Key + " " + column; r.failed == nil && !slices.Contains(r.noted, key) {
		r.noted = append(r.noted, key)
		r.failed = r.to.Issue(source.Issue{Where: r.at, Column: column, Problem: problem})
	}
}

// scalar is the string or number at a path as text, else "". A number keeps
// all its digits.
func (r *feed) scalar(v *fastjson.Value, path ...string) string {
	v = v.Get(path...)
	if v == nil {
		return ""
	}
	switch v.Type() {
	case fastjson.TypeString:
		return alias(v.GetStringBytes())
	case fastjson.TypeNumber:
		begin := len(r.scratch)
		r.scratch = v.MarshalTo(r.scratch)
		return alias(r.scratch[begin:])
	}
	return ""
}

// id is the id at a path, "" where it was rounded, which is said once.
func (r *feed) id(v *fastjson.Value, path ...string) string {
	s := r.scalar(v, path...)
	if s == "" || !rounded(s) {
		return s
	}
	column := path[len(path)-1]
	r.warn(column, lang.M("rounded-id", "field", column))
	return ""
}

// join writes strings one after another, without allocating for each record.
func (r *feed) join(parts ...string) string {
	begin := len(r.scratch)
	for _, s := range parts {
		r.scratch = append(r.scratch, s...)
	}
	return alias(r.scratch[begin:])
}

// reach gives every value that raw holds at the end of a path of names. A
// name that an object has twice is followed twice.
func reach(raw []byte, yield func([]byte), names ...string) {
	if len(names) == 0 {
		yield(raw)
		return
	}
	for m := range source.Members(raw) {
		if string(m.Name) == names[0] {
			reach(m.Value, yield, names[1:]...)
		}
	}
}

// listed appends the elements of the arrays at the end of a path, and says
// whether there is any array.
func listed(raw []byte, to [][]byte, names ...string) ([][]byte, bool) {
	found := false
	reach(raw, func(list []byte) {
		if list[0] != '[' {
			return
		}
		found = true
		to = appendElements(to, list)
	}, names...)
	return to, found
}

func appendElements(to [][]byte, list []byte) [][]byte {
	for _, e := range source.Elements(list) {
		to = append(to, e)
	}
	return to
}

// jsonStart says whether the first bytes of a stream are those of JSON
// objects, alone or in an array.
func jsonStart(head []byte) bool {
	start := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	return len(start) > 0 && (start[0] == '{' || start[0] == '[') && isText(head)
}

// hasNames says whether JSON has members of all these names anywhere.
func hasNames(b []byte, names ...string) bool {
	for _, n := range names {
		if !hasName(b, n) {
			return false
		}
	}
	return true
}

// maxOnce is up to how many objects of a post are looked through for one that
// is there already. Real posts have a few; of more, some may be listed twice.
const maxOnce = 200

// appendOnce appends what is not empty and not there yet.
func appendOnce(to []string, s string) []string {
	if s == "" || len(to) <= maxOnce && slices.Contains(to, s) {
		return to
	}
	return append(to, s)
}

// appendBare appends a hashtag or handle without its mark, unless it is empty.
func appendBare(to []string, s string, r role) []string {
	if s = bare(s, r); s == "" {
		return to
	}
	return append(to, s)
}

// since is the time at which an account was made, 0 where it is not a time.
func since(c *clock, s string) int64 {
	if s == "" {
		return 0
	}
	at, problem := c.parse(s)
	if problem.Key != "" {
		return 0
	}
	return at
}
