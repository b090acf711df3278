package signature

import (
	"math"

	"github.com/unveil-project/unveil/internal/weblog"
)

// Bounds of what is held at once. Beyond them a sample stands for all: of the
// burst single requests, of ordinary time whole addresses, so that shares of
// its addresses stay true.
const (
	maxBurst = 1 << 20
	maxUsual = 400_000
	minUsual = 60_000 // of that, beside a burst of any size; 4 times the burst where that is more
)

// label is what an address is to the question.
type label uint8

const (
	undetermined label = iota
	visitor            // loaded what a page needs, or came in ordinary time
	hostile
)

// hit is one request in columns of numbers.
type hit struct {
	client, path, query, agent, referer uint32
	count                               uint32
	status                              uint16
	method, protocol                    uint8
	label                               label
}

// ground is the requests that a question is about, those of one address
// together.
type ground struct {
	q        *Question
	burst    []hit
	usual    []hit
	columns  []*column // in the order of Fields
	total    float64   // requests of the burst
	expected float64
	scale    float64 // a request of ordinary time is worth in a stretch like the burst
	weight   float64 // a counted request of burst stands for so many
	days     float64
	design   float64 // how much wider than independent requests ordinary ones scatter
	// Requests of hostile addresses in the burst, and in ordinary time.
	hostileBurst, hostileUsual float64
	usualTotal                 float64 // requests of ordinary time, before any sample of them
	methods                    []string
}

// gather reads the windows.
func gather(q *Question) *ground {
	g := &ground{q: q, weight: q.Table.Scale(), methods: []string{""}}
	came := make([]bool, q.Table.Clients.Len()+1)
	g.readBurst()
	g.readUsual(came, min(max(4*len(g.burst), minUsual), maxUsual))
	g.burst, g.usual = byClient(g.burst, len(came)), byClient(g.usual, len(came))
	g.judge(came)
	g.level()
	return g
}

// readUsual takes the requests of ordinary time in, and which addresses came.
func (g *ground) readUsual(came []bool, most int) {
	t := g.q.Table
	rows := 0
	for _, w := range g.q.Usual {
		g.days += w.Seconds() / 86400
		rows += g.held(w, most)
	}
	level := sampling(rows, most)
	g.usual = make([]hit, 0, rows>>level)
	for _, w := range g.q.Usual {
		for r := range t.In(w) {
			came[r.Client] = true
			g.usualTotal += float64(r.Count())
			// The last bits of the hash chose the table's own sample.
			if level == 0 || weblog.Hash(t.Clients.Text(r.Client))>>40&(1<<level-1) == 0 {
				g.usual = append(g.usual, g.hit(r))
			}
		}
	}
}

// held is how many rows a window has; more than that where it has at most
// most, which is found without looking at them.
func (g *ground) held(w weblog.Window, most int) int {
	t := g.q.Table
	n := max(t.From(w.To*1e6)-t.From(w.From*1e6), 0)
	if n <= most || w.Site == weblog.AllSites {
		return n
	}
	n = 0
	for range t.In(w) {
		n++
	}
	return n
}

func (g *ground) readBurst() {
	rows := g.held(g.q.Burst, maxBurst)
	level := sampling(rows, maxBurst)
	g.weight *= float64(int(1) << level)
	g.burst = make([]hit, 0, rows>>level)
	i := uint64(0)
	for r := range g.q.Table.In(g.q.Burst) {
		if i++; level == 0 || weblog.Mix(i, 0x9e3779b97f4a7c15)&(1<<level-1) == 0 {
			g.burst = append(g.burst, g.hit(r))
		}
	}
}

func (g *ground) hit(r *weblog.Row) hit {
	return hit{
		client: r.Client, path: r.Path, query: r.Query, agent: r.Agent, referer: r.Referer,
		count: r.Count(), status: r.Status, method: g.method(r.Method()), protocol: uint8(r.Protocol()),
	}
}

// method numbers the methods, of which weblog knows a dozen.
func (g *ground) method(name string) uint8 {
	for i, m := range g.methods {
		if m == name {
			return uint8(i)
		}
	}
	g.methods = append(g.methods, name)
	return uint8(len(g.methods) - 1)
}

// byClient puts the hits of one address together and keeps their order
// otherwise: a counting sort.
func byClient(hits []hit, clients int) []hit {
	at := make([]uint32, clients+1)
	for i := range hits {
		at[hits[i].client+1]++
	}
	for i := 1; i <= clients; i++ {
		at[i] += at[i-1]
	}
	out := make([]hit, len(hits))
	for i := range hits {
		c := hits[i].client
		out[at[c]] = hits[i]
		at[c]++
	}
	return out
}

// groups calls f with the hits of each address.
func groups(hits []hit, f func(of []hit)) {
	for i := 0; i < len(hits); {
		j := i + 1
		for j < len(hits) && hits[j].client == hits[i].client {
			j++
		}
		f(hits[i:j])
		i = j
	}
}

// judge labels the addresses of the burst, and the same in ordinary time.
func (g *ground) judge(came []bool) {
	of := make([]label, len(came))
	groups(g.burst, func(hits []hit) {
		c := hits[0].client
		n := 0.0
		human := came[c]
		for i := range hits {
			n += float64(hits[i].count)
			human = human || g.q.Table.Asset(hits[i].path)
		}
		g.total += n * g.weight
		switch {
		case g.q.Hostile != nil && g.q.Hostile(c):
			of[c] = hostile
		case human:
			of[c] = visitor
		case g.q.Hostile == nil:
			of[c] = hostile
		}
		if of[c] == hostile {
			g.hostileBurst += n
		}
	})
	for i := range g.burst {
		g.burst[i].label = of[g.burst[i].client]
	}
	for i := range g.usual {
		h := &g.usual[i]
		if h.label = of[h.client]; h.label == hostile {
			g.hostileUsual += float64(h.count)
		}
	}
}

// level finds how many requests of ordinary time a stretch like the burst
// would have.
func (g *ground) level() {
	sum, squares, seconds := 0.0, 0.0, 0.0
	groups(g.usual, func(hits []hit) {
		n := 0.0
		for i := range hits {
			n += float64(hits[i].count)
		}
		sum += n
		squares += n * n
	})
	for _, w := range g.q.Usual {
		seconds += w.Seconds()
	}
	g.design, g.expected = 1, max(g.q.Expected, 0)
	if sum == 0 {
		return
	}
	g.design = max(squares/sum, 1)
	if g.expected == 0 && seconds > 0 {
		g.expected = g.usualTotal * g.q.Table.Scale() / seconds * g.q.Burst.Seconds()
	}
	g.scale = g.expected / sum
}

// attack is the excess of hostile addresses, in requests.
func (g *ground) attack() float64 {
	return max(g.hostileBurst*g.weight-g.hostileUsual*g.scale, 0)
}

// finite is a share: 0 where nothing could be divided.
func finite(a, b float64) float64 {
	if b <= 0 || math.IsNaN(a) {
		return 0
	}
	return min(max(a/b, 0), 1)
}
