package weblog

import (
	"cmp"
	"slices"
)

// Volume is the exact number of requests of one site over time.
type Volume struct {
	Grain int64  // seconds of a cell
	Cells []Cell // in order of time, only those with requests
	Total int64
	Busy  Busy
}

// Cell is one step of time with its requests.
type Cell struct {
	At int64 // seconds since 1970 of its beginning; a multiple of Grain
	N  int64
}

// Busy says what the log of a site holds at all.
type Busy struct{ Referer, Agent, Asset, Protocol, Duration bool }

// Span is the time from the first to after the last request, in seconds.
func (v *Volume) Span() (from, to int64) {
	if len(v.Cells) == 0 {
		return 0, 0
	}
	return v.Cells[0].At, v.Cells[len(v.Cells)-1].At + v.Grain
}

// maxSeconds is how many different seconds are counted before the site that
// has most of them is counted by the minute, then the hour, then 60 hours.
const maxSeconds = 4 << 20

// counter counts while requests come in any order.
type counter struct {
	grain int64
	cells map[int64]int64
	total int64
	at, n int64 // the cell under way
	busy  Busy
}

func (c *counter) add(sec int64) {
	c.total++
	at := sec
	if c.grain > 1 {
		at = floorDiv(sec, c.grain) * c.grain
	}
	if at == c.at {
		c.n++
		return
	}
	c.flush()
	c.at, c.n = at, 1
}

func (c *counter) flush() {
	if c.n > 0 {
		c.cells[c.at] += c.n
	}
	c.n = 0
}

// coarsen makes the cells sixty times as long.
func (c *counter) coarsen() {
	c.flush()
	c.grain *= 60
	coarse := map[int64]int64{}
	for at, n := range c.cells {
		coarse[floorDiv(at, c.grain)*c.grain] += n
	}
	c.cells, c.at = coarse, 0
}

// counters count every site of a shard.
type counters struct{ sites []*counter }

func (cs *counters) of(site int) *counter {
	for len(cs.sites) <= site {
		cs.sites = append(cs.sites, &counter{grain: 1, cells: map[int64]int64{}})
	}
	return cs.sites[site]
}

// bound coarsens until no more than maxSeconds cells are held.
func (cs *counters) bound() {
	for {
		held, big := 0, cs.of(0)
		for _, c := range cs.sites {
			held += len(c.cells)
			if len(c.cells) > len(big.cells) {
				big = c
			}
		}
		if held <= maxSeconds {
			return
		}
		big.coarsen()
	}
}

// take adds the counts of another counter.
func (c *counter) take(other *counter) {
	c.flush()
	other.flush()
	for c.grain < other.grain {
		c.coarsen()
	}
	for at, n := range other.cells {
		c.cells[floorDiv(at, c.grain)*c.grain] += n
	}
	c.total += other.total
	b, o := &c.busy, other.busy
	b.Referer, b.Agent, b.Asset = b.Referer || o.Referer, b.Agent || o.Agent, b.Asset || o.Asset
	b.Protocol, b.Duration = b.Protocol || o.Protocol, b.Duration || o.Duration
}

func (c *counter) volume() *Volume {
	c.flush()
	v := &Volume{Grain: c.grain, Total: c.total, Busy: c.busy, Cells: make([]Cell, 0, len(c.cells))}
	for at, n := range c.cells {
		v.Cells = append(v.Cells, Cell{at, n})
	}
	slices.SortFunc(v.Cells, func(a, b Cell) int { return cmp.Compare(a.At, b.At) })
	return v
}
