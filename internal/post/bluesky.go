package post

import (
	"bytes"
	"context"
	"strings"
	"time"

	"github.com/valyala/fastjson"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// clientClock is how far the time that an author's program states may lie
// from the server's before the reader speaks of it. A post that was written
// without a connection is late by minutes; one that was given another date on
// purpose by more.
const clientClock = 5 * time.Minute

// Collections of the records that are posts and reposts.
const (
	blueskyPost   = "app.bsky.feed.post"
	blueskyRepost = "app.bsky.feed.repost"
)

// bluesky reads what the network Bluesky gives out, each a JSON value:
//
//	{"did": …, "time_us": …, "kind": "commit", "commit": {"operation": …, "record": …}}   Jetstream
//	{"id": …, "type": "record", "record": {"did": …, "action": …, "record": …}}           tap
//	{"uri": …, "cid": …, "author": …, "record": …, "indexedAt": …}                        a post view
//	{"posts": [view, …]}, {"feed": [{"post": view, "reason": …}, …]}, {"thread": …}       answers of the API
type bluesky struct {
	feed
	clock clock
	// Posts whose author's time lies too far from the server's, and the
	// largest distance.
	off int
	gap time.Duration
}

// sniffBluesky looks for the names that events and post views have.
func sniffBluesky(head []byte) int {
	switch {
	case !jsonStart(head):
		return 0
	case hasNames(head, "did", "time_us", "kind"):
		return 97
	case !bytes.Contains(head, []byte(`"app.bsky.`)) || !hasName(head, "record"):
		return 0
	case hasNames(head, "did", "collection", "rkey", "action"), hasNames(head, "uri", "cid", "author"):
		return 96
	}
	return 0
}

func readBluesky(ctx context.Context, in *source.Stream, _ source.Options, to source.Sink[Post]) error {
	r := &bluesky{feed: newFeed(in, to)}
	r.parts, r.fill = blueskyParts, r.one
	if err := r.run(ctx); err != nil {
		return err
	}
	if r.off == 0 {
		return nil
	}
	return to.Issue(source.Issue{Where: source.Where{Line: 1}, Column: "createdAt", Problem: lang.M(
		"client-clock", "posts", r.off, "limit", clientClock, "gap", r.gap)})
}

// blueskyParts takes apart the answers of the API. Events and posts, which
// there are most of, show by their first member what they are.
func blueskyParts(raw []byte, to [][]byte) (parts [][]byte, page bool) {
	for m := range source.Members(raw) {
		switch name := string(m.Name); {
		case name == "did" || name == "uri":
			return to, page
		case (name == "posts" || name == "feed") && m.Value[0] == '[':
			to, page = appendElements(to, m.Value), true
		case name == "thread" && m.Value[0] == '{':
			to, page = appendThread(to, m.Value), true
		}
	}
	return to, page
}

// appendThread appends the posts of a thread: one, those above it and those
// below. JSON that was scanned nests no deeper than source.MaxDepth.
func appendThread(to [][]byte, thread []byte) [][]byte {
	for m := range source.Members(thread) {
		switch string(m.Name) {
		case "post":
			to = append(to, m.Value)
		case "parent":
			to = appendThread(to, m.Value)
		case "replies":
			for _, e := range source.Elements(m.Value) {
				to = appendThread(to, e)
			}
		}
	}
	return to
}

// one makes a post of whatever the current record is.
func (r *bluesky) one(v *fastjson.Value, p *Post) (string, lang.Message) {
	p.Platform, p.Act = "bluesky", Original
	switch {
	case v.Get("time_us") != nil || v.Get("commit") != nil:
		return r.event(v, p)
	case v.Get("type") != nil && v.Get("uri") == nil:
		return r.tap(v, p)
	case v.Get("post") != nil:
		return r.item(v, p)
	}
	return r.view(v, p)
}

// event reads a line of Jetstream.
func (r *bluesky) event(v *fastjson.Value, p *Post) (string, lang.Message) {
	if kind := str(v, "kind"); kind != "commit" {
		return "kind", lang.M("event-other", "kind", quoted(kind))
	}
	c := v.Get("commit")
	if problem := r.commit(c, str(c, "operation"), str(v, "did"), p); problem.Key != "" {
		return "commit", problem
	}
	server, problem := serverMicros(r.scalar(v, "time_us"))
	if problem.Key != "" {
		return "time_us", problem
	}
	return r.times(c.Get("record"), server, p)
}

// serverMicros reads a count of microseconds, 0 where there is none.
func serverMicros(s string) (int64, lang.Message) {
	if s == "" {
		return 0, lang.Message{}
	}
	n, ok := digits(s)
	if !ok {
		return 0, notTime("not-a-time", s)
	}
	return inRange(int64(n), s)
}

// tap reads an event of tap, which carries no time of the server.
func (r *bluesky) tap(v *fastjson.Value, p *Post) (string, lang.Message) {
	c := v.Get("record")
	if kind := str(v, "type"); kind != "record" || c == nil {
		return "type", lang.M("event-other", "kind", quoted(kind))
	}
	if problem := r.commit(c, str(c, "action"), str(c, "did"), p); problem.Key != "" {
		return "record", problem
	}
	return r.times(c.Get("record"), 0, p)
}

// commit reads one change of an account's records: only new posts and reposts
// are posts.
func (r *bluesky) commit(c *fastjson.Value, operation, did string, p *Post) lang.Message {
	collection := str(c, "collection")
	if operation != "create" || collection != blueskyPost && collection != blueskyRepost {
		return lang.M("event-other", "kind", quoted(strings.TrimSpace(operation+" "+collection)))
	}
	record, rkey := c.Get("record"), str(c, "rkey")
	switch {
	case did == "":
		return lang.M("field-missing", "field", "did")
	case rkey == "":
		return lang.M("field-missing", "field", "rkey")
	case record == nil || record.Type() != fastjson.TypeObject:
		return lang.M("field-missing", "field", "record")
	}
	p.Account = did
	p.ID = r.join("at://", did, "/", collection, "/", rkey)
	if collection == blueskyRepost {
		p.Act, p.RepostOf = Repost, str(record, "subject", "uri")
		return lang.Message{}
	}
	r.content(record, p)
	return lang.Message{}
}

// times sets the time: the server's where there is one, else the author's.
func (r *bluesky) times(record *fastjson.Value, server int64, p *Post) (string, lang.Message) {
	stated := str(record, "createdAt")
	author, problem := r.clock.read(stated)
	if server == 0 {
		p.Time = author
		if stated == "" {
			problem = lang.M("field-missing", "field", "createdAt")
		}
		return "createdAt", problem
	}
	p.Time = server
	if problem.Key != "" {
		return "", lang.Message{}
	}
	gap := time.Duration(max(server-author, author-server)) * time.Microsecond
	if gap > clientClock {
		r.off++
		r.gap = max(r.gap, gap)
	}
	return "", lang.Message{}
}
