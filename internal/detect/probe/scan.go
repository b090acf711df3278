package probe

import (
	"math/bits"
	"sync"

	"github.com/unveil-project/unveil/internal/weblog"
)

// Scan finds every kind of probing in a table. Texts are read once for each
// entry of a dictionary; the rows are passed over once, and those of addresses
// that stand out a second time.
func Scan(t *weblog.Table, opts Options) *Result { return scan(t, opts).res }

// scan is a scan that is done.
func scan(t *weblog.Table, opts Options) *scanner {
	s := newScanner(t, opts)
	s.pass()
	s.promote()
	s.behaviour()
	s.crawlers()
	s.result()
	return s
}

// scanner is one scan under way.
type scanner struct {
	t       *weblog.Table
	opts    Options
	rules   *rules
	paths   *marks
	queries *marks
	agents  *marks
	refers  *marks

	guest   []bool // by site: named by absolute targets only,
	foreign []bool // and not the server's own
	quick   []quick
	hits    []hit
	posts   []int32 // rows of POSTs to pages
	vague   map[vagueKey]uint64
	served  map[uint32]uint64 // paths of patterns that visitors get, by which visitors
	sets    []Set             // by client
	groups  [families]group
	said    []*answers // by site
	res     *Result
}

// group is the rows of one family.
type group struct {
	rows   []int32 // in order of time, each once
	spread bool
}

// quick is what the first pass keeps of an address.
type quick struct {
	missed  uint64 // bitmap of pages that were not there
	agent   uint32 // last one
	block   uint32 // sixteen seconds under way
	inBlock uint16 // pages in it
	busiest uint16 // and in the busiest one
	changes uint8  // of agent
	denied  uint8  // 401 and 403
	rows    uint16
	assets  uint16
	marked  uint8 // random paths and numbers as queries
}

// hit is one row that a pattern matches.
type hit struct {
	row  int32
	cve  uint16
	sure Set
	weak Set
	soft Set // of sure, what holds unless the page is the site's own
}

type vagueKey struct {
	client uint32
	family Family
}

func newScanner(t *weblog.Table, opts Options) *scanner {
	s := &scanner{
		t: t, opts: opts, rules: newRules(), vague: map[vagueKey]uint64{}, served: map[uint32]uint64{},
		quick: make([]quick, t.Clients.Len()+1), sets: make([]Set, t.Clients.Len()+1), res: &Result{},
	}
	var wg sync.WaitGroup
	for _, d := range []struct {
		to    **marks
		dict  *weblog.Dict
		where place
	}{{&s.paths, t.Paths, inPath}, {&s.queries, t.Queries, inQuery}, {&s.agents, t.Agents, inAgent}, {&s.refers, t.Referers, inReferer}} {
		wg.Go(func() { *d.to = read(s.rules, d.dict, d.where) })
	}
	wg.Wait()
	s.guest, s.foreign = guests(t)
	return s
}

// pass looks at every row once.
func (s *scanner) pass() {
	for i := range s.t.Len() {
		r := s.t.Row(i)
		p, q := s.paths.of[r.Path], s.queries.of[r.Query]
		a, f := s.agents.of[r.Agent], s.refers.of[r.Referer]
		if p|q|a|f != 0 || r.Protocol() == weblog.OtherProtocol || s.foreign[r.Site] || r.Method() == "CONNECT" {
			s.look(i, r)
		}
		s.count(i, r, p|q != 0)
	}
}

// look keeps a row that a pattern matches.
func (s *scanner) look(i int, r *weblog.Row) {
	p, q := s.paths.at(r.Path), s.queries.at(r.Query)
	a, f := s.agents.at(r.Agent), s.refers.at(r.Referer)
	h := hit{row: int32(i), cve: first(p.cve, q.cve, a.cve, f.cve)}
	h.sure = p.strong | q.strong | a.strong | f.strong | unwritten(r, p.traits, s.foreign[r.Site])
	h.weak = p.weak | q.weak | a.weak | f.weak
	soft := p.absent | q.absent | a.absent | f.absent
	if refused(r) {
		h.soft = soft &^ h.sure
		h.sure |= soft
	} else {
		h.weak |= soft
		s.visitor(r, soft|p.weak)
	}
	h.weak &^= h.sure
	if h.sure|h.weak == 0 {
		return
	}
	s.hits = append(s.hits, h)
	s.sets[r.Client] |= h.sure
	if h.weak == 0 {
		return
	}
	// By text, not by number: numbers depend on the order of reading.
	key := weblog.Hash(s.t.Paths.Text(r.Path)) ^ weblog.Hash(s.t.Queries.Text(r.Query))
	for _, fam := range h.weak.All() {
		s.vague[vagueKey{r.Client, fam}] |= 1 << (key % 64)
	}
}

