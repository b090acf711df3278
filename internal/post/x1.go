package post

import (
	"bytes"
	"context"

	"github.com/valyala/fastjson"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// x1Reader reads tweets in the form of version 1.1 of X's API:
//
//	{"id_str": …, "full_text": …, "user": {…}, "entities": {…}, …}   a tweet, one per line or in a list
//	{"statuses": [tweet, …], "search_metadata": {…}}                 the answer to a search
//	{"delete": {…}}, {"limit": {…}}, …                               notices of a stream
//
// Tweets that a tool put into a list named tweets are read as well.
type x1Reader struct {
	records
	classic
}

// sniffX1 looks at the names of the first tweet: those that version 1.1 alone
// has. What holds a tweet deeper is another format's.
func sniffX1(head []byte) int {
	object := pastNotices(firstObject(head))
	if object == nil {
		return 0
	}
	for _, list := range x1Lists {
		if inner := within(object, list); inner != nil {
			object = inner
			break
		}
	}
	names := topNames(object)
	text := names.any("full_text", "text", "text_m", "full_text_m")
	switch {
	case names.any(importMeta, "source_platform", "legacy", "rest_id"):
		return 0
	case xOther(object) == xUsers && names["screen_name"]:
		return 90
	case !text || !hasName(object, "screen_name") && !hasName(object, "screen_name_h"):
		return 0
	case names.all("user", "created_at") && names.any("entities", "id_str", "id_str_h", "retweet_count"):
		return 95
	}
	return 0
}

// x1Lists are the members that hold the tweets of a value with many.
var x1Lists = [...]string{"statuses", "tweets"}

func readX1(ctx context.Context, in *source.Stream, _ source.Options, to source.Sink[Post]) error {
	r := &x1Reader{records: newRecords(in, to), classic: newClassic()}
	r.each, r.count, r.fill = r.value, r.nextRow, r.tweet
	return r.read(ctx)
}

// value takes a value apart into records.
func (r *x1Reader) value() error {
	if r.Row == 1 {
		if err := refuseOthers(r.Raw); err != nil {
			return err
		}
	}
	for m := range source.Members(r.Raw) {
		switch string(m.Name) {
		case x1Lists[0], x1Lists[1]:
			if m.Value[0] == '[' {
				return r.parts(m.Value)
			}
		case "created_at", "id", "id_str", "text", "full_text", "user":
			return r.record(r.Where) // a tweet, the rest of which need not be looked at
		}
	}
	return r.record(r.Where)
}

// noticeNames are the members by which a stream's notices are known.
var noticeNames = []string{
	"delete", "scrub_geo", "limit", "status_withheld", "user_withheld", "disconnect", "warning", "friends",
	"friends_str", "event", "for_user", "control",
}

// pastNotices skips the notices that a stream begins with.
func pastNotices(b []byte) []byte {
	const most = 100
	for range most {
		names := topNames(b)
		n := valueLength(b)
		if n == 0 || names.any("user", "text", "full_text") || !names.any(noticeNames...) {
			return b
		}
		if b = bytes.TrimLeft(b[n:], " \t\r\n,"); len(b) == 0 || b[0] != '{' {
			return nil
		}
	}
	return b
}

// notice names the notice of a stream that an object is, "" where it is none.
func notice(o *fastjson.Value) string {
	for _, name := range noticeNames {
		if o.Get(name) != nil {
			return name
		}
	}
	return ""
}

// tweet makes a post of an object, or says why it is none.
func (r *x1Reader) tweet(t *fastjson.Value, p *Post) (column string, problem lang.Message) {
	user := t.Get("user")
	n := namesIn(t)
	if user == nil || t.Get(n.fullText) == nil && t.Get(n.text) == nil && t.Get("extended_tweet") == nil {
		if kind := notice(t); kind != "" {
			return "", lang.M("stream-notice", "kind", kind)
		}
		return "", lang.M("not-a-post")
	}
	p.ID = r.id(t, n.idStr, n.id)
	if column, problem = r.when(t, n, p); problem.Key != "" {
		return column, problem
	}
	if p.Account = r.id(user, n.idStr, n.id); p.Account == "" || rounded(p.Account) {
		return "user.id_str", lang.M("field-missing", "field", "user.id_str")
	}
	p.Handle = str(user, n.screenName)
	p.Since = r.since.made(str(user, "created_at"))
	r.act(&r.records, t, n, p)
	if rs := t.Get("retweeted_status"); rs != nil && rs.Type() == fastjson.TypeObject {
		p.Act, p.RepostOf = Repost, r.id(rs, n.idStr, n.id)
		r.content(&r.records, rs, nil, n, p)
	} else {
		r.content(&r.records, t, nil, n, p)
	}
	r.rest(t, p)
	return "", lang.Message{}
}

// newClassic gives what tweets of version 1.1 are read with.
func newClassic() classic {
	return classic{clock: newUTC(), since: newUTC()}
}
