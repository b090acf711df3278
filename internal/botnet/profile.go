package botnet

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/unveil-project/unveil/internal/weblog"
)

// Format and Version stand at the beginning of every profile.
const (
	Format  = "unveil-botnet-profile"
	Version = 1
)

// Kinds of sets, in the order of Similarity.Axes.
const (
	Addresses = "addresses"
	Prefixes  = "prefixes" // /24 and /48
	Networks  = "networks" // by number
	Agents    = "agents"
	Templates = "templates" // of URL paths
	Beat      = "rhythm"    // no set
)

// Sets lists the kinds of sets.
func Sets() []string { return []string{Addresses, Prefixes, Networks, Agents, Templates} }

// Profile is what took part in a burst, without its addresses.
type Profile struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	// Name is free text of whoever made the file.
	Name  string    `json:"name"`
	Start time.Time `json:"start"`
	End   time.Time `json:"end"`
	// Key names the key of the hashes: the first eight bytes, in hex, of the
	// SHA-256 of "unveil-botnet-profile key" and the key; "" for none.
	Key string `json:"key,omitempty"`
	// Log is a digest of the logs that were read: the first eight bytes, in
	// hex, of the SHA-256 of their SHA-256 in ascending order.
	Log      string             `json:"log"`
	Requests int64              `json:"requests"`
	Sets     map[string]*Sketch `json:"sets"`
	Rhythm   *Rhythm            `json:"rhythm,omitempty"`
	// Usual are sets of a sample of the site's ordinary visitors, as many as
	// took part in the burst where there were so many.
	Usual map[string]*Sketch `json:"usual"`
	// Chance is the similarity of two such samples of different times: what is
	// to be expected of visitors who have nothing to do with one another.
	Chance map[string]float64 `json:"chance"`
}

// Question is a burst of which a profile is made.
type Question struct {
	Table *weblog.Table
	Burst weblog.Window
	Usual []weblog.Window
	// Hostile is true of addresses that take part. nil: all do.
	Hostile func(client uint32) bool
	// Place gives the number of an address's network, 0 where not known; nil
	// without databases. The country is not looked at.
	Place func(client uint32) (country string, asn uint32)
	// Template is what is common to URL paths of one kind: signature.Template.
	// With nil paths are compared as they are.
	Template func(path string) string
	Key      []byte // of the hashes; empty for none
	Name     string
}

// Draw makes the profile of a burst. Two runs give the same.
func Draw(q Question) *Profile {
	c := newCollector(&q)
	p := &Profile{
		Format: Format, Version: Version, Name: q.Name, Key: KeyName(q.Key),
		Start: time.Unix(q.Burst.From, 0).UTC(), End: time.Unix(q.Burst.To, 0).UTC(),
		Log: logName(q.Table), Chance: map[string]float64{},
	}
	members, n := c.take([]weblog.Window{q.Burst}, q.Hostile)
	p.Requests, p.Rhythm, p.Sets = int64(n*q.Table.Scale()), c.rhythm([]weblog.Window{q.Burst}, members), c.sketches(members)
	c.ordinary(p, count(members))
	return p
}

// KeyName is how a profile names a key.
func KeyName(key []byte) string {
	if len(key) == 0 {
		return ""
	}
	sum := sha256.Sum256(append([]byte("unveil-botnet-profile key"), key...))
	return hex.EncodeToString(sum[:8])
}

func logName(t *weblog.Table) string {
	var all []string
	for _, s := range t.Sources {
		all = append(all, s.SHA256)
	}
	slices.Sort(all)
	sum := sha256.Sum256([]byte(strings.Join(all, "\n")))
	return hex.EncodeToString(sum[:8])
}

// ordinary draws two samples of ordinary visitors, of the earlier and of the
// later half of ordinary time.
func (c *collector) ordinary(p *Profile, size int) {
	early, late := halves(c.q.Usual)
	a, _ := c.take(early, nil)
	b, _ := c.take(late, nil)
	c.thin(a, size, 1)
	c.thin(b, size, 2)
	first, second := c.sketches(a), c.sketches(b)
	p.Usual = second
	for _, kind := range Sets() {
		if share, _ := Overlap(first[kind], second[kind]); share == share {
			p.Chance[kind] = round(share)
		}
	}
	if share := alike(c.rhythm(early, a), c.rhythm(late, b)); share == share {
		p.Chance[Beat] = round(share)
	}
}

// halves cuts windows into the earlier and the later half of their time.
func halves(windows []weblog.Window) (early, late []weblog.Window) {
	windows = slices.Clone(windows)
	slices.SortFunc(windows, func(a, b weblog.Window) int { return cmp.Compare(a.From, b.From) })
	left := int64(0)
	for _, w := range windows {
		left += w.To - w.From
	}
	left /= 2
	for _, w := range windows {
		length := w.To - w.From
		switch {
		case left >= length:
			early = append(early, w)
		case left <= 0:
			late = append(late, w)
		default:
			early = append(early, weblog.Window{Site: w.Site, From: w.From, To: w.From + left})
			late = append(late, weblog.Window{Site: w.Site, From: w.From + left, To: w.To})
		}
		left -= length
	}
	return early, late
}

