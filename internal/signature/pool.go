package signature

import "github.com/unveil-project/unveil/internal/weblog"

// kind of rows that a search looks at.
type kind uint8

const (
	attack kind = iota // of hostile addresses
	people             // of visitors, in the burst
	open               // of undetermined addresses, in the burst
	usual              // of ordinary time, by addresses that are not hostile
	kindsOfRows
)

// pool is requests as a search sees them: for each field the number of the
// value among those that the pool has.
type pool struct {
	columns []*column
	cols    [][]uint32 // by column, row
	back    [][]uint32 // by column, number here: number in the column
	kind    []kind
	client  []uint32
	w       []float64
	fails   []uint16 // bit of a column: its term does not hold
	part    float64  // of the requests of hostile addresses that the pool has
	// What there is of each kind: requests, and addresses.
	requests [kindsOfRows]float64
	clients  [kindsOfRows]float64
}

// sampleRows is how many rows of the burst, and of ordinary time, the search
// for the form of a signature looks at.
const sampleRows = 8_000

// valueRows is how many rows the values of a signature are chosen on. A value
// that is worth its place has a thousandth of them or more.
const valueRows = 60_000

// newPool takes rows in: all of them, or a sample of about limit of each kind. Hostile addresses are sampled by
// request, others whole.
func (g *ground) newPool(columns []*column, limit int) *pool {
	p := &pool{columns: columns}
	number := make([][]uint32, len(columns))
	for i, c := range columns {
		number[i] = make([]uint32, c.size)
	}
	p.cols, p.back = make([][]uint32, len(columns)), make([][]uint32, len(columns))
	size := min(len(g.burst), 2*limit) + min(len(g.usual), limit)
	p.kind, p.client, p.w = make([]kind, 0, size), make([]uint32, 0, size), make([]float64, 0, size)
	for i := range p.cols {
		p.cols[i] = make([]uint32, 0, size)
	}
	add := func(h *hit, k kind) {
		if n := len(p.client); n == 0 || p.client[n-1] != h.client || p.kind[n-1] != k {
			p.clients[k]++
		}
		p.kind, p.client, p.w = append(p.kind, k), append(p.client, h.client), append(p.w, float64(h.count))
		p.requests[k] += float64(h.count)
		for i, c := range columns {
			v := c.value(h)
			if number[i][v] == 0 {
				p.back[i] = append(p.back[i], v)
				number[i][v] = uint32(len(p.back[i]))
			}
			p.cols[i] = append(p.cols[i], number[i][v]-1)
		}
	}
	g.burstRows(p, limit, add)
	g.usualRows(limit, add)
	p.fails = make([]uint16, len(p.kind))
	return p
}

// burstRows calls add with rows of the burst.
func (g *ground) burstRows(p *pool, limit int, add func(*hit, kind)) {
	hostileRows := 0
	for i := range g.burst {
		if g.burst[i].label == hostile {
			hostileRows++
		}
	}
	step, others := sampling(hostileRows, limit), drawn{g: g, level: sampling(len(g.burst)-hostileRows, limit)}
	p.part = 1 / float64(int(1)<<step)
	for i := range g.burst {
		switch h := &g.burst[i]; h.label {
		case hostile:
			if weblog.Mix(uint64(i)+1, 0x9e3779b97f4a7c15)&(1<<step-1) == 0 {
				add(h, attack)
			}
		case visitor:
			if others.has(h.client) {
				add(h, people)
			}
		default:
			if others.has(h.client) {
				add(h, open)
			}
		}
	}
}

// usualRows calls add with rows of ordinary time. What hostile addresses did
// then is no harm to others.
func (g *ground) usualRows(limit int, add func(*hit, kind)) {
	sample := drawn{g: g, level: sampling(len(g.usual), limit)}
	for i := range g.usual {
		if h := &g.usual[i]; h.label != hostile && sample.has(h.client) {
			add(h, usual)
		}
	}
}

// sampling is how often rows are halved until they fit.
func sampling(rows, limit int) (level int) {
	for rows>>level > limit {
		level++
	}
	return level
}

// drawn says of addresses, one after another, whether they are in the sample
// of a level.
type drawn struct {
	g      *ground
	level  int
	client uint32 // + 1, asked last
	in     bool
}

func (d *drawn) has(client uint32) bool {
	if d.client != client+1 {
		d.client = client + 1
		d.in = d.level == 0 || weblog.Hash(d.g.q.Table.Clients.Text(client))>>20&(1<<d.level-1) == 0
	}
	return d.in
}
