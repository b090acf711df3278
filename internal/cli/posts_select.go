package cli

import (
	"context"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/share"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/store"
)

// listedPost is one post of the list, as the JSON document writes it.
type listedPost struct {
	Time    time.Time      `json:"time"`
	Account string         `json:"account"`
	Handle  string         `json:"handle,omitempty"`
	Act     string         `json:"act,omitempty"`
	Text    string         `json:"text"`
	Objects []listedObject `json:"objects,omitempty"`
	// After is the account that shared one of the objects last before, and
	// Delay how long before, in seconds; none for who came first.
	After  string   `json:"after,omitempty"`
	Delay  *float64 `json:"delay_s,omitempty"`
	Source string   `json:"source"` // SHA-256 of the file, hex
	File   string   `json:"file"`
	Row    int64    `json:"row"`
	Offset int64    `json:"offset"`
	Length int64    `json:"length"`
	Digest string   `json:"digest"`
}

type listedObject struct {
	Kind   string `json:"kind"`
	Object string `json:"object"`
}

// listedPosts are the posts found, in order of time, at most so many as asked
// for.
type listedPosts struct {
	total int
	posts []listedPost
}

// place is what is known of one post before it is read the second time.
type place struct {
	taken   bool
	objects []uint32
	after   uint32 // account, of which last before
	delay   int64  // microseconds; negative: none
}

// postPicker chooses posts by what they share: one reading numbers the posts
// and takes their objects apart, a second takes the chosen ones.
type postPicker struct {
	ask     *postsAsk
	members map[string]bool // nil: all accounts
	only    map[string]bool // nil: all accounts
	places  []place
	sharers []int // places of the posts that the table numbers
	table   *share.Table
}

// selectPosts gives the posts asked for.
func (a *app) selectPosts(ctx context.Context, ask *postsAsk, from detect.Observations) (*listedPosts, error) {
	p := &postPicker{ask: ask}
	if err := a.findAccounts(ctx, p, from); err != nil {
		return nil, err
	}
	if err := p.read(ctx, from); err != nil {
		return nil, err
	}
	if ask.object != "" || ask.together {
		p.choose()
	}
	return p.take(ctx, from)
}

// findAccounts finds the accounts asked for by id or by handle, and refuses
// one that there is not.
func (a *app) findAccounts(ctx context.Context, p *postPicker, from detect.Observations) error {
	if len(p.ask.members) == 0 && len(p.ask.accounts) == 0 {
		return nil
	}
	known := map[string]string{} // name as it may be given to account
	for o, err := range from.Posts(ctx) {
		if err != nil {
			return err
		}
		r := &o.Record
		if _, ok := known[r.Account]; !ok && r.Account != "" {
			own := strings.Clone(r.Account)
			known[own] = own
		}
		if h := strings.ToLower(r.Handle); h != "" && known["@"+h] == "" {
			known["@"+h] = known[r.Account]
		}
	}
	members, err := a.membersNamed(p.ask, known)
	if err != nil {
		return err
	}
	p.members = members
	if len(p.ask.accounts) > 0 {
		p.only, err = a.accountsNamed(p.ask.accounts, known)
	}
	return err
}

// membersNamed cuts an edge at the comma between two accounts that there are.
func (a *app) membersNamed(ask *postsAsk, known map[string]string) (map[string]bool, error) {
	if len(ask.members) != 1 {
		if len(ask.members) == 0 {
			return nil, nil
		}
		return a.accountsNamed(ask.members, known)
	}
	edge := ask.members[0]
	for i := range len(edge) {
		if edge[i] != ',' {
			continue
		}
		x, y := accountNamed(edge[:i], known), accountNamed(edge[i+1:], known)
		if x != "" && y != "" && x != y {
			ask.members = []string{x, y}
			return map[string]bool{x: true, y: true}, nil
		}
	}
	x, y, _ := strings.Cut(edge, ",")
	return a.accountsNamed([]string{x, y}, known)
}