// collector gathers sets of one table.
type collector struct {
	q        *Question
	template []string
}

func newCollector(q *Question) *collector {
	return &collector{q: q, template: make([]string, q.Table.Paths.Len()+1)}
}

// taken says which addresses take part, and in which windows.
type taken struct {
	windows []weblog.Window
	in      []bool
}

// take marks the addresses of the windows that pass.
func (c *collector) take(windows []weblog.Window, pass func(uint32) bool) (t *taken, requests float64) {
	t = &taken{windows, make([]bool, c.q.Table.Clients.Len()+1)}
	asked := make([]uint8, len(t.in)) // 1 passes, 2 does not
	for _, w := range windows {
		for r := range c.q.Table.In(w) {
			if asked[r.Client] == 0 {
				asked[r.Client] = 2
				if pass == nil || pass(r.Client) {
					asked[r.Client] = 1
				}
			}
			if asked[r.Client] == 1 {
				t.in[r.Client] = true
				requests += float64(r.Count())
			}
		}
	}
	return t, requests
}

func count(t *taken) (n int) {
	for _, in := range t.in {
		if in {
			n++
		}
	}
	return n
}

// thin keeps a number of addresses, by hash, so that each sample is another.
func (c *collector) thin(t *taken, size int, seed uint64) {
	type ranked struct {
		hash   uint64
		client uint32
	}
	var all []ranked
	for client, in := range t.in {
		if in {
			all = append(all, ranked{weblog.Mix(weblog.Hash(c.q.Table.Clients.Text(uint32(client)))^seed, 0x9fb21c651e98df25), uint32(client)})
		}
	}
	slices.SortFunc(all, func(a, b ranked) int { return cmp.Compare(a.hash, b.hash) })
	for _, r := range all[min(len(all), size):] {
		t.in[r.client] = false
	}
}

// sketches are the sets of the addresses that take part.
func (c *collector) sketches(of *taken) map[string]*Sketch {
	t := c.q.Table
	var clients, agents, paths []uint32
	seenClient, seenAgent, seenPath := make([]bool, t.Clients.Len()+1), make([]bool, t.Agents.Len()+1), make([]bool, t.Paths.Len()+1)
	first := func(seen []bool, list *[]uint32, id uint32) {
		if !seen[id] {
			seen[id] = true
			*list = append(*list, id)
		}
	}
	for _, w := range of.windows {
		for r := range t.In(w) {
			if of.in[r.Client] {
				first(seenClient, &clients, r.Client)
				first(seenAgent, &agents, r.Agent)
				first(seenPath, &paths, r.Path)
			}
		}
	}
	sets := map[string]*Sketch{}
	put := func(kind string, ids []uint32, text func(uint32) string) {
		if s := sketch(kind, c.q.Key, distinct(ids, text)); s != nil {
			sets[kind] = s
		}
	}
	put(Addresses, clients, t.Clients.Text)
	put(Prefixes, clients, func(id uint32) string { return weblog.Prefix(t.Clients.Text(id)) })
	put(Agents, agents, t.Agents.Text)
	put(Templates, paths, c.form)
	if c.q.Place != nil {
		put(Networks, clients, func(id uint32) string {
			if _, asn := c.q.Place(id); asn != 0 {
				return "AS" + strconv.FormatUint(uint64(asn), 10)
			}
			return ""
		})
	}
	return sets
}

// form is the template of a path, worked out once.
func (c *collector) form(path uint32) string {
	if c.q.Template == nil {
		return c.q.Table.Paths.Text(path)
	}
	if c.template[path] == "" {
		c.template[path] = c.q.Template(c.q.Table.Paths.Text(path))
	}
	return c.template[path]
}

// distinct are the different texts, without the empty one.
func distinct(ids []uint32, text func(uint32) string) []string {
	var d weblog.Dict
	for _, id := range ids {
		d.ID(text(id))
	}
	out := make([]string, d.Len())
	for i := range out {
		out[i] = d.Text(uint32(i) + 1)
	}
	return out
}

// rhythm is that of the addresses that take part.
func (c *collector) rhythm(windows []weblog.Window, of *taken) *Rhythm {
	if len(windows) == 0 {
		return nil
	}
	whole := windows[0]
	whole.To = min(windows[len(windows)-1].To, whole.From+c.q.Burst.To-c.q.Burst.From)
	b := newBeat(c.q.Table, whole)
	for _, w := range windows {
		for r := range c.q.Table.In(w) {
			if of.in[r.Client] {
				b.add(r)
			}
		}
	}
	return b.rhythm()
}
