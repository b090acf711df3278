package post

import (
	"github.com/valyala/fastjson"

	"github.com/unveil-project/unveil/internal/lang"
)

// video makes a post of a TikTok video as its pages hold it, in the answers
// of its interface (author is an object) or inside the page (author is a
// handle).
func (r *captured) video(v *fastjson.Value, p *Post) (column string, problem lang.Message) {
	p.ID = r.id(v, "id")
	if p.ID == "" || v.Get("desc") == nil {
		return "", lang.M("not-a-post")
	}
	if rounded(p.ID) {
		return "id", lang.M("rounded-id", "field", "id")
	}
	created := r.id(v, "createTime")
	if created == "" {
		return "createTime", lang.M("field-missing", "field", "createTime")
	}
	if p.Time, problem = r.clock.read(created); problem.Key != "" {
		return "createTime", problem
	}
	author := v.Get("author")
	p.Handle = first(str(author, "uniqueId"), str(author))
	p.Account = first(r.id(author, "id"), r.id(v, "authorId"), p.Handle)
	if p.Account == "" {
		return "author", lang.M("field-missing", "field", "author")
	}
	p.Platform, p.Act = "tiktok", Original
	p.Text = str(v, "desc")
	p.Language = str(v, "textLanguage")
	if of := r.id(v.Get("duetInfo"), "duetFromId"); of != "" && of != "0" {
		p.Act, p.RepostOf = Quote, of
	}
	r.sound(v, p)
	r.tags(v, p)
	return "", lang.Message{}
}

// sound takes the music of a video, which many videos share, as media. A
// number of music is told from other media by what stands before it.
func (r *captured) sound(v *fastjson.Value, p *Post) {
	id := r.id(v.Get("music"), "id")
	if id == "" {
		return
	}
	begin := len(r.digits)
	r.digits = append(append(r.digits, musicPrefix...), id...)
	p.Media = append(p.Media, alias(r.digits[begin:]))
}

// musicPrefix stands before the id of a piece of music among the media.
const musicPrefix = "music:"

// tags takes hashtags and mentions: as TikTok found them in the text, the
// hashtags else from its challenges.
func (r *captured) tags(v *fastjson.Value, p *Post) {
	for _, e := range v.GetArray("textExtra") {
		p.Hashtags = appendFull(p.Hashtags, str(e, "hashtagName"))
		p.Mentions = appendFull(p.Mentions, str(e, "userUniqueId"))
	}
	if len(p.Hashtags) == 0 {
		for _, c := range v.GetArray("challenges") {
			p.Hashtags = appendFull(p.Hashtags, str(c, "title"))
		}
	}
	if v.Get("textExtra") == nil {
		p.Mentions = appendMentions(p.Mentions, p.Text)
		if len(p.Hashtags) == 0 {
			p.Hashtags = appendHashtags(p.Hashtags, p.Text)
		}
	}
	p.Links = appendLinks(p.Links, p.Text)
}
