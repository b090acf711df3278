// Package post is one of the three observations: a social post, or one share
// of a share table, and the readers of the formats that posts come in.
//
//	Stream ─ Format.Read ─▶ Post + Where ─▶ Sink
//
// A reader copies what the export says and adds nothing: no id is made up,
// no time is guessed. Objects (links, hashtags, mentions) come from the
// export's own columns where it has them and are extracted from the text
// where it has not.
package post

import "github.com/unveil-project/unveil/internal/source"

// Act is what a post does.
type Act string

// The acts. A post whose export does not say is Original.
const (
	Original Act = "original"
	Repost   Act = "repost"
	Quote    Act = "quote"
	Reply    Act = "reply"
)

// Post is one post as its export gives it. All strings may be empty where
// the export has nothing, but for Account.
type Post struct {
	source.Where
	Platform string // "x", "facebook", "telegram"; lower case
	ID       string // the platform's own id
	Account  string // who posted: the platform's id, else the handle
	Handle   string // the name shown, without @
	Time     int64  // microseconds since 1970 UTC
	Act      Act
	Text     string
	Language string // as the export names it
	Client   string // application that posted
	Since    int64  // when the account was made, microseconds since 1970 UTC; 0 unknown
	RepostOf string // id of the post reposted or quoted
	ReplyTo  string // id of the post, else of the account, replied to
	Links    []string
	Hashtags []string // without #, as written
	Mentions []string // handles or ids without @
	Media    []string // ids, hashes or addresses of pictures and videos
	Objects  []string // objects of a share table, whose kind the table does not say
}
