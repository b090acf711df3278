package social

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// epoch is the first millisecond of X's ids (snowflakes): an id holds the
// time since then above its lowest 22 bits.
const epoch = 1_288_834_974_657

// retweetLimit is where X cuts the text of a retweet, in characters.
const retweetLimit = 140

// write writes all acts in order of time, then of planning.
func (s *stage) write(ctx context.Context, w io.Writer) error {
	order := make([]int32, len(s.acts))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(s.acts[a].at, s.acts[b].at), cmp.Compare(a, b))
	})
	t := tweets{stage: s, ids: s.postIDs(order), phrases: newPhrases()}
	out := bufio.NewWriterSize(w, 1<<16)
	for n, i := range order {
		if n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		t.buf = t.append(t.buf[:0], i)
		if _, err := out.Write(t.buf); err != nil {
			return fmt.Errorf("writing posts: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing posts: %w", err)
	}
	return nil
}

// postIDs gives each act its snowflake. The bits below the time, which say
// which of X's machines made the id, are scattered; the last is set, so that
// no id ends in zeros as one that a spreadsheet rounded does.
func (s *stage) postIDs(order []int32) []uint64 {
	ids := make([]uint64, len(s.acts))
	var last uint64
	for n, i := range order {
		low := uint64(n+1) * 0x9e3779b97f4a7c15 >> 43 // 21 bits
		id := uint64(s.acts[i].at-epoch)<<22 | low<<1 | 1
		if id <= last {
			id = last + 2
		}
		ids[i], last = id, id
	}
	return ids
}

// tweets writes acts as the X API v2 gives tweets and twarc flattens them.
type tweets struct {
	*stage
	phrases phrases
	ids     []uint64 // of each act
	buf     []byte   // the line being written
	body    []byte   // the text last composed
	ents    entities // its objects
}

func (t *tweets) append(b []byte, i int32) []byte {
	a := &t.acts[i]
	b = append(b, `{"id":`...)
	b = quoteID(b, t.ids[i])
	b = append(b, `,"author_id":`...)
	b = quoteID(b, t.people[a.author].id)
	b = append(b, `,"created_at":"`...)
	b = appendTime(b, a.at)
	b = append(b, `","conversation_id":`...)
	b = quoteID(b, t.conversation(i))
	b = t.appendText(b, i)
	if a.ref >= 0 {
		b = t.appendReference(b, a)
	}
	b = append(b, `,"lang":"es","source":`...)
	b = appendString(b, t.people[a.author].client)
	b = append(b, `,"possibly_sensitive":false,"reply_settings":"everyone","author":`...)
	return append(t.appendAuthor(b, a.author), "}\n"...)
}

func (t *tweets) conversation(i int32) uint64 {
	if a := &t.acts[i]; a.kind == reply {
		return t.ids[a.ref]
	}
	return t.ids[i]
}

// appendText appends text and entities. A retweet repeats the text that it
// refers to, cut as X cuts it; an entity that is cut is left out.
func (t *tweets) appendText(b []byte, i int32) []byte {
	a, shown, prefix := &t.acts[i], i, ""
	if a.kind == repost {
		shown, prefix = a.ref, "RT @"+t.people[t.acts[a.ref].author].handle+": "
	}
	t.compose(shown, prefix, a.kind)
	if a.kind == repost {
		t.cut(retweetLimit)
	}
	b = append(b, `,"text":`...)
	b = appendString(b, string(t.body))
	return t.ents.append(b, t)
}

// cut shortens the body to a number of characters, the last of them "…".
func (t *tweets) cut(limit int) {
	if utf8.RuneCount(t.body) <= limit {
		return
	}
	n := 0
	for i := range string(t.body) {
		if n == limit-1 {
			t.body = append(t.body[:i], "…"...)
			break
		}
		n++
	}
	t.ents.cut(limit - 1)
}

// appendReference appends the post that an act refers to. Its own text is
// whole, as in the includes of the API.
func (t *tweets) appendReference(b []byte, a *act) []byte {
	names := [...]string{repost: "retweeted", reply: "replied_to", quote: "quoted"}
	to := &t.acts[a.ref]
	if a.kind == reply {
		b = append(b, `,"in_reply_to_user_id":`...)
		b = quoteID(b, t.people[to.author].id)
	}
	b = append(b, `,"referenced_tweets":[{"type":"`...)
	b = append(b, names[a.kind]...)
	b = append(b, `","id":`...)
	b = quoteID(b, t.ids[a.ref])
	b = append(b, `,"author_id":`...)
	b = quoteID(b, t.people[to.author].id)
	b = append(b, `,"created_at":"`...)
	b = appendTime(b, to.at)
	b = append(b, `"`...)
	t.compose(a.ref, "", to.kind)
	b = append(b, `,"text":`...)
	b = appendString(b, string(t.body))
	b = t.ents.append(b, t)
	return append(b, "}]"...)
}

func (t *tweets) appendAuthor(b []byte, i int32) []byte {
	p := &t.people[i]
	b = append(b, `{"id":`...)
	b = quoteID(b, p.id)
	b = append(b, `,"username":"`...)
	b = append(b, p.handle...)
	b = append(b, `","name":"Cuenta `...)
	b = append(b, strings.TrimPrefix(p.handle, "drill_a")...)
	b = append(b, `","created_at":"`...)
	b = appendTime(b, p.born)
	b = append(b, `","verified":false,"public_metrics":{"followers_count":`...)
	b = strconv.AppendInt(b, int64(p.followers), 10)
	return append(b, "}}"...)
}

func quoteID(b []byte, id uint64) []byte {
	b = append(b, '"')
	b = strconv.AppendUint(b, id, 10)
	return append(b, '"')
}

func appendTime(b []byte, ms int64) []byte {
	return time.UnixMilli(ms).UTC().AppendFormat(b, "2006-01-02T15:04:05.000Z")
}

// appendString quotes a text of this package: it holds nothing that JSON
// escapes but quotation marks and backslashes.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	for i := range len(s) {
		if s[i] == '"' || s[i] == '\\' {
			b = append(b, '\\')
		}
		b = append(b, s[i])
	}
	return append(b, '"')
}
