package coord

import (
	"strings"

	"github.com/unveil-project/unveil/internal/network"

	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/text"
)

// Channel is one kind of object that accounts share.
type Channel int

// The channels. A repost counts in the channel repost alone: its hashtags and
// links are the choice of whoever wrote the original.
const (
	Hashtag Channel = iota
	Link
	Text
	Repost
	Object
	channels
)

// String is the channel's fixed name, as parameters and measures use it.
func (c Channel) String() string {
	return [...]string{"hashtag", "link", "text", "repost", "object"}[c]
}

// Marks of a post, one bit each.
const (
	markLink     = 1 << iota // holds a link
	markTalk                 // is a reply, or mentions somebody
	markRound                // made in a minute divisible by five, and in its second 0
	markOfficial             // its account is a candidate's by election.yaml
)

// record is what is kept of one post.
type record struct {
	time        int64
	row, offset int64
	quote       int64 // where its text begins in the quotes
	account     uint32
	client      uint32
	link        uint32 // 1 + the first link's object, 0 for none
	source      int32
	length      int32
	quoteLen    uint16
	marks       uint16
	digest      source.Digest
}

// talk is one account that names another.
type talk struct{ from, name uint32 }

// corpus is all posts as columns.
type corpus struct {
	posts    []record
	quotes   []byte
	accounts names   // by Post.Account
	since    []int64 // of each account: when it was made, 0 unknown
	clients  names
	handles  names             // every name that an account has or is called by, lower case
	owner    map[uint32]uint32 // handle → account
	talks    []talk
	objects  [channels]names
	texts    map[uint64]uint32
	reposts  map[uint64]uint32 // reposts without an id, by their text
	shares   [channels]*network.Shares
	crammed  int  // posts with more than postObjects of a kind
	wordy    bool // a post holds words, telling or not
	// step is the largest of 1 minute and 1 second that divides every time,
	// else 0, in microseconds.
	step int64
	buf  []byte
}

// names gives strings numbers in order of first sight.
type names struct {
	ids  map[string]uint32
	list []string
}

func (n *names) id(s []byte) uint32 {
	if id, ok := n.ids[string(s)]; ok {
		return id
	}
	if n.ids == nil {
		n.ids = map[string]uint32{}
	}
	id, own := uint32(len(n.list)), string(s)
	n.ids[own] = id
	n.list = append(n.list, own)
	return id
}

// hidden makes a number without a name: of an object known by its hash.
func (n *names) hidden() uint32 {
	n.list = append(n.list, "")
	return uint32(len(n.list) - 1)
}

func newCorpus() *corpus {
	c := &corpus{
		owner: map[uint32]uint32{}, texts: map[uint64]uint32{}, reposts: map[uint64]uint32{}, step: minute,
	}
	for ch := range c.shares {
		c.shares[ch] = &network.Shares{}
	}
	return c
}

const (
	second = int64(1e6)
	minute = 60 * second
	hour   = 60 * minute
	day    = 24 * hour
)

// quoteMax is how many bytes of a text are kept to be quoted.
const quoteMax = 240

// add takes in one post. It clones what it keeps.
func (c *corpus) add(p *post.Post, src int, digest source.Digest) {
	c.buf = append(c.buf[:0], p.Account...)
	account := c.accounts.id(c.buf)
	if int(account) == len(c.since) {
		c.since = append(c.since, 0)
	}
	c.since[account] = max(c.since[account], p.Since)
	c.buf = append(c.buf[:0], p.Client...)
	quote := cut(p.Text, quoteMax)
	r := record{
		time: p.Time, row: p.Row, offset: p.Offset, quote: int64(len(c.quotes)), account: account,
		client: c.clients.id(c.buf), source: int32(src), length: int32(p.Length), quoteLen: uint16(len(quote)),
		marks: marks(p), digest: digest,
	}
	c.quotes = append(c.quotes, quote...)
	c.watchTime(p.Time)
	c.posts = append(c.posts, r)
	c.addNames(p, account)
	c.addShares(p, account)
}

// watchTime learns the step of the clock.
func (c *corpus) watchTime(t int64) {
	if c.step == minute && t%minute != 0 {
		c.step = second
	}
	if c.step == second && t%second != 0 {
		c.step = 0
	}
}

