package post

import (
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/source"
)

// wellKnown are the column names that need no map, by role, in tiers: the
// first tier of which the export has a column counts, and if it has two of
// that tier the role is ambiguous.
var wellKnown = [roles][][]string{
	roleAccount: {
		{"account_id", "author_id", "user_id", "userid", "user.id_str", "author.id", "user_did", "profile_id"},
		{"user.id"},
		{"account", "author", "handle", "username", "user_name", "screen_name", "user_screen_name", "user.screen_name", "user.username", "author.username", "account_name", "user_handle"},
		{"user"},
	},
	roleTime: {
		{"timestamp_utc", "created_utc", "time_utc", "date_utc"},
		{"time", "timestamp", "created_at", "date", "datetime", "date_time", "created", "published", "publish_date", "published_at", "post_date", "posted_at", "timestamp_share"},
	},
	roleText:     {{"text", "content", "message", "body", "tweet", "post_text", "caption"}, {"full_text"}},
	roleID:       {{"id_str"}, {"id", "post_id", "tweet_id", "status_id", "message_id"}},
	roleHandle:   {{"handle", "username", "screen_name", "user_screen_name", "user_handle", "user.screen_name", "user.username", "author.username"}, {"user_name", "account_name"}},
	roleLanguage: {{"language", "lang"}},
	roleLink:     {{"links", "link", "urls"}},
	roleHashtag:  {{"hashtags", "hashtag"}},
	roleMention:  {{"mentions", "mentioned_names", "mentioned_user_handles"}},
	roleObject:   {{"object_id", "object"}},
	roleRepost:   {{"retweeted_id", "repost_id", "repost_of", "retweeted_status.id_str", "retweeted_status_id"}},
	roleReply:    {{"reply_id", "to_tweetid", "in_reply_to_status_id_str", "reply_to", "in_reply_to"}, {"in_reply_to_status_id"}},
	roleClient:   {{"client", "source_name"}},
	rolePlatform: {{"platform"}},
	roleMedia:    {{"media_urls", "media_keys", "media_id"}},
}

// guess finds columns by well-known names. Account and time must be there and
// each be one column only; another role that is ambiguous is left out.
func guess(names []string) (columns, error) {
	var c columns
	var missing, ambiguous []string
	for r := range roles {
		found := candidates(names, r)
		switch {
		case len(found) == 1:
			c[r] = found[0]
		case r > roleTime:
		case len(found) == 0:
			missing = append(missing, roleNames[r])
		default:
			ambiguous = append(ambiguous, roleNames[r]+": "+strings.Join(found, " | "))
		}
	}
	if len(missing)+len(ambiguous) == 0 {
		return c, nil
	}
	return c, source.Refuse("map-guess", "columns", list(names), "why", reasons(missing, ambiguous, names), "example", example(suggest(c, names)))
}

func reasons(missing, ambiguous, names []string) string {
	parts := slices.Clone(ambiguous)
	for _, m := range missing {
		parts = append(parts, m+": ? ≈ "+quoted(nearest(names, m)))
	}
	return strings.Join(parts, "; ")
}

// suggest fills the roles of an example with the nearest names.
func suggest(c columns, names []string) columns {
	for _, r := range []role{roleAccount, roleTime, roleText} {
		if found := candidates(names, r); c[r] == "" && len(found) > 0 {
			c[r] = found[0]
		}
		if c[r] == "" && len(names) > 0 {
			c[r] = quoted(nearest(names, roleNames[r]))
		}
	}
	return c
}

// candidates are the columns of the first tier that the export has any of.
func candidates(names []string, r role) []string {
	for _, tier := range wellKnown[r] {
		var found []string
		for _, name := range names {
			if slices.Contains(tier, plainName(name)) {
				found = append(found, name)
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// plainName writes a column name as wellKnown does: "User ID" as "user_id".
func plainName(s string) string {
	return strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(strings.TrimSpace(s)))
}

// foreign are names that access logs and tally sheets have and posts have
// not: an export that has one is not guessed to be of posts.
var foreign = []string{
	"status", "method", "request", "uri", "request_uri", "remote_addr", "remote_ip", "client_ip", "user_agent",
	"http_user_agent", "request.uri", "request.method", "body_bytes_sent", "bytes_sent", "casilla", "seccion",
	"lista_nominal", "level", "severity",
}

// postlike says how sure column names are those of posts: 0 where they are
// not or a map would be needed.
func postlike(names []string) int {
	for _, n := range names {
		if slices.Contains(foreign, plainName(n)) {
			return 0
		}
	}
	c, err := guess(names)
	if err != nil || c[roleText]+c[roleObject]+c[roleLink]+c[roleHashtag] == "" {
		return 0
	}
	return 30
}