// unwritten are the families that no text shows.
func unwritten(r *weblog.Row, path traits, foreign bool) Set {
	var set Set
	switch {
	case r.Method() == "CONNECT", foreign:
		set |= of(OpenProxy)
	case r.Method() == "" && path&foreignText != 0:
		set |= of(NotHTTP)
	}
	if r.Protocol() == weblog.OtherProtocol {
		set |= of(InvalidVersion)
	}
	return set
}

func first(ids ...uint16) uint16 {
	for _, id := range ids {
		if id != 0 {
			return id
		}
	}
	return 0
}

// refused is true of an answer that the thing is not there or not for all.
func refused(r *weblog.Row) bool { return r.Status >= 400 || r.Status == 0 }

// visitor notes that the site's own visitors get a page that has the name of
// something that is probed for: they come to it from another page.
func (s *scanner) visitor(r *weblog.Row, soft Set) {
	if soft != 0 && r.Referer != 0 && r.Status >= 200 && r.Status < 400 {
		s.served[r.Path] |= 1 << (weblog.Hash(s.t.Clients.Text(r.Client)) % 64)
	}
}

// ownPage says whether a path is a page of the site that its visitors use.
func (s *scanner) ownPage(path uint32) bool { return bits.OnesCount64(s.served[path]) >= 3 }

// count keeps what an address does in all. marked is false where neither path
// nor query shows anything.
func (s *scanner) count(i int, r *weblog.Row, marked bool) {
	q := &s.quick[r.Client]
	q.rows = add(q.rows, 1)
	if s.t.Asset(r.Path) {
		q.assets = add(q.assets, 1)
		return
	}
	switch r.Status {
	case 401:
		q.denied = saturate8(q.denied)
	case 403:
		q.denied = saturate8(q.denied)
		q.missed |= s.pathBit(r.Path)
	case 400, 404, 410:
		q.missed |= s.pathBit(r.Path)
	}
	if r.Method() == "POST" {
		s.posts = append(s.posts, int32(i))
	}
	if q.agent != r.Agent {
		q.agent, q.changes = r.Agent, saturate8(q.changes)
	}
	if b := uint32(r.Time / 16e6); b != q.block {
		q.block, q.inBlock = b, 0
	}
	q.inBlock = add(q.inBlock, 1)
	q.busiest = max(q.busiest, q.inBlock)
	if marked && (s.paths.at(r.Path).traits&sixCapitals != 0 || s.queries.at(r.Query).traits&digitsOnly != 0) {
		q.marked = saturate8(q.marked)
	}
}

// pathBit is the place of a path in a bitmap of 64.
func (s *scanner) pathBit(path uint32) uint64 { return 1 << (weblog.Hash(s.t.Paths.Text(path)) % 64) }

func add(n, by uint16) uint16 {
	if n > 1<<16-1-by {
		return 1<<16 - 1
	}
	return n + by
}

func saturate8(n uint8) uint8 {
	if n == 255 {
		return n
	}
	return n + 1
}

// vagueEnough is how many different requests of one family, each of which
// could be innocent, make a probe.
const vagueEnough = 3

// promote decides on what is worth something only together, and gives every
// row to the groups of its families.
func (s *scanner) promote() {
	for _, h := range s.hits {
		r := s.t.Row(int(h.row))
		set := h.sure
		if h.soft != 0 && s.ownPage(r.Path) {
			set &^= h.soft
		}
		for _, f := range h.weak.All() {
			other := s.sets[r.Client]&intrusions != 0 && !s.ownPage(r.Path)
			if other || bits.OnesCount64(s.vague[vagueKey{r.Client, f}]) >= vagueEnough && !s.ownPage(r.Path) {
				set |= of(f)
			}
		}
		for _, f := range set.All() {
			s.groups[f].rows = append(s.groups[f].rows, h.row)
		}
	}
	s.resets()
}

// resets gives every address the families of its groups.
func (s *scanner) resets() {
	clear(s.sets)
	for f := range s.groups {
		for _, row := range s.groups[f].rows {
			s.sets[s.t.Row(int(row)).Client] |= of(Family(f))
		}
	}
}
