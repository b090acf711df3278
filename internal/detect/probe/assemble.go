package probe

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/unveil-project/unveil/internal/weblog"
)

// Bounds on what a probe shows.
const (
	maxTop      = 10
	maxExamples = 5
	maxLine     = 240
)

// result makes the probes of the groups.
func (s *scanner) result() {
	for f := range s.groups {
		g := &s.groups[f]
		slices.Sort(g.rows)
		g.rows = slices.Compact(g.rows)
	}
	s.resets()
	s.said = s.answers()
	a := s.said
	for f := range s.groups {
		if len(s.groups[f].rows) > 0 {
			s.res.Probes = append(s.res.Probes, s.probe(Family(f), s.groups[f].rows, a))
		}
	}
	slices.SortFunc(s.res.Probes, func(a, b Probe) int {
		return cmp.Or(cmp.Compare(b.Requests, a.Requests), cmp.Compare(a.Family, b.Family))
	})
	s.total()
	s.res.sets = s.sets
}

// total counts requests and addresses of all probes once.
func (s *scanner) total() {
	in := map[int32]bool{}
	clients := 0
	var n int64
	for f := range s.groups {
		for _, i := range s.groups[f].rows {
			if !in[i] {
				in[i] = true
				n += int64(s.t.Row(int(i)).Count())
			}
		}
	}
	for _, set := range s.sets {
		if set != 0 {
			clients++
		}
	}
	s.res.Requests = int64(float64(n) * s.t.Scale())
	s.res.Clients = float64(clients) * s.t.Scale()
}

// sums is what the rows of a probe add up to.
type sums struct {
	clients map[uint32]int64
	sites   map[uint16]int64
	cves    map[string]int64
	n       int64
}

// probe sums one family up.
func (s *scanner) probe(f Family, rows []int32, a []*answers) Probe {
	p := Probe{
		Family: f, Technique: kinds[f].technique, Rule: kinds[f].rule, Spread: s.groups[f].spread,
		First: s.t.Row(int(rows[0])).Time, Last: s.t.Row(int(rows[len(rows)-1])).Time,
	}
	sum := s.sum(f, rows, &p)
	scale := s.t.Scale()
	won := s.succeeded(f, rows, a)
	for _, i := range won {
		p.Succeeded += int64(s.t.Row(int(i)).Count())
	}
	p.Succeeded, p.Requests = int64(float64(p.Succeeded)*scale), int64(float64(sum.n)*scale)
	if p.Rule != RuleNone && p.Rule != RuleLogin {
		for i := range sum.sites {
			p.Baseline += a[i].count
		}
	}
	s.name(&p, sum)
	p.Examples = s.examples(won, rows)
	for _, e := range p.Examples {
		p.Rows = append(p.Rows, e.Row)
	}
	return p
}

func (s *scanner) sum(f Family, rows []int32, p *Probe) *sums {
	sum := &sums{clients: map[uint32]int64{}, sites: map[uint16]int64{}, cves: map[string]int64{}}
	for _, i := range rows {
		r := s.t.Row(int(i))
		n := int64(r.Count())
		sum.n += n
		sum.clients[r.Client] += n
		sum.sites[r.Site] += n
		if s.agents.at(r.Agent).traits&research != 0 {
			p.Research += n
		}
		if f == KnownVulnerability {
			if id := first(s.paths.at(r.Path).cve, s.queries.at(r.Query).cve, s.agents.at(r.Agent).cve, s.refers.at(r.Referer).cve); id != 0 {
				sum.cves[s.rules.patterns[id-1].cve] += n
			}
		}
	}
	return sum
}

// name fills in the addresses, networks, sites and weaknesses.
func (s *scanner) name(p *Probe, sum *sums) {
	scale := s.t.Scale()
	byName, networks := make(map[string]int64, len(sum.clients)), map[uint64]int{}
	for c, n := range sum.clients {
		byName[s.t.Clients.Text(c)] = n
		networks[weblog.Network(s.t.Clients.Text(c))]++
		p.Members = append(p.Members, c)
	}
	slices.SortFunc(p.Members, func(a, b uint32) int { return cmp.Compare(s.t.Clients.Text(a), s.t.Clients.Text(b)) })
	p.Clients, p.Networks = float64(len(sum.clients))*scale, float64(len(networks))
	if s.t.Level > 0 {
		p.Networks = min(p.Networks*scale, p.Clients)
	}
	for _, n := range networks {
		if n >= subnetClients {
			p.spreadNetworks++
		}
	}
	p.Spread = p.Spread || p.spreadNetworks > 0 && kinds[p.Family].intrusion && sum.n <= 3*int64(len(sum.clients))
	p.Top = top(byName, maxTop)
	p.CVEs = top(sum.cves, 3*maxTop)
	sites := map[string]int64{}
	for i, n := range sum.sites {
		sites[s.t.Sites[i]] += n
	}
	p.Sites = top(sites, maxTop)
}

