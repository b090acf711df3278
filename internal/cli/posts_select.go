package cli

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/network"
	"github.com/unveil-project/unveil/internal/share"
	"github.com/unveil-project/unveil/internal/store"
)

// place is what is known of one post before it is read the second time.
type place struct {
	time    int64
	account uint32 // number of people
	source  int32
}

// meeting is why a post was chosen.
type meeting struct {
	objects []uint32
	after   uint32 // account of the table, of which last before
	delay   int64  // microseconds; negative: none
}

// postPicker chooses posts by what they share: one reading numbers the posts
// and takes their objects apart, a second takes the chosen ones.
type postPicker struct {
	ask     *postsAsk
	people  people
	members map[uint32]bool // nil: all accounts
	only    map[uint32]bool // nil: all accounts
	places  []place
	sharers []int32 // places of the posts that the table numbers; notLooked, isProbe
	table   *share.Table
	chosen  map[int32]*meeting // nil: all that are wanted
	order   []int32            // places chosen, in the order of the list
	matched []uint32           // objects that --object names
	seen    postsSeen
}

// What stands for a place where a post of the table has none.
const (
	notLooked = -1
	isProbe   = -2
)

// postsSeen is what a list says where it is empty.
type postsSeen struct {
	posts       int // of the input, but for later versions
	period      int // of them from --since to --until
	first, last int64
	common      int   // objects that two of the accounts shared
	gap         int64 // the least that two of their shares lie apart
}

// selectPosts gives the posts asked for.
func (a *app) selectPosts(ctx context.Context, ask *postsAsk, from *postFeed) (*listedPosts, error) {
	p := &postPicker{ask: ask, people: newPeople(), seen: postsSeen{gap: math.MaxInt64}}
	if err := p.read(ctx, from); err != nil {
		return nil, postsTooMany(err)
	}
	if err := a.postsPeople(p); err != nil {
		return nil, err
	}
	if p.table != nil {
		p.choose()
	}
	p.sort(from)
	return p.take(ctx, from)
}

// postsTooMany puts what the memory does not allow into words.
func postsTooMany(err error) error {
	var m *share.MemoryError
	if errors.As(err, &m) {
		return failed(lang.M("network.memory-read", "posts", m.Posts, "limit", m.Most), lang.M("posts.memory.do"), err)
	}
	return err
}

// wanted says whether a post is by an account asked for.
func (p *postPicker) wanted(at int32) bool {
	who := p.places[at].account
	return (p.members == nil || p.members[who]) && (p.only == nil || p.only[who])
}

// of gives the place of a post of the table; -1 for one that is not wanted and
// for a probe.
func (p *postPicker) of(n uint32) int32 {
	if p.sharers[n] < 0 || !p.wanted(p.sharers[n]) {
		return notLooked
	}
	return p.sharers[n]
}

