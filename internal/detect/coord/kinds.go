package coord

import (
	"math/bits"
	"slices"
)

// onTwoChannels counts the accounts of a group that have edges in two and more
// channels which do not carry the same thing: a link often stands in a copied
// text, so texts, links and table objects count as one channel, hashtags and
// reposts as one each. A hashtag inside a copied text is no second channel
// either: it counts only where it makes an edge by itself.
func (g *group) onTwoChannels() int {
	kinds := map[uint32]uint8{}
	for _, e := range g.edges {
		k := e.kinds()
		kinds[e.A] |= k
		kinds[e.B] |= k
	}
	n := 0
	for _, k := range kinds {
		if bits.OnesCount8(k) > 1 {
			n++
		}
	}
	return n
}

// kinds are the channels of an edge with those of one content put together.
func (e *edge) kinds() uint8 {
	const content = 1<<Text | 1<<Link | 1<<Object
	k := e.channels
	if k&content != 0 {
		k = k&^uint8(content) | 1<<Text
	}
	return k
}

// age is the median age in days of accounts at a time, of those whose age is
// known; ok is false where it is known of less than half.
func (c *corpus) age(accounts []uint32, at int64) (days float64, ok bool) {
	var ages []int64
	for _, a := range accounts {
		if s := c.since[a]; s > 0 && s <= at {
			ages = append(ages, at-s)
		}
	}
	return median(ages) / float64(day), len(ages) > 0 && 2*len(ages) >= len(accounts)
}

// ages compares the age of a group's accounts with that of all others at the
// time of its first post together.
func (c *corpus) ages(p *profile) (own, others float64, ok bool) {
	if len(p.together) == 0 {
		return 0, 0, false
	}
	at := c.posts[p.together[0]].time
	var rest []uint32
	for a := range c.accounts.list {
		if _, in := slices.BinarySearch(p.accounts, uint32(a)); !in {
			rest = append(rest, uint32(a))
		}
	}
	own, known := c.age(p.accounts, at)
	others, also := c.age(rest, at)
	return own, others, known && also
}
