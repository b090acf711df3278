package post

import (
	"strings"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// cells are the values of one mapped record.
type cells interface {
	one(r role) string                 // "" where there is none
	many(r role, to []string) []string // appends the values of one that holds several
	note(column string)                // warns that the ids of a column were rounded
	warn(column string, problem lang.Message)
}

// filler makes posts of mapped records.
type filler struct {
	columns
	clock    clock
	platform string
	distrust [roles]bool // the column's ids were rounded
	mixed    bool        // it was said that some times state a zone and some do not
	exact    bool        // what is reposted and replied to is always an id, never yes or no
}

func newFiller(opt source.Options, c columns) (*filler, error) {
	f := &filler{columns: c, platform: opt.Platform, clock: clock{zone: opt.Zone}}
	if layout := opt.Map[timeFormat]; layout != "" {
		if err := f.clock.setLayout(layout); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// fill makes a post of a record, or says which column keeps it from being one.
func (f *filler) fill(c cells, p *Post) (column string, problem lang.Message) {
	when := c.one(roleTime)
	if when == "" {
		return f.columns[roleTime], lang.M("field-empty", "field", f.columns[roleTime])
	}
	p.Time, problem = f.clock.read(when)
	if f.clock.withZone && f.clock.withoutZone && !f.mixed {
		f.mixed = true
		c.warn(f.columns[roleTime], lang.M("zones-mixed", "field", f.columns[roleTime]))
	}
	if problem.Key != "" {
		return f.columns[roleTime], problem
	}
	p.Handle = handle(c.one(roleHandle))
	p.Account = handle(f.id(c, roleAccount))
	if p.Account == "" {
		p.Account = p.Handle
	}
	if p.Account == "" {
		return f.columns[roleAccount], lang.M("field-empty", "field", f.columns[roleAccount])
	}
	p.ID = f.id(c, roleID)
	p.Text = c.one(roleText)
	p.Language = c.one(roleLanguage)
	p.Client = c.one(roleClient)
	p.Platform = f.platform
	if name := c.one(rolePlatform); name != "" {
		p.Platform = strings.ToLower(name)
	}
	f.act(c, p)
	f.objects(c, p)
	return "", lang.Message{}
}

// id is the id in a column, "" where it was rounded.
func (f *filler) id(c cells, r role) string {
	s := c.one(r)
	if s != "" && (f.distrust[r] || rounded(s)) {
		c.note(f.columns[r])
		return ""
	}
	return s
}

// act says what the post does by the ids, or yes and no, of what it reposts
// and replies to.
func (f *filler) act(c cells, p *Post) {
	p.Act = Original
	if id, yes := f.reference(f.id(c, roleReply)); yes {
		p.Act, p.ReplyTo = Reply, id
	}
	if id, yes := f.reference(f.id(c, roleRepost)); yes {
		p.Act, p.RepostOf = Repost, id
	}
}

// reference reads the cell of a repost or reply: an id, or yes or no.
func (f *filler) reference(s string) (id string, yes bool) {
	if f.exact {
		return s, s != ""
	}
	switch strings.ToLower(s) {
	case "", "0", "no", "false", "none", "null", "nan", "na":
		return "", false
	case "1", "yes", "true", "si", "sí":
		return "", true
	}
	return s, true
}

// objects takes what the post shares from its columns, else from its text.
func (f *filler) objects(c cells, p *Post) {
	p.Objects = c.many(roleObject, p.Objects)
	p.Media = c.many(roleMedia, p.Media)
	if f.columns[roleLink] != "" {
		p.Links = c.many(roleLink, p.Links)
	} else {
		p.Links = appendLinks(p.Links, p.Text)
	}
	if f.columns[roleHashtag] != "" {
		p.Hashtags = c.many(roleHashtag, p.Hashtags)
	} else {
		p.Hashtags = appendHashtags(p.Hashtags, p.Text)
	}
	if f.columns[roleMention] != "" {
		p.Mentions = c.many(roleMention, p.Mentions)
	} else {
		p.Mentions = appendMentions(p.Mentions, p.Text)
	}
}

// bare is a value as a post keeps it: a hashtag without #, a handle without @.
func bare(s string, r role) string {
	switch r {
	case roleHashtag:
		return strings.TrimPrefix(s, "#")
	case roleMention:
		return handle(s)
	}
	return s
}
