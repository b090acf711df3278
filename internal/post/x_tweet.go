package post

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/valyala/fastjson"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// tweet makes a post of an object, or says why it is none.
func (r *xReader) tweet(t *fastjson.Value, p *Post) (column string, problem lang.Message) {
	p.ID = str(t, "id")
	if p.ID == "" || t.Get("text") == nil || t.Get("username") != nil {
		return "", lang.M("not-a-post")
	}
	if rounded(p.ID) {
		return "id", lang.M("rounded-id", "field", "id")
	}
	created := str(t, "created_at")
	if created == "" {
		return "created_at", lang.M("field-missing", "field", "created_at")
	}
	if p.Time, problem = r.clock.read(created); problem.Key != "" {
		return "created_at", problem
	}
	if !r.author(t, p) {
		return "author_id", lang.M("field-missing", "field", "author_id")
	}
	p.Platform = "x"
	p.Language = str(t, "lang")
	p.Client = str(t, "source")
	r.act(t, p)
	r.content(t, p)
	return "", lang.Message{}
}

// author takes who posted: from the tweet, where a tool put its author inside
// (twarc as author, 4CAT as author_user), and from what the page includes.
func (r *xReader) author(t *fastjson.Value, p *Post) bool {
	inside := t.Get("author")
	if inside == nil {
		inside = t.Get("author_user")
	}
	p.Account = first(str(t, "author_id"), str(inside, "id"))
	user := r.page.users[p.Account]
	p.Handle = first(str(inside, "username"), alias(user.username))
	p.Since = r.since.made(first(str(inside, "created_at"), alias(user.created)))
	return p.Account != ""
}

// act reads what the tweet refers to. A tweet that quotes and replies is a
// quote, with both ids.
func (r *xReader) act(t *fastjson.Value, p *Post) {
	p.Act = Original
	if id := str(t, "in_reply_to_user_id"); id != "" {
		p.Act, p.ReplyTo = Reply, id
	}
	for _, ref := range t.GetArray("referenced_tweets") {
		id := str(ref, "id")
		switch str(ref, "type") {
		case "replied_to":
			p.ReplyTo = id
			if p.Act == Original {
				p.Act = Reply
			}
		case "quoted":
			if p.Act != Repost {
				p.Act, p.RepostOf = Quote, id
			}
		case "retweeted":
			p.Act, p.RepostOf = Repost, id
		}
	}
}

// content takes text and objects: of a repost those of the tweet reposted,
// where the export has it, for its own are cut off.
func (r *xReader) content(t *fastjson.Value, p *Post) {
	from := t
	if p.Act == Repost {
		if original := r.original(t, p.RepostOf); original != nil {
			from = original
		}
	}
	p.Text = written(str(from, "text"))
	entities := from.Get("entities")
	if note := from.Get("note_tweet"); note != nil && str(note, "text") != "" {
		p.Text = written(str(note, "text"))
		entities = note.Get("entities")
	}
	r.media(from, p)
	if entities == nil {
		p.Links = appendLinks(p.Links, p.Text)
		p.Hashtags = appendHashtags(p.Hashtags, p.Text)
		p.Mentions = appendMentions(p.Mentions, p.Text)
		return
	}
	entityObjects(entities, p, str(from, "id"), quotedBy(from))
}

// media takes the addresses of a tweet's pictures, and of the still pictures
// of its videos; the key of one whose address the export has not.
func (r *xReader) media(from *fastjson.Value, p *Post) {
	expanded := from.GetArray("attachments", "media")
	keys := from.GetArray("attachments", "media_keys")
	if len(expanded) > 0 {
		keys = expanded
	}
	for _, m := range keys {
		if m.Type() == fastjson.TypeString {
			key := alias(m.GetStringBytes())
			p.Media = appendFull(p.Media, first(alias(r.page.media[key]), key))
			continue
		}
		p.Media = appendFull(p.Media, first(str(m, "url"), str(m, "preview_image_url"), str(m, "media_key")))
	}
}

// quotedBy is the id of the tweet that a tweet quotes.
func quotedBy(t *fastjson.Value) string {
	for _, ref := range t.GetArray("referenced_tweets") {
		if str(ref, "type") == "quoted" {
			return str(ref, "id")
		}
	}
	return ""
}

// original finds the tweet reposted: inside the tweet where a tool flattened
// it, else among what the page includes.
func (r *xReader) original(t *fastjson.Value, id string) *fastjson.Value {
	for _, ref := range t.GetArray("referenced_tweets") {
		if str(ref, "id") == id && ref.Get("text") != nil {
			return ref
		}
	}
	raw := r.page.tweets[id]
	if raw == nil || len(raw) > source.MaxRecord || !utf8.Valid(raw) {
		return nil
	}
	v, err := r.ref.ParseBytes(raw)
	if err != nil || v.Get("text") == nil {
		return nil
	}
	return v
}

// entityObjects takes what X found in a text.
func entityObjects(e *fastjson.Value, p *Post, own ...string) {
	for _, u := range e.GetArray("urls") {
		p.Links = appendFull(p.Links, linkOf(u, own...))
	}
	for _, h := range e.GetArray("hashtags") {
		p.Hashtags = appendString(p.Hashtags, h.Get("tag"))
	}
	for _, m := range e.GetArray("mentions") {
		p.Mentions = appendString(p.Mentions, m.Get("username"))
	}
}

// linkOf is where a link leads in the end. The addresses that X itself adds
// to a text are no links: those of its pictures, and those of the tweets own,
// which are the tweet itself where its text was cut and the tweet quoted.
func linkOf(u *fastjson.Value, own ...string) string {
	link := first(str(u, "unwound_url"), str(u, "expanded_url"), str(u, "url"))
	if u.Get("media_key") != nil {
		return ""
	}
	return outward(link, own)
}

// outward is a link unless it leads to a picture of a tweet, or to one of the
// tweets own.
func outward(link string, own []string) string {
	id, media := status(link)
	if media || id != "" && slices.Contains(own, id) {
		return ""
	}
	return link
}

// status gives the id of the post that an address of X names, and whether it
// is of a picture or video in it.
func status(link string) (id string, media bool) {
	_, rest, _ := strings.Cut(link, "://")
	host, path, _ := strings.Cut(rest, "/")
	host = strings.TrimPrefix(strings.TrimPrefix(host, "www."), "mobile.")
	if host != "twitter.com" && host != "x.com" {
		return "", false
	}
	_, post, found := strings.Cut(path, "/status/")
	if !found {
		return "", false
	}
	post, _, _ = strings.Cut(post, "?")
	id, part, _ := strings.Cut(post, "/")
	return id, strings.HasPrefix(part, "photo/") || strings.HasPrefix(part, "video/")
}

// appendFull appends a string that is not empty.
func appendFull(to []string, s string) []string {
	if s == "" {
		return to
	}
	return append(to, s)
}

// str is the string at a path, "" where there is none.
func str(v *fastjson.Value, path ...string) string { return alias(v.GetStringBytes(path...)) }

func appendString(to []string, v *fastjson.Value) []string {
	if v == nil || len(v.GetStringBytes()) == 0 {
		return to
	}
	return append(to, alias(v.GetStringBytes()))
}

// first is the first string that is not empty.
func first(of ...string) string {
	for _, s := range of {
		if s != "" {
			return s
		}
	}
	return ""
}
