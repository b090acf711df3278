package weblog

import (
	"math"

	"github.com/unveil-project/unveil/internal/request"
)

// chunkRows is how many rows one piece of memory holds.
const chunkRows = 1 << 12

// DefaultLimit is how many requests a table holds before it holds those of a
// sample of addresses only.
const DefaultLimit = 3_000_000

// Builder takes requests in. Several may work at once, each on its own part of
// the input; Merge makes one table of them.
type Builder struct {
	limit   int
	level   uint
	units   []unit // by source
	rows    int
	clients Dict
	paths   Dict
	queries Dict
	agents  Dict
	refers  Dict
	sites   Dict // as the lines name them
	asset   []bool
	counts  []*counters // by source
	grown   int         // rows taken since memory was last looked at
	heavy   map[uint64]uint8
}

// unit is the rows of one source in one builder, in the order in which they
// were read.
type unit struct {
	chunks [][]Row
	rows   int
}

// NewBuilder makes a builder that holds at most limit rows; 0 stands for
// DefaultLimit.
func NewBuilder(limit int) *Builder {
	if limit <= 0 {
		limit = DefaultLimit
	}
	return &Builder{limit: limit, asset: make([]bool, 1)}
}

// begin makes room for sources up to one.
func (b *Builder) begin(source int) {
	for len(b.units) <= source {
		b.units = append(b.units, unit{})
		b.counts = append(b.counts, &counters{})
	}
}

// Drop forgets what was taken of a source, whose bytes turned out to be those
// of one before, say.
func (b *Builder) Drop(source int) {
	b.begin(source)
	b.rows -= b.units[source].rows
	b.units[source] = unit{}
	b.counts[source] = &counters{}
}

// Add takes one request of a source, numbered from 0, in. It keeps no string
// of it.
func (b *Builder) Add(source int, r *request.Request) {
	b.begin(source)
	site := b.sites.ID(r.Site)
	cs := b.counts[source]
	c := cs.of(int(min(site, maxSites)))
	c.add(min(max(floorDiv(r.Time, 1e6), 0), math.MaxUint32))
	path := b.path(r.Path)
	see(&c.busy, r, b.asset[path])
	b.tick(cs)
	h := Hash(r.Client)
	if h&(1<<b.level-1) != 0 {
		return
	}
	shift := uint8(0)
	if b.heavy != nil {
		if shift = b.heavy[h]; !drawn(r.Offset, shift) {
			return
		}
	}
	row := b.next(source)
	*row = Row{
		Time: r.Time, Offset: r.Offset, Length: uint32(min(max(r.Length, 0), NoNumber)),
		Client: b.client(r.Client, h), Path: path, Query: b.queries.ID(r.Query),
		Agent: b.agents.ID(r.Agent), Referer: b.refers.ID(r.Referer),
		Bytes: saturate(r.Bytes), Duration: saturate(r.Duration),
		Source: uint16(source), Site: uint16(min(site, maxSites)),
		Status: uint16(min(max(r.Status, 0), 999)),
		method: methodOf(r.Method) | uint8(ProtocolOf(r.Protocol))<<5,
	}
	row.Flags |= Flags(shift) << shiftAt
	if r.User != "" {
		row.Flags |= HasUser
	}
}

func (b *Builder) client(s string, h uint64) uint32 {
	if s == "" || len(s) > MaxText {
		return b.clients.ID(s)
	}
	return b.clients.id(s, h)
}

// path numbers a path and keeps whether it is an asset.
func (b *Builder) path(s string) uint32 {
	id := b.paths.ID(s)
	if int(id) == len(b.asset) {
		b.asset = append(b.asset, IsAsset(s))
	}
	return id
}

// see notes which optional fields a log holds.
func see(busy *Busy, r *request.Request, asset bool) {
	busy.Referer = busy.Referer || r.Referer != ""
	busy.Agent = busy.Agent || r.Agent != ""
	busy.Protocol = busy.Protocol || r.Protocol != ""
	busy.Duration = busy.Duration || r.Duration != request.Unknown
	busy.Asset = busy.Asset || asset
}

