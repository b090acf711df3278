package post

import (
	"context"
	"io"
	"slices"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// youtubeTable reads the tables of YouTube Data Tools, comments of a video or
// a list of videos, and the comments as 4CAT writes them again. Inside quotes
// a backslash takes the next byte as it is.
type youtubeTable struct {
	*table
	clock clock
	// Columns; -1 where there is none. Those of a list of videos are other
	// names for the same.
	id, account, name, published, text, title, parent int
}

// youtubeComments and youtubeVideos are the columns that the two tables have.
var (
	youtubeComments = []string{"id", "authorName", "text", "publishedAt", "isReplyTo"}
	youtubeVideos   = []string{"videoId", "channelId", "channelTitle", "publishedAt", "videoTitle"}
)

func sniffYouTubeTable(head []byte) int {
	names := headerNames(head, delimiter(head))
	if hasColumns(names, youtubeComments) || hasColumns(names, youtubeVideos) {
		return 98
	}
	return 0
}

// hasColumns says whether a table has all of the wanted columns.
func hasColumns(names, wanted []string) bool {
	for _, w := range wanted {
		if !slices.Contains(names, w) {
			return false
		}
	}
	return true
}

func readYouTubeTable(ctx context.Context, in io.Reader, head []byte, opt source.Options, to source.Sink[Post]) error {
	t, err := openDialect(in, delimiter(head), true, to)
	if err != nil {
		return err
	}
	r := &youtubeTable{table: t, clock: clock{zone: opt.Zone}, title: -1, parent: -1}
	if hasColumns(t.names, youtubeComments) {
		r.id, r.account, r.name = t.column("id"), t.column("authorChannelId"), t.column("authorName")
		r.published, r.text, r.parent = t.column("publishedAt"), t.column("text"), t.column("isReplyTo")
	} else {
		for _, name := range youtubeVideos {
			if t.column(name) < 0 {
				return source.Refuse("no-column", "column", name)
			}
		}
		r.id, r.account, r.name = t.column("videoId"), t.column("channelId"), t.column("channelTitle")
		r.published, r.text, r.title = t.column("publishedAt"), t.column("videoDescription"), t.column("videoTitle")
	}
	t.row = r.fill
	return t.read(ctx)
}

func (r *youtubeTable) fill(fields [][]byte, p *Post) (string, lang.Message) {
	published := cellOf(fields, r.published)
	if published == "" {
		return "publishedAt", lang.M("field-empty", "field", "publishedAt")
	}
	var problem lang.Message
	if p.Time, problem = r.clock.read(published); problem.Key != "" {
		return "publishedAt", problem
	}
	p.Handle = handle(cellOf(fields, r.name))
	if p.Account = first(cellOf(fields, r.account), p.Handle); p.Account == "" {
		return r.names[r.name], lang.M("field-empty", "field", r.names[r.name])
	}
	p.Platform, p.ID, p.Act = "youtube", cellOf(fields, r.id), Original
	if p.ReplyTo = cellOf(fields, r.parent); p.ReplyTo != "" {
		p.Act = Reply
	}
	p.Text = cellOf(fields, r.text)
	if title := cellOf(fields, r.title); title != "" {
		p.Text = title
		if body := cellOf(fields, r.text); body != "" {
			p.Text = title + "\n" + body
		}
	}
	textObjects(p)
	return "", lang.Message{}
}
