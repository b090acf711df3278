package post

import (
	"strings"

	"github.com/valyala/fastjson"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// fill makes a post of the current object, or says why it is none.
func (r *xReader) fill(p *Post) (column string, problem lang.Message) {
	t := r.tweet
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
	if p.Account = first(str(t, "author_id"), str(t, "author", "id")); p.Account == "" {
		return "author_id", lang.M("field-missing", "field", "author_id")
	}
	p.Handle = first(str(t, "author", "username"), alias(r.page.users[p.Account]))
	p.Platform = "x"
	p.Language = str(t, "lang")
	p.Client = str(t, "source")
	r.act(p)
	r.content(p)
	return "", lang.Message{}
}

// act reads what the tweet refers to. A tweet that quotes and replies is a
// quote, with both ids.
func (r *xReader) act(p *Post) {
	p.Act = Original
	if id := str(r.tweet, "in_reply_to_user_id"); id != "" {
		p.Act, p.ReplyTo = Reply, id
	}
	for _, ref := range r.tweet.GetArray("referenced_tweets") {
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
func (r *xReader) content(p *Post) {
	from := r.tweet
	if p.Act == Repost {
		if original := r.original(p.RepostOf); original != nil {
			from = original
		}
	}
	p.Text = str(from, "text")
	entities := from.Get("entities")
	if note := from.Get("note_tweet"); note != nil && str(note, "text") != "" {
		p.Text = str(note, "text")
		entities = note.Get("entities")
	}
	for _, key := range from.GetArray("attachments", "media_keys") {
		p.Media = appendString(p.Media, key)
	}
	if entities == nil {
		p.Links = appendLinks(p.Links, p.Text)
		p.Hashtags = appendHashtags(p.Hashtags, p.Text)
		p.Mentions = appendMentions(p.Mentions, p.Text)
		return
	}
	entityObjects(entities, p)
}

// original finds the tweet reposted: inside the tweet where twarc flattened
// it, else among what the page includes.
func (r *xReader) original(id string) *fastjson.Value {
	for _, ref := range r.tweet.GetArray("referenced_tweets") {
		if str(ref, "id") == id && ref.Get("text") != nil {
			return ref
		}
	}
	raw := r.page.tweets[id]
	if raw == nil || len(raw) > source.MaxRecord {
		return nil
	}
	v, err := r.ref.ParseBytes(raw)
	if err != nil || v.Get("text") == nil {
		return nil
	}
	return v
}

// entityObjects takes what X found in a text.
func entityObjects(e *fastjson.Value, p *Post) {
	for _, u := range e.GetArray("urls") {
		if link := linkOf(u, p.RepostOf); link != "" {
			p.Links = append(p.Links, link)
		}
	}
	for _, h := range e.GetArray("hashtags") {
		p.Hashtags = appendString(p.Hashtags, h.Get("tag"))
	}
	for _, m := range e.GetArray("mentions") {
		p.Mentions = appendString(p.Mentions, m.Get("username"))
	}
}

// linkOf is where a link leads in the end. The addresses that X itself adds
// to a text, of its pictures and of the tweet quoted, are no links.
func linkOf(u *fastjson.Value, quotes string) string {
	link := first(str(u, "unwound_url"), str(u, "expanded_url"), str(u, "url"))
	if u.Get("media_key") != nil {
		return ""
	}
	if id, media := status(link); media || id != "" && id == quotes {
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