// next makes room for a row.
func (b *Builder) next(source int) *Row {
	u := &b.units[source]
	if u.rows%chunkRows == 0 {
		u.chunks = append(u.chunks, make([]Row, chunkRows))
	}
	row := &u.chunks[u.rows/chunkRows][u.rows%chunkRows]
	u.rows++
	b.rows++
	return row
}

// tick bounds memory now and then.
func (b *Builder) tick(cs *counters) {
	if b.grown++; b.grown < chunkRows {
		return
	}
	b.grown = 0
	cs.bound()
	b.fit()
}

// fit brings the rows down to the limit: first those of single addresses that
// hold a large part of it, then the number of addresses.
func (b *Builder) fit() {
	for b.rows > b.limit && b.level < maxLevel {
		if !b.thinHeavy() {
			b.thin(b.level + 1)
		}
	}
}

// maxLevel ends a search that a single address of endless requests would keep
// going: it is held, or it is not.
const maxLevel = 40

func (b *Builder) dicts() []*Dict {
	return []*Dict{&b.clients, &b.paths, &b.queries, &b.agents, &b.refers}
}

// thin keeps only addresses of a level, and only the texts that their rows
// use.
func (b *Builder) thin(level uint) {
	if level <= b.level {
		return
	}
	b.level = level
	stays := make([]bool, b.clients.Len()+1)
	for id := range stays {
		stays[id] = Hash(b.clients.Text(uint32(id)))&(1<<level-1) == 0
	}
	b.rows = 0
	for i := range b.units {
		b.units[i].filter(func(r *Row) bool { return stays[r.Client] })
		b.rows += b.units[i].rows
	}
	b.compact()
}

// filter keeps the rows that stay.
func (u *unit) filter(stays func(*Row) bool) {
	kept := 0
	for i := range u.rows {
		r := u.chunks[i/chunkRows][i%chunkRows]
		if stays(&r) {
			u.chunks[kept/chunkRows][kept%chunkRows] = r
			kept++
		}
	}
	u.rows = kept
	used := (kept + chunkRows - 1) / chunkRows
	clear(u.chunks[used:])
	u.chunks = u.chunks[:used]
}

// each calls f for every row that is held.
func (b *Builder) each(f func(*Row)) {
	for i := range b.units {
		b.units[i].each(f)
	}
}

func (u *unit) each(f func(*Row)) {
	for i := range u.rows {
		f(&u.chunks[i/chunkRows][i%chunkRows])
	}
}

// compact lets go of texts that no row uses.
func (b *Builder) compact() {
	dicts := b.dicts()
	used := make([][]bool, len(dicts))
	for i, d := range dicts {
		used[i] = make([]bool, d.Len()+1)
	}
	b.each(func(r *Row) {
		for i, id := range r.ids() {
			used[i][*id] = true
		}
	})
	to := make([][]uint32, len(dicts))
	for i, d := range dicts {
		var kept *Dict
		kept, to[i] = d.keep(used[i])
		*d = *kept
	}
	b.each(func(r *Row) { r.renumber(to) })
	b.asset = make([]bool, b.paths.Len()+1)
	for id := 1; id <= b.paths.Len(); id++ {
		b.asset[id] = IsAsset(b.paths.Text(uint32(id)))
	}
}

// ids are the places of a row's dictionary numbers, in the order of dicts.
func (r *Row) ids() [5]*uint32 {
	return [5]*uint32{&r.Client, &r.Path, &r.Query, &r.Agent, &r.Referer}
}

func (r *Row) renumber(to [][]uint32) {
	r.Client, r.Path, r.Query = to[0][r.Client], to[1][r.Path], to[2][r.Query]
	r.Agent, r.Referer = to[3][r.Agent], to[4][r.Referer]
}