// addNames learns what the account is called and whom it talks to.
func (c *corpus) addNames(p *post.Post, account uint32) {
	for _, own := range [...]string{p.Account, p.Handle} {
		if own != "" {
			h := c.handle(own)
			if _, taken := c.owner[h]; !taken {
				c.owner[h] = account
			}
		}
	}
	if p.Act == post.Repost {
		return
	}
	for _, m := range p.Mentions {
		c.talks = append(c.talks, talk{account, c.handle(m)})
	}
	if p.ReplyTo != "" && len(p.Mentions) == 0 {
		c.talks = append(c.talks, talk{account, c.handle(p.ReplyTo)})
	}
}

func (c *corpus) handle(s string) uint32 {
	c.buf = text.Hashtag(c.buf[:0], strings.TrimPrefix(s, "@"))
	return c.handles.id(c.buf)
}

// postObjects is how many hashtags, links or table objects of one post enter:
// no post for people holds more, and pairs grow with them.
const postObjects = 30

// first gives the objects of one kind of a post that enter, and notes where
// that is not all.
func (c *corpus) first(objects []string) []string {
	if len(objects) <= postObjects {
		return objects
	}
	c.crammed++
	return objects[:postObjects]
}

// addShares takes the objects out of a post.
func (c *corpus) addShares(p *post.Post, account uint32) {
	n := uint32(len(c.posts) - 1)
	for _, o := range c.first(p.Objects) {
		c.buf = append(c.buf[:0], o...)
		c.share(Object, c.objects[Object].id(c.buf), account, n, p.Time)
	}
	if p.Act == post.Repost && c.addRepost(p, account, n) {
		return
	}
	for _, h := range c.first(p.Hashtags) {
		if c.buf = text.Hashtag(c.buf[:0], h); len(c.buf) > 0 {
			c.share(Hashtag, c.objects[Hashtag].id(c.buf), account, n, p.Time)
		}
	}
	for _, l := range c.first(p.Links) {
		if c.buf = text.Link(c.buf[:0], l); len(c.buf) > 0 {
			id := c.objects[Link].id(c.buf)
			c.share(Link, id, account, n, p.Time)
			if r := &c.posts[n]; r.link == 0 {
				r.link = id + 1
			}
		}
	}
	c.buf = text.Normal(c.buf[:0], p.Text)
	c.wordy = c.wordy || len(c.buf) > 0
	if text.Telling(c.buf) {
		c.share(Text, c.hashed(c.texts, Text), account, n, p.Time)
	}
}

// addRepost takes a repost by the id of its original, else by its text; false
// where neither tells it.
func (c *corpus) addRepost(p *post.Post, account, n uint32) bool {
	if p.RepostOf != "" {
		c.buf = append(c.buf[:0], p.RepostOf...)
		c.share(Repost, c.objects[Repost].id(c.buf), account, n, p.Time)
		return true
	}
	c.buf = text.Normal(c.buf[:0], p.Text)
	c.wordy = c.wordy || len(c.buf) > 0
	if !text.Telling(c.buf) {
		return false
	}
	c.share(Repost, c.hashed(c.reposts, Repost), account, n, p.Time)
	return true
}

// hashed gives the number of the text in buf.
func (c *corpus) hashed(known map[uint64]uint32, ch Channel) uint32 {
	h := text.Hash64(c.buf)
	id, ok := known[h]
	if !ok {
		id = c.objects[ch].hidden()
		known[h] = id
	}
	return id
}

// share adds a row, once for each post and object.
func (c *corpus) share(ch Channel, object, account, n uint32, time int64) {
	s := c.shares[ch]
	for i := s.Len() - 1; i >= 0 && s.Post[i] == n; i-- {
		if s.Object[i] == object {
			return
		}
	}
	s.Add(object, account, n, time)
}

// finish readies the columns for the detectors and frees what only reading
// needed.
func (c *corpus) finish() {
	for ch, s := range c.shares {
		s.Group(len(c.objects[ch].list))
	}
	c.texts, c.reposts = nil, nil
}

// text gives the part of a post's text that was kept.
func (c *corpus) text(n uint32) string {
	r := &c.posts[n]
	return string(c.quotes[r.quote : r.quote+int64(r.quoteLen)])
}

// cut shortens a string to at most n bytes, whole characters.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}
