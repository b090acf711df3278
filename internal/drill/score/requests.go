package score

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/detect"
	"github.com/unveil-project/unveil/internal/drill/truth"
	"github.com/unveil-project/unveil/internal/finding"
	"github.com/unveil-project/unveil/internal/source"
)

const (
	second = 1_000_000 // microseconds
	minute = 60 * second
)

// spell is a time in which an address's requests to a site are meant.
type spell struct {
	site       string // "" any
	start, end int64  // microseconds since 1970 UTC, both included
}

// spells says for each address which of its requests are meant.
type spells map[string][]spell

func (s spells) add(sp spell, clients []string) {
	for _, c := range clients {
		s[c] = append(s[c], sp)
	}
}

// has is true for a request of one of the spells. A log that does not say
// which site it belongs to matches every site.
func (s spells) has(client, site string, at int64) bool {
	for _, sp := range s[client] {
		if at >= sp.start && at <= sp.end && (site == "" || sp.site == "" || site == sp.site) {
			return true
		}
	}
	return false
}

// plantedSpells are the spells of items. Their times are whole seconds, as
// those of a log are: the last second belongs to them.
func plantedSpells(items []truth.Item) spells {
	s := spells{}
	for _, it := range items {
		s.add(spell{it.Site, it.Start.UnixMicro(), it.End.UnixMicro() + second - 1}, it.Members)
	}
	return s
}

// foundSpells are the spells of findings. A finding's subject is the site,
// unless no site of the sources has that name.
func foundSpells(findings []finding.Finding, sites map[string]bool) spells {
	s := spells{}
	for _, f := range findings {
		site := f.Subject
		if !sites[site] {
			site = ""
		}
		if f.Members.Unit == "addresses" {
			s.add(spell{site, f.Start.UnixMicro(), f.End.UnixMicro()}, f.Members.IDs)
		}
	}
	return s
}

// siteOf gives the site of a source's requests whose lines do not name it:
// as the user said, else from the name that a drill gives its logs.
func siteOf(src source.Info) string {
	if src.Site != "" {
		return src.Site
	}
	name, isLog := strings.CutPrefix(src.Name, "access-")
	name, packed := strings.CutSuffix(name, ".log.gz")
	if isLog && packed {
		return name
	}
	return ""
}

// client is what the baselines need of an address.
type client struct {
	name   string
	all    tally
	minute int64 // the minute that now counts
	now    tally
}

// scoreRequests scores flood.
func scoreRequests(ctx context.Context, t *truth.Truth, obs detect.Observations, findings []finding.Finding) (Row, error) {
	c := &requests{
		sites: map[int]string{}, clients: map[string]*client{},
		truth: plantedSpells(planted(t, "flood")), neutral: plantedSpells(neutral(t, truth.Scan)),
	}
	named := map[string]bool{}
	for _, it := range t.Items {
		named[it.Site] = true
	}
	for i, src := range obs.Sources() {
		c.sites[i] = siteOf(src)
		named[c.sites[i]] = true
	}
	c.found = foundSpells(findings, named)
	for o, err := range obs.Requests(ctx) {
		if err != nil {
			return Row{}, err
		}
		site := o.Record.Site
		if site == "" {
			site = c.sites[o.Source]
		}
		c.add(o.Record.Client, site, o.Record.Time)
	}
	return row("flood", "requests", c.planted, c.got, c.overMinute(), c.busiest()), nil
}

// requests counts as requests come by.
type requests struct {
	sites                 map[int]string
	clients               map[string]*client
	truth, neutral, found spells
	planted               int
	got, fixed            tally
}

func (c *requests) add(name, site string, at int64) {
	is := c.truth.has(name, site, at)
	if !is && c.neutral.has(name, site, at) {
		return
	}
	if is {
		c.planted++
	}
	if c.found.has(name, site, at) {
		c.got.add(is)
	}
	cl := c.clients[name]
	if cl == nil {
		cl = &client{name: strings.Clone(name)}
		c.clients[cl.name] = cl
	}
	if m := at / minute; m != cl.minute {
		c.close(cl)
		cl.minute = m
	}
	cl.now.add(is)
	cl.all.add(is)
}

// close ends an address's minute: above the threshold, its requests in that
// minute are suspected.
func (c *requests) close(cl *client) {
	if cl.now.found > RequestsPerMinute {
		c.fixed.found += cl.now.found
		c.fixed.right += cl.now.right
	}
	cl.now = tally{}
}

func (c *requests) overMinute() tally {
	for _, cl := range c.clients {
		c.close(cl)
	}
	return c.fixed
}

// busiest counts the requests of the busiest hundredth of the addresses.
func (c *requests) busiest() (y tally) {
	all := slices.SortedFunc(maps.Values(c.clients), func(a, b *client) int {
		return cmp.Or(cmp.Compare(b.all.found, a.all.found), cmp.Compare(a.name, b.name))
	})
	for _, cl := range all[:hundredth(len(all))] {
		y.found += cl.all.found
		y.right += cl.all.right
	}
	return y
}
