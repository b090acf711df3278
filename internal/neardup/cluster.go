package neardup

import (
	"cmp"
	"context"
	"slices"
)

// Clusters is what Cluster found.
type Clusters struct {
	// Of is the cluster of each text, in the order in which texts were added;
	// None where it says too little. Clusters are numbered from 0 by their
	// first text.
	Of []uint32
	// Distinct is the distinct text of each text, or None.
	Distinct []uint32
	// Size, Variants, Representative, Cohesion and Loosest are by cluster:
	// its texts, how many of them are different, the most copied of these,
	// and the mean and the least similarity of a text to that one, 0..1.
	Size, Variants, Representative []uint32
	Cohesion, Loosest              []float64
}

// Len is the number of clusters, those of one text included.
func (c *Clusters) Len() int { return len(c.Size) }

// Cluster groups the texts. It fails only where the context ends.
func (t *Texts) Cluster(ctx context.Context) (*Clusters, error) {
	order := t.order()
	met, err := t.meet(ctx, order)
	if err != nil {
		return nil, err
	}
	sets, err := t.sets(ctx, met.texts(order))
	if err != nil {
		return nil, err
	}
	g := newGrouping(t.opt, order, met, sets)
	for i := range order {
		if i%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		g.place(i)
	}
	return t.clusters(g), nil
}

// order puts the most copied texts first, so that they become the
// representatives; among these the first seen.
func (t *Texts) order() []uint32 {
	order := make([]uint32, t.Distinct())
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(t.count[b], t.count[a]), cmp.Compare(a, b))
	})
	return order
}

// clusters numbers the clusters by their first text and sums them up.
func (t *Texts) clusters(g *grouping) *Clusters {
	c := &Clusters{Of: make([]uint32, len(t.of)), Distinct: t.of}
	number := slices.Repeat([]uint32{None}, len(g.anchor))
	for i, d := range t.of {
		if d == None {
			c.Of[i] = None
			continue
		}
		k := &number[g.cluster[d]]
		if *k == None {
			*k = uint32(len(c.Size))
			c.Size = append(c.Size, 0)
			c.Representative = append(c.Representative, g.anchor[g.cluster[d]])
		}
		c.Of[i] = *k
		c.Size[*k]++
	}
	c.Variants = make([]uint32, c.Len())
	c.Cohesion, c.Loosest = make([]float64, c.Len()), slices.Repeat([]float64{1}, c.Len())
	for d, k := range g.cluster {
		n := number[k]
		c.Variants[n]++
		s := float64(g.similar[d])
		c.Cohesion[n] += s * float64(t.count[d])
		c.Loosest[n] = min(c.Loosest[n], s)
	}
	for n := range c.Cohesion {
		c.Cohesion[n] /= float64(c.Size[n])
	}
	return c
}