// choose leaves the posts that share what was asked for.
func (p *postPicker) choose() {
	t := p.table
	t.Group(len(t.Objects))
	p.chosen = map[int32]*meeting{}
	objects := p.named()
	for o := range t.Objects {
		from, to := t.Start[o], t.Start[o+1]
		if objects != nil && !objects[uint32(o)] {
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

// mark takes a row's post.
func (p *postPicker) mark(o uint32, r int) {
	at := p.of(p.table.Post[r])
	if at < 0 {
		return
	}
	m := p.chosen[at]
	if m == nil {
		m = &meeting{delay: -1}
		p.chosen[at] = m
	}
	if k := m.objects; len(k) == 0 || k[len(k)-1] != o {
		m.objects = append(k, o)
	}
}

// meetings marks the rows of an object that lie within the window of another
// member's, and keeps how long after it they came.
func (p *postPicker) meetings(o uint32, from, to int) {
	s := &p.table.Shares
	last := [2]int{-1, -1} // the row before, and the last by another account
	for r := from; r < to; r++ {
		if p.of(s.Post[r]) < 0 {
			continue
		}
		if last[0] >= 0 && s.Account[last[0]] != s.Account[r] {
			if last[1] < 0 {
				p.seen.common++
			}
			last[1] = last[0]
		}
		last[0] = r
		before := last[1]
		if before < 0 {
			continue
		}
		gap := s.Time[r] - s.Time[before]
		if p.seen.gap = min(p.seen.gap, gap); gap > p.ask.window {
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
	m := p.chosen[p.of(p.table.Post[r])]
	return m != nil && m.objects[len(m.objects)-1] == o
}

func (p *postPicker) delay(s *network.Shares, r, before int) {
	m := p.chosen[p.of(s.Post[r])]
	if d := s.Time[r] - s.Time[before]; m.delay < 0 || d < m.delay {
		m.delay, m.after = d, s.Account[before]
	}
}

// sort puts the chosen places into the order of the list: by time, and where
// accounts met, the posts on the object that fewest posts share first.
func (p *postPicker) sort(from *postFeed) {
	for at := range p.places {
		if n := int32(at); p.wanted(n) && (p.chosen == nil || p.chosen[n] != nil) {
			p.order = append(p.order, n)
		}
	}
	rank := sourceRanks(from)
	slices.SortFunc(p.order, func(x, y int32) int {
		if p.ask.together {
			if c := p.rarer(p.chosen[x].objects, p.chosen[y].objects); c != 0 {
				return c
			}
		}
		a, b := &p.places[x], &p.places[y]
		return cmp.Or(cmp.Compare(a.time, b.time), cmp.Compare(rank[a.source], rank[b.source]), cmp.Compare(x, y))
	})
}

// rarer compares two posts by the rarest object of each.
func (p *postPicker) rarer(x, y []uint32) int {
	a, b := p.rarest(x), p.rarest(y)
	return cmp.Or(cmp.Compare(p.shares(a), p.shares(b)), cmp.Compare(a, b))
}

func (p *postPicker) rarest(objects []uint32) uint32 {
	return slices.MinFunc(objects, func(a, b uint32) int { return cmp.Or(cmp.Compare(p.shares(a), p.shares(b)), cmp.Compare(a, b)) })
}

// shares counts the posts that share an object, whoever they are by.
func (p *postPicker) shares(o uint32) int {
	from, to := p.table.Start[o], p.table.Start[o+1]
	for to > from && p.sharers[p.table.Post[from]] == isProbe {
		from++
	}
	return to - from
}

// sourceRanks orders the sources by their digests.
func sourceRanks(from *postFeed) []int {
	by := make([]int, len(from.sources))
	for i := range by {
		by[i] = i
	}
	slices.SortStableFunc(by, func(i, j int) int { return cmp.Compare(from.sources[i].SHA256, from.sources[j].SHA256) })
	rank := make([]int, len(by))
	for r, i := range by {
		rank[i] = r
	}
	return rank
}

// take reads the chosen posts again.
func (p *postPicker) take(ctx context.Context, from *postFeed) (*listedPosts, error) {
	list := p.summary()
	n := len(p.order)
	if p.ask.limit > 0 {
		n = min(n, p.ask.limit)
	}
	slot := make(map[int32]int, n)
	for i, at := range p.order[:n] {
		slot[at] = i
	}
	list.posts = make([]listedPost, n)
	if n == 0 {
		return list, nil
	}
	at := int32(-1)
	err := from.each(ctx, func(o *fedPost) error {
		if !p.inPeriod(o) || !p.hasWords(o.Text) {
			return nil
		}
		at++
		if i, ok := slot[at]; ok {
			list.posts[i] = p.listed(o, p.chosen[at], from)
		}
		return nil
	})
	return list, err
}

// listed copies a post.
func (p *postPicker) listed(o *fedPost, m *meeting, from *postFeed) listedPost {
	s, digest := &from.sources[o.source], o.sum()
	l := listedPost{
		Time: store.Time(o.Time), Account: strings.Clone(o.Account), Handle: strings.Clone(o.Handle),
		Act: string(o.Act), Text: strings.Clone(o.Text), Source: s.SHA256, File: s.Name,
		Row: o.Row, Offset: o.Offset, Length: o.Length, Digest: hex.EncodeToString(digest[:]),
	}
	if m == nil {
		return l
	}
	for _, k := range m.objects {
		l.Objects = append(l.Objects, p.object(k))
	}
	if m.delay >= 0 {
		d := float64(m.delay) / 1e6
		l.After, l.Delay = p.table.Accounts[m.after], &d
		l.AfterHandle = p.people.handle(l.After)
	}
	return l
}
