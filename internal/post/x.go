package post

import (
	"bytes"
	"context"
	"time"

	"github.com/valyala/fastjson"

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
	records
	clock, since clock
	page         includes
	ref          fastjson.Parser // for the tweet reposted
}

// sniffX looks for the names that a tweet of version 2 has. Inside a string
// they would stand with a backslash before their quotes. What X gives besides
// tweets is claimed too, so that Read can say what it is.
func sniffX(head []byte) int {
	object := firstObject(head)
	if object == nil {
		return 0
	}
	has := func(name string) bool { return hasName(head, name) }
	switch {
	case has("screen_name") || has("full_text") || has(importMeta):
		return 0
	case xOther(object) != "":
		return 90
	case !has("text") || !has("id"):
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
	r := &xReader{records: newRecords(in, to), clock: clock{zone: time.UTC}, since: clock{zone: time.UTC}}
	r.each, r.count, r.fill = r.envelope, r.nextRow, r.tweet
	return r.read(ctx)
}

// envelope takes a value apart into records.
func (r *xReader) envelope() error {
	if r.Row == 1 {
		if err := refuseOthers(r.Raw); err != nil {
			return err
		}
	}
	data, empty := r.open()
	switch {
	case empty:
		return nil
	case len(data) > 0 && (data[0] == '[' || data[0] == '{'):
		return r.parts(data)
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
