package post

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/valyala/fastjson"

	"github.com/unveil-project/unveil/internal/lang"
)

// view reads a post as the API shows it.
func (r *bluesky) view(v *fastjson.Value, p *Post) (string, lang.Message) {
	record := v.Get("record")
	p.ID = str(v, "uri")
	if p.ID == "" || record == nil || record.Type() != fastjson.TypeObject {
		return "", lang.M("not-a-post")
	}
	if p.Account = str(v, "author", "did"); p.Account == "" {
		return "author.did", lang.M("field-missing", "field", "author.did")
	}
	r.author(v.Get("author"), p)
	r.content(record, p)
	server, problem := r.indexed(v)
	if problem.Key != "" {
		return "indexedAt", problem
	}
	return r.times(record, server, p)
}

func (r *bluesky) author(a *fastjson.Value, p *Post) {
	p.Handle = str(a, "handle")
	p.Since = since(&r.clock, str(a, "createdAt"))
}

// indexed is the time at which the server took what it shows, 0 where it does
// not say.
func (r *bluesky) indexed(v *fastjson.Value) (int64, lang.Message) {
	s := str(v, "indexedAt")
	if s == "" {
		return 0, lang.Message{}
	}
	return r.clock.read(s)
}

// item reads an entry of a feed: a post, or that somebody reposted it.
func (r *bluesky) item(v *fastjson.Value, p *Post) (string, lang.Message) {
	view, reason := v.Get("post"), v.Get("reason")
	by := str(reason, "by", "did")
	if by == "" {
		return r.view(view, p)
	}
	record := view.Get("record")
	original := str(view, "uri")
	if original == "" || record == nil {
		return "", lang.M("not-a-post")
	}
	at := str(reason, "indexedAt")
	if at == "" {
		return "reason.indexedAt", lang.M("field-missing", "field", "reason.indexedAt")
	}
	var problem lang.Message
	if p.Time, problem = r.clock.read(at); problem.Key != "" {
		return "reason.indexedAt", problem
	}
	r.content(record, p)
	r.author(reason.Get("by"), p)
	p.Account, p.ID = by, str(reason, "uri")
	p.Act, p.RepostOf, p.ReplyTo = Repost, original, ""
	return "", lang.Message{}
}

// content takes text and objects of a post's record.
func (r *bluesky) content(record *fastjson.Value, p *Post) {
	p.Text = str(record, "text")
	p.Language = str(record, "langs", "0")
	if p.ReplyTo = str(record, "reply", "parent", "uri"); p.ReplyTo != "" {
		p.Act = Reply
	}
	facets := record.Get("facets")
	for _, f := range facets.GetArray() {
		for _, feature := range f.GetArray("features") {
			facet(f, feature, p)
		}
	}
	if facets == nil {
		p.Links = appendLinks(p.Links, p.Text)
		p.Hashtags = appendHashtags(p.Hashtags, p.Text)
	}
	for _, tag := range record.GetArray("tags") {
		p.Hashtags = appendOnce(p.Hashtags, bare(trimmed(tag.GetStringBytes()), roleHashtag))
	}
	embed(record.Get("embed"), p, 0)
}

// facet takes what a stretch of the text stands for. The text shows a link
// cut short; the facet has it whole. Programs write the name of a facet's
// type in many ways, so that what it holds says what it is; a tag that holds
// nothing is the stretch itself.
func facet(f, feature *fastjson.Value, p *Post) {
	switch uri, did := str(feature, "uri"), str(feature, "did"); {
	case uri != "":
		p.Links = append(p.Links, uri)
	case did != "":
		p.Mentions = append(p.Mentions, did)
	case strings.HasSuffix(str(feature, "$type"), "tag") || feature.Get("tag") != nil:
		tags := str(feature, "tag")
		if tags == "" {
			tags = stretch(p.Text, f.GetInt("index", "byteStart"), f.GetInt("index", "byteEnd"))
		}
		for tag := range strings.SplitSeq(tags, "#") { // some hold several
			p.Hashtags = appendBare(p.Hashtags, strings.TrimSpace(tag), roleHashtag)
		}
	}
}

// stretch is a range of bytes of a text, "" where the text has none or a
// letter is cut by it.
func stretch(text string, begin, end int) string {
	if begin < 0 || begin >= end || end > len(text) || !utf8.ValidString(text[begin:end]) {
		return ""
	}
	return text[begin:end]
}

// embed takes what is attached to a post: a link's card, pictures, a video, a
// post quoted, or a post quoted and media.
func embed(e *fastjson.Value, p *Post, depth int) {
	switch str(e, "$type") {
	case "app.bsky.embed.external":
		card(str(e, "external", "uri"), p)
	case "app.bsky.embed.images":
		for _, i := range e.GetArray("images") {
			p.Media = appendBlob(p.Media, i.Get("image"))
		}
	case "app.bsky.embed.video":
		p.Media = appendBlob(p.Media, e.Get("video"))
	case "app.bsky.embed.record":
		quote(str(e, "record", "uri"), p)
	case "app.bsky.embed.recordWithMedia":
		quote(str(e, "record", "record", "uri"), p)
		if depth == 0 {
			embed(e.Get("media"), p, 1)
		}
	}
}

// card takes the address of a link's card. That of the service from which the
// app offers moving pictures is a picture.
func card(uri string, p *Post) {
	if strings.HasPrefix(uri, "https://media.tenor.com/") {
		p.Media = append(p.Media, uri)
		return
	}
	p.Links = appendOnce(p.Links, uri)
}

// quote notes the post quoted. Lists, feeds and starter packs are embedded the
// same way, and are no posts. The address of the post quoted is no link.
func quote(uri string, p *Post) {
	if _, key, ok := strings.Cut(uri, "/"+blueskyPost+"/"); ok && key != "" {
		p.Act, p.RepostOf = Quote, uri
		p.Links = slices.DeleteFunc(p.Links, func(link string) bool {
			return strings.HasPrefix(link, "https://bsky.app/profile/") && strings.HasSuffix(link, "/post/"+key)
		})
	}
}

// appendBlob appends the content id of a picture or video, in its form of
// today or that of 2022. One that is empty has the id of every empty one.
func appendBlob(to []string, blob *fastjson.Value) []string {
	if size := blob.Get("size"); size != nil && size.GetInt() == 0 {
		return to
	}
	if cid := first(str(blob, "ref", "$link"), str(blob, "cid")); cid != "" {
		return append(to, cid)
	}
	return to
}
