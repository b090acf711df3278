package post

import (
	"bytes"
	"context"
	"time"

	"github.com/valyala/fastjson"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// xReader reads answers of the X API v2, each a JSON value:
//
//	{"data": [tweet, …], "includes": {"users": […], "tweets": […]}, "meta": …}   a page
//	{"data": tweet, "includes": …, "matching_rules": …}                          of a stream
//	{"id": …, "text": …, "author": …, "referenced_tweets": [tweet, …]}           flattened by twarc
//
// A page is taken apart by its bytes: every tweet in data is a record with a
// place and bytes of its own.
type xReader struct {
	valueReader
	clock  clock
	page   includes
	row    int64 // records so far
	parser fastjson.Parser
	tweet  *fastjson.Value
	ref    fastjson.Parser // for the tweet reposted
}

// sniffX looks for the names that a tweet of version 2 has. Inside a string
// they would stand with a backslash before their quotes.
func sniffX(head []byte) int {
	start := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	if len(start) == 0 || start[0] != '{' && start[0] != '[' || !isText(head) {
		return 0
	}
	has := func(name string) bool { return hasName(head, name) }
	switch {
	case !has("text") || !has("id") || has("full_text") || has("screen_name"):
		return 0
	case has("edit_history_tweet_ids"), has("author_id") && (has("conversation_id") || has("public_metrics") || has("includes")):
		return 95
	case has("author_id") && has("created_at"):
		return 60
	}
	return 0
}

// hasName says whether JSON has a member of this name anywhere.
func hasName(b []byte, name string) bool {
	for {
		i := bytes.Index(b, []byte(`"`+name+`"`))
		if i < 0 {
			return false
		}
		b = b[i+len(name)+2:]
		if rest := bytes.TrimLeft(b, " \t\r\n"); len(rest) > 0 && rest[0] == ':' {
			return true
		}
	}
}

func readX(ctx context.Context, in *source.Stream, _ source.Options, to source.Sink[Post]) error {
	r := &xReader{valueReader: newValueReader(in, to), clock: clock{zone: time.UTC}}
	r.each = r.envelope
	r.count = r.nextRow
	return r.read(ctx)
}

// nextRow numbers a record: a page holds many.
func (r *xReader) nextRow() int64 {
	r.row++
	return r.row
}

// envelope takes a value apart into records.
func (r *xReader) envelope() error {
	data, empty := r.open()
	switch {
	case empty:
		return nil
	case len(data) > 0 && data[0] == '[':
		return r.list(data)
	case len(data) > 0 && data[0] == '{':
		return r.inside(data)
	}
	return r.record(r.Where)
}

// open looks at the members of a value: where it is an envelope, data are its
// records, and its includes are kept. A page may say that it is empty. One
// that has data twice is no envelope: which are meant cannot be told.
func (r *xReader) open() (data []byte, empty bool) {
	r.page.reset()
	found := 0
	for m := range source.Members(r.Raw) {
		switch string(m.Name) {
		case "data":
			data = m.Value
			found++
		case "includes":
			r.page.add(m.Value)
		case "meta":
			empty = saysEmpty(m.Value)
		}
	}
	if found > 1 {
		return nil, false
	}
	return data, empty && found == 0
}

func saysEmpty(meta []byte) bool {
	for m := range source.Members(meta) {
		if string(m.Name) == "result_count" {
			return string(m.Value) == "0"
		}
	}
	return false
}

// list takes every element of a page's data.
func (r *xReader) list(data []byte) error {
	line, at := r.Line, 0
	base := cap(r.Raw) - cap(data) // data lies inside Raw
	for i, raw := range source.Elements(data) {
		begin := base + i
		line += int64(bytes.Count(r.Raw[at:begin], []byte{'\n'}))
		at = begin
		w := source.Where{Line: line, Offset: r.Offset + int64(begin), Length: int64(len(raw)), Raw: raw}
		if err := r.record(w); err != nil {
			return err
		}
	}
	return nil
}

// inside takes the one tweet of an answer or of a stream's envelope.
func (r *xReader) inside(data []byte) error {
	begin := cap(r.Raw) - cap(data)
	line := r.Line + int64(bytes.Count(r.Raw[:begin], []byte{'\n'}))
	return r.record(source.Where{Line: line, Offset: r.Offset + int64(begin), Length: int64(len(data)), Raw: data})
}

// record hands one object to the sink, as a post or as a reject.
func (r *xReader) record(w source.Where) error {
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
	if r.tweet, err = r.parser.ParseBytes(raw); err != nil {
		return r.reject(w, "", lang.M("json-invalid"))
	}
	r.post.reset()
	if column, problem := r.fill(&r.post); problem.Key != "" {
		return r.reject(w, column, problem)
	}
	r.post.Where = w
	return r.to.Record(&r.post)
}
