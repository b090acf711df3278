package activity

import (
	"strings"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/bloc"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/rhythm"
	"github.com/unveil-project/unveil/internal/text"
)

// hash is the number under which a post's id is known.
func (r *Reader) hash(id string) uint64 {
	r.buf = append(r.buf[:0], id...)
	return mix(text.Hash64(r.buf))
}

// mine says whether a post id is of an earlier post of the account.
func (r *Reader) mine(id string, a uint32) bool {
	owner, ok := r.own[r.hash(id)]
	return id != "" && ok && owner == a
}

// act reads what a post does. A reply or repost is to the account itself
// where it names the account, or a post of it that was read before.
func (r *Reader) act(p *post.Post, a uint32) bloc.Act {
	switch p.Act {
	case post.Reply:
		if p.ReplyTo == p.Account || p.ReplyTo != "" && p.ReplyTo == p.Handle || r.mine(p.ReplyTo, a) {
			return bloc.SelfReply
		}
		return bloc.Reply
	case post.Repost:
		if r.mine(p.RepostOf, a) {
			return bloc.SelfRepost
		}
		return bloc.Repost
	}
	return bloc.Original
}

// word writes what a post is made of, the same string for the same letters.
func (r *Reader) word(p *post.Post, a uint32) string {
	c := bloc.Content{Media: len(p.Media), Hashtags: len(p.Hashtags), Mentions: len(p.Mentions), Cashtags: cashtags(p.Text)}
	if p.Act == post.Reply {
		c.Mentions = max(0, c.Mentions-1) // the first names whom it answers
	}
	c.Text = ownWords(p.Text)
	quoted := p.Act != post.Quote
	for _, l := range p.Links {
		kind := r.link(l, p, a)
		quoted = quoted || kind != bloc.Page
		c.Links = append(c.Links, kind)
	}
	if !quoted {
		kind := bloc.Quote
		if r.mine(p.RepostOf, a) {
			kind = bloc.SelfQuote
		}
		c.Links = append(c.Links, kind)
	}
	w := c.Word()
	if known, ok := r.words[w]; ok {
		return known
	}
	r.words[w] = w
	return w
}

// link reads whether an address is of another post.
func (r *Reader) link(l string, p *post.Post, a uint32) bloc.Link {
	_, rest, _ := strings.Cut(l, "://")
	host, path, _ := strings.Cut(rest, "/")
	host = strings.TrimPrefix(strings.TrimPrefix(host, "www."), "mobile.")
	name, id, ok := strings.Cut(path, "/status/")
	switch {
	case !ok || host != "twitter.com" && host != "x.com":
		return bloc.Page
	case p.Handle != "" && strings.EqualFold(name, p.Handle) && p.Act != post.Repost, r.mine(id, a):
		return bloc.SelfQuote
	}
	return bloc.Quote
}

// ownWords says whether a text has more than links, mentions, hashtags and
// cashtags.
func ownWords(s string) bool {
	for word := range strings.FieldsSeq(s) {
		switch {
		case word[0] == '#', word[0] == '@', isCashtag(word), strings.HasPrefix(word, "http://"), strings.HasPrefix(word, "https://"):
		default:
			return true
		}
	}
	return false
}

// cashtags counts words such as $ABC.
func cashtags(s string) (n int) {
	for i := strings.IndexByte(s, '$'); i >= 0; {
		end := i + 1
		for end < len(s) && s[end] != ' ' && s[end] != '\n' && end < i+8 {
			end++
		}
		if isCashtag(s[i:end]) {
			n++
		}
		next := strings.IndexByte(s[i+1:], '$')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return n
}

// isCashtag is true of $ and one to six Latin letters.
func isCashtag(word string) bool {
	if len(word) < 2 || len(word) > 7 || word[0] != '$' {
		return false
	}
	for i := 1; i < len(word); i++ {
		if c := word[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return utf8.ValidString(word)
}

// Events gives the posts of an account as events of BLOC, in order of time.
func (c *Corpus) Events(a int) []bloc.Event {
	from, to := c.start[a], c.start[a+1]
	out := make([]bloc.Event, 0, to-from)
	for i := from; i < to; i++ {
		e := bloc.Event{Time: c.posts.time[i], Act: c.posts.act[i], Word: c.posts.word[i]}
		if i > from {
			e.Change = c.change(i)
		}
		out = append(out, e)
	}
	return out
}

// change gives the letters of what changed with post i.
func (c *Corpus) change(i int) string {
	p, change := &c.posts, ""
	if p.handle[i] {
		change += "N"
	}
	if p.client[i] != p.client[i-1] {
		change += "s"
	}
	if p.language[i] != p.language[i-1] {
		change += "λ"
	}
	return change
}

// pairs counts the pairs of symbols of an account.
func (c *Corpus) pairs(a int, with *bloc.Counter) bloc.Pairs {
	with.Begin()
	p := &c.posts
	for i := c.start[a]; i < c.start[a+1]; i++ {
		with.Add(bloc.Event{Time: p.time[i], Act: p.act[i], Word: p.word[i]})
	}
	return with.Pairs
}

// week counts the active half hours of an account.
func (c *Corpus) week(a int) rhythm.Week { return rhythm.Active(c.Times(a)) }
