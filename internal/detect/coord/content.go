package coord

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/stance"
	"github.com/unveil-project/unveil/internal/stats"
	"github.com/unveil-project/unveil/internal/text"
)

// Bounds of what is said of a group's content.
const (
	topThings   = 3      // hashtags and sites that are named
	topRunes    = 140    // of the text that was copied most
	mostRead    = 5_000  // posts of a group, and
	mostOthers  = 20_000 // of all others, that are read for candidates
	namedLeast  = 5      // posts that name a candidate before it is said
	namedPrior  = 10     // trials that the prior of the log-odds is worth
	targetsMost = 4      // candidates that are named
)

// content says in words what a group shared together: the hashtags and sites
// of most occasions, and the text of most posts.
func (c *corpus) content(p *profile) []lang.Message {
	tags, sites, texts := map[string]int{}, map[string]int{}, map[uint32]int{}
	for _, oc := range p.occasions {
		s := c.shares[oc.channel]
		object := s.Object[oc.rows[0]]
		switch oc.channel {
		case Hashtag:
			tags["#"+c.objects[Hashtag].list[object]] += len(oc.rows)
		case Link:
			sites[text.Domain(c.objects[Link].list[object])] += len(oc.rows)
		case Text:
			texts[s.Post[oc.rows[0]]] += len(oc.rows)
		case Repost, Object, channels:
		}
	}
	var out []lang.Message
	if top := mostOf(tags); len(top) > 0 {
		out = append(out, lang.M("coord.detail.hashtags", "tags", strings.Join(top, ", ")))
	}
	if top := mostOf(sites); len(top) > 0 {
		out = append(out, lang.M("coord.detail.sites", "links", strings.Join(top, ", ")))
	}
	if posts := mostOf(texts); len(posts) > 0 {
		// Mentions and links are left out of the text, as they name bystanders.
		c.buf = text.Normal(c.buf[:0], c.text(posts[0]))
		out = append(out, lang.M("coord.detail.text", "label", clip(string(c.buf), topRunes), "posts", texts[posts[0]]))
	}
	return out
}

// mostOf gives the keys of the largest counts, equal ones in order.
func mostOf[K cmp.Ordered](counts map[K]int) []K {
	keys := slices.SortedFunc(maps.Keys(counts), func(a, b K) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	return keys[:min(len(keys), topThings)]
}

// clip cuts a text to n characters.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

// naming is how posts name one candidate.
type naming struct {
	person                       *election.Candidate
	posts                        int // read
	named                        int // of these
	hostile, favourable, unclear int // of the named
	low, high                    float64
	ratio, ratioLow, ratioHigh   float64 // odds of being named over those in all other posts
}

// namings says which candidates the posts that a group shared together name,
// and how, beside how often all other posts name them. What is read of a post
// is the part that was kept; of many posts every so-manieth is read.
func (c *corpus) namings(p *profile, in *input) []naming {
	e := in.election
	if len(e.People) == 0 || len(p.together) == 0 {
		return nil
	}
	by := map[string]*naming{}
	own := every(p.together, mostRead)
	for _, n := range own {
		s := c.text(n)
		if len(in.names.Named(s)) == 0 {
			continue // most posts name nobody, and that is cheaper to see
		}
		for _, o := range in.stances.Read(s, "") {
			if by[o.Candidate] == nil {
				by[o.Candidate] = &naming{posts: len(own)}
			}
			by[o.Candidate].add(o.Stance)
		}
	}
	others, read := map[string]int{}, 0
	for i := 0; i < len(c.posts); i += max(1, len(c.posts)/mostOthers) {
		if _, in := slices.BinarySearch(p.together, uint32(i)); in {
			continue
		}
		read++
		for _, id := range in.names.Named(c.text(uint32(i))) {
			others[id]++
		}
	}
	var out []naming
	for i := range e.People {
		n := by[e.People[i].ID]
		if n == nil || n.named < namedLeast {
			continue
		}
		n.person = &e.People[i]
		n.low, n.high = stats.Wilson(n.hostile, n.named, stats.Z95)
		delta, se := stats.LogOdds(n.named, n.posts, others[n.person.ID], read, namedPrior)
		n.ratio, n.ratioLow, n.ratioHigh = math.Exp(delta), math.Exp(delta-stats.Z95*se), math.Exp(delta+stats.Z95*se)
		out = append(out, *n)
	}
	slices.SortStableFunc(out, func(a, b naming) int { return cmp.Compare(b.named, a.named) })
	return out[:min(len(out), targetsMost)]
}

func (n *naming) add(s stance.Stance) {
	n.named++
	switch s {
	case stance.Hostile:
		n.hostile++
	case stance.Favourable:
		n.favourable++
	case stance.Unclear:
		n.unclear++
	}
}

// every gives at most so many elements, evenly spread.
func every(v []uint32, most int) []uint32 {
	if len(v) <= most {
		return v
	}
	step := (len(v) + most - 1) / most
	var out []uint32
	for i := 0; i < len(v); i += step {
		out = append(out, v[i])
	}
	return out
}

// targets says the namings in sentences and measures.
func targets(namings []naming) (details []lang.Message, measures []finding.Measure) {
	for _, n := range namings {
		details = append(details,
			lang.M("coord.detail.named", "named", n.named, "posts", n.posts, "candidate", n.person.Name,
				"hostile", n.hostile, "favourable", n.favourable, "unclear", n.unclear, "low", n.low, "high", n.high),
			lang.M("coord.detail.odds", "candidate", n.person.Name, "ratio", n.ratio, "low", n.ratioLow, "high", n.ratioHigh))
	}
	if len(namings) > 0 {
		n := namings[0]
		measures = append(measures,
			finding.Measure{Name: "named_posts", Value: float64(n.named), Unit: "posts"},
			finding.Measure{Name: "named_hostile", Value: float64(n.hostile), Unit: "posts"},
			finding.Measure{Name: "named_favourable", Value: float64(n.favourable), Unit: "posts"},
			finding.Measure{Name: "named_odds_ratio", Value: n.ratio, Unit: "ratio"})
	}
	return details, measures
}
