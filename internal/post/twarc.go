package post

import (
	"context"
	"strings"

	"github.com/valyala/fastjson"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// twarc reads the tables that twarc-csv makes of answers of X's API v2: one
// row per tweet, names with dots for members inside members, JSON in the
// cells of lists.
type twarc struct {
	*table
	clock, since clock
	ids          idColumns
	strings      fastjson.Parser
	lists        [twarcLists]fastjson.Parser // by the column's place among those with lists
	row          [][]byte                    // the current one
	unescaped    []byte                      // text of the current row

	id, account, authorID, username, made, created, text, note, language, client int
	replyUser, reposted, quoted, replied, refs                                   int
	links, hashtags, mentions, media, mediaKeys                                  int
}

// sniffTwarc looks for names with dots that only a flattened tweet has.
func sniffTwarc(head []byte) int {
	names := nameSet{}
	for _, n := range headerNames(head, ',') {
		names[n] = true
	}
	refs := names.any("referenced_tweets", "referenced_tweets.retweeted.id", "referenced_tweets.replied_to.id", "conversation_id")
	if names.all("id", "text", "created_at", "author.username") && names.any("author_id", "author.id") && refs {
		return 98
	}
	return 0
}

func readTwarc(ctx context.Context, in *source.Stream, _ source.Options, to source.Sink[Post]) error {
	t, err := openTable(in, ',', to)
	if err != nil {
		return err
	}
	r := &twarc{table: t, clock: newUTC(), since: newUTC()}
	for _, c := range r.columns() {
		if *c.at = t.column(c.name); *c.at < 0 && c.need {
			return source.Refuse("no-column", "column", c.name)
		}
	}
	if r.account < 0 && r.authorID < 0 {
		return source.Refuse("no-column", "column", "author_id")
	}
	r.ids = newIDColumns(t, ',', r.id, r.account, r.authorID, r.replyUser, r.reposted, r.quoted, r.replied)
	t.row = r.tweet
	return r.read(ctx)
}

// twarcColumn is a column and where its place is kept.
type twarcColumn struct {
	at   *int
	need bool
	name string
}

func (r *twarc) columns() []twarcColumn {
	return []twarcColumn{
		{&r.id, true, "id"},
		{&r.created, true, "created_at"},
		{&r.text, true, "text"},
		{&r.account, false, "author_id"},
		{&r.authorID, false, "author.id"},
		{&r.username, false, "author.username"},
		{&r.made, false, "author.created_at"},
		{&r.note, false, "note_tweet.text"},
		{&r.language, false, "lang"},
		{&r.client, false, "source"},
		{&r.replyUser, false, "in_reply_to_user_id"},
		{&r.reposted, false, "referenced_tweets.retweeted.id"},
		{&r.quoted, false, "referenced_tweets.quoted.id"},
		{&r.replied, false, "referenced_tweets.replied_to.id"},
		{&r.refs, false, "referenced_tweets"},
		{&r.links, false, "entities.urls"},
		{&r.hashtags, false, "entities.hashtags"},
		{&r.mentions, false, "entities.mentions"},
		{&r.media, false, "attachments.media"},
		{&r.mediaKeys, false, "attachments.media_keys"},
	}
}

func (r *twarc) tweet(fields [][]byte, p *Post) (column string, problem lang.Message) {
	r.row = fields
	created := r.cell(r.created)
	if created == "" {
		return "created_at", lang.M("field-empty", "field", "created_at")
	}
	if p.Time, problem = r.clock.read(created); problem.Key != "" {
		return "created_at", problem
	}
	p.Handle = r.cell(r.username)
	p.Account = first(r.idIn(r.account), r.idIn(r.authorID), p.Handle)
	if p.Account == "" {
		return "author_id", lang.M("field-empty", "field", "author_id")
	}
	p.ID, p.Platform = r.idIn(r.id), "x"
	p.Since = r.since.made(r.cell(r.made))
	p.Language, p.Client = r.cell(r.language), r.cell(r.client)
	p.Text = written(r.words(first(r.cell(r.note), r.cell(r.text))))
	r.act(p)
	r.objects(p)
	return "", lang.Message{}
}

// cell is the value of a column. With an option twarc-csv writes every value
// as JSON: a string then stands in quotes of its own.
func (r *twarc) cell(column int) string {
	if column < 0 {
		return ""
	}
	s := trimmed(r.row[column])
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return s
	}
	v, err := r.strings.Parse(s)
	if err != nil || v.Type() != fastjson.TypeString {
		return s
	}
	return strings.Clone(alias(v.GetStringBytes())) // the next cell reuses the parser
}

// idIn is the id in a column, "" where there is none or it was rounded.
func (r *twarc) idIn(column int) string {
	if column >= 0 && len(r.row[column]) > 0 && r.row[column][0] == '"' {
		return r.cell(column)
	}
	return r.ids.get(r.row, column)
}

// words is a text with its line ends: twarc-csv writes them as \n.
func (r *twarc) words(s string) string {
	if !strings.Contains(s, `\n`) {
		return s
	}
	begin := r.unescaped[:0]
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && s[i+1] == 'n' {
			begin = append(begin, '\n')
			i++
			continue
		}
		begin = append(begin, s[i])
	}
	r.unescaped = begin
	return alias(begin)
}
