package label

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/unveil-project/unveil/internal/stance"
)

// Item is one text and one candidate that can be labelled.
type Item struct {
	Key, Candidate string
	Opinion        stance.Opinion // of the rules
	Part           string         // set by Sample
	Text, Language string
	File           string
	Row            int64
	ID             string
}

// Sample draws n items, without one twice: half of them evenly from all (Random),
// so that an error measured on them holds for all, and half from where the
// rules hesitate most (Uncertain), evenly over their answers. The two kinds
// alternate. The same seed draws the same from the same items in any order.
func Sample(items []Item, n int, seed uint64) []Item {
	all := slices.Clone(items)
	slices.SortFunc(all, func(a, b Item) int { return cmp.Compare(a.Key, b.Key) })
	all = slices.CompactFunc(all, func(a, b Item) bool { return a.Key == b.Key })
	n = min(max(n, 0), len(all))
	even := rand.New(rand.NewPCG(seed, 1)).Perm(len(all))
	unsure := doubtful(all)
	taken := make([]bool, len(all))
	var out []Item
	take := func(queue []int, part string) []int {
		for i, k := range queue {
			if !taken[k] {
				taken[k] = true
				x := all[k]
				x.Part = part
				out = append(out, x)
				return queue[i+1:]
			}
		}
		return nil
	}
	// The even half is drawn first, so that the other half cannot bend it.
	var random, chosen []Item
	for range (n + 1) / 2 {
		even = take(even, Random)
	}
	random, out = out, nil
	for range n / 2 {
		unsure = take(unsure, Uncertain)
	}
	chosen = out
	return alternate(random, chosen)
}

func alternate(a, b []Item) []Item {
	out := make([]Item, 0, len(a)+len(b))
	for i := range max(len(a), len(b)) {
		if i < len(a) {
			out = append(out, a[i])
		}
		if i < len(b) {
			out = append(out, b[i])
		}
	}
	return out
}

// doubtful orders items by how near their score is to the border between an
// answer and none, in turn for each answer of the rules.
func doubtful(all []Item) []int {
	const border = 0.75
	strata := map[stance.Stance][]int{}
	for i := range all {
		strata[all[i].Opinion.Stance] = append(strata[all[i].Opinion.Stance], i)
	}
	longest := 0
	for _, s := range stance.Stances() {
		slices.SortStableFunc(strata[s], func(a, b int) int {
			da := math.Abs(math.Abs(all[a].Opinion.Score) - border)
			db := math.Abs(math.Abs(all[b].Opinion.Score) - border)
			return cmp.Or(cmp.Compare(da, db), cmp.Compare(all[a].Key, all[b].Key))
		})
		longest = max(longest, len(strata[s]))
	}
	var out []int
	for k := range longest {
		for _, s := range stance.Stances() {
			if k < len(strata[s]) {
				out = append(out, strata[s][k])
			}
		}
	}
	return out
}
