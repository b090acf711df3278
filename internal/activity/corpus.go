// Package activity holds how the accounts of an input behave, in columns:
// when they post, in which language, with which program, in which forms, and,
// where asked for, with which objects and words. What is measured on them is
// in rhythm and bloc.
//
//	posts ─ Reader ─▶ Corpus (by account, in order of time) ─▶ Portrait, Community, Sketch
package activity

import (
	"iter"
	"strings"

	"github.com/unveil-project/unveil/internal/bloc"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/rhythm"
	"github.com/unveil-project/unveil/internal/source"
)

// Account is one account of the input.
type Account struct {
	Name   string // as post.Post has it
	Handle string // the last one shown
	Since  int64  // when it was made, microseconds since 1970; 0 unknown
}

// Options say what to read besides the acts.
type Options struct {
	Objects []Kind // objects and pieces of text, none where it is empty
}

// Corpus is what the accounts of an input did. Accounts are numbered in the
// order of their first post.
type Corpus struct {
	Accounts  []Account
	Languages []string // names by number; 0 is none
	Clients   []string
	Step      int64 // of the times: rhythm.Minute, rhythm.Second or 1
	Links     int   // posts with a link
	start     []int // posts of account a are those from start[a] to start[a+1]
	posts     columns
	sets      [kinds]sets
	inClients []float64 // posts by client, by language
	inTongues []float64
}

// columns are the posts, one value for each.
type columns struct {
	time     []int64
	act      []bloc.Act
	word     []string // few different ones
	language []uint32
	client   []uint32
	linked   []bool
	handle   []bool // the handle is another than before
}

// Reader takes in posts.
type Reader struct {
	corpus    Corpus
	account   []uint32
	accounts  map[string]uint32
	languages map[string]uint32
	clients   map[string]uint32
	words     map[string]string // one string for each word
	own       map[uint64]uint32 // account by the hash of a post's id
	gather    *gatherer
	buf       []byte
}

// NewReader begins a corpus.
func NewReader(o Options) *Reader {
	r := &Reader{accounts: map[string]uint32{}, languages: map[string]uint32{"": 0}, clients: map[string]uint32{"": 0}, words: map[string]string{}, own: map[uint64]uint32{}}
	r.corpus.Languages, r.corpus.Clients = []string{""}, []string{""}
	if len(o.Objects) > 0 {
		r.gather = newGatherer(o.Objects)
	}
	return r
}

// Read takes in all posts, each once: a new version of a post is the same act
// again. progress, where not nil, is told how many were read.
func Read(posts iter.Seq2[*source.Obs[post.Post], error], o Options, progress func(int64)) (*Corpus, error) {
	r, n := NewReader(o), int64(0)
	for obs, err := range posts {
		if err != nil {
			return nil, err
		}
		if n++; progress != nil && n%4096 == 0 {
			progress(n)
		}
		if obs.Version == 0 && obs.Record.Account != "" {
			r.Add(&obs.Record)
		}
	}
	if progress != nil {
		progress(n)
	}
	return r.Corpus(), nil
}

// number gives the number of a name, a new one where it is new.
func number(known map[string]uint32, list *[]string, name string) uint32 {
	if id, ok := known[name]; ok {
		return id
	}
	own := strings.Clone(name)
	id := uint32(len(*list))
	known[own] = id
	*list = append(*list, own)
	return id
}

// Add takes in one post, and clones what it keeps.
func (r *Reader) Add(p *post.Post) {
	a, known := r.accounts[p.Account]
	if !known {
		a = uint32(len(r.corpus.Accounts))
		name := strings.Clone(p.Account)
		r.accounts[name] = a
		r.corpus.Accounts = append(r.corpus.Accounts, Account{Name: name})
	}
	own := &r.corpus.Accounts[a]
	if own.Since == 0 {
		own.Since = p.Since
	}
	changed := own.Handle != "" && p.Handle != "" && own.Handle != p.Handle
	if p.Handle != "" && own.Handle != p.Handle {
		own.Handle = strings.Clone(p.Handle)
	}
	c := &r.corpus.posts
	r.account = append(r.account, a)
	c.time = append(c.time, p.Time)
	c.act = append(c.act, r.act(p, a))
	c.word = append(c.word, r.word(p, a))
	c.language = append(c.language, number(r.languages, &r.corpus.Languages, p.Language))
	c.client = append(c.client, number(r.clients, &r.corpus.Clients, p.Client))
	c.linked = append(c.linked, len(p.Links) > 0)
	c.handle = append(c.handle, changed)
	if p.ID != "" {
		r.own[r.hash(p.ID)] = a
	}
	if r.gather != nil {
		r.gather.add(p, a)
	}
}

// Corpus gives what was read. The reader must not be used again.
func (r *Reader) Corpus() *Corpus {
	c := &r.corpus
	c.Step = rhythm.Step(c.posts.time)
	for _, l := range c.posts.linked {
		if l {
			c.Links++
		}
	}
	c.group(r.account)
	c.inClients, c.inTongues = frequencies(c.posts.client, len(c.Clients)), frequencies(c.posts.language, len(c.Languages))
	if r.gather != nil {
		c.sets = r.gather.sets(len(c.Accounts))
	}
	return c
}

// frequencies counts how often each number below n occurs.
func frequencies(column []uint32, n int) []float64 {
	out := make([]float64, n)
	for _, id := range column {
		out[id]++
	}
	return out
}

// group orders the posts by account and keeps the order of time in each.
func (c *Corpus) group(account []uint32) {
	c.start = make([]int, len(c.Accounts)+1)
	for _, a := range account {
		c.start[a+1]++
	}
	for a := range c.Accounts {
		c.start[a+1] += c.start[a]
	}
	to := make([]int, len(account))
	next := append([]int(nil), c.start...)
	for i, a := range account {
		to[i] = next[a]
		next[a]++
	}
	p := &c.posts
	p.time, p.act, p.word = moved(p.time, to), moved(p.act, to), moved(p.word, to)
	p.language, p.client = moved(p.language, to), moved(p.client, to)
	p.linked, p.handle = moved(p.linked, to), moved(p.handle, to)
}

func moved[T any](from []T, to []int) []T {
	out := make([]T, len(from))
	for i, v := range from {
		out[to[i]] = v
	}
	return out
}

// Posts is the number of posts.
func (c *Corpus) Posts() int { return len(c.posts.time) }

// PostsOf is the number of posts of an account.
func (c *Corpus) PostsOf(a int) int { return c.start[a+1] - c.start[a] }

// Times gives the times of an account's posts, in order. They must not be
// changed.
func (c *Corpus) Times(a int) []int64 { return c.posts.time[c.start[a]:c.start[a+1]] }

// Find gives the numbers of the accounts named, by name or handle, in order,
// and the names that are nobody's.
func (c *Corpus) Find(names []string) (members []int, unknown []string) {
	by := map[string]int{}
	for a := len(c.Accounts) - 1; a >= 0; a-- {
		if h := c.Accounts[a].Handle; h != "" {
			by[h] = a
		}
	}
	for a := range c.Accounts {
		by[c.Accounts[a].Name] = a
	}
	seen := map[int]bool{}
	for _, n := range names {
		a, ok := by[n]
		switch {
		case !ok:
			unknown = append(unknown, n)
		case !seen[a]:
			seen[a] = true
			members = append(members, a)
		}
	}
	return members, unknown
}
