package narrative

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/neardup"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/text"
	"github.com/unveil-project/unveil/internal/words"
)

const (
	second = int64(1e6)
	minute = 60 * second
	hour   = 60 * minute
	day    = 24 * hour
)

// corpus is all posts as columns: 27 bytes for each beside its words.
type corpus struct {
	texts     *neardup.Texts
	time      []int64
	account   []uint32
	language  []uint16 // place in languages
	repost    []bool
	names     []string // of accounts
	ids       map[string]uint32
	languages table
	named     []uint64 // candidates that a post names, one bit each
	people    *election.Names
	bits      map[string]int // candidate → bit
	official  map[string]bool
	step      int64
	buf       []byte
}

// table gives names small numbers in order of first sight.
type table struct {
	list []string
	ids  map[string]uint16
}

// id gives the number of a name; names beyond 65,535 share the first's, which
// is that of "".
func (t *table) id(name string) uint16 {
	if id, ok := t.ids[name]; ok {
		return id
	}
	if len(t.list) > 0xFFFF {
		return 0
	}
	id := uint16(len(t.list))
	name = strings.Clone(name)
	t.list = append(t.list, name)
	t.ids[name] = id
	return id
}

// mostCandidates is how many candidates of an election are told apart.
const mostCandidates = 64

func newCorpus(e *election.Election) *corpus {
	c := &corpus{
		texts: neardup.New(neardup.Defaults()), ids: map[string]uint32{}, bits: map[string]int{},
		official: map[string]bool{}, step: minute,
		languages: table{ids: map[string]uint16{}},
	}
	c.languages.id("")
	if e == nil {
		return c
	}
	for i, person := range e.People {
		if i < mostCandidates {
			c.bits[person.ID] = i
		}
		for _, h := range person.Handles {
			c.official[string(text.Hashtag(nil, strings.TrimPrefix(h, "@")))] = true
		}
	}
	if len(e.People) > 0 {
		c.people = e.Names()
	}
	return c
}

// read takes in all posts, each once: a new version of a post is the same post.
func (c *corpus) read(ctx context.Context, in *Input) (posts int64, err error) {
	for obs, err := range in.Posts.Posts(ctx) {
		if err != nil {
			return posts, err
		}
		if counts(obs) {
			c.add(&obs.Record)
		}
		if posts++; in.Progress != nil && posts%4096 == 0 {
			in.Progress(posts)
		}
	}
	return posts, ctx.Err()
}

// counts says whether a record is a post that both readings take.
func counts(obs *source.Obs[post.Post]) bool { return obs.Version == 0 && obs.Record.Account != "" }

// add takes in one post. It keeps none of its strings.
func (c *corpus) add(p *post.Post) {
	c.buf = text.Bare(c.buf[:0], p.Text)
	c.texts.AddBare(c.buf)
	c.time = append(c.time, p.Time)
	if c.step == minute && p.Time%minute != 0 {
		c.step = second
	}
	if c.step == second && p.Time%second != 0 {
		c.step = 0
	}
	c.account = append(c.account, c.accountOf(p.Account))
	c.language = append(c.language, c.languageOf(p.Language))
	c.repost = append(c.repost, isRepost(p))
	if c.people != nil {
		c.named = append(c.named, c.namedIn(p.Text))
	}
}

func (c *corpus) accountOf(name string) uint32 {
	if id, ok := c.ids[name]; ok {
		return id
	}
	id, own := uint32(len(c.names)), strings.Clone(name)
	c.names = append(c.names, own)
	c.ids[own] = id
	return id
}

// languageOf gives the number of the language that an export names.
func (c *corpus) languageOf(name string) uint16 {
	if id, ok := c.languages.ids[name]; ok {
		return id
	}
	return c.languages.id(name)
}

// code is the ISO code of a language's number.
func (c *corpus) code(id uint16) string { return words.Language(c.languages.list[id]) }

// namedIn gives the candidates that a text names as bits.
func (c *corpus) namedIn(s string) (bits uint64) {
	for _, id := range c.people.Named(s) {
		if b, ok := c.bits[id]; ok {
			bits |= 1 << b
		}
	}
	return bits
}

// isOfficial says whether a post is by an account that the election names.
func (c *corpus) isOfficial(p *post.Post) bool {
	for _, own := range [...]string{p.Account, p.Handle} {
		c.buf = text.Hashtag(c.buf[:0], strings.TrimPrefix(own, "@"))
		if len(c.buf) > 0 && c.official[string(c.buf)] {
			return true
		}
	}
	return false
}

// group is one cluster in the making of a narrative.
type group struct {
	cluster uint32
	rows    []uint32
	members []uint32 // accounts, ascending
	writers int      // of these, with a post that is no repost
}

// groups gives the clusters that enough accounts posted, the largest first.
func (c *corpus) groups(found *neardup.Clusters, least int) []group {
	place := make([]int32, found.Len()) // 1 + place in groups, 0 for none
	var all []group
	for k, size := range found.Size {
		if int(size) >= least {
			all = append(all, group{cluster: uint32(k)})
			place[k] = int32(len(all))
		}
	}
	for i, k := range found.Of {
		if k != neardup.None && place[k] > 0 {
			g := &all[place[k]-1]
			g.rows = append(g.rows, uint32(i))
			g.members = append(g.members, c.account[i])
		}
	}
	for i := range all {
		all[i].members = compact(all[i].members)
	}
	all = slices.DeleteFunc(all, func(g group) bool { return len(g.members) < least })
	for i := range all {
		all[i].writers = c.writers(all[i].rows)
	}
	slices.SortStableFunc(all, func(a, b group) int {
		return cmp.Or(cmp.Compare(b.writers, a.writers), cmp.Compare(len(b.members), len(a.members)), cmp.Compare(len(b.rows), len(a.rows)))
	})
	return all
}

// writers counts the accounts with a post that is no repost.
func (c *corpus) writers(rows []uint32) int {
	var own []uint32
	for _, row := range rows {
		if !c.repost[row] {
			own = append(own, c.account[row])
		}
	}
	return len(compact(own))
}

func compact(list []uint32) []uint32 {
	slices.Sort(list)
	return slices.Compact(list)
}

// isRepost knows a repost by its act or by the words that begin one.
func isRepost(p *post.Post) bool {
	return p.Act == post.Repost || len(p.Text) > 4 && strings.EqualFold(p.Text[:4], "rt @")
}
