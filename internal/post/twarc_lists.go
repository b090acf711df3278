package post

import (
	"strings"

	"github.com/valyala/fastjson"
)

// act takes what the tweet refers to: from columns of their own, in tables of
// the first versions from one list. A tweet that quotes and replies is a
// quote, with both ids.
func (r *twarc) act(p *Post) {
	reposted, quoted, replied := r.idIn(r.reposted), r.idIn(r.quoted), r.idIn(r.replied)
	for _, ref := range r.list(listRefs, r.refs) {
		id := str(ref, "id")
		switch str(ref, "type") {
		case "retweeted":
			reposted = id
		case "quoted":
			quoted = id
		case "replied_to":
			replied = id
		}
	}
	p.Act, p.ReplyTo = Original, first(replied, r.idIn(r.replyUser))
	if p.ReplyTo != "" {
		p.Act = Reply
	}
	if quoted != "" {
		p.Act, p.RepostOf = Quote, quoted
	}
	if reposted != "" {
		p.Act, p.RepostOf = Repost, reposted
	}
}

// Columns whose cells hold lists: each has a parser of its own, so that what
// was read of one stays as it is while the next is read.
const (
	listRefs = iota
	listLinks
	listHashtags
	listMentions
	listMedia
	twarcLists // how many there are
)

// list is the list that a cell holds as JSON, nil where it holds none. It is
// valid until the same list of the next row is read.
func (r *twarc) list(which, column int) []*fastjson.Value {
	if column < 0 {
		return nil
	}
	cell := trimmed(r.row[column])
	if len(cell) < 3 || cell[0] != '[' {
		return nil
	}
	v, err := r.lists[which].Parse(cell)
	if err != nil {
		return nil
	}
	return v.GetArray()
}

// objects takes what the tweet shares. The cells hold what twarc-csv made of
// X's entities (addresses, #tags, @names), or with an option, and in the
// first versions, the entities themselves.
func (r *twarc) objects(p *Post) {
	own := []string{p.ID, p.RepostOf}
	p.Links = r.values(p.Links, listLinks, r.links, func(u *fastjson.Value) string {
		if s := str(u); s != "" && !strings.HasPrefix(s, "http") {
			return "" // "pic.twitter.com/…", of a picture of the tweet's own
		}
		if s := str(u); s != "" {
			return outward(s, own)
		}
		return linkOf(u, own...)
	})
	p.Hashtags = r.values(p.Hashtags, listHashtags, r.hashtags, func(h *fastjson.Value) string {
		return first(bare(str(h), roleHashtag), str(h, "tag"))
	})
	p.Mentions = r.values(p.Mentions, listMentions, r.mentions, func(m *fastjson.Value) string {
		return first(bare(str(m), roleMention), str(m, "username"))
	})
	p.Media = r.values(p.Media, listMedia, r.media, func(m *fastjson.Value) string {
		return first(str(m, "url"), str(m, "preview_image_url"), str(m, "media_key"))
	})
	if len(p.Media) == 0 {
		p.Media = r.values(p.Media, listMedia, r.mediaKeys, func(k *fastjson.Value) string { return str(k) })
	}
	r.fromText(p)
}

// values appends what read finds in each element of a cell's list.
func (r *twarc) values(to []string, which, column int, read func(*fastjson.Value) string) []string {
	for _, v := range r.list(which, column) {
		to = appendFull(to, read(v))
	}
	return to
}

// fromText takes from the text what a table has no columns for.
func (r *twarc) fromText(p *Post) {
	if r.links < 0 {
		p.Links = appendLinks(p.Links, p.Text)
	}
	if r.hashtags < 0 {
		p.Hashtags = appendHashtags(p.Hashtags, p.Text)
	}
	if r.mentions < 0 {
		p.Mentions = appendMentions(p.Mentions, p.Text)
	}
}
