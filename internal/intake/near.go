package intake

import (
	"math"
	"strings"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/text"
)

// nearRoles are the names that columns of posts and shares mostly have, by the
// key of --map, the commonest first, in the order in which a column is looked
// for.
var nearRoles = []struct {
	key   string
	names []string
}{
	{"account", []string{"account_id", "account", "user_id", "user", "username", "author_id", "author", "screen_name", "handle"}},
	{"time", []string{"timestamp_share", "time", "timestamp", "created_at", "datetime", "date", "published_at"}},
	{"object", []string{"object_id", "object"}},
	{"text", []string{"text", "message", "content", "body", "tweet", "caption"}},
	{"link", []string{"link", "links", "url", "urls"}},
	{"hashtag", []string{"hashtag", "hashtags"}},
	{"id", []string{"content_id", "id", "post_id", "tweet_id", "message_id", "status_id"}},
}

// nearPosts says which columns of a table that no format knows are probably
// those of posts, and the --map that would read it so; false where one of what
// posts need is not there.
func nearPosts(columns []string) (problem lang.Message, ok bool) {
	taken := map[int]bool{}
	found := map[string]string{}
	var pairs, near []string
	for _, r := range nearRoles {
		at, name := nearColumn(columns, r.names, taken)
		if at < 0 {
			continue
		}
		taken[at], found[r.key] = true, columns[at]
		pairs = append(pairs, r.key+"="+visibleName(columns[at]))
		near = append(near, visibleName(columns[at])+" ≈ "+name)
	}
	shared := found["object"] + found["text"] + found["link"] + found["hashtag"]
	if found["account"] == "" || found["time"] == "" || shared == "" {
		return problem, false
	}
	return lang.M("table-near", "columns", listed(columns), "near", strings.Join(near, ", "), "map", mapFlag(pairs)), true
}

// nearColumn finds the column nearest to one of some names, and that name; -1
// where none is near.
func nearColumn(columns, names []string, taken map[int]bool) (at int, name string) {
	at, best := -1, math.Inf(1)
	for _, n := range names {
		for i, c := range columns {
			if d := nameDistance(c, n); d < best && !taken[i] {
				at, name, best = i, n, d
			}
		}
	}
	return at, name
}

// nameDistance is how far a column's name is from a known one: the edits
// between their letters where those are few, half of one and more where it
// is an abbreviation, infinite else.
func nameDistance(column, known string) float64 {
	c, k := lettersOf(column), lettersOf(known)
	if c == "" {
		return math.Inf(1)
	}
	d := text.Edits(c, k)
	switch {
	case d == 0 || d <= len(k)/4 && d <= len(c)/4:
		return float64(d)
	case len(c) >= 2 && c[0] == k[0] && abbreviates(c, k):
		return 0.5 + float64(len(k)-len(c))/10
	}
	return math.Inf(1)
}

// lettersOf gives the letters and digits of a column's name, in lower case.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" _-.", r) {
			return -1
		}
		return r
	}, strings.ToLower(s[:min(len(s), 60)]))
}

// abbreviates says whether the letters of short stand in long in their order.
func abbreviates(short, long string) bool {
	for i := 0; i < len(long) && short != ""; i++ {
		if long[i] == short[0] {
			short = short[1:]
		}
	}
	return short == ""
}

// mapFlag writes a --map so that it can be pasted into a shell.
func mapFlag(pairs []string) string {
	s := strings.Join(pairs, ",")
	if strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.,=:/@") != "" {
		s = "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return "--map " + s
}

// visibleName is a column's name without what a terminal would obey.
func visibleName(s string) string { return strings.Trim(quoteHead([]byte(s)), "«»") }
