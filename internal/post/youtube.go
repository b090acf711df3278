package post

import (
	"context"
	"slices"
	"strings"

	"github.com/valyala/fastjson"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// youtube reads comments as the YouTube Data API gives them: pages of
// commentThreads or of comments, or threads and comments one in each value. A
// thread holds a comment on a video and some of the replies to it; each of
// them is a record.
type youtube struct {
	feed
	clock clock
	html  markup
}

// sniffYouTube looks for JSON of the API, else for the columns of the tables
// that YouTube Data Tools writes.
func sniffYouTube(head []byte) int {
	if !jsonStart(head) {
		return sniffYouTubeTable(head)
	}
	if hasNames(head, "kind", "snippet") && hasName(head, "authorDisplayName") && hasName(head, "publishedAt") {
		return 96
	}
	return 0
}

func readYouTube(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Post]) error {
	head, whole, err := peek(in)
	if err != nil {
		return err
	}
	if !jsonStart(head) {
		return readYouTubeTable(ctx, whole, head, opt, to)
	}
	r := &youtube{feed: newFeed(whole, to)}
	r.parts, r.fill = youtubeParts, r.comment
	return r.run(ctx)
}

// youtubeParts takes pages and threads apart into comments.
func youtubeParts(raw []byte, to [][]byte) ([][]byte, bool) {
	items, page := listed(raw, nil, "items")
	if !page {
		return appendComments(to, raw)
	}
	for _, item := range items {
		thread := false
		if to, thread = appendComments(to, item); !thread {
			to = append(to, item)
		}
	}
	return to, true
}

// appendComments appends the comments of a thread, and says whether it is one.
func appendComments(to [][]byte, thread []byte) ([][]byte, bool) {
	found := false
	reach(thread, func(c []byte) {
		found = true
		to = append(to, c)
	}, "snippet", "topLevelComment")
	if !found {
		return to, false
	}
	to, _ = listed(thread, to, "replies", "comments")
	return to, true
}

// comment makes a post of a comment. It answers another comment, else the
// video that it stands under.
func (r *youtube) comment(v *fastjson.Value, p *Post) (string, lang.Message) {
	s := v.Get("snippet")
	if p.ID = str(v, "id"); p.ID == "" || s.Get("textDisplay") == nil && s.Get("textOriginal") == nil {
		return "", lang.M("not-a-post")
	}
	published := str(s, "publishedAt")
	if published == "" {
		return "snippet.publishedAt", lang.M("field-missing", "field", "snippet.publishedAt")
	}
	var problem lang.Message
	if p.Time, problem = r.clock.read(published); problem.Key != "" {
		return "snippet.publishedAt", problem
	}
	p.Platform = "youtube"
	p.Handle = handle(str(s, "authorDisplayName"))
	p.Account = first(str(s, "authorChannelId", "value"), channelOf(str(s, "authorChannelUrl")), p.Handle)
	if p.Account == "" {
		return "snippet.authorChannelId", lang.M("field-missing", "field", "snippet.authorChannelId")
	}
	p.Act = Original
	if p.ReplyTo = first(str(s, "parentId"), str(s, "videoId")); p.ReplyTo != "" {
		p.Act = Reply
	}
	p.Text = str(s, "textOriginal")
	if p.Text == "" {
		p.Text = r.shown(str(s, "textDisplay"), p)
	}
	textObjects(p)
	return "", lang.Message{}
}

// shown is a comment's text as the API shows it, which is HTML unless plain
// text was asked for. What the request was is not in the answer, so that the
// text itself has to show it.
func (r *youtube) shown(text string, p *Post) string {
	for _, mark := range [...]string{"<br", "<a ", "&amp;", "&quot;", "&#39;", "&lt;", "&gt;", "<b>", "<i>"} {
		if strings.Contains(text, mark) {
			text = r.html.read(text)
			p.Links = append(p.Links, r.html.links...)
			return text
		}
	}
	return text
}

// channelOf is the id in the address of a channel, "" where it has none.
func channelOf(address string) string {
	_, id, _ := strings.Cut(address, "/channel/")
	id, _, _ = strings.Cut(id, "/")
	return id
}

// textObjects takes links that are not there yet, hashtags and mentions from
// the text.
func textObjects(p *Post) {
	appendNewLinks(p)
	p.Hashtags = appendHashtags(p.Hashtags, p.Text)
	p.Mentions = appendMentions(p.Mentions, p.Text)
}

// appendNewLinks appends the links of the text that are not there yet, and
// not among except.
func appendNewLinks(p *Post, except ...string) {
	known := len(p.Links)
	p.Links = appendLinks(p.Links, p.Text)
	kept := p.Links[:known]
	for _, link := range p.Links[known:] {
		if !slices.Contains(p.Links[:known], link) && !slices.Contains(except, link) {
			kept = append(kept, link)
		}
	}
	p.Links = kept
}
