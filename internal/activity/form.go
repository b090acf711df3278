package activity

import (
	"time"

	"github.com/unveil-project/unveil/internal/bloc"
	"github.com/unveil-project/unveil/internal/fingerprint"
	"github.com/unveil-project/unveil/internal/rhythm"
)

// topParts is how many languages and clients a fingerprint names.
const topParts = 20

// forms makes the part of fingerprints that needs no salt, for one group
// after another, and remembers what it counted for each account.
type forms struct {
	c       *Corpus
	names   []string // of pairs of symbols
	known   map[int]*formOf
	counter bloc.Counter
}

// formOf is what one account adds to the form of its group.
type formOf struct {
	hours     [rhythm.Hours]float64
	pairs     bloc.Pairs
	languages []named
	clients   []named
}

// named is a number of a name and the posts that have it.
type named struct {
	id    uint32
	posts float64
}

func (c *Corpus) newForms() *forms {
	return &forms{c: c, names: bloc.Names(), known: map[int]*formOf{}}
}

// account counts one account.
func (f *forms) account(a int) *formOf {
	if known, ok := f.known[a]; ok {
		return known
	}
	w := f.c.week(a)
	from, to := f.c.start[a], f.c.start[a+1]
	one := &formOf{
		hours: w.Hours(), pairs: f.c.pairs(a, &f.counter),
		languages: counted(f.c.posts.language[from:to]), clients: counted(f.c.posts.client[from:to]),
	}
	if len(f.known) < mostTraits {
		f.known[a] = one
	}
	return one
}

// counted counts numbers, in the order in which they first stand.
func counted(column []uint32) []named {
	place := map[uint32]int{}
	var out []named
	for _, id := range column {
		at, ok := place[id]
		if !ok {
			at = len(out)
			place[id] = at
			out = append(out, named{id: id})
		}
		out[at].posts++
	}
	return out
}

// of makes the form of a group.
func (f *forms) of(members []int) *fingerprint.File {
	out := &fingerprint.File{Format: fingerprint.Format, Version: fingerprint.Version, Accounts: len(members), Techniques: []string{}}
	var hours [rhythm.Hours]float64
	var pairs bloc.Pairs
	languages, clients := newParts(), newParts()
	for _, a := range members {
		one := f.account(a)
		for i, n := range one.hours {
			hours[i] += n
		}
		for i, n := range one.pairs {
			pairs[i] += n
		}
		languages.add(one.languages)
		clients.add(one.clients)
		out.Posts += f.c.PostsOf(a)
	}
	out.Period = f.c.period(members)
	out.Hours = shares(hours)
	counts := make(map[string]float64, len(pairs))
	for i, n := range pairs {
		counts[f.names[i]] = n
	}
	out.Pairs = fingerprint.Mix(counts, len(counts))
	out.Languages, out.Clients = languages.mix(f.c.Languages), clients.mix(f.c.Clients)
	return out
}

// period is from the first to the last day with posts of members.
func (c *Corpus) period(members []int) fingerprint.Period {
	var first, last int64
	begun := false
	for _, a := range members {
		t := c.Times(a)
		if len(t) == 0 {
			continue
		}
		if !begun || t[0] < first {
			first = t[0]
		}
		if !begun || t[len(t)-1] > last {
			last = t[len(t)-1]
		}
		begun = true
	}
	return fingerprint.Period{First: day(first), Last: day(last)}
}

func day(t int64) string { return time.UnixMicro(t).UTC().Format(time.DateOnly) }

func shares(h [rhythm.Hours]float64) []float64 {
	total := 0.0
	for _, n := range h {
		total += n
	}
	out := make([]float64, len(h))
	for i, n := range h {
		out[i] = fingerprint.Digits(n / max(total, 1))
	}
	return out
}

// parts sums the counts of members and how many of them have a name.
type parts struct {
	users map[uint32]int
	posts map[uint32]float64
}

func newParts() *parts { return &parts{map[uint32]int{}, map[uint32]float64{}} }

func (p *parts) add(list []named) {
	for _, n := range list {
		p.users[n.id]++
		p.posts[n.id] += n.posts
	}
}

// mix names what at least fingerprint.Shared members use.
func (p *parts) mix(names []string) []fingerprint.Part {
	out := map[string]float64{}
	for id, n := range p.posts {
		if p.users[id] >= fingerprint.Shared && len([]rune(names[id])) <= 200 {
			out[names[id]] += n
		}
	}
	return fingerprint.Mix(out, topParts)
}

// tally finds the objects of one kind that several members of a group use.
// It counts in one array that all groups share.
type tally struct {
	sets  *sets
	users []uint8
}

func (c *Corpus) newTally(k Kind) *tally {
	return &tally{&c.sets[k], make([]uint8, len(c.sets[k].hash))}
}

// shared lists the objects that at least fingerprint.Shared members use.
func (t *tally) shared(members []int) []uint32 {
	var out []uint32
	for _, a := range members {
		for _, o := range t.sets.of(a) {
			if t.users[o] < fingerprint.Shared {
				if t.users[o]++; t.users[o] == fingerprint.Shared {
					out = append(out, o)
				}
			}
		}
	}
	for _, a := range members {
		for _, o := range t.sets.of(a) {
			t.users[o] = 0
		}
	}
	return out
}
