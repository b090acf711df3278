package coord

import (
	"cmp"
	"slices"

	"github.com/unveil-project/unveil/internal/network/null"

	"github.com/unveil-project/unveil/internal/text"
)

// profile is a group in numbers. Shares of posts are 0..1; "together" means
// posts that belong to an occasion.
type profile struct {
	*group
	occasions   []occasion
	together    []uint32 // posts, ascending
	posts       int      // all of its accounts
	objects     int      // distinct, shared together
	days        int      // on which something was shared together
	delay       float64  // median between consecutive shares, seconds
	window      int64    // longest that an edge was found in, microseconds
	byChannel   [channels]float64
	ownObjects  float64 // share of occasions on objects that nobody else used
	crowded     float64 // share of occasions with as many shares by others
	linked      float64 // of all posts: holds a link
	talking     float64 // of all posts: replies or mentions
	inside      float64 // of accounts: named another account of the group
	official    float64 // of accounts: a candidate's
	via, prizes float64 // of posts together
	round       float64 // of posts together: minute divisible by five
	topSite     float64 // of posts together: link to the site most linked among them
	activeDays  float64 // median over accounts: share of the days of the input on which it posted
	otherSites  float64 // of texts posted together with comparable links: to different sites
	comparable  int     // such texts
}

// describe fills the profiles of all groups from their occasions, with one run through the posts.
func (c *corpus) describe(groups []group, occasions [][]occasion, par params) []profile {
	profiles := make([]profile, len(groups))
	label := make([]int, len(c.accounts.list))
	for g := range groups {
		profiles[g] = profile{group: &groups[g], occasions: occasions[g]}
		for _, a := range groups[g].accounts {
			label[a] = g + 1
		}
		for _, e := range groups[g].edges {
			profiles[g].window = max(profiles[g].window, par.windows[e.window].Length)
		}
		c.describeOccasions(&profiles[g])
		profiles[g].together = compact(append(profiles[g].together, groups[g].instant...))
		c.describeTogether(&profiles[g])
	}
	c.describePosts(profiles, label)
	c.describeTalk(profiles, label)
	return profiles
}

// describeOccasions fills what follows from the occasions.
func (c *corpus) describeOccasions(p *profile) {
	var delays []int64
	var objects []uint64
	var sites int
	for _, oc := range p.occasions {
		s := c.shares[oc.channel]
		p.byChannel[oc.channel]++
		p.ownObjects += btof(oc.own)
		p.crowded += btof(oc.outsiders >= oc.accounts)
		objects = append(objects, uint64(oc.channel)<<32|uint64(s.Object[oc.rows[0]]))
		for i, r := range oc.rows {
			p.together = append(p.together, s.Post[r])
			if i > 0 {
				delays = append(delays, s.Time[r]-s.Time[oc.rows[i-1]])
			}
		}
		if oc.channel == Text {
			differ, ok := c.sites(s.Post[oc.rows[0]], s.Post[oc.rows[1]])
			p.comparable += int(btof(ok))
			sites += int(btof(ok && differ))
		}
	}
	n := float64(max(1, len(p.occasions)))
	for ch := range p.byChannel {
		p.byChannel[ch] /= n
	}
	p.ownObjects /= n
	p.crowded /= n
	p.otherSites = float64(sites) / float64(max(1, p.comparable))
	p.objects = countDistinct(objects)
	p.delay = median(delays) / float64(second)
}

// describeTogether fills what follows from the posts shared together.
func (c *corpus) describeTogether(p *profile) {
	var days []int64
	sites := map[string]int{}
	top := 0
	for _, n := range p.together {
		r := &c.posts[n]
		if site, ok := c.site(n); ok {
			sites[site]++
			top = max(top, sites[site])
		}
		quote := c.text(n)
		p.via += btof(hasVia(quote))
		p.prizes += btof(hasPrize(quote))
		p.round += btof(r.marks&markRound != 0)
		days = append(days, null.FloorDiv(r.time, day))
	}
	n := float64(max(1, len(p.together)))
	p.via /= n
	p.prizes /= n
	p.round /= n
	p.topSite = float64(top) / n
	p.days = countDistinct(days)
}

// describePosts fills what follows from all posts of the accounts.
func (c *corpus) describePosts(profiles []profile, label []int) {
	active := make([]int64, len(c.accounts.list))
	seen := make([]int64, len(c.accounts.list)) // 1 + the last day counted
	official := make([]bool, len(c.accounts.list))
	days := map[int64]bool{}
	for i := range c.posts {
		r := &c.posts[i]
		d := null.FloorDiv(r.time, day)
		if i == 0 || d != null.FloorDiv(c.posts[i-1].time, day) {
			days[d] = true
		}
		g := label[r.account]
		if g == 0 {
			continue
		}
		if seen[r.account] != d+1 {
			seen[r.account] = d + 1
			active[r.account]++
		}
		p := &profiles[g-1]
		p.posts++
		p.linked += btof(r.marks&markLink != 0)
		p.talking += btof(r.marks&markTalk != 0)
		official[r.account] = r.marks&markOfficial != 0
	}
	for g := range profiles {
		p := &profiles[g]
		var own []int64
		for _, a := range p.accounts {
			own = append(own, active[a])
			p.official += btof(official[a]) / float64(len(p.accounts))
		}
		p.activeDays = median(own) / float64(max(1, len(days)))
		p.linked /= float64(max(1, p.posts))
		p.talking /= float64(max(1, p.posts))
	}
}

// describeTalk fills who of a group named another of it.
func (c *corpus) describeTalk(profiles []profile, label []int) {
	spoke := make([]bool, len(c.accounts.list))
	for _, t := range c.talks {
		g := label[t.from]
		if g == 0 {
			continue
		}
		if to, ok := c.owner[t.name]; ok && to != t.from && label[to] == g {
			spoke[t.from] = true
		}
	}
	for g := range profiles {
		p := &profiles[g]
		for _, a := range p.accounts {
			p.inside += btof(spoke[a]) / float64(len(p.accounts))
		}
	}
}

// site is where the first link of a post leads; ok is false where it has none
// or hides it.
func (c *corpus) site(n uint32) (host string, ok bool) {
	l := c.posts[n].link
	if l == 0 {
		return "", false
	}
	host = text.Domain(c.objects[Link].list[l-1])
	return host, !text.Shortener(host)
}

// sites says whether the first links of two posts lead to different sites; ok
// is false where either has none or hides it.
func (c *corpus) sites(a, b uint32) (differ, ok bool) {
	x, okX := c.site(a)
	y, okY := c.site(b)
	return x != y, okX && okY
}

func btof(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func compact[T cmp.Ordered](v []T) []T {
	slices.Sort(v)
	return slices.Compact(v)
}

func countDistinct[T cmp.Ordered](v []T) int { return len(compact(v)) }

// median of integers; 0 of none.
func median(v []int64) float64 {
	if len(v) == 0 {
		return 0
	}
	slices.Sort(v)
	return float64(v[(len(v)-1)/2]+v[len(v)/2]) / 2
}
