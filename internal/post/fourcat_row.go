package post

import (
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// fourCATColumn is what a column of 4CAT holds.
type fourCATColumn int

const (
	fcID fourCATColumn = iota
	fcThread
	fcAuthorID
	fcAuthor
	fcHandle
	fcUnix
	fcTime
	fcBody
	fcHashtags
	fcLinks
	fcAttached
	fcImages
	fcVideos
	fcMusic
	fcMentions
	fcIsRepost
	fcForwarded
	fcIsQuote
	fcQuoted
	fcIsDuet
	fcIsReply
	fcReplyTo
	fcLanguage
	fcClient
	fcSince
	fourCATColumns // how many there are
)

// fourCATNames are the names of each column in the data sources twitterv2,
// twitter-import, telegram, bsky, tiktok and truth, the most telling first.
var fourCATNames = [fourCATColumns][]string{
	fcID:        {"id"},
	fcThread:    {"thread_id"},
	fcAuthorID:  {"author_id", "account_id"},
	fcAuthor:    {"author", "account_username"},
	fcHandle:    {"author_username"},
	fcUnix:      {"unix_timestamp"},
	fcTime:      {"timestamp", "created_at"},
	fcBody:      {"body"},
	fcHashtags:  {"hashtags", "tags"},
	fcLinks:     {"urls", "links"},
	fcAttached:  {"link_attached"},
	fcImages:    {"images", "media_url"},
	fcVideos:    {"videos"},
	fcMusic:     {"music_id"},
	fcMentions:  {"mentions", "entities_mentioned"},
	fcIsRepost:  {"is_retweet"},
	fcForwarded: {"author_forwarded_from_id", "author_forwarded_from_username", "author_forwarded_from_name"},
	fcIsQuote:   {"is_quote_tweet"},
	fcQuoted:    {"quote_tweet_id", "quoted_post"},
	fcIsDuet:    {"is_duet"},
	fcIsReply:   {"is_reply"},
	fcReplyTo:   {"reply_to", "replied_to_post", "replied_author", "replied_user"},
	fcLanguage:  {"language_guess", "languages"},
	fcClient:    {"source"},
	fcSince:     {"author_created_at"},
}

// fourCATRow makes posts of rows in 4CAT's columns.
type fourCATRow struct {
	clock, since clock
	platform     string
	get          func(c fourCATColumn) string // of the current row, "" where there is none
	has          func(name string) bool       // whether there is a column of this name
	scratch      []byte                       // of an id
	sound        []byte

	html markup
	// What the columns say of every row.
	network                   string
	sayReply, quoteLinks      bool // there is a column is_reply, quoted_post
	tagged, linked, mentioned bool // there are columns of hashtags, links, mentions
}

func newFourCATRow(opt source.Options, get func(fourCATColumn) string, has func(string) bool) *fourCATRow {
	return &fourCATRow{clock: newUTC(), since: newUTC(), platform: opt.Platform, get: get, has: has}
}

// newUTC is a clock of times in UTC.
func newUTC() clock { return clock{zone: time.UTC} }

// settle looks at which columns there are.
func (r *fourCATRow) settle() {
	one := func(names []string) bool {
		for _, n := range names {
			if r.has(n) {
				return true
			}
		}
		return false
	}
	r.network = r.platformOf()
	r.sayReply, r.quoteLinks = r.has("is_reply"), r.has("quoted_post")
	r.tagged, r.linked, r.mentioned = one(fourCATNames[fcHashtags]), one(fourCATNames[fcLinks]), one(fourCATNames[fcMentions])
}

// platformOf is the platform that the columns are of: each data source has
// some that no other has.
func (r *fourCATRow) platformOf() string {
	switch {
	case r.has("is_retweet") || r.has("retweeted_user"):
		return "x"
	case r.has("tiktok_url") || r.has("music_id"):
		return "tiktok"
	case r.has("author_is_bot") || r.has("author_forwarded_from_name"):
		return "telegram"
	case r.has("replies_allowed") || r.has("replied_to_post"):
		return "bluesky"
	case r.has("account_username") && r.has("reblogs_count"):
		return "truthsocial"
	}
	return r.platform
}

// fill makes a post of the current row, or says which column keeps it from
// being one.
func (r *fourCATRow) fill(p *Post) (column string, problem lang.Message) {
	when, column := r.get(fcUnix), "unix_timestamp"
	if when == "" {
		when, column = r.get(fcTime), "timestamp"
	}
	if when == "" {
		return column, lang.M("field-empty", "field", column)
	}
	if p.Time, problem = r.clock.read(when); problem.Key != "" {
		return column, problem
	}
	author := handle(r.get(fcAuthor))
	p.Account, p.Handle = r.get(fcAuthorID), handle(r.get(fcHandle))
	if p.Handle == "" && p.Account != "" {
		p.Handle = author
	}
	if p.Account == "" || rounded(p.Account) {
		p.Account = first(author, p.Handle)
	}
	if p.Account == "" {
		return "author", lang.M("field-empty", "field", "author")
	}
	if p.ID = r.get(fcID); rounded(p.ID) {
		return "id", lang.M("rounded-id", "field", "id")
	}
	p.Platform = r.network
	p.Text, p.Language, p.Since = r.body(), r.get(fcLanguage), r.since.made(r.get(fcSince))
	if p.Platform == "x" {
		p.Client = r.get(fcClient)
	}
	r.act(p)
	r.objects(p)
	return "", lang.Message{}
}

// act takes what the post does. Of a repost 4CAT says whose post it repeats
// and not which, and writes RT @name: before its whole text, which is taken
// off again.
func (r *fourCATRow) act(p *Post) {
	p.Act = Original
	if to := r.get(fcReplyTo); isYes(r.get(fcIsReply)) || to != "" && !r.sayReply {
		p.Act, p.ReplyTo = Reply, r.inThread(to, p.ID)
	}
	quotes := r.get(fcQuoted)
	if quotes != "" && r.quoteLinks && !strings.HasPrefix(quotes, "http") {
		quotes = "" // "DELETED" and the like
	}
	if quotes != "" || isYes(r.get(fcIsQuote)) || isYes(r.get(fcIsDuet)) {
		p.Act, p.RepostOf = Quote, quotes
	}
	if isYes(r.get(fcIsRepost)) || r.get(fcForwarded) != "" {
		p.Act, p.RepostOf = Repost, ""
		p.Text = withoutRT(p.Text)
	}
}

// inThread is the id of the message replied to. Telegram counts messages by
// thread: where ids are written thread-number a bare number is made one.
func (r *fourCATRow) inThread(to, id string) string {
	thread := r.get(fcThread)
	if !allDigits(to) || thread == "" || len(id) <= len(thread) || id[:len(thread)] != thread || id[len(thread)] != '-' {
		return handle(to)
	}
	r.scratch = append(append(append(r.scratch[:0], thread...), '-'), to...)
	return alias(r.scratch)
}

// withoutRT takes RT @name: from the front of a text.
func withoutRT(text string) string {
	rest, ok := strings.CutPrefix(text, "RT @")
	if !ok || endsCut(text) {
		return text
	}
	n := handleLength(rest)
	return strings.TrimPrefix(strings.TrimPrefix(rest[n:], ":"), " ")
}

// body is the text of a post. Truth Social's is written as HTML.
func (r *fourCATRow) body() string {
	if r.network == "truthsocial" {
		return r.html.read(r.get(fcBody))
	}
	return r.get(fcBody)
}

// isYes reads what 4CAT and Python write for yes.
func isYes(s string) bool {
	switch s {
	case "yes", "True", "true", "TRUE", "1":
		return true
	}
	return false
}

// objects takes what the post shares: from its columns, else from its text.
func (r *fourCATRow) objects(p *Post) {
	p.Links = splitCell(p.Links, r.get(fcLinks), roleLink)
	p.Links = splitCell(p.Links, r.get(fcAttached), roleLink)
	if !r.linked {
		p.Links = appendLinks(p.Links, p.Text)
	}
	p.Hashtags = splitCell(p.Hashtags, r.get(fcHashtags), roleHashtag)
	if !r.tagged {
		p.Hashtags = appendHashtags(p.Hashtags, p.Text)
	}
	p.Mentions = splitCell(p.Mentions, r.get(fcMentions), roleMention)
	if !r.mentioned {
		p.Mentions = appendMentions(p.Mentions, p.Text)
	}
	p.Media = splitCell(p.Media, r.get(fcImages), roleMedia)
	p.Media = splitCell(p.Media, r.get(fcVideos), roleMedia)
	if id := r.get(fcMusic); id != "" {
		r.sound = append(append(r.sound[:0], musicPrefix...), id...)
		p.Media = append(p.Media, alias(r.sound))
	}
}
