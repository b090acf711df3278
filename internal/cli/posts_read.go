package cli

import (
	"context"
	"strings"

	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/share"
)

// looked says whether a post passes what needs no knowledge of others.
func (p *postPicker) looked(o *fedPost) bool {
	p.seen.posts++
	if p.seen.posts == 1 || o.Time < p.seen.first {
		p.seen.first = o.Time
	}
	if p.seen.posts == 1 || o.Time > p.seen.last {
		p.seen.last = o.Time
	}
	if !p.inPeriod(o) {
		return false
	}
	p.seen.period++
	return p.hasWords(o.Text)
}

func (p *postPicker) inPeriod(o *fedPost) bool {
	return (p.ask.since == 0 || o.Time >= p.ask.since) && (p.ask.until == 0 || o.Time < p.ask.until)
}

func (p *postPicker) hasWords(text string) bool {
	if len(p.ask.words) == 0 {
		return true
	}
	text = strings.ToLower(text)
	for _, w := range p.ask.words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// read numbers the posts and takes their objects apart.
func (p *postPicker) read(ctx context.Context, from *postFeed) error {
	if p.ask.object == "" && !p.ask.together {
		return from.each(ctx, func(o *fedPost) error {
			p.number(o, p.looked(o))
			return nil
		})
	}
	kinds := p.ask.on
	if len(kinds.Kinds()) == 1 {
		kinds |= share.Of(share.Object)
	}
	b := share.NewBuilder(share.Options{Kinds: kinds, Most: postsMemory})
	defer b.Close()
	if err := p.probe(b); err != nil {
		return err
	}
	if err := from.each(ctx, func(o *fedPost) error { return p.record(b, o) }); err != nil {
		return err
	}
	var err error
	p.table, err = b.Finish(ctx)
	return err
}

// record gives a post to the table. Posts that are not looked for count too:
// they say how rare an object is.
func (p *postPicker) record(b *share.Builder, o *fedPost) error {
	at := p.number(o, p.looked(o))
	if !p.inPeriod(o) {
		return nil
	}
	id := o.ID
	err := p.share(b, o.Post, at)
	o.ID = id
	return err
}

// share gives a post to the table, and keeps its place where it has a number
// there.
func (p *postPicker) share(b *share.Builder, o *post.Post, at int32) error {
	o.ID = "" // every post with shares has a number of its own, in order
	before := sharesOf(b)
	err := b.Record(o)
	if sharesOf(b) > before {
		p.sharers = append(p.sharers, at)
	}
	return err
}

// probe gives the object asked for to the table, before all posts: twice, for
// an object that is used once has no name there.
func (p *postPicker) probe(b *share.Builder) error {
	for range 2 {
		for _, o := range probes(p.ask.object) {
			if err := p.share(b, &o, isProbe); err != nil {
				return err
			}
		}
	}
	return nil
}

// number gives a post that is looked for its place.
func (p *postPicker) number(o *fedPost, looked bool) int32 {
	who := uint32(0)
	if p.ask.named() || p.ask.together {
		who = p.people.number(o.Account, o.Handle)
	}
	if !looked {
		return notLooked
	}
	p.places = append(p.places, place{o.Time, who, int32(o.source)})
	return int32(len(p.places) - 1)
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