func (a *app) accountsNamed(names []string, known map[string]string) (map[string]bool, error) {
	set := map[string]bool{}
	for _, n := range names {
		own := accountNamed(n, known)
		if own == "" {
			return nil, failed(lang.M("posts.no-account", "name", terminalSafe(n)), a.nearAccount(n, known), nil)
		}
		set[own] = true
	}
	return set, nil
}

// accountNamed finds an account by its id, else by its handle.
func accountNamed(name string, known map[string]string) string {
	name = strings.TrimSpace(name)
	if own, ok := known[name]; ok {
		return own
	}
	return known["@"+strings.ToLower(strings.TrimPrefix(name, "@"))]
}

// nearAccount says which account may have been meant.
func (a *app) nearAccount(name string, known map[string]string) lang.Message {
	var names []string
	for n := range known {
		names = append(names, n)
	}
	slices.Sort(names)
	if near := election.Nearest(name, names); near == "" && len(names) > 20 {
		return lang.M("posts.no-account.do", "n", len(names))
	}
	return a.choice(name, names)
}

// wanted says whether a post passes what needs no knowledge of others.
func (p *postPicker) wanted(o *detect.Obs[post.Post]) bool {
	r := &o.Record
	if o.Version != 0 || r.Time < p.ask.since && p.ask.since != 0 || p.ask.until != 0 && r.Time >= p.ask.until {
		return false
	}
	if p.members != nil && !p.members[r.Account] || p.only != nil && !p.only[r.Account] {
		return false
	}
	if len(p.ask.words) == 0 {
		return true
	}
	text := strings.ToLower(r.Text)
	for _, w := range p.ask.words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// read numbers the posts and takes their objects apart.
func (p *postPicker) read(ctx context.Context, from detect.Observations) error {
	kinds := p.ask.on
	if len(kinds.Kinds()) == 1 {
		kinds |= share.Of(share.Object)
	}
	b := share.NewBuilder(share.Options{Kinds: kinds, Most: postsMemory})
	defer b.Close()
	for o, err := range from.Posts(ctx) {
		if err != nil {
			return err
		}
		if !p.wanted(o) {
			continue
		}
		p.places = append(p.places, place{taken: true, delay: -1})
		r := o.Record
		r.ID = "" // every post with shares has a number of its own, in order
		before := sharesOf(b)
		if err := b.Record(&r); err != nil {
			return err
		}
		if sharesOf(b) > before {
			p.sharers = append(p.sharers, len(p.places)-1)
		}
	}
	if p.ask.object != "" {
		for _, probe := range probes(p.ask.object) {
			if err := b.Record(&probe); err != nil {
				return err
			}
		}
	}
	var err error
	p.table, err = b.Finish(ctx)
	return err
}

// sharesOf counts the shares that a builder has taken.
func sharesOf(b *share.Builder) (n int64) {
	for _, k := range b.Seen().Of {
		n += k
	}
	return n
}

// postsMemory bounds the table of the shares of the posts looked through.
const postsMemory = 4 << 30

// probes are posts that share an object under every kind: what posts share
// with them is that object, in whatever form it was given.
func probes(object string) []post.Post {
	one := []string{object}
	return []post.Post{
		{
			Account: probeAccount, Hashtags: []string{strings.TrimPrefix(object, "#")}, Links: one, Mentions: one, Media: one, Objects: one,
			ReplyTo: object, Text: object, Act: post.Original,
		},
		{Account: probeAccount, RepostOf: object, Act: post.Repost},
		{Account: probeAccount, Text: object, Act: post.Repost},
	}
}

// probeAccount cannot be an account: names hold no control characters.
const probeAccount = "\x00"

// of gives the place of a post of the table; nil for a probe.
func (p *postPicker) of(n uint32) *place {
	if int(n) >= len(p.sharers) {
		return nil
	}
	return &p.places[p.sharers[n]]
}

// choose leaves the posts that share what was asked for.
func (p *postPicker) choose() {
	t := p.table
	t.Group(len(t.Objects))
	for i := range p.places {
		p.places[i].taken = false
	}
	for o := range t.Objects {
		from, to := t.Start[o], t.Start[o+1]
		if p.ask.object != "" && !p.probed(from, to) {
			continue
		}
		if p.ask.together {
			p.meetings(uint32(o), from, to)
			continue
		}
		for r := from; r < to; r++ {
			p.mark(uint32(o), r)
		}
	}
}

// probed says whether a probe is among the rows of an object.
func (p *postPicker) probed(from, to int) bool {
	for r := from; r < to; r++ {
		if p.of(p.table.Post[r]) == nil {
			return true
		}
	}
	return false
}

// mark takes a row's post.
func (p *postPicker) mark(o uint32, r int) {
	at := p.of(p.table.Post[r])
	if at == nil {
		return
	}
	at.taken = true
	if k := at.objects; len(k) == 0 || k[len(k)-1] != o {
		at.objects = append(k, o)
	}
}

// meetings marks the rows of an object that lie within the window of another
// member's, and keeps how long after it they came.
func (p *postPicker) meetings(o uint32, from, to int) {
	s := &p.table.Shares
	last := [2]int{-1, -1} // the row before, and the last by another account
	for r := from; r < to; r++ {
		if p.of(s.Post[r]) == nil {
			continue
		}
		if last[0] >= 0 && s.Account[last[0]] != s.Account[r] {
			last[1] = last[0]
		}
		last[0] = r
		before := last[1]
		if before < 0 || s.Time[r]-s.Time[before] > p.ask.window {
			continue
		}
		p.mark(o, r)
		p.delay(s, r, before)
		for k := before; k >= from && s.Time[r]-s.Time[k] <= p.ask.window && s.Account[k] != s.Account[r] && !p.marked(o, k); k-- {
			p.mark(o, k)
		}
	}
}

func (p *postPicker) marked(o uint32, r int) bool {
	at := p.of(p.table.Post[r])
	return at != nil && len(at.objects) > 0 && at.objects[len(at.objects)-1] == o
}

func (p *postPicker) delay(s *network.Shares, r, before int) {
	at := p.of(s.Post[r])
	if d := s.Time[r] - s.Time[before]; at.delay < 0 || d < at.delay {
		at.delay, at.after = d, s.Account[before]
	}
}

// take reads the chosen posts again.
func (p *postPicker) take(ctx context.Context, from detect.Observations) (*listedPosts, error) {
	list := &listedPosts{}
	sources, n := from.Sources(), 0
	for o, err := range from.Posts(ctx) {
		if err != nil {
			return nil, err
		}
		if !p.wanted(o) {
			continue
		}
		at := &p.places[n]
		n++
		if !at.taken {
			continue
		}
		if list.total++; p.ask.limit == 0 || len(list.posts) < p.ask.limit {
			list.posts = append(list.posts, p.listed(o, at, sources[o.Source]))
		}
	}
	return list, nil
}

// listed copies a post.
func (p *postPicker) listed(o *detect.Obs[post.Post], at *place, from source.Info) listedPost {
	r := &o.Record
	l := listedPost{
		Time: store.Time(r.Time), Account: strings.Clone(r.Account), Handle: strings.Clone(r.Handle),
		Act: string(r.Act), Text: strings.Clone(r.Text), Source: from.SHA256, File: from.Name,
		Row: r.Row, Offset: r.Offset, Length: r.Length, Digest: hex.EncodeToString(o.Digest[:]),
	}
	for _, k := range at.objects {
		l.Objects = append(l.Objects, listedObject{p.table.Kinds[k].String(), p.table.Objects[k]})
	}
	if at.delay >= 0 {
		d := float64(at.delay) / 1e6
		l.After, l.Delay = p.table.Accounts[at.after], &d
	}
	return l
}
