package weblog

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"sync"

	"github.com/unveil-project/unveil/internal/source"
)

// Table is the requests of all sources in order of time, then of the source's
// SHA-256, then of the place in it. It is not written to once it is made.
type Table struct {
	Clients  *Dict
	Paths    *Dict
	Queries  *Dict
	Agents   *Dict
	Referers *Dict
	Sources  []source.Info
	Sites    []string  // by Row.Site
	Volumes  []*Volume // by Row.Site, exact

	// Level says how much of the requests is held: all of them at 0, else
	// those of one address in 2^Level.
	Level uint
	// Total is the exact number of requests.
	Total int64

	asset  []bool
	chunks [][]Row
	order  []uint32
}

// Len is the number of rows held.
func (t *Table) Len() int { return len(t.order) }

// Row is the i-th row in order of time. It must not be changed.
func (t *Table) Row(i int) *Row {
	k := t.order[i]
	return &t.chunks[k/chunkRows][k%chunkRows]
}

// From is the first row at or after a time in microseconds.
func (t *Table) From(micros int64) int {
	return sort.Search(len(t.order), func(i int) bool { return t.Row(i).Time >= micros })
}

// Asset is true of a path that a browser loads by itself to show a page.
func (t *Table) Asset(path uint32) bool { return t.asset[path] }

// Scale is how many requests, or addresses, one that is held stands for.
func (t *Table) Scale() float64 { return math.Ldexp(1, int(t.Level)) }

// Error is the relative standard error of a number of addresses that is
// estimated from the sample, 0 where all are held: 1.2/√n for n addresses
// (Flajolet 1990, section 3).
func (t *Table) Error() float64 {
	if t.Level == 0 || t.Clients.Len() == 0 {
		return 0
	}
	return 1.2 / math.Sqrt(float64(t.Clients.Len()))
}

// Merge makes one table of the builders of one run, which have the same limit
// and number the same sources, and uses them up. sites names the site of lines
// that name none and those that have another name in the election.
func Merge(builders []*Builder, sources []source.Info, sites *Sites) *Table {
	level := uint(0)
	for _, b := range builders {
		level = max(level, b.level)
	}
	for ; ; level++ {
		rows := 0
		for _, b := range builders {
			b.begin(len(sources) - 1)
			b.fit()
			b.thin(level)
			rows += b.rows
		}
		if rows <= builders[0].limit || level >= maxLevel {
			break
		}
	}
	return assemble(builders, sources, sites, level)
}

func assemble(builders []*Builder, sources []source.Info, sites *Sites, level uint) *Table {
	first := builders[0]
	t := &Table{
		Clients: &first.clients, Paths: &first.paths, Queries: &first.queries, Agents: &first.agents,
		Referers: &first.refers, Sources: sources, Level: level, asset: first.asset,
	}
	names := sites.begin(sources)
	for _, b := range builders {
		t.join(b, b == first, names)
	}
	t.Sites = names.names
	for _, d := range t.dicts() {
		d.slots = nil
	}
	t.volumes(builders, names)
	t.sort()
	return t
}

// join renumbers a builder's rows and takes their memory over.
func (t *Table) join(b *Builder, first bool, names *naming) {
	site := names.table(b)
	if !first {
		to := make([][]uint32, 5)
		var wait sync.WaitGroup
		for i, d := range b.dicts() {
			wait.Go(func() { to[i] = t.dicts()[i].merge(d) })
		}
		wait.Wait()
		for id := len(t.asset); id <= t.Paths.Len(); id++ {
			t.asset = append(t.asset, IsAsset(t.Paths.Text(uint32(id))))
		}
		b.each(func(r *Row) { r.renumber(to) })
	}
	b.each(func(r *Row) { r.Site = site[r.Source][r.Site] })
}

func (t *Table) dicts() []*Dict {
	return []*Dict{t.Clients, t.Paths, t.Queries, t.Agents, t.Referers}
}

// volumes adds up the counts of all builders and sources by site.
func (t *Table) volumes(builders []*Builder, names *naming) {
	all := &counters{}
	for _, b := range builders {
		site := names.table(b)
		for src, cs := range b.counts {
			for local, c := range cs.sites {
				if c.total > 0 {
					all.of(int(site[src][local])).take(c)
				}
			}
		}
	}
	t.Sites = names.names
	for i := range t.Sites {
		v := all.of(i).volume()
		t.Volumes = append(t.Volumes, v)
		t.Total += v.Total
	}
	// The rows of each builder, unit by unit.
	rows := 0
	for _, b := range builders {
		rows += b.rows
	}
	t.order = make([]uint32, 0, rows)
	for _, b := range builders {
		for _, u := range b.units {
			t.unit(u)
		}
	}
}

// unit takes the chunks of a unit and puts its rows, in order of time, behind
// the others as a run.
func (t *Table) unit(u unit) {
	base := uint32(len(t.chunks) * chunkRows)
	t.chunks = append(t.chunks, u.chunks...)
	from := len(t.order)
	for i := range u.rows {
		t.order = append(t.order, base+uint32(i))
	}
	t.arrange(t.order[from:])
}

// arrange sorts one run. A log is nearly in order of time, so that insertion
// does it; one that is not is sorted in full.
func (t *Table) arrange(run []uint32) {
	budget := 16 * len(run)
	for i := 1; i < len(run); i++ {
		k := run[i]
		j := i
		for ; j > 0 && t.before(k, run[j-1]); j-- {
			run[j] = run[j-1]
			if budget--; budget < 0 {
				run[j-1] = k
				slices.SortFunc(run, t.compare)
				return
			}
		}
		run[j] = k
	}
}

func (t *Table) at(k uint32) *Row { return &t.chunks[k/chunkRows][k%chunkRows] }

func (t *Table) before(a, b uint32) bool { return t.compare(a, b) < 0 }

// compare orders rows by time, source and place.
func (t *Table) compare(a, b uint32) int {
	x, y := t.at(a), t.at(b)
	if x.Time != y.Time {
		return cmp.Compare(x.Time, y.Time)
	}
	if x.Source != y.Source {
		return cmp.Or(cmp.Compare(t.Sources[x.Source].SHA256, t.Sources[y.Source].SHA256), cmp.Compare(x.Source, y.Source))
	}
	return cmp.Compare(x.Offset, y.Offset)
}

// sort merges the runs of all units: natural merge sort, which costs nothing
// where the order holds already.
func (t *Table) sort() {
	runs := t.runs()
	var spare []uint32
	for len(runs) > 1 {
		if spare == nil {
			spare = make([]uint32, len(t.order))
		}
		var next []int
		for i := 0; i < len(runs); i += 2 {
			lo, mid, hi := runs[i], len(t.order), len(t.order)
			if i+1 < len(runs) {
				mid = runs[i+1]
			}
			if i+2 < len(runs) {
				hi = runs[i+2]
			}
			t.mergeRuns(spare[lo:hi], t.order[lo:mid], t.order[mid:hi])
			next = append(next, lo)
		}
		t.order, spare, runs = spare, t.order, next
	}
}

// runs are the beginnings of the stretches of the order that are in order.
func (t *Table) runs() []int {
	starts := []int{0}
	for i := 1; i < len(t.order); i++ {
		if t.before(t.order[i], t.order[i-1]) {
			starts = append(starts, i)
		}
	}
	return starts
}

func (t *Table) mergeRuns(to, a, b []uint32) {
	for i := range to {
		if len(b) == 0 || len(a) > 0 && !t.before(b[0], a[0]) {
			to[i], a = a[0], a[1:]
		} else {
			to[i], b = b[0], b[1:]
		}
	}
}
