package post

import (
	"slices"
	"strings"

	"github.com/valyala/fastjson"

	"github.com/unveil-project/unveil/internal/lang"
)

// classic reads the members of a tweet as version 1.1 of X's API names them.
// X's own pages still hold tweets in this form, so that what a browser
// captured is read with it too.
type classic struct {
	clock, since clock
}

// classicNames are the names of members that X's de-identified samples write
// with an ending: _h for a hashed value, _m for a text with masked names.
type classicNames struct {
	id, idStr, text, fullText, screenName, expanded, url            string
	replyTo, replyToStr, replyUser, replyUserStr, quoted, quotedStr string
}

var plainNames = classicNames{
	"id", "id_str", "text", "full_text", "screen_name", "expanded_url", "url",
	"in_reply_to_status_id", "in_reply_to_status_id_str", "in_reply_to_user_id", "in_reply_to_user_id_str",
	"quoted_status_id", "quoted_status_id_str",
}

var hashedNames = classicNames{
	"id_h", "id_str_h", "text_m", "full_text_m", "screen_name_h", "expanded_url_h", "url_h",
	"in_reply_to_status_id_h", "in_reply_to_status_id_str_h", "in_reply_to_user_id_h", "in_reply_to_user_id_str_h",
	"quoted_status_id_h", "quoted_status_id_str_h",
}

// namesIn says how the members of a tweet are named.
func namesIn(t *fastjson.Value) *classicNames {
	if t.Get("id_str") == nil && t.Get("id_str_h") != nil {
		return &hashedNames
	}
	return &plainNames
}

// when takes the time that the tweet states, else the one in its id.
func (c *classic) when(t *fastjson.Value, n *classicNames, p *Post) (column string, problem lang.Message) {
	switch {
	case p.ID == "":
		return n.idStr, lang.M("field-missing", "field", n.idStr)
	case rounded(p.ID):
		return n.idStr, lang.M("rounded-id", "field", n.idStr)
	}
	if created := str(t, "created_at"); created != "" {
		p.Time, problem = c.clock.read(created)
		return "created_at", problem
	}
	at, ok := snowflakeTime(p.ID)
	if !ok {
		return "created_at", lang.M("field-missing", "field", "created_at")
	}
	p.Time = at
	return "", lang.Message{}
}

// act takes what the tweet replies to and quotes. One that does both is a
// quote, with both ids.
func (c *classic) act(r *records, t *fastjson.Value, n *classicNames, p *Post) {
	p.Act = Original
	p.ReplyTo = r.id(t, n.replyToStr, n.replyTo, n.replyUserStr, n.replyUser)
	if p.ReplyTo != "" {
		p.Act = Reply
	}
	if id := c.quoted(r, t, n); id != "" || t.GetBool("is_quote_status") {
		p.Act, p.RepostOf = Quote, id
	}
}

// quoted is the id of the tweet that a tweet quotes.
func (c *classic) quoted(r *records, t *fastjson.Value, n *classicNames) string {
	if id := r.id(t, n.quotedStr, n.quoted); id != "" {
		return id
	}
	for _, name := range [2]string{"quoted_status", "quoted_tweet"} {
		if q := t.Get(name); q != nil {
			return r.id(q, n.idStr, n.id)
		}
	}
	return ""
}

// content takes text and objects. Of a long tweet they are in a member of
// their own: extended_tweet in streams, a note in what a browser captured.
func (c *classic) content(r *records, from, note *fastjson.Value, n *classicNames, p *Post) {
	body := from
	if extended := from.Get("extended_tweet"); extended != nil {
		body = extended
	}
	p.Text = written(first(str(note, "text"), str(body, n.fullText), str(from, n.fullText), str(from, n.text)))
	for _, m := range mediaOf(from, body) {
		p.Media = appendFull(p.Media, first(str(m, "media_url_https"), str(m, "media_url"), str(m, n.idStr)))
	}
	entities := body.Get("entities")
	if note != nil && str(note, "text") != "" {
		entities = note.Get("entity_set")
	}
	if entities == nil || body == from && from.GetBool("truncated") && from.Get(n.fullText) != nil {
		// The entities, if any, are those of the text that was cut.
		p.Links = slices.DeleteFunc(appendLinks(p.Links, p.Text), func(link string) bool { return outward(link, nil) == "" })
		p.Hashtags = appendHashtags(p.Hashtags, p.Text)
		p.Mentions = appendMentions(p.Mentions, p.Text)
		return
	}
	own := [2]string{r.id(from, n.idStr, n.id), c.quoted(r, from, n)}
	for _, u := range entities.GetArray("urls") {
		p.Links = appendFull(p.Links, outward(classicLink(u, n), own[:]))
	}
	for _, h := range entities.GetArray("hashtags") {
		p.Hashtags = appendFull(p.Hashtags, first(str(h, n.text), str(h, "text")))
	}
	if len(p.Hashtags) == 0 {
		p.Hashtags = appendHashtags(p.Hashtags, p.Text) // some tools leave the entities empty
	}
	for _, m := range entities.GetArray("user_mentions") {
		p.Mentions = appendFull(p.Mentions, str(m, n.screenName))
	}
}

// mediaOf finds the pictures and videos of a tweet: all of them are in the
// extended entities, one at most in the others.
func mediaOf(from, body *fastjson.Value) []*fastjson.Value {
	for _, found := range [4][]*fastjson.Value{
		body.GetArray("extended_entities", "media"),
		from.GetArray("extended_entities", "media"),
		body.GetArray("entities", "media"),
		from.GetArray("mediaDetails"),
	} {
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// classicLink is where a link leads in the end: where X followed it to, else
// the address that was shortened.
func classicLink(u *fastjson.Value, n *classicNames) string {
	return first(str(u, "unwound", n.url), str(u, "unwound_url"), str(u, n.expanded), str(u, n.url))
}

// rest takes what a post has besides its text.
func (c *classic) rest(t *fastjson.Value, p *Post) {
	p.Platform = "x"
	p.Language = str(t, "lang")
	p.Client = clientName(str(t, "source"))
}

// clientName is the name of the application in the link that X gives for it:
// <a href="https://example.org" rel="nofollow">Example</a>.
func clientName(s string) string {
	if !strings.HasPrefix(s, "<a ") {
		return s
	}
	_, name, found := strings.Cut(s, ">")
	if !found {
		return s
	}
	name, _, _ = strings.Cut(name, "</a>")
	return name
}
