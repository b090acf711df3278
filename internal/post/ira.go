package post

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// ira reads the tweets of the Internet Research Agency that FiveThirtyEight
// and Clemson University released in 2018, in the layout of the release
// (author, tweet_id, …; "10/1/2017 19:58") and in the layout by author
// (author_id, …; "2016-08-16 11:47:00"). Both are in UTC.
type ira struct {
	*table
	clock                                               clock
	author, content, language, published, kind, retweet int
	external, id                                        int
	links                                               []int // tco1_step1, tco2_step1, tco3_step1
	distrust                                            bool  // the column of ids was rounded
}

// sniffIRA looks for the columns that the release alone has.
func sniffIRA(head []byte) int {
	names := headerNames(head, ',')
	for _, want := range []string{"content", "language", "publish_date", "harvested_date", "post_type", "retweet"} {
		if !slices.Contains(names, want) {
			return 0
		}
	}
	if slices.Contains(names, "author") || slices.Contains(names, "author_id") {
		return 98
	}
	return 0
}

func readIRA(ctx context.Context, in *source.Stream, _ source.Options, to source.Sink[Post]) error {
	t, err := openTable(in, ',', to)
	if err != nil {
		return err
	}
	r := &ira{table: t, clock: clock{zone: time.UTC, us: true}}
	if err := r.bind(); err != nil {
		return err
	}
	t.row, t.short, t.cut.whole = r.row, statistics, true
	return r.read(ctx)
}

// bind finds the columns.
func (r *ira) bind() error {
	for _, c := range []struct {
		at    *int
		need  bool
		names []string
	}{
		{&r.author, true, []string{"author", "author_id"}},
		{&r.content, true, []string{"content"}},
		{&r.published, true, []string{"publish_date"}},
		{&r.language, false, []string{"language"}},
		{&r.kind, false, []string{"post_type"}},
		{&r.retweet, false, []string{"retweet"}},
		{&r.external, false, []string{"external_author_id"}},
		{&r.id, false, []string{"tweet_id"}},
	} {
		if *c.at = r.column(c.names...); *c.at < 0 && c.need {
			return fmt.Errorf("it has no column %s", strings.Join(c.names, " or "))
		}
	}
	for _, name := range []string{"tco1_step1", "tco2_step1", "tco3_step1"} {
		if i := r.column(name); i >= 0 {
			r.links = append(r.links, i)
		}
	}
	r.distrust = r.id >= 0 && roundedColumn(r.head, ',', r.id)
	return nil
}

func (r *ira) row(fields [][]byte, p *Post) (string, lang.Message) {
	var problem lang.Message
	if p.Time, problem = r.clock.read(trimmed(fields[r.published])); problem.Key != "" {
		return r.names[r.published], problem
	}
	p.Account = trimmed(fields[r.author])
	if p.Account == "" {
		return r.names[r.author], lang.M("field-empty", "field", r.names[r.author])
	}
	p.Handle = p.Account
	p.Platform = "x"
	p.Text = alias(fields[r.content])
	if r.language >= 0 {
		p.Language = trimmed(fields[r.language])
	}
	p.Act = r.act(fields)
	r.ids(fields, p)
	for _, i := range r.links {
		if link := trimmed(fields[i]); link != "" {
			p.Links = append(p.Links, link)
		}
	}
	if len(p.Links) == 0 {
		p.Links = appendLinks(p.Links, p.Text)
	}
	p.Hashtags = appendHashtags(p.Hashtags, p.Text)
	p.Mentions = appendMentions(p.Mentions, p.Text)
	return "", lang.Message{}
}

// act reads post_type (R, RETWEET, Q, QUOTE_TWEET) and, where it is empty,
// retweet (0, 1).
func (r *ira) act(fields [][]byte) Act {
	kind := ""
	if r.kind >= 0 {
		kind = trimmed(fields[r.kind])
	}
	switch {
	case kind == "Q" || kind == "QUOTE_TWEET":
		return Quote
	case kind == "R" || kind == "RETWEET":
		return Repost
	case kind == "" && r.retweet >= 0 && trimmed(fields[r.retweet]) == "1":
		return Repost
	}
	return Original
}

// ids takes the tweet's id unless it was rounded. The author's number was, in
// the release itself, and is no key.
func (r *ira) ids(fields [][]byte, p *Post) {
	if r.external >= 0 && rounded(trimmed(fields[r.external])) {
		r.note("external_author_id")
	}
	if r.id < 0 {
		return
	}
	switch id := trimmed(fields[r.id]); {
	case r.distrust || rounded(id):
		r.note("tweet_id")
	default:
		p.ID = id
	}
}

// statistics recognises the rows that archived files of the layout by author
// have for each author: a name, a count, two dates, "0".
func statistics(fields [][]byte) (lang.Message, bool) {
	if len(fields) < 5 || !allDigits(trimmed(fields[1])) || !bytes.Equal(bytes.TrimSpace(fields[4]), []byte("0")) {
		return lang.Message{}, false
	}
	if !dated(trimmed(fields[2])) || !dated(trimmed(fields[3])) {
		return lang.Message{}, false
	}
	return lang.M("statistics-row"), true
}

// dated says whether s begins with a date.
func dated(s string) bool {
	if len(s) < 8 || len(s) > 32 {
		return false
	}
	day, _, _ := strings.Cut(s, " ")
	if t, ok := parseUS(day + " 0:00"); ok {
		return t.possible()
	}
	t, ok := parseISO(day + " 00:00")
	return ok && t.possible()
}
