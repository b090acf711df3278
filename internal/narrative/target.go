package narrative

import (
	"math/bits"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/stance"
	"github.com/unveil-project/unveil/internal/stats"
	"github.com/unveil-project/unveil/internal/text"
)

// Target is a candidate whom posts of a narrative name, and how.
type Target struct {
	Candidate                    string // id
	Name                         string // as the election writes it
	Named                        int    // posts that name the candidate
	Hostile, Favourable, Unclear int    // of these
	Share, Low, High             float64
	// HostileLow and HostileHigh are the 95 % score interval (Wilson 1927) of
	// the hostile posts among those that name the candidate, Low and High that
	// of the posts that do among all.
	HostileLow, HostileHigh float64
	// LogOdds compares how often posts of the narrative name the candidate
	// with how often all other posts do; Error is its standard error.
	LogOdds, Error float64
}

// prior is how many posts the prior of the log-odds is worth.
const prior = 10

// named is how many posts of an input name each candidate.
type named struct {
	posts int
	by    [mostCandidates]int
}

// background counts the candidates named in all posts.
func (c *corpus) background() named {
	n := named{posts: len(c.named)}
	for _, set := range c.named {
		n.add(set)
	}
	return n
}

func (n *named) add(set uint64) {
	for ; set != 0; set &= set - 1 {
		n.by[bits.TrailingZeros64(set)]++
	}
}

// stances reads what posts say of candidates.
type stances struct {
	reader *stance.Reader
	people []election.Candidate
}

func newStances(e *election.Election) stances {
	if e == nil || len(e.People) == 0 {
		return stances{}
	}
	return stances{reader: stance.New(e), people: e.People[:min(len(e.People), mostCandidates)]}
}

// opinions counts the stances of a group's posts, by the candidate's bit.
// Equal texts are read once.
type opinions struct {
	by    map[int]*[3]int // hostile, favourable, unclear
	known map[uint64][]vote
}

type vote struct{ candidate, stance int }

// mostKnown bounds the different texts of one group that are remembered.
const mostKnown = 20_000

func (o *opinions) add(b *builder, p *post.Post, language string) {
	if o.by == nil {
		o.by, o.known = map[int]*[3]int{}, map[uint64][]vote{}
	}
	key := text.Hash64([]byte(p.Text))
	votes, ok := o.known[key]
	if !ok {
		votes = b.votes(p.Text, language)
		if len(o.known) < mostKnown {
			o.known[key] = votes
		}
	}
	for _, v := range votes {
		if o.by[v.candidate] == nil {
			o.by[v.candidate] = &[3]int{}
		}
		o.by[v.candidate][v.stance]++
	}
}

func (b *builder) votes(s, language string) []vote {
	var out []vote
	for _, op := range b.stances.reader.Read(s, language) {
		bit, ok := b.bits[op.Candidate]
		if !ok {
			continue
		}
		v := vote{bit, 2}
		switch op.Stance {
		case stance.Hostile:
			v.stance = 0
		case stance.Favourable:
			v.stance = 1
		case stance.Unclear:
		}
		out = append(out, v)
	}
	return out
}

// targets gives the candidates that a group names, in the order of the
// election.
func (b *builder) targets(d *draft) []Target {
	var own named
	for _, row := range d.rows {
		own.posts++
		own.add(b.named[row])
	}
	var out []Target
	for bit, person := range b.stances.people {
		k := own.by[bit]
		if k == 0 {
			continue
		}
		t := Target{Candidate: person.ID, Name: person.Name, Named: k}
		if o := d.opinions.by[bit]; o != nil {
			t.Hostile, t.Favourable, t.Unclear = o[0], o[1], o[2]
		}
		t.Share = float64(k) / float64(own.posts)
		t.Low, t.High = stats.Wilson(k, own.posts, stats.Z95)
		t.HostileLow, t.HostileHigh = stats.Wilson(t.Hostile, k, stats.Z95)
		t.LogOdds, t.Error = stats.LogOdds(k, own.posts, b.background.by[bit]-k, b.background.posts-own.posts, prior)
		out = append(out, t)
	}
	return out
}
