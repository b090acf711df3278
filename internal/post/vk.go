package post

import (
	"context"
	"strings"

	"github.com/valyala/fastjson"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// vk reads posts and comments as the API of VK gives them: answers of
// wall.get, wall.getById, wall.getComments, newsfeed.search and newsfeed.get
// with or without their outermost "response", or one item in each value, as
// 4CAT writes them.
type vk struct {
	feed
	names  map[string]string // of the page: id → screen name
	nested int               // replies inside comments, which are not read
}

func sniffVK(head []byte) int {
	object := firstObject(head)
	if object == nil {
		return 0
	}
	if inner := within(object, "response"); inner != nil {
		object = inner
	}
	if list := within(object, "items"); list != nil {
		object = list
	}
	names := topNames(object)
	switch {
	case !names.all("date", "text"):
		return 0
	case names.all("from_id", "owner_id") && names.any("post_type", "attachments", "copy_history", "post_source", "likes", "post_id"):
		return 95
	case names.all("source_id", "post_id", "type"):
		return 95
	}
	return 0
}

func readVK(ctx context.Context, in *source.Stream, _ source.Options, to source.Sink[Post]) error {
	r := &vk{feed: newFeed(in, to), names: map[string]string{}}
	r.parts, r.fill = r.items, r.item
	if err := r.run(ctx); err != nil {
		return err
	}
	if r.nested == 0 {
		return nil
	}
	return to.Issue(source.Issue{Where: source.Where{Line: 1}, Column: "thread", Problem: lang.M("nested-replies", "n", r.nested)})
}

// items takes an answer apart, and notes who its profiles and groups are.
func (r *vk) items(raw []byte, to [][]byte) ([][]byte, bool) {
	clear(r.names)
	page := false
	take := func(answer []byte) {
		found := false
		if to, found = listed(answer, to, "items"); found {
			page = true
		}
		r.people(answer, "profiles", "")
		r.people(answer, "groups", "-") // a group's id is negative where it posts
	}
	take(raw)
	reach(raw, take, "response")
	if list, ok := listed(raw, nil, "response"); ok { // wall.getById before version 5.139
		to, page = append(to, list...), true
	}
	return to, page
}

func (r *vk) people(answer []byte, list, sign string) {
	people, _ := listed(answer, nil, list)
	for _, one := range people {
		id, name := "", []byte(nil)
		for m := range source.Members(one) {
			switch string(m.Name) {
			case "id":
				id = sign + string(m.Value)
			case "screen_name":
				name = plainString(m.Value)
			}
		}
		if id != "" && name != nil {
			r.names[id] = string(name)
		}
	}
}

// item makes a post of a post or comment.
func (r *vk) item(v *fastjson.Value, p *Post) (string, lang.Message) {
	owner := first(r.scalar(v, "owner_id"), r.scalar(v, "source_id"))
	number := first(r.scalar(v, "id"), r.scalar(v, "post_id"))
	if number == "" || v.Get("text") == nil {
		return "", lang.M("not-a-post")
	}
	at := r.scalar(v, "date")
	if at == "" {
		return "date", lang.M("field-missing", "field", "date")
	}
	var problem lang.Message
	if p.Time, problem = epoch(at); problem.Key != "" {
		return "date", problem
	}
	if p.Account = first(r.scalar(v, "from_id"), owner); p.Account == "" {
		return "from_id", lang.M("field-missing", "field", "from_id")
	}
	p.Platform = "vk"
	p.Handle = first(str(v, "author_profile", "screen_name"), r.names[p.Account])
	p.ID = r.wallID(owner, number)
	p.Client = first(str(v, "post_source", "platform"), str(v, "post_source", "type"))
	p.Text = str(v, "text")
	if v.Get("4cat_item_type") == nil { // 4CAT gives nested replies by themselves
		r.nested += len(v.GetArray("thread", "items"))
	}
	r.act(v, owner, p)
	return "", lang.Message{}
}

// wallID is the id of a post or comment among those of all walls: they are
// numbered within the wall.
func (r *vk) wallID(owner, number string) string {
	if owner == "" {
		return number
	}
	return r.join(owner, "_", number)
}

// act reads what the item shares or answers. A post that is shared without a
// word of one's own has the text of the one shared.
func (r *vk) act(v *fastjson.Value, owner string, p *Post) {
	p.Act = Original
	if to := first(r.scalar(v, "reply_to_comment"), r.scalar(v, "reply_post_id"), r.replied(v)); to != "" {
		p.Act, p.ReplyTo = Reply, r.wallID(first(r.scalar(v, "reply_owner_id"), owner), to)
	}
	r.attachments(v, p)
	if history := v.GetArray("copy_history"); len(history) > 0 {
		original := history[len(history)-1]
		p.Act = Repost
		if number := r.scalar(original, "id"); number != "" {
			p.RepostOf = r.wallID(r.scalar(original, "owner_id"), number)
		}
		if p.Text == "" {
			p.Text = str(original, "text")
		} else {
			p.Act = Quote
		}
		r.attachments(original, p)
	}
	textObjects(p)
	appendMarked(p)
}

// replied is the post that a comment stands under. A post carries no post_id
// but in a news feed, where it is its own.
func (r *vk) replied(v *fastjson.Value) string {
	if v.Get("id") == nil {
		return ""
	}
	return r.scalar(v, "post_id")
}

// attachments takes links, and the ids of photos, videos and documents.
func (r *vk) attachments(v *fastjson.Value, p *Post) {
	for _, a := range v.GetArray("attachments") {
		kind := str(a, "type")
		thing := a.Get(kind)
		switch kind {
		case "link":
			p.Links = appendOnce(p.Links, str(thing, "url"))
		case "photo", "video", "doc", "audio":
			if id := r.scalar(thing, "id"); id != "" {
				p.Media = append(p.Media, r.join(kind, r.wallID(r.scalar(thing, "owner_id"), id)))
			}
		}
	}
}

// appendMarked appends those whom the text names as VK marks it:
// [id12|a name], [club34|a name].
func appendMarked(p *Post) {
	for rest := p.Text; ; {
		_, after, ok := strings.Cut(rest, "[")
		if !ok {
			return
		}
		rest = after
		who, _, ok := strings.Cut(after[:min(len(after), 64)], "|")
		for _, kind := range [...]string{"id", "club", "public"} {
			if number, found := strings.CutPrefix(who, kind); ok && found && allDigits(number) {
				p.Mentions = append(p.Mentions, who)
			}
		}
	}
}
