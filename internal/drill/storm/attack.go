package storm

import (
	"slices"

	"github.com/unveil-project/unveil/internal/drill/chance"
)

// attack is requests of machines, laid out when it is planned: exactly as
// many as the part says.
type attack struct {
	hits []hit // in order of time
}

// tactics is how an attack's machines ask.
type tactics struct {
	targets []aim
	agents  []int32 // each machine has one of these,
	cycle   bool    // or another for every request
	from    []int32
	protos  []proto
	method  method
	pace    pace
	cut     float64 // share that hangs up: 499
	assets  bool    // headless browsers
	space   space
}

// aim is one thing that is asked for.
type aim struct {
	target, query, bytes int32
	status               int16
}

// pace is how one machine's requests lie in time.
type pace uint8

const (
	steady  pace = iota // all the time, at random
	clocked             // all the time, by the clock
	turns               // for a while, one machine after the other
	once                // all at one moment
)

func newAttack(m *maker, r *chance.Rand, p *Part, index int) *attack {
	a := &attack{}
	if p.Family == "mixed-tools" {
		kinds := attackFamilies()[:len(attackFamilies())-2]
		for _, k := range r.Some(2, len(kinds)) {
			half := *p
			half.Family, half.Requests, half.Sources = kinds[k], p.Requests/2, max(p.Sources/2, 1)
			a.lay(m, r, &half, index)
		}
	} else {
		a.lay(m, r, p, index)
	}
	slices.SortFunc(a.hits, func(x, y hit) int { return int(x.at - y.at) })
	return a
}

func (a *attack) minute(m *maker, from int64) {
	for len(a.hits) > 0 && a.hits[0].at < from+minute {
		m.push(a.hits[0])
		a.hits = a.hits[1:]
	}
}

// lay plans the requests of one tool.
func (a *attack) lay(m *maker, r *chance.Rand, p *Part, index int) {
	t := m.tactics(r, p)
	if t.assets {
		a.mimic(m, r, p, index)
		return
	}
	bots := m.bots(r, t.space, max(p.Sources, 1))
	each := p.Requests / len(bots)
	for i, c := range bots {
		n := each
		if i < p.Requests%len(bots) {
			n++
		}
		b := hit{client: c, part: int16(index), agent: chance.Pick(r, t.agents), referer: chance.Pick(r, t.from), proto: chance.Pick(r, t.protos), method: t.method}
		for _, at := range t.times(r, p, n) {
			b.at = at
			a.hits = append(a.hits, t.request(m, r, b))
		}
	}
}

// request makes one request of a machine.
func (t *tactics) request(m *maker, r *chance.Rand, h hit) hit {
	x := chance.Pick(r, t.targets)
	h.target, h.query, h.bytes, h.status, h.salt = x.target, x.query, x.bytes, x.status, r.Uint64()
	if t.cycle {
		h.agent = chance.Pick(r, t.agents)
	}
	switch {
	case r.Is(t.cut):
		h.status, h.bytes = 499, 0
	default:
		m.fail(r, &h)
	}
	return h
}

// times lays n requests of one machine in the time of the part.
func (t *tactics) times(r *chance.Rand, p *Part, n int) []int64 {
	from, length := p.Start.UnixMicro(), p.Length.Microseconds()
	out := make([]int64, n)
	switch t.pace {
	case clocked:
		first, step := r.Int64N(length/int64(max(n, 1))+1), length/int64(max(n, 1))
		for i := range out {
			out[i] = from + first + int64(i)*step + r.Int64N(step/20+1)
		}
	case turns, once:
		turn := min(length, int64(r.Between(30, 60))*minute)
		if t.pace == once {
			turn = min(length, int64(r.Between(2, 40))*second)
		}
		begin := int64(float64(float64(length-turn) * p.Shape.place(r)))
		for i := range out {
			out[i] = from + begin + r.Int64N(turn+1)
		}
	default:
		for i := range out {
			out[i] = from + int64(float64(float64(length)*p.Shape.place(r)))
		}
	}
	return out
}

// mimic is headless browsers driven by a script: pages with their assets,
// a few of them, with pauses. One by one they are what people are.
func (a *attack) mimic(m *maker, r *chance.Rand, p *Part, index int) {
	h := m.ordinary(r)
	h.quiet, h.bare, h.warm, h.more, h.app, h.polls, h.submits, h.reload = 0, 0, 0, share(r, 0.2, 0.8), 0, 0, 0, 0
	h.mobile, h.inApp = 0, 0
	bots := m.bots(r, space(r.IntN(int(spaces))), max(p.Sources, 1))
	from, length := p.Start.UnixMicro(), p.Length.Microseconds()
	for n := 0; n < p.Requests; {
		at := from + int64(float64(float64(length)*p.Shape.place(r)))
		m.visit(r, &h, at, chance.Pick(r, bots), int16(index), func(x hit) {
			if n++; n <= p.Requests && x.at < from+length {
				a.hits = append(a.hits, x)
			}
		})
	}
}

// space is where an attack's machines live.
type space uint8

const (
	rented  space = iota // few networks of hosting companies
	botnet               // homes in many countries
	proxies              // open proxies in a few countries
	subnet               // one or a few blocks of sixteen bits
	local                // mostly the site's own country
	spaces
)

// bots draws the addresses of an attack, each one once.
func (m *maker) bots(r *chance.Rand, s space, n int) []int32 {
	var nets []uint32
	size := map[space]int{rented: 1 + n/40, subnet: 1 + n/12, proxies: 1 + n*2/3, botnet: n, local: n}[s]
	block := uint32(244+r.IntN(12))<<16 | r.Uint32N(256)<<8
	lands := r.Between(2, 9)
	for range size {
		switch s {
		case subnet:
			nets = append(nets, block|r.Uint32N(256))
		case local:
			nets = append(nets, m.near(r))
		case proxies:
			nets = append(nets, uint32(244+r.IntN(lands))<<16|r.Uint32N(1<<16))
		default:
			nets = append(nets, uint32(244+r.IntN(12))<<16|r.Uint32N(1<<16))
		}
	}
	out, used := make([]int32, 0, n), map[string]bool{}
	for try := 0; len(out) < n && try < 20*n; try++ {
		address := m.net.host(r, chance.Pick(r, nets))
		if !used[address] {
			used[address] = true
			out = append(out, m.client(address))
		}
	}
	return out
}

// near is a network of home: three in four are ones that visitors live in.
func (m *maker) near(r *chance.Rand) uint32 {
	if r.Is(0.75) {
		return m.net.homes[m.net.size.Draw(r)]
	}
	return m.net.draw(r, 0)
}
