package post

import (
	"context"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// metaLibrary reads the tables that Meta's Content Library exports: posts of
// Facebook and Instagram. Its times are UTC.
type metaLibrary struct {
	*table
	clock clock
	opt   source.Options
	// Columns, -1 where there is none.
	id, owner, handle, name, created, text, language, link, media, tags, shared, address int
	distrust                                                                             [3]bool // id, owner, shared: the column was rounded
}

func sniffMetaLibrary(head []byte) int {
	if hasColumns(headerNames(head, delimiter(head)), []string{"id", "post_owner.id", "creation_time"}) {
		return 98
	}
	return 0
}

func readMetaLibrary(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Post]) error {
	t, err := openTable(in, 0, to)
	if err != nil {
		return err
	}
	r := &metaLibrary{table: t, clock: clock{zone: time.UTC}, opt: opt}
	for _, c := range []struct {
		at   *int
		need bool
		name string
	}{
		{&r.id, true, "id"},
		{&r.owner, true, "post_owner.id"},
		{&r.handle, false, "post_owner.username"},
		{&r.name, false, "post_owner.name"},
		{&r.created, true, "creation_time"},
		{&r.text, false, "text"},
		{&r.language, false, "lang"},
		{&r.link, false, "link_attachment.link"},
		{&r.media, false, "multimedia"},
		{&r.tags, false, "hashtags"},
		{&r.shared, false, "shared_post_id"},
		{&r.address, false, "mcl_url"},
	} {
		if *c.at = t.column(c.name); *c.at < 0 && c.need {
			return source.Refuse("no-column", "column", c.name)
		}
	}
	for i, column := range [3]int{r.id, r.owner, r.shared} {
		r.distrust[i] = column >= 0 && roundedColumn(r.head, delimiter(r.head), column)
	}
	t.row = r.row
	return t.read(ctx)
}

// cellOf is a cell of a row, trimmed, "" where the table lacks the column.
func cellOf(fields [][]byte, column int) string {
	if column < 0 {
		return ""
	}
	return trimmed(fields[column])
}

// key is the id in a column, "" where it was rounded.
func (r *metaLibrary) key(fields [][]byte, column int, distrust bool) string {
	s := cellOf(fields, column)
	if s != "" && (distrust || rounded(s)) {
		r.note(r.names[column])
		return ""
	}
	return s
}

func (r *metaLibrary) row(fields [][]byte, p *Post) (string, lang.Message) {
	created := cellOf(fields, r.created)
	if created == "" {
		return "creation_time", lang.M("field-empty", "field", "creation_time")
	}
	var problem lang.Message
	if p.Time, problem = r.clock.read(created); problem.Key != "" {
		return "creation_time", problem
	}
	p.Handle = handle(first(cellOf(fields, r.handle), cellOf(fields, r.name)))
	if p.Account = first(r.key(fields, r.owner, r.distrust[1]), p.Handle); p.Account == "" {
		return "post_owner.id", lang.M("field-empty", "field", "post_owner.id")
	}
	p.ID = r.key(fields, r.id, r.distrust[0])
	p.Text = cellOf(fields, r.text)
	p.Language = cellOf(fields, r.language)
	p.Platform = r.platform(fields)
	p.Act = Original
	if shared := cellOf(fields, r.shared); shared != "" {
		p.Act, p.RepostOf = Repost, r.key(fields, r.shared, r.distrust[2])
		if p.Text != "" {
			p.Act = Quote
		}
	}
	r.objects(fields, p)
	return "", lang.Message{}
}

// platform is named in the address within the library; else a table with
// posts that share others is of Facebook, for Instagram has no such posts.
func (r *metaLibrary) platform(fields [][]byte) string {
	address := cellOf(fields, r.address)
	switch {
	case strings.Contains(address, "/instagram/"):
		return "instagram"
	case strings.Contains(address, "/facebook/") || r.shared >= 0 || r.column("surface.id") >= 0:
		return "facebook"
	}
	return r.opt.Platform
}

func (r *metaLibrary) objects(fields [][]byte, p *Post) {
	p.Links = appendOnce(p.Links, cellOf(fields, r.link))
	appendNewLinks(p)
	if r.tags >= 0 {
		p.Hashtags = splitCell(p.Hashtags, cellOf(fields, r.tags), roleHashtag)
	} else {
		p.Hashtags = appendHashtags(p.Hashtags, p.Text)
	}
	p.Mentions = appendMentions(p.Mentions, p.Text)
	p.Media = appendIDs(p.Media, cellOf(fields, r.media))
}

// appendIDs appends the ids of a list of objects as JSON or Python writes it:
// [{"id": "12", "type": "photo"}], [{'id': 12, …}].
func appendIDs(to []string, cell string) []string {
	for _, quote := range [...]string{`"`, `'`} {
		rest := cell
		for {
			_, after, found := strings.Cut(rest, quote+"id"+quote)
			if !found {
				break
			}
			rest = after
			after = strings.TrimLeft(after, " \t:")
			after = strings.TrimLeft(after, `"'`)
			if n := leading(after); n > 0 {
				to = append(to, after[:n])
			}
		}
	}
	return to
}
