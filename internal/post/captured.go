package post

import (
	"context"

	"github.com/valyala/fastjson"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// importMeta is the member in which 4CAT keeps what Zeeschuimer said of an
// item that was imported from it.
const importMeta = "__import_meta"

// captured reads items that the browser extension Zeeschuimer captured from
// the pages of X and TikTok, as it saves them and as 4CAT gives them back:
//
//	{"item_id": …, "source_platform": "twitter.com", "data": {item}, …}   Zeeschuimer
//	{item…, "__import_meta": {"source_platform": "twitter.com", …}}       4CAT
//	{"id": …, "thread_id": …, "author": …, "body": …, …}                  4CAT, mapped to its own columns
type captured struct {
	records
	classic
	mapped *fourCATRow
	object *fastjson.Value // the current one, for mapped
}

// sniffZeeschuimer looks for the envelope, or for an item of X's own pages.
func sniffZeeschuimer(head []byte) int {
	object := firstObject(head)
	names := topNames(object)
	switch {
	case object == nil || names[importMeta]:
		return 0
	case names["source_platform"] && names.any("item_id", "nav_index", "timestamp_collected"):
		return 98
	case names.all("rest_id", "legacy"):
		return 90
	}
	return 0
}

func readCaptured(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Post]) error {
	r := &captured{records: newRecords(in, to), classic: newClassic()}
	r.mapped = newFourCATRow(opt, r.column, func(name string) bool { return r.object.Get(name) != nil })
	r.each, r.count, r.fill = r.item, r.nextRow, r.post
	return r.read(ctx)
}

// item takes one value. Captures are of one platform each, so that the first
// item says whether anything here can be read.
func (r *captured) item() error {
	if r.Row == 1 {
		if platform, family := firstPlatform(r.Raw); family == otherFamily {
			return source.Refuse("captured", "platform", quoted(platform))
		}
	}
	return r.record(r.Where)
}

// firstPlatform is the platform that an item's envelope names.
func firstPlatform(raw []byte) (string, family) {
	object := firstObject(raw)
	if meta := within(object, importMeta); meta != nil {
		object = meta
	}
	platform := memberString(object, "source_platform")
	return platform, familyOf(platform)
}

// family is what an item is read as.
type family int

const (
	unknownFamily family = iota
	xFamily
	tikTokFamily
	otherFamily
)

// familyOf says what the items of a platform are read as.
func familyOf(platform string) family {
	switch platform {
	case "":
		return unknownFamily
	case "twitter.com", "x.com", "twitter-import":
		return xFamily
	case "tiktok.com", "tiktok":
		return tikTokFamily
	}
	return otherFamily
}

// post makes a post of an item, or says why it is none.
func (r *captured) post(o *fastjson.Value, p *Post) (column string, problem lang.Message) {
	item, platform := o, ""
	switch meta, data := o.Get(importMeta), o.Get("data"); {
	case meta != nil:
		platform = str(meta, "source_platform")
	case data != nil && o.Get("source_platform") != nil:
		item, platform = data, str(o, "source_platform")
	}
	switch familyOf(platform) {
	case xFamily:
		return r.tweet(item, p)
	case tikTokFamily:
		return r.video(item, p)
	case otherFamily:
		return "source_platform", lang.M("other-platform", "platform", quoted(platform))
	}
	switch {
	case item.Get("legacy") != nil:
		return r.tweet(item, p)
	case item.Get("desc") != nil && item.Get("createTime") != nil:
		return r.video(item, p)
	case item.Get("body") != nil && item.Get("thread_id") != nil:
		r.object = item
		r.mapped.settle()
		return r.mapped.fill(p)
	}
	return "", lang.M("not-a-post")
}

// column is a column of an item that 4CAT mapped.
func (r *captured) column(c fourCATColumn) string { return r.scalar(r.object, fourCATNames[c]...) }

// tweet makes a post of a tweet as X's pages hold it: the members of version
// 1.1 are in legacy, its author in core. The oldest captures have the author
// in user.
func (r *captured) tweet(item *fastjson.Value, p *Post) (column string, problem lang.Message) {
	item = visible(item)
	legacy := item.Get("legacy")
	if legacy == nil || legacy.Get(plainNames.fullText) == nil && legacy.Get(plainNames.text) == nil {
		return "", lang.M("not-a-post")
	}
	p.ID = first(r.id(item, "rest_id"), r.id(legacy, "id_str"))
	if column, problem = r.when(legacy, &plainNames, p); problem.Key != "" {
		return column, problem
	}
	user := item.Get("core", "user_results", "result")
	if user == nil {
		user = item.Get("user")
	}
	p.Account = first(r.id(legacy, "user_id_str"), r.id(user, "rest_id", "id_str"))
	if p.Account == "" || rounded(p.Account) {
		return "user_id_str", lang.M("field-missing", "field", "user_id_str")
	}
	p.Handle = first(str(user, "core", "screen_name"), str(user, "legacy", "screen_name"), str(user, "screen_name"))
	p.Since = r.since.made(first(str(user, "core", "created_at"), str(user, "legacy", "created_at"), str(user, "created_at")))
	r.shared(item, legacy, p)
	r.rest(legacy, p)
	p.Client = clientName(first(str(item, "source"), str(legacy, "source")))
	return "", lang.Message{}
}

// shared takes what a captured tweet does, its text and its objects.
func (r *captured) shared(item, legacy *fastjson.Value, p *Post) {
	r.act(&r.records, legacy, &plainNames, p)
	if p.RepostOf == "" {
		if q := visible(item.Get("quoted_status_result", "result")); r.id(q, "rest_id") != "" {
			p.Act, p.RepostOf = Quote, r.id(q, "rest_id")
		}
	}
	from := item
	if id := r.id(legacy, "retweeted_status_id_str"); id != "" {
		p.Act, p.RepostOf = Repost, id
	}
	if rs := visible(legacy.Get("retweeted_status_result", "result")); rs != nil {
		p.Act, p.RepostOf = Repost, first(r.id(rs, "rest_id"), r.id(rs.Get("legacy"), "id_str"))
		if rs.Get("legacy", plainNames.fullText) != nil {
			from = rs
		}
	}
	r.content(&r.records, from.Get("legacy"), from.Get("note_tweet", "note_tweet_results", "result"), &plainNames, p)
}

// visible is the tweet inside a tweet that X wrapped because not everybody
// may see it, else the tweet itself.
func visible(t *fastjson.Value) *fastjson.Value {
	if inner := t.Get("tweet"); inner != nil && t.Get("legacy") == nil {
		return inner
	}
	return t
}