// top lists the greatest numbers with their names.
func top(by map[string]int64, most int) []Count {
	all := make([]Count, 0, len(by))
	for name, n := range by {
		all = append(all, Count{name, n})
	}
	slices.SortFunc(all, func(a, b Count) int {
		return cmp.Or(cmp.Compare(b.Requests, a.Requests), cmp.Compare(a.Name, b.Name))
	})
	return all[:min(len(all), most)]
}

// examples are successes first, then the earliest requests that differ.
func (s *scanner) examples(won, rows []int32) []Example {
	var out []Example
	type text struct{ path, query, agent uint32 }
	seen := map[text]bool{}
	for _, list := range [][]int32{won, rows} {
		for _, i := range list {
			r := s.t.Row(int(i))
			key := text{r.Path, r.Query, r.Agent}
			if seen[key] {
				continue
			}
			if len(out) >= maxExamples || len(seen) > 1<<12 {
				return out
			}
			seen[key] = true
			out = append(out, Example{Row: int(i), Line: Line(s.t, r)})
		}
	}
	return out
}

// Line writes a row in short: method, target, status, size, agent. It is what
// a stranger wrote.
func Line(t *weblog.Table, r *weblog.Row) string {
	var b strings.Builder
	if m := r.Method(); m != "" {
		b.WriteString(m + " ")
	}
	b.WriteString(cut(t.Paths.Text(r.Path), maxLine))
	if r.Query != 0 {
		b.WriteString("?" + cut(t.Queries.Text(r.Query), maxLine/2))
	}
	b.WriteString(" → " + strconv.Itoa(int(r.Status)))
	if r.Bytes != weblog.NoNumber {
		b.WriteString(" · " + strconv.FormatUint(uint64(r.Bytes), 10) + " B")
	}
	if r.Agent != 0 {
		b.WriteString(" · " + cut(t.Agents.Text(r.Agent), maxLine/2))
	}
	return b.String()
}

// cut shortens hostile text to n bytes and keeps it valid UTF-8.
func cut(s string, n int) string {
	if len(s) > n {
		s = s[:n] + "…"
	}
	return strings.ToValidUTF8(s, "�")
}

// siteProbes are the probes of one site.
type siteProbes struct {
	site   int
	probes []Probe
}

// homes gives the site that most rows of each source are for: what asks a
// server for somebody else's site is a probe of the server's own.
func (s *scanner) homes() []int {
	homes := make([]int, len(s.t.Sources))
	if !slices.Contains(s.guest, true) {
		return homes
	}
	rows := make([]map[uint16]int, len(homes))
	for i := range s.t.Len() {
		r := s.t.Row(i)
		if s.guest[r.Site] {
			continue
		}
		if rows[r.Source] == nil {
			rows[r.Source] = map[uint16]int{}
		}
		rows[r.Source][r.Site]++
	}
	for src, by := range rows {
		best := 0
		for site, n := range by {
			if n > best || n == best && s.t.Sites[site] < s.t.Sites[homes[src]] {
				homes[src], best = int(site), n
			}
		}
	}
	return homes
}

// bySite makes the probes of every site alone, by the names of the sites.
func (s *scanner) bySite() []siteProbes {
	per := map[int]*siteProbes{}
	homes := s.homes()
	for f := range s.groups {
		rows := map[int][]int32{}
		for _, i := range s.groups[f].rows {
			r := s.t.Row(int(i))
			site := int(r.Site)
			if s.guest[site] {
				site = homes[r.Source]
			}
			rows[site] = append(rows[site], i)
		}
		for site, own := range rows {
			if per[site] == nil {
				per[site] = &siteProbes{site: site}
			}
			per[site].probes = append(per[site].probes, s.probe(Family(f), own, s.said))
		}
	}
	var out []siteProbes
	for _, sp := range per {
		slices.SortFunc(sp.probes, func(a, b Probe) int {
			return cmp.Or(cmp.Compare(b.Requests, a.Requests), cmp.Compare(a.Family, b.Family))
		})
		out = append(out, *sp)
	}
	slices.SortFunc(out, func(a, b siteProbes) int { return cmp.Compare(s.t.Sites[a.site], s.t.Sites[b.site]) })
	return out
}
