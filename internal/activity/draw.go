package activity

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// Drawing makes groups of ordinary accounts to compare a group with.
type Drawing struct {
	c        *Corpus
	ordinary []int // by number of posts
	place    []int // of each account in ordinary, −1 where it is none
	users    [][]uint32
}

// NewDrawing readies the ordinary accounts of a corpus. Where the corpus holds
// objects, groups are drawn from users of one hashtag too.
func NewDrawing(c *Corpus, ordinary []int) *Drawing {
	d := &Drawing{c: c, ordinary: slices.Clone(ordinary), place: make([]int, len(c.Accounts))}
	slices.SortFunc(d.ordinary, func(a, b int) int { return cmp.Or(cmp.Compare(c.PostsOf(a), c.PostsOf(b)), cmp.Compare(a, b)) })
	for a := range d.place {
		d.place[a] = -1
	}
	for i, a := range d.ordinary {
		d.place[a] = i
	}
	d.hashtags()
	return d
}

// hashtags lists the ordinary users of each hashtag.
func (d *Drawing) hashtags() {
	tags := &d.c.sets[Hashtags]
	if len(tags.hash) == 0 {
		return
	}
	d.users = make([][]uint32, len(tags.hash))
	for _, a := range d.ordinary {
		for _, o := range tags.of(a) {
			d.users[o] = append(d.users[o], uint32(a))
		}
	}
}

// Enough is how many ordinary accounts a comparison with groups of a size
// needs: with fewer the groups drawn would be much the same accounts.
func Enough(size int) int { return max(20, 2*size) }

// Can says whether groups of a size can be drawn.
func (d *Drawing) Can(size int) bool { return len(d.ordinary) >= Enough(size) }

// Groups draws n groups of as many accounts as like has, each member in place
// of one of like's and about as active: by turns out of the users of one
// hashtag (organic communities), where one has enough of them, and out of all
// ordinary accounts (matched draws). The same seed gives the same groups.
func (d *Drawing) Groups(like []int, n int, seed uint64) [][]int {
	if !d.Can(len(like)) {
		return nil
	}
	rnd := rand.New(rand.NewPCG(seed, 0x67726f757073))
	wide := d.wide(len(like))
	out := make([][]int, n)
	for i := range out {
		if i%2 == 0 && len(wide) > 0 {
			out[i] = sample(rnd, d.users[wide[rnd.IntN(len(wide))]], len(like))
		} else {
			out[i] = d.matched(rnd, like)
		}
	}
	return out
}

// wide lists the hashtags with enough ordinary users.
func (d *Drawing) wide(size int) []int {
	var out []int
	for o, users := range d.users {
		if len(users) >= size {
			out = append(out, o)
		}
	}
	return out
}

// sample draws without replacement.
func sample(rnd *rand.Rand, from []uint32, n int) []int {
	pool := slices.Clone(from)
	out := make([]int, n)
	for i := range out {
		j := i + rnd.IntN(len(pool)-i)
		pool[i], pool[j] = pool[j], pool[i]
		out[i] = int(pool[i])
	}
	slices.Sort(out)
	return out
}

// matched draws for each member an ordinary account near it in the order by
// number of posts: within a twentieth of the list, more where those are taken.
func (d *Drawing) matched(rnd *rand.Rand, like []int) []int {
	taken := map[int]bool{}
	var out []int
	reach := max(5, len(d.ordinary)/20)
	for _, a := range like {
		i := min(max(d.about(rnd, d.c.PostsOf(a))+rnd.IntN(2*reach+1)-reach, 0), len(d.ordinary)-1)
		for taken[i] {
			i = (i + 1) % len(d.ordinary)
		}
		taken[i] = true
		out = append(out, d.ordinary[i])
	}
	slices.Sort(out)
	return out
}

// about is where an account of so many posts stands among the ordinary ones:
// anywhere among those that have as many, so that none of them is preferred.
func (d *Drawing) about(rnd *rand.Rand, posts int) int {
	first, _ := slices.BinarySearchFunc(d.ordinary, posts, func(o, n int) int { return cmp.Compare(d.c.PostsOf(o), n) })
	next, _ := slices.BinarySearchFunc(d.ordinary, posts+1, func(o, n int) int { return cmp.Compare(d.c.PostsOf(o), n) })
	if next-first > 1 {
		return first + rnd.IntN(next-first)
	}
	return first
}

// Percentile is the share of groups drawn whose value is below that of the
// group, those equal counted half; NaN where nothing can be compared. Its
// resolution is one over the number of values compared.
func Percentile(value float64, drawn []float64) (share float64, compared int) {
	below := 0.0
	for _, v := range drawn {
		switch {
		case math.IsNaN(v):
			continue
		case v < value:
			below++
		case v == value:
			below += 0.5
		}
		compared++
	}
	if math.IsNaN(value) || compared == 0 {
		return math.NaN(), 0
	}
	return below / float64(compared), compared
}
