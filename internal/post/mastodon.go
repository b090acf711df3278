package post

import (
	"context"
	"strings"

	"github.com/valyala/fastjson"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// mastodon reads statuses as the API of Mastodon gives them, and the servers
// that speak it (Truth Social, Pleroma, Gab): one status in each value, a
// list of them, {"statuses": […]} of a search, or {"data": status,
// "source_platform": …} as Zeeschuimer captures it.
type mastodon struct {
	feed
	clock clock
	html  markup
}

// sniffMastodon looks at the names of the first status. It is surer than the
// formats of what captures statuses of many platforms.
func sniffMastodon(head []byte) int {
	object := firstObject(head)
	if object == nil {
		return 0
	}
	for _, around := range [...]string{"statuses", "data"} {
		if inner := within(object, around); inner != nil {
			object = inner
			break
		}
	}
	names := topNames(object)
	if names.all("id", "created_at", "account", "content") && names.any("reblog", "reblogs_count", "in_reply_to_id", "media_attachments") {
		return 99
	}
	return 0
}

func readMastodon(ctx context.Context, in *source.Stream, _ source.Options, to source.Sink[Post]) error {
	r := &mastodon{feed: newFeed(in, to)}
	r.parts, r.fill = mastodonParts, r.status
	return r.run(ctx)
}

// mastodonParts takes apart the answer of a search, and unwraps what was
// captured.
func mastodonParts(raw []byte, to [][]byte) (parts [][]byte, page bool) {
	for m := range source.Members(raw) {
		switch name := string(m.Name); {
		case name == "content":
			return to, page
		case name == "statuses" && m.Value[0] == '[':
			to, page = appendElements(to, m.Value), true
		case name == "data" && m.Value[0] == '{':
			to, page = append(to, m.Value), true
		}
	}
	return to, page
}

// status makes a post of a status.
func (r *mastodon) status(v *fastjson.Value, p *Post) (string, lang.Message) {
	if p.ID = r.id(v, "id"); p.ID == "" || v.Get("account") == nil || v.Get("content") == nil {
		return "", lang.M("not-a-post")
	}
	created := str(v, "created_at")
	if created == "" {
		return "created_at", lang.M("field-missing", "field", "created_at")
	}
	var problem lang.Message
	if p.Time, problem = r.clock.read(created); problem.Key != "" {
		return "created_at", problem
	}
	account := v.Get("account")
	p.Handle = first(str(account, "acct"), str(account, "username"))
	if p.Account = first(r.id(account, "id"), p.Handle); p.Account == "" {
		return "account.id", lang.M("field-missing", "field", "account.id")
	}
	p.Since = since(&r.clock, str(account, "created_at"))
	p.Client = str(v, "application", "name")
	p.Platform = "mastodon"
	if strings.Contains(first(str(v, "uri"), str(v, "url"), str(account, "url")), "://truthsocial.com/") {
		p.Platform = "truthsocial"
	}
	r.act(v, p)
	return "", lang.Message{}
}

// act reads what the status boosts, quotes or answers. A boost has the
// content of what it boosts.
func (r *mastodon) act(v *fastjson.Value, p *Post) {
	p.Act = Original
	if boosted := v.Get("reblog"); isObject(boosted) {
		p.Act, p.RepostOf = Repost, r.id(boosted, "id")
		r.content(boosted, p)
		return
	}
	if to := first(r.id(v, "in_reply_to_id"), r.id(v, "in_reply_to_account_id")); to != "" {
		p.Act, p.ReplyTo = Reply, to
	}
	quoted := first(r.id(v, "quote", "quoted_status", "id"), r.id(v, "quote", "quoted_status_id"), r.id(v, "quote", "id"), r.id(v, "quote_id"))
	if quoted != "" {
		p.Act, p.RepostOf = Quote, quoted
	}
	r.content(v, p)
}

// content takes text and objects.
func (r *mastodon) content(v *fastjson.Value, p *Post) {
	p.Text = r.html.read(str(v, "content"))
	if warning := str(v, "spoiler_text"); warning != "" {
		p.Text = strings.TrimSuffix(warning+"\n\n"+p.Text, "\n\n")
	}
	p.Language = str(v, "language")
	p.Links = append(p.Links, r.html.links...)
	p.Links = appendOnce(p.Links, str(v, "card", "url"))
	for _, tag := range v.GetArray("tags") {
		p.Hashtags = appendBare(p.Hashtags, str(tag, "name"), roleHashtag)
	}
	for _, m := range v.GetArray("mentions") {
		p.Mentions = appendBare(p.Mentions, first(str(m, "acct"), str(m, "username")), roleMention)
	}
	for _, m := range v.GetArray("media_attachments") {
		if media := first(str(m, "remote_url"), str(m, "url"), str(m, "preview_url"), r.scalar(m, "id")); media != "" {
			p.Media = append(p.Media, media)
		}
	}
}
