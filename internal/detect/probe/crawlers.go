package probe

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/weblog"
)

// verified is the name of the crawler in whose published ranges an address
// lies, "" where it is in none or ranges are not known.
func (s *scanner) verified(client uint32) string {
	if s.opts.Crawler == nil {
		return ""
	}
	addr, err := netip.ParseAddr(s.t.Clients.Text(client))
	if err != nil {
		return ""
	}
	return s.opts.Crawler(addr.Unmap())
}

// crawlers tells crawlers from those who use their names.
func (s *scanner) crawlers() {
	s.res.Checked = s.opts.Crawler != nil && len(s.opts.Lists) > 0
	claimed := s.claimed()
	if len(claimed) == 0 {
		return
	}
	by := map[string]*claim{}
	var false_ []int32
	for i := range s.t.Len() {
		r := s.t.Row(i)
		name := claimed[r.Agent]
		if name == "" {
			continue
		}
		c := by[name]
		if c == nil {
			c = &claim{requests: map[uint32]int64{}, ok: map[uint32]bool{}, listed: s.listed(name)}
			by[name] = c
		}
		if s.impostor(c, r) {
			false_ = append(false_, int32(i))
		}
	}
	for name, c := range by {
		s.res.Crawlers = append(s.res.Crawlers, c.crawler(name, s))
	}
	slices.SortFunc(s.res.Crawlers, func(a, b Crawler) int {
		return cmp.Or(cmp.Compare(b.Requests, a.Requests), cmp.Compare(a.Name, b.Name))
	})
	s.give(ImpostorCrawler, false_)
}

// claim is what came under the name of one crawler.
type claim struct {
	requests map[uint32]int64 // by address
	ok       map[uint32]bool  // by address: inside of the ranges
	listed   bool             // a list of the crawler's ranges is at hand
}

// listed is true where a list of ranges carries the name of a crawler, or the
// name a list's: “google” and “googlebot-2026” are Googlebot's.
func (s *scanner) listed(crawler string) bool {
	if !s.res.Checked {
		return false
	}
	name := letters(crawler)
	return slices.ContainsFunc(s.opts.Lists, func(list string) bool {
		l := letters(list)
		return len(l) > 2 && (strings.Contains(l, name) || strings.Contains(name, l))
	})
}

// letters are those of a name, small.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 'a' || r > 'z' {
			return -1
		}
		return r
	}, strings.ToLower(s))
}

// claimed gives the name of the crawler that an agent says it is, by number of
// the agent.
func (s *scanner) claimed() map[uint32]string {
	out := map[uint32]string{}
	for id := uint32(1); int(id) <= s.t.Agents.Len(); id++ {
		if s.agents.at(id).traits&declares == 0 {
			continue
		}
		text := strings.ToLower(s.t.Agents.Text(id))
		for _, c := range claims {
			if strings.Contains(text, c.text) {
				out[id] = c.name
				break
			}
		}
	}
	return out
}

// impostor counts a request under a crawler's name and says whether it came
// from outside of the crawler's ranges.
func (s *scanner) impostor(c *claim, r *weblog.Row) bool {
	if _, known := c.requests[r.Client]; !known {
		c.ok[r.Client] = s.verified(r.Client) != ""
	}
	c.requests[r.Client] += int64(r.Count())
	return c.listed && !c.ok[r.Client]
}

func (c *claim) crawler(name string, s *scanner) Crawler {
	out := Crawler{Name: name, Clients: float64(len(c.requests)) * s.t.Scale()}
	outside := map[string]int64{}
	for client, n := range c.requests {
		out.Requests += n
		switch {
		case !c.listed:
		case c.ok[client]:
			out.Verified += n
		default:
			out.Impostors += n
			out.ImpostorClients++
			outside[s.t.Clients.Text(client)] += n
		}
	}
	scale := s.t.Scale()
	out.ImpostorClients *= scale
	for _, n := range []*int64{&out.Requests, &out.Verified, &out.Impostors} {
		*n = int64(float64(*n) * scale)
	}
	out.Top = top(outside, maxTop)
	return out
}
