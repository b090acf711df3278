package post

import (
	"context"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// xIO reads the archive of information operations that Twitter published from
// 2018 to 2021, one row per tweet. Its times are in UTC, to the minute.
type xIO struct {
	*table
	clock, since clock
	ids          idColumns

	id, account, screenName, made, language, text, time, client int
	replyUser, reply, quoted, isRepost, reposted                int
	hashtags, links, mentions                                   int
}

// sniffXIO looks for the columns that the archive alone has.
func sniffXIO(head []byte) int {
	names := nameSet{}
	for _, n := range headerNames(head, ',') {
		names[n] = true
	}
	if names.all("tweetid", "userid", "tweet_text", "tweet_time") {
		return 98
	}
	return 0
}

func readXIO(ctx context.Context, in *source.Stream, _ source.Options, to source.Sink[Post]) error {
	t, err := openTable(in, ',', to)
	if err != nil {
		return err
	}
	r := &xIO{table: t, clock: newUTC(), since: newUTC()}
	for _, c := range []struct {
		at   *int
		need bool
		name string
	}{
		{&r.id, true, "tweetid"},
		{&r.account, true, "userid"},
		{&r.time, true, "tweet_time"},
		{&r.text, true, "tweet_text"},
		{&r.screenName, false, "user_screen_name"},
		{&r.made, false, "account_creation_date"},
		{&r.language, false, "tweet_language"},
		{&r.client, false, "tweet_client_name"},
		{&r.replyUser, false, "in_reply_to_userid"},
		{&r.reply, false, "in_reply_to_tweetid"},
		{&r.quoted, false, "quoted_tweet_tweetid"},
		{&r.isRepost, false, "is_retweet"},
		{&r.reposted, false, "retweet_tweetid"},
		{&r.hashtags, false, "hashtags"},
		{&r.links, false, "urls"},
		{&r.mentions, false, "user_mentions"},
	} {
		if *c.at = t.column(c.name); *c.at < 0 && c.need {
			return source.Refuse("no-column", "column", c.name)
		}
	}
	r.ids = newIDColumns(t, ',', r.id, r.account, r.replyUser, r.reply, r.quoted, r.reposted)
	t.row = r.tweet
	return r.read(ctx)
}

func (r *xIO) tweet(fields [][]byte, p *Post) (column string, problem lang.Message) {
	if p.Time, problem = r.clock.read(trimmed(fields[r.time])); problem.Key != "" {
		return "tweet_time", problem
	}
	name := r.cell(fields, r.screenName)
	if p.Account = r.ids.get(fields, r.account); p.Account == "" {
		p.Account = name
	}
	if p.Account == "" {
		return "userid", lang.M("field-empty", "field", "userid")
	}
	if name != p.Account { // of small accounts the name is the same hash as the id
		p.Handle = name
	}
	p.ID, p.Platform = r.ids.get(fields, r.id), "x"
	p.Text = alias(fields[r.text])
	p.Language, p.Client = r.cell(fields, r.language), r.cell(fields, r.client)
	p.Since = r.since.made(r.cell(fields, r.made))
	r.act(fields, p)
	r.objects(fields, p)
	return "", lang.Message{}
}

func (r *xIO) cell(fields [][]byte, column int) string {
	if column < 0 {
		return ""
	}
	return trimmed(fields[column])
}

// act takes what the tweet does. One that quotes and replies is a quote, with
// both ids.
func (r *xIO) act(fields [][]byte, p *Post) {
	p.Act = Original
	for _, c := range [2]int{r.replyUser, r.reply} {
		if cell := r.cell(fields, c); cell != "" && cell != "absent" {
			p.Act = Reply
			p.ReplyTo = first(r.ids.get(fields, c), p.ReplyTo)
		}
	}
	if cell := r.cell(fields, r.quoted); cell != "" && cell != "absent" {
		p.Act, p.RepostOf = Quote, r.ids.get(fields, r.quoted)
	}
	if isYes(r.cell(fields, r.isRepost)) {
		p.Act, p.RepostOf = Repost, r.ids.get(fields, r.reposted)
	}
}

// objects takes what the tweet shares: from its columns, else from its text.
func (r *xIO) objects(fields [][]byte, p *Post) {
	if r.links >= 0 {
		p.Links = splitCell(p.Links, r.cell(fields, r.links), roleLink)
	} else {
		p.Links = appendLinks(p.Links, p.Text)
	}
	if r.hashtags >= 0 {
		p.Hashtags = splitCell(p.Hashtags, r.cell(fields, r.hashtags), roleHashtag)
	} else {
		p.Hashtags = appendHashtags(p.Hashtags, p.Text)
	}
	if r.mentions >= 0 {
		p.Mentions = splitCell(p.Mentions, r.cell(fields, r.mentions), roleMention)
	} else {
		p.Mentions = appendMentions(p.Mentions, p.Text)
	}
}
