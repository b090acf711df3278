package narrative

import (
	"context"
	"fmt"

	"github.com/unveil-project/unveil/internal/neardup"
	"github.com/unveil-project/unveil/internal/text"
)

// Find finds the narratives of an input. It reads the posts twice.
func Find(ctx context.Context, in Input, par Params) (*Result, error) {
	c := newCorpus(in.Election)
	read, err := c.read(ctx, &in)
	if err != nil {
		return nil, fmt.Errorf("reading posts: %w", err)
	}
	found, err := c.texts.Cluster(ctx)
	if err != nil {
		return nil, fmt.Errorf("comparing texts: %w", err)
	}
	all := c.groups(found, max(2, par.MinAccounts))
	out := &Result{
		Posts: read, Accounts: len(c.names), Step: c.step,
		Handles: len(c.official) > 0, Candidates: c.people != nil,
	}
	for _, d := range found.Distinct {
		if d != neardup.None {
			out.Compared++
		}
	}
	if len(all) > par.Most {
		for _, g := range all[par.Most:] {
			out.Beyond.Narratives++
			out.Beyond.Posts += len(g.rows)
		}
		all = all[:par.Most]
	}
	if in.Later != nil {
		if in.Coordinated, err = in.Later(ctx); err != nil {
			return nil, err
		}
	}
	b := newBuilder(c, found, all, &in)
	if err := b.read(ctx, &in); err != nil {
		return nil, fmt.Errorf("reading posts again: %w", err)
	}
	out.Narratives = b.finish(par.Labels)
	return out, nil
}

// builder describes groups.
type builder struct {
	*corpus
	found       *neardup.Clusters
	groups      []group
	drafts      []draft
	claims      *Input
	stances     stances
	background  named
	coordinated []bool // by account
}

func newBuilder(c *corpus, found *neardup.Clusters, groups []group, in *Input) *builder {
	b := &builder{corpus: c, found: found, groups: groups, drafts: make([]draft, len(groups)), claims: in}
	b.stances = newStances(in.Election)
	b.coordinated = make([]bool, len(c.names))
	for i, name := range c.names {
		b.coordinated[i] = in.Coordinated[name]
	}
	for i := range b.drafts {
		b.drafts[i].init(&groups[i], found)
	}
	b.background = c.background()
	return b
}

// read goes through the posts a second time, for those of the groups.
func (b *builder) read(ctx context.Context, in *Input) error {
	of := make([]int32, len(b.time)) // 1 + group of each post
	for i := range b.groups {
		for _, row := range b.groups[i].rows {
			of[row] = int32(i + 1)
		}
	}
	row := 0
	for obs, err := range in.Posts.Posts(ctx) {
		if err != nil {
			return err
		}
		if !counts(obs) {
			continue
		}
		if row == len(of) {
			break
		}
		if g := of[row]; g > 0 {
			b.drafts[g-1].add(b, uint32(row), obs)
		}
		row++
	}
	return ctx.Err()
}

// finish makes the narratives of the drafts.
func (b *builder) finish(labels int) []Narrative {
	out := make([]Narrative, len(b.drafts))
	for i := range b.drafts {
		out[i] = b.narrative(&b.drafts[i])
	}
	b.label(out, labels)
	b.match(out)
	return out
}

// idOf names a narrative by its representative words.
func (b *builder) idOf(g *group) string {
	bare := b.texts.Text(b.found.Representative[g.cluster])
	return fmt.Sprintf("n%08x", uint32(text.Hash64(bare)>>32))
}
