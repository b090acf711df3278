package narrative

import (
	"cmp"
	"slices"
	"strings"

	"github.com/unveil-project/unveil/internal/neardup"
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/text"
)

// draft is what the second reading gathers of one group.
type draft struct {
	*group
	representative uint32 // distinct text
	distinct       []uint32
	text           string // of the first post with the representative words
	hashtags       tally
	links, sites   tally
	languages      tally
	marks          Marks
	siteOf         map[uint32]bool // accounts whose first link led to a known site
	cites          []Cite
	cited          []uint32 // accounts
	opinions       opinions
}

func (d *draft) init(g *group, found *neardup.Clusters) {
	d.group, d.representative, d.distinct = g, found.Representative[g.cluster], found.Distinct
	d.hashtags, d.links, d.sites, d.languages = tally{}, tally{}, tally{}, tally{}
	d.siteOf, d.opinions = map[uint32]bool{}, opinions{}
}

// tally counts posts by a name.
type tally map[string]int

// mostNames bounds the names of one tally: a copied text rides with few tags,
// one that rides with this many has none of its own.
const mostNames = 5000

func (t tally) add(name []byte) {
	if n, ok := t[string(name)]; ok || len(t) < mostNames {
		t[string(name)] = n + 1
	}
}

// top gives the n most frequent names, equal ones in alphabetic order.
func (t tally) top(n int) []Tally {
	out := make([]Tally, 0, len(t))
	for name, posts := range t {
		out = append(out, Tally{name, posts})
	}
	slices.SortFunc(out, func(a, b Tally) int {
		return cmp.Or(cmp.Compare(b.Posts, a.Posts), cmp.Compare(a.Name, b.Name))
	})
	return out[:min(n, len(out))]
}

// Bounds of what is kept of a post's text, and of how many posts are cited.
const (
	quoteMax = 280
	mostCite = 6
)

// add takes in one post of the group.
func (d *draft) add(b *builder, row uint32, obs *source.Obs[post.Post]) {
	p := &obs.Record
	account := b.account[row]
	if d.text == "" && d.distinct[row] == d.representative {
		d.text = strings.Clone(cut(p.Text, quoteMax))
	}
	d.objects(b, account, p)
	d.mark(b, p)
	if b.isOfficial(p) {
		d.marks.Official++
		d.marks.FirstIsOwn = d.marks.FirstIsOwn || row == d.rows[0]
	}
	if len(d.cites) < mostCite && !slices.Contains(d.cited, account) {
		d.cited = append(d.cited, account)
		d.cites = append(d.cites, Cite{
			Where: p.Where, Source: obs.Source, Digest: obs.Digest, Text: strings.Clone(cut(p.Text, quoteMax)),
			Gap: float64(p.Time-b.time[d.rows[0]]) / float64(second),
		})
		d.cites[len(d.cites)-1].Where.Raw = nil
	}
	if b.people != nil && b.named[row] != 0 {
		d.opinions.add(b, p, b.code(b.language[row]))
	}
}

// objects counts the hashtags, links and sites of a post, each once.
func (d *draft) objects(b *builder, account uint32, p *post.Post) {
	for i, h := range p.Hashtags {
		b.buf = text.Hashtag(b.buf[:0], h)
		if len(b.buf) > 0 && !before(p.Hashtags[:i], h) {
			d.hashtags.add(b.buf)
		}
	}
	for i, l := range p.Links {
		b.buf = text.Link(b.buf[:0], l)
		if len(b.buf) == 0 || before(p.Links[:i], l) {
			continue
		}
		d.links.add(b.buf)
		site := text.Domain(string(b.buf))
		if i == 0 && !text.Shortener(site) && !d.siteOf[account] {
			d.siteOf[account] = true
			d.sites.add([]byte(site))
		}
	}
	if lang := b.code(b.languageOf(p.Language)); lang != "" {
		d.languages.add([]byte(lang))
	}
}

func before(list []string, s string) bool {
	return slices.ContainsFunc(list, func(o string) bool { return strings.EqualFold(o, s) })
}

// cut shortens a string to at most n bytes, whole characters.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}

// narrative makes the narrative of a draft, but for its label and its claim.
func (b *builder) narrative(d *draft) Narrative {
	k := d.cluster
	n := Narrative{
		ID: b.idOf(d.group), Text: d.text, Rows: d.rows,
		Posts: len(d.rows), Accounts: len(d.members), Writers: d.writers, Variants: int(b.found.Variants[k]),
		Cohesion: b.found.Cohesion[k], Loosest: b.found.Loosest[k],
		Hashtags: d.hashtags.top(8), Links: d.links.top(5), Sites: d.sites.top(5), Languages: d.languages.top(5),
		Marks: d.marks, Cites: d.cites,
	}
	for _, a := range d.members {
		n.Members = append(n.Members, b.names[a])
		if b.coordinated[a] {
			n.CoordinatedAccounts++
		}
	}
	slices.Sort(n.Members)
	b.spread(&n)
	b.countAccounts(&n)
	if len(n.Hashtags) > 0 {
		n.Marks.TopTag = n.Hashtags[0].Posts
	}
	n.Marks.Comparable, n.Marks.OtherSites = len(d.siteOf), len(d.sites)
	n.Language = b.languageOfDraft(d)
	if b.people != nil {
		n.Targets = b.targets(d)
	}
	return n
}
